//! What the figures are: counts over a period, and what is divided by what. `docs/metrics.md` says it in words, with examples.

use super::{Currency, Outcome, Timestamp};
use std::collections::BTreeMap;

/// Under this many cases there is no percentage and no median, only counts.
pub const FEWEST_CASES: usize = 5;

/// From an instant up to but without another.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Period {
    /// The first instant.
    pub from: Timestamp,
    /// The first instant after it.
    pub until: Timestamp,
}

impl Period {
    /// As much time just before it.
    #[must_use]
    pub const fn before(self) -> Self {
        let length = self.until.millis_from(self.from);
        Self {
            from: Timestamp::from_millis(self.from.millis().saturating_sub(length)),
            until: self.from,
        }
    }

    /// Whether `at` is within.
    pub fn holds(self, at: Timestamp) -> bool {
        self.from <= at && at < self.until
    }
}

/// Which referrals are counted: samples never with real ones.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Population {
    /// All but the samples.
    #[default]
    Real,
    /// Only the samples.
    Samples,
}

/// By what figures are told apart.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum MetricGrouping<'a> {
    /// By nothing.
    #[default]
    Whole,
    /// By the customer's region.
    Region,
    /// By the customer's size.
    CompanySize,
    /// By where the referral comes from: [`SOURCE_ENTERED`] or [`SOURCE_IMPORTED`].
    Source,
    /// By who works on it.
    Owner,
    /// By outcome; open ones have none.
    Outcome,
    /// By week, or whatever begins at each of these instants, in their order. What is before the first one is in none of them.
    Week(&'a [Timestamp]),
}

/// The name of the group of referrals entered by hand.
pub const SOURCE_ENTERED: &str = "entered";
/// The name of the group of imported referrals.
pub const SOURCE_IMPORTED: &str = "imported";

/// Which group figures are of.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum MetricGroup {
    /// All there is.
    Whole,
    /// The week at this place of [`MetricGrouping::Week`].
    Week(usize),
    /// A region, a size, an owner: as the referrals name it.
    Named(String),
    /// The referrals that name none.
    Unnamed,
}

/// What is to be counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct MetricsQuery<'a> {
    /// When it arrived, or ended.
    pub period: Period,
    /// By what it is told apart.
    pub grouping: MetricGrouping<'a>,
    /// Samples or real ones.
    pub population: Population,
    /// Now: what arrived less than 24 hours before and waits for its answer is not late yet.
    pub now: Timestamp,
}

/// A part of a number of cases.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Share {
    /// So many cases.
    pub part: usize,
    /// Of so many.
    pub of: usize,
}

impl Share {
    /// In whole percent, from [`FEWEST_CASES`] on. 0 and 100 are only none and all.
    pub fn percent(self) -> Option<usize> {
        if self.of < FEWEST_CASES {
            return None;
        }
        let rounded = (self.part * 200 + self.of) / (self.of * 2);
        Some(if self.part == 0 || self.part >= self.of {
            rounded
        } else {
            rounded.clamp(1, 99)
        })
    }
}

/// How long something took, over a number of cases.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Spread {
    /// In so many cases.
    pub cases: usize,
    /// In milliseconds, by nearest rank.
    pub median_millis: i64,
    /// In milliseconds, by nearest rank.
    pub percentile_90_millis: i64,
}

impl Spread {
    /// Of these times.
    pub fn of(mut millis: Vec<i64>) -> Self {
        millis.sort_unstable();
        Self {
            cases: millis.len(),
            median_millis: nearest_rank(&millis, 50),
            percentile_90_millis: nearest_rank(&millis, 90),
        }
    }

    /// Itself, from [`FEWEST_CASES`] on.
    pub fn unless_few(self) -> Option<Self> {
        (self.cases >= FEWEST_CASES).then_some(self)
    }
}

/// The time at rank ⌈n · percent / 100⌉ of the sorted times; 0 where there are none.
fn nearest_rank(sorted: &[i64], percent: usize) -> i64 {
    let rank = (sorted.len() * percent).div_ceil(100).max(1);
    sorted.get(rank - 1).copied().unwrap_or_default()
}

/// How soon something was done.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Timing {
    /// Done less than 24 hours after receipt, of those where that can be said.
    pub within_24h: Share,
    /// How long it took where it was done.
    pub times: Spread,
}

/// Counts of each outcome.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct OutcomeCounts([usize; 6]);

impl OutcomeCounts {
    /// How many ended so.
    pub fn of(self, outcome: Outcome) -> usize {
        self.0.get(outcome as usize).copied().unwrap_or_default()
    }

    /// Counts so many more.
    pub fn add(&mut self, outcome: Outcome, count: usize) {
        if let Some(counted) = self.0.get_mut(outcome as usize) {
            *counted += count;
        }
    }

    /// How many ended.
    pub fn total(self) -> usize {
        self.0.iter().sum()
    }
}

/// What became of the referrals that arrived in a period.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Arrived {
    /// How many there are.
    pub received: usize,
    /// Interest was shown.
    pub evaluated: usize,
    /// Accepted.
    pub accepted: usize,
    /// How those that are not open ended.
    pub outcomes: OutcomeCounts,
    /// How many of these ends are presumed.
    pub presumed: usize,
    /// Time to first answer.
    pub first_answer: Timing,
    /// Time to decision.
    pub decision: Timing,
    /// Microsoft's “accept time”.
    pub accept_time: Spread,
}

