//! Puts a board together: the lanes are ordered once all cards are there.

use super::{Board, Card, lane_index, next_moment, place_of};
use crate::domain::{Referral, ReferralId, Timestamp};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// A board that is being put together: the lanes are ordered when all cards are there.
#[derive(Debug)]
pub struct BoardBuilder {
    board: Board,
    moments: Vec<Reverse<(Timestamp, ReferralId)>>,
    now: Timestamp,
}

impl BoardBuilder {
    /// An empty board as of `now`, with room for about `count` cards.
    pub fn new(count: usize, now: Timestamp) -> Self {
        let mut board = Board {
            cards: Vec::with_capacity(count),
            ..Board::default()
        };
        board.index.reserve(count);
        Self {
            board,
            moments: Vec::with_capacity(count),
            now,
        }
    }

    /// Adds a referral that it does not have yet; an archived one is passed over.
    pub fn add(&mut self, referral: Referral) {
        self.add_to_lane(&referral);
        self.complete(referral);
    }

    /// Adds a referral to its lane's order and sums alone; [`Self::complete`] may add the card.
    pub fn add_to_lane(&mut self, referral: &Referral) {
        let place = place_of(referral, self.now);
        let lane =
            lane_index(referral.stage()).and_then(|index| self.board.whole.lanes.get_mut(index));
        if let Some(lane) = lane {
            lane.order.push((place, referral.id));
            if let Some(clocked) = &mut lane.clocked
                && referral.next_deadline(self.now).is_some()
            {
                clocked.push((place, referral.id));
            }
            lane.add_value(&referral.deal, 1);
        }
    }

    /// Adds the card of a referral that is in its lane's order already; an archived one is passed over.
    pub fn complete(&mut self, referral: Referral) {
        if lane_index(referral.stage()).is_none() {
            return;
        }
        let (id, place) = (referral.id, place_of(&referral, self.now));
        let moment = next_moment(&referral, self.now);
        self.moments.extend(moment.map(|at| Reverse((at, id))));
        self.board.index.insert(id, self.board.cards.len());
        self.board.cards.push(Card { referral, place });
    }

    /// Orders the lanes, and returns the first `count` ids of each.
    pub fn first_of_lanes(&mut self, count: usize) -> Vec<ReferralId> {
        let mut first = Vec::with_capacity(count * self.board.whole.lanes.len());
        for lane in &mut self.board.whole.lanes {
            lane.order.sort_unstable();
            first.extend(lane.order.iter().take(count).map(|(_, id)| *id));
        }
        first
    }

    /// A board whose lanes are whole but of whose cards some are missing. It takes in nothing about those, which come with the whole board:
    /// whether a lane counts one already, nobody could tell.
    pub fn build_outline(self) -> Board {
        Board {
            is_outline: true,
            ..self.build()
        }
    }

    /// The board.
    pub fn build(self) -> Board {
        let mut board = self.board;
        for lane in &mut board.whole.lanes {
            lane.order.sort_unstable();
            if let Some(clocked) = &mut lane.clocked {
                clocked.sort_unstable();
            }
        }
        board.moments = BinaryHeap::from(self.moments);
        board
    }
}
