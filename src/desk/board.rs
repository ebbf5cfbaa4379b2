//! The read model of the board: the open referrals in memory, each lane ordered by its next deadline, counts and sums kept up to date.

mod bands;
mod builder;
mod grouped;
mod grouping;
mod id_hashing;
mod lane;
mod lanes;
mod narrowed;
mod numbered;
mod segments;
mod time;

use super::settings::BandName;
use crate::domain::{Referral, ReferralId, Stage, Timestamp, entered};
pub use bands::{Band, Bands, Grouping};
pub use builder::BoardBuilder;
pub(super) use grouping::GroupingUnderWay;
pub(super) use id_hashing::IdHashing;
pub use lane::Lane;
pub(in crate::desk) use lanes::Lanes;
use numbered::Numbered;
use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap, HashMap, HashSet};

/// A referral on the board.
#[derive(Debug)]
struct Card {
    referral: Referral,
    /// What its lane orders it by: computed when it was put there, maybe before a mark passed.
    place: Timestamp,
}

/// The open referrals.
#[derive(Debug)]
pub struct Board {
    /// In no order. One list, because a hundred thousand boxes take longer to make than all else about a board.
    cards: Vec<Card>,
    /// Where each referral stands in `cards`.
    index: HashMap<ReferralId, usize, IdHashing>,
    whole: Lanes,
    /// What the cards are put into bands by, where there are any.
    numbered: Option<Numbered>,
    /// The lanes as far as they are shown, while something is searched for.
    narrowed: Option<Lanes>,
    /// The bands that show their header only.
    folded: BTreeSet<BandName>,
    /// The cards that changed, where that is noted.
    changed: Option<Vec<ReferralId>>,
    is_placed_anew: bool,
    /// When each card next changes by itself; entries that no longer hold are passed over.
    moments: BinaryHeap<Reverse<(Timestamp, ReferralId)>>,
    /// When time last came to this board.
    as_of: Option<Timestamp>,
    /// The lanes name cards that are not there: see [`BoardBuilder::build_outline`].
    is_outline: bool,
    changes: u64,
}

impl Default for Board {
    fn default() -> Self {
        Self {
            cards: Vec::new(),
            index: HashMap::default(),
            whole: Lanes::new([Lane::default(), Lane::default(), Lane::with_closing_dates()]),
            numbered: None,
            narrowed: None,
            folded: BTreeSet::new(),
            changed: None,
            is_placed_anew: false,
            moments: BinaryHeap::new(),
            as_of: None,
            is_outline: false,
            changes: 0,
        }
    }
}

impl Board {
    /// A board of these referrals; archived ones are passed over.
    pub fn of(referrals: Vec<Referral>, now: Timestamp) -> Self {
        let mut builder = BoardBuilder::new(referrals.len(), now);
        for referral in referrals {
            builder.add(referral);
        }
        builder.build()
    }

    /// How many referrals are open.
    pub fn len(&self) -> usize {
        self.cards.len()
    }

    /// Whether none is open.
    pub fn is_empty(&self) -> bool {
        self.cards.is_empty()
    }

    /// The lane of an open stage, as far as it is shown: while something is searched for, with what was found. An empty one for
    /// [`Stage::Archived`].
    pub fn lane(&self, stage: Stage) -> &Lane {
        Self::of_stage(&self.shown_lanes().lanes, stage)
    }

    fn shown_lanes(&self) -> &Lanes {
        self.narrowed.as_ref().unwrap_or(&self.whole)
    }

    /// The lane of an open stage with all its cards, whatever is searched for; an empty one for [`Stage::Archived`].
    pub fn whole_lane(&self, stage: Stage) -> &Lane {
        Self::of_stage(&self.whole.lanes, stage)
    }

    fn of_stage(lanes: &[Lane; 3], stage: Stage) -> &Lane {
        static NONE: Lane = Lane::EMPTY;
        lane_index(stage)
            .and_then(|index| lanes.get(index))
            .unwrap_or(&NONE)
    }

