//! The board narrowed to what was searched for: lanes that hold a part of the cards, kept in step until the next answer of the search.

use super::{Board, Lane, Lanes, lane_index};
use crate::domain::{Deal, ReferralId, Stage, Timestamp};

impl Lane {
    /// Puts so many cards, which come in order, into a lane that has none yet but their sums.
    pub(in crate::desk) fn fill(
        &mut self,
        count: usize,
        keys: impl Iterator<Item = (Timestamp, ReferralId)>,
    ) {
        self.order.reserve_exact(count);
        self.order.extend(keys);
    }

    /// Adds a card after all others.
    pub(super) fn push_last(&mut self, key: (Timestamp, ReferralId), deal: &Deal) {
        self.order.push(key);
        self.add_value(deal, 1);
    }
}

impl Board {
    /// Shows these cards only; all of them when `None`.
    pub(in crate::desk) fn narrow(&mut self, mut lanes: Option<Lanes>) {
        if let Some(bands) = lanes.as_mut().and_then(|lanes| lanes.bands.as_mut()) {
            bands.fold(&self.folded);
        }
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
        for id in narrowed.lanes.iter().flat_map(Lane::ids) {
            if let Some(card) = self.card(id)
                && let Some(lane) = lane_index(card.referral.stage())
                && let Some(lane) = anew.get_mut(lane)
            {
                lane.push_last((card.place, id), &card.referral.deal);
            }
        }
        for lane in &mut anew {
            lane.order.sort_unstable();
        }
        let mut anew = Lanes::new(anew);
        self.group_lanes(&mut anew, narrowed.grouping());
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

#[cfg(test)]
mod tests {
    use super::super::tests::{HOUR, ids, received, start};
    use super::*;
    use crate::domain::{Action, Referral, decide};

    /// The board narrowed to the cards of these ids.
    fn narrowed(mut board: Board, shown: &[i64]) -> Board {
        let lanes = std::array::from_fn(|index| {
            let mut lane = Lane::default();
            for key in &board.whole.lanes[index].order {
                if shown.contains(&key.1.0) {
                    lane.push_last(*key, &Deal::default());
                }
            }
            lane
        });
        board.narrow(Some(Lanes::new(lanes)));
        board
    }

    #[test]
    fn what_is_shown_of_a_narrowed_board_moves_and_goes_with_it() {
        let board = Board::of(
            vec![received(1, 0), received(2, 30), received(3, 23)],
            start(),
        );
        let mut board = narrowed(board, &[1, 3]);
        assert_eq!(ids(&board, Stage::New), [3, 1]);
        assert_eq!(board.whole_lane(Stage::New).len(), 3);
        assert_eq!(board.place(ReferralId(2)), None);
        assert_eq!(board.successor(ReferralId(3)), Some(ReferralId(1)));
        let interested = |id| {
            let referral = received(id, 0);
            decide(&referral, &Action::Interested, start())
                .unwrap()
                .after
        };
        // Of those shown and of those that are not.
        for id in [1, 2] {
            board.put(interested(id), start());
        }
        assert_eq!(ids(&board, Stage::New), [3]);
        assert_eq!(ids(&board, Stage::Evaluating), [1]);
        assert_eq!(board.whole_lane(Stage::Evaluating).len(), 2);
        board.remove(ReferralId(3));
        assert_eq!(board.shown(), 1);
        board.narrow(None);
        assert_eq!(board.shown(), 2);
    }

    #[test]
    fn many_changes_at_once_show_the_same_of_a_narrowed_board_as_one_by_one() {
        let all = |hours| (1..=300).map(|id| received(id, hours)).collect::<Vec<_>>();
        let changed: Vec<Referral> = (2..=290)
            .map(|id| {
                let referral = received(id, id % 5);
                let change = decide(&referral, &Action::Interested, start()).unwrap();
                if id % 2 == 0 { change.after } else { referral }
            })
            .collect();
        let shown = [1, 2, 3, 150, 151, 299];
        let mut at_once = narrowed(Board::of(all(1), start()), &shown);
        let mut one_by_one = narrowed(Board::of(all(1), start()), &shown);
        at_once.put_all(changed.clone(), start());
        for referral in changed {
            one_by_one.put(referral, start());
        }
        for stage in Stage::OPEN {
            assert_eq!(ids(&at_once, stage), ids(&one_by_one, stage));
        }
        assert_eq!(ids(&at_once, Stage::Evaluating).len(), 2);
        assert_eq!(at_once.shown(), 6);
    }

    #[test]
    fn a_narrowed_board_stays_narrowed_when_many_marks_pass_at_once() {
        let many = (1..=300).map(|id| received(id, 23)).collect();
        let mut board = narrowed(Board::of(many, start()), &[7, 11]);
        board.note_changes();
        board.advance(start().plus_seconds(2 * HOUR));
        assert_eq!(ids(&board, Stage::New), [7, 11]);
        assert_eq!(board.place(ReferralId(11)), Some((Stage::New, 1)));
        assert!(board.take_placed_anew());
        assert!(!board.take_placed_anew());
    }
}
