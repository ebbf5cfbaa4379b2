//! Correct: brings an archived referral back, for a written reason.

use super::super::theme::Icon;
use super::super::widgets::{dialog, dialog_body, dialog_buttons, multiline_field};
use super::form::{Answer, Draw, banner, consequence, present, subject_line};
use crate::domain::{Referral, Stage, State};
use crate::text::Say;

/// The written reason as it is entered.
pub(super) struct CorrectForm {
    /// The stage it goes back to.
    back_to: Stage,
    note: String,
    takes_focus: bool,
}

impl CorrectForm {
    pub(super) const fn new(referral: &Referral) -> Self {
        let back_to = match referral.state {
            State::Archived { from, .. } => from,
            _ => referral.stage(),
        };
        Self {
            back_to,
            note: String::new(),
            takes_focus: true,
        }
    }

    /// Whether a reason was written.
    pub(super) fn holds_input(&self) -> bool {
        present(&self.note).is_some()
    }

    pub(super) fn ui(
        &mut self,
        ctx: &egui::Context,
        draw: Draw<'_>,
        customer: &str,
    ) -> Answer<String> {
        let title = draw.text("dialog-correct-title");
        let answer = dialog(ctx, draw.tokens, "correct", title, 460.0, |ui| {
            subject_line(ui, draw.tokens, customer);
            dialog_body(ui, "correct", |ui| {
                let colours = (draw.tokens.soon, draw.tokens.soon_soft);
                let warning = draw.text("dialog-correct-warning");
                banner(ui, Icon::Info, warning, colours, draw.tokens);
                let label = draw.text("dialog-correct-reason");
                let response = multiline_field(ui, draw.tokens, label, &mut self.note, 3);
                if std::mem::take(&mut self.takes_focus) {
                    response.request_focus();
                }
                let stage = self.back_to.say(draw.texts);
                let text = draw
                    .texts
                    .with("dialog-correct-consequence", &[("stage", stage.into())]);
                consequence(ui, draw.tokens, &text);
            });
            let why_not = present(&self.note)
                .is_none()
                .then(|| draw.text("dialog-correct-reason-missing"));
            dialog_buttons(
                ui,
                draw.tokens,
                draw.text("action-correct"),
                draw.text("common-cancel"),
                why_not,
                false,
            )
        });
        Answer::of(answer, || present(&self.note))
    }
}
