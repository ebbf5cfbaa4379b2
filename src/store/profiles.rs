//! Business profiles: read, written with what they were, and what is known about the referrals that arrive for them.

use super::ChangeId;
use super::changes::Reverted;
use super::rows::json_error;
use super::write::to_json;
use super::{Store, StoreError};
use crate::domain::{ArrivalFacts, Profile, ProfileId};
use rusqlite::{Connection, Row, params};

impl Store {
    /// Every profile, by region.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn profiles(&self) -> Result<Vec<Profile>, StoreError> {
        profiles(&self.connection).map_err(|error| self.error(error))
    }

    /// What arrives in `region`, for the checks of the profile `id`.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn arrival_facts(&self, id: ProfileId, region: &str) -> Result<ArrivalFacts, StoreError> {
        let read = || {
            let other_regions = self
                .connection
                .prepare_cached("SELECT region FROM profile WHERE id <> ?1 ORDER BY region")?
                .query_map([id.0], |row| row.get(0))?
                .collect::<rusqlite::Result<_>>()?;
            let by_size: Vec<(Option<String>, usize)> = self
                .connection
                .prepare_cached(
                    "SELECT company_size, count(*) FROM referral
                     WHERE stage <> 'archived' AND region = upper(?1) GROUP BY company_size",
                )?
                .query_map([region], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect::<rusqlite::Result<_>>()?;
            Ok(ArrivalFacts {
                other_regions,
                open_referrals: by_size.iter().map(|(_, count)| count).sum(),
                open_by_size: by_size
                    .into_iter()
                    .filter_map(|(size, count)| Some((size?, count)))
                    .collect(),
            })
        };
        read().map_err(|error| self.error(error))
    }
}

impl super::WriteTransaction<'_> {
    /// Every profile as it stands inside the transaction, by region.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn profiles(&self) -> Result<Vec<Profile>, StoreError> {
        profiles(&self.transaction).map_err(|error| self.error(error))
    }

    /// Writes a profile and what it was; gives a new one its id.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when it was changed meanwhile; otherwise when it cannot be written.
    pub fn put_profile(
        &self,
        change: ChangeId,
        before: Option<&Profile>,
        after: &mut Profile,
    ) -> Result<(), StoreError> {
        let put = |after: &mut Profile| {
            let known_id = (after.id.0 != 0).then_some(after.id.0);
            let body = to_json(after)?;
            match before {
                None => {
                    self.transaction.execute(
                        "INSERT INTO profile (id, region, revision, body) VALUES (?1, ?2, ?3, ?4)",
                        params![known_id, after.region, after.revision, body],
                    )?;
                    after.id = ProfileId(self.transaction.last_insert_rowid());
                }
                Some(before) => {
                    let changed = self.transaction.execute(
                        "UPDATE profile SET region = ?3, revision = ?4, body = ?5 WHERE id = ?1 AND revision = ?2",
                        params![after.id.0, before.revision, after.region, after.revision, body],
                    )?;
                    if changed != 1 {
                        return Ok(false);
                    }
                }
            }
            self.put_profile_history(change, after.id, after.revision, before)?;
            Ok(true)
        };
        match put(after) {
            Ok(true) => Ok(()),
            Ok(false) => Err(StoreError::Conflict),
            Err(error) => Err(self.error(error)),
        }
    }

    /// Deletes a profile; referrals are not touched.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn delete_profile(&self, change: ChangeId, profile: &Profile) -> Result<(), StoreError> {
        self.transaction
            .execute("DELETE FROM profile WHERE id = ?1", [profile.id.0])
            .and_then(|_| self.put_profile_history(change, profile.id, 0, Some(profile)))
            .map_err(|error| self.error(error))
    }

    /// The profiles a change touched, as they were before it.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn profiles_before(
        &self,
        change: ChangeId,
    ) -> Result<Vec<Reverted<ProfileId, Profile>>, StoreError> {
        self.transaction
            .prepare(
                "SELECT profile_id, revision, before FROM profile_history WHERE change_id = ?1",
            )
            .and_then(|mut statement| {
                statement
                    .query_map([change.0], |row| {
                        let before: Option<String> = row.get(2)?;
                        Ok(Reverted {
                            id: ProfileId(row.get(0)?),
                            revision: row.get(1)?,
                            before: before
                                .map(|json| serde_json::from_str(&json))
                                .transpose()
                                .map_err(|error| json_error(2, error))?,
                        })
                    })?
                    .collect()
            })
            .map_err(|error| self.error(error))
    }

    fn put_profile_history(
        &self,
        change: ChangeId,
        id: ProfileId,
        revision: i64,
        before: Option<&Profile>,
    ) -> rusqlite::Result<()> {
        let before = before.map(to_json).transpose()?;
        self.transaction
            .execute(
                "INSERT INTO profile_history (profile_id, change_id, revision, before) VALUES (?1, ?2, ?3, ?4)",
                params![id.0, change.0, revision, before],
            )
            .map(|_| ())
    }
}

fn profiles(connection: &Connection) -> rusqlite::Result<Vec<Profile>> {
    connection
        .prepare_cached("SELECT id, revision, body FROM profile ORDER BY region")?
        .query_map([], read_profile)?
        .collect()
}

fn read_profile(row: &Row<'_>) -> rusqlite::Result<Profile> {
    let body: String = row.get(2)?;
    let mut profile: Profile = serde_json::from_str(&body).map_err(|error| json_error(2, error))?;
    profile.id = ProfileId(row.get(0)?);
    profile.revision = row.get(1)?;
    Ok(profile)
}
