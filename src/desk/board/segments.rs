//! A lane's cards band by band, in one run so that every card has a place in its lane.

use crate::domain::{ReferralId, Timestamp};
use std::ops::Range;

/// What a lane orders a card by.
type Key = (Timestamp, ReferralId);

/// A lane's cards band by band: those of the first band in their order, then those of the second.
#[derive(Debug, Default)]
pub(super) struct Segments {
    order: Vec<Key>,
    /// Where each band's cards end.
    ends: Vec<usize>,
}

impl Segments {
    /// Of cards in order, each with the place of its band among `count`.
    pub(super) fn of(order: &[Key], places: &[usize], count: usize) -> Self {
        let mut ends = vec![0; count];
        for place in places {
            if let Some(end) = ends.get_mut(*place) {
                *end += 1;
            }
        }
        let mut next = Vec::with_capacity(count);
        let mut total = 0;
        for end in &mut ends {
            next.push(total);
            total += *end;
            *end = total;
        }
        let mut banded = vec![Key::default(); total];
        for (key, place) in order.iter().zip(places) {
            if let Some(at) = next.get_mut(*place)
                && let Some(slot) = banded.get_mut(*at)
            {
                *slot = *key;
                *at += 1;
            }
        }
        Self {
            order: banded,
            ends,
        }
    }

    pub(super) fn key_at(&self, index: usize) -> Option<&Key> {
        self.order.get(index)
    }

    /// The indices of a band's cards.
    pub(super) fn range(&self, band: usize) -> Range<usize> {
        let end = self.ends.get(band).copied().unwrap_or(self.order.len());
        let start = band
            .checked_sub(1)
            .and_then(|before| self.ends.get(before).copied())
            .unwrap_or(0);
        start.min(end)..end
    }

    /// The cards of a band, in order.
    pub(super) fn cards(&self, band: usize) -> &[Key] {
        self.order.get(self.range(band)).unwrap_or_default()
    }

    /// The band of the card at an index.
    pub(super) fn band_at(&self, index: usize) -> usize {
        self.ends.partition_point(|end| *end <= index)
    }

    /// Where a card stands, or would stand.
    pub(super) fn find(&self, band: usize, key: &Key) -> Result<usize, usize> {
        let start = self.range(band).start;
        match self.cards(band).binary_search(key) {
            Ok(at) => Ok(start + at),
            Err(at) => Err(start + at),
        }
    }

    pub(super) fn insert(&mut self, band: usize, key: Key) {
        let (Ok(at) | Err(at)) = self.find(band, &key);
        self.order.insert(at, key);
        for end in self.ends.iter_mut().skip(band) {
            *end += 1;
        }
    }

    pub(super) fn remove(&mut self, band: usize, key: &Key) {
        if let Ok(at) = self.find(band, key) {
            self.order.remove(at);
            for end in self.ends.iter_mut().skip(band) {
                *end -= 1;
            }
        }
    }

    /// Makes room for a band that has no card yet.
    pub(super) fn insert_band(&mut self, band: usize) {
        let start = self.range(band).start;
        self.ends.insert(band.min(self.ends.len()), start);
    }

    /// Takes out a band that has no card.
    pub(super) fn remove_band(&mut self, band: usize) {
        if band < self.ends.len() {
            self.ends.remove(band);
        }
    }
}
