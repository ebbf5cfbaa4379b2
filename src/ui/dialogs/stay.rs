//! What comes after the window is closed: asked once.

use super::super::theme::{Space, Type};
use super::super::widgets::{DialogAnswer, dialog, dialog_buttons, switch};
use super::confirm::paragraph;
use super::form::Draw;
use egui::RichText;

/// Whether to go on reminding, and to start at login.
pub(super) struct StayQuestion {
    /// As it stands, or as the person switched it.
    pub(super) starts_at_login: bool,
}

/// What was answered.
pub(super) enum StayAnswer {
    /// Nothing yet.
    Open,
    /// The window is not to be closed.
    Cancelled,
    /// It is.
    Given {
        /// Whether the program goes on reminding.
        keeps_reminding: bool,
    },
}

impl StayQuestion {
    pub(super) fn ui(&mut self, ctx: &egui::Context, draw: Draw<'_>) -> StayAnswer {
        let title = draw.text("dialog-stay-title");
        let mut quits = false;
        let answer = dialog(ctx, draw.tokens, "stay", title, 440.0, |ui| {
            paragraph(ui, draw, draw.text("dialog-stay-body"));
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = Space::M;
                let label = draw.text("settings-login");
                if switch(ui, draw.tokens, label, self.starts_at_login).clicked() {
                    self.starts_at_login = !self.starts_at_login;
                }
                let label = RichText::new(label)
                    .font(Type::body())
                    .color(draw.tokens.text);
                ui.label(label);
            });
            let keep = draw.text("dialog-stay-keep");
            let quit = draw.text("dialog-quit");
            let answer = dialog_buttons(ui, draw.tokens, keep, quit, None, true);
            // Esc is heard outside, and leaves the window open.
            quits = answer == DialogAnswer::Cancelled;
            answer
        });
        match answer {
            DialogAnswer::Open => StayAnswer::Open,
            DialogAnswer::Cancelled if !quits => StayAnswer::Cancelled,
            answered => StayAnswer::Given {
                keeps_reminding: answered == DialogAnswer::Confirmed,
            },
        }
    }
}
