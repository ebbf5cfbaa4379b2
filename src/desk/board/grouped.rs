//! The board in bands: they are made, folded, and kept in step when many cards change at once.

use super::numbered::Numbered;
use super::{Bands, Board, Grouping, Lanes};
use crate::desk::settings::BandName;
use crate::domain::{ReferralId, Stage};
use std::collections::BTreeSet;
use std::ops::Range;

impl Board {
    /// The bands in which the lanes are shown; `None` where there are none.
    pub fn bands(&self) -> Option<&Bands> {
        self.shown_lanes().bands.as_ref()
    }

    /// The bands of all cards, whatever is searched for.
    pub fn whole_bands(&self) -> Option<&Bands> {
        self.whole.bands.as_ref()
    }

    /// The place of the band in which a card is shown.
    pub fn band_of(&self, id: ReferralId) -> Option<usize> {
        self.bands()?.place_of_referral(self.referral(id)?)
    }

    /// Whether a card is in a band that shows its header only.
    pub fn is_folded_away(&self, id: ReferralId) -> bool {
        self.bands().is_some_and(|bands| {
            let band = self.band_of(id);
            band.is_some_and(|band| bands.is_folded(band))
        })
    }

    /// The place after this one in a lane whose card shows; those of folded bands are passed over.
    pub fn shown_after(&self, stage: Stage, index: usize) -> Option<usize> {
        self.shown_from(stage, index.checked_add(1)?)
    }

    /// The first place in a lane, from this one on, whose card shows.
    pub fn shown_from(&self, stage: Stage, index: usize) -> Option<usize> {
        let lane = self.lane(stage);
        let mut index = index;
        while index < lane.len() {
            match self.folded_around(stage, index) {
                None => return Some(index),
                Some(range) => index = range.end,
            }
        }
        None
    }

    /// The place before this one in a lane whose card shows.
    pub fn shown_before(&self, stage: Stage, index: usize) -> Option<usize> {
        let mut index = index.min(self.lane(stage).len());
        loop {
            let before = index.checked_sub(1)?;
            match self.folded_around(stage, before) {
                None => return Some(before),
                Some(range) => index = range.start,
            }
        }
    }

    /// Those of some places in a lane whose cards show.
    pub fn shown_in(&self, stage: Stage, range: Range<usize>) -> impl Iterator<Item = ReferralId> {
        let lane = self.lane(stage);
        let mut next = range.start;
        std::iter::from_fn(move || {
            next = self.shown_from(stage, next)?;
            let id = lane.id_at(next).filter(|_| next < range.end)?;
            next += 1;
            Some(id)
        })
    }

    /// The places of the folded band that a place lies in; `None` where it lies in none.
    fn folded_around(&self, stage: Stage, index: usize) -> Option<Range<usize>> {
        let bands = self.bands()?;
        let lane = self.lane(stage);
        let band = lane.band_at(index);
        bands.is_folded(band).then(|| lane.range(band))
    }

    /// Puts all cards into bands at once, or shows them without. Where a frame is not to wait for it, see [`super::GroupingUnderWay`].
    pub(in crate::desk) fn group(&mut self, grouping: Option<Grouping>) {
        self.changes += 1;
        self.numbered = grouping.map(|grouping| Numbered::of(grouping, &self.cards));
        self.group_whole(grouping);
    }

    pub(super) fn group_whole(&mut self, grouping: Option<Grouping>) {
        let mut whole = std::mem::take(&mut self.whole);
        self.group_lanes(&mut whole, grouping);
        self.whole = whole;
    }

    /// What all cards are put into bands by.
    pub(in crate::desk) fn grouping(&self) -> Option<Grouping> {
        self.whole.grouping()
    }

    /// Whether cards are missing: see [`super::BoardBuilder::build_outline`].
    pub(in crate::desk) const fn is_outline(&self) -> bool {
        self.is_outline
    }

    /// Folds these bands, and no others.
    pub(in crate::desk) fn fold(&mut self, folded: &BTreeSet<BandName>) {
        if self.folded == *folded {
            return;
        }
        self.changes += 1;
        self.folded.clone_from(folded);
        self.fold_bands();
    }

    fn fold_bands(&mut self) {
        let lanes = std::iter::once(&mut self.whole).chain(&mut self.narrowed);
        for bands in lanes.filter_map(|lanes| lanes.bands.as_mut()) {
            bands.fold(&self.folded);
        }
    }

    /// Puts the cards of some lanes into bands: where all cards are in such bands, by their numbers.
    pub(super) fn group_lanes(&self, lanes: &mut Lanes, grouping: Option<Grouping>) {
        let numbered = self.numbered.as_ref();
        if let Some(numbered) = numbered.filter(|one| Some(one.grouping()) == grouping) {
            let numbers = self.numbers_in(lanes, numbered);
            return self.put_into_numbered(lanes, numbered, &numbers);
        }
        lanes.group(grouping, &self.folded, |grouping, id| {
            grouping.value_of(self.referral(id)?)
        });
    }

    /// Takes all bands away, before many cards change at once; [`Self::group_again`] makes them anew, by the numbers that the cards keep.
    pub(super) fn take_groupings(&mut self) -> [Option<Grouping>; 2] {
        let groupings = [
            self.whole.grouping(),
            self.narrowed.as_ref().and_then(Lanes::grouping),
        ];
        self.whole.ungroup();
        if let Some(narrowed) = &mut self.narrowed {
            narrowed.ungroup();
        }
        groupings
    }

    pub(super) fn group_again(&mut self, [whole, narrowed]: [Option<Grouping>; 2]) {
        if whole.is_some() {
            self.changes += 1;
            self.group_whole(whole);
        }
        if let Some(mut lanes) = self.narrowed.take() {
            self.group_lanes(&mut lanes, narrowed);
            self.narrowed = Some(lanes);
        }
    }
}
