//! Puts the cards of a board into bands a part at a time, so that no frame takes long however many cards there are.

use super::bands::Grouping;
use super::numbered::Numbered;
use super::{Board, Lane};

/// So many cards are looked at in one frame. Fewer are put into bands within the frame in which that is asked for.
const IN_ONE_FRAME: usize = 8_000;
/// A board that changes again and again meanwhile is done in one go in the end.
const MOST_BEGINNINGS: usize = 8;

/// How far the cards of a board are put into bands.
#[derive(Debug)]
pub(in crate::desk) struct GroupingUnderWay {
    /// The state of the board it is about.
    changes: u64,
    beginnings: usize,
    numbered: Numbered,
    /// For each lane the number of each of its cards' value, as far as they were looked at.
    met: [Vec<u32>; 3],
}

impl GroupingUnderWay {
    pub(in crate::desk) fn new(grouping: Grouping, board: &Board) -> Self {
        Self {
            changes: board.changes,
            beginnings: 1,
            numbered: Numbered::begin(grouping, board.cards.len()),
            met: Default::default(),
        }
    }

    /// What the cards are put into bands by.
    pub(in crate::desk) const fn grouping(&self) -> Grouping {
        self.numbered.grouping()
    }

    /// Goes on with as much as one frame bears; true when the board is in bands.
    pub(in crate::desk) fn go_on(&mut self, board: &mut Board) -> bool {
        if self.changes != board.changes {
            let beginnings = self.beginnings + 1;
            *self = Self {
                beginnings,
                ..Self::new(self.grouping(), board)
            };
        }
        let is_last = self.beginnings >= MOST_BEGINNINGS;
        let mut left = if is_last { usize::MAX } else { IN_ONE_FRAME };
        for (lane, met) in board.whole.lanes.iter().zip(&mut self.met) {
            let rest = lane.order.get(met.len()..).unwrap_or_default();
            let next = rest.get(..left).unwrap_or(rest);
            for (_, id) in next {
                let index = board.index.get(id).copied();
                let card = index.and_then(|index| board.cards.get(index));
                let referral = card.map(|card| &card.referral);
                met.push(self.numbered.number(index, referral));
            }
            left -= next.len();
        }
        let counts = board.whole.lanes.each_ref().map(Lane::len);
        if self.met.each_ref().map(Vec::len) != counts {
            return false;
        }
        self.finish(board);
        true
    }

