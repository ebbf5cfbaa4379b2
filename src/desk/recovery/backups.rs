//! The newest of a file's backups that is whole.

use crate::domain::Timestamp;
use crate::store::{Holdings, holdings};
use std::path::{Path, PathBuf};

/// A backup that was looked into and is whole.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct GoodBackup {
    /// The file.
    pub path: PathBuf,
    /// When it was made.
    pub made_at: Timestamp,
    /// What it holds.
    pub holdings: Holdings,
}

/// The newest backup of `file` that is whole; those that are not are passed over. `None` when there is none.
pub fn newest_good_backup(file: &Path) -> Option<GoodBackup> {
    let mut folder = file.as_os_str().to_owned();
    folder.push(".backups");
    let mut found: Vec<(Timestamp, PathBuf)> = std::fs::read_dir(Path::new(&folder))
        .ok()?
        .filter_map(|entry| {
            let path = entry.ok()?.path();
            Some((made_at(path.file_name()?.to_str()?)?, path))
        })
        .collect();
    found.sort();
    found.into_iter().rev().find_map(|(made_at, path)| {
        let holdings = holdings(&path)
            .inspect_err(|error| tracing::warn!(%error, "a backup cannot be used"))
            .ok()?;
        Some(GoodBackup {
            path,
            made_at,
            holdings,
        })
    })
}

/// When a backup was made, by its name: `20261122T090000000Z-routine.leadline`. `None` when it is no backup's.
fn made_at(name: &str) -> Option<Timestamp> {
    let (stamp, _) = name.strip_suffix(".leadline")?.split_once('-')?;
    let part = |from: usize, to: usize| stamp.get(from..to);
    if stamp.len() != 19 || part(8, 9)? != "T" || part(18, 19)? != "Z" {
        return None;
    }
    let date = [part(0, 4)?, part(4, 6)?, part(6, 8)?].join("-");
    let time = [part(9, 11)?, part(11, 13)?, part(13, 15)?].join(":");
    Timestamp::parse(&format!("{date}T{time}.{}Z", part(15, 18)?)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_backup_tells_by_its_name_when_it_was_made() {
        let at = Timestamp::parse("2026-11-22T09:05:07.123Z").unwrap();
        assert_eq!(made_at("20261122T090507123Z-routine.leadline"), Some(at));
        for other in [
            "20261122T090507123Z-routine.leadline.partial",
            "20261322T090507123Z-routine.leadline",
            "notes.leadline",
            "äöü1122T090507123Z-x.leadline",
        ] {
            assert_eq!(made_at(other), None, "{other}");
        }
    }
}
