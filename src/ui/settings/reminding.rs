//! Whether and how the desktop shows reminders, and a trial of it.

use super::super::theme::Icon;
use super::super::view::{Ask, View};
use super::super::widgets::{Emphasis, button_enabled};
use super::change;
use super::layout::{Room, line, switch_line};
use egui::Ui;

/// The lines about notifications on the desktop.
pub(super) fn notifications(ui: &mut Ui, view: &mut View<'_>) {
    let title = view.text("settings-desktop");
    let help = view.text("settings-desktop-help");
    let is_on = view.session.settings().desktop_notifications;
    if switch_line(ui, view.tokens, (Icon::Bell, title, help), is_on) {
        change(view, |settings| settings.desktop_notifications = !is_on);
    }
    let title = view.text("settings-name-customer");
    let help = view.text("settings-name-customer-help");
    let names_customer = view.session.settings().notifications_name_customer;
    if switch_line(
        ui,
        view.tokens,
        (Icon::Building, title, help),
        names_customer,
    ) {
        change(view, |settings| {
            settings.notifications_name_customer = !names_customer;
        });
    }
    let title = view.text("settings-test");
    let help = view.text("settings-test-help");
    line(
        ui,
        view.tokens,
        (Icon::Info, title, help),
        Room::Wide,
        |ui| {
            let why_not = (!is_on).then(|| view.text("settings-test-off"));
            let send = view.text("settings-test-send");
            if button_enabled(ui, view.tokens, Emphasis::Normal, send, why_not).clicked() {
                view.ask(Ask::TestNotification);
            }
        },
    );
}
