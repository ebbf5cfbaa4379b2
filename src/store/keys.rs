//! Which files are encrypted, and the keys this run of the program knows for them: every connection is opened here.

use super::StoreError;
use super::backup_name::BackupName;
use super::cipher::{self, KeyBytes, PAGE_BYTES, SALT_BYTES, Salt};
use super::open::key_in_use;
use rusqlite::{Connection, OpenFlags};
use std::fmt;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

/// What SQLite begins a file with that is not encrypted.
pub(super) const MAGIC: &[u8; 16] = b"SQLite format 3\0";

/// What a person types to open an encrypted file. It is never shown, and overwritten in memory when it is not needed any more.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Passphrase(Zeroizing<String>);

impl Passphrase {
    /// As it was typed.
    pub fn new(typed: impl Into<String>) -> Self {
        Self(Zeroizing::new(typed.into()))
    }

    /// What was typed.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What a field types into.
    pub fn edit(&mut self) -> &mut String {
        &mut self.0
    }

    /// Whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many characters it has.
    pub fn characters(&self) -> usize {
        self.0.chars().count()
    }

    /// One that nobody can guess: 160 bits as eight groups of four letters and digits that cannot be taken for one another. `None` where the program
    /// cannot encrypt.
    pub fn random() -> Option<Self> {
        // 32 of them, so that each of the random bytes gives five bits.
        const LETTERS: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz123456789";
        const GROUP: usize = 4;
        let random = Zeroizing::new(cipher::random::<32>()?);
        let mut typed = Zeroizing::new(String::with_capacity(40));
        for (index, byte) in random.iter().enumerate() {
            if index > 0 && index % GROUP == 0 {
                typed.push('-');
            }
            let letter = LETTERS.get(usize::from(byte % 32)).copied()?;
            typed.push(char::from(letter));
        }
        Some(Self(typed))
    }
}

impl fmt::Debug for Passphrase {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Passphrase")
    }
}

/// The key of an encrypted file and of every copy of it.
#[derive(Clone)]
pub(super) struct FileKey(Arc<(KeyBytes, Salt)>);

impl fmt::Debug for FileKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("FileKey")
    }
}

/// Two keys are the same when they open the same files.
impl PartialEq for FileKey {
    fn eq(&self, other: &Self) -> bool {
        self.salt() == other.salt()
    }
}

impl FileKey {
    /// The key of a new file.
    pub(super) fn new(passphrase: &Passphrase) -> Option<Self> {
        Self::with_salt(passphrase, cipher::random()?)
    }

    fn with_salt(passphrase: &Passphrase, salt: Salt) -> Option<Self> {
        // The same letters are the same passphrase, however a keyboard puts them together.
        let composed: Zeroizing<String> = Zeroizing::new(passphrase.as_str().nfc().collect());
        let key = cipher::derive(&composed, &salt)?;
        Some(Self(Arc::new((key, salt))))
    }

    pub(super) fn bytes(&self) -> &KeyBytes {
        &self.0.0
    }

    pub(super) fn salt(&self) -> &Salt {
        &self.0.1
    }

    /// A key as [`Self::specification`] writes it.
    fn parse(specification: &str) -> Option<Self> {
        let hex = specification.strip_prefix("x'")?.strip_suffix('\'')?;
        if !hex.is_ascii() || hex.len() != 2 * (cipher::KEY_BYTES + SALT_BYTES) {
            return None;
        }
        let byte = |index: usize| u8::from_str_radix(hex.get(2 * index..2 * index + 2)?, 16).ok();
        let mut key = KeyBytes::default();
        for (index, place) in key.iter_mut().enumerate() {
            *place = byte(index)?;
        }
        let mut salt = Salt::default();
        for (index, place) in salt.iter_mut().enumerate() {
            *place = byte(cipher::KEY_BYTES + index)?;
        }
        Some(Self(Arc::new((key, salt))))
    }

