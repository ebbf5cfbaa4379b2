//! Decline and Lost: ask for the reason, from Partner Center's list.

use super::super::theme::{Space, Type};
use super::super::widgets::{dialog, dialog_body, dialog_buttons, multiline_field};
use super::form::{Answer, Draw, consequence, present, subject_line};
use crate::domain::{Action, Reason};
use crate::text::Say;
use egui::RichText;

/// How the referral ends.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Declined,
    Lost,
}

/// Why a referral ends, as it is entered.
pub(super) struct EndForm {
    end: End,
    reason: Option<Reason>,
    note: String,
    takes_focus: bool,
}

impl EndForm {
    pub(super) const fn decline() -> Self {
        Self::new(End::Declined)
    }

    pub(super) const fn lost() -> Self {
        Self::new(End::Lost)
    }

    const fn new(end: End) -> Self {
        Self {
            end,
            reason: None,
            note: String::new(),
            takes_focus: true,
        }
    }

    /// Whether a reason or note was given.
    pub(super) fn holds_input(&self) -> bool {
        self.reason.is_some() || present(&self.note).is_some()
    }

    pub(super) fn ui(
        &mut self,
        ctx: &egui::Context,
        draw: Draw<'_>,
        customer: &str,
    ) -> Answer<Action> {
        let (title, consequence_key, confirm) = match self.end {
            End::Declined => (
                "dialog-decline-title",
                "dialog-decline-consequence",
                "action-decline",
            ),
            End::Lost => (
                "dialog-lost-title",
                "dialog-lost-consequence",
                "dialog-lost-title",
            ),
        };
        let answer = dialog(ctx, draw.tokens, "end", draw.text(title), 440.0, |ui| {
            subject_line(ui, draw.tokens, customer);
            dialog_body(ui, "end", |ui| {
                self.reasons(ui, draw);
                let label = draw.optional("common-note");
                multiline_field(ui, draw.tokens, &label, &mut self.note, 2);
                consequence(ui, draw.tokens, draw.text(consequence_key));
            });
            let why_not = self
                .reason
                .is_none()
                .then(|| draw.text("dialog-reason-missing"));
            dialog_buttons(
                ui,
                draw.tokens,
                draw.text(confirm),
                draw.text("common-cancel"),
                why_not,
                false,
            )
        });
        Answer::of(answer, || self.action())
    }

    fn reasons(&mut self, ui: &mut egui::Ui, draw: Draw<'_>) {
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = Space::XS / 2.0;
            ui.spacing_mut().interact_size.y = 26.0;
            ui.spacing_mut().icon_spacing = Space::S;
            ui.label(
                RichText::new(draw.text("common-reason"))
                    .font(Type::caption())
                    .color(draw.tokens.text_weak),
            );
            for reason in Reason::listed() {
                let is_chosen = self.reason.as_ref() == Some(&reason);
                let response = ui.radio(is_chosen, reason.say(draw.texts));
                if std::mem::take(&mut self.takes_focus) {
                    response.request_focus();
                }
                if response.clicked() {
                    self.reason = Some(reason);
                }
            }
        });
    }

    fn action(&self) -> Option<Action> {
        let reason = Some(self.reason.clone()?);
        let note = present(&self.note);
        Some(match self.end {
            End::Declined => Action::Decline { reason, note },
            End::Lost => Action::Lost { reason, note },
        })
    }
}
