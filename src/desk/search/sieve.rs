//! The filters of a question, made ready to be asked of many referrals.

use super::query::{BoardFilter, FilterKind, Question, SourceCode, UrgencyCode};
use super::terms::Terms;
use crate::domain::{Deal, Profile, Referral, Timestamp, size_covers};
use crate::text::Zone;

/// What the index has of a referral for filters to ask about.
#[derive(Clone, Debug)]
pub(super) struct Facts {
    /// Numbers of the index's terms; `None` where nothing is known.
    pub(super) region: Option<u32>,
    pub(super) size: Option<u32>,
    pub(super) owner: Option<u32>,
    pub(super) deal: Deal,
    pub(super) source: SourceCode,
    /// From when on it is soon, and critical; `None` for never.
    soon_from: Option<Timestamp>,
    critical_from: Option<Timestamp>,
}

/// The terms that facts number.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    pub(super) regions: Terms,
    pub(super) sizes: Terms,
    pub(super) owners: Terms,
}

impl Facts {
    pub(super) fn of(
        referral: &Referral,
        source: SourceCode,
        (region, size, owner): (Option<u32>, Option<u32>, Option<u32>),
    ) -> Self {
        let (soon_from, critical_from) = referral.urgency_turns();
        Self {
            region,
            size,
            owner,
            deal: referral.deal,
            source,
            soon_from,
            critical_from,
        }
    }

    /// As the board shows it: a closing date that has passed presses too.
    pub(super) fn urgency(&self, now: Timestamp, today: crate::domain::Date) -> UrgencyCode {
        let has_come = |from: Option<Timestamp>| from.is_some_and(|from| from <= now);
        if has_come(self.critical_from) {
            UrgencyCode::Critical
        } else if has_come(self.soon_from) || self.deal.close_on.is_some_and(|date| date < today) {
            UrgencyCode::Soon
        } else {
            UrgencyCode::Calm
        }
    }
}

/// A set of kinds of filters.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Kinds(u16);

impl Kinds {
    pub(super) const fn is_empty(self) -> bool {
        self.0 == 0
    }

    const fn add(&mut self, kind: FilterKind) {
        self.0 |= 1 << kind as u16;
    }

    /// Whether it has no kind but this one.
    pub(super) const fn is_at_most(self, kind: FilterKind) -> bool {
        self.0 & !(1 << kind as u16) == 0
    }
}

/// The filters of a question.
pub(super) struct Sieve<'q> {
    question: &'q Question,
    today: crate::domain::Date,
    /// Of each term, by its number: the profile that covers the region.
    profiles: Vec<Option<&'q Profile>>,
    own: Option<u32>,
    by_kind: Vec<(FilterKind, Vec<Wanted>)>,
    vocabulary: &'q Vocabulary,
}

/// A filter in terms of the index.
enum Wanted {
    Region(Option<u32>),
    Size(Option<u32>),
    Other(BoardFilter),
    /// A term that occurs nowhere.
    Nothing,
}

impl<'q> Sieve<'q> {
    pub(super) fn new(question: &'q Question, vocabulary: &'q Vocabulary) -> Self {
        let profiles = vocabulary
            .regions
            .values()
            .map(|region| {
                question
                    .profiles
                    .iter()
                    .find(|profile| profile.region.eq_ignore_ascii_case(region))
            })
            .collect();
        let mut sieve = Self {
            question,
            today: Zone::Local.date(question.now),
            profiles,
            own: vocabulary.owners.known(question.own_name.trim()),
            by_kind: Vec::new(),
            vocabulary,
        };
        for filter in &question.query.filters {
            let wanted = sieve.wanted(filter);
            let kind = filter.kind();
            match sieve.by_kind.iter_mut().find(|(of, _)| *of == kind) {
                Some((_, all)) => all.push(wanted),
                None => sieve.by_kind.push((kind, vec![wanted])),
            }
        }
        sieve
    }

    fn wanted(&self, filter: &BoardFilter) -> Wanted {
        let known = |term: Option<u32>, make: fn(Option<u32>) -> Wanted| match term {
            Some(_) => make(term),
            None => Wanted::Nothing,
        };
        match filter {
            BoardFilter::Region(code) => known(self.vocabulary.regions.known(code), Wanted::Region),
            BoardFilter::Size(size) => known(self.vocabulary.sizes.known(size), Wanted::Size),
            other => Wanted::Other(other.clone()),
        }
    }

    /// The kinds of filters that the referral does not come through.
    pub(super) fn failing(&self, facts: &Facts) -> Kinds {
        let mut failing = Kinds::default();
        for (kind, wanted) in &self.by_kind {
            let comes_through = wanted.iter().any(|wanted| match wanted {
                Wanted::Region(region) => facts.region == *region,
                Wanted::Size(size) => facts.size == *size,
                Wanted::Other(filter) => self.is_of(filter, facts),
                Wanted::Nothing => false,
            });
            if !comes_through {
                failing.add(*kind);
            }
        }
        failing
    }

    /// Whether one filter lets the referral through.
    pub(super) fn is_of(&self, filter: &BoardFilter, facts: &Facts) -> bool {
        match filter {
            BoardFilter::Region(code) => {
                facts.region.is_some() && facts.region == self.vocabulary.regions.known(code)
            }
            BoardFilter::Size(size) => {
                facts.size.is_some() && facts.size == self.vocabulary.sizes.known(size)
            }
            BoardFilter::Profile(id) => self.profile(facts).map(|profile| profile.id) == *id,
            BoardFilter::Mine => self.is_mine(facts),
            BoardFilter::Owner(Some(owner)) => {
                facts.owner.is_some() && facts.owner == self.vocabulary.owners.known(owner)
            }
            BoardFilter::Owner(None) => facts.owner.is_none(),
            BoardFilter::Urgency(urgency) => self.urgency(facts) == *urgency,
            BoardFilter::Fit(fits) => self.fits(facts) == *fits,
            BoardFilter::ValueAtLeast(currency, least) => {
                facts.deal.currency == Some(*currency)
                    && facts
                        .deal
                        .minor_units()
                        .is_some_and(|value| value >= i128::from(*least))
            }
            BoardFilter::Source(source) => facts.source == *source,
        }
    }

    pub(super) fn is_mine(&self, facts: &Facts) -> bool {
        self.own.is_some() && facts.owner == self.own
    }

    pub(super) fn urgency(&self, facts: &Facts) -> UrgencyCode {
        facts.urgency(self.question.now, self.today)
    }

    /// The profile that covers the referral's region.
    pub(super) fn profile(&self, facts: &Facts) -> Option<&'q Profile> {
        *self.profiles.get(facts.region? as usize)?
    }

    /// Whether a published profile covers the region and does not opt out of the size.
    pub(super) fn fits(&self, facts: &Facts) -> bool {
        let size = facts.size.map(|size| self.vocabulary.sizes.value(size));
        self.profile(facts).is_some_and(|profile| {
            profile.active
                && size.is_none_or(|size| {
                    !profile
                        .opted_out_sizes
                        .iter()
                        .any(|out| size_covers(out, size))
                })
        })
    }
}
