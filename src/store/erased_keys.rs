//! Whom the file has erased, so that no import brings them back: keyed hashes of what their referrals are called, and nothing of a person.

use super::write::Snapshot;
use super::{ErasedReferral, StoreError, WriteTransaction};
use crate::domain::{ImportRow, Timestamp};
use rusqlite::{Connection, OptionalExtension};
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::collections::{BTreeSet, HashSet};
use std::fmt::Write;

/// Before the name of the file in which it was written, a colon and the hash: each is a setting of its own, so that files of every version can have
/// them.
pub(super) const PREFIX: &str = "erased:";
/// So many bytes of a hash are kept.
const HASH_BYTES: usize = 16;

/// By what rows of files are known to be about somebody who was erased.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ErasedKeys {
    keys: HashSet<String>,
    /// The names of the files in which they were written.
    files: BTreeSet<String>,
}

impl ErasedKeys {
    /// Whether a row is about somebody who was erased.
    pub fn has(&self, row: &ImportRow) -> bool {
        // Most files have erased nobody.
        !self.keys.is_empty()
            && row_keys(row).any(|key| {
                let mut files = self.files.iter();
                files.any(|file| self.keys.contains(key.hashed(file).as_str()))
            })
    }

    /// What an import key was replaced by where it named the person.
    pub fn hashed_import_keys(&self, import_key: &str) -> impl Iterator<Item = String> {
        self.files
            .iter()
            .map(move |file| hashed_import_key(file, import_key))
    }
}

/// What a referral is called.
enum Key<'a> {
    PartnerCenter(&'a str),
    Import(Cow<'a, str>),
    /// A file's own name for it. When it was received tells it from another one that has the same number after a restore.
    Own(&'a str, Timestamp),
}

impl Key<'_> {
    fn hashed(&self, file: &str) -> String {
        let mut hash = Sha256::new();
        // No part can be taken for another.
        let mut add = |part: &[u8]| {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part);
        };
        add(b"Leadline erased");
        add(file.as_bytes());
        match self {
            Self::PartnerCenter(id) => [b"partner center", id.as_bytes()].map(&mut add),
            Self::Import(key) => [b"import", key.as_bytes()].map(&mut add),
            Self::Own(name, at) => {
                add(b"own");
                [name.as_bytes(), &at.millis().to_be_bytes()].map(&mut add)
            }
        };
        let hash = hash.finalize();
        let mut text = format!("{PREFIX}{file}:");
        for byte in hash.iter().take(HASH_BYTES) {
            // Writing to a text never fails.
            _ = write!(text, "{byte:02x}");
        }
        text
    }
}

/// What the referral that a row is about may have been called.
fn row_keys(row: &ImportRow) -> impl Iterator<Item = Key<'_>> {
    let partner_center = row.partner_center_id.as_deref().map(Key::PartnerCenter);
    let own = row.leadline_id.as_deref().zip(row.received_at);
    let import = match (&row.partner_center_id, &row.leadline_id) {
        (_, Some(name)) => Some(Key::Import(Cow::Borrowed(name))),
        (Some(_), None) => None,
        (None, None) => Some(Key::Import(Cow::Owned(row.fingerprint()))),
    };
    partner_center
        .into_iter()
        .chain(own.map(|(name, at)| Key::Own(name, at)))
        .chain(import)
}

pub(super) fn hashed_import_key(file: &str, import_key: &str) -> String {
    Key::Import(Cow::Borrowed(import_key)).hashed(file)
}

/// Notes what a referral is and ever was called, before its person is erased.
pub(super) fn note<'a>(
    connection: &Connection,
    file: &str,
    erased: ErasedReferral,
    snapshots: impl Iterator<Item = &'a Snapshot>,
) -> rusqlite::Result<()> {
    type Row = (Option<String>, Option<String>, Timestamp);
    let own = format!("{file}:{}", erased.id);
    let row: Option<Row> = connection
        .query_row(
            "SELECT partner_center_id, import_key, received_at FROM referral WHERE id = ?1",
            [erased.id],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )
        .optional()?;
    let before = snapshots.map(|snapshot| {
        (
            snapshot.referral.partner_center_id.clone(),
            snapshot.import_key.clone(),
            snapshot.referral.received_at,
        )
    });
    let mut insert = connection
        .prepare_cached("INSERT OR IGNORE INTO setting (name, value) VALUES (?1, 'true')")?;
    for (partner_center_id, import_key, received_at) in row.into_iter().chain(before) {
        let keys = [
            partner_center_id.as_deref().map(Key::PartnerCenter),
            // One that is hashed already was noted when it was.
            import_key
                .as_deref()
                .filter(|key| !key.starts_with(PREFIX))
                .map(|key| Key::Import(Cow::Borrowed(key))),
            Some(Key::Own(&own, received_at)),
        ];
        for key in keys.into_iter().flatten() {
            insert.execute([key.hashed(file)])?;
        }
    }
    Ok(())
}

/// The names of the settings in which they are.
pub(super) fn noted(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    connection
        .prepare_cached("SELECT name FROM setting WHERE name GLOB 'erased:*' ORDER BY name")?
        .query_map([], |row| row.get(0))?
        .collect()
}

impl WriteTransaction<'_> {
    /// By what rows of files are known to be about somebody who was erased.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn erased_keys(&self) -> Result<ErasedKeys, StoreError> {
        let keys = noted(&self.transaction).map_err(|error| self.error(error))?;
        let file_of = |key: &String| Some(key.strip_prefix(PREFIX)?.split_once(':')?.0.to_owned());
        Ok(ErasedKeys {
            files: keys.iter().filter_map(file_of).collect(),
            keys: keys.into_iter().collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_noted_says_nothing_and_depends_on_the_file() {
        let key = Key::Import("aiko sato|jp".into());
        let (one, other) = (key.hashed("one"), key.hashed("other"));
        assert!(one.starts_with("erased:one:") && other.starts_with("erased:other:"));
        assert_ne!(one.rsplit(':').next(), other.rsplit(':').next());
        assert_ne!(one, Key::PartnerCenter("aiko sato|jp").hashed("one"));
        assert_eq!(one.len(), "erased:one:".len() + 2 * HASH_BYTES);
    }
}
