//! Leaving a file that cannot be used although something was typed for it: that is asked first.

use super::{Content, Problem, Window};
use crate::text::Texts;
use crate::ui::dialogs::FileProblemAnswer;
use crate::ui::theme::{Tokens, Type};
use crate::ui::widgets::{DialogAnswer, dialog, dialog_buttons};
use egui::{Label, RichText};

/// How far leaving has come.
#[derive(Debug, Default)]
pub(super) struct Leaving {
    /// What was wanted, until it is answered whether what was typed may be lost.
    asked: Option<FileProblemAnswer>,
    /// It may be lost.
    is_meant: bool,
}

impl Leaving {
    pub(super) const fn asked(&self) -> Option<FileProblemAnswer> {
        self.asked
    }
}

impl Window {
    /// Whether something was typed for the file that cannot be used.
    fn holds_input(&self) -> bool {
        self.drafts.is_some() || self.parked.as_ref().is_some_and(|app| app.holds_input())
    }

    /// Whether it is asked first whether what was typed may be lost.
    pub(super) fn asks_before(&mut self, answer: FileProblemAnswer) -> bool {
        let leaves = matches!(
            answer,
            FileProblemAnswer::Quit | FileProblemAnswer::ChooseAnother
        );
        let asks = leaves && !self.leaving.is_meant && self.holds_input();
        if asks {
            self.leaving.asked = Some(answer);
        }
        asks
    }

    /// The window is closed over a file that cannot be used.
    pub(super) fn guard_closing(&mut self, ctx: &egui::Context) {
        let is_asked = ctx.input(|input| input.viewport().close_requested());
        // The file is let go of until then, and nobody reminds of what is in it.
        if is_asked
            && let Content::Problem {
                problem: Problem::Converting(converting),
                ..
            } = &self.content
        {
            let is_done = converting.is_done();
            ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
            if is_done {
                self.answer(ctx, FileProblemAnswer::Retry);
            }
            return;
        }
        if is_asked && self.asks_before(FileProblemAnswer::Quit) {
            ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
            ctx.request_repaint();
        }
    }

    pub(super) fn leave_or_stay(
        &mut self,
        ctx: &egui::Context,
        asked: FileProblemAnswer,
        answer: DialogAnswer,
    ) {
        match answer {
            DialogAnswer::Open => {}
            DialogAnswer::Cancelled => self.leaving = Leaving::default(),
            DialogAnswer::Confirmed => {
                self.leaving.asked = None;
                self.leaving.is_meant = true;
                self.answer(ctx, asked);
                if !matches!(self.content, Content::Problem { .. }) {
                    self.leaving = Leaving::default();
                }
            }
        }
        ctx.request_repaint();
    }
}

/// Asks whether what was typed may be lost.
pub(super) fn question(ctx: &egui::Context, texts: &Texts) -> DialogAnswer {
    let tokens = Tokens::of(ctx.theme());
    let title = texts.get("dialog-close-title");
    dialog(ctx, tokens, "leave-with-drafts", title, 400.0, |ui| {
        let words = RichText::new(texts.get("recovery-leave-body"))
            .font(Type::body())
            .color(tokens.text);
        ui.add(Label::new(words).wrap());
        let discard = texts.get("recovery-leave-discard");
        let stay = texts.get("recovery-leave-stay");
        dialog_buttons(ui, tokens, discard, stay, None, false)
    })
}
