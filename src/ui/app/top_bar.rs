//! The bar across the top: the screens, undo and redo, reminders, and the ways to bring in a referral.

use super::super::theme::{Icon, Radius, Space, Type};
use super::super::widgets::{Emphasis, icon_button, icon_text_button};
use super::{Ask, Screen, View};
use crate::desk::change_name;
use crate::domain::Command;
use egui::{Button, Layout, RichText, Ui, Vec2};

/// Draws the bar.
pub(super) fn ui(ui: &mut Ui, view: &mut View<'_>, screen: Screen) {
    ui.horizontal(|ui| {
        ui.set_height(36.0);
        for (target, icon, key) in [
            (Screen::Board, Icon::Board, "app-board"),
            (Screen::Archive, Icon::Archive, "app-archive"),
            (Screen::Profiles, Icon::Profiles, "app-profiles"),
            (Screen::Settings, Icon::Settings, "app-settings"),
        ] {
            screen_tab(ui, view, target == screen, target, icon, key);
        }
        ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
            let tokens = view.tokens;
            let (new, import) = (view.text("app-new-referral"), view.text("app-import"));
            if icon_text_button(ui, tokens, Emphasis::Primary, Icon::Add, new).clicked() {
                view.ask(Ask::NewReferral);
            }
            if icon_text_button(ui, tokens, Emphasis::Normal, Icon::Import, import).clicked() {
                view.ask(Ask::ChooseImport);
            }
            ui.add_space(Space::S);
            reminders_button(ui, view);
            undo_buttons(ui, view);
            if view.session.overview().samples > 0 {
                ui.add_space(Space::S);
                let remove = view.text("app-remove-samples");
                if icon_text_button(ui, tokens, Emphasis::Quiet, Icon::Trash, remove).clicked() {
                    view.command(Command::RemoveSamples);
                }
            }
        });
    });
}

fn screen_tab(
    ui: &mut Ui,
    view: &mut View<'_>,
    is_current: bool,
    target: Screen,
    icon: Icon,
    key: &'static str,
) {
    let tokens = view.tokens;
    let (font, ink) = if is_current {
        (Type::strong(), tokens.accent)
    } else {
        (Type::body(), tokens.text_weak)
    };
    let button = Button::image_and_text(
        icon.image().tint(ink),
        RichText::new(view.texts.get(key)).font(font).color(ink),
    )
    .selected(is_current)
    .frame_when_inactive(is_current)
    .stroke(egui::Stroke::NONE)
    .corner_radius(Radius::S)
    .min_size(Vec2::new(0.0, 34.0));
    if ui.add(button).clicked() {
        view.ask(Ask::Go(target));
    }
}

/// The bell, with the number of reminders nobody has seen yet.
fn reminders_button(ui: &mut Ui, view: &mut View<'_>) {
    let unread = view.session.overview().unread_reminders;
    let name = view.text_with("app-reminders", &[("count", unread.into())]);
    let response = icon_button(ui, Icon::Bell, &name);
    if unread > 0 {
        let centre = response.rect.right_top() + Vec2::new(-7.0, 8.0);
        let painter = ui.painter();
        painter.circle_filled(centre, 8.0, view.tokens.critical);
        let shown = if unread > 9 {
            "9+".to_owned()
        } else {
            unread.to_string()
        };
        painter.text(
            centre,
            egui::Align2::CENTER_CENTER,
            shown,
            Type::badge(),
            view.tokens.surface,
        );
    }
    if response.clicked() {
        view.ask(Ask::ToggleReminders);
    }
}

fn undo_buttons(ui: &mut Ui, view: &mut View<'_>) {
    let overview = view.session.overview();
    let (undoable, redoable) = (overview.undoable.clone(), overview.redoable.clone());
    for (icon, label, key, none_key, command) in [
        (
            Icon::Redo,
            redoable,
            "app-redo",
            "common-redo",
            Command::Redo,
        ),
        (
            Icon::Undo,
            undoable,
            "app-undo",
            "common-undo",
            Command::Undo,
        ),
    ] {
        let name = match &label {
            Some(label) => view.text_with(key, &[("what", change_name(view.texts, label).into())]),
            None => view.texts.get(none_key).to_owned(),
        };
        ui.add_enabled_ui(label.is_some(), |ui| {
            if icon_button(ui, icon, &name).clicked() {
                view.command(command);
            }
        });
    }
}
