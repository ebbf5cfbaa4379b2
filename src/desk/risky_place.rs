//! Places where a SQLite file is not safe: folders that a program copies to other computers, and disks of other computers.

use std::path::{Component, Path, PathBuf};

/// Why a file is not safe where it is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum RiskyPlace {
    /// A program that copies the folder to other computers has it: it takes the file and its log at different times, and puts a copy of another
    /// computer over either.
    Synchronised(&'static str),
    /// It is on another computer: SQLite's write-ahead log works only where all programs share memory.
    Network,
}

impl RiskyPlace {
    /// Where `file` is not safe; `None` where nothing speaks against it, as far as can be told. Asks the system, which may take its time.
    pub fn of(file: &Path) -> Option<Self> {
        // What a link or a mapped drive stands for; the file itself may not be there yet.
        let real = file
            .parent()
            .and_then(|folder| folder.canonicalize().ok())
            .unwrap_or_else(|| file.to_owned());
        synchronised(file, &told_by_environment())
            .or_else(|| synchronised(&real, &told_by_environment()))
            .map(Self::Synchronised)
            .or_else(|| is_on_network(&real).then_some(Self::Network))
    }
}

/// Folders that programs name in the environment: OneDrive does on Windows.
fn told_by_environment() -> Vec<(PathBuf, &'static str)> {
    ["OneDrive", "OneDriveConsumer", "OneDriveCommercial"]
        .into_iter()
        .filter_map(std::env::var_os)
        .filter(|folder| !folder.is_empty())
        .map(|folder| (PathBuf::from(folder), "OneDrive"))
        .collect()
}

/// How the folders of programs that synchronise begin, in small letters; and whose they are. OneDrive and Dropbox add the company's name.
const FOLDERS: [(&str, &str); 15] = [
    ("onedrive - ", "OneDrive"),
    ("onedrive-", "OneDrive"),
    ("onedrive", "OneDrive"),
    ("sharepoint", "SharePoint"),
    ("dropbox (", "Dropbox"),
    ("dropbox-", "Dropbox"),
    ("dropbox", "Dropbox"),
    ("icloud drive", "iCloud Drive"),
    ("iclouddrive", "iCloud Drive"),
    ("mobile documents", "iCloud Drive"),
    ("google drive", "Google Drive"),
    ("googledrive-", "Google Drive"),
    ("googledrive", "Google Drive"),
    ("box sync", "Box"),
    ("nextcloud", "Nextcloud"),
];

