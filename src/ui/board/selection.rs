//! The cards that are selected: a set of ids, and what can be done with them together.

use super::super::view::{ActionKind, View};
use crate::desk::{Board, Session};
use crate::domain::{ReferralId, Refusal, SnoozeChoice, Stage, Timestamp, snooze};
use crate::text::{Say, Zone};
use std::collections::HashSet;

/// The cards that are selected.
#[derive(Default)]
pub(super) struct Selection {
    ids: HashSet<ReferralId>,
    /// Where a range begins: the card that was selected last by itself.
    anchor: Option<ReferralId>,
    /// What the range from there has added.
    range: Vec<ReferralId>,
    /// Counts the changes of the set.
    changes: u64,
    /// The changes of the board that it has followed.
    board_changes: u64,
    tally: Option<(u64, u64, i64, Tally)>,
}

impl Selection {
    pub(super) fn len(&self) -> usize {
        self.ids.len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    pub(super) fn contains(&self, id: ReferralId) -> bool {
        !self.ids.is_empty() && self.ids.contains(&id)
    }

    /// Where a range would begin.
    pub(super) const fn anchor(&self) -> Option<ReferralId> {
        self.anchor
    }

    pub(super) fn clear(&mut self) {
        self.ids.clear();
        self.range.clear();
        self.anchor = None;
        self.changes += 1;
    }

    /// Selects a card, or no longer.
    pub(super) fn toggle(&mut self, id: ReferralId) {
        if !self.ids.remove(&id) {
            self.ids.insert(id);
        }
        self.range.clear();
        self.anchor = Some(id);
        self.changes += 1;
    }

    /// Selects the cards from where the range begins to this one, in place of those an earlier range from there has added. Where there is no
    /// beginning in this card's lane, the card alone.
    pub(super) fn extend_to(&mut self, board: &Board, id: ReferralId) {
        let place = |id| board.place(id);
        let from = self.anchor.and_then(place);
        let (Some((stage, to)), Some((lane, from))) = (place(id), from) else {
            return self.begin_at(id);
        };
        if lane != stage {
            return self.begin_at(id);
        }
        for id in self.range.drain(..) {
            self.ids.remove(&id);
        }
        for id in board.shown_in(stage, from.min(to)..from.max(to) + 1) {
            if self.ids.insert(id) {
                self.range.push(id);
            }
        }
        self.changes += 1;
    }

    fn begin_at(&mut self, id: ReferralId) {
        self.ids.insert(id);
        self.range.clear();
        self.anchor = Some(id);
        self.changes += 1;
    }

    /// Selects these beside `kept`, as a rubber band goes over them.
    pub(super) fn set(
        &mut self,
        kept: &HashSet<ReferralId>,
        ids: impl Iterator<Item = ReferralId>,
    ) {
        self.ids.clone_from(kept);
        self.ids.extend(ids);
        self.range.clear();
        self.changes += 1;
    }

    /// What is selected now.
    pub(super) const fn ids(&self) -> &HashSet<ReferralId> {
        &self.ids
    }

    /// Selects every card of a lane.
    pub(super) fn add_lane(&mut self, board: &Board, stage: Stage) {
        let lane = board.lane(stage);
        self.ids.reserve(lane.len());
        self.ids.extend(board.shown_in(stage, 0..lane.len()));
        self.range.clear();
        self.changes += 1;
    }

    /// Selects no card of a lane any more.
    pub(super) fn drop_lane(&mut self, board: &Board, stage: Stage) {
        if self.ids.is_empty() {
            return;
        }
        let is_there = |id: &ReferralId| board.place(*id).is_some_and(|(at, _)| at == stage);
        self.ids.retain(|id| !is_there(id));
        self.range.retain(|id| !is_there(id));
        self.anchor = self.anchor.filter(|id| !is_there(id));
        self.changes += 1;
    }

    /// Drops what has left the board since the last frame, and what a search or a collapsed band hides: nothing is done to a card that nobody sees.
    pub(super) fn follow(&mut self, board: &Board) {
        if self.board_changes == board.changes() {
            return;
        }
        self.board_changes = board.changes();
        if self.ids.is_empty() {
            return;
        }
        let before = self.ids.len();
        let is_shown = |id: &ReferralId| board.place(*id).is_some() && !board.is_folded_away(*id);
        self.ids.retain(is_shown);
        if self.ids.len() != before {
            self.changes += 1;
        }
        self.range.retain(|id| self.ids.contains(id));
        self.anchor = self.anchor.filter(is_shown);
    }

    /// The selected cards in the order of the board.
    pub(super) fn in_order(&self, board: &Board) -> Vec<ReferralId> {
        let mut placed: Vec<_> = self
            .ids
            .iter()
            .filter_map(|id| Some((board.place(*id)?, *id)))
            .collect();
        placed.sort_by_key(|((stage, index), _)| {
            (Stage::OPEN.iter().position(|open| open == stage), *index)
        });
        placed.into_iter().map(|(_, id)| id).collect()
    }

    /// What can be done with the selected cards; counted anew only when they, the board or the minute have changed.
    pub(super) fn tally(&mut self, session: &Session, now: Timestamp, zone: Zone) -> Tally {
        const MINUTE_MILLIS: i64 = 60_000;
        let minute = now.millis().div_euclid(MINUTE_MILLIS);
        let key = (self.changes, session.board().changes(), minute);
        if let Some((changes, board_changes, at, tally)) = self.tally
            && (changes, board_changes, at) == key
        {
            return tally;
        }
        let tally = Tally::count(&self.ids, session, now, zone);
        self.tally = Some((key.0, key.1, key.2, tally));
        tally
    }
}

/// The name of an action with how many cards it can be done with, where it can.
pub(super) fn with_count(view: &View<'_>, name: String, count: Option<&usize>) -> String {
    match count {
        Some(count) => view.text_with(
            "select-action",
            &[("action", name.into()), ("count", (*count).into())],
        ),
        None => name,
    }
}

/// With how many of the selected cards this can be done.
///
/// # Errors
/// When it can be done with none or not with several at once, why, in the person's language.
pub(super) fn possible_with_many(
    view: &View<'_>,
    tally: &Tally,
    kind: ActionKind,
) -> Result<usize, String> {
    match tally.possible(kind, view.session, view.now) {
        Ok(count) if count > 1 && !kind.is_for_many() => {
            Err(view.text("select-one-at-a-time").to_owned())
        }
        Ok(count) => Ok(count),
        Err(refusal) => Err(refusal.say(view.texts)),
    }
}

/// How many cards are selected of each stage, and what can be done with how many.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    total: usize,
    /// For each open stage, one of its cards and how many there are: what is possible with one of them is with all.
    stages: [Option<(ReferralId, usize)>; 3],
    snoozable: usize,
    /// Why the reminders of one of them cannot be put off.
    not_snoozable: Option<Refusal>,
}

