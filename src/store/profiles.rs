//! Reading business profiles, and what is known about the referrals that arrive for them.

use super::rows::json_error;
use super::{Store, StoreError};
use crate::domain::{ArrivalFacts, Profile, ProfileId};
use rusqlite::{Connection, Row};

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
