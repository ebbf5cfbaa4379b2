//! Settings: small values by name, as JSON.

use super::reminder_rules::{LEAD_TIMES, WORKING_HOURS};
use super::{Store, StoreError, WriteTransaction};
use crate::domain::{LeadTimes, PolicyId, WorkingHours};
use rusqlite::{Connection, OptionalExtension, params};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::path::{Path, PathBuf};

/// The name under which the policy for new referrals is kept.
const POLICY: &str = "policy";
/// The name under which the second folder for backups is kept.
pub(super) const SECOND_BACKUP_FOLDER: &str = "second_backup_folder";
/// The name under which the folders are kept in which copies of the backups ever were.
pub(super) const SECOND_FOLDERS_USED: &str = "second_backup_folders_used";
/// The name under which the time is kept after which archived contacts are erased.
pub(super) const RETENTION_DAYS: &str = "retention_days";

/// The name under which it is kept that there are backups. What the program notes for itself is no change of the file.
pub const KEPT_BACKUPS: &str = "kept_backups";

impl Store {
    /// The setting of this name; `None` when it was never set or an older program cannot read it.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn setting<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>, StoreError> {
        read_setting(&self.connection, name).map_err(|error| self.error(error))
    }

    /// The deadline policy that new referrals are received under.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn policy(&self) -> Result<PolicyId, StoreError> {
        Ok(self.setting(POLICY)?.unwrap_or_default())
    }

    /// The folder of the person's choice in which every backup is kept as well; `None` when there is none.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn second_backup_folder(&self) -> Result<Option<PathBuf>, StoreError> {
        Ok(self.setting(SECOND_BACKUP_FOLDER)?.flatten())
    }

    /// The folders of copies of this file's backups, each within a second folder that was once chosen: the copies stay where another is chosen, or
    /// none. The present one may not be among them.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn second_folders_used(&self) -> Result<Vec<PathBuf>, StoreError> {
        Ok(self.setting(SECOND_FOLDERS_USED)?.unwrap_or_default())
    }
}

impl Store {
    /// So many days after a referral is archived its contact is erased; `None` when it is kept.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn retention_days(&self) -> Result<Option<u32>, StoreError> {
        Ok(self.setting(RETENTION_DAYS)?.flatten())
    }
}

impl Store {
    /// Keeps no setting of this name any more.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn forget_setting(&mut self, name: &str) -> Result<(), StoreError> {
        self.connection
            .execute("DELETE FROM setting WHERE name = ?1", [name])
            .map(|_| ())
            .map_err(|error| self.error(error))
    }
}

/// The settings of a copy, which is only read.
#[derive(Clone, PartialEq, Debug)]
pub struct SettingsOfCopy<T> {
    /// The policy for new referrals.
    pub policy: PolicyId,
    /// What decides when reminders are raised.
    pub leads: LeadTimes,
    /// When the person works.
    pub hours: WorkingHours,
    /// The setting that was asked for.
    pub asked: Option<T>,
}

/// Reads the settings of a copy, and the one of this name.
///
/// # Errors
/// When it is no Leadline file of a version this program knows, or cannot be read.
pub fn settings_of_copy<T: DeserializeOwned>(
    path: &Path,
    name: &str,
) -> Result<SettingsOfCopy<T>, StoreError> {
    let connection = super::backup_contents::open_known(path)?;
    let look = || {
        Ok(SettingsOfCopy {
            policy: read_setting(&connection, POLICY)?.unwrap_or_default(),
            leads: read_setting(&connection, LEAD_TIMES)?.unwrap_or_default(),
            hours: read_setting(&connection, WORKING_HOURS)?.unwrap_or_default(),
            asked: read_setting(&connection, name)?,
        })
    };
    look().map_err(|error| StoreError::from_sqlite(path, error))
}

/// Where a file that is only read keeps its backups as well.
///
/// # Errors
/// When it is no Leadline file of a version this program knows, or cannot be read.
pub fn second_backups_of(path: &Path) -> Result<Option<PathBuf>, StoreError> {
    let connection = super::backup_contents::open_known(path)?;
    let look = || {
        let chosen: Option<Option<PathBuf>> = read_setting(&connection, SECOND_BACKUP_FOLDER)?;
        let name = super::open::file_name(&connection)?;
        Ok(chosen.flatten().map(|chosen| chosen.join(name)))
    };
    look().map_err(|error| StoreError::from_sqlite(path, error))
}

/// See [`Store::setting`].
pub(super) fn read_setting<T: DeserializeOwned>(
    connection: &Connection,
    name: &str,
) -> rusqlite::Result<Option<T>> {
    let json: Option<String> = connection
        .prepare_cached("SELECT value FROM setting WHERE name = ?1")
        .and_then(|mut statement| statement.query_row([name], |row| row.get(0)).optional())?;
    Ok(json.and_then(|json| {
        serde_json::from_str(&json)
            .map_err(super::rows::UnreadJson::from)
            .inspect_err(|error| tracing::warn!(name, %error, "setting not understood"))
            .ok()
    }))
}

impl WriteTransaction<'_> {
    /// The setting of this name, as no other program can change it until this transaction ends.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn setting<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>, StoreError> {
        read_setting(&self.transaction, name).map_err(|error| self.error(error))
    }

    /// As [`Store::policy`].
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn policy(&self) -> Result<PolicyId, StoreError> {
        Ok(self.setting(POLICY)?.unwrap_or_default())
    }

    /// As [`Store::second_backup_folder`].
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn second_backup_folder(&self) -> Result<Option<PathBuf>, StoreError> {
        Ok(self.setting(SECOND_BACKUP_FOLDER)?.flatten())
    }

    /// As [`Store::retention_days`].
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn retention_days(&self) -> Result<Option<u32>, StoreError> {
        Ok(self.setting(RETENTION_DAYS)?.flatten())
    }

    /// Keeps a setting.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn put_setting<T: Serialize>(&self, name: &str, value: &T) -> Result<(), StoreError> {
        serde_json::to_string(value)
            .map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))
            .and_then(|json| {
                self.transaction.execute(
                    "INSERT INTO setting (name, value) VALUES (?1, ?2)
                     ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                    params![name, json],
                )
            })
            .map(|_| ())
            .map_err(|error| self.error(error))
    }

    /// Sets the policy for referrals received from now on.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn put_policy(&self, policy: PolicyId) -> Result<(), StoreError> {
        self.put_setting(POLICY, &policy)
    }

    /// Sets after how many days archived contacts are erased.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn put_retention_days(&self, days: Option<u32>) -> Result<(), StoreError> {
        self.put_setting(RETENTION_DAYS, &days)
    }

    /// Sets the folder in which every backup is kept as well.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn put_second_backup_folder(&self, folder: Option<&Path>) -> Result<(), StoreError> {
        let before: Option<PathBuf> = self.setting(SECOND_BACKUP_FOLDER)?.flatten();
        let mut used: Vec<PathBuf> = self.setting(SECOND_FOLDERS_USED)?.unwrap_or_default();
        let known = used.len();
        let name = self.file_name()?;
        for chosen in before.as_deref().into_iter().chain(folder) {
            let own = chosen.join(&name);
            if !used.contains(&own) {
                used.push(own);
            }
        }
        if used.len() > known {
            self.put_setting(SECOND_FOLDERS_USED, &used)?;
        }
        self.put_setting(SECOND_BACKUP_FOLDER, &folder)
    }
}
