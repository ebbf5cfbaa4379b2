//! The board narrowed to what was searched for: lanes that hold a part of the cards, kept in step until the next answer of the search.

use super::{Board, Lane, lane_index};
use crate::domain::{Deal, ReferralId, Stage, Timestamp};

impl Lane {
    /// Adds a card after all others.
    pub(in crate::desk) fn push_last(&mut self, key: (Timestamp, ReferralId), deal: &Deal) {
        self.order.push(key);
        self.add_value(deal, 1);
    }
}

impl Board {
    /// Shows these cards only; all of them when `None`.
    pub(in crate::desk) fn narrow(&mut self, lanes: Option<[Lane; 3]>) {
        self.narrowed = lanes;
        self.changes += 1;
    }

    /// Whether only a part of the cards is shown.
    pub const fn is_narrowed(&self) -> bool {
        self.narrowed.is_some()
    }

    /// How many cards are shown.
    pub fn shown(&self) -> usize {
        Stage::OPEN
            .into_iter()
            .map(|stage| self.lane(stage).len())
            .sum()
    }

    /// Shows the part that another board shows, whose place this one takes.
    pub(in crate::desk) fn narrow_as(&mut self, before: &mut Self) {
        self.narrowed = before.narrowed.take();
        self.narrow_anew();
    }

    /// [`Self::narrow_as`] for an outline, which has the cards in sight only.
    pub(in crate::desk) fn narrow_outline_as(&mut self, before: &mut Self) {
        self.narrowed = before.narrowed.take();
    }

    /// Finds the new places of the cards shown, after all cards were placed anew.
    pub(super) fn narrow_anew(&mut self) {
        let Some(narrowed) = self.narrowed.take() else {
            return;
        };
        let mut anew: [Lane; 3] = Default::default();
        for (_, id) in narrowed.iter().flat_map(|lane| &lane.order) {
            if let Some(card) = self.card(*id)
                && let Some(lane) = lane_index(card.referral.stage())
                && let Some(lane) = anew.get_mut(lane)
            {
                lane.push_last((card.place, *id), &card.referral.deal);
            }
        }
        for lane in &mut anew {
            lane.order.sort_unstable();
        }
        self.narrowed = Some(anew);
    }

    /// From now on it is noted which cards change: see [`Self::take_changed`].
    pub(in crate::desk) fn note_changes(&mut self) {
        self.changed = Some(Vec::new());
    }

    /// Notes that something about a card changed that the board does not show.
    pub(in crate::desk) fn note(&mut self, id: ReferralId) {
        if let Some(changed) = &mut self.changed
            && changed.last() != Some(&id)
        {
            changed.push(id);
        }
    }

    /// The cards that were put, moved or taken off since the last call.
    pub(in crate::desk) fn take_changed(&mut self) -> Vec<ReferralId> {
        self.changed
            .as_mut()
            .map(std::mem::take)
            .unwrap_or_default()
    }

    /// Whether every card was placed anew since the last call.
    pub(in crate::desk) fn take_placed_anew(&mut self) -> bool {
        std::mem::take(&mut self.is_placed_anew)
    }
}
