//! The system's fonts, for letters the bundled typeface lacks: as on the screen, Han characters in their Japanese forms where there are any.

use super::face::Face;
use fontique::{
    Collection, CollectionOptions, FallbackKey, GenericFamily, Language, QueryFamily, QueryFont,
    QueryStatus, Script, SourceCache, SourceCacheOptions,
};
use unicode_script::UnicodeScript;

/// The families in which signs of no script are looked for.
const GENERIC: [GenericFamily; 5] = [
    GenericFamily::SansSerif,
    GenericFamily::SystemUi,
    GenericFamily::Emoji,
    GenericFamily::Math,
    GenericFamily::Serif,
];

/// The languages whose fonts are tried for a letter, by its script: a font for one of them need not have the Han characters of another.
const LANGUAGES: [&str; 4] = ["ja", "zh-SG", "zh-TW", "ko"];

/// The system's fonts.
pub(super) struct SystemFaces {
    collection: Collection,
    sources: SourceCache,
}

impl Default for SystemFaces {
    /// Looks through the system's fonts, which takes its time.
    fn default() -> Self {
        Self {
            collection: Collection::new(CollectionOptions {
                shared: false,
                system_fonts: true,
            }),
            sources: SourceCache::new(SourceCacheOptions::default()),
        }
    }
}

impl SystemFaces {
    /// A face that has this character as an outline; `None` where the system has none that may be put into files.
    pub(super) fn face_with(&mut self, character: char) -> Option<Face> {
        let script = Script::parse(character.script().short_name()).ok();
        let languages = LANGUAGES.iter().map(|code| Language::parse(code).ok());
        let mut keys = languages.map(|language| {
            let script = script?;
            Some(FallbackKey::new(script, language.as_ref()))
        });
        keys.find_map(|key| self.find(key, character))
    }

    fn find(&mut self, key: Option<FallbackKey>, character: char) -> Option<Face> {
        let mut query = self.collection.query(&mut self.sources);
        query.set_families(GENERIC.map(QueryFamily::Generic));
        if let Some(key) = key {
            query.set_fallbacks(key);
        }
        let mut found = None;
        query.matches_with(|font| {
            found = usable(font, character);
            if found.is_some() {
                QueryStatus::Stop
            } else {
                QueryStatus::Continue
            }
        });
        found
    }
}

fn usable(font: &QueryFont, character: char) -> Option<Face> {
    font.charmap()?.map(character)?;
    let (bytes, _) = font.blob.clone().into_raw_parts();
    let face = Face::of_system(bytes, font.index).ok()?;
    let glyph = face.glyph(0, character)?;
    (face.may_be_embedded() && face.can_give(glyph.id)).then_some(face)
}