    /// The open referral of this id.
    pub fn referral(&self, id: ReferralId) -> Option<&Referral> {
        self.card(id).map(|card| &card.referral)
    }

    fn card(&self, id: ReferralId) -> Option<&Card> {
        self.cards.get(*self.index.get(&id)?)
    }

    /// What the referral's lane orders it by.
    pub(super) fn placed_by(&self, id: ReferralId) -> Option<Timestamp> {
        self.card(id).map(|card| card.place)
    }

    /// Where the referral is shown: its lane and its place in it.
    pub fn place(&self, id: ReferralId) -> Option<(Stage, usize)> {
        let card = self.card(id)?;
        let stage = card.referral.stage();
        let key = (card.place, id);
        let found = self
            .shown_lanes()
            .find(self.lane(stage), key, &card.referral)?;
        Some((stage, found.ok()?))
    }

    /// Where the referral would stand in the lane of `stage`, as far as that is shown, if it moved there at `now`.
    pub fn landing(&self, id: ReferralId, stage: Stage, now: Timestamp) -> Option<usize> {
        let after = entered(self.referral(id)?, stage, now)?;
        let key = (place_of(&after, now), id);
        let (Ok(index) | Err(index)) = self.shown_lanes().find(self.lane(stage), key, &after)?;
        Some(index)
    }

    /// The next deadlines of all lanes, each with its card, the most pressing first; those that have passed come before all others. Of all
    /// cards, whatever is searched for: what presses is not to be hidden.
    pub fn deadlines(&self) -> impl Iterator<Item = (Timestamp, ReferralId)> {
        let mut lanes = self
            .whole
            .lanes
            .each_ref()
            .map(|lane| lane.deadlines().iter().copied().peekable());
        std::iter::from_fn(move || {
            let next = lanes
                .iter_mut()
                .filter_map(|lane| lane.peek().copied())
                .min()?;
            lanes.iter_mut().find_map(|lane| lane.next_if_eq(&next))
        })
    }

    /// How many cards have their next deadline before `until`, those included for which it has passed.
    pub fn due_before(&self, until: Timestamp) -> usize {
        let before = |lane: &Lane| lane.deadlines().partition_point(|(due, _)| *due < until);
        self.whole.lanes.iter().map(before).sum()
    }

    /// Counts how often the board has changed: what is worked out from it holds until this is another number.
    pub const fn changes(&self) -> u64 {
        self.changes
    }

    /// Has this board, read to take the place of `before`, count on.
    pub const fn count_on_from(&mut self, before: &Self) {
        self.changes = before.changes + 1;
    }

    /// The card that is shown after a card in its lane, or comes before it when it is the last.
    pub fn successor(&self, id: ReferralId) -> Option<ReferralId> {
        let (stage, index) = self.place(id)?;
        let next = self.shown_after(stage, index);
        self.lane(stage)
            .id_at(next.or_else(|| self.shown_before(stage, index))?)
    }

    /// Takes in what a referral is now; an archived one leaves the board.
    pub fn put(&mut self, referral: Referral, now: Timestamp) {
        if self.is_outline && !self.index.contains_key(&referral.id) {
            return;
        }
        self.changes += 1;
        let was_shown = self.take_off(referral.id);
        self.note(referral.id);
        self.add(referral, now, was_shown, Lane::insert);
    }

