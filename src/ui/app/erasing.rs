//! Erasing persons: asking whether, telling what became of it, and offering to delete the copies that cannot be written anew.

use super::{App, Ask};
use crate::desk::backups::Erased;
use crate::desk::{DeskError, Done, Erasure, delete_copies, erasure_lines, erasure_problems};
use crate::domain::ReferralId;
use crate::text::Say;
use crate::ui::dialogs::Confirm;
use std::path::PathBuf;

impl App {
    /// Asks whether to erase the person behind a referral, once it is known what that would do.
    pub(super) fn begin_erasing(&mut self, id: ReferralId) {
        self.save_notes_now();
        self.session.preview_erasure(id);
        self.dialogs.open_erase(id);
    }

    /// The rows are clean: everything else follows, and nothing in the window goes on naming the person.
    pub(super) fn follow_erasure(&mut self, done: &Done) {
        if done.kind != crate::desk::ChangeKind::Erase {
            return;
        }
        self.session.finish_erasures();
        let mut query = self.session.query().clone();
        query.search.clear();
        self.asks.push(Ask::SearchBoard(Box::new(query)));
    }

    pub(super) fn tell_erasure(&mut self, finished: Result<Option<&Erasure>, &DeskError>) {
        let now = self.session.now();
        match finished {
            Ok(Some(erasure)) => {
                for line in erasure_lines(&self.texts, erasure) {
                    self.notices.info(line, now);
                }
                self.tell_what_is_left(erasure);
            }
            Ok(None) => {}
            Err(error) => self.notices.problem(error.say(&self.texts), now),
        }
    }

    /// What was erased by itself: because it was kept too long, or an erasure had been interrupted.
    pub(super) fn tell_erased(&mut self, erased: &Erased) {
        let now = self.session.now();
        if erased.kept_too_long > 0 {
            let count = ("count", erased.kept_too_long.into());
            let words = self.texts.with("retention-erased", &[count]);
            self.notices.lasting(words, now);
        }
        self.tell_what_is_left(&erased.erasure);
    }

    fn tell_what_is_left(&mut self, erasure: &Erasure) {
        let now = self.session.now();
        let left = &erasure.left;
        for problem in erasure_problems(&self.texts, left) {
            self.notices.problem(problem, now);
        }
        self.undecided_copies = [left.unwritable.as_slice(), &left.aside].concat();
        self.list_backups_if_shown();
    }

    /// Asks about the copies that cannot be written anew, as soon as nothing else is asked. Who does not decide is asked again at the next start.
    pub(super) fn ask_about_undecided_copies(&mut self) {
        if !self.undecided_copies.is_empty() && !self.dialogs.is_open() {
            let left = std::mem::take(&mut self.undecided_copies);
            self.ask_about_copies(left);
        }
    }

    pub(super) fn ask_about_copies(&mut self, left: Vec<PathBuf>) {
        let names: Vec<String> = left.iter().map(|file| file.display().to_string()).collect();
        let names = names.join(self.texts.get("common-list-separator"));
        let arguments = [("count", left.len().into()), ("files", names.into())];
        let confirm = Confirm {
            title: self.texts.get("erase-delete-title").to_owned(),
            body: self.texts.with("erase-delete-body", &arguments),
            confirm: self.texts.get("erase-delete-do").to_owned(),
        };
        self.dialogs.open_confirm(confirm, Ask::DeleteCopies(left));
    }

    pub(super) fn delete_copies(&mut self, copies: &[PathBuf]) {
        for left in delete_copies(copies) {
            let file = ("file", left.display().to_string().into());
            let words = self.texts.with("erase-delete-failed", &[file]);
            self.notices.problem(words, self.session.now());
        }
        // With them the erasure may be finished.
        self.session.finish_erasures();
    }

    /// Asks whether a retention period is meant, with how many persons it would erase at once.
    pub(super) fn ask_about_retention(&mut self, days: u32, count: usize) {
        let confirm = Confirm {
            title: self.texts.get("retention-confirm-title").to_owned(),
            body: self
                .texts
                .with("retention-confirm-body", &[("count", count.into())]),
            confirm: self.texts.get("retention-confirm-do").to_owned(),
        };
        self.dialogs
            .open_confirm(confirm, Ask::SetRetention(Some(days)));
    }

    pub(super) fn set_retention(&mut self, days: Option<u32>) {
        let mut settings = self.session.settings().clone();
        settings.retention_days = days;
        self.session.save_settings(settings);
    }

    /// A new retention period counts at once.
    pub(super) fn follow_retention(&mut self) {
        let chosen = self.session.settings().retention_days;
        if std::mem::replace(&mut self.retention_days, chosen) == chosen || chosen.is_none() {
            return;
        }
        if let Some(residency) = &self.residency {
            residency.nudge_backups();
        }
    }
}
