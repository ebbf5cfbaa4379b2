//! The write-ahead log: which of its pages count, by SQLite's own checksums, and what of it does not.

use super::pages::{bytes_at, number_at};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::path::Path;

/// Length of the log's own header, and of that of each page in it (<https://www.sqlite.org/fileformat2.html#walformat>).
const HEADER: usize = 32;
const FRAME_HEADER: usize = 24;

/// What is in the log of a file.
#[derive(Debug, Default)]
pub(super) struct Log {
    file: Option<File>,
    /// Where the newest committed content of a page begins.
    committed: BTreeMap<u32, u64>,
    /// How many pages the file has after the last commit.
    pages: Option<u32>,
    ignored: usize,
    is_unreadable: bool,
}

type Sum = (u32, u32);

/// By what the pages of one log belong together.
#[derive(Clone, Copy)]
struct Mark {
    salt: (u32, u32),
    is_big_endian: bool,
    seed: Sum,
}

struct Frame {
    number: u32,
    pages_after: u32,
    salt: (u32, u32),
    sum: Sum,
    at: u64,
    content: Vec<u8>,
    head: [u8; 8],
}

impl Log {
    /// Reads a log, which need not be there. `in_file` gives a page as it is in the file itself.
    pub(super) fn read(
        path: &Path,
        page_bytes: usize,
        in_file: impl Fn(u32) -> Option<Vec<u8>>,
    ) -> Self {
        let Ok(file) = File::open(path) else {
            return Self::default();
        };
        let length = file.metadata().map_or(0, |found| found.len());
        if length <= HEADER as u64 {
            return Self::default();
        }
        let header = bytes_at(&file, 0, HEADER).unwrap_or_default();
        let Some(mark) = mark(&header, page_bytes).or_else(|| guess(&file, &header, page_bytes))
        else {
            return Self {
                is_unreadable: true,
                ..Self::default()
            };
        };
        let mut log = Self::default();
        let rest = log.take_committed(&file, mark, page_bytes);
        log.look_at_rest(&file, mark, page_bytes, rest, in_file);
        log.file = Some(file);
        log
    }

    /// How many pages the file has by the log.
    pub(super) const fn pages(&self) -> Option<u32> {
        self.pages
    }

    /// Pages in the log that belong to it and could not be used: behind a damaged one, or of a transaction that was not finished.
    pub(super) const fn ignored(&self) -> usize {
        self.ignored
    }

    /// Whether there is a log of which nothing could be used.
    pub(super) const fn is_unreadable(&self) -> bool {
        self.is_unreadable
    }

    /// A page, when the log has it.
    pub(super) fn page(&self, number: u32, page_bytes: usize) -> Option<Vec<u8>> {
        let at = *self.committed.get(&number)?;
        let bytes = bytes_at(self.file.as_ref()?, at, page_bytes)?;
        (bytes.len() == page_bytes).then_some(bytes)
    }

    /// Takes in every whole transaction from the front, as SQLite does; returns where the first page stands that does not belong to one.
    fn take_committed(&mut self, file: &File, mark: Mark, page_bytes: usize) -> u64 {
        let (mut sum, mut at) = (mark.seed, HEADER as u64);
        let mut rest = at;
        let mut pending = Vec::new();
        while let Some(frame) = frame(file, at, page_bytes) {
            sum = frame.checksum(mark, sum);
            if frame.salt != mark.salt || frame.sum != sum || frame.number == 0 {
                break;
            }
            at += (FRAME_HEADER + page_bytes) as u64;
            pending.push((frame.number, frame.at));
            if frame.pages_after > 0 {
                self.committed.extend(pending.drain(..));
                self.pages = Some(frame.pages_after);
                rest = at;
            }
        }
        rest
    }

