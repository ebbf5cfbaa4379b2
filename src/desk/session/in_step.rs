//! Keeps the board in step with the file: what was read never takes the place of what is newer.

use super::Session;
use crate::desk::event::{InFile, Reality};
use crate::desk::search::SearchWork;
use crate::desk::threads::Request;
use crate::desk::{Board, Touched};
use crate::domain::{Referral, ReferralId, Stage, Timestamp};
use std::collections::HashSet;

/// From here on one read of the board costs less than finding each card's place.
const PUT_ONE_BY_ONE: usize = 1_000;

impl Session {
    /// Puts a board that was read in the place of the present one, but for what is newer in that.
    pub(super) fn install(&mut self, board: Board, now: Timestamp) {
        let mut before = std::mem::replace(&mut self.board, board);
        self.board.count_on_from(&before);
        self.board.fold(&self.settings.collapsed_bands);
        self.board.narrow_as(&mut before);
        self.board.note_changes();
        self.tell_search_of(SearchWork::Anew);
        self.is_read = true;
        self.boards_asked = self.boards_asked.saturating_sub(1);
        let kept: HashSet<ReferralId> = self
            .unwritten
            .keys()
            .chain(&self.taken_in_since)
            .copied()
            .collect();
        for id in &kept {
            let is_ahead = self.unwritten.contains_key(id);
            let read = self.board.referral(*id).map(|read| read.revision);
            match before.referral(*id) {
                Some(shown) if is_ahead || read.is_none_or(|read| read < shown.revision) => {
                    self.board.put(shown.clone(), now);
                }
                None if is_ahead || read <= self.left.get(id).copied() => self.board.remove(*id),
                _ => {}
            }
        }
        self.passed_over.extend(self.unwritten.keys());
        self.left.retain(|id, _| kept.contains(id));
        if self.boards_asked == 0 && !self.taken_in_since.is_empty() {
            // Which of the two was newer is certain only where both had the referral.
            let again = self.taken_in_since.drain().collect();
            self.request(Request::Again(again));
        }
    }

    pub(super) fn take_in_touched(&mut self, touched: &[Touched], now: Timestamp) {
        if touched.len() > PUT_ONE_BY_ONE {
            self.ask_board();
            return;
        }
        for touched in touched {
            self.note_taken_in(touched.id());
            match touched {
                Touched::Put(referral) => {
                    if self.is_ahead_of_board(referral.id, referral.revision) {
                        self.show(referral.id, Some(referral), now);
                    }
                }
                Touched::Changed(id) => self.request(Request::Again(vec![*id])),
                Touched::Gone(id) => self.show(*id, None, now),
            }
            // Its words may have changed, which the board does not have.
            self.board.note(touched.id());
        }
    }

    pub(super) fn take_in_from_elsewhere(
        &mut self,
        touched: &[(ReferralId, Option<Referral>)],
        now: Timestamp,
    ) {
        if touched.len() > PUT_ONE_BY_ONE {
            self.ask_board();
            return;
        }
        for (id, referral) in touched {
            if self.unwritten.contains_key(id) {
                self.passed_over.insert(*id);
                continue;
            }
            match referral {
                Some(referral) if self.is_ahead_of_board(*id, referral.revision) => {
                    self.show(*id, Some(referral), now);
                }
                None => self.show(*id, None, now),
                Some(_) => {}
            }
        }
    }

    /// Whether the revision is newer than what the board has or had of the referral: a change shown ahead of its writing stays until that is done.
    fn is_ahead_of_board(&self, id: ReferralId, revision: i64) -> bool {
        !self.unwritten.contains_key(&id)
            && self.known_revision(id).is_none_or(|known| revision > known)
    }

    fn known_revision(&self, id: ReferralId) -> Option<i64> {
        let shown = self.board.referral(id).map(|shown| shown.revision);
        shown.max(self.left.get(&id).copied())
    }

    /// Shows what a referral is now; `None` when it is gone.
    pub(super) fn show(&mut self, id: ReferralId, referral: Option<&Referral>, now: Timestamp) {
        match referral {
            Some(referral) if referral.stage() != Stage::Archived => {
                self.left.remove(&id);
                self.board.put(referral.clone(), now);
            }
            _ => {
                let left_at = referral
                    .map(|referral| referral.revision)
                    .or(self.known_revision(id));
                self.left.extend(left_at.map(|revision| (id, revision)));
                self.board.remove(id);
            }
        }
        self.note_taken_in(id);
    }

    /// Notes that a board that is being read now may be older in this referral.
    pub(super) fn note_taken_in(&mut self, id: ReferralId) {
        if self.boards_asked > 0 {
            self.taken_in_since.insert(id);
        }
    }

    /// Shows what referrals really are whose change was shown and did not come about.
    pub(super) fn take_back(&mut self, shown: &[Reality], now: Timestamp) {
        let is_one_by_one = shown.len() <= PUT_ONE_BY_ONE;
        for (id, in_file) in shown {
            self.written(*id);
            match in_file {
                InFile::Is(referral) if is_one_by_one => self.show(*id, Some(referral), now),
                InFile::Gone if is_one_by_one => self.show(*id, None, now),
                // Stays as it is shown until the board can be read, which is tried until it can.
                _ => {}
            }
        }
        // Some are gone, or could not be read; or one read costs less.
        let is_read = |(_, in_file): &Reality| matches!(in_file, InFile::Is(_));
        if !is_one_by_one || !shown.iter().all(is_read) {
            self.ask_board();
        }
    }

    pub(super) fn written(&mut self, id: ReferralId) {
        if let Some(count) = self.unwritten.get_mut(&id) {
            *count -= 1;
            if *count == 0 {
                self.unwritten.remove(&id);
                if self.passed_over.remove(&id) {
                    self.request(Request::Again(vec![id]));
                }
            }
        }
    }
}
