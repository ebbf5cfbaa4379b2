//! The file everything is kept in: where it is, copies of it, and the sample referrals in it.

use super::super::actions::UiAction;
use super::super::theme::{Icon, Type};
use super::super::view::{Ask, View};
use super::super::widgets::{Emphasis, button, inline_choice};
use super::layout::{Room, line, tall_line};
use crate::domain::Command;
use crate::text::Say;
use egui::{Align, Label, Layout, RichText, Ui, vec2};

/// The lines about the file.
pub(super) fn ui(ui: &mut Ui, view: &mut View<'_>) {
    place(ui, view);
    super::encryption::ui(ui, view);
    let title = view.text("settings-backup");
    let help = view.text("settings-backup-help");
    line(
        ui,
        view.tokens,
        (Icon::Archive, title, help),
        Room::Wide,
        |ui| {
            let text = view.text("settings-backup-do");
            if button(ui, view.tokens, Emphasis::Normal, text).clicked() {
                view.ask(Ask::ChooseBackup);
            }
        },
    );
    let title = view.text("common-export");
    let help = view.text("settings-export-help");
    line(
        ui,
        view.tokens,
        (Icon::Export, title, help),
        Room::Wide,
        |ui| {
            let text = view.text("settings-export-do");
            if button(ui, view.tokens, Emphasis::Normal, text).clicked() {
                view.ask(Ask::ChooseExport);
            }
        },
    );
    let title = view.text("sheet-settings-title");
    let help = view.text("sheet-settings-help");
    line(
        ui,
        view.tokens,
        (Icon::Print, title, help),
        Room::Wide,
        |ui| {
            let text = view.text("sheet-settings-do");
            if button(ui, view.tokens, Emphasis::Normal, text).clicked() {
                view.ask(Ask::Perform(UiAction::PrintBoard, None));
            }
        },
    );
    retention(ui, view);
    let samples = view.session.overview().samples;
    if samples == 0 {
        return;
    }
    let title = view.text("settings-samples");
    let help = view.text_with("settings-samples-help", &[("count", samples.into())]);
    line(
        ui,
        view.tokens,
        (Icon::Trash, title, &help),
        Room::Wide,
        |ui| {
            let text = view.text("settings-samples-do");
            if button(ui, view.tokens, Emphasis::Danger, text).clicked() {
                view.command(Command::RemoveSamples);
            }
        },
    );
}

fn place(ui: &mut Ui, view: &View<'_>) {
    let title = view.text("settings-file");
    let help = match view.session.risky_place() {
        Some(place) => &place.say(view.texts),
        None => view.text("settings-file-help"),
    };
    tall_line(ui, view.tokens, (Icon::File, title, help), |ui| {
        let path = view.session.path().display().to_string();
        let size = vec2(ui.available_width(), 32.0);
        let from_the_right = Layout::right_to_left(Align::Center);
        ui.allocate_ui_with_layout(size, from_the_right, |ui| {
            let copy = view.text("settings-file-copy");
            if button(ui, view.tokens, Emphasis::Normal, copy).clicked() {
                ui.ctx().copy_text(path.clone());
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let text = RichText::new(&path)
                    .font(Type::body())
                    .color(view.tokens.text);
                ui.add(Label::new(text).truncate().selectable(true));
            });
        });
    });
}

/// The retention periods that are offered, in days.
const PERIODS: [u32; 6] = [30, 90, 180, 365, 730, 1_825];

/// After how long the contacts of archived referrals are erased.
fn retention(ui: &mut Ui, view: &mut View<'_>) {
    let title = view.text("retention-title");
    let help = view.text("retention-help");
    line(
        ui,
        view.tokens,
        (Icon::Trash, title, help),
        Room::Wide,
        |ui| {
            let mut chosen = view.session.settings().retention_days;
            // One that was set elsewhere is offered as well.
            let mut periods: Vec<u32> = PERIODS.into_iter().chain(chosen).collect();
            periods.sort_unstable();
            periods.dedup();
            let mut options = vec![(None, view.text("retention-off").to_owned())];
            options.extend(periods.into_iter().map(|days| {
                let count = ("count", i64::from(days).into());
                (Some(days), view.text_with("retention-days", &[count]))
            }));
            if inline_choice(ui, title, 200.0, &mut chosen, &options) {
                view.ask(match chosen {
                    Some(days) => Ask::AskRetention(days),
                    None => Ask::SetRetention(None),
                });
            }
        },
    );
}
