//! The bar across the top: the screens, undo and redo, reminders, and the ways to bring in a referral.

use super::super::theme::{Icon, Radius, Space, Type};
use super::super::widgets::{Emphasis, icon_button, icon_text_button};
use super::{Ask, Screen, View};
use crate::desk::change_name;
use crate::domain::Command;
use egui::{Button, Layout, Response, RichText, Role, Ui, Vec2, WidgetInfo};

const TABS: [(Screen, Icon, &str); 4] = [
    (Screen::Board, Icon::Board, "app-board"),
    (Screen::Archive, Icon::Archive, "app-archive"),
    (Screen::Profiles, Icon::Profiles, "app-profiles"),
    (Screen::Settings, Icon::Settings, "app-settings"),
];
const NEW: &str = "app-new-referral";
const IMPORT: &str = "app-import";
const REMOVE_SAMPLES: &str = "app-remove-samples";

/// Which buttons of the bar have room for their word; the others show their icon alone.
#[derive(Clone, Copy)]
struct Words {
    on_tabs: bool,
    on_import: bool,
    on_samples: bool,
}

impl Words {
    /// Takes the words away from what is needed least until the rest fits.
    fn that_fit(ui: &Ui, view: &View<'_>) -> Self {
        /// What an icon takes up with the space around it.
        const ICON: f32 = 50.0;
        let word = |key| {
            let text = view.text(key).to_owned();
            let galley = ui
                .painter()
                .layout_no_wrap(text, Type::strong(), view.tokens.text);
            galley.size().x + Space::M
        };
        let (tabs, import) = (TABS.map(|(_, _, key)| word(key)), word(IMPORT));
        let samples = (view.session.overview().samples > 0).then(|| word(REMOVE_SAMPLES));
        let icons = TABS.len() + 5 + usize::from(samples.is_some());
        let mut left = ui.available_width() - icons as f32 * ICON - word(NEW);
        let mut fits = |width: f32| {
            let fits = width <= left;
            left -= if fits { width } else { left };
            fits
        };
        Self {
            on_tabs: fits(tabs.iter().sum()),
            on_import: fits(import),
            on_samples: fits(samples.unwrap_or_default()),
        }
    }
}

/// Draws the bar.
pub(super) fn ui(ui: &mut Ui, view: &mut View<'_>, screen: Screen) {
    ui.horizontal(|ui| {
        ui.set_height(36.0);
        let words = Words::that_fit(ui, view);
        for (target, icon, key) in TABS {
            screen_tab(
                ui,
                view,
                target == screen,
                (target, icon, key),
                words.on_tabs,
            );
        }
        ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
            let tokens = view.tokens;
            let (new, import) = (view.text(NEW), view.text(IMPORT));
            if icon_text_button(ui, tokens, Emphasis::Primary, Icon::Add, new).clicked() {
                view.ask(Ask::NewReferral);
            }
            let wordy = words.on_import;
            if tool(ui, view, Emphasis::Normal, (Icon::Import, import), wordy).clicked() {
                view.ask(Ask::ChooseImport);
            }
            ui.add_space(Space::S);
            reminders_button(ui, view);
            undo_buttons(ui, view);
            if view.session.overview().samples > 0 {
                ui.add_space(Space::S);
                let remove = view.text(REMOVE_SAMPLES);
                let wordy = words.on_samples;
                if tool(ui, view, Emphasis::Quiet, (Icon::Trash, remove), wordy).clicked() {
                    view.command(Command::RemoveSamples);
                }
            }
        });
    });
}

/// A button with its word where there is room for it.
fn tool(
    ui: &mut Ui,
    view: &View<'_>,
    emphasis: Emphasis,
    (icon, name): (Icon, &str),
    wordy: bool,
) -> Response {
    if wordy {
        icon_text_button(ui, view.tokens, emphasis, icon, name)
    } else {
        icon_button(ui, icon, name)
    }
}

fn screen_tab(
    ui: &mut Ui,
    view: &mut View<'_>,
    is_current: bool,
    (target, icon, key): (Screen, Icon, &'static str),
    wordy: bool,
) {
    let tokens = view.tokens;
    let (font, ink) = if is_current {
        (Type::strong(), tokens.accent)
    } else {
        (Type::body(), tokens.text_weak)
    };
    let name = view.texts.get(key);
    let button = if wordy {
        let word = RichText::new(name).font(font).color(ink);
        Button::image_and_text(icon.image().tint(ink), word)
    } else {
        Button::image(icon.image().tint(ink).alt_text(name))
    };
    let button = button
        .selected(is_current)
        .frame_when_inactive(is_current)
        .stroke(egui::Stroke::NONE)
        .corner_radius(Radius::S)
        .min_size(Vec2::new(0.0, 34.0));
    let mut response = ui.add(button);
    if !wordy {
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
        response = response.on_hover_text(name);
    }
    if response.clicked() {
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
