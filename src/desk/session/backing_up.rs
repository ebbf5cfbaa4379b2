//! What the window does about backups: lists them, makes one, looks into one and puts one back.

use super::Session;
use crate::desk::DeskError;
use crate::desk::backups::BackupRequest;
use crate::desk::event::Event;
use crate::desk::threads::Job;
use crate::domain::ReferralId;
use std::path::PathBuf;

impl Session {
    /// Asks for the backups; answered by [`Event::Backups`], again whenever more is known of what they hold.
    pub fn ask_backups(&self) {
        self.backup_request(BackupRequest::List);
    }

    /// Makes a backup now; answered by [`Event::BackupMade`].
    pub fn back_up_now(&mut self) {
        if self.backup_request(BackupRequest::Make) {
            self.executing += 1;
        } else {
            self.outbox.tell(Event::BackupMade(Err(DeskError::Ended)));
        }
    }

    /// Asks what restoring a backup would change; answered by [`Event::Compared`].
    pub fn compare_backup(&self, backup: PathBuf) {
        if !self.backup_request(BackupRequest::Compare(backup.clone())) {
            let compared = Err(DeskError::Ended);
            self.outbox.tell(Event::Compared { backup, compared });
        }
    }

    /// Puts a backup in the file's place, after everything sent before is written; answered by [`Event::Restored`]. What the file held then
    /// is kept among the backups.
    pub fn restore(&mut self, backup: PathBuf) {
        if self.job(Job::Restore(backup.clone())) {
            self.executing += 1;
        } else {
            let kept = Err(DeskError::Ended);
            self.outbox.tell(Event::Restored { backup, kept });
        }
    }

    /// Asks what erasing the person behind this referral would do; answered by [`Event::ErasurePreviewed`].
    pub fn preview_erasure(&self, id: ReferralId) {
        self.backup_request(BackupRequest::PreviewErasure(vec![id]));
    }

    /// Asks how many persons a retention period of so many days would erase now; answered by [`Event::KeptTooLong`].
    pub fn count_kept_too_long(&self, days: u32) {
        self.backup_request(BackupRequest::CountKeptTooLong(days));
    }

    /// Has what was erased carried into every backup; answered by [`Event::ErasureFinished`].
    pub fn finish_erasures(&self) {
        self.backup_request(BackupRequest::FinishErasures);
    }

    /// Leaves these copies and folders as they are, whoever is in them, as the person has decided; answered by [`Event::Backups`].
    pub fn leave_copies(&self, copies: Vec<PathBuf>) {
        self.backup_request(BackupRequest::LeaveCopies(copies));
    }

    /// A person was told that the backups were gone: it is no news any more.
    pub fn gone_backups_were_told(&self) {
        self.backup_request(BackupRequest::GoneSeen);
    }

    /// A backup was made, or was not.
    pub(super) const fn backed_up(&mut self) {
        self.executing = self.executing.saturating_sub(1);
    }

    /// A backup was put in the file's place, or was not.
    pub(super) fn restored(&mut self, is_done: bool) {
        self.executing = self.executing.saturating_sub(1);
        if is_done {
            // The reader finds that everything is another.
            self.ask_board();
        }
    }

    /// False when the thread has ended.
    fn backup_request(&self, request: BackupRequest) -> bool {
        let sent = self
            .backups
            .as_ref()
            .is_some_and(|backups| backups.send((request, self.under_way.begin())).is_ok());
        if !sent {
            tracing::error!("the thread for backups has ended");
        }
        sent
    }
}
