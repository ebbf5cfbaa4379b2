//! The pages of a file as they were last committed: those in the file itself, and those still in its log; decrypted where they are encrypted.

use super::log::Log;
use crate::store::StoreError;
use crate::store::cipher::{self, KeyBytes, PAGE_BYTES, USABLE_BYTES};
use crate::store::keys::FileKey;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

/// What SQLite begins a file with.
const MAGIC: &[u8] = b"SQLite format 3\0";
/// The sizes a page may have, the program's own first.
const PAGE_SIZES: [usize; 8] = [8192, 4096, 1024, 512, 2048, 16384, 32768, 65536];
/// How many pages are looked at to find out their size.
const SAMPLED: u64 = 200;

/// The pages of a file.
#[derive(Debug)]
pub(super) struct Pages {
    file: File,
    log: Log,
    page_bytes: usize,
    usable: usize,
    count: u32,
    /// That of the file, and the one for checksums made from it.
    keys: Option<(FileKey, KeyBytes)>,
}

impl Pages {
    /// Opens a file, whatever state it is in. It is only read.
    ///
    /// # Errors
    /// When it is not there or may not be read.
    pub(super) fn open(path: &Path, key: Option<&FileKey>) -> Result<Self, StoreError> {
        let unreachable = |source| StoreError::Unreachable {
            path: path.to_owned(),
            source,
        };
        let file = File::open(path).map_err(unreachable)?;
        let length = file.metadata().map_err(unreachable)?.len();
        let header = bytes_at(&file, 0, 100).unwrap_or_default();
        let keys = key.and_then(|key| {
            let check_key = cipher::check_key(key.bytes(), key.salt())?;
            Some((key.clone(), check_key))
        });
        let page_bytes = match keys {
            Some(_) => PAGE_BYTES,
            None => page_size(&file, &header, length),
        };
        let log = Log::read(&with_suffix(path, "-wal"), page_bytes, |number| {
            page_at(&file, number, page_bytes)
        });
        let in_file = length.div_ceil(page_bytes as u64);
        let count = log
            .pages()
            .unwrap_or_else(|| u32::try_from(in_file).unwrap_or(u32::MAX));
        // SQLite keeps at least 480 bytes of a page for itself; the program leaves none of them to others.
        let reserved = match header.get(20) {
            Some(reserved) if header.starts_with(MAGIC) => usize::from(*reserved),
            _ => 0,
        };
        let usable = if keys.is_some() {
            USABLE_BYTES
        } else if page_bytes - reserved >= 480 {
            page_bytes - reserved
        } else {
            page_bytes
        };
        Ok(Self {
            file,
            log,
            page_bytes,
            usable,
            count,
            keys,
        })
    }

    /// How many pages there are; the first is number 1.
    pub(super) const fn count(&self) -> u32 {
        self.count
    }

    /// How many bytes of a page SQLite uses.
    pub(super) const fn usable(&self) -> usize {
        self.usable
    }

    /// What became of the log.
    pub(super) const fn log(&self) -> &Log {
        &self.log
    }

    /// A page; zeros where the file ends within it. `None` when there is none, the disk does not give it, or it cannot be decrypted.
    pub(super) fn read(&self, number: u32) -> Option<Vec<u8>> {
        if number == 0 || number > self.count {
            return None;
        }
        let page = self
            .log
            .page(number, self.page_bytes)
            .or_else(|| page_at(&self.file, number, self.page_bytes))?;
        match &self.keys {
            Some((key, check_key)) => cipher::decrypt_page(key.bytes(), check_key, number, &page),
            None => Some(page),
        }
    }
}

/// The name of what SQLite keeps beside a file.
pub(super) fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// As many of these bytes as are there.
pub(super) fn bytes_at(mut file: &File, at: u64, length: usize) -> Option<Vec<u8>> {
    file.seek(SeekFrom::Start(at)).ok()?;
    let mut bytes = Vec::with_capacity(length);
    file.take(length as u64).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

/// A number as SQLite writes it.
pub(super) fn number_at(bytes: &[u8], at: usize) -> Option<u32> {
    let bytes = bytes.get(at..at + 4)?.try_into().ok()?;
    Some(u32::from_be_bytes(bytes))
}

fn page_at(file: &File, number: u32, page_bytes: usize) -> Option<Vec<u8>> {
    let at = u64::from(number - 1) * page_bytes as u64;
    let mut bytes = bytes_at(file, at, page_bytes)?;
    if bytes.is_empty() {
        return None;
    }
    bytes.resize(page_bytes, 0);
    Some(bytes)
}

/// The size of a page: what the header says, else the program's own, unless with another size far more of the file looks like pages.
fn page_size(file: &File, header: &[u8], length: u64) -> usize {
    let said = match header.get(16..18) {
        Some([0, 1]) => 65536,
        Some([high, low]) => usize::from(u16::from_be_bytes([*high, *low])),
        _ => 0,
    };
    let scores: Vec<(usize, u64)> = std::iter::once(said)
        .filter(|said| PAGE_SIZES.contains(said))
        .chain(PAGE_SIZES)
        .map(|size| (size, plausible_bytes(file, size, length)))
        .collect();
    let best = scores.iter().map(|(_, score)| *score).max().unwrap_or(0);
    // Of a file of long texts few pages are of a tree, and where one of another size would begin stands one now and then.
    scores
        .iter()
        .find(|(_, score)| *score > 0 && score.saturating_mul(4) >= best)
        .map_or(PAGE_SIZES[0], |(size, _)| *size)
}

/// How much of the file, as far as it is looked at, is pages of a tree if pages have this size.
fn plausible_bytes(file: &File, size: usize, length: u64) -> u64 {
    let pages = length / size as u64;
    let step = (pages / SAMPLED).max(1);
    let mut plausible = 0;
    for index in (0..pages).step_by(usize::try_from(step).unwrap_or(1)) {
        let head = bytes_at(file, index * size as u64, 12).unwrap_or_default();
        if looks_like_tree(&head, size) {
            plausible += size as u64 * step;
        }
    }
    plausible
}

fn looks_like_tree(head: &[u8], size: usize) -> bool {
    let [kind, _, _, cells_high, cells_low, start_high, start_low, ..] = *head else {
        return false;
    };
    let cells = usize::from(u16::from_be_bytes([cells_high, cells_low]));
    let start = usize::from(u16::from_be_bytes([start_high, start_low]));
    matches!(kind, 2 | 5 | 10 | 13)
        && cells > 0
        && 8 + 2 * cells <= start
        && start < size
        && size - start >= 2 * cells
}
