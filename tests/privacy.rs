//! What the program writes is for its owner alone, and what it tells in logs and reports names nobody.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]
#![cfg(unix)]

use leadline::desk::backups::folder_of;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A place of the test's own in which anybody may read what is made without care.
struct Place(tempfile::TempDir);

/// What a run left.
struct Ran {
    status: i32,
    out: String,
    err: String,
}

impl Place {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// In a folder that the program has to make.
    fn file(&self) -> PathBuf {
        self.path("made/by it/leadline.db")
    }

    fn write(&self, name: &str, content: &str) -> String {
        let path = self.path(name);
        std::fs::write(&path, content).unwrap();
        path.to_str().unwrap().to_owned()
    }

    fn run(&self, words: &[&str]) -> Ran {
        // Whoever runs it lets everybody read what they make.
        let mut command = Command::new("sh");
        command
            .args(["-c", "umask 000; exec \"$0\" \"$@\""])
            .arg(env!("CARGO_BIN_EXE_leadline"))
            .arg("--db")
            .arg(self.file())
            .args(["--lang", "en"])
            .args(words)
            .current_dir(self.0.path())
            .env("LEADLINE_LOG", "trace")
            .env("TZ", "UTC")
            .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus")
            .stdin(Stdio::null());
        let output = command.output().unwrap();
        Ran {
            status: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    fn done(&self, words: &[&str]) -> Ran {
        let ran = self.run(words);
        assert_eq!(ran.status, 0, "{words:?}: {}{}", ran.out, ran.err);
        ran
    }
}

/// Everything below a folder, the folder included.
fn everything_in(folder: &Path) -> Vec<PathBuf> {
    let mut found = vec![folder.to_owned()];
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(everything_in(&path));
        } else {
            found.push(path);
        }
    }
    found
}

fn assert_private(path: &Path) {
    let mode = std::fs::metadata(path).unwrap().permissions().mode();
    let others = mode & 0o077;
    assert_eq!(others, 0, "{} has mode {mode:o}", path.display());
}

/// Damages every page but the first, so that what is left of it is to be salvaged.
fn damage(file: &Path) {
    let mut bytes = std::fs::read(file).unwrap();
    for at in (9_000..bytes.len()).step_by(997) {
        bytes[at] ^= 0x5A;
    }
    std::fs::write(file, bytes).unwrap();
}

#[test]
fn everything_the_program_makes_is_for_its_owner_alone() {
    let place = Place::new();
    let file = place.file();
    let second = place.path("second");
    std::fs::create_dir(&second).unwrap();
    let second = second.to_str().unwrap();
    let csv = place.write("rows.csv", "id,customer\nPC-1,Contoso\nPC-2,Fabrikam\n");
    place.done(&["add", "--customer", "Tailwind"]);
    place.done(&["import", &csv]);
    place.done(&["backups", "--now", "--second-folder", second]);
    for name in ["out.csv", "out.json"] {
        place.done(&["export", name]);
    }
    place.done(&["print", "board.pdf"]);
    place.done(&["print", "board.png"]);
    place.done(&["backup", "copy.leadline"]);
    let profile = r#"[{"region":"JP","active":true,"description":"Cloud"}]"#;
    let profiles = place.write("profiles.json", profile);
    place.run(&["profile", "import", &profiles]);
    place.done(&["profile", "export", "profiles-out.json"]);
    // A program that has it open, with its log and its index.
    let mut open = leadline::desk::Desk::new(leadline::desk::Store::open(&file).unwrap());
    open.settle(leadline::domain::Timestamp::parse("2026-11-22T00:00:00Z").unwrap())
        .unwrap();
    for ending in ["-wal", "-shm"] {
        let mut path = file.as_os_str().to_owned();
        path.push(ending);
        assert_private(Path::new(&path));
    }
    drop(open);
    place.done(&["erase", "1", "--yes", "--all-texts"]);
    place.done(&["restore", "copy.leadline"]);
    damage(&file);
    place.run(&["recover", "--salvage"]);
    std::fs::write(&file, "no file of Leadline's at all").unwrap();
    place.run(&["restore", "copy.leadline"]);

    let made = everything_in(&place.path("made"));
    let is_there = |part: &str| {
        made.iter()
            .any(|path| path.to_str().unwrap().contains(part))
    };
    for part in [".backups/", ".damaged-", "-restore.leadline", "/lock"] {
        assert!(is_there(part), "{part} is not among {made:?}");
    }
    let mut private = made;
    private.extend(everything_in(Path::new(second)).into_iter().skip(1));
    private.extend(
        [
            "out.csv",
            "out.json",
            "board.pdf",
            "board.png",
            "copy.leadline",
            "profiles-out.json",
        ]
        .map(|name| place.path(name)),
    );
    for path in private {
        assert_private(&path);
    }
}

