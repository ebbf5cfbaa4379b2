//! A fault of the program itself, a panic: it ends the piece of work it happens in and nothing else, and leaves a report without a word of
//! anybody's data.

use super::Clock;
use std::backtrace::Backtrace;
use std::fmt::Write as _;
use std::fs::OpenOptions;
use std::io::Write as _;
use std::panic::{AssertUnwindSafe, Location, PanicHookInfo, catch_unwind, set_hook};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// A piece of work was ended by a fault. What it was is in the report.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("a fault in the program ended it")]
pub struct Fault;

/// Does a piece of work that must not take its thread along when it fails. What `work` held is dropped: a transaction is rolled back.
///
/// # Errors
/// When a fault ended it; what it was about to change outside of a transaction may be half done, and is to be made anew.
pub fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, Fault> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| Fault)
}

/// A report that has grown beyond this is begun anew.
const MOST_REPORT_BYTES: u64 = 256 * 1024;
/// Of one fault no more of the calls that led to it than this is kept.
const MOST_BACKTRACE_BYTES: usize = 16 * 1024;

/// Where faults are reported.
pub struct FaultReport {
    file: Mutex<Option<PathBuf>>,
    clock: Arc<dyn Clock>,
}

impl FaultReport {
    /// Has every fault from now on go to the log, in place of what Rust says of it: that may quote what the program was working on.
    pub fn install(clock: Arc<dyn Clock>) -> Arc<Self> {
        let report = Arc::new(Self {
            file: Mutex::new(None),
            clock,
        });
        let hook = report.clone();
        set_hook(Box::new(move |info| hook.take(info)));
        report
    }

    /// From now on also in a file beside `data_file`: who starts the program by its icon sees no log.
    pub fn keep_beside(&self, data_file: &Path) {
        let mut name = data_file.as_os_str().to_owned();
        name.push(".faults.txt");
        *self.file.lock().unwrap_or_else(PoisonError::into_inner) = Some(name.into());
    }

    fn take(&self, info: &PanicHookInfo<'_>) {
        let place = info
            .location()
            .map_or_else(String::new, Location::to_string);
        let thread = std::thread::current();
        let thread = thread.name().unwrap_or("unnamed");
        tracing::error!(thread, place, "a fault in the program");
        let file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(file) = file.as_deref()
            && let Err(error) = self.write(file, thread, &place)
        {
            tracing::warn!(%error, "the fault could not be reported");
        }
    }

    fn write(&self, file: &Path, thread: &str, place: &str) -> std::io::Result<()> {
        let mut said = String::new();
        let (at, version, system) = (
            self.clock.now().to_utc().to_rfc3339(),
            env!("CARGO_PKG_VERSION"),
            std::env::consts::OS,
        );
        // Writing to a text does not fail.
        writeln!(
            said,
            "{at} leadline {version} {system}, thread {thread}, at {place}"
        )
        .ok();
        let mut calls = Backtrace::force_capture().to_string();
        calls.truncate(calls.floor_char_boundary(MOST_BACKTRACE_BYTES));
        writeln!(said, "{calls}\n").ok();
        let is_full = std::fs::metadata(file).is_ok_and(|found| found.len() > MOST_REPORT_BYTES);
        let mut options = OpenOptions::new();
        options.create(true).write(true);
        if is_full {
            options.truncate(true);
        } else {
            options.append(true);
        }
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt;
            options.mode(0o600);
        }
        options.open(file)?.write_all(said.as_bytes())
    }
}

impl std::fmt::Debug for FaultReport {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("FaultReport").finish_non_exhaustive()
    }
}
