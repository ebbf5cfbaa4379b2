//! What every target does: reads its bytes, and fails where that took more memory than they account for.

use leadline::untrusted::{Kind, Reader};
use peak_alloc::PeakAlloc;
use std::cell::RefCell;

#[global_allocator]
static PEAK: PeakAlloc = PeakAlloc;

/// Whatever is read, this much may be taken; SQLite's own memory does not count here.
const AT_MOST_BYTES: usize = 4 * 1024 * 1024;

thread_local! {
    static READER: RefCell<Reader> = RefCell::new(reader());
}

fn reader() -> Reader {
    count_nothing();
    // A folder in memory where there is one: the disk's own pace is not what is tried.
    let shared = std::path::Path::new("/dev/shm");
    let folder = if shared.is_dir() {
        tempfile::tempdir_in(shared)
    } else {
        tempfile::tempdir()
    };
    let folder = folder.expect("a folder for damaged files").keep();
    Reader::new()
        .with_files_in(&folder)
        .expect("a file to damage")
}

/// Keeps SQLite from counting its memory, for which it locks a mutex with each piece of it that it takes.
fn count_nothing() {
    use rusqlite::ffi::{SQLITE_CONFIG_MEMSTATUS, SQLITE_OK, sqlite3_config};
    // SAFETY: nothing has used SQLite yet, and nothing else configures it.
    let said = unsafe { sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0) };
    assert_eq!(said, SQLITE_OK);
}

/// Reads `bytes` as `kind`.
pub fn try_kind(kind: Kind, bytes: &[u8]) {
    READER.with_borrow_mut(|reader| {
        let before = PEAK.current_usage();
        PEAK.reset_peak_usage();
        reader.read(kind, bytes);
        let taken = PEAK.peak_usage().saturating_sub(before);
        assert!(
            taken <= AT_MOST_BYTES + 10 * bytes.len(),
            "{taken} bytes of memory for {} bytes of input",
            bytes.len()
        );
    });
}