#[test]
fn check_warns_of_a_file_that_others_can_read() {
    let place = Place::new();
    place.done(&["add", "--customer", "Contoso"]);
    let others = |ran: &Ran| ran.err.contains("other users");
    assert!(!others(&place.done(&["check"])));
    let file = place.file();
    let folder = file.parent().unwrap();
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o644)).unwrap();
    // Behind a folder that only its owner can open it is still safe.
    assert!(!others(&place.done(&["check"])));
    std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o755)).unwrap();
    let ran = place.done(&["check"]);
    assert!(others(&ran), "{}", ran.err);
    // It is told, and left to its owner.
    let mode = std::fs::metadata(&file).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o644);
}

/// Words of one person, wherever they were written.
const OF_THE_PERSON: [&str; 6] = [
    "Zvyxqua",
    "quuxmail",
    "7731298",
    "Wxyzzyplugh",
    "Frobnicant",
    "Grelbin",
];

fn assert_names_nobody(what: &str, said: &str) {
    for word in OF_THE_PERSON {
        let line = said.lines().find(|line| line.contains(word));
        assert_eq!(line, None, "{what} tells {word}");
    }
}

#[test]
fn logs_and_reports_name_nobody_however_much_is_logged() {
    let place = Place::new();
    let file = place.file();
    let csv = "id,customer,contact name,contact email,contact phone,details,notes,Contact title\n\
         PC-1,Contoso,Zvyxqua Brokkel,z@quuxmail.example,+99 555 7731298,Wxyzzyplugh,Frobnicant,Grelbin\n";
    let csv = place.write("rows.csv", csv);
    // Cells that cannot be read, in every form.
    let bad = "id,customer,received at,deal value,contact email\n\
         PC-9,Contoso,Zvyxqua,Grelbin,quuxmail\nPC-10,\"Frobnicant\n";
    let bad = place.write("bad.csv", bad);
    let bad_json = r#"[{"id":"PC-3","customer":{"Zvyxqua":"quuxmail"},"received_at":"Wxyzzyplugh","deal_value":"Grelbin"},{"customer":7731298,"Frobnicant"]"#;
    let bad_json = place.write("bad.json", bad_json);
    place.done(&["import", &csv]);
    let quiet = [
        vec!["list", "--json"],
        vec!["list"],
        vec!["interested", "1"],
        vec!["show", "1"],
        vec!["show", "1", "--json"],
        vec!["export", "out.csv"],
        vec!["remind", "--plan"],
        vec!["remind", "--once"],
        vec!["import", csv.as_str()],
        vec!["backups", "--now"],
        vec!["check"],
        vec!["undo"],
    ];
    for words in quiet {
        assert_names_nobody(&format!("{words:?}"), &place.run(&words).err);
    }
    place.done(&["add", "--customer", "Tailwind", "--contact-name", "Zvyxqua"]);
    // What a person is told of their own file on the command line may quote it; what is logged may not.
    for words in [["import", bad.as_str()], ["import", bad_json.as_str()]] {
        let err = place.run(&words).err;
        let logged: Vec<&str> = err.lines().filter(|line| is_logged(line)).collect();
        assert_names_nobody(&format!("{words:?}"), &logged.join("\n"));
    }
    // Values that no version of the program can read, and a damaged file.
    let connection = rusqlite::Connection::open(&file).unwrap();
    connection
        .execute_batch(
            "UPDATE setting SET value = '{\"language\":\"Zvyxqua\",\"text_size\":\"Grelbin\"}' WHERE name = 'settings';
             INSERT OR REPLACE INTO setting VALUES ('settings', '{\"language\":\"Zvyxqua\",\"text_size\":\"Grelbin\"}');
             INSERT OR REPLACE INTO setting VALUES ('policy', '\"Frobnicant\"');
             UPDATE history SET before = '{\"referral\":\"Zvyxqua quuxmail\"}' WHERE before IS NOT NULL;
             UPDATE history SET entry = '{\"at\":\"Wxyzzyplugh\",\"kind\":\"Grelbin\"}';",
        )
        .unwrap();
    drop(connection);
    for words in [
        vec!["list", "--json"],
        vec!["check"],
        vec!["show", "1"],
        vec!["undo"],
        vec!["remind", "--once"],
        vec!["erase", "1", "--yes"],
    ] {
        assert_names_nobody(&format!("{words:?}"), &place.run(&words).err);
    }
    damage(&file);
    for words in [
        vec!["list"],
        vec!["check"],
        vec!["recover"],
        vec!["recover", "--salvage"],
    ] {
        assert_names_nobody(&format!("{words:?}"), &place.run(&words).err);
    }
    for path in everything_in(&place.path("made")) {
        if path.extension().is_some_and(|extension| extension == "txt") {
            let said = std::fs::read_to_string(&path).unwrap();
            assert_names_nobody(&path.display().to_string(), &said);
        }
    }
    assert!(folder_of(&file).exists());
}

/// A line of the log begins with its time or its level, after colours.
fn is_logged(line: &str) -> bool {
    ["TRACE", "DEBUG", "INFO", "WARN", "ERROR"]
        .iter()
        .any(|level| line.contains(level))
}
