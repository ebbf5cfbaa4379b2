//! Where each band stands on the board: as high as its longest lane, worked out anew only when something about that has changed.

use super::super::density::{gap, height, pitch};
use crate::desk::{Bands, Board, Density};
use crate::domain::Stage;
use std::ops::Range;

/// The height of a band's header, in points.
pub(super) const HEADER: f32 = 36.0;
/// Between a header and the cards below it.
const BELOW_HEADER: f32 = 8.0;

/// The tops of the bands, from the top of the first one, in points.
#[derive(Default)]
pub(super) struct Plan {
    made_for: Option<(u64, Density, [bool; 3])>,
    /// One more than there are bands: the last is where they all end. Not in `f32`, which has no fractions left at a million points.
    tops: Vec<f64>,
    density: Density,
    /// In each lane the first card that shows.
    first_shown: [Option<usize>; 3],
    first_folded: Option<usize>,
}

impl Plan {
    /// Follows the board and what is shown of it.
    pub(super) fn follow(
        &mut self,
        board: &Board,
        bands: &Bands,
        density: Density,
        open: [bool; 3],
    ) {
        let made_for = Some((board.changes(), density, open));
        if self.made_for == made_for {
            return;
        }
        self.made_for = made_for;
        self.density = density;
        let lanes = Stage::OPEN.map(|stage| board.lane(stage));
        let mut top = 0.0;
        self.tops.clear();
        self.tops.push(top);
        for band in 0..bands.len() {
            let longest = lanes
                .iter()
                .zip(open)
                .filter(|(_, is_open)| *is_open)
                .map(|(lane, _)| lane.range(band).len())
                .max()
                .unwrap_or(0);
            top += f64::from(HEADER);
            if longest > 0 && !bands.is_folded(band) {
                top += longest as f64 * f64::from(pitch(density));
                top += f64::from(BELOW_HEADER + Self::foot(density));
            }
            self.tops.push(top);
        }
        self.first_shown = Stage::OPEN.map(|stage| board.shown_from(stage, 0));
        self.first_folded = (0..bands.len()).find(|band| bands.is_folded(*band));
    }

    /// Below the last card of a band, whose gap is there already.
    fn foot(density: Density) -> f32 {
        BELOW_HEADER - gap(density).min(BELOW_HEADER)
    }

    /// The card of a lane that Tab reaches where the keyboard is in no other.
    pub(super) fn first_shown(&self, lane: usize) -> Option<usize> {
        self.first_shown.get(lane).copied().flatten()
    }

    /// The uppermost band that shows its header only.
    pub(super) const fn first_folded(&self) -> Option<usize> {
        self.first_folded
    }

    /// The height of all bands.
    pub(super) fn height(&self) -> f64 {
        self.tops.last().copied().unwrap_or(0.0)
    }

    pub(super) fn top(&self, band: usize) -> f64 {
        self.tops.get(band).copied().unwrap_or(self.height())
    }

    /// The top of the card so many places below the first of its lane's cards in a band.
    pub(super) fn card_top(&self, band: usize, place: usize) -> f64 {
        self.top(band)
            + f64::from(HEADER + BELOW_HEADER)
            + place as f64 * f64::from(pitch(self.density))
    }

    /// The band that lies at a height.
    pub(super) fn band_at(&self, y: f64) -> usize {
        self.tops
            .partition_point(|top| *top <= y)
            .saturating_sub(1)
            .min(self.tops.len().saturating_sub(2))
    }

    /// The bands of which anything lies within these heights.
    pub(super) fn bands_within(&self, from: f64, to: f64) -> Range<usize> {
        let count = self.tops.len().saturating_sub(1);
        let first = self.band_at(from).min(count);
        let end = self.tops.partition_point(|top| *top < to).min(count);
        first..end.max(first)
    }

