//! Gets out of a damaged file what is still in it: reads its pages itself, as <https://www.sqlite.org/fileformat2.html> describes them, and
//! builds a new, whole file of what it finds. The damaged one is only read.
//!
//! SQLite's own recovery is no part of its library, and it stops at the first page that is wrong. Rows are taken from the trees they belong to;
//! where the way to them is damaged, from the pages nothing leads to any more. What SQLite had deleted or given up is not brought back.

mod build;
mod cells;
mod layout;
mod log;
mod pages;
mod record;
mod report;
mod sift;
mod walk;

use super::migrate::{APPLICATION_ID, MIGRATIONS, migrate, newest};
use super::{StoreError, keys};
use build::Build;
use layout::SEQUENCE;
use pages::{Pages, number_at};
pub use report::{Progress, SalvageReport, SalvagedTable};
use rusqlite::Connection;
use std::path::Path;
use walk::Walk;

/// More versions than there will be: a number above it is damage, and no newer version.
const MOST_VERSIONS: u32 = 100;

/// Builds the file `target` of what can be found in `damaged` and its log. No connection of this process may be open to `damaged`, and no other
/// program may write to it.
///
/// # Errors
/// When `damaged` cannot be read at all or was made by a newer version, nothing is found in it, `target` cannot be written, or the work was
/// cancelled; there is then no `target`.
pub fn salvage(
    damaged: &Path,
    target: &Path,
    progress: &Progress,
) -> Result<SalvageReport, StoreError> {
    let key = keys::key_of_damaged(damaged);
    let pages = Pages::open(damaged, key.as_ref())?;
    let version = version_of(damaged, &pages)?;
    progress.begin(u64::from(pages.count()) + 1);
    remove(target);
    super::open::create_private(target)?;
    let built = keys::connect_with(target, keys::writing(), key.as_ref()).and_then(|connection| {
        build(&pages, version, connection, progress)
            .map_err(|error| StoreError::from_sqlite(target, error))
    });
    let report = match built {
        Ok(report) if progress.is_cancelled() => {
            tracing::debug!(found = report.found(), "salvage was cancelled");
            Err(StoreError::Cancelled)
        }
        Ok(report) if !report.holds_anything() => Err(StoreError::NothingFound(damaged.to_owned())),
        Ok(report) => super::check::check_whole(target).map(|()| report),
        Err(error) => Err(error),
    };
    if report.is_err() {
        remove(target);
    }
    report
}

/// The version of a file; the newest where its header does not tell: columns were only ever added behind the others.
fn version_of(damaged: &Path, pages: &Pages) -> Result<usize, StoreError> {
    let first = pages.read(1).unwrap_or_default();
    let (version, application) = (number_at(&first, 60), number_at(&first, 68));
    let is_ours = application == Some(APPLICATION_ID.cast_unsigned());
    let known = MIGRATIONS.len();
    match version {
        Some(version) if is_ours && (1..=known).contains(&(version as usize)) => {
            Ok(version as usize)
        }
        Some(version) if is_ours && (version as usize) > known && version < MOST_VERSIONS => {
            Err(StoreError::Newer {
                path: damaged.to_owned(),
                found: version.into(),
                known: newest(),
            })
        }
        _ => Ok(known),
    }
}

fn build(
    pages: &Pages,
    version: usize,
    mut connection: Connection,
    progress: &Progress,
) -> rusqlite::Result<SalvageReport> {
    let layouts = layout::layouts(version)?;
    // It is written to the disk as a whole once it is done, and is of no use before.
    connection.execute_batch(
        "PRAGMA page_size = 8192; PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF;",
    )?;
    connection.set_prepared_statement_cache_capacity(64);
    migrate(
        &mut connection,
        MIGRATIONS.get(..version).unwrap_or_default(),
    )?;
    let transaction = connection.transaction()?;
    let mut build = Build::new(&transaction, &layouts)?;
    let mut walk = Walk::new(pages, &layouts, progress);
    let roots = walk.roots();
    walk.take_all(&roots, &mut |table, row| build.take(table, row))?;
    let (traces, highest) = (walk.traces, build.highest);
    let mut report = SalvageReport {
        tables: build.tables,
        pages: pages.count(),
        log_pages_ignored: pages.log().ignored(),
        is_log_unreadable: pages.log().is_unreadable(),
        ..SalvageReport::default()
    };
    let is_log_doubtful = report.log_pages_ignored > 0 || report.is_log_unreadable;
    for (table, trace) in report.tables.iter_mut().zip(&traces) {
        table.may_lack_more = trace.has_hole || is_log_doubtful;
        table.given_up += trace.unreadable;
        // A new name was made for it: every file has one.
        if table.name == build::FILE && table.found == 0 {
            table.missing = 1;
        }
    }
    transaction.commit()?;
    migrate(&mut connection, MIGRATIONS)?;
    connection.execute_batch("PRAGMA foreign_keys = OFF")?;
    let transaction = connection.transaction()?;
    sift::take_out_unreadable(&transaction, &mut report)?;
    sift::take_out_dangling(&transaction, &mut report)?;
    sift::begin_undo_anew(&transaction, &mut report)?;
    sift::keep_numbers(&transaction, &highest, &report.lost_referrals)?;
    transaction.commit()?;
    connection.execute_batch("VACUUM; PRAGMA journal_mode = DELETE")?;
    report.tables.retain(|table| table.name != SEQUENCE);
    Ok(report)
}

fn remove(path: &Path) {
    if let Err(error) = std::fs::remove_file(path)
        && error.kind() != std::io::ErrorKind::NotFound
    {
        tracing::warn!(%error, "a left-over file could not be removed");
    }
}
