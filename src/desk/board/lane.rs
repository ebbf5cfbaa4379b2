//! A lane of the board: its cards in order, those of them on which a clock runs, and the sums of their deals.

use crate::domain::{Currency, Deal, ReferralId, Timestamp};
use std::collections::BTreeMap;

/// One lane: the ids of its cards in order, and their sums.
#[derive(Debug, Default)]
pub struct Lane {
    pub(super) order: Vec<(Timestamp, ReferralId)>,
    /// Those of them on which a clock runs, where that need not be all: negotiations are ordered by their closing date too.
    pub(super) clocked: Option<Vec<(Timestamp, ReferralId)>>,
    sums: BTreeMap<Currency, i128>,
}

impl Lane {
    pub(super) const EMPTY: Self = Self {
        order: Vec::new(),
        clocked: None,
        sums: BTreeMap::new(),
    };

    /// The lane of negotiations, which are ordered by their closing date where no clock runs.
    pub(super) fn with_closing_dates() -> Self {
        Self {
            clocked: Some(Vec::new()),
            ..Self::default()
        }
    }

    /// Where a card stands that is ordered by this.
    pub(super) fn place_of(&self, key: (Timestamp, ReferralId)) -> Option<usize> {
        self.order.binary_search(&key).ok()
    }

    /// How many cards it has.
    pub const fn len(&self) -> usize {
        self.order.len()
    }

    /// Whether it has none.
    pub const fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// The card at this place; the most pressing is first.
    pub fn id_at(&self, index: usize) -> Option<ReferralId> {
        self.order.get(index).map(|(_, id)| *id)
    }

    /// The sums of the deals' values in minor units, by currency.
    pub const fn sums(&self) -> &BTreeMap<Currency, i128> {
        &self.sums
    }

    /// How many cards are due within a day of `now`, overdue ones included.
    pub fn due_within_a_day(&self, now: Timestamp) -> usize {
        let horizon = now.plus_seconds(24 * 3600);
        self.order.partition_point(|(due, _)| *due <= horizon)
    }

    /// The cards on which a clock runs, each with its next deadline, the most pressing first.
    pub fn deadlines(&self) -> &[(Timestamp, ReferralId)] {
        self.clocked.as_ref().unwrap_or(&self.order)
    }

    pub(super) fn insert(&mut self, key: (Timestamp, ReferralId), has_clock: bool) {
        let at = self.order.binary_search(&key).unwrap_or_else(|at| at);
        self.order.insert(at, key);
        if let Some(clocked) = self.clocked.as_mut().filter(|_| has_clock) {
            let at = clocked.binary_search(&key).unwrap_or_else(|at| at);
            clocked.insert(at, key);
        }
    }

    /// As [`Self::insert`], wherever it belongs: [`Self::sort`] is to follow.
    pub(super) fn push(&mut self, key: (Timestamp, ReferralId), has_clock: bool) {
        self.order.push(key);
        if let Some(clocked) = self.clocked.as_mut().filter(|_| has_clock) {
            clocked.push(key);
        }
    }

    fn lists(&mut self) -> impl Iterator<Item = &mut Vec<(Timestamp, ReferralId)>> {
        [Some(&mut self.order), self.clocked.as_mut()]
            .into_iter()
            .flatten()
    }

    /// Puts every card in its place. Nearly all are, which this kind of sorting makes use of.
    pub(super) fn sort(&mut self) {
        for list in self.lists() {
            list.sort();
        }
    }

    pub(super) fn retain(&mut self, stays: impl Fn(ReferralId) -> bool) {
        for list in self.lists() {
            list.retain(|(_, id)| stays(*id));
        }
    }

    /// Takes a card out; false when it is not there.
    pub(super) fn take_out(&mut self, key: (Timestamp, ReferralId)) -> bool {
        let count = self.len();
        for list in self.lists() {
            if let Ok(at) = list.binary_search(&key) {
                list.remove(at);
            }
        }
        self.len() < count
    }

    /// The cards, the most pressing first.
    pub(super) fn ids(&self) -> impl Iterator<Item = ReferralId> {
        self.order.iter().map(|(_, id)| *id)
    }

    pub(in crate::desk) fn add_value(&mut self, deal: &Deal, sign: i128) {
        if let (Some(units), Some(currency)) = (deal.minor_units(), deal.currency) {
            let sum = self.sums.entry(currency).or_default();
            *sum += sign * units;
            if *sum == 0 {
                self.sums.remove(&currency);
            }
        }
    }
}