    /// Of `count` cards of a lane in a band those of which anything lies within these heights, counted from the band's first.
    pub(super) fn cards_within(
        &self,
        band: usize,
        count: usize,
        from: f64,
        to: f64,
    ) -> Range<usize> {
        let (first_top, pitch) = (self.card_top(band, 0), f64::from(pitch(self.density)));
        let card = f64::from(height(self.density));
        let first = ((from - first_top - card) / pitch).ceil().max(0.0) as usize;
        let end = ((to - first_top) / pitch).ceil().max(0.0) as usize;
        first.min(count)..end.clamp(first.min(count), count)
    }

    /// Whether a card more would have room below `count` cards of a lane in a band without the band growing.
    pub(super) fn has_room(&self, band: usize, count: usize) -> bool {
        self.card_top(band, count) + f64::from(height(self.density)) <= self.top(band + 1)
    }

    /// How far to scroll, from `offset` as near as can be, for what lies from `top` to `bottom` to be in sight, below a header.
    pub(super) fn offset_showing(
        (top, bottom): (f64, f64),
        offset: f64,
        area_height: f64,
        is_header: bool,
    ) -> f64 {
        let above = if is_header { 0.0 } else { f64::from(HEADER) };
        let most = (top - above).max(0.0);
        let least = (bottom - area_height).max(0.0).min(most);
        offset.clamp(least, most)
    }

    /// Where the same card is at the top once `self` has taken the place of `before`.
    pub(super) fn same_place(&self, before: &Self, offset: f64) -> f64 {
        let band = before.band_at(offset);
        let into = offset - before.top(band);
        let begin = f64::from(HEADER + BELOW_HEADER);
        let scale = f64::from(pitch(self.density)) / f64::from(pitch(before.density));
        let into = if into > begin {
            begin + (into - begin) * scale
        } else {
            into
        };
        self.top(band) + into
    }

    pub(super) const fn density(&self) -> Density {
        self.density
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(counts: &[usize]) -> Plan {
        let mut tops = vec![0.0];
        for count in counts {
            let cards = *count as f64 * f64::from(pitch(Density::Normal));
            let below = if *count > 0 { 2.0 * 8.0 - 8.0 } else { 0.0 };
            tops.push(tops[tops.len() - 1] + f64::from(HEADER) + cards + below);
        }
        Plan {
            tops,
            density: Density::Normal,
            ..Plan::default()
        }
    }

    #[test]
    fn the_cards_in_sight_are_found_without_looking_at_the_others() {
        let plan = plan(&[100_000, 0, 3]);
        let from = plan.card_top(0, 70_000) + 10.0;
        assert_eq!(plan.bands_within(from, from + 600.0), 0..1);
        assert_eq!(
            plan.cards_within(0, 100_000, from, from + 600.0),
            70_000..70_005
        );
        assert_eq!(
            plan.cards_within(0, 70_002, from, from + 600.0),
            70_000..70_002
        );
        assert_eq!(plan.cards_within(0, 5, from, from + 600.0), 5..5);
        let end = plan.top(1) - 5.0;
        assert_eq!(plan.bands_within(end, end + 600.0), 0..3);
        assert_eq!(plan.band_at(plan.top(1)), 1);
        assert_eq!(plan.band_at(plan.height() + 50.0), 2);
    }

    #[test]
    fn a_card_is_brought_into_sight_below_the_header_that_stays() {
        let plan = plan(&[10, 10]);
        let top = plan.card_top(1, 4);
        let place = (top, top + 132.0);
        let showing = |offset| Plan::offset_showing(place, offset, 500.0, false);
        assert!((showing(0.0) - (top + 132.0 - 500.0)).abs() < 0.01);
        assert!((showing(top) - (top - f64::from(HEADER))).abs() < 0.01);
        let near = top - 200.0;
        assert!((showing(near) - near).abs() < 0.01);
    }

    #[test]
    fn there_is_room_only_where_the_band_is_higher_than_its_lane() {
        let plan = plan(&[3]);
        assert!(plan.has_room(0, 2));
        assert!(!plan.has_room(0, 3));
    }
}
