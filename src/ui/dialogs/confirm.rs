//! A plain question: do it, or leave it.

use super::super::theme::Type;
use super::super::widgets::{DialogAnswer, dialog, dialog_buttons};
use super::form::{Answer, Draw};
use egui::{Label, RichText};

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
            ui.add(
                Label::new(
                    RichText::new(&self.body)
                        .font(Type::body())
                        .color(draw.tokens.text),
                )
                .wrap(),
            );
            let cancel = draw.text("common-cancel");
            dialog_buttons(ui, draw.tokens, &self.confirm, cancel, None, true)
        });
        match answer {
            DialogAnswer::Open => Answer::Open,
            DialogAnswer::Cancelled => Answer::Cancelled,
            DialogAnswer::Confirmed => Answer::Given(()),
        }
    }
}
