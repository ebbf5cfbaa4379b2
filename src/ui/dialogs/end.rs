//! Decline and Lost: ask for the reason, from Partner Center's list.

use super::super::widgets::{
    DialogAnswer, dialog, dialog_body, dialog_buttons, multiline_field, radio_list,
};
use super::form::{Answer, Draw, consequence, present, subject_line};
use crate::domain::{Action, Reason};
use crate::text::Say;

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
            let is_confirmed = dialog_body(ui, "end", |ui| {
                let is_confirmed = self.reasons(ui, draw);
                let label = draw.optional("common-note");
                multiline_field(ui, draw.tokens, &label, &mut self.note, 2);
                consequence(ui, draw.tokens, draw.text(consequence_key));
                is_confirmed
            });
            let why_not = self
                .reason
                .is_none()
                .then(|| draw.text("dialog-reason-missing"));
            let answer = dialog_buttons(
                ui,
                draw.tokens,
                draw.text(confirm),
                draw.text("common-cancel"),
                why_not,
                false,
            );
            if is_confirmed {
                DialogAnswer::Confirmed
            } else {
                answer
            }
        });
        Answer::of(answer, || self.action())
    }

    /// The reasons to choose from; true when Enter was pressed on the one that is chosen.
    fn reasons(&mut self, ui: &mut egui::Ui, draw: Draw<'_>) -> bool {
        let options: Vec<(Reason, String)> = Reason::listed()
            .map(|reason| {
                let words = reason.say(draw.texts);
                (reason, words)
            })
            .collect();
        let name = draw.text("common-reason");
        let takes_focus = &mut self.takes_focus;
        radio_list(
            ui,
            draw.tokens,
            name,
            &mut self.reason,
            &options,
            takes_focus,
        )
        .is_confirmed
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
