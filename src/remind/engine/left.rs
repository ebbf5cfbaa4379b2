//! What earlier runs of the program have left on the screen: found, renewed where nobody hears it any more, and remembered for later runs.

use super::super::words::note_again;
use super::super::{NoteKey, NoteSubject};
use super::{Engine, Live};
use crate::desk::{DeskError, LedgerKey, ScreenNote};
use crate::domain::Timestamp;

impl Engine {
    /// Finds out, once, what earlier runs have left on the screen: it goes like what this run shows. What does not answer is asked again.
    pub(super) fn find_what_was_left(&mut self, now: Timestamp) -> Result<(), DeskError> {
        if self.knows_what_was_left {
            return Ok(());
        }
        let remembered = self.desk.store().screen_notes()?;
        let present = match self.notifier.present(&remembered) {
            Ok(present) => present.unwrap_or_default(),
            Err(error) => {
                tracing::debug!(%error, "what is still on the screen is not known yet");
                return Ok(());
            }
        };
        let mut left = Vec::new();
        for note in present {
            // It may have been asked only after this run has shown something.
            if self.live.iter().any(|live| live.note == note) {
                continue;
            }
            let keys = self.reminders_behind(&note)?;
            if keys.is_empty() {
                continue;
            }
            let known = remembered.iter().find(|one| one.name == note.as_str());
            left.push(Live {
                place: known.map(|known| known.place.clone()),
                note,
                keys,
                was_taken: true,
                is_left: true,
            });
        }
        self.live.append(&mut left);
        self.knows_what_was_left = true;
        self.forget_settled(&remembered, now)
    }

    /// The reminders that the notification of this name tells of.
    fn reminders_behind(&self, note: &NoteKey) -> Result<Vec<LedgerKey>, DeskError> {
        Ok(match note.subject() {
            Some(NoteSubject::Reminder(key)) => vec![key],
            Some(NoteSubject::Digest(first)) => {
                self.desk.store().reminders_recorded_with(&first)?
            }
            None => Vec::new(),
        })
    }

    /// Forgets what is on no screen that this run can reach, and tells of nothing that still matters.
    fn forget_settled(
        &mut self,
        remembered: &[ScreenNote],
        now: Timestamp,
    ) -> Result<(), DeskError> {
        let mut gone = Vec::new();
        for ScreenNote { name, .. } in remembered {
            if self.live.iter().any(|live| live.note.as_str() == name) {
                continue;
            }
            let mut matters = false;
            for key in self.reminders_behind(&NoteKey::of_name(name))? {
                matters |= self.desk.does_reminder_matter(&key, now)?;
            }
            if !matters {
                gone.push(name.clone());
            }
        }
        self.desk.remember_screen(&[], &gone)
    }

    /// Shows what earlier runs have left, and what still matters, again in its place, so that this run hears what is clicked. No reminder is
    /// counted for it. Where the person wants none on the screen any more, it is taken off instead.
    pub(super) fn renew_left(&mut self, now: Timestamp) -> Result<(), DeskError> {
        if !self.live.iter().any(|live| live.is_left) {
            return Ok(());
        }
        let settings = self.desk.settings()?;
        self.follow(&settings);
        for live in self.live.iter_mut().filter(|live| live.is_left) {
            if !settings.desktop_notifications {
                live.keys.clear();
                continue;
            }
            let mut standing = Vec::new();
            for key in &live.keys {
                standing.extend(self.desk.standing_reminder(key, now)?);
            }
            let names_customer = settings.notifications_name_customer;
            let note = note_again(&live.note, &standing, now, &self.texts, names_customer);
            if let Some(Err(error)) = note.map(|note| self.notifier.renew(&note)) {
                tracing::warn!(%error, "a notification of an earlier run could not be renewed");
            }
            live.is_left = false;
        }
        self.withdraw_empty();
        Ok(())
    }

    /// Remembers where the notifications are by now, for the next run.
    pub(super) fn remember_places(&mut self) -> Result<(), DeskError> {
        let mut shown = Vec::new();
        let mut gone: Vec<String> = Vec::new();
        for live in &mut self.live {
            let place = self.notifier.place(&live.note);
            if place == live.place {
                continue;
            }
            let name = live.note.as_str().to_owned();
            match place.clone() {
                Some(place) => shown.push(ScreenNote { name, place }),
                None => gone.push(name),
            }
        }
        for note in &self.gone {
            if !self.live.iter().any(|live| live.note == *note) {
                gone.push(note.as_str().to_owned());
            }
        }
        self.desk.remember_screen(&shown, &gone)?;
        self.gone.clear();
        for ScreenNote { name, place } in shown {
            for live in self
                .live
                .iter_mut()
                .filter(|live| live.note.as_str() == name)
            {
                live.place = Some(place.clone());
            }
        }
        for live in &mut self.live {
            if gone.iter().any(|name| *name == live.note.as_str()) {
                live.place = None;
            }
        }
        Ok(())
    }
}
