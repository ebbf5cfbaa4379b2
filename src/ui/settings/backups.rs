//! The backups: what is wrong with them, where they are, and which there are to be restored.

use super::super::dialogs::banner;
use super::super::theme::{Icon, Space};
use super::super::view::{Ask, View};
use super::super::widgets::{Emphasis, button};
use super::layout::{Room, line};
use crate::desk::backups::{BackupProblem, BackupsSeen, ListedBackup, what_it_is};
use crate::desk::{Event, LeftCopies};
use crate::text::Say;
use egui::{Role, Ui, WidgetInfo};

/// So many are shown until the others are asked for.
const SHOWN: usize = 6;

/// The card of the backups.
#[derive(Default)]
pub(super) struct BackupsCard {
    seen: Option<Box<BackupsSeen>>,
    shows_all: bool,
    is_making: bool,
}

/// What can be done about copies that may still hold an erased person.
fn decide_about(ui: &mut Ui, view: &mut View<'_>, left: &LeftCopies) {
    ui.add_space(Space::XS);
    ui.horizontal_wrapped(|ui| {
        let undecided = [left.unwritable.as_slice(), &left.aside].concat();
        let delete = view.text("erase-delete-ask");
        if !undecided.is_empty() && button(ui, view.tokens, Emphasis::Normal, delete).clicked() {
            view.ask(Ask::AskAboutCopies(undecided.clone()));
        }
        if button(ui, view.tokens, Emphasis::Quiet, view.text("erase-leave")).clicked() {
            view.ask(Ask::LeaveCopies([undecided, left.waiting.clone()].concat()));
        }
    });
}

impl BackupsCard {
    pub(super) fn on_event(&mut self, event: &Event) {
        match event {
            Event::Backups(seen) => self.seen = Some(seen.clone()),
            Event::BackupMade(_) => self.is_making = false,
            _ => {}
        }
    }

    pub(super) fn ui(&mut self, ui: &mut Ui, view: &mut View<'_>) {
        if let Some(seen) = &self.seen {
            for problem in &seen.problems {
                ui.add_space(Space::S);
                let colours = (view.tokens.critical, view.tokens.critical_soft);
                let words = problem.say(view.texts);
                banner(ui, Icon::Warning, &words, colours, view.tokens);
                if let BackupProblem::HoldErased(left) = problem {
                    decide_about(ui, view, left);
                }
                ui.add_space(Space::S);
            }
        }
        self.automatic(ui, view);
        second(ui, view);
        self.list(ui, view);
        let title = view.text("backups-restore-file");
        let help = view.text("backups-restore-file-help");
        line(
            ui,
            view.tokens,
            (Icon::Folder, title, help),
            Room::Wide,
            |ui| {
                let text = view.text("backups-restore-file-do");
                if button(ui, view.tokens, Emphasis::Normal, text).clicked() {
                    view.ask(Ask::ChooseRestore);
                }
            },
        );
    }

    fn automatic(&mut self, ui: &mut Ui, view: &mut View<'_>) {
        let title = view.text("backups-automatic");
        let help = view.text("backups-automatic-help");
        line(
            ui,
            view.tokens,
            (Icon::Archive, title, help),
            Room::Wide,
            |ui| {
                let text = view.text("backups-now");
                let make = ui
                    .add_enabled_ui(!self.is_making, |ui| {
                        button(ui, view.tokens, Emphasis::Normal, text)
                    })
                    .inner;
                if make.clicked() {
                    self.is_making = true;
                    view.ask(Ask::BackUpNow);
                }
                if let Some(seen) = self.seen.as_ref().filter(|seen| !seen.list.is_empty()) {
                    let text = view.text("backups-show-folder");
                    if button(ui, view.tokens, Emphasis::Quiet, text).clicked() {
                        view.ask(Ask::OpenFile(seen.folder.clone()));
                    }
                }
            },
        );
    }

    fn list(&mut self, ui: &mut Ui, view: &mut View<'_>) {
        let Some(seen) = &self.seen else {
            let title = view.text("backups-looking");
            line(
                ui,
                view.tokens,
                (Icon::History, title, ""),
                Room::Narrow,
                |_| {},
            );
            return;
        };
        if seen.list.is_empty() {
            let title = view.text("backups-none");
            let help = view.text("backups-none-help");
            line(
                ui,
                view.tokens,
                (Icon::History, title, help),
                Room::Narrow,
                |_| {},
            );
            return;
        }
        let shown = if self.shows_all {
            seen.list.len()
        } else {
            SHOWN
        };
        for listed in seen.list.iter().take(shown) {
            row(ui, view, listed);
        }
        if seen.list.len() > SHOWN {
            let words = if self.shows_all {
                view.text("backups-show-fewer").to_owned()
            } else {
                view.text_with("backups-show-all", &[("count", seen.list.len().into())])
            };
            ui.add_space(Space::XS);
            if button(ui, view.tokens, Emphasis::Quiet, &words).clicked() {
                self.shows_all = !self.shows_all;
            }
            ui.add_space(Space::S);
        }
    }
}

fn row(ui: &mut Ui, view: &mut View<'_>, listed: &ListedBackup) {
    let date = view.format.date_time(listed.backup.made_at);
    let help = what_it_is(view.texts, view.format, &listed.backup, listed.holds);
    line(
        ui,
        view.tokens,
        (Icon::History, &date, &help),
        Room::Medium,
        |ui| {
            let name = view.text_with("backups-restore-named", &[("date", date.as_str().into())]);
            let restore = ui
                .push_id(&listed.backup.path, |ui| {
                    let text = view.text("backups-restore");
                    button(ui, view.tokens, Emphasis::Normal, text)
                })
                .inner;
            restore.widget_info(|| WidgetInfo::labeled(Role::Button, true, name.as_str()));
            if restore.clicked() {
                view.ask(Ask::OpenRestore(listed.backup.path.clone()));
            }
        },
    );
}

fn second(ui: &mut Ui, view: &mut View<'_>) {
    let title = view.text("backups-second");
    let chosen = view.session.settings().second_backup_folder.as_ref();
    let help = match chosen {
        Some(folder) => {
            let folder = folder.display().to_string();
            view.text_with("backups-second-at", &[("folder", folder.into())])
        }
        None => view.text("backups-second-help").to_owned(),
    };
    line(
        ui,
        view.tokens,
        (Icon::Copy, title, &help),
        Room::Wide,
        |ui| {
            let text = view.text("backups-second-choose");
            if button(ui, view.tokens, Emphasis::Normal, text).clicked() {
                view.ask(Ask::ChooseSecondFolder);
            }
            if chosen.is_some() {
                let text = view.text("backups-second-stop");
                if button(ui, view.tokens, Emphasis::Quiet, text).clicked() {
                    super::change(view, |settings| settings.second_backup_folder = None);
                }
            }
        },
    );
}
