//! Whether and how the desktop shows reminders, and a trial of it.

use super::super::theme::Icon;
use super::super::view::{Ask, View};
use super::super::widgets::{Emphasis, button_enabled, service_face};
use super::change;
use super::layout::{Room, inked_line, line, switch_line};
use crate::remind::ServiceState;
use crate::text::Say;
use egui::Ui;

/// The lines about notifications on the desktop.
pub(super) fn notifications(
    ui: &mut Ui,
    view: &mut View<'_>,
    service: ServiceState,
    has_page: bool,
) {
    let title = view.text("settings-desktop");
    let help = view.text("settings-desktop-help");
    let is_on = view.session.settings().desktop_notifications;
    if switch_line(ui, view.tokens, (Icon::Bell, title, help), is_on) {
        change(view, |settings| settings.desktop_notifications = !is_on);
    }
    service_line(ui, view, service, has_page);
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

/// How the system's notifications stand, with the way to its own settings.
fn service_line(ui: &mut Ui, view: &mut View<'_>, service: ServiceState, has_page: bool) {
    let title = view.text("settings-service");
    let help = service.say(view.texts);
    let face = service_face(view.tokens, service);
    inked_line(
        ui,
        view.tokens,
        (face.icon, face.ink),
        (title, &help),
        Room::Wide,
        |ui| {
            let why_not = (!has_page).then(|| view.text("settings-service-no-page"));
            let open = view.text("settings-service-open");
            if button_enabled(ui, view.tokens, Emphasis::Normal, open, why_not).clicked() {
                view.ask(Ask::OpenNotificationSettings);
            }
        },
    );
}
