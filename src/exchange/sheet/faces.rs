//! The faces a page is set in, and the glyphs of their characters with their widths. They are read while a page is set, and no longer.

use crate::text::{Language, typefaces};
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::raw::TableProvider;
use skrifa::{FontRef, GlyphId, MetadataProvider};
use std::cell::RefCell;
use std::collections::HashMap;

/// How heavy a text is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) enum Weight {
    Regular,
    Bold,
}

/// A character as a face shows it.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Glyph {
    /// Which of [`Faces::all`].
    pub face: usize,
    pub id: u16,
    /// How far the next one is, for a size of 1.
    pub advance: f32,
    pub character: char,
}

/// Stands where a letter is missing.
const MISSING: char = '〓';

/// Why the faces cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("the bundled typeface cannot be read: {0}")]
pub struct FaceError(String);

/// The faces.
pub(super) struct Faces {
    faces: Vec<Face>,
    /// Those of each weight; the first that has a character is taken.
    regular: Vec<usize>,
    bold: Vec<usize>,
    known: RefCell<HashMap<(Weight, char), Glyph>>,
}

/// A face.
pub(super) struct Face {
    /// As PostScript names it.
    pub name: &'static str,
    bytes: typefaces::FaceBytes,
    font: FontRef<'static>,
    /// So many units of its outlines make up its size.
    pub units: f32,
    /// Of a line, for a size of 1: above and below the base line.
    pub ascent: f32,
    pub descent: f32,
    pub cap_height: f32,
    /// Of all its glyphs, for a size of 1: left, lowest, right, highest.
    pub bounds: [f32; 4],
}

impl Faces {
    /// The bundled faces, as `language` sets them.
    ///
    /// # Errors
    /// When they are damaged.
    pub(super) fn bundled(language: Language) -> Result<Self, FaceError> {
        let faces = [
            ("NotoSansJP-Regular", typefaces::REGULAR),
            ("NotoSansJP-Bold", typefaces::BOLD),
            ("NotoSansJP-Ellipsis-Regular", typefaces::ELLIPSIS_REGULAR),
            ("NotoSansJP-Ellipsis-Bold", typefaces::ELLIPSIS_BOLD),
        ]
        .into_iter()
        .map(|(name, bytes)| Face::read(name, bytes))
        .collect::<Result<_, _>>()?;
        let (regular, bold) = match language {
            Language::English => (vec![2, 0], vec![3, 1]),
            Language::Japanese => (vec![0], vec![1]),
        };
        Ok(Self {
            faces,
            regular,
            bold,
            known: RefCell::default(),
        })
    }

    /// Every face.
    pub(super) fn all(&self) -> &[Face] {
        &self.faces
    }

    /// The glyph of a character. What no face has is shown as 〓, by which Japanese printers mark a missing letter, and copies as what it is.
    pub(super) fn glyph(&self, weight: Weight, character: char) -> Glyph {
        let key = (weight, character);
        if let Some(glyph) = self.known.borrow().get(&key) {
            return *glyph;
        }
        let glyph = self.find(weight, character);
        self.known.borrow_mut().insert(key, glyph);
        glyph
    }

    fn find(&self, weight: Weight, character: char) -> Glyph {
        let faces = match weight {
            Weight::Regular => &self.regular,
            Weight::Bold => &self.bold,
        };
        let found = [character, MISSING].into_iter().find_map(|character| {
            faces.iter().find_map(|index| {
                let face = self.faces.get(*index)?;
                let id = face.font.charmap().map(character)?;
                Some((*index, id))
            })
        });
        let last = faces.last().copied().unwrap_or_default();
        let (face, id) = found.unwrap_or((last, GlyphId::NOTDEF));
        let advance = self.faces.get(face).map_or(0.0, |face| face.advance(id));
        Glyph {
            face,
            id: u16::try_from(id.to_u32()).unwrap_or_default(),
            advance,
            character,
        }
    }
}

impl Face {
    fn read(name: &'static str, bytes: typefaces::FaceBytes) -> Result<Self, FaceError> {
        let wrong = |error: skrifa::raw::ReadError| FaceError(error.to_string());
        let font = FontRef::new(bytes).map_err(wrong)?;
        let metrics = font.metrics(Size::unscaled(), LocationRef::default());
        let head = font.head().map_err(wrong)?;
        let units = f32::from(head.units_per_em());
        let bounds = [head.x_min(), head.y_min(), head.x_max(), head.y_max()];
        Ok(Self {
            name,
            bytes,
            units,
            ascent: metrics.ascent / units,
            descent: metrics.descent / units,
            cap_height: metrics.cap_height.unwrap_or(0.7 * units) / units,
            bounds: bounds.map(|bound| f32::from(bound) / units),
            font,
        })
    }

    /// The face's file.
    pub(super) const fn bytes(&self) -> &'static [u8] {
        self.bytes
    }

    fn advance(&self, id: GlyphId) -> f32 {
        let metrics = self
            .font
            .glyph_metrics(Size::unscaled(), LocationRef::default());
        metrics
            .advance_width(id)
            .map_or(1.0, |advance| advance / self.units)
    }

    /// Draws the outline of a glyph, in [`Self::units`] and upwards; nothing where it has none. Any other size would be rounded to 1/64.
    pub(super) fn draw(&self, id: u16, pen: &mut impl OutlinePen) {
        let outline = self.font.outline_glyphs().get(GlyphId::from(id));
        let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
        if let Some(outline) = outline
            && let Err(error) = outline.draw(settings, pen)
        {
            tracing::warn!(%error, "a glyph cannot be drawn");
        }
    }
}
