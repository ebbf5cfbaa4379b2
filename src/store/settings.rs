//! Settings: small values by name, as JSON.

use super::{Store, StoreError, WriteTransaction};
use crate::domain::PolicyId;
use rusqlite::{Connection, OptionalExtension, params};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::path::{Path, PathBuf};

/// The name under which the policy for new referrals is kept.
const POLICY: &str = "policy";
/// The name under which the second folder for backups is kept.
const SECOND_BACKUP_FOLDER: &str = "second_backup_folder";
/// The name under which the time is kept after which archived contacts are erased.
const RETENTION_DAYS: &str = "retention_days";

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
        self.put_setting(SECOND_BACKUP_FOLDER, &folder)
    }
}
