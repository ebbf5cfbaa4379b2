//! Encrypting a file with its backups, changing the passphrase and taking it away, and opening an encrypted file.

use super::DeskError;
use super::erasure::{delete_copies, folders_of};
use super::keychain::{self, KeychainError};
use crate::store::{
    BackupName, Decrypting, LockedFolder, Passphrase, Protected, Protection, Store, StoreError,
    convert_file, copies_aside, is_encryption_available, is_unlocked, keychain_name, protection,
    unlock,
};
use crate::text::{Say, Texts};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// A passphrase with fewer characters is refused: all of its like are tried within days.
pub const FEWEST_CHARACTERS: usize = 10;
/// How long another program may be at work in a folder of backups.
const LONGEST_WAIT: Duration = Duration::from_secs(30);

/// How a file is to be protected from now on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum NewProtection {
    /// It is not encrypted.
    Plain,
    /// It is encrypted with this passphrase.
    Encrypted {
        /// What opens it.
        passphrase: Passphrase,
        /// Whether the system is to remember it for whoever is logged in.
        is_remembered: bool,
    },
}

/// What became of a file whose protection was changed.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Converted {
    /// How many backups were written anew.
    pub rewritten: usize,
    /// Backups and folders of backups that could not be reached or written anew: they are as they were, and tried again at every start.
    pub left: Vec<PathBuf>,
    /// Copies that were set aside before, and are as they were. Deleting them is for a person to decide.
    pub aside: Vec<PathBuf>,
    /// Why the system does not remember the passphrase, where it was to, or still has the one from before.
    pub keychain: Option<KeychainError>,
}

/// What is known about how a file is protected.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct EncryptionState {
    /// Whether the program can encrypt at all.
    pub is_available: bool,
    /// Whether the file is encrypted.
    pub is_encrypted: bool,
}

/// How a file is protected.
///
/// # Errors
/// When it cannot be read.
pub fn encryption_state(file: &Path) -> Result<EncryptionState, StoreError> {
    Ok(EncryptionState {
        is_available: is_encryption_available(),
        is_encrypted: protection(file)? == Protection::Encrypted,
    })
}

/// Makes an encrypted file ready to be opened with the passphrase that the system remembers for it. Takes a while: not for the window's thread.
///
/// # Errors
/// [`StoreError::Encrypted`] when none is remembered that fits, [`StoreError::Damaged`] when it fits and the file's first page is damaged, or when
/// the file cannot be read.
pub fn unlock_remembered(file: &Path) -> Result<(), StoreError> {
    if is_unlocked(file)? {
        return Ok(());
    }
    let Some(passphrase) = keychain::remembered(file) else {
        return Err(StoreError::Encrypted(file.to_owned()));
    };
    match unlock(file, &passphrase) {
        Err(StoreError::WrongPassphrase(file)) => Err(StoreError::Encrypted(file)),
        done => done,
    }
}

/// As [`unlock_remembered`], for whoever opens the file next and finds out then what else is wrong with it.
///
/// # Errors
/// [`StoreError::Encrypted`] or [`StoreError::Damaged`].
pub fn unlock_where_remembered(file: &Path) -> Result<(), StoreError> {
    match unlock_remembered(file) {
        Err(error @ StoreError::Encrypted(_)) => Err(error),
        Err(error) if error.is_damage() => Err(error),
        _ => Ok(()),
    }
}

/// Makes an encrypted file ready to be opened, and has the system remember the passphrase where that is wanted. Takes a while: not for the
/// window's thread.
///
/// # Errors
/// [`StoreError::WrongPassphrase`], or as [`unlock_remembered`]. That the system cannot remember it is no error here, and returned.
pub fn unlock_with(
    file: &Path,
    passphrase: &Passphrase,
    is_remembered: bool,
) -> Result<Option<KeychainError>, StoreError> {
    // Only what was tried on it is remembered for it.
    let is_tried = !is_unlocked(file)?;
    unlock(file, passphrase)?;
    Ok((is_remembered && is_tried)
        .then(|| keychain::remember(file, passphrase).err())
        .flatten())
}

