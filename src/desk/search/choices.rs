//! The filters that can be set, with how many referrals each would show.

use super::query::{BoardFilter, FilterKind, SourceCode, UrgencyCode};
use super::sieve::{Facts, Kinds, Sieve, Vocabulary};
use crate::domain::{Currency, ProfileId};
use std::collections::{BTreeMap, HashMap};

/// The filters that can be set, and how many referrals each would show beside the words and the filters of other kinds.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct FilterChoices {
    /// Those of a kind stand together, in the order offered.
    pub choices: Vec<(BoardFilter, usize)>,
}

/// So many least values are offered of a currency.
const LEAST_VALUES: usize = 4;
/// A deal's value is offered in this many currencies at most, those of the most deals.
const CURRENCIES: usize = 3;

/// Counts while referrals pass by.
#[derive(Default)]
pub(super) struct Counter {
    urgencies: BTreeMap<UrgencyCode, usize>,
    mine: usize,
    owners: HashMap<Option<u32>, usize>,
    regions: HashMap<u32, usize>,
    sizes: HashMap<u32, usize>,
    profiles: BTreeMap<Option<ProfileId>, usize>,
    fits: BTreeMap<bool, usize>,
    sources: BTreeMap<SourceCode, usize>,
    values: BTreeMap<Currency, Vec<i128>>,
}

impl Counter {
    /// Counts a referral that has the words, by the kinds of filters it does not come through: a kind counts what all others let through.
    pub(super) fn add(&mut self, facts: &Facts, failing: Kinds, sieve: &Sieve<'_>) {
        let counts = |kind| failing.is_at_most(kind);
        if counts(FilterKind::Urgency) {
            *self.urgencies.entry(sieve.urgency(facts)).or_default() += 1;
        }
        if counts(FilterKind::Owner) {
            self.mine += usize::from(sieve.is_mine(facts));
            *self.owners.entry(facts.owner).or_default() += 1;
        }
        if let Some(region) = facts.region.filter(|_| counts(FilterKind::Region)) {
            *self.regions.entry(region).or_default() += 1;
        }
        if let Some(size) = facts.size.filter(|_| counts(FilterKind::Size)) {
            *self.sizes.entry(size).or_default() += 1;
        }
        if counts(FilterKind::Profile) {
            let profile = sieve.profile(facts).map(|profile| profile.id);
            *self.profiles.entry(profile).or_default() += 1;
        }
        if counts(FilterKind::Fit) {
            *self.fits.entry(sieve.fits(facts)).or_default() += 1;
        }
        if counts(FilterKind::Source) {
            *self.sources.entry(facts.source).or_default() += 1;
        }
        if let (Some(value), Some(currency)) = (facts.deal.minor_units(), facts.deal.currency)
            && counts(FilterKind::Value)
        {
            self.values.entry(currency).or_default().push(value);
        }
    }

    /// The choices; `set` are the filters that stay offered though they would show nothing.
    pub(super) fn into_choices(
        mut self,
        vocabulary: &Vocabulary,
        has_own_name: bool,
        set: &[BoardFilter],
    ) -> FilterChoices {
        let mut choices: Vec<(BoardFilter, usize)> = Vec::new();
        let urgencies = std::mem::take(&mut self.urgencies).into_iter();
        choices.extend(urgencies.map(|(urgency, count)| (BoardFilter::Urgency(urgency), count)));
        if has_own_name {
            choices.push((BoardFilter::Mine, self.mine));
        }
        let nobody = self.owners.remove(&None);
        choices.extend(nobody.map(|count| (BoardFilter::Owner(None), count)));
        let owners = self.owners.into_iter().filter_map(|(owner, count)| {
            let name = vocabulary.owners.value(owner?).to_owned();
            Some((BoardFilter::Owner(Some(name)), count))
        });
        choices.extend(most_first(owners.collect()));
        let regions = self.regions.into_iter().map(|(region, count)| {
            let code = vocabulary.regions.value(region).to_owned();
            (BoardFilter::Region(code), count)
        });
        choices.extend(most_first(regions.collect()));
        let sizes = self.sizes.into_iter().map(|(size, count)| {
            let size = vocabulary.sizes.value(size).to_owned();
            (BoardFilter::Size(size), count)
        });
        choices.extend(by_size(sizes.collect()));
        choices.extend(least_values(self.values));
        let profiles = self.profiles.into_iter();
        choices.extend(profiles.map(|(profile, count)| (BoardFilter::Profile(profile), count)));
        let fits = self.fits.into_iter().rev();
        choices.extend(fits.map(|(fits, count)| (BoardFilter::Fit(fits), count)));
        let sources = self.sources.into_iter();
        choices.extend(sources.map(|(source, count)| (BoardFilter::Source(source), count)));
        for filter in set {
            if !choices.iter().any(|(offered, _)| offered == filter) {
                choices.push((filter.clone(), 0));
            }
        }
        choices.sort_by_key(|(filter, _)| filter.kind());
        FilterChoices { choices }
    }
}

fn most_first(mut choices: Vec<(BoardFilter, usize)>) -> Vec<(BoardFilter, usize)> {
    choices.sort_by_cached_key(|(filter, count)| {
        let name = match filter {
            BoardFilter::Region(name) | BoardFilter::Owner(Some(name)) => name.clone(),
            _ => String::new(),
        };
        (std::cmp::Reverse(*count), name)
    });
    choices
}

/// From the smallest company to the largest.
fn by_size(mut choices: Vec<(BoardFilter, usize)>) -> Vec<(BoardFilter, usize)> {
    choices.sort_by_cached_key(|(filter, _)| match filter {
        BoardFilter::Size(size) => (size_rank(size), size.clone()),
        _ => (u64::MAX, String::new()),
    });
    choices
}

/// What a company size is sorted by: its least number of employees; what has none comes last.
pub(in crate::desk) fn size_rank(size: &str) -> u64 {
    let digits: String = size
        .chars()
        .skip_while(|c| !c.is_ascii_digit())
        .take_while(char::is_ascii_digit)
        .collect();
    digits.parse().map_or(u64::MAX, |least: u64| {
        least.saturating_add(u64::from(size.starts_with("Morethan")))
    })
}

/// Round values below the greatest deal of each currency, the greatest first.
fn least_values(values: BTreeMap<Currency, Vec<i128>>) -> Vec<(BoardFilter, usize)> {
    let mut by_currency: Vec<_> = values.into_iter().collect();
    by_currency.sort_by_key(|(_, values)| std::cmp::Reverse(values.len()));
    by_currency.truncate(CURRENCIES);
    let mut choices = Vec::new();
    for (currency, values) in by_currency {
        let greatest = values.iter().copied().max().unwrap_or_default();
        let mut least = 1_i128;
        let mut factors = [5, 2].into_iter().cycle();
        while let Some(next) = factors.next().map(|factor| least * factor)
            && next <= greatest
        {
            least = next;
        }
        let mut divisors = if is_power_of_ten(least) {
            [2, 5]
        } else {
            [5, 2]
        }
        .into_iter()
        .cycle();
        for _ in 0..LEAST_VALUES {
            let Ok(units) = i64::try_from(least) else {
                break;
            };
            let count = values.iter().filter(|value| **value >= least).count();
            choices.push((BoardFilter::ValueAtLeast(currency, units), count));
            let whole = 10_i128.pow(u32::from(currency.decimal_places()));
            least /= divisors.next().unwrap_or(1);
            if least < whole {
                break;
            }
        }
    }
    choices
}

fn is_power_of_ten(mut number: i128) -> bool {
    while number > 1 && number % 10 == 0 {
        number /= 10;
    }
    number == 1
}
