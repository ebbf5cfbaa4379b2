//! The settings, with the deadline policy and the lead times of reminders. Every change is kept at once.

mod about;
mod backups;
mod data;
mod encryption;
mod hours;
mod layout;
mod leads;
mod reminding;
mod staying;

use super::actions::{density_key, swimlanes_key};
use super::theme::{Icon, Space};
use super::view::{Ask, View};
use super::widgets::{heading, inline_choice, segmented, weak_label};
use crate::desk::{Density, Event, MotionChoice, Settings, Swimlanes, TextSize, ThemeChoice};
use crate::domain::PolicyId;
use crate::remind::ServiceState;
use crate::resident::SettingsPage;
use crate::text::{Language, Say};
use backups::BackupsCard;
use egui::{Key, Margin, ScrollArea, TextEdit, Ui};
use hours::HoursEditor;
use layout::{Room, card, line};
use leads::LeadEditor;

/// The screen of the settings.
#[derive(Default)]
pub struct SettingsScreen {
    /// The person's name while it is typed.
    own_name: Option<String>,
    leads: LeadEditor,
    hours: HoursEditor,
    backups: BackupsCard,
    is_licence_open: bool,
    /// How what shows notifications stands.
    service: ServiceState,
    /// The system's own settings page for notifications, where there is one.
    page: Option<SettingsPage>,
    /// Whether the system starts the program at login; `None` where the program ends with its window.
    starts_at_login: Option<bool>,
}

impl SettingsScreen {
    /// Takes in what the threads tell: what is typed does not belong to a file that is put in place of the one shown.
    pub fn on_event(&mut self, event: &Event) {
        self.backups.on_event(event);
        if matches!(event, Event::FileReplaced) {
            *self = Self {
                service: self.service,
                page: self.page.take(),
                starts_at_login: self.starts_at_login,
                backups: std::mem::take(&mut self.backups),
                ..Self::default()
            };
        }
    }

    /// Tells how what shows notifications stands.
    pub const fn set_service(&mut self, state: ServiceState) {
        self.service = state;
    }

    /// Offers the system's own settings page for notifications, where there is one.
    pub fn offer_page(&mut self, page: Option<SettingsPage>) {
        self.page = page;
    }

    /// The system's own settings page for notifications, where there is one.
    pub const fn page(&self) -> Option<&SettingsPage> {
        self.page.as_ref()
    }

    /// Shows what can be chosen about the time after the window is closed.
    pub fn show_staying(&mut self) {
        self.starts_at_login = Some(false);
    }

    /// How starting at login stands.
    pub fn set_login(&mut self, is_on: bool) {
        self.starts_at_login = Some(is_on);
    }

    /// Whether the system starts the program at login, as far as is known.
    pub fn starts_at_login(&self) -> bool {
        self.starts_at_login.unwrap_or(false)
    }

    /// Draws the screen into all the room there is.
    pub fn ui(&mut self, ui: &mut Ui, view: &mut View<'_>) {
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            let side = ((ui.available_width() - layout::WIDTH) / 2.0).max(Space::L);
            let width = ui.available_width() - 2.0 * side;
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = 0.0;
                ui.add_space(side);
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.x = Space::S;
                    ui.set_width(width);
                    ui.spacing_mut().item_spacing.y = 0.0;
                    ui.add_space(Space::XL);
                    heading(ui, view.tokens, view.text("common-settings"));
                    ui.add_space(Space::XS);
                    weak_label(ui, view.tokens, view.text("settings-saved-at-once"));
                    self.cards(ui, view);
                    ui.add_space(Space::XL);
                });
            });
        });
    }

    fn cards(&mut self, ui: &mut Ui, view: &mut View<'_>) {
        card(ui, view.tokens, view.text("settings-general"), |ui| {
            language(ui, view);
            theme(ui, view);
            text_size(ui, view);
            density(ui, view);
            swimlanes(ui, view);
            motion(ui, view);
            self.own_name(ui, view);
        });
        card(ui, view.tokens, view.text("settings-reminders"), |ui| {
            reminding::notifications(ui, view, self.service, self.page.is_some());
            self.leads.ui(ui, view);
        });
        card(ui, view.tokens, view.text("settings-hours"), |ui| {
            self.hours.ui(ui, view);
        });
        if let Some(starts_at_login) = self.starts_at_login {
            card(ui, view.tokens, view.text("settings-staying"), |ui| {
                staying::ui(ui, view, starts_at_login);
            });
        }
        card(ui, view.tokens, view.text("settings-deadlines"), |ui| {
            policy(ui, view);
        });
        card(ui, view.tokens, view.text("backups-title"), |ui| {
            self.backups.ui(ui, view);
        });
        card(ui, view.tokens, view.text("settings-data"), |ui| {
            data::ui(ui, view);
        });
        card(ui, view.tokens, view.text("settings-about"), |ui| {
            about::ui(ui, view, &mut self.is_licence_open);
        });
    }

    fn own_name(&mut self, ui: &mut Ui, view: &mut View<'_>) {
        let title = view.text("settings-own-name");
        let help = view.text("settings-own-name-help");
        line(
            ui,
            view.tokens,
            (Icon::Person, title, help),
            Room::Wide,
            |ui| {
                let saved = &view.session.settings().own_name;
                let mut text = self.own_name.clone().unwrap_or_else(|| saved.clone());
                let response = ui.add(
                    TextEdit::singleline(&mut text)
                        .desired_width(220.0)
                        .margin(Margin::symmetric(8, 6)),
                );
                let value = text.clone();
                response.widget_info(|| {
                    let mut info = egui::WidgetInfo::labeled(egui::Role::TextInput, true, title);
                    info.current_text_value = Some(value.clone());
                    info
                });
                if response.changed() {
                    self.own_name = Some(text);
                }
                // Enter leaves the field, and so keeps the name too; Esc takes back what was typed.
                if response.lost_focus()
                    && let Some(name) = self.own_name.take()
                    && !ui.input(|input| input.key_pressed(Key::Escape))
                {
                    change(view, |settings| {
                        name.trim().clone_into(&mut settings.own_name);
                    });
                }
            },
        );
    }
}

