//! The keywords: chips in the order of their weight, and the field that adds to them.

use super::super::theme::{Icon, Type};
use super::super::view::View;
use super::super::widgets::{ChipWords, Emphasis, button_enabled, card, chip_list, weak_label};
use super::draft::Draft;
use super::marks;
use crate::domain::{Finding, ProfileField, fold};
use egui::{Event, ImeEvent, Key, Margin, Response, RichText, TextEdit, Ui};

/// What parts keywords from each other: commas of every kind, line breaks and tabs.
const SEPARATORS: [char; 7] = [',', '，', '、', '､', '\n', '\r', '\t'];

/// What is typed beside the keywords, and what came of it.
#[derive(Default)]
pub(super) struct KeywordInput {
    text: String,
    /// The input method is putting a word together: Enter and commas belong to it.
    is_composing: bool,
    /// Words that were there already: as typed, and as they stand in the list.
    doubles: Vec<(String, String)>,
}

impl KeywordInput {
    /// Whether a word is typed that is not in the list yet.
    pub fn has_text(&self) -> bool {
        self.text
            .split(SEPARATORS)
            .any(|word| !word.trim().is_empty())
    }

    /// Adds what is typed.
    pub fn add_typed(&mut self, keywords: &mut Vec<String>) {
        let text = std::mem::take(&mut self.text);
        self.add(&text, keywords);
    }

    /// Adds every word of a list; those that fold like one that is there are left out and remembered.
    fn add(&mut self, list: &str, keywords: &mut Vec<String>) {
        self.doubles.clear();
        for word in list.split(SEPARATORS).map(str::trim) {
            if word.is_empty() {
                continue;
            }
            let folded = fold(word);
            match keywords.iter().find(|known| fold(known) == folded) {
                Some(known) => self.doubles.push((word.to_owned(), known.clone())),
                None => keywords.push(word.to_owned()),
            }
        }
    }

    /// Adds the words that are complete: everything before the last separator.
    fn add_complete(&mut self, keywords: &mut Vec<String>) {
        if let Some((complete, rest)) = self.text.rsplit_once(SEPARATORS) {
            let (complete, rest) = (complete.to_owned(), rest.to_owned());
            self.add(&complete, keywords);
            rest.trim_start().clone_into(&mut self.text);
        }
    }

    /// Where in the list the last double stands.
    fn marked(&self, keywords: &[String]) -> Option<usize> {
        let (_, known) = self.doubles.last()?;
        keywords.iter().position(|keyword| keyword == known)
    }

    /// Follows the input method; true when it had a hand in this frame, so that keys are not taken for the person's.
    fn follow_composition(&mut self, ui: &Ui) -> bool {
        let mut was_at_work = self.is_composing;
        ui.input(|input| {
            for event in &input.events {
                let Event::Ime(event) = event else { continue };
                was_at_work = true;
                match event {
                    ImeEvent::Preedit { text, .. } => self.is_composing = !text.is_empty(),
                    ImeEvent::Commit(_) => self.is_composing = false,
                    _ => {}
                }
            }
        });
        was_at_work
    }
}

/// The keywords' card.
pub(super) fn show(
    ui: &mut Ui,
    view: &View<'_>,
    draft: &mut Draft,
    findings: &[Finding],
) -> Response {
    let texts = view.texts;
    let count = draft.profile.keywords.len();
    let count = (count > 0).then(|| {
        let text = texts.with("profiles-keyword-count", &[("count", count.into())]);
        RichText::new(text).color(view.tokens.text_weak)
    });
    let title = texts.get("profile-field-keywords");
    let note = texts.get("profiles-keywords-note");
    card(ui, view.tokens, title, Some(note), count, |ui| {
        let (input, keywords) = (&mut draft.keywords, &mut draft.profile.keywords);
        let words = ChipWords {
            move_first: texts.get("profiles-keyword-first"),
            move_earlier: texts.get("profiles-keyword-earlier"),
            move_later: texts.get("profiles-keyword-later"),
            remove: texts.get("common-remove"),
        };
        let marked = input.marked(keywords);
        let change = chip_list(ui, view.tokens, keywords, marked, &words, |name| {
            texts.with("profiles-remove-named", &[("name", name.into())])
        });
        if let Some(change) = change {
            input.doubles.clear();
            change.apply(keywords);
        }
        marks::beside(ui, view, findings, ProfileField::Keywords);
        adding_row(ui, view, input, keywords);
        doubles(ui, view, input);
    })
    .0
}

