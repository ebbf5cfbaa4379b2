//! Saving and deleting business profiles.

use super::DeskError;
use super::execute::Done;
use crate::domain::{FindingKind, Origin, Profile, ProfileId, Refusal, Severity, Timestamp, check};
use crate::store::{ChangeId, ChangeKind, ChangeLabel, Store};
use std::collections::HashSet;

/// Creates or replaces profiles as one change; one without an id replaces the profile of its region.
pub(super) fn save(
    store: &mut Store,
    profiles: &[Profile],
    now: Timestamp,
) -> Result<Done, DeskError> {
    let tidied: Vec<Profile> = profiles.iter().map(Profile::tidied).collect();
    for profile in &tidied {
        let facts = store.arrival_facts(profile.id, &profile.region)?;
        let errors = check(profile, &facts)
            .into_iter()
            .filter(|finding| finding.severity == Severity::Error)
            .map(|finding| finding.kind)
            // A new profile for a known region replaces that region's profile: imports rely on it.
            .find(|kind| profile.id.0 != 0 || *kind != FindingKind::RegionTaken);
        match errors {
            Some(FindingKind::RegionTaken) => return Err(Refusal::RegionTaken.into()),
            Some(_) => return Err(Refusal::ProfileInvalid.into()),
            None => {}
        }
    }
    let mut regions = HashSet::new();
    if !tidied.iter().all(|profile| regions.insert(&profile.region)) {
        return Err(Refusal::RegionTaken.into());
    }
    let label = ChangeLabel {
        kind: ChangeKind::SaveProfiles,
        subject: match tidied.as_slice() {
            [only] => Some(only.region.clone()),
            _ => None,
        },
        count: tidied.len(),
    };
    let transaction = store.write()?;
    let change =
        transaction.begin_change(now, Origin::Person, ChangeKind::SaveProfiles, &label, None)?;
    for mut profile in tidied {
        let stored = transaction.profiles()?;
        let before = if profile.id.0 == 0 {
            stored.iter().find(|known| known.region == profile.region)
        } else {
            let known = stored.iter().find(|known| known.id == profile.id);
            match known {
                Some(known) if known.revision == profile.revision => Some(known),
                _ => return Err(Refusal::ChangedSince.into()),
            }
        };
        if let Some(before) = before {
            profile.id = before.id;
            profile.revision = before.revision + 1;
        } else {
            profile.revision = 1;
        }
        transaction.put_profile(change, before, &mut profile)?;
    }
    transaction.commit()?;
    Ok(done(change, label))
}

/// Deletes a profile; referrals are not touched.
pub(super) fn delete(store: &mut Store, id: ProfileId, now: Timestamp) -> Result<Done, DeskError> {
    let transaction = store.write()?;
    let profile = transaction
        .profiles()?
        .into_iter()
        .find(|profile| profile.id == id)
        .ok_or(Refusal::NotFound)?;
    let label = ChangeLabel {
        kind: ChangeKind::DeleteProfile,
        subject: Some(profile.region.clone()),
        count: 1,
    };
    let change =
        transaction.begin_change(now, Origin::Person, ChangeKind::DeleteProfile, &label, None)?;
    transaction.delete_profile(change, &profile)?;
    transaction.commit()?;
    Ok(done(change, label))
}

fn done(change: ChangeId, label: ChangeLabel) -> Done {
    Done {
        profiles_changed: true,
        ..Done::of(Some(change), label)
    }
}