    fn finish(&mut self, board: &mut Board) {
        let begun = Numbered::begin(self.grouping(), 0);
        let numbered = std::mem::replace(&mut self.numbered, begun);
        let mut whole = std::mem::take(&mut board.whole);
        board.put_into_numbered(&mut whole, &numbered, &self.met);
        board.whole = whole;
        board.numbered = Some(numbered);
        board.changes += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::super::bands::Bands;
    use super::super::tests::{HOUR, received, start};
    use super::*;
    use crate::desk::settings::{BandName, Swimlanes};
    use crate::domain::{Action, Referral, ReferralId, Stage, Timestamp, decide};
    use crate::text::Language;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    pub(super) fn grouping(by: Swimlanes) -> Grouping {
        Grouping::new(by, Language::English).unwrap()
    }

    const REGIONS: [Option<&str>; 4] = [Some("JP"), Some("US"), Some("DE"), None];
    const SIZES: [Option<&str>; 3] = [Some("51to250employees"), Some("1to9employees"), None];
    const OWNERS: [Option<&str>; 3] = [Some("Aiko"), Some("Ben"), None];

    /// So many bands there can be, of all groupings.
    const NAMED: usize = REGIONS.len() + SIZES.len() + OWNERS.len();

    /// The names of those of all bands that these bits choose.
    fn chosen(bits: u32) -> BTreeSet<BandName> {
        let named = |by, values: &[Option<&str>]| -> Vec<BandName> {
            let owned = values.iter().map(|value| value.map(str::to_owned));
            owned.map(|value| BandName { by, value }).collect()
        };
        let all = [
            named(Swimlanes::Region, &REGIONS),
            named(Swimlanes::CompanySize, &SIZES),
            named(Swimlanes::Owner, &OWNERS),
        ];
        let all = all.into_iter().flatten().enumerate();
        all.filter(|(at, _)| bits & (1 << at) != 0)
            .map(|(_, name)| name)
            .collect()
    }

    /// Something that happens to a board.
    #[derive(Clone, Debug)]
    enum Step {
        Put {
            id: i64,
            hours_ago: i64,
            stage: usize,
            band: usize,
        },
        Remove(i64),
        PutMany {
            first: i64,
            count: i64,
            band: usize,
        },
        Advance(i64),
        Group(usize),
        Narrow(i64),
        Widen,
        /// Folds the bands of every grouping that these bits choose.
        Fold(u32),
    }

    fn step() -> impl Strategy<Value = Step> {
        let ids = 1_i64..20;
        prop_oneof![
            8 => (ids.clone(), 0_i64..60, 0_usize..3, 0_usize..12).prop_map(
                |(id, hours_ago, stage, band)| Step::Put { id, hours_ago, stage, band }
            ),
            2 => ids.clone().prop_map(Step::Remove),
            1 => (ids, 201_i64..230, 0_usize..12).prop_map(
                |(first, count, band)| Step::PutMany { first, count, band }
            ),
            // Also back, as where the clock is set.
            2 => (-10_i64..30).prop_map(Step::Advance),
            2 => (0_usize..4).prop_map(Step::Group),
            1 => (2_i64..4).prop_map(Step::Narrow),
            1 => Just(Step::Widen),
            1 => (0_u32..1 << NAMED).prop_map(Step::Fold),
        ]
    }

    fn referral(id: i64, hours_ago: i64, stage: usize, band: usize) -> Referral {
        let mut referral = received(id, hours_ago);
        if stage > 0 {
            referral = decide(&referral, &Action::Interested, start())
                .unwrap()
                .after;
        }
        if stage > 1 {
            referral.state = crate::domain::State::Negotiating;
        }
        let pick = |values: &[Option<&str>]| values[band % values.len()].map(str::to_owned);
        referral.region = pick(&REGIONS);
        referral.company_size = pick(&SIZES);
        referral.owner = pick(&OWNERS);
        referral
    }

    /// What a board shows in each lane, band by band, put together from nothing but its cards.
    fn from_scratch(board: &Board, grouping: Grouping) -> Vec<Vec<ReferralId>> {
        let mut bands: Vec<Option<String>> = Vec::new();
        let mut shown: Vec<(Stage, Timestamp, &Referral)> = Vec::new();
        for lane in &board.shown_lanes().lanes {
            for (place, id) in &lane.order {
                let referral = board.referral(*id).unwrap();
                let value = grouping.value_of(referral).map(str::to_owned);
                if !bands.contains(&value) {
                    bands.push(value);
                }
                shown.push((referral.stage(), *place, referral));
            }
        }
        // By size these three stand by number, everything else here by name.
        bands.sort_by_key(|value| {
            let name = match value.as_deref() {
                Some("JP") => "Japan",
                Some("US") => "United States",
                Some("DE") => "Germany",
                Some("1to9employees") => "1",
                Some("51to250employees") => "51",
                Some(other) => other,
                None => "~",
            };
            name.to_owned()
        });
        let in_lane = |stage: Stage| {
            let mut cards: Vec<_> = shown.iter().filter(|(at, ..)| *at == stage).collect();
            cards.sort_by_key(|(_, place, referral)| {
                let value = grouping.value_of(referral).map(str::to_owned);
                let band = bands.iter().position(|band| *band == value);
                (band, *place, referral.id)
            });
            cards
                .into_iter()
                .map(|(.., referral)| referral.id)
                .collect()
        };
        Stage::OPEN.into_iter().map(in_lane).collect()
    }

    fn shown(board: &Board) -> Vec<Vec<ReferralId>> {
        let in_lane = |stage| {
            let lane = board.lane(stage);
            (0..lane.len()).map(|at| lane.id_at(at).unwrap()).collect()
        };
        Stage::OPEN.into_iter().map(in_lane).collect()
    }

    fn narrow_to_multiples(board: &mut Board, of: i64, grouping: Option<Grouping>) {
        let lanes = board.whole.lanes.each_ref().map(|whole| {
            let mut lane = Lane::default();
            for (place, id) in whole.order.iter().filter(|(_, id)| id.0 % of == 0) {
                let deal = board.referral(*id).unwrap().deal;
                lane.push_last((*place, *id), &deal);
            }
            lane
        });
        let mut lanes = super::super::Lanes::new(lanes);
        board.group_lanes(&mut lanes, grouping);
        board.narrow(Some(lanes));
    }

    proptest! {
        #[test]
        fn bands_kept_in_step_are_those_made_from_scratch(steps in prop::collection::vec(step(), 1..40)) {
            let mut board = Board::default();
            let mut now = start();
            let mut folded = BTreeSet::new();
            for step in steps {
                match step {
                    Step::Put { id, hours_ago, stage, band } => {
                        board.put(referral(id, hours_ago, stage, band), now);
                    }
                    Step::Remove(id) => board.remove(ReferralId(id)),
                    Step::PutMany { first, count, band } => {
                        let many = (first..first + count).map(|id| {
                            referral(id, id % 50, (id % 3) as usize, band + (id % 5) as usize)
                        });
                        board.put_all(many.collect(), now);
                    }
                    Step::Advance(hours) => {
                        now = now.plus_seconds(hours * HOUR);
                        board.advance(now);
                    }
                    Step::Group(by) => {
                        let wanted = Grouping::new(Swimlanes::ALL[by], Language::English);
                        board.narrow(None);
                        match wanted {
                            None => board.group(None),
                            Some(wanted) => {
                                let mut under_way = GroupingUnderWay::new(wanted, &board);
                                while !under_way.go_on(&mut board) {}
                            }
                        }
                    }
                    Step::Narrow(of) => {
                        let grouping = board.grouping();
                        narrow_to_multiples(&mut board, of, grouping);
                    }
                    Step::Widen => board.narrow(None),
                    Step::Fold(bits) => {
                        folded = chosen(bits);
                        board.fold(&folded);
                    }
                }
                prop_assert_eq!(board.bands().is_some(), board.grouping().is_some());
                let Some(grouping) = board.grouping() else { continue };
                prop_assert_eq!(shown(&board), from_scratch(&board, grouping));
                let bands = board.bands().unwrap();
                for stage in Stage::OPEN {
                    let lane = board.lane(stage);
                    for at in 0..lane.len() {
                        let id = lane.id_at(at).unwrap();
                        prop_assert_eq!(board.place(id), Some((stage, at)));
                        let band = lane.band_at(at);
                        prop_assert!(lane.range(band).contains(&at));
                        prop_assert_eq!(board.band_of(id), Some(band));
                    }
                }
                let distinct: BTreeSet<BandName> = bands.names().collect();
                prop_assert_eq!(distinct.len(), bands.len(), "no two bands are of one value");
                for lanes in std::iter::once(&board.whole).chain(&board.narrowed) {
                    let bands = lanes.bands.as_ref().unwrap();
                    for (band, name) in bands.names().enumerate() {
                        prop_assert_eq!(bands.is_folded(band), folded.contains(&name));
                        prop_assert_eq!(bands.place_named(&name), Some(band));
                    }
                }
                for band in 0..bands.len() {
                    let has_any = Stage::OPEN.into_iter().any(|stage| !board.lane(stage).range(band).is_empty());
                    prop_assert!(has_any, "no band stays without a card");
                }
            }
        }
    }

    #[test]
    fn sizes_stand_by_size_and_what_is_unknown_comes_last() {
        let values = [
            None,
            Some("Morethan10000employees"),
            Some("Unheard of"),
            Some("1001to5000employees"),
            Some("51to250employees"),
            Some("1to9employees"),
        ];
        let by_size = grouping(Swimlanes::CompanySize);
        let bands = Bands::new(by_size, values.into_iter(), &BTreeSet::new());
        let order: Vec<Option<&str>> = (0..bands.len())
            .map(|place| bands.get(place).unwrap().value())
            .collect();
        assert_eq!(
            order,
            [
                values[5], values[4], values[3], values[1], values[2], values[0]
            ]
        );
    }

    #[test]
    fn regions_stand_by_their_names_in_the_language_of_the_person() {
        let values = [Some("JP"), Some("FR"), Some("DE"), None];
        let order = |language| {
            let by_region = Grouping::new(Swimlanes::Region, language).unwrap();
            let bands = Bands::new(by_region, values.into_iter(), &BTreeSet::new());
            (0..bands.len())
                .map(|place| bands.get(place).unwrap().value().unwrap_or("-").to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(order(Language::English), ["FR", "DE", "JP", "-"]);
        // ドイツ, にほん, フランス.
        assert_eq!(order(Language::Japanese), ["DE", "JP", "FR", "-"]);
    }

    #[test]
    fn a_large_board_is_put_into_bands_a_part_at_a_time() {
        let many = i64::try_from(3 * IN_ONE_FRAME).unwrap() - 100;
        let all = (0..many).map(|id| referral(id, id % 40, 0, (id % 7) as usize));
        let mut board = Board::of(all.collect(), start());
        let wanted = grouping(Swimlanes::Region);
        let mut under_way = GroupingUnderWay::new(wanted, &board);
        assert!(!under_way.go_on(&mut board));
        assert!(!under_way.go_on(&mut board));
        assert!(board.bands().is_none());
        assert!(under_way.go_on(&mut board));
        assert_eq!(shown(&board), from_scratch(&board, wanted));
        // A board that never rests is done all the same.
        let mut under_way = GroupingUnderWay::new(grouping(Swimlanes::Owner), &board);
        let rounds = (0..20).find(|round| {
            board.put(referral(*round, 1, 1, 2), start());
            under_way.go_on(&mut board)
        });
        assert!(rounds.is_some());
        assert_eq!(
            shown(&board),
            from_scratch(&board, grouping(Swimlanes::Owner))
        );
    }

    #[test]
    fn cards_of_folded_bands_are_passed_over() {
        let all = (0..9).map(|id| referral(id, id, 0, (id % 3) as usize));
        let mut board = Board::of(all.collect(), start());
        board.group(Some(grouping(Swimlanes::Region)));
        let japan = BandName {
            by: Swimlanes::Region,
            value: Some("JP".to_owned()),
        };
        board.fold(&[japan].into_iter().collect());
        // Germany has 2, 5 and 8; Japan 0, 3 and 6; the United States 1, 4 and 7.
        assert_eq!(board.shown_after(Stage::New, 2), Some(6));
        assert_eq!(board.shown_before(Stage::New, 6), Some(2));
        assert_eq!(board.shown_from(Stage::New, 4), Some(6));
        assert_eq!(board.shown_after(Stage::New, 8), None);
        assert_eq!(board.shown_before(Stage::New, 0), None);
        assert_eq!(board.shown_in(Stage::New, 1..8).count(), 4);
        assert!(board.is_folded_away(ReferralId(3)));
        assert!(!board.is_folded_away(ReferralId(4)));
    }
}