    /// As SQLCipher takes a key that it need not derive.
    pub(super) fn specification(&self) -> Zeroizing<String> {
        use fmt::Write;
        let mut hex = Zeroizing::new(String::with_capacity(2 * (32 + SALT_BYTES) + 3));
        hex.push_str("x'");
        for byte in self.bytes().iter().chain(self.salt()) {
            // Writing to a text cannot fail.
            let _written = write!(hex, "{byte:02x}");
        }
        hex.push('\'');
        hex
    }
}

/// What protects a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Protection {
    /// There is no file, or nothing in it.
    Absent,
    /// Nothing: whoever can read the file reads what is in it.
    Plain,
    /// It is encrypted, as far as can be told without the key.
    Encrypted,
    /// It is neither a SQLite file nor like an encrypted one.
    Other,
}

/// The keys that were found to fit, one for each salt.
static KEYS: Mutex<Vec<FileKey>> = Mutex::new(Vec::new());

pub(super) fn keep(key: &FileKey) {
    let mut keys = KEYS.lock().unwrap_or_else(PoisonError::into_inner);
    keys.retain(|known| known.salt() != key.salt());
    keys.push(key.clone());
}

/// As a program that has just started: nothing is unlocked.
#[cfg(test)]
pub(crate) fn forget_all() {
    KEYS.lock().unwrap_or_else(PoisonError::into_inner).clear();
}

/// Takes in the keys that a file had before, as [`FileKey::specification`] writes them: its backups may still have them.
pub(super) fn keep_former(specifications: &[String]) {
    for key in specifications
        .iter()
        .filter_map(|written| FileKey::parse(written))
    {
        keep(&key);
    }
}

fn key_with_salt(salt: &[u8]) -> Option<FileKey> {
    let keys = KEYS.lock().unwrap_or_else(PoisonError::into_inner);
    keys.iter().find(|key| key.salt() == salt).cloned()
}

/// What protects the file at `path`. Of one that this process has open it is what it was opened with.
///
/// # Errors
/// When it cannot be read.
pub fn protection(path: &Path) -> Result<Protection, StoreError> {
    if let Some(key) = key_in_use(path) {
        return Ok(key.map_or(Protection::Plain, |_| Protection::Encrypted));
    }
    look_at(path).map_err(|source| StoreError::from_io(path, source))
}

/// See [`protection`], of a file that this process has not open.
pub(super) fn look_at(path: &Path) -> std::io::Result<Protection> {
    let mut file = match File::open(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Ok(Protection::Absent);
        }
        opened => opened?,
    };
    let start = start_of(&mut file)?;
    if start.is_empty() {
        return Ok(Protection::Absent);
    }
    if start.starts_with(MAGIC) {
        return Ok(Protection::Plain);
    }
    if key_with_salt(&start).is_some() || looks_random(&mut file)? {
        return Ok(Protection::Encrypted);
    }
    Ok(Protection::Other)
}

fn start_of(file: &mut File) -> std::io::Result<Vec<u8>> {
    let mut start = Vec::with_capacity(SALT_BYTES);
    file.by_ref()
        .take(SALT_BYTES as u64)
        .read_to_end(&mut start)?;
    Ok(start)
}

/// Whether most of the pages looked at are as even as only random bytes are: some may be damaged.
fn looks_random(file: &mut File) -> std::io::Result<bool> {
    const SAMPLES: u64 = 8;
    let page = PAGE_BYTES as u64;
    let pages = file.metadata()?.len() / page;
    if pages == 0 {
        return Ok(false);
    }
    let samples = SAMPLES.min(pages);
    let mut even = 0;
    for sample in 0..samples {
        let number = sample * pages.saturating_sub(1) / samples;
        file.seek(SeekFrom::Start(number * page))?;
        let mut bytes = Vec::with_capacity(PAGE_BYTES);
        file.by_ref().take(page).read_to_end(&mut bytes)?;
        even += u64::from(is_even(&bytes));
    }
    Ok(even * 2 > samples)
}

