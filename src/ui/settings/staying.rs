//! What the program does when its window is closed.

use super::super::theme::Icon;
use super::super::view::{Ask, View};
use super::super::widgets::{Emphasis, button};
use super::change;
use super::layout::{Room, line, switch_line};
use egui::Ui;

/// The lines about the time without a window.
pub(super) fn ui(ui: &mut Ui, view: &mut View<'_>, starts_at_login: bool) {
    let title = view.text("settings-keep-reminding");
    let help = view.text("settings-keep-reminding-help");
    let keeps = view.session.settings().keeps_reminding == Some(true);
    if switch_line(ui, view.tokens, (Icon::Bell, title, help), keeps) {
        change(view, |settings| settings.keeps_reminding = Some(!keeps));
    }
    let title = view.text("settings-login");
    let help = view.text("settings-login-help");
    if switch_line(
        ui,
        view.tokens,
        (Icon::Person, title, help),
        starts_at_login,
    ) {
        view.ask(Ask::StartAtLogin(!starts_at_login));
    }
    let title = view.text("settings-quit");
    let help = view.text("settings-quit-help");
    line(
        ui,
        view.tokens,
        (Icon::Close, title, help),
        Room::Wide,
        |ui| {
            if button(ui, view.tokens, Emphasis::Normal, view.text("dialog-quit")).clicked() {
                view.ask(Ask::Quit);
            }
        },
    );
}
