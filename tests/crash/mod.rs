//! What the tests of crashes share: chance that can be repeated, what a file holds, and what it must hold by its own history.
#![allow(dead_code, unused_imports, reason = "each test file uses its part")]

#[path = "../reminder_simulation/chance.rs"]
pub mod chance;
pub mod content;
pub mod replay;

use std::path::{Path, PathBuf};

/// A whole number from the environment, where a long run asks for another.
pub fn asked(name: &str, usual: u64) -> u64 {
    std::env::var(name).map_or(usual, |text| {
        text.parse()
            .unwrap_or_else(|_| panic!("{name} takes a whole number, not {text:?}"))
    })
}

/// A folder of a test's own, in memory where the system has room for that: these tests write much and need none of it durable.
pub fn scratch() -> tempfile::TempDir {
    let memory = Path::new("/dev/shm");
    tempfile::tempdir_in(memory)
        .or_else(|_| tempfile::tempdir())
        .unwrap()
}

/// `leadline.db` becomes `leadline.db-wal`.
pub fn with(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}
