//! The three lanes together with their bands, which a card that comes or goes keeps in step.

use super::bands::{Bands, Grouping};
use super::lane::Lane;
use super::segments::Segments;
use crate::desk::settings::BandName;
use crate::domain::{Referral, ReferralId, Timestamp};
use std::collections::BTreeSet;

/// Three lanes, in bands or not.
#[derive(Debug, Default)]
pub struct Lanes {
    pub(in crate::desk) lanes: [Lane; 3],
    pub(in crate::desk) bands: Option<Bands>,
}

impl Lanes {
    pub(in crate::desk) const fn new(lanes: [Lane; 3]) -> Self {
        Self { lanes, bands: None }
    }

    /// What the lanes' cards are put into bands by.
    pub(in crate::desk) fn grouping(&self) -> Option<Grouping> {
        self.bands.as_ref().map(Bands::grouping)
    }

    /// Where a card stands in its lane, or where it would; `None` where there is no band for it.
    pub(super) fn find(
        &self,
        lane: &Lane,
        key: (Timestamp, ReferralId),
        referral: &Referral,
    ) -> Option<Result<usize, usize>> {
        match &self.bands {
            None => Some(lane.find(key, None)),
            Some(bands) => Some(lane.find(key, Some(bands.place_of_referral(referral)?))),
        }
    }

    /// Puts a card into the band it belongs to, which is made where there is none; its lane's order has it.
    pub(super) fn put_into_band(
        &mut self,
        lane: usize,
        key: (Timestamp, ReferralId),
        referral: &Referral,
        folded: &BTreeSet<BandName>,
    ) {
        let Some(bands) = &mut self.bands else { return };
        let value = bands.grouping().value_of(referral);
        let (place, is_new) = bands.make_place(value, folded);
        if is_new {
            for segments in self.lanes.iter_mut().filter_map(Lane::segments_mut) {
                segments.insert_band(place);
            }
        }
        if let Some(segments) = self.lanes.get_mut(lane).and_then(Lane::segments_mut) {
            segments.insert(place, key);
        }
    }

    /// Takes a card out of its band, which goes with its last one.
    pub(super) fn take_out_of_band(
        &mut self,
        lane: usize,
        key: (Timestamp, ReferralId),
        referral: &Referral,
    ) {
        let Some(bands) = &mut self.bands else { return };
        let Some(place) = bands.place_of_referral(referral) else {
            return;
        };
        if let Some(segments) = self.lanes.get_mut(lane).and_then(Lane::segments_mut) {
            segments.remove(place, &key);
        }
        if self.lanes.iter().all(|lane| lane.range(place).is_empty()) {
            bands.remove(place);
            for segments in self.lanes.iter_mut().filter_map(Lane::segments_mut) {
                segments.remove_band(place);
            }
        }
    }

    /// Puts the cards into bands, or shows them without.
    pub(in crate::desk) fn group<'a>(
        &mut self,
        grouping: Option<Grouping>,
        folded: &BTreeSet<BandName>,
        value_of: impl Fn(Grouping, ReferralId) -> Option<&'a str>,
    ) {
        let Some(grouping) = grouping else {
            return self.ungroup();
        };
        let values = self.lanes.each_ref().map(|lane| {
            let value = |id| value_of(grouping, id);
            lane.ids().map(value).collect::<Vec<_>>()
        });
        let all = values.iter().flatten().copied();
        let bands = Bands::new(grouping, all, folded);
        for (lane, values) in self.lanes.iter_mut().zip(values) {
            let place = |value| bands.place_of(value).unwrap_or_default();
            let places: Vec<usize> = values.into_iter().map(place).collect();
            lane.segments = Some(Segments::of(&lane.order, &places, bands.len()));
        }
        self.bands = Some(bands);
    }

    /// Puts the cards into these bands; for each lane the place of every card's band.
    pub(in crate::desk) fn put_into(&mut self, bands: Bands, places: &[Vec<usize>; 3]) {
        for (lane, places) in self.lanes.iter_mut().zip(places) {
            lane.segments = Some(Segments::of(&lane.order, places, bands.len()));
        }
        self.bands = Some(bands);
    }

    /// Shows the cards without bands.
    pub(super) fn ungroup(&mut self) {
        self.bands = None;
        for lane in &mut self.lanes {
            lane.segments = None;
        }
    }
}

impl Lane {
    const fn segments_mut(&mut self) -> Option<&mut Segments> {
        self.segments.as_mut()
    }
}
