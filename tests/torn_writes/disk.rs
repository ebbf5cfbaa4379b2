//! A disk that loses power: from the steps a program took, what may be on it when they end at any of them.

use crate::crash::Files;
use crate::crash::chance::Chance;
use crate::file_layer::Step;
use std::collections::BTreeMap;

/// SQLite's own unit of what a disk writes at once.
const SECTOR: usize = 512;

/// What becomes of a step.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fate {
    Whole,
    Lost,
    /// Only so many bytes of a write came to the disk.
    Torn(usize),
    /// Something else than what was written stands there.
    Damaged(u64),
}

/// What may go wrong, by the number of the step.
pub type Fates = BTreeMap<usize, Fate>;

/// The folder after `steps`, each with its fate.
pub fn after(before: &Files, steps: &[Step], fates: &Fates) -> Files {
    let mut files = before.clone();
    for (number, step) in steps.iter().enumerate() {
        let fate = fates.get(&number).copied().unwrap_or(Fate::Whole);
        if fate != Fate::Lost {
            take(&mut files, step, fate);
        }
    }
    // The index of the log is made anew by whoever opens the file first.
    files.retain(|name, _| !name.ends_with("-shm"));
    files
}

fn take(files: &mut Files, step: &Step, fate: Fate) {
    match step {
        Step::Create(file) => {
            files.entry(file.clone()).or_default();
        }
        Step::Write { file, at, bytes } => {
            let Some(body) = files.get_mut(file) else {
                return;
            };
            let kept = match fate {
                Fate::Torn(length) => length.min(bytes.len()),
                _ => bytes.len(),
            };
            body.resize(body.len().max(at + kept), 0);
            let place = &mut body[*at..at + kept];
            place.copy_from_slice(&bytes[..kept]);
            if let Fate::Damaged(seed) = fate {
                damage(place, &mut Chance::new(seed));
            }
        }
        Step::Truncate(file, length) => {
            if let Some(body) = files.get_mut(file) {
                body.resize(*length, 0);
            }
        }
        Step::Unlink(file) => {
            files.remove(file);
        }
        Step::Rename(from, to) => {
            if let Some(body) = files.remove(from) {
                files.insert(to.clone(), body);
            }
        }
        Step::Link(from, to) => {
            if let Some(body) = files.get(from).cloned() {
                files.insert(to.clone(), body);
            }
        }
        Step::Open(_) | Step::Sync(_) | Step::Mark(_) => {}
    }
}

/// Zeroes, or anything, in one sector or in all.
fn damage(bytes: &mut [u8], chance: &mut Chance) {
    let sectors = bytes.len().div_ceil(SECTOR);
    let only = chance.below(sectors.max(1));
    let (is_all, is_zero) = (chance.percent(30), chance.percent(40));
    for (number, sector) in bytes.chunks_mut(SECTOR).enumerate() {
        if is_all || number == only {
            for byte in sector {
                *byte = if is_zero {
                    0
                } else {
                    chance.between(0, 256) as u8
                };
            }
        }
    }
}

/// The folder that a step changes.
fn folder_of(step: &Step) -> Option<&str> {
    match step {
        Step::Unlink(name) | Step::Rename(_, name) | Step::Link(_, name) => {
            Some(name.rsplit_once('/').map_or(".", |(folder, _)| folder))
        }
        _ => None,
    }
}

/// What is not known to be on the disk after `steps`.
#[derive(Default)]
pub struct Unsynced {
    /// The numbers of the writes and truncations, by file.
    data: BTreeMap<String, Vec<usize>>,
    /// The numbers of the renames and removals, in order: a disk keeps their order.
    folder: Vec<usize>,
}

impl Unsynced {
    pub fn after(steps: &[Step]) -> Self {
        let mut unsynced = Self::default();
        for (number, step) in steps.iter().enumerate() {
            match step {
                Step::Write { file, .. } | Step::Truncate(file, _) => {
                    unsynced.data.entry(file.clone()).or_default().push(number);
                }
                // A file, or a folder: then what came into it and went from it.
                Step::Sync(name) => {
                    unsynced.data.remove(name);
                    unsynced
                        .folder
                        .retain(|number| folder_of(&steps[*number]) != Some(name.as_str()));
                }
                Step::Unlink(file) => {
                    unsynced.data.remove(file);
                    unsynced.folder.push(number);
                }
                Step::Rename(from, to) => {
                    let moved = unsynced.data.remove(from);
                    unsynced.data.extend(moved.map(|moved| (to.clone(), moved)));
                    unsynced.folder.push(number);
                }
                Step::Link(..) => unsynced.folder.push(number),
                Step::Create(_) | Step::Open(_) | Step::Mark(_) => {}
            }
        }
        unsynced
    }

    pub fn is_empty(&self) -> bool {
        self.data.is_empty() && self.folder.is_empty()
    }

    /// One of the many ways in which it may have come out.
    pub fn fates(&self, steps: &[Step], chance: &mut Chance) -> Fates {
        let mut fates = Fates::new();
        let lost_percent = chance.one_of(&[10, 50, 90, 100]);
        for number in self.data.values().flatten() {
            let length = match &steps[*number] {
                Step::Write { bytes, .. } => bytes.len(),
                _ => 0,
            };
            let fate = if chance.percent(lost_percent) {
                Fate::Lost
            } else if length > SECTOR && chance.percent(30) {
                Fate::Torn(SECTOR * chance.below(length / SECTOR + 1))
            } else if length > 0 && chance.percent(20) {
                Fate::Damaged(chance.between(0, i64::MAX).cast_unsigned())
            } else {
                continue;
            };
            fates.insert(*number, fate);
        }
        if !self.folder.is_empty() && chance.percent(50) {
            let first = chance.below(self.folder.len());
            fates.extend(self.folder[first..].iter().map(|at| (*at, Fate::Lost)));
        }
        fates
    }

    /// Every way in which the last step may have been torn at a sector's boundary.
    pub fn torn_last(steps: &[Step]) -> Vec<Fates> {
        let Some(Step::Write { bytes, .. }) = steps.last() else {
            return Vec::new();
        };
        let boundaries = (SECTOR..bytes.len()).step_by(SECTOR);
        boundaries
            .map(|length| Fates::from([(steps.len() - 1, Fate::Torn(length))]))
            .collect()
    }
}