impl Tally {
    fn count(ids: &HashSet<ReferralId>, session: &Session, now: Timestamp, zone: Zone) -> Self {
        let hours = &session.settings().hours;
        let mut tally = Self {
            total: ids.len(),
            ..Self::default()
        };
        for id in ids {
            let Some(referral) = session.board().referral(*id) else {
                continue;
            };
            let stage = referral.stage();
            let slot = Stage::OPEN
                .into_iter()
                .zip(&mut tally.stages)
                .find(|(open, _)| *open == stage);
            if let Some((_, slot)) = slot {
                slot.get_or_insert((*id, 0)).1 += 1;
            }
            match snooze(referral, SnoozeChoice::OneHour, now, hours, &zone) {
                Ok(_) => tally.snoozable += 1,
                Err(refusal) => tally.not_snoozable = Some(refusal),
            }
        }
        tally
    }

    /// How many cards are selected.
    pub const fn total(&self) -> usize {
        self.total
    }

    /// How many are in this stage.
    pub fn in_stage(&self, stage: Stage) -> usize {
        Stage::OPEN
            .into_iter()
            .zip(self.stages)
            .find(|(open, _)| *open == stage)
            .and_then(|(_, slot)| slot)
            .map_or(0, |(_, count)| count)
    }

    /// With how many of them this can be done.
    ///
    /// # Errors
    /// When it can be done with none, the reason.
    pub fn possible(
        &self,
        kind: ActionKind,
        session: &Session,
        now: Timestamp,
    ) -> Result<usize, Refusal> {
        let mut possible = 0;
        let mut refused = Refusal::NotFound;
        for (id, count) in self.stages.into_iter().flatten() {
            let Some(referral) = session.board().referral(id) else {
                continue;
            };
            match kind.refusal(referral, now) {
                None => possible += count,
                Some(refusal) => refused = refusal,
            }
        }
        if possible == 0 {
            Err(refused)
        } else {
            Ok(possible)
        }
    }

    /// How many reminders can be put off.
    ///
    /// # Errors
    /// When none can, the reason.
    pub const fn snoozable(&self) -> Result<usize, Refusal> {
        match (self.snoozable, self.not_snoozable) {
            (0, Some(refusal)) => Err(refusal),
            (count, _) => Ok(count),
        }
    }
}
