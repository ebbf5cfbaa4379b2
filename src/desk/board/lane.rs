//! A lane of the board: its cards in order, those of them on which a clock runs, and the sums of their deals.

use super::segments::Segments;
use crate::domain::{Currency, Deal, ReferralId, Timestamp};
use std::collections::BTreeMap;
use std::ops::Range;

/// One lane: the ids of its cards in order, and their sums.
#[derive(Debug, Default)]
pub struct Lane {
    /// Ordered by time, whether or not there are bands.
    pub(super) order: Vec<(Timestamp, ReferralId)>,
    /// Those of them on which a clock runs, where that need not be all: negotiations are ordered by their closing date too.
    pub(super) clocked: Option<Vec<(Timestamp, ReferralId)>>,
    /// The same cards band by band, where there are bands: then that is the order shown.
    pub(super) segments: Option<Segments>,
    sums: BTreeMap<Currency, i128>,
}

impl Lane {
    pub(super) const EMPTY: Self = Self {
        order: Vec::new(),
        clocked: None,
        segments: None,
        sums: BTreeMap::new(),
    };

    /// The lane of negotiations, which are ordered by their closing date where no clock runs.
    pub(super) fn with_closing_dates() -> Self {
        Self {
            clocked: Some(Vec::new()),
            ..Self::default()
        }
    }

    /// Where a card stands that is ordered by this, or where one would that is not there; `band` is its band, where there are bands.
    pub(super) fn find(
        &self,
        key: (Timestamp, ReferralId),
        band: Option<usize>,
    ) -> Result<usize, usize> {
        match &self.segments {
            None => self.order.binary_search(&key),
            Some(segments) => segments.find(band.unwrap_or(usize::MAX), &key),
        }
    }

    /// The places of the cards of a band.
    pub fn range(&self, band: usize) -> Range<usize> {
        (self.segments.as_ref()).map_or(0..0, |segments| segments.range(band))
    }

    /// The band of the card at a place; the first where there are no bands.
    pub fn band_at(&self, index: usize) -> usize {
        (self.segments.as_ref()).map_or(0, |segments| segments.band_at(index))
    }

    /// How many cards of a band are due within a day of `now`, overdue ones included.
    pub fn due_within_a_day_in(&self, band: usize, now: Timestamp) -> usize {
        let horizon = now.plus_seconds(24 * 3600);
        let cards = (self.segments.as_ref()).map(|segments| segments.cards(band));
        cards.map_or(0, |cards| cards.partition_point(|(due, _)| *due <= horizon))
    }

    /// How many cards it has.
    pub const fn len(&self) -> usize {
        self.order.len()
    }

    /// Whether it has none.
    pub const fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// The card at this place; the most pressing is first, of each band where there are bands.
    pub fn id_at(&self, index: usize) -> Option<ReferralId> {
        let key = match &self.segments {
            None => self.order.get(index),
            Some(segments) => segments.key_at(index),
        };
        key.map(|(_, id)| *id)
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

    /// The cards, the most pressing first, whether or not there are bands.
    pub fn ids(&self) -> impl Iterator<Item = ReferralId> {
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
