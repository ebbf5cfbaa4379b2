//! The board as time goes by: marks pass, and the clock ends referrals.

use super::{Board, Card, PLACED_ONE_BY_ONE};
use crate::domain::{Timestamp, lapse};
use std::cmp::Reverse;

impl Board {
    /// When the board next changes by itself, at the latest: a mark passes or the clock ends a referral.
    pub fn next_moment(&self) -> Option<Timestamp> {
        self.moments.peek().map(|Reverse((at, _))| *at)
    }

    /// Lets the time come to `now`: cards whose mark passed find their new place, those the clock ended leave. True when the clock
    /// ended any, which is then to be written down. Where the clock was set back, marks that had passed are ahead again.
    pub fn advance(&mut self, now: Timestamp) -> bool {
        let before = self.as_of.replace(now);
        if before.is_some_and(|before| now < before) && !self.is_outline {
            return self.arrange_anew(now);
        }
        let mut due = Vec::new();
        while let Some(Reverse((at, id))) = self.moments.peek().copied() {
            if at > now {
                break;
            }
            self.moments.pop();
            due.push(id);
        }
        if due.len() > PLACED_ONE_BY_ONE && !self.is_outline {
            return self.arrange_anew(now);
        }
        let mut any_lapsed = false;
        for id in due {
            let Some(referral) = self.referral(id) else {
                continue;
            };
            if lapse(referral, now).is_some() {
                any_lapsed = true;
                self.remove(id);
            } else {
                let referral = referral.clone();
                self.put(referral, now);
            }
        }
        any_lapsed
    }

    /// Places every card again; true when the clock ended any. Where many change at once this costs less than finding each one's place.
    fn arrange_anew(&mut self, now: Timestamp) -> bool {
        let before = self.cards.len();
        let is_open = |card: &Card| lapse(&card.referral, now).is_none();
        let stays: Vec<bool> = self.cards.iter().map(is_open).collect();
        let mut numbered = self.numbered.take();
        if let Some(numbered) = &mut numbered {
            numbered.retain(&stays);
        }
        let cards = std::mem::take(&mut self.cards).into_iter().zip(stays);
        let open = cards.filter(|(_, stays)| *stays);
        let open = open.map(|(card, _)| card.referral);
        let arranged = Self::of(open.collect(), now);
        let mut before_it = std::mem::replace(self, arranged);
        self.count_on_from(&before_it);
        self.as_of = Some(now);
        self.changed = before_it.changed.take();
        self.is_placed_anew = true;
        self.folded = std::mem::take(&mut before_it.folded);
        self.numbered = numbered;
        self.group_whole(before_it.whole.grouping());
        self.narrow_as(&mut before_it);
        self.cards.len() < before
    }
}