impl Arrived {
    /// Not ended yet.
    pub fn open(&self) -> usize {
        self.received.saturating_sub(self.outcomes.total())
    }

    /// Microsoft's “acceptance rate”: accepted of received.
    pub const fn acceptance_rate(&self) -> Share {
        Share {
            part: self.accepted,
            of: self.received,
        }
    }

    /// Microsoft's “declined rate”, “expired rate”, “won rate” and “lost rate”, and likewise for Missed and Skipped: of received.
    pub fn outcome_rate(&self, outcome: Outcome) -> Share {
        Share {
            part: self.outcomes.of(outcome),
            of: self.received,
        }
    }

    /// Microsoft's “win rate”: won of accepted.
    pub fn win_rate(&self) -> Share {
        Share {
            part: self.outcomes.of(Outcome::Won),
            of: self.accepted,
        }
    }

    /// Received, evaluated, accepted, won.
    pub fn funnel(&self) -> [usize; 4] {
        let won = self.outcomes.of(Outcome::Won);
        [self.received, self.evaluated, self.accepted, won]
    }
}

/// An amount of one currency, of a number of deals.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct DealSum {
    /// In the currency's minor units.
    pub minor_units: i128,
    /// Of so many deals.
    pub deals: usize,
}

/// What deals were worth, per currency: amounts of different currencies are never added together.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Worth {
    /// All deals, those without a value included.
    pub deals: usize,
    /// The values that are known.
    pub sums: BTreeMap<Currency, DealSum>,
}

impl Worth {
    /// Deals whose value or its currency is not known.
    pub fn without_value(&self) -> usize {
        let known: usize = self.sums.values().map(|sum| sum.deals).sum();
        self.deals.saturating_sub(known)
    }
}

/// Estimates against final values, of deals won in one currency.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct EstimateSum {
    /// In so many deals both are known, in the same currency.
    pub deals: usize,
    /// The estimates, in minor units.
    pub estimated: i128,
    /// The final values, in minor units.
    pub final_value: i128,
    /// Deals that brought more than estimated.
    pub above: usize,
    /// Deals that brought what was estimated, or whose final value nobody entered.
    pub equal: usize,
}

impl EstimateSum {
    /// Deals that brought less than estimated.
    pub const fn below(&self) -> usize {
        self.deals.saturating_sub(self.above + self.equal)
    }
}

/// What ended in a period.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Ended {
    /// How.
    pub outcomes: OutcomeCounts,
    /// How many of these ends are presumed.
    pub presumed: usize,
    /// Microsoft's “value won”, per currency.
    pub won: Worth,
    /// What the clock ended, and what it was worth.
    pub lost_to_clock: Worth,
    /// Estimate against final, of what was won.
    pub estimates: BTreeMap<Currency, EstimateSum>,
}

/// The figures of one group over one period.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Figures {
    /// Of what arrived in the period.
    pub arrived: Arrived,
    /// Of what ended in the period.
    pub ended: Ended,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn percent(part: usize, of: usize) -> Option<usize> {
        Share { part, of }.percent()
    }

    #[test]
    fn small_numbers_have_no_percentage_and_0_and_100_are_none_and_all() {
        assert_eq!(percent(2, 4), None);
        assert_eq!(percent(0, 0), None);
        assert_eq!(percent(2, 5), Some(40));
        assert_eq!(percent(5, 12), Some(42));
        assert_eq!(percent(5, 8), Some(63));
        assert_eq!((percent(0, 5), percent(5, 5)), (Some(0), Some(100)));
        assert_eq!((percent(1, 999), percent(998, 999)), (Some(1), Some(99)));
    }

    #[test]
    fn ranks_are_times_that_occurred() {
        let spread = Spread::of(vec![50, 1, 20, 3, 2]);
        assert_eq!(
            (
                spread.cases,
                spread.median_millis,
                spread.percentile_90_millis
            ),
            (5, 3, 50)
        );
        let ten = Spread::of((1..=10).collect());
        assert_eq!((ten.median_millis, ten.percentile_90_millis), (5, 9));
        assert_eq!(Spread::of(vec![]), Spread::default());
        assert_eq!(Spread::of(vec![7; 4]).unless_few(), None);
    }

    #[test]
    fn the_period_before_is_as_long_and_ends_where_it_begins() {
        let at = Timestamp::from_millis;
        let period = Period {
            from: at(100),
            until: at(130),
        };
        let before = period.before();
        assert_eq!((before.from, before.until), (at(70), at(100)));
        assert!(period.holds(at(100)) && !period.holds(at(130)) && !before.holds(at(100)));
    }

    #[test]
    fn rates_are_as_the_examples_of_the_documentation() {
        let mut arrived = Arrived {
            received: 12,
            evaluated: 8,
            accepted: 5,
            ..Arrived::default()
        };
        for (outcome, count) in [
            (Outcome::Declined, 2),
            (Outcome::Expired, 1),
            (Outcome::Missed, 1),
            (Outcome::Won, 2),
            (Outcome::Lost, 1),
        ] {
            arrived.outcomes.add(outcome, count);
        }
        assert_eq!(arrived.acceptance_rate().percent(), Some(42));
        let rate = |outcome| arrived.outcome_rate(outcome).percent();
        assert_eq!(rate(Outcome::Declined), Some(17));
        assert_eq!(rate(Outcome::Skipped), Some(0));
        assert_eq!(arrived.win_rate().percent(), Some(40));
        assert_eq!(arrived.funnel(), [12, 8, 5, 2]);
        assert_eq!(arrived.open(), 5);
    }
}