/// Whether every value of a byte is there about as often as every other.
fn is_even(bytes: &[u8]) -> bool {
    let mut counts = [0_u32; 256];
    for byte in bytes {
        if let Some(count) = counts.get_mut(usize::from(*byte)) {
            *count += 1;
        }
    }
    // Of 8,192 random bytes each value comes 32 times, give or take 5.6; none in a hundred thousand pages strays ten times as far as that.
    counts.iter().all(|count| (1..=88).contains(count))
}

/// The key of the file at `path`, when this run knows it.
pub(super) fn key_of(path: &Path) -> Option<FileKey> {
    key_in_use(path).unwrap_or_else(|| key_in_file(path))
}

/// See [`key_of`], of a file that this process has not open.
pub(super) fn key_in_file(path: &Path) -> Option<FileKey> {
    let start = File::open(path)
        .and_then(|mut file| start_of(&mut file))
        .ok()?;
    key_with_salt(&start)
}

/// The key of a damaged file: of what it begins with, or the one its other pages were written with.
pub(super) fn key_of_damaged(path: &Path) -> Option<FileKey> {
    key_in_file(path).or_else(|| {
        let mut file = File::open(path).ok()?;
        if start_of(&mut file).ok()?.starts_with(MAGIC) {
            return None;
        }
        let keys = KEYS.lock().unwrap_or_else(PoisonError::into_inner).clone();
        keys.into_iter()
            .find(|key| fits(key, &mut file).is_ok_and(|fits| fits))
    })
}

/// Whether what is in the file can be read: it is not encrypted, or its key is known.
///
/// # Errors
/// When it cannot be read at all.
pub fn is_unlocked(path: &Path) -> Result<bool, StoreError> {
    Ok(protection(path)? != Protection::Encrypted || key_of(path).is_some())
}

/// By what the system's store of passphrases is asked for that of a file: the same for every copy of it. `None` when it is not encrypted.
pub fn keychain_name(path: &Path) -> Option<String> {
    use fmt::Write;
    let salt = match key_of(path) {
        Some(key) => key.salt().to_vec(),
        None if matches!(protection(path), Ok(Protection::Encrypted)) => File::open(path)
            .and_then(|mut file| start_of(&mut file))
            .ok()?,
        None => return None,
    };
    Some(salt.iter().fold(String::new(), |mut hex, byte| {
        // Writing to a text cannot fail.
        let _written = write!(hex, "{byte:02x}");
        hex
    }))
}

/// Tries a passphrase on an encrypted file; from then on it, and every copy of it, can be opened. A file that is not encrypted needs none.
///
/// # Errors
/// [`StoreError::WrongPassphrase`], [`StoreError::Damaged`] when it fits and the file's first page is damaged, [`StoreError::EncryptionAbsent`] when this program was built without, or when the file cannot be read.
pub fn unlock(path: &Path, passphrase: &Passphrase) -> Result<(), StoreError> {
    if is_unlocked(path)? {
        return Ok(());
    }
    if !cipher::is_encryption_available() {
        return Err(StoreError::EncryptionAbsent(path.to_owned()));
    }
    let mut file = File::open(path).map_err(|source| StoreError::from_io(path, source))?;
    let start = start_of(&mut file).map_err(|source| StoreError::from_io(path, source))?;
    let wrong = || StoreError::WrongPassphrase(path.to_owned());
    let salt: Salt = start.try_into().map_err(|_| wrong())?;
    let mut fitting = |salt: Salt| -> Result<Option<FileKey>, StoreError> {
        let key = FileKey::with_salt(passphrase, salt).ok_or_else(wrong)?;
        let fits = fits(&key, &mut file).map_err(|source| StoreError::from_io(path, source))?;
        Ok(fits.then_some(key))
    };
    if let Some(key) = fitting(salt)? {
        keep(&key);
        return Ok(());
    }
    // What the file begins with may be what is damaged; its backups begin with the same.
    for other in salts_of_backups(path) {
        if other != salt
            && let Some(key) = fitting(other)?
        {
            keep(&key);
            return Err(StoreError::Damaged {
                path: path.to_owned(),
                detail: "its first page cannot be decrypted".to_owned(),
            });
        }
    }
    Err(wrong())
}