/// Changes how a file and its backups are protected. The file must be unlocked, and open nowhere. What was readable before is overwritten.
///
/// # Errors
/// [`DeskError::PassphraseTooShort`], or when the file is open somewhere or cannot be written anew; it is then as it was.
pub fn convert(file: &Path, to: &NewProtection) -> Result<Converted, DeskError> {
    let former = keychain_name(file);
    let passphrase = match to {
        NewProtection::Plain => None,
        NewProtection::Encrypted { passphrase, .. } => Some(passphrase),
    };
    if passphrase.is_some_and(|passphrase| passphrase.characters() < FEWEST_CHARACTERS) {
        return Err(DeskError::PassphraseTooShort);
    }
    convert_file(file, passphrase)?;
    // From here on it is done: what fails is told beside it.
    let Protected { rewritten, left } = Store::open(file).map_or_else(
        |error| {
            tracing::warn!(%error, "the backups are protected later");
            Protected {
                rewritten: 0,
                left: vec![BackupName::folder_of(file)],
            }
        },
        |store| protect_backups(&store, Decrypting::Wanted, LONGEST_WAIT),
    );
    let mut converted = Converted {
        rewritten,
        // What opens a backup that is left is not to be forgotten.
        keychain: former
            .filter(|former| left.is_empty() && keychain::recall(former).is_some())
            .and_then(|former| keychain::forget_named(&former).err()),
        left,
        aside: copies_aside(file),
    };
    if let NewProtection::Encrypted {
        passphrase,
        is_remembered: true,
    } = to
    {
        converted.keychain = keychain::remember(file, passphrase).err();
    }
    Ok(converted)
}

/// Has every backup in every folder protected as the file is. Folders that are away or cannot be worked in are among those that are left.
pub(super) fn protect_backups(
    store: &Store,
    decrypting: Decrypting,
    patience: Duration,
) -> Protected {
    let mut all = Protected::default();
    let folders = store
        .begin_protecting()
        .and_then(|()| folders_of(store))
        .unwrap_or_else(|error| {
            tracing::warn!(%error, "the backups are protected later");
            all.left.push(store.path().to_owned());
            Vec::new()
        });
    for folder in folders {
        // A folder that is not there has no backups, unless the drive it is on is away.
        if !folder.is_dir() {
            if let Some(root) = folder.parent().filter(|root| !root.is_dir()) {
                all.left.push(root.to_owned());
            }
            continue;
        }
        let done = LockedFolder::lock(&folder, patience).and_then(|locked| {
            locked.map_or_else(
                || Err(StoreError::Locked(folder.clone())),
                |locked| store.protect_backups(&locked, decrypting),
            )
        });
        match done {
            Ok(done) => {
                all.rewritten += done.rewritten;
                all.left.extend(done.left);
            }
            Err(error) => {
                tracing::warn!(%error, "the backups in a folder stay as they are protected");
                all.left.push(folder);
            }
        }
    }
    if all.left.is_empty()
        && let Err(error) = store.end_protecting()
    {
        tracing::warn!(%error, "a key from before is forgotten later");
    }
    all
}

impl Converted {
    /// Deletes the copies that were set aside, as a person has decided.
    pub fn delete_aside(&mut self) {
        self.aside = delete_copies(&self.aside);
    }

    /// What is still as it was, and what the system did not do, in the person's language.
    pub fn problems(&self, texts: &Texts) -> Vec<String> {
        let mut problems = Vec::new();
        let told = |key: &str, paths: &[PathBuf]| {
            let names: Vec<String> = paths
                .iter()
                .map(|path| path.display().to_string())
                .collect();
            texts.with(
                key,
                &[
                    ("count", paths.len().into()),
                    ("files", names.join(", ").into()),
                ],
            )
        };
        if !self.left.is_empty() {
            problems.push(told("encryption-left", &self.left));
        }
        if !self.aside.is_empty() {
            problems.push(told("encryption-aside", &self.aside));
        }
        problems.extend(self.keychain.as_ref().map(|error| error.say(texts)));
        problems
    }
}

impl Say for KeychainError {
    fn say(&self, texts: &Texts) -> String {
        texts.with("encryption-keychain", &[("why", self.0.as_str().into())])
    }
}
