//! Running the program on a file of the test's own.

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A folder of the test's own and the file in it.
pub struct Place {
    folder: tempfile::TempDir,
}

/// What a run of the program left.
#[derive(Debug)]
pub struct Ran {
    pub status: i32,
    pub out: String,
    pub err: String,
}

impl Place {
    pub fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn file(&self) -> PathBuf {
        self.path("test.db")
    }

    /// Makes the file, with nothing in it.
    pub fn make(&self) {
        leadline::desk::Store::open(&self.file()).unwrap();
    }

    /// Writes a file beside.
    pub fn write(&self, name: &str, content: &str) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, content).unwrap();
        path
    }

    /// The program on this place's file, in English.
    pub fn command(&self, words: &[&str]) -> Command {
        let mut command = self.bare_command();
        command.arg("--db").arg(self.file());
        command.args(["--lang", "en"]).args(words);
        command
    }

    /// The program with nothing of this machine's own about it.
    pub fn bare_command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_leadline"));
        command
            .current_dir(self.folder.path())
            .env_remove("LEADLINE_DB")
            .env("TZ", "UTC")
            // No notification of a test reaches a person.
            .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus")
            .stdin(Stdio::null());
        command
    }

    pub fn run(&self, words: &[&str]) -> Ran {
        Ran::of(&mut self.command(words))
    }

    /// Runs what must succeed, and returns what it printed.
    pub fn done(&self, words: &[&str]) -> String {
        let ran = self.run(words);
        assert_eq!(ran.status, 0, "{words:?}: {ran:?}");
        ran.out
    }

    /// Runs what must succeed and print JSON.
    pub fn json(&self, words: &[&str]) -> Value {
        let out = self.done(words);
        serde_json::from_str(&out).unwrap_or_else(|error| panic!("{error}: {out}"))
    }

    /// Runs what must fail with this status, on the error stream only, and change nothing.
    pub fn refused(&self, status: i32, words: &[&str]) -> String {
        // No file, or an empty one.
        let listed = || {
            let out = self.run(&["list", "--json"]).out;
            if out.is_empty() {
                "[\n]\n".to_owned()
            } else {
                out
            }
        };
        let before = listed();
        let ran = self.run(words);
        assert_eq!(ran.status, status, "{words:?}: {ran:?}");
        assert_eq!(ran.out, "", "{words:?}");
        assert!(ran.err.starts_with("leadline: "), "{words:?}: {ran:?}");
        assert_eq!(listed(), before, "{words:?}");
        ran.err
    }

    /// Enters a referral received this many hours ago, and returns its id.
    pub fn add(&self, customer: &str, hours_ago: i64) -> String {
        let received = hours_from_now(-hours_ago);
        let added = self.json(&[
            "add",
            "--customer",
            customer,
            "--received-at",
            &received,
            "--json",
        ]);
        added["id"].to_string()
    }
}

impl Ran {
    pub fn of(command: &mut Command) -> Self {
        let output = command.output().unwrap();
        Self {
            status: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

/// The instant this many hours from now, to the second.
pub fn hours_from_now(hours: i64) -> String {
    let at = chrono::Utc::now() + chrono::TimeDelta::hours(hours);
    at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true)
}

/// The instant `text`, moved by seconds.
pub fn moved(text: &str, seconds: i64) -> String {
    let at =
        chrono::DateTime::parse_from_rfc3339(text).unwrap() + chrono::TimeDelta::seconds(seconds);
    at.to_utc()
        .to_rfc3339_opts(chrono::SecondsFormat::Secs, true)
}

/// The keys of a JSON object as they stand in the text, which `serde_json` alone does not tell.
pub fn keys_in_order(object: &str) -> Vec<String> {
    let mut keys = Vec::new();
    let mut depth = 0;
    let mut text = String::new();
    let mut characters = object.chars().peekable();
    let mut is_in_text = false;
    while let Some(c) = characters.next() {
        match c {
            '\\' if is_in_text => {
                characters.next();
            }
            '"' => {
                is_in_text = !is_in_text;
                if is_in_text {
                    text.clear();
                } else if depth == 1 && characters.peek() == Some(&':') {
                    keys.push(text.clone());
                }
            }
            _ if is_in_text => text.push(c),
            '{' | '[' => depth += 1,
            '}' | ']' => depth -= 1,
            _ => {}
        }
    }
    keys
}

pub fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}
