//! What came back of a damaged file and what did not; and how far the work is.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// What came back of one table.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct SalvagedTable {
    /// Its name in the file.
    pub name: String,
    /// Rows that are in the new file.
    pub found: usize,
    /// Of these, rows of which a value is lost or may be wrong.
    pub doubtful: usize,
    /// Rows that were seen and are not in the new file: they cannot be read, or belong to what is lost.
    pub given_up: usize,
    /// Rows that must have been there, because others speak of them, and were not seen.
    pub missing: usize,
    /// There may have been more that nothing tells of.
    pub may_lack_more: bool,
}

impl SalvagedTable {
    /// Whether every row is there as it was, as far as a file can tell.
    pub const fn is_whole(&self) -> bool {
        self.doubtful == 0 && self.given_up == 0 && self.missing == 0 && !self.may_lack_more
    }
}

/// What came back of a damaged file. It holds no contact data.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct SalvageReport {
    /// What came back of each table.
    pub tables: Vec<SalvagedTable>,
    /// How many pages the file has.
    pub pages: u32,
    /// Pages in the log that could not be used: what was written last may be missing.
    pub log_pages_ignored: usize,
    /// The log could not be read at all.
    pub is_log_unreadable: bool,
    /// The numbers of referrals that must have been there and did not come back, as far as their texts or their histories tell.
    pub lost_referrals: Vec<i64>,
    /// Changes made before can no longer be taken back, because not everything about them is known.
    pub undo_starts_anew: bool,
}

impl SalvageReport {
    /// Whether everything came back as it was, as far as a file can tell.
    pub fn is_whole(&self) -> bool {
        self.log_pages_ignored == 0
            && !self.is_log_unreadable
            && self.tables.iter().all(SalvagedTable::is_whole)
    }

    /// What came back of a table.
    pub fn table(&self, name: &str) -> Option<&SalvagedTable> {
        self.tables.iter().find(|table| table.name == name)
    }

    /// Rows that are in the new file.
    pub fn found(&self) -> usize {
        self.tables.iter().map(|table| table.found).sum()
    }

    /// Whether anything came back that means something by itself: what makes a file a file, and traces of notifications, do not.
    pub(super) fn holds_anything(&self) -> bool {
        self.tables
            .iter()
            .filter(|table| !matches!(table.name.as_str(), "file" | "reminder" | "screen_note"))
            .any(|table| table.found > 0)
    }

    pub(super) fn note(&mut self, name: &str, change: impl FnOnce(&mut SalvagedTable)) {
        if let Some(table) = self.tables.iter_mut().find(|table| table.name == name) {
            change(table);
        }
    }
}

/// How far the work on another thread is, and whether it is still wanted. Cheap to clone; all clones are the same work.
#[derive(Clone, Debug, Default)]
pub struct Progress(Arc<Counts>);

#[derive(Debug, Default)]
struct Counts {
    done: AtomicU64,
    of: AtomicU64,
    is_cancelled: AtomicBool,
}

impl Progress {
    /// How much is done, between 0 and 1.
    pub fn share(&self) -> f32 {
        let of = self.0.of.load(Ordering::Relaxed).max(1);
        (self.0.done.load(Ordering::Relaxed) as f32 / of as f32).min(1.0)
    }

    /// Has the work end as soon as it can.
    pub fn cancel(&self) {
        self.0.is_cancelled.store(true, Ordering::Relaxed);
    }

    /// Whether it is to end.
    pub fn is_cancelled(&self) -> bool {
        self.0.is_cancelled.load(Ordering::Relaxed)
    }

    pub(super) fn begin(&self, of: u64) {
        self.0.of.store(of, Ordering::Relaxed);
        self.0.done.store(0, Ordering::Relaxed);
    }

    pub(super) fn count(&self, done: usize) {
        self.0.done.fetch_max(done as u64, Ordering::Relaxed);
    }
}
