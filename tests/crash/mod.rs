//! What the tests of crashes share: chance that can be repeated, what a file holds, and what it must hold by its own history.
#![allow(dead_code, unused_imports, reason = "each test file uses its part")]

#[path = "../reminder_simulation/chance.rs"]
pub mod chance;
pub mod content;
pub mod replay;
pub mod search;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The files of a folder and of the folders in it, by their names below it.
pub type Files = BTreeMap<String, Vec<u8>>;

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

/// What a folder holds.
pub fn files(folder: &Path) -> Files {
    let mut files = Files::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        if entry.file_type().unwrap().is_dir() {
            let inside = self::files(&entry.path()).into_iter();
            files.extend(inside.map(|(below, bytes)| (format!("{name}/{below}"), bytes)));
        } else {
            files.insert(name, std::fs::read(entry.path()).unwrap());
        }
    }
    files
}

/// Has a folder hold these files and no others.
pub fn put(folder: &Path, files: &Files) {
    for name in self::files(folder).into_keys() {
        std::fs::remove_file(folder.join(name)).unwrap();
    }
    for (name, bytes) in files {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
}