/// What the backups of a file begin with: one or two salts, unless the passphrase was changed often.
fn salts_of_backups(path: &Path) -> Vec<Salt> {
    const MOST_TRIED: usize = 4;
    let folder = BackupName::folder_of(path);
    let mut salts: Vec<Salt> = Vec::new();
    for backup in super::backups_in(&folder).unwrap_or_default() {
        let salt = File::open(&backup.path)
            .and_then(|mut file| start_of(&mut file))
            .ok()
            .and_then(|start| start.try_into().ok());
        if let Some(salt) = salt
            && salt != *MAGIC
            && !salts.contains(&salt)
            && salts.len() < MOST_TRIED
        {
            salts.push(salt);
        }
    }
    salts
}

/// Whether any of the file's first pages was written with this key: the first may be damaged.
fn fits(key: &FileKey, file: &mut File) -> std::io::Result<bool> {
    const LOOKED_AT: u32 = 50;
    let Some(check_key) = cipher::check_key(key.bytes(), key.salt()) else {
        return Ok(false);
    };
    file.seek(SeekFrom::Start(0))?;
    for number in 1..=LOOKED_AT {
        let mut page = Vec::with_capacity(PAGE_BYTES);
        file.by_ref()
            .take(PAGE_BYTES as u64)
            .read_to_end(&mut page)?;
        if page.len() < PAGE_BYTES {
            break;
        }
        if cipher::decrypt_page(key.bytes(), &check_key, number, &page).is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Opens a connection to a file, with its key where it is encrypted.
///
/// # Errors
/// [`StoreError::Encrypted`] when its key is not known; otherwise as SQLite has them.
pub(super) fn connect(path: &Path, flags: OpenFlags) -> Result<Connection, StoreError> {
    let key = key_of(path);
    if key.is_none() && matches!(protection(path), Ok(Protection::Encrypted)) {
        return Err(StoreError::Encrypted(path.to_owned()));
    }
    connect_with(path, flags, key.as_ref())
}

/// Opens a connection to a file with this key, or to one that is not encrypted; where there is no file it becomes so.
pub(super) fn connect_with(
    path: &Path,
    flags: OpenFlags,
    key: Option<&FileKey>,
) -> Result<Connection, StoreError> {
    let sorted = |error| StoreError::from_sqlite(path, error);
    let connection = Connection::open_with_flags(path, flags).map_err(sorted)?;
    prepare(&connection, key).map_err(sorted)?;
    Ok(connection)
}

/// The flags of a connection that writes, and makes the file where there is none.
pub(super) fn writing() -> OpenFlags {
    OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
}

fn prepare(connection: &Connection, key: Option<&FileKey>) -> rusqlite::Result<()> {
    // Nothing of a file goes to the system's folder of temporary files, and nothing stays where it was deleted.
    connection.execute_batch("PRAGMA temp_store = MEMORY; PRAGMA secure_delete = ON;")?;
    if !cipher::is_encryption_available() {
        return Ok(());
    }
    // What SQLCipher has to say of a page that does not fit goes to the terminal otherwise; it is told as an error in any case.
    connection.execute_batch(&format!(
        "PRAGMA cipher_log_level = NONE; PRAGMA cipher_default_page_size = {PAGE_BYTES};"
    ))?;
    if let Some(key) = key {
        let statement = Zeroizing::new(format!("PRAGMA key = \"{}\"", &*key.specification()));
        connection.execute_batch(&statement)?;
    }
    Ok(())
}
