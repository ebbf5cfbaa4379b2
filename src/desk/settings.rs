//! What a person has chosen for the program, kept in the file.

mod differing;
mod merge;

use super::reminders::plan_anew;
use super::{BoardQuery, Desk, DeskError};
use crate::domain::{LeadTimes, PolicyId, Stage, Timestamp, WorkingHours};
use crate::store::{Store, StoreError, WriteTransaction};
use crate::text::Language;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::path::PathBuf;

pub use differing::{DifferingSetting, differing_settings, settings_words};

/// Light or dark.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ThemeChoice {
    /// As the system has it.
    #[default]
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

/// How large text is shown, and with it everything else, in percent.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(from = "u16", into = "u16")]
pub struct TextSize(u16);

impl Default for TextSize {
    fn default() -> Self {
        Self::NORMAL
    }
}

impl TextSize {
    /// As the typeface is meant to be read.
    pub const NORMAL: Self = Self(100);
    /// The largest.
    pub const LARGEST: Self = Self(200);
    /// Every size, the smallest first.
    pub const ALL: [Self; 6] = [
        Self::NORMAL,
        Self(110),
        Self(125),
        Self(150),
        Self(175),
        Self::LARGEST,
    ];

    /// In percent.
    pub const fn percent(self) -> u16 {
        self.0
    }

    /// As a factor.
    pub fn factor(self) -> f32 {
        f32::from(self.0) / 100.0
    }

    /// The next larger one, unless this is the largest.
    pub fn larger(self) -> Option<Self> {
        Self::ALL.into_iter().find(|size| size.0 > self.0)
    }

    /// The next smaller one, unless this is the smallest.
    pub fn smaller(self) -> Option<Self> {
        Self::ALL.into_iter().rev().find(|size| size.0 < self.0)
    }
}

impl From<u16> for TextSize {
    /// The offered size nearest to `percent`, whatever a file says.
    fn from(percent: u16) -> Self {
        Self::ALL
            .into_iter()
            .min_by_key(|size| size.0.abs_diff(percent))
            .unwrap_or_default()
    }
}

impl From<TextSize> for u16 {
    fn from(size: TextSize) -> Self {
        size.0
    }
}

/// How much of each referral its card on the board shows.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Density {
    /// Time, customer and what is known about them, in two lines.
    Compact,
    /// And the beginning of the request.
    #[default]
    Normal,
    /// And more of the request, with room around it.
    Roomy,
}

impl Density {
    /// Every density, the densest first.
    pub const ALL: [Self; 3] = [Self::Compact, Self::Normal, Self::Roomy];

    /// The next one; after the last comes the first.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Compact => Self::Normal,
            Self::Normal => Self::Roomy,
            Self::Roomy => Self::Compact,
        }
    }
}

/// How much moves on the screen.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MotionChoice {
    /// As the system has it.
    #[default]
    System,
    /// What changes moves to its new place.
    Full,
    /// What changes is there at once.
    Reduced,
}

/// What the cards of the board are put into bands by, which run across its lanes.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Swimlanes {
    /// There are no bands.
    #[default]
    Off,
    /// By the customer's region.
    Region,
    /// By the size of the customer's company.
    CompanySize,
    /// By who works on the referral.
    Owner,
}

impl Swimlanes {
    /// Every choice, in the order offered.
    pub const ALL: [Self; 4] = [Self::Off, Self::Region, Self::CompanySize, Self::Owner];
}

/// Names a band, whether or not any card is in it now.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct BandName {
    /// What the bands are made by.
    pub by: Swimlanes,
    /// What the cards of the band have in common; `None` where nothing is known.
    pub value: Option<String>,
}

/// What the board is narrowed to, under a name.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SavedView {
    /// As the person calls it; no two views are called the same.
    pub name: String,
    /// What it shows.
    pub query: BoardQuery,
}

/// What a person has chosen for the program.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The language; the system's when `None`.
    pub language: Option<Language>,
    /// Light or dark.
    pub theme: ThemeChoice,
    /// How large everything is shown.
    pub text_size: TextSize,
    /// How much of each referral its card on the board shows.
    pub density: Density,
    /// The lanes of the board that are collapsed to a rail.
    pub collapsed_lanes: BTreeSet<Stage>,
    /// How much moves on the screen.
    pub motion: MotionChoice,
    /// Whether the card of what is worth knowing was put away; it does not come back then.
    pub has_seen_tour: bool,
    /// What the cards of the board are put into bands by.
    pub swimlanes: Swimlanes,
    /// The bands that show their header only.
    pub collapsed_bands: BTreeSet<BandName>,
    /// Whether notifications are raised on the desktop; the program's own list always has them.
    pub desktop_notifications: bool,
    /// Whether notifications name the customer; otherwise they give the referral's number.
    pub notifications_name_customer: bool,
    /// Whether the program goes on reminding when its window is closed; asked at the first closing while `None`.
    pub keeps_reminding: Option<bool>,
    /// The name that "assign to me" writes as the owner.
    pub own_name: String,
    /// The saved views of the board, in the order in which they were saved.
    pub views: Vec<SavedView>,
    /// What the board was narrowed to last.
    pub last_query: BoardQuery,
    /// The erasures these know of, as [`Store::erasures`] counts them: what they have of views and searches from before a later one is not kept.
    ///
    /// [`Store::erasures`]: crate::store::Store::erasures
    #[serde(skip)]
    pub erasures: u64,
    /// The folder of the person's choice in which every backup is kept as well.
    #[serde(skip)]
    pub second_backup_folder: Option<PathBuf>,
    /// So many days after a referral is archived its contact, request and notes are erased; they are kept while `None`.
    #[serde(skip)]
    pub retention_days: Option<u32>,
    /// The deadline policy for referrals received from now on.
    #[serde(skip)]
    pub policy: PolicyId,
    /// How long ahead of each mark people are reminded.
    #[serde(skip)]
    pub leads: LeadTimes,
    /// When the person works, and whether reminders keep to it.
    #[serde(skip)]
    pub hours: WorkingHours,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            language: None,
            theme: ThemeChoice::default(),
            text_size: TextSize::default(),
            density: Density::default(),
            collapsed_lanes: BTreeSet::new(),
            motion: MotionChoice::default(),
            has_seen_tour: false,
            swimlanes: Swimlanes::default(),
            collapsed_bands: BTreeSet::new(),
            desktop_notifications: true,
            notifications_name_customer: false,
            keeps_reminding: None,
            own_name: String::new(),
            views: Vec::new(),
            last_query: BoardQuery::default(),
            erasures: 0,
            second_backup_folder: None,
            retention_days: None,
            policy: PolicyId::default(),
            leads: LeadTimes::default(),
            hours: WorkingHours::default(),
        }
    }
}

