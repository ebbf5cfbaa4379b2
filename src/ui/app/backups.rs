//! What the window tells about backups, and what it has done about them.

use super::{App, Ask, Screen};
use crate::desk::DeskError;
use crate::desk::backups::{BackupName, BackupNews, BackupProblem, KnownBackup, Why};
use crate::text::Say;
use std::path::{Path, PathBuf};

impl App {
    /// Warns of what was not wrong before. Each warning stays until it is read.
    pub(super) fn on_backup_news(&mut self, news: &BackupNews) {
        let now = self.session.now();
        for problem in &news.problems {
            if !self.backup_problems.contains(problem) {
                self.notices.problem(problem.say(&self.texts), now);
                if matches!(problem, BackupProblem::Gone(_)) {
                    self.session.gone_backups_were_told();
                }
            }
        }
        self.backup_problems.clone_from(&news.problems);
        if let Some(erased) = &news.erased {
            self.tell_erased(erased);
        }
        self.list_backups_if_shown();
    }

    /// A new second folder is used at once.
    pub(super) fn follow_second_folder(&mut self) {
        let chosen = &self.session.settings().second_backup_folder;
        if self.second_folder == *chosen {
            return;
        }
        self.second_folder.clone_from(chosen);
        if let Some(residency) = &self.residency {
            residency.nudge_backups();
        }
        self.list_backups_if_shown();
    }

    pub(super) fn take_second_folder(&mut self, folder: PathBuf) {
        let mut settings = self.session.settings().clone();
        settings.second_backup_folder = Some(folder);
        self.asks.push(Ask::SaveSettings(Box::new(settings)));
    }

    pub(super) fn tell_of_first_backup(&mut self, why: Why) {
        let key = match why {
            Why::Import => "backups-first-import",
            _ => "backups-first-restore",
        };
        let words = self.texts.get(key).to_owned();
        self.notices.info(words, self.session.now());
    }

    pub(super) fn tell_backup(&mut self, made: &Result<KnownBackup, DeskError>) {
        let now = self.session.now();
        match made {
            Ok(made) => {
                let file = ("file", made.path.display().to_string().into());
                self.notices
                    .info(self.texts.with("backups-made", &[file]), now);
            }
            Err(error) => self.notices.problem(error.say(&self.texts), now),
        }
    }

    /// Tells that the file is as a backup has it, and offers the way back.
    pub(super) fn tell_restored(&mut self, backup: &Path, kept: &Result<PathBuf, DeskError>) {
        let now = self.session.now();
        match kept {
            Ok(kept) => {
                let words = if let Some(name) = BackupName::of_file(backup) {
                    let date = ("date", self.format.date_time(name.made_at).into());
                    self.texts.with("backups-restored", &[date])
                } else {
                    let file = ("file", backup.display().to_string().into());
                    self.texts.with("backups-restored-file", &[file])
                };
                self.notices.restored(words, kept.clone(), now);
            }
            Err(error) => {
                self.notices.problem(error.say(&self.texts), now);
                self.stay_to_tell();
            }
        }
        self.list_backups_if_shown();
    }

    pub(super) fn list_backups_if_shown(&self) {
        if self.screen == Screen::Settings {
            self.session.ask_backups();
        }
    }
}