    /// Counts what is left over. Where the file itself has all that can still be verified, the log was moved into it before it was damaged:
    /// then its older pages must not hide the file's newer ones.
    fn look_at_rest(
        &mut self,
        file: &File,
        mark: Mark,
        page_bytes: usize,
        rest: u64,
        in_file: impl Fn(u32) -> Option<Vec<u8>>,
    ) {
        let mut at = rest;
        let mut before: Option<Sum> = None;
        let mut newest = self.committed.clone();
        let mut unverified = BTreeSet::new();
        while let Some(frame) = frame(file, at, page_bytes) {
            at += (FRAME_HEADER + page_bytes) as u64;
            // Pages of an earlier log stand behind those of this one, and share neither number with them.
            if frame.salt.0 != mark.salt.0 && frame.salt.1 != mark.salt.1 {
                before = None;
                continue;
            }
            self.ignored += 1;
            if before.is_some_and(|before| frame.checksum(mark, before) == frame.sum) {
                newest.insert(frame.number, frame.at);
                unverified.remove(&frame.number);
            } else {
                unverified.insert(frame.number);
            }
            before = Some(frame.sum);
        }
        if self.ignored == 0 {
            return;
        }
        let mut compared = newest
            .iter()
            .filter(|(number, _)| !unverified.contains(*number))
            .peekable();
        let is_in_file = compared.peek().is_some()
            && compared.all(|(number, at)| {
                in_file(*number).is_some_and(|page| bytes_at(file, *at, page_bytes) == Some(page))
            });
        if is_in_file {
            self.committed.clear();
            self.pages = None;
            self.ignored = 0;
        }
    }
}

impl Frame {
    /// The checksum this page should have after one with the checksum `before`.
    fn checksum(&self, mark: Mark, before: Sum) -> Sum {
        let sum = checksum(&self.head, before, mark.is_big_endian);
        checksum(&self.content, sum, mark.is_big_endian)
    }
}

/// What the header says, when it is whole.
fn mark(header: &[u8], page_bytes: usize) -> Option<Mark> {
    let is_big_endian = match number_at(header, 0)? {
        0x377f_0682 => false,
        0x377f_0683 => true,
        _ => return None,
    };
    let seed = (number_at(header, 24)?, number_at(header, 28)?);
    let is_whole = checksum(header.get(..24)?, (0, 0), is_big_endian) == seed
        && number_at(header, 8)? as usize == page_bytes;
    is_whole.then_some(Mark {
        salt: (number_at(header, 16)?, number_at(header, 20)?),
        is_big_endian,
        seed,
    })
}

/// What a damaged header must have said, if the first page proves it.
fn guess(file: &File, header: &[u8], page_bytes: usize) -> Option<Mark> {
    let first = frame(file, HEADER as u64, page_bytes)?;
    [false, true]
        .into_iter()
        .filter_map(|is_big_endian| {
            Some(Mark {
                salt: first.salt,
                is_big_endian,
                seed: (number_at(header, 24)?, number_at(header, 28)?),
            })
        })
        .find(|mark| first.checksum(*mark, mark.seed) == first.sum)
}

fn frame(file: &File, at: u64, page_bytes: usize) -> Option<Frame> {
    let bytes = bytes_at(file, at, FRAME_HEADER + page_bytes)?;
    if bytes.len() < FRAME_HEADER + page_bytes {
        return None;
    }
    Some(Frame {
        number: number_at(&bytes, 0)?,
        pages_after: number_at(&bytes, 4)?,
        salt: (number_at(&bytes, 8)?, number_at(&bytes, 12)?),
        sum: (number_at(&bytes, 16)?, number_at(&bytes, 20)?),
        at: at + FRAME_HEADER as u64,
        head: bytes.get(..8)?.try_into().ok()?,
        content: bytes.get(FRAME_HEADER..)?.to_vec(),
    })
}

/// SQLite's checksum over pairs of numbers.
fn checksum(bytes: &[u8], from: Sum, is_big_endian: bool) -> Sum {
    let (mut one, mut other) = from;
    let (pairs, _) = bytes.as_chunks::<8>();
    for [a, b, c, d, e, f, g, h] in pairs {
        let (first, second) = if is_big_endian {
            (
                u32::from_be_bytes([*a, *b, *c, *d]),
                u32::from_be_bytes([*e, *f, *g, *h]),
            )
        } else {
            (
                u32::from_le_bytes([*a, *b, *c, *d]),
                u32::from_le_bytes([*e, *f, *g, *h]),
            )
        };
        one = one.wrapping_add(first).wrapping_add(other);
        other = other.wrapping_add(second).wrapping_add(one);
    }
    (one, other)
}
