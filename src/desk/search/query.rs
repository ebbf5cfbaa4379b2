//! What the board is narrowed to: words and filters.

use crate::desk::Grouping;
use crate::domain::{Currency, Profile, ProfileId, Timestamp, Urgency, search_words};
use serde::{Deserialize, Deserializer, Serialize};
use std::sync::Arc;

/// What the board is narrowed to.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct BoardQuery {
    /// As typed. Every word must occur in the referral, as any part of a word; see [`search_words`].
    pub search: String,
    /// In the order in which they were set. Of one kind any suffices, of every kind one is needed.
    #[serde(deserialize_with = "known_filters")]
    pub filters: Vec<BoardFilter>,
}

/// Narrows the board to referrals of a kind.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BoardFilter {
    /// In this country or region, as the referral has it.
    Region(String),
    /// In the region of this business profile; in a region of none when `None`.
    Profile(Option<ProfileId>),
    /// Of this company size, as the referral has it.
    Size(String),
    /// Worked on by whoever uses the program: [`crate::desk::Settings::own_name`].
    Mine,
    /// Worked on by this person; by nobody when `None`.
    Owner(Option<String>),
    /// As pressing as this, by its clock or by its closing date.
    Urgency(UrgencyCode),
    /// Whether a published business profile wants customers of its region and size.
    Fit(bool),
    /// Worth at least so many minor units of a currency. Currencies are not converted: a deal in another one is left out.
    ValueAtLeast(Currency, i64),
    /// Where it comes from.
    Source(SourceCode),
}

/// How pressing a referral is, as it is kept with a filter.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UrgencyCode {
    /// [`Urgency::Critical`].
    Critical,
    /// [`Urgency::Soon`].
    Soon,
    /// [`Urgency::Calm`].
    Calm,
}

/// Where a referral comes from.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SourceCode {
    /// Entered in the program.
    Entered,
    /// An import brought it in.
    Imported,
    /// One of the samples.
    Sample,
}

/// The kinds of filters, in the order offered.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum FilterKind {
    /// [`BoardFilter::Urgency`].
    Urgency,
    /// [`BoardFilter::Mine`] and [`BoardFilter::Owner`].
    Owner,
    /// [`BoardFilter::Region`].
    Region,
    /// [`BoardFilter::Size`].
    Size,
    /// [`BoardFilter::ValueAtLeast`].
    Value,
    /// [`BoardFilter::Profile`].
    Profile,
    /// [`BoardFilter::Fit`].
    Fit,
    /// [`BoardFilter::Source`].
    Source,
}

impl FilterKind {
    /// Every kind, in the order offered.
    pub const ALL: [Self; 8] = [
        Self::Urgency,
        Self::Owner,
        Self::Region,
        Self::Size,
        Self::Value,
        Self::Profile,
        Self::Fit,
        Self::Source,
    ];
}

impl BoardFilter {
    /// Its kind.
    pub const fn kind(&self) -> FilterKind {
        match self {
            Self::Region(_) => FilterKind::Region,
            Self::Profile(_) => FilterKind::Profile,
            Self::Size(_) => FilterKind::Size,
            Self::Mine | Self::Owner(_) => FilterKind::Owner,
            Self::Urgency(_) => FilterKind::Urgency,
            Self::Fit(_) => FilterKind::Fit,
            Self::ValueAtLeast(..) => FilterKind::Value,
            Self::Source(_) => FilterKind::Source,
        }
    }
}

impl From<Urgency> for UrgencyCode {
    fn from(urgency: Urgency) -> Self {
        match urgency {
            Urgency::Critical => Self::Critical,
            Urgency::Soon => Self::Soon,
            Urgency::Calm => Self::Calm,
        }
    }
}

impl From<UrgencyCode> for Urgency {
    fn from(code: UrgencyCode) -> Self {
        match code {
            UrgencyCode::Critical => Self::Critical,
            UrgencyCode::Soon => Self::Soon,
            UrgencyCode::Calm => Self::Calm,
        }
    }
}

impl BoardQuery {
    /// Whether it leaves nothing out.
    pub fn is_open(&self) -> bool {
        self.filters.is_empty() && self.words().is_empty()
    }

    /// The words that are searched for.
    pub fn words(&self) -> Vec<String> {
        search_words(&self.search)
    }

    /// Whether it has filters of this kind.
    pub fn has_kind(&self, kind: FilterKind) -> bool {
        self.filters.iter().any(|filter| filter.kind() == kind)
    }

    /// The same with a filter more, or less if it has that already.
    #[must_use]
    pub fn toggled(&self, filter: &BoardFilter) -> Self {
        let mut toggled = self.clone();
        if self.filters.contains(filter) {
            toggled.filters.retain(|other| other != filter);
        } else {
            toggled.filters.push(filter.clone());
        }
        toggled
    }
}

/// A query, and what it is about to be answered by.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Question {
    /// What is asked.
    pub query: BoardQuery,
    /// The profiles that count.
    pub profiles: Arc<[Profile]>,
    /// Who "mine" is about.
    pub own_name: String,
    /// The instant for which urgency counts.
    pub now: Timestamp,
    /// The bands into which what is found is put.
    pub grouping: Option<Grouping>,
}

impl Question {
    /// Whether whatever this asks for is among what `wider` asks for.
    pub(super) fn narrows(&self, wider: &Self) -> bool {
        let is_same = self.query.filters == wider.query.filters
            && self.profiles == wider.profiles
            && self.own_name == wider.own_name
            && (self.now == wider.now || !self.query.has_kind(FilterKind::Urgency));
        let words = self.query.words();
        is_same
            && wider
                .query
                .words()
                .iter()
                .all(|wider| words.iter().any(|word| word.contains(wider.as_str())))
    }
}

/// Passes over filters that a newer version of the program has kept.
fn known_filters<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<BoardFilter>, D::Error> {
    let values = Vec::<serde_json::Value>::deserialize(deserializer)?;
    Ok(values
        .into_iter()
        .filter_map(|value| serde_json::from_value(value).ok())
        .collect())
}
