//! The passphrase of the file.

use super::super::theme::Icon;
use super::super::view::{Ask, View};
use super::super::widgets::{Emphasis, button};
use super::layout::{Room, line};
use crate::desk::encryption_state;
use egui::Ui;

/// The line about the passphrase. Of a file that is open its state is known without a look at the disk.
pub(super) fn ui(ui: &mut Ui, view: &mut View<'_>) {
    let Ok(state) = encryption_state(view.session.path()) else {
        return;
    };
    let title = view.text("encryption-title");
    let help = view.text(match (state.is_encrypted, state.is_available) {
        (true, _) => "encryption-settings-on",
        (false, true) => "encryption-settings-off",
        (false, false) => "encryption-absent",
    });
    line(
        ui,
        view.tokens,
        (Icon::Lock, title, help),
        Room::Wide,
        |ui| {
            if state.is_encrypted {
                let text = view.text("encryption-change");
                if button(ui, view.tokens, Emphasis::Normal, text).clicked() {
                    view.ask(Ask::BeginEncrypting { is_change: true });
                }
                let text = view.text("encryption-off");
                if button(ui, view.tokens, Emphasis::Quiet, text).clicked() {
                    view.ask(Ask::BeginDecrypting);
                }
            } else if state.is_available {
                let text = view.text("encryption-on");
                if button(ui, view.tokens, Emphasis::Normal, text).clicked() {
                    view.ask(Ask::BeginEncrypting { is_change: false });
                }
            }
        },
    );
}