/// Whose folder the file is in.
fn synchronised(file: &Path, told: &[(PathBuf, &'static str)]) -> Option<&'static str> {
    if let Some((_, whose)) = told.iter().find(|(folder, _)| file.starts_with(folder)) {
        return Some(whose);
    }
    let folders = file.parent()?.components();
    folders
        .filter_map(|component| match component {
            Component::Normal(name) => Some(name.to_string_lossy().to_lowercase()),
            _ => None,
        })
        .find_map(|name| {
            let is_of = |(begins, _): &&(&str, &str)| {
                // A word that goes on is another one: a folder of notes on Dropbox is none of its own.
                if begins.ends_with(['-', '(', ' ']) {
                    name.starts_with(begins)
                } else {
                    name == *begins
                }
            };
            FOLDERS.iter().find(is_of).map(|(_, whose)| *whose)
        })
}

#[cfg(windows)]
fn is_on_network(folder: &Path) -> bool {
    use std::path::Prefix;
    matches!(
        folder.components().next(),
        Some(Component::Prefix(prefix))
            if matches!(prefix.kind(), Prefix::UNC(..) | Prefix::VerbatimUNC(..))
    )
}

#[cfg(target_os = "macos")]
fn is_on_network(folder: &Path) -> bool {
    const KINDS: [&str; 5] = ["smbfs", "nfs", "afpfs", "webdav", "ftp"];
    nix::sys::statfs::statfs(folder).is_ok_and(|disk| KINDS.contains(&disk.filesystem_type_name()))
}

#[cfg(all(unix, not(target_os = "macos")))]
fn is_on_network(folder: &Path) -> bool {
    let Ok(mounts) = std::fs::read_to_string("/proc/self/mountinfo") else {
        return false;
    };
    kind_of_disk(&mounts, folder).is_some_and(|kind| is_network_kind(&kind))
}

/// The kind of the file system that a folder is on: that of the mount point nearest above it, the last where several lie upon each other.
#[cfg(any(test, all(unix, not(target_os = "macos"))))]
fn kind_of_disk(mounts: &str, folder: &Path) -> Option<String> {
    let mut nearest: Option<(usize, &str)> = None;
    for line in mounts.lines() {
        // Linux, Documentation/filesystems/proc.rst: the fifth field is the mount point; after a lone hyphen comes the kind.
        let mut fields = line.split(' ');
        let Some(point) = fields.nth(4).map(unescaped) else {
            continue;
        };
        let Some(kind) = fields.skip_while(|field| *field != "-").nth(1) else {
            continue;
        };
        let depth = Path::new(&point).components().count();
        let is_nearer = nearest.is_none_or(|(known, _)| depth >= known);
        if folder.starts_with(&point) && is_nearer {
            nearest = Some((depth, kind));
        }
    }
    nearest.map(|(_, kind)| kind.to_owned())
}

/// Blanks in a mount point are written as `\040`.
#[cfg(any(test, all(unix, not(target_os = "macos"))))]
fn unescaped(point: &str) -> String {
    point
        .replace("\\040", " ")
        .replace("\\011", "\t")
        .replace("\\134", "\\")
}

#[cfg(any(test, all(unix, not(target_os = "macos"))))]
fn is_network_kind(kind: &str) -> bool {
    const KINDS: [&str; 15] = [
        "nfs",
        "nfs4",
        "cifs",
        "smb3",
        "smbfs",
        "afs",
        "ceph",
        "glusterfs",
        "lustre",
        "davfs",
        "fuse.sshfs",
        "fuse.rclone",
        "fuse.gvfsd-fuse",
        "fuse.davfs2",
        "fuse.glusterfs",
    ];
    KINDS.contains(&kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_that_are_synchronised_are_known_by_their_names() {
        for (file, whose) in [
            ("/home/aiko/OneDrive/board.leadline", Some("OneDrive")),
            (
                "/home/aiko/OneDrive - Contoso/x/board.leadline",
                Some("OneDrive"),
            ),
            (
                "/Users/a/Library/CloudStorage/OneDrive-Contoso/b.db",
                Some("OneDrive"),
            ),
            (
                "/Users/a/Library/CloudStorage/GoogleDrive-a@b.example/b.db",
                Some("Google Drive"),
            ),
            ("/Users/a/Dropbox (Contoso)/b.db", Some("Dropbox")),
            (
                "/Users/a/Library/Mobile Documents/com~apple~CloudDocs/b.db",
                Some("iCloud Drive"),
            ),
            ("/srv/notes on dropbox/b.db", None),
            ("/home/aiko/dropboxes/b.db", None),
            ("/home/aiko/documents/onedrive.db", None),
        ] {
            let told = synchronised(Path::new(file), &[]);
            assert_eq!(told, whose, "{file}");
        }
        let told = [(PathBuf::from("/home/aiko/firm"), "OneDrive")];
        let found = synchronised(Path::new("/home/aiko/firm/leads/b.db"), &told);
        assert_eq!(found, Some("OneDrive"));
    }

    const MOUNTS: &str = "\
22 1 259:1 / / rw,relatime shared:1 - ext4 /dev/nvme0n1p1 rw
40 22 0:35 / /mnt rw - tmpfs tmpfs rw
41 40 0:36 / /mnt/team\\040share rw,relatime shared:9 - cifs //server/team rw
42 22 0:40 / /home/aiko/far rw - fuse.sshfs aiko@far: rw
43 42 0:41 / /home/aiko/far/near rw - ext4 /dev/sdb1 rw
";

    #[test]
    fn the_disk_nearest_above_the_folder_counts() {
        for (folder, kind) in [
            ("/", "ext4"),
            ("/mnt", "tmpfs"),
            ("/mnt/team share/leads", "cifs"),
            ("/mnt/team shared", "tmpfs"),
            ("/home/aiko/far", "fuse.sshfs"),
            ("/home/aiko/far/near/leads", "ext4"),
        ] {
            let found = kind_of_disk(MOUNTS, Path::new(folder));
            assert_eq!(found.as_deref(), Some(kind), "{folder}");
        }
        assert!(is_network_kind("cifs") && !is_network_kind("ext4"));
        assert_eq!(kind_of_disk("nonsense\n\n", Path::new("/mnt")), None);
    }

    #[test]
    fn a_folder_of_this_machine_is_not_risky() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(RiskyPlace::of(&folder.path().join("board.leadline")), None);
        let synchronised = folder.path().join("OneDrive - Contoso");
        std::fs::create_dir(&synchronised).unwrap();
        assert_eq!(
            RiskyPlace::of(&synchronised.join("board.leadline")),
            Some(RiskyPlace::Synchronised("OneDrive"))
        );
    }
}
