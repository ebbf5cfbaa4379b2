//! Swimlanes: which bands there are, and in which order.

use crate::desk::search::size_rank;
use crate::desk::settings::{BandName, Swimlanes};
use crate::domain::{Referral, fold};
use crate::text::{Language, region_sorting_key};
use std::collections::{BTreeSet, HashMap, HashSet};

/// What bands are made by, and in which language they are sorted.
///
/// Sizes stand by size, everything else by name and not by what presses most: a band then stays where a person has seen it, while deadlines
/// come and go. What presses is told by the band's header, by the lanes' headings and by the strip above them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Grouping {
    /// Never [`Swimlanes::Off`]: see [`Self::new`].
    by: Swimlanes,
    language: Language,
}

impl Grouping {
    /// `None` where there are to be no bands.
    pub fn new(by: Swimlanes, language: Language) -> Option<Self> {
        (by != Swimlanes::Off).then_some(Self { by, language })
    }

    /// What the bands are made by.
    pub const fn by(self) -> Swimlanes {
        self.by
    }

    /// What of a referral decides in which band it stands; `None` where that is not known.
    pub fn value_of(self, referral: &Referral) -> Option<&str> {
        match self.by {
            Swimlanes::Off => None,
            Swimlanes::Region => referral.region.as_deref(),
            Swimlanes::CompanySize => referral.company_size.as_deref(),
            Swimlanes::Owner => referral.owner.as_deref(),
        }
    }

    fn rank_of(self, value: Option<&str>) -> Rank {
        let Some(value) = value else {
            return Rank(u64::MAX, String::new());
        };
        match self.by {
            Swimlanes::CompanySize => Rank(size_rank(value).min(u64::MAX - 1), String::new()),
            Swimlanes::Region => Rank(0, region_sorting_key(self.language, value)),
            Swimlanes::Off | Swimlanes::Owner => Rank(0, fold(value)),
        }
    }
}

/// Where a band stands among others; what is unknown comes last.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Rank(u64, String);

/// A band.
#[derive(Clone, Debug)]
pub struct Band {
    rank: Rank,
    value: Option<String>,
    is_folded: bool,
}

impl Band {
    /// What its cards have in common; `None` where nothing is known.
    pub fn value(&self) -> Option<&str> {
        self.value.as_deref()
    }

    /// Whether it shows its header only.
    pub const fn is_folded(&self) -> bool {
        self.is_folded
    }
}

/// The bands that have any card, in the order shown.
#[derive(Debug)]
pub struct Bands {
    grouping: Grouping,
    list: Vec<Band>,
    /// Where each value's band is in the list.
    places: HashMap<String, usize>,
    unknown: Option<usize>,
}

impl Bands {
    /// Those of these values.
    pub(in crate::desk) fn new<'a>(
        grouping: Grouping,
        values: impl Iterator<Item = Option<&'a str>>,
        folded: &BTreeSet<BandName>,
    ) -> Self {
        let distinct: HashSet<Option<&str>> = values.collect();
        let mut bands = Self {
            grouping,
            list: Vec::with_capacity(distinct.len()),
            places: HashMap::with_capacity(distinct.len()),
            unknown: None,
        };
        bands
            .list
            .extend(distinct.into_iter().map(|value| bands.grouping.band(value)));
        bands.list.sort_by(Band::in_order);
        bands.number_from(0);
        bands.fold(folded);
        bands
    }

    /// What they are made by, and in which language they are sorted.
    pub const fn grouping(&self) -> Grouping {
        self.grouping
    }

    /// How many there are.
    pub const fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there is none, as there is no card.
    pub const fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The band at this place.
    pub fn get(&self, place: usize) -> Option<&Band> {
        self.list.get(place)
    }

    /// Whether the band at this place shows its header only.
    pub fn is_folded(&self, place: usize) -> bool {
        self.get(place).is_some_and(Band::is_folded)
    }

    /// What the band at this place is called wherever it is spoken of.
    pub fn name(&self, place: usize) -> Option<BandName> {
        self.get(place).map(|band| BandName {
            by: self.grouping.by,
            value: band.value.clone(),
        })
    }

    /// Every band's name.
    pub fn names(&self) -> impl Iterator<Item = BandName> {
        (0..self.len()).filter_map(|place| self.name(place))
    }

    /// The place of the band of this name; `None` where it has no card, or other bands are shown.
    pub fn place_named(&self, name: &BandName) -> Option<usize> {
        let place = self.place_of(name.value.as_deref());
        place.filter(|_| name.by == self.grouping.by)
    }

    /// The place of the band of a value.
    pub(in crate::desk) fn place_of(&self, value: Option<&str>) -> Option<usize> {
        match value {
            Some(value) => self.places.get(value).copied(),
            None => self.unknown,
        }
    }

    /// The place of the band in which a referral stands.
    pub(in crate::desk) fn place_of_referral(&self, referral: &Referral) -> Option<usize> {
        self.place_of(self.grouping.value_of(referral))
    }

    /// The place of the band of a value, which is new where there was none: true then.
    pub(super) fn make_place(
        &mut self,
        value: Option<&str>,
        folded: &BTreeSet<BandName>,
    ) -> (usize, bool) {
        if let Some(place) = self.place_of(value) {
            return (place, false);
        }
        let mut band = self.grouping.band(value);
        band.is_folded = folded.contains(&BandName {
            by: self.grouping.by,
            value: band.value.clone(),
        });
        let place = self
            .list
            .binary_search_by(|other| other.in_order(&band))
            .unwrap_or_else(|place| place);
        self.list.insert(place, band);
        self.number_from(place);
        (place, true)
    }

    /// Takes out a band that has no card any more.
    pub(super) fn remove(&mut self, place: usize) {
        if place >= self.list.len() {
            return;
        }
        match self.list.remove(place).value {
            Some(value) => {
                self.places.remove(&value);
            }
            None => self.unknown = None,
        }
        self.number_from(place);
    }

    /// Folds these, and no others.
    pub(in crate::desk) fn fold(&mut self, folded: &BTreeSet<BandName>) {
        for band in &mut self.list {
            band.is_folded = !folded.is_empty()
                && folded.contains(&BandName {
                    by: self.grouping.by,
                    value: band.value.clone(),
                });
        }
    }

    fn number_from(&mut self, first: usize) {
        for (place, band) in self.list.iter().enumerate().skip(first) {
            match &band.value {
                Some(value) => {
                    if let Some(known) = self.places.get_mut(value) {
                        *known = place;
                    } else {
                        self.places.insert(value.clone(), place);
                    }
                }
                None => self.unknown = Some(place),
            }
        }
    }
}

impl Grouping {
    fn band(self, value: Option<&str>) -> Band {
        Band {
            rank: self.rank_of(value),
            value: value.map(str::to_owned),
            is_folded: false,
        }
    }
}

impl Band {
    fn in_order(&self, other: &Self) -> std::cmp::Ordering {
        (&self.rank, &self.value).cmp(&(&other.rank, &other.value))
    }
}