/// Keeps the settings as `change` makes them, when it changes anything.
fn change(view: &mut View<'_>, change: impl FnOnce(&mut Settings)) {
    let mut settings = view.session.settings().clone();
    change(&mut settings);
    if settings != *view.session.settings() {
        view.ask(Ask::SaveSettings(Box::new(settings)));
    }
}

fn language(ui: &mut Ui, view: &mut View<'_>) {
    let title = view.text("settings-language");
    let help = view.text("settings-language-help");
    line(
        ui,
        view.tokens,
        (Icon::Globe, title, help),
        Room::Wide,
        |ui| {
            let mut options = vec![(None, view.text("settings-system").to_owned())];
            // A language is called as it calls itself, so that whoever reads only that one finds it.
            options.extend(
                Language::ALL.map(|language| (Some(language), language.own_name().to_owned())),
            );
            let mut chosen = view.session.settings().language;
            if segmented(ui, view.tokens, title, &mut chosen, &options) {
                change(view, |settings| settings.language = chosen);
            }
        },
    );
}

fn theme(ui: &mut Ui, view: &mut View<'_>) {
    let title = view.text("settings-theme");
    let help = view.text("settings-theme-help");
    line(
        ui,
        view.tokens,
        (Icon::Sun, title, help),
        Room::Wide,
        |ui| {
            let options = [
                (ThemeChoice::System, "settings-system"),
                (ThemeChoice::Light, "settings-theme-light"),
                (ThemeChoice::Dark, "settings-theme-dark"),
            ]
            .map(|(theme, key)| (theme, view.text(key).to_owned()));
            let mut chosen = view.session.settings().theme;
            if segmented(ui, view.tokens, title, &mut chosen, &options) {
                change(view, |settings| settings.theme = chosen);
            }
        },
    );
}

fn text_size(ui: &mut Ui, view: &mut View<'_>) {
    let title = view.text("settings-text-size");
    let help = view.text("settings-text-size-help");
    line(
        ui,
        view.tokens,
        (Icon::TextSize, title, help),
        Room::Wide,
        |ui| {
            let options = TextSize::ALL.map(|size| {
                let percent = ("percent", usize::from(size.percent()).into());
                (
                    size,
                    view.text_with("settings-text-size-percent", &[percent]),
                )
            });
            let mut chosen = view.session.settings().text_size;
            if inline_choice(ui, title, 120.0, &mut chosen, &options) {
                change(view, |settings| settings.text_size = chosen);
            }
        },
    );
}

fn density(ui: &mut Ui, view: &mut View<'_>) {
    let title = view.text("settings-density");
    let help = view.text("settings-density-help");
    line(
        ui,
        view.tokens,
        (Icon::Board, title, help),
        Room::Wide,
        |ui| {
            let options =
                Density::ALL.map(|density| (density, view.text(density_key(density)).to_owned()));
            let mut chosen = view.session.settings().density;
            if segmented(ui, view.tokens, title, &mut chosen, &options) {
                change(view, |settings| settings.density = chosen);
            }
        },
    );
}

fn motion(ui: &mut Ui, view: &mut View<'_>) {
    let title = view.text("settings-motion");
    let help = view.text("settings-motion-help");
    line(
        ui,
        view.tokens,
        (Icon::Motion, title, help),
        Room::Wide,
        |ui| {
            let options = [
                (MotionChoice::System, "settings-system"),
                (MotionChoice::Full, "settings-motion-full"),
                (MotionChoice::Reduced, "settings-motion-reduced"),
            ]
            .map(|(motion, key)| (motion, view.text(key).to_owned()));
            let mut chosen = view.session.settings().motion;
            if segmented(ui, view.tokens, title, &mut chosen, &options) {
                change(view, |settings| settings.motion = chosen);
            }
        },
    );
}

fn swimlanes(ui: &mut Ui, view: &mut View<'_>) {
    let title = view.text("board-swimlanes");
    let help = view.text("settings-swimlanes-help");
    line(
        ui,
        view.tokens,
        (Icon::Swimlanes, title, help),
        Room::Wide,
        |ui| {
            let options = Swimlanes::ALL.map(|by| (by, view.text(swimlanes_key(by)).to_owned()));
            let mut chosen = view.session.settings().swimlanes;
            if inline_choice(ui, title, 200.0, &mut chosen, &options) {
                change(view, |settings| settings.swimlanes = chosen);
            }
        },
    );
}

fn policy(ui: &mut Ui, view: &mut View<'_>) {
    let title = view.text("common-policy");
    let help = view.text("settings-policy-help");
    line(
        ui,
        view.tokens,
        (Icon::Clock, title, help),
        Room::Wide,
        |ui| {
            let options = PolicyId::ALL.map(|policy| (policy, policy.say(view.texts)));
            let mut chosen = view.session.settings().policy;
            if inline_choice(ui, title, 300.0, &mut chosen, &options) {
                change(view, |settings| settings.policy = chosen);
            }
        },
    );
}
