//! Which settings a backup has otherwise: restoring it brings them back.

use super::{SETTINGS, Settings, settings_of};
use crate::desk::DeskError;
use crate::store::{Store, settings_of_copy};
use crate::text::{Say, Texts};
use std::path::Path;

/// A setting, or several of one kind.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DifferingSetting {
    /// The policy for new referrals.
    Policy,
    /// How long ahead people are reminded.
    LeadTimes,
    /// When the person works.
    WorkingHours,
    /// The saved views of the board.
    Views,
    /// Whether and how notifications are raised.
    Notifications,
    /// How the window looks and what language it speaks.
    Appearance,
}

impl DifferingSetting {
    /// The neutral code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Policy => "policy",
            Self::LeadTimes => "lead_times",
            Self::WorkingHours => "working_hours",
            Self::Views => "views",
            Self::Notifications => "notifications",
            Self::Appearance => "appearance",
        }
    }
}

impl Say for DifferingSetting {
    fn say(&self, texts: &Texts) -> String {
        let key = match self {
            Self::Policy => "backups-setting-policy",
            Self::LeadTimes => "backups-setting-leads",
            Self::WorkingHours => "backups-setting-hours",
            Self::Views => "backups-setting-views",
            Self::Notifications => "backups-setting-notifications",
            Self::Appearance => "backups-setting-appearance",
        };
        texts.get(key).to_owned()
    }
}

/// The settings that restoring a backup would change. Where backups are kept as well, and after how long persons are erased, stays as it is.
///
/// # Errors
/// When one of the two cannot be read.
pub fn differing_settings(
    store: &Store,
    backup: &Path,
) -> Result<Vec<DifferingSetting>, DeskError> {
    let now = settings_of(store)?;
    let then = settings_of_copy::<Settings>(backup, SETTINGS)?;
    let chosen = then.asked.unwrap_or_default();
    let notifications = |settings: &Settings| {
        (
            settings.desktop_notifications,
            settings.notifications_name_customer,
            settings.keeps_reminding,
        )
    };
    let appearance = |settings: &Settings| {
        (
            (settings.language, settings.theme, settings.text_size),
            (settings.density, settings.motion, settings.swimlanes),
            (
                settings.own_name.clone(),
                settings.collapsed_lanes.clone(),
                settings.collapsed_bands.clone(),
            ),
        )
    };
    let found = [
        (DifferingSetting::Policy, now.policy != then.policy),
        (DifferingSetting::LeadTimes, now.leads != then.leads),
        (DifferingSetting::WorkingHours, now.hours != then.hours),
        (DifferingSetting::Views, now.views != chosen.views),
        (
            DifferingSetting::Notifications,
            notifications(&now) != notifications(&chosen),
        ),
        (
            DifferingSetting::Appearance,
            appearance(&now) != appearance(&chosen),
        ),
    ];
    Ok(found
        .into_iter()
        .filter_map(|(setting, differs)| differs.then_some(setting))
        .collect())
}

/// Which settings come back with a backup; `None` when none does.
pub fn settings_words(texts: &Texts, settings: &[DifferingSetting]) -> Option<String> {
    if settings.is_empty() {
        return None;
    }
    let names: Vec<String> = settings.iter().map(|one| one.say(texts)).collect();
    let names = names.join(texts.get("common-list-separator"));
    Some(texts.with("backups-dialog-settings", &[("settings", names.into())]))
}