fn adding_row(ui: &mut Ui, view: &View<'_>, input: &mut KeywordInput, keywords: &mut Vec<String>) {
    let texts = view.texts;
    let name = texts.get("profiles-keyword-add");
    let id = ui.scope_id().with("keyword");
    if ui.memory(|memory| memory.has_focus(id)) {
        for list in pasted_lists(ui) {
            input.add(&list, keywords);
        }
    }
    ui.horizontal(|ui| {
        let field = TextEdit::singleline(&mut input.text)
            .id(id)
            .hint_text(RichText::new(name).color(view.tokens.text_weak))
            .return_key(None)
            .desired_width((ui.available_width() - 110.0).min(420.0))
            .margin(Margin::symmetric(8, 6));
        let field = ui.add(field).accessible_name(name);
        let was_at_work = input.follow_composition(ui);
        if !field.has_focus() {
            input.is_composing = false;
        }
        if field.changed() {
            input.doubles.clear();
            if !input.is_composing {
                input.add_complete(keywords);
            }
        }
        let entered = field.has_focus()
            && !was_at_work
            && ui.input(|pressed| pressed.key_pressed(Key::Enter));
        let why_not = (!input.has_text()).then(|| texts.get("profiles-keyword-add-needs-text"));
        let pressed = button_enabled(
            ui,
            view.tokens,
            Emphasis::Normal,
            texts.get("common-add"),
            why_not,
        )
        .clicked();
        if pressed || entered {
            input.add_typed(keywords);
            field.request_focus();
        }
    });
    weak_label(ui, view.tokens, texts.get("profiles-keyword-add-note"));
}

/// Takes out of the input what is pasted as a list; the field itself would make one line of it.
fn pasted_lists(ui: &Ui) -> Vec<String> {
    let mut lists = Vec::new();
    ui.input_mut(|input| {
        input.events.retain(|event| match event {
            Event::Paste(text) if text.contains(SEPARATORS) => {
                lists.push(text.clone());
                false
            }
            _ => true,
        });
    });
    lists
}

/// Says which words were there already, and how they are written there.
fn doubles(ui: &mut Ui, view: &View<'_>, input: &KeywordInput) {
    if input.doubles.is_empty() {
        return;
    }
    let texts = view.texts;
    let said: Vec<String> = input
        .doubles
        .iter()
        .map(|(typed, known)| {
            let key = if typed == known {
                "profiles-keyword-double"
            } else {
                "profiles-keyword-double-as"
            };
            texts.with(key, &[("typed", typed.into()), ("known", known.into())])
        })
        .collect();
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        ui.add(marks::small(Icon::Info, view.tokens.soon).alt_text(""));
        let text = RichText::new(said.join(" "))
            .font(Type::caption())
            .color(view.tokens.soon);
        let label = ui.add(egui::Label::new(text).wrap());
        ui.accesskit_node_builder(label.id, |node| {
            node.set_live(egui::accesskit::Live::Polite);
        });
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_parted_and_doubles_named() {
        let mut keywords = vec!["Azure".to_owned()];
        let mut input = KeywordInput::default();
        input.add("移行、 ＡＺＵＲＥ,\nﾃﾞｰﾀ\r\nデータ", &mut keywords);
        assert_eq!(keywords, ["Azure", "移行", "ﾃﾞｰﾀ"]);
        let double = |typed: &str, known: &str| (typed.to_owned(), known.to_owned());
        assert_eq!(
            input.doubles,
            [double("ＡＺＵＲＥ", "Azure"), double("データ", "ﾃﾞｰﾀ")]
        );
        assert_eq!(input.marked(&keywords), Some(2));
    }

    #[test]
    fn what_is_still_being_typed_stays_in_the_field() {
        let mut keywords = Vec::new();
        let mut input = KeywordInput {
            text: "one, two、 thr".to_owned(),
            ..KeywordInput::default()
        };
        input.add_complete(&mut keywords);
        assert_eq!(keywords, ["one", "two"]);
        assert_eq!(input.text, "thr");
        assert!(input.has_text());
        input.text = " , ".to_owned();
        assert!(!input.has_text());
    }
}
