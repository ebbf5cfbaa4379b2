//! A plain question: do it, or leave it.

use super::super::theme::Type;
use super::super::widgets::{dialog, dialog_buttons};
use super::form::{Answer, Draw};
use egui::{Label, RichText};

/// Asks whether what was entered in a form may be lost with the window.
pub(super) fn about_closing(ctx: &egui::Context, draw: Draw<'_>) -> Answer<()> {
    let title = draw.text("dialog-close-title");
    let answer = dialog(ctx, draw.tokens, "close-over-form", title, 400.0, |ui| {
        paragraph(ui, draw, draw.text("dialog-close-body"));
        let discard = draw.text("dialog-close-discard");
        let keep = draw.text("dialog-keep-editing");
        dialog_buttons(ui, draw.tokens, discard, keep, None, true)
    });
    Answer::of(answer, || Some(()))
}

pub(super) fn paragraph(ui: &mut egui::Ui, draw: Draw<'_>, text: &str) {
    let text = RichText::new(text)
        .font(Type::body())
        .color(draw.tokens.text);
    ui.add(Label::new(text).wrap());
}

/// A question with its words, in the person's language.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Confirm {
    /// The question.
    pub title: String,
    /// What doing it means.
    pub body: String,
    /// The button that does it.
    pub confirm: String,
}

impl Confirm {
    pub(super) fn ui(&self, ctx: &egui::Context, draw: Draw<'_>) -> Answer<()> {
        let answer = dialog(ctx, draw.tokens, "confirm", &self.title, 400.0, |ui| {
            paragraph(ui, draw, &self.body);
            let cancel = draw.text("common-cancel");
            dialog_buttons(ui, draw.tokens, &self.confirm, cancel, None, true)
        });
        Answer::of(answer, || Some(()))
    }
}