    /// Takes in what many referrals are now. Where they are many this costs less than finding each one's place.
    pub fn put_all(&mut self, referrals: Vec<Referral>, now: Timestamp) {
        if referrals.len() <= PLACED_ONE_BY_ONE || self.is_outline {
            for referral in referrals {
                self.put(referral, now);
            }
            return;
        }
        self.changes += 1;
        let groupings = self.take_groupings();
        let mut changed: HashSet<ReferralId, IdHashing> = HashSet::default();
        changed.extend(referrals.iter().map(|referral| referral.id));
        let mut shown: HashSet<ReferralId, IdHashing> = HashSet::default();
        for lane in self.narrowed.iter().flat_map(|narrowed| &narrowed.lanes) {
            shown.extend(lane.ids().filter(|id| changed.contains(id)));
        }
        for lane in self.all_lanes() {
            lane.retain(|id| !changed.contains(&id));
        }
        for id in &changed {
            if let Some(card) = self.take_card(*id)
                && let Some(index) = lane_index(card.referral.stage())
            {
                let narrowed = self.narrowed.as_mut().filter(|_| shown.contains(id));
                for lanes in [Some(&mut self.whole), narrowed].into_iter().flatten() {
                    if let Some(lane) = lanes.lanes.get_mut(index) {
                        lane.add_value(&card.referral.deal, -1);
                    }
                }
            }
        }
        for referral in referrals {
            if changed.remove(&referral.id) {
                self.note(referral.id);
                let was_shown = shown.contains(&referral.id);
                self.add(referral, now, was_shown, Lane::push);
            }
        }
        for lane in self.all_lanes() {
            lane.sort();
        }
        self.group_again(groupings);
    }

    fn all_lanes(&mut self) -> impl Iterator<Item = &mut Lane> {
        std::iter::once(&mut self.whole)
            .chain(&mut self.narrowed)
            .flat_map(|lanes| &mut lanes.lanes)
    }

    /// Adds a referral that is not on the board; `put` gives it its place in its lane. Whether one that was shown is still searched for, the
    /// search will tell.
    fn add(
        &mut self,
        referral: Referral,
        now: Timestamp,
        was_shown: bool,
        put: fn(&mut Lane, (Timestamp, ReferralId), bool),
    ) {
        let Some(index) = lane_index(referral.stage()) else {
            return;
        };
        let key = (place_of(&referral, now), referral.id);
        let has_clock = referral.next_deadline(now).is_some();
        let narrowed = self.narrowed.as_mut().filter(|_| was_shown);
        for lanes in [Some(&mut self.whole), narrowed].into_iter().flatten() {
            if let Some(lane) = lanes.lanes.get_mut(index) {
                put(lane, key, has_clock);
                lane.add_value(&referral.deal, 1);
                lanes.put_into_band(index, key, &referral, &self.folded);
            }
        }
        if let Some(at) = next_moment(&referral, now) {
            self.moments.push(Reverse((at, referral.id)));
        }
        if let Some(numbered) = &mut self.numbered {
            numbered.push(&referral);
        }
        self.index.insert(key.1, self.cards.len());
        self.cards.push(Card {
            referral,
            place: key.0,
        });
    }

    /// Takes a referral off the board.
    pub fn remove(&mut self, id: ReferralId) {
        self.changes += 1;
        self.take_off(id);
        self.note(id);
    }

    /// Takes a referral off the board; true when it was shown though only a part is.
    fn take_off(&mut self, id: ReferralId) -> bool {
        let Some(card) = self.take_card(id) else {
            return false;
        };
        let (key, deal) = ((card.place, id), &card.referral.deal);
        let Some(index) = lane_index(card.referral.stage()) else {
            return false;
        };
        let mut was_shown = false;
        for (is_narrowed, lanes) in [
            (false, Some(&mut self.whole)),
            (true, self.narrowed.as_mut()),
        ] {
            if let Some(lanes) = lanes
                && let Some(lane) = lanes.lanes.get_mut(index)
                && lane.take_out(key)
            {
                lane.add_value(deal, -1);
                lanes.take_out_of_band(index, key, &card.referral);
                was_shown |= is_narrowed;
            }
        }
        was_shown
    }

    /// Takes a card out of the list; the last one fills its place.
    fn take_card(&mut self, id: ReferralId) -> Option<Card> {
        let at = self.index.remove(&id)?;
        if at >= self.cards.len() {
            return None;
        }
        let card = self.cards.swap_remove(at);
        if let Some(numbered) = &mut self.numbered {
            numbered.swap_remove(at);
        }
        if let Some(moved) = self.cards.get(at) {
            self.index.insert(moved.referral.id, at);
        }
        Some(card)
    }
}