/// The name under which the settings without a name of their own are kept.
const SETTINGS: &str = "settings";

impl Desk {
    /// The settings.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn settings(&self) -> Result<Settings, DeskError> {
        Ok(settings_of(self.store())?)
    }

    /// Keeps the settings as they are given, whatever the file has. New lead times and working hours count for every open referral at once.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn save_settings(&mut self, settings: &Settings) -> Result<(), DeskError> {
        let mut transaction = self.store_mut().write()?;
        let settings = if transaction.erasures()? == settings.erasures {
            settings.clone()
        } else {
            // They may name somebody who was erased since they were read.
            let stored: Settings = transaction.setting(SETTINGS)?.unwrap_or_default();
            Settings {
                views: stored.views,
                last_query: stored.last_query,
                ..settings.clone()
            }
        };
        put(&mut transaction, &settings)?;
        transaction.commit()?;
        Ok(())
    }

    /// Keeps what was changed between `base`, as the settings were read, and `wanted`: what another program has chosen meanwhile stays.
    /// Returns what is kept then.
    ///
    /// # Errors
    /// When they cannot be read or written.
    pub fn change_settings(
        &mut self,
        base: &Settings,
        wanted: &Settings,
    ) -> Result<Settings, DeskError> {
        let mut transaction = self.store_mut().write()?;
        let stored: Option<Settings> = transaction.setting(SETTINGS)?;
        let rules = transaction.rules();
        let found = Settings {
            erasures: transaction.erasures()?,
            leads: rules.leads.clone(),
            hours: rules.hours.clone(),
            second_backup_folder: transaction.second_backup_folder()?,
            retention_days: transaction.retention_days()?,
            policy: transaction.policy()?,
            ..stored.unwrap_or_default()
        };
        let settings = found.with_changes(base, wanted);
        put(&mut transaction, &settings)?;
        transaction.commit()?;
        Ok(settings)
    }

    /// Works out anew when reminders are due, if working hours count and the clocks on the wall are not those they were worked out for: the
    /// person has travelled, or summer time is kept otherwise. True when it did.
    ///
    /// # Errors
    /// When the file cannot be read or written.
    pub fn follow_zone(&mut self, now: Timestamp) -> Result<bool, DeskError> {
        let store = self.store();
        if !store.working_hours()?.holds_reminders
            || store
                .zone_sample()?
                .is_some_and(|sample| sample.holds(store.local_time(), now))
        {
            return Ok(false);
        }
        let transaction = self.store_mut().write()?;
        transaction.put_zone_sample(now)?;
        plan_all_anew(&transaction)?;
        transaction.commit()?;
        Ok(true)
    }
}

fn settings_of(store: &Store) -> Result<Settings, StoreError> {
    // First, so that what follows is no older.
    let erasures = store.erasures()?;
    let stored: Option<Settings> = store.setting(SETTINGS)?;
    Ok(Settings {
        erasures,
        second_backup_folder: store.second_backup_folder()?,
        retention_days: store.retention_days()?,
        policy: store.policy()?,
        leads: store.lead_times()?,
        hours: store.working_hours()?,
        ..stored.unwrap_or_default()
    })
}

fn put(transaction: &mut WriteTransaction<'_>, settings: &Settings) -> Result<(), DeskError> {
    transaction.put_setting(SETTINGS, settings)?;
    transaction.put_policy(settings.policy)?;
    transaction.put_second_backup_folder(settings.second_backup_folder.as_deref())?;
    transaction.put_retention_days(settings.retention_days)?;
    let rules = transaction.rules();
    if *rules.leads != settings.leads || *rules.hours != settings.hours {
        transaction.put_reminder_rules(&settings.leads, &settings.hours)?;
        plan_all_anew(transaction)?;
    }
    Ok(())
}

/// Works out anew when the next reminder of each referral is due.
fn plan_all_anew(transaction: &WriteTransaction<'_>) -> Result<(), DeskError> {
    for referral in transaction.reminded_referrals()? {
        plan_anew(transaction, &referral)?;
    }
    Ok(())
}
