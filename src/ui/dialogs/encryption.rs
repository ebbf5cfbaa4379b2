//! A passphrase for the file: entered twice, or made.

use super::super::theme::{Icon, Space, Type};
use super::super::widgets::{
    Emphasis, button, dialog, dialog_body, dialog_buttons, passphrase_field, switch, weak_label,
};
use super::confirm::paragraph;
use super::form::{Answer, Draw, banner};
use crate::desk::{FEWEST_CHARACTERS, NewProtection, Passphrase};
use egui::{RichText, Ui};

/// The form of a new passphrase.
pub(super) struct EncryptionDialog {
    /// Whether the file is encrypted already.
    is_change: bool,
    typed: Passphrase,
    again: Passphrase,
    is_shown: bool,
    is_remembered: bool,
    has_begun: bool,
}

impl EncryptionDialog {
    pub(super) fn new(is_change: bool) -> Self {
        Self {
            is_change,
            typed: Passphrase::default(),
            again: Passphrase::default(),
            is_shown: false,
            is_remembered: false,
            has_begun: false,
        }
    }

    pub(super) fn holds_input(&self) -> bool {
        !self.typed.is_empty()
    }

    pub(super) fn ui(&mut self, ctx: &egui::Context, draw: Draw<'_>) -> Answer<NewProtection> {
        let (title, confirm) = if self.is_change {
            ("encryption-change-title", "encryption-change-do")
        } else {
            ("encryption-on-title", "encryption-on-do")
        };
        let answer = dialog(
            ctx,
            draw.tokens,
            "encryption",
            draw.text(title),
            500.0,
            |ui| {
                dialog_body(ui, "encryption-body", |ui| self.body(ui, draw));
                let why_not = self.why_not(draw);
                dialog_buttons(
                    ui,
                    draw.tokens,
                    draw.text(confirm),
                    draw.text("common-cancel"),
                    why_not.as_deref(),
                    true,
                )
            },
        );
        Answer::of(answer, || {
            Some(NewProtection::Encrypted {
                passphrase: self.typed.clone(),
                is_remembered: self.is_remembered,
            })
        })
    }

    fn body(&mut self, ui: &mut Ui, draw: Draw<'_>) {
        ui.spacing_mut().item_spacing.y = Space::M;
        paragraph(ui, draw, draw.text("encryption-about"));
        let colours = (draw.tokens.soon, draw.tokens.soon_soft);
        let words = draw.text("encryption-warning");
        banner(ui, Icon::Warning, words, colours, draw.tokens);
        let label = draw.text("encryption-new");
        let typed = self.typed.edit();
        let response = passphrase_field(ui, draw.tokens, label, typed, self.is_shown);
        if !std::mem::replace(&mut self.has_begun, true) {
            response.request_focus();
        }
        // What can be read need not be typed twice.
        if !self.is_shown {
            let label = draw.text("encryption-again");
            passphrase_field(ui, draw.tokens, label, self.again.edit(), false);
        }
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = Space::S;
            let label = draw.text("encryption-show");
            self.is_shown ^= switched(ui, draw, label, self.is_shown);
            ui.add_space(Space::L);
            let words = draw.text("encryption-make");
            if button(ui, draw.tokens, Emphasis::Quiet, words).clicked()
                && let Some(made) = Passphrase::random()
            {
                self.typed = made;
                self.is_shown = true;
            }
        });
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = Space::S;
            let label = draw.text("encryption-remember");
            self.is_remembered ^= switched(ui, draw, label, self.is_remembered);
        });
        weak_label(ui, draw.tokens, draw.text("encryption-remember-help"));
    }

    fn why_not(&self, draw: Draw<'_>) -> Option<String> {
        if self.typed.characters() < FEWEST_CHARACTERS {
            let fewest = ("fewest", FEWEST_CHARACTERS.into());
            return Some(draw.texts.with("encryption-too-short", &[fewest]));
        }
        (!self.is_shown && self.typed != self.again)
            .then(|| draw.text("encryption-not-the-same").to_owned())
    }
}

/// A switch with its name beside it; true when it was switched.
fn switched(ui: &mut Ui, draw: Draw<'_>, label: &str, is_on: bool) -> bool {
    // It keeps the keyboard when what stands before it goes.
    let clicked = ui
        .push_id(label, |ui| switch(ui, draw.tokens, label, is_on).clicked())
        .inner;
    ui.label(
        RichText::new(label)
            .font(Type::body())
            .color(draw.tokens.text),
    );
    clicked
}