/// More cards than these are placed all at once.
const PLACED_ONE_BY_ONE: usize = 200;

pub(super) const fn lane_index(stage: Stage) -> Option<usize> {
    match stage {
        Stage::New => Some(0),
        Stage::Evaluating => Some(1),
        Stage::Negotiating => Some(2),
        Stage::Archived => None,
    }
}

/// What a card is ordered by: its next deadline, or the closing date where no clock runs, or nothing, which comes last.
pub(super) fn place_of(referral: &Referral, now: Timestamp) -> Timestamp {
    referral
        .next_deadline(now)
        .map(|deadline| deadline.due_at)
        .or_else(|| {
            let midnight = referral.deal.close_on?.and_hms_opt(0, 0, 0)?;
            Timestamp::from_utc(midnight.and_utc())
        })
        .unwrap_or(Timestamp::from_millis(i64::MAX))
}

/// When the card next changes by itself: a mark passes or the clock ends it.
fn next_moment(referral: &Referral, now: Timestamp) -> Option<Timestamp> {
    let answer = referral
        .answer_deadline()
        .map(|deadline| deadline.due_at)
        .filter(|at| *at > now);
    let lapse = referral.pending_lapse().map(|(at, _)| at);
    answer.into_iter().chain(lapse).min()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        Action, Amount, Currency, DealTerms, NewReferral, PolicyId, decide, receive,
    };

    pub(super) const HOUR: i64 = 3_600;

    pub(super) fn start() -> Timestamp {
        Timestamp::parse("2026-11-22T00:00:00Z").unwrap()
    }

    pub(super) fn received(id: i64, hours_ago: i64) -> Referral {
        let new = NewReferral {
            customer: format!("Customer {id}"),
            received_at: Some(start().plus_seconds(-hours_ago * HOUR)),
            ..NewReferral::default()
        };
        let (mut referral, ..) = receive(&new, PolicyId::Classic, start()).unwrap();
        referral.id = ReferralId(id);
        referral
    }

    pub(super) fn ids(board: &Board, stage: Stage) -> Vec<i64> {
        let lane = board.lane(stage);
        (0..lane.len()).map(|i| lane.id_at(i).unwrap().0).collect()
    }

    #[test]
    fn cards_are_ordered_by_their_next_deadline() {
        // 23 h ago: the 24-hour mark is 1 h off. 71 h ago: the 72-hour mark is. 30 h ago: 42 h to go. Just now: 24 h to go.
        let board = Board::of(
            vec![
                received(1, 0),
                received(2, 30),
                received(3, 23),
                received(4, 71),
            ],
            start(),
        );
        assert_eq!(ids(&board, Stage::New), [3, 4, 1, 2]);
        assert_eq!(board.lane(Stage::New).due_within_a_day(start()), 3);
        assert_eq!(board.place(ReferralId(1)), Some((Stage::New, 2)));
    }

    #[test]
    fn a_passed_mark_moves_the_card_and_a_lapse_takes_it_off() {
        let mut board = Board::of(
            vec![received(1, 23), received(2, 71), received(3, 0)],
            start(),
        );
        assert!(!board.advance(start()));
        assert!(board.advance(start().plus_seconds(HOUR)));
        assert_eq!(ids(&board, Stage::New), [3, 1]);
        assert!(board.referral(ReferralId(2)).is_none());
    }

    #[test]
    fn many_put_at_once_stand_as_if_put_one_by_one() {
        let all: Vec<Referral> = (0..600).map(|id| received(id, id % 24)).collect();
        let change = |referral: &Referral| {
            let action = match referral.id.0 % 3 {
                0 => Action::Interested,
                _ => Action::Skip,
            };
            decide(referral, &action, start()).unwrap().after
        };
        let changed: Vec<Referral> = all.iter().skip(100).map(change).collect();
        let [mut at_once, mut one_by_one] = [(); 2].map(|()| Board::of(all.clone(), start()));
        let changes = at_once.changes();
        at_once.put_all(changed.clone(), start());
        assert!(at_once.changes() > changes);
        for referral in changed {
            one_by_one.put(referral, start());
        }
        for stage in Stage::OPEN {
            assert_eq!(ids(&at_once, stage), ids(&one_by_one, stage));
        }
        assert!(at_once.deadlines().eq(one_by_one.deadlines()));
        assert_eq!(at_once.len(), one_by_one.len());
    }

    #[test]
    fn an_outline_counts_no_card_twice() {
        let all = [received(1, 0), received(2, 30), received(3, 23)];
        let mut builder = BoardBuilder::new(all.len(), start());
        for referral in &all {
            builder.add_to_lane(referral);
        }
        assert_eq!(builder.first_of_lanes(1), [ReferralId(3)]);
        builder.complete(all[2].clone());
        let mut board = builder.build_outline();
        assert_eq!(ids(&board, Stage::New), [3, 1, 2]);
        // Changed by another program before the whole board was read: one in sight, one out of sight, and a new one.
        for referral in [received(3, 22), received(2, 29), received(4, 1)] {
            board.put(referral, start());
        }
        assert_eq!(ids(&board, Stage::New), [3, 1, 2]);
        assert_eq!(board.place(ReferralId(3)), Some((Stage::New, 0)));
        assert!(board.referral(ReferralId(2)).is_none());
        board.remove(ReferralId(3));
        assert_eq!(ids(&board, Stage::New), [1, 2]);
    }

    #[test]
    fn sums_follow_the_deals() {
        let jpy = Currency::parse("JPY").unwrap();
        let mut board = Board::default();
        for id in [1, 2] {
            let new = received(id, 0);
            let evaluating = decide(&new, &Action::Interested, start()).unwrap().after;
            let terms = DealTerms {
                value: Amount::parse("1,000", Some(jpy)).unwrap(),
                currency: jpy,
                close_on: start().to_utc().date_naive(),
            };
            let deal = decide(&evaluating, &Action::Accept(terms), start()).unwrap();
            board.put(deal.after, start());
        }
        assert_eq!(
            board.lane(Stage::Negotiating).sums().get(&jpy),
            Some(&2_000)
        );
        board.remove(ReferralId(1));
        assert_eq!(
            board.lane(Stage::Negotiating).sums().get(&jpy),
            Some(&1_000)
        );
        board.remove(ReferralId(2));
        assert!(board.lane(Stage::Negotiating).sums().is_empty());
    }

    #[test]
    fn the_deadlines_of_all_lanes_come_in_one_order_and_a_closing_date_is_none() {
        let mut all = vec![received(1, 0), received(2, 30), received(3, 23)];
        all.push(
            decide(&received(4, 10), &Action::Interested, start())
                .unwrap()
                .after,
        );
        let evaluating = decide(&received(5, 1), &Action::Interested, start()).unwrap();
        let terms = DealTerms {
            value: Amount::from_units(1, 0),
            currency: Currency::JPY,
            close_on: start().to_utc().date_naive(),
        };
        all.push(
            decide(&evaluating.after, &Action::Accept(terms), start())
                .unwrap()
                .after,
        );
        let mut board = Board::of(all, start());
        let ids = |board: &Board| board.deadlines().map(|(_, id)| id.0).collect::<Vec<_>>();
        assert_eq!(ids(&board), [3, 4, 1, 2]);
        assert_eq!(board.due_before(start().plus_seconds(15 * HOUR)), 2);
        // Under a policy of 60 days a negotiation has a clock too.
        let mut joint = board.referral(ReferralId(5)).unwrap().clone();
        joint.policy = PolicyId::JointPlanning;
        board.put(joint.clone(), start());
        assert_eq!(ids(&board), [3, 4, 1, 2, 5]);
        board.remove(joint.id);
        board.remove(ReferralId(3));
        assert_eq!(ids(&board), [4, 1, 2]);
    }
}
