//! A country or region as it is entered: found by its name or code while typing, or kept as typed.

use super::super::theme::Icon;
use super::super::widgets::{field_warning, labelled};
use super::form::{Draw, present};
use crate::domain::fold;
use crate::text::{Texts, region, regions};
use egui::{CompletionPopup, Margin, RectAlign, Response, RichText, Suggestion, TextEdit, Ui};

/// So many names are offered at once.
const OFFERED: usize = 8;

/// A region being entered.
pub(super) struct RegionField {
    text: String,
    /// The region as it was, and as it was shown: an unknown one comes back unchanged.
    original: Option<(String, String)>,
    known: Vec<Known>,
}

struct Known {
    code: &'static str,
    name: &'static str,
    folded: String,
}

impl RegionField {
    pub(super) fn new(original: Option<&str>, texts: &Texts) -> Self {
        let original = original.map(|code| (code.to_owned(), region(texts, code).to_owned()));
        Self {
            text: original
                .as_ref()
                .map(|(_, shown)| shown.clone())
                .unwrap_or_default(),
            original,
            known: regions(texts)
                .into_iter()
                .map(|(code, name)| Known {
                    code,
                    name,
                    folded: fold(name),
                })
                .collect(),
        }
    }

    /// The code of the region that is entered, or the text where it is none that is known.
    pub(super) fn value(&self) -> Option<String> {
        let text = present(&self.text)?;
        if let Some((original, shown)) = &self.original
            && text == *shown
        {
            return Some(original.clone());
        }
        Some(self.find(&text).map_or(text, |known| known.code.to_owned()))
    }

    fn find(&self, text: &str) -> Option<&Known> {
        let folded = fold(text);
        self.known
            .iter()
            .find(|known| known.folded == folded || known.code.eq_ignore_ascii_case(&folded))
    }

    pub(super) fn show(&mut self, ui: &mut Ui, draw: Draw<'_>) -> Response {
        let label = draw.text("common-region");
        let Self { text, known, .. } = self;
        let mut accepted = None;
        let response = labelled(ui, draw.tokens, label, |ui| {
            let id = ui.make_persistent_id("region");
            let edit = TextEdit::singleline(text)
                .hint_text(
                    RichText::new(draw.text("dialog-region-hint")).color(draw.tokens.text_weak),
                )
                .prefix(Icon::Search.image().tint(draw.tokens.text_weak))
                .desired_width(f32::INFINITY)
                .margin(Margin::symmetric(8, 6));
            let output = CompletionPopup::new(id)
                .word_boundary(|_| false)
                .align(RectAlign::BOTTOM_START)
                .show(ui, edit, |query| suggestions(known, query.text));
            accepted = output.accepted;
            output.text_edit.response.response
        });
        if let Some(accepted) = accepted {
            self.text = accepted.insert;
        }
        let is_unknown = present(&self.text).is_some_and(|text| {
            self.find(&text).is_none()
                && self
                    .original
                    .as_ref()
                    .is_none_or(|(_, shown)| text != *shown)
        });
        // While it is typed it may still become one of those that are offered.
        let is_offered = response.has_focus() && !suggestions(&self.known, &self.text).is_empty();
        if is_unknown && !is_offered {
            field_warning(ui, draw.tokens, draw.text("dialog-region-unknown"));
        }
        response
    }
}

/// The names that hold what was typed, those that begin with it first; none once a name is complete.
fn suggestions(known: &[Known], typed: &str) -> Vec<Suggestion> {
    let typed = fold(typed);
    if typed.is_empty() || known.iter().any(|known| known.folded == typed) {
        return Vec::new();
    }
    let is_first = |known: &&Known| {
        known.folded.starts_with(&typed) || known.code.eq_ignore_ascii_case(&typed)
    };
    let first = known.iter().filter(is_first);
    let rest = known
        .iter()
        .filter(|known| !is_first(known) && known.folded.contains(&typed));
    first
        .chain(rest)
        .take(OFFERED)
        .map(|known| Suggestion::new(known.name).description(known.code))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Language;

    fn typed(language: Language, original: Option<&str>, text: &str) -> Option<String> {
        let mut field = RegionField::new(original, &Texts::new(language));
        text.clone_into(&mut field.text);
        field.value()
    }

    #[test]
    fn a_region_is_found_by_name_or_code_and_otherwise_kept() {
        for (language, text, value) in [
            (Language::English, "Japan", Some("JP")),
            (Language::English, " ｊａｐａｎ ", Some("JP")),
            (Language::English, "jp", Some("JP")),
            (Language::Japanese, "日本", Some("JP")),
            (Language::English, "Atlantis", Some("Atlantis")),
            (Language::English, " ", None),
        ] {
            assert_eq!(typed(language, None, text).as_deref(), value, "{text}");
        }
        let kept = RegionField::new(Some("Latin America"), &Texts::new(Language::English));
        assert_eq!(kept.value().as_deref(), Some("Latin America"));
    }

    #[test]
    fn names_that_begin_with_what_was_typed_come_first() {
        let field = RegionField::new(None, &Texts::new(Language::English));
        let names: Vec<_> = suggestions(&field.known, "ja")
            .into_iter()
            .map(|suggestion| suggestion.insert)
            .collect();
        assert_eq!(names.first().map(String::as_str), Some("Jamaica"));
        assert!(names.contains(&"Japan".to_owned()));
        assert!(suggestions(&field.known, "Japan").is_empty());
    }
}
