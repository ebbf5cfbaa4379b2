//! The program as scripts use it: commands one after the other, one of them killed; and the reminders, killed while they run.

use crate::acknowledged::{Acknowledged, Erasing, Tally};
use crate::crash::chance::Chance;
use crate::{seed, shares};
use chrono::{SecondsFormat, TimeDelta, Utc};
use rusqlite::Connection;
use serde_json::Value;
use std::os::unix::process::ExitStatusExt;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// A file, and the files beside it that commands read.
struct Place {
    folder: tempfile::TempDir,
    chance: Chance,
    batches: usize,
    persons: usize,
    acknowledged: Acknowledged,
}

impl Place {
    fn file(&self) -> PathBuf {
        self.folder.path().join("leadline.db")
    }

    fn command(&self, words: &[String]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_leadline"));
        command
            .arg("--db")
            .arg(self.file())
            .args(["--lang", "en"])
            .args(words)
            .current_dir(self.folder.path())
            .env("TZ", "UTC")
            .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    /// A referral by chance, and its stage.
    fn any_referral(&mut self) -> Option<(i64, String)> {
        if !self.file().exists() {
            return None;
        }
        let connection = Connection::open(self.file()).unwrap();
        let mut all = connection.prepare("SELECT id, stage FROM referral").ok()?;
        let all: Vec<(i64, String)> = all
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
            .unwrap()
            .collect::<Result<_, _>>()
            .unwrap();
        (!all.is_empty()).then(|| all[self.chance.below(all.len())].clone())
    }

    /// The words of a command that may well be done.
    fn any_command(&mut self) -> Vec<String> {
        let what = self.chance.between(0, 100);
        let referral = self.any_referral();
        let line = match (what, referral) {
            (0..25, _) | (_, None) => {
                // Some are past their time when they come in.
                let minutes = self.chance.one_of(&[10, 90, 1_430, 4_319, 4_800]);
                let at = Utc::now() - TimeDelta::minutes(minutes);
                let at = at.to_rfc3339_opts(SecondsFormat::Secs, true);
                let name = self.chance.between(0, 1_000_000);
                self.persons += 1;
                let person = format!("Person zq{}q", self.persons);
                format!(
                    "add|--customer|Customer {name}|--contact-name|{person}|--received-at|{at}|--json"
                )
            }
            (25..40, _) => return self.import(),
            (40..48, _) => "undo|--json".to_owned(),
            (48..53, _) => {
                let profile = format!(r#"[{{"region": "JP", "description": "Cloud {what}"}}]"#);
                std::fs::write(self.folder.path().join("profiles.json"), profile).unwrap();
                "profile|import|profiles.json".to_owned()
            }
            (57..67, Some((id, _))) => return self.erase(id),
            (53..57, _) => "remind|--once|--json".to_owned(),
            (_, Some((id, stage))) => {
                let is_other = self.chance.percent(40);
                match stage.as_str() {
                    "new" if is_other => format!("skip|{id}|--json"),
                    "new" => format!("interested|{id}|--json"),
                    "evaluating" if is_other => format!("decline|{id}|--reason|budget|--json"),
                    "evaluating" => format!(
                        "accept|{id}|--value|12000.50|--currency|USD|--close|2090-12-31|--json"
                    ),
                    "negotiating" if is_other => format!("lost|{id}|--note|no|--json"),
                    "negotiating" => format!("won|{id}|--json"),
                    _ => format!("correct|{id}|--note|by mistake|--json"),
                }
            }
        };
        line.split('|').map(str::to_owned).collect()
    }

    fn erase(&mut self, id: i64) -> Vec<String> {
        let connection = Connection::open(self.file()).unwrap();
        // Whoever has no texts has no row of them.
        let sql =
            "SELECT coalesce(max(contact_name), '') FROM referral_text WHERE referral_id = ?1";
        let name: String = connection.query_row(sql, [id], |row| row.get(0)).unwrap();
        if let Some(word) = name.strip_prefix("Person ") {
            let persons = &mut self.acknowledged.persons;
            persons.insert(word.to_owned(), Erasing::Asked);
        }
        let id = id.to_string();
        ["erase", &id, "--yes", "--json"]
            .map(str::to_owned)
            .to_vec()
    }

    fn import(&mut self) -> Vec<String> {
        self.batches += 1;
        let tag = format!("C{}", self.batches);
        let count = self.chance.between(3, 60);
        let at = Utc::now().to_rfc3339_opts(SecondsFormat::Secs, true);
        let lines: Vec<String> = (0..count)
            .map(|row| format!("{tag}-{row},Fabrikam {tag} {row},{at},\"Of {tag}\"\n"))
            .collect();
        let text = format!(
            "Referral ID,Customer Name,Received,Overview\n{}",
            lines.concat()
        );
        std::fs::write(self.folder.path().join(format!("{tag}.csv")), text).unwrap();
        self.acknowledged
            .batches
            .insert(tag.clone(), (count, false));
        vec![
            "import".to_owned(),
            format!("{tag}.csv"),
            "--json".to_owned(),
        ]
    }

    /// Takes in how a command ended; false when it was killed.
    fn take(&mut self, words: &[String], child: Child) -> bool {
        let output = child.wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        match output.status.code() {
            Some(0) => self.acknowledge(words, &output.stdout),
            Some(1) if words[0] == "erase" => panic!("nothing was erased: {said}"),
            Some(1) => {}
            Some(code) => panic!("{words:?} ended with {code}: {said}"),
            None => {
                assert_eq!(output.status.signal(), Some(9), "{words:?}: {said}");
                // What it had printed by then was done.
                if output.stdout.ends_with(b"\n") && words[0] != "remind" {
                    self.acknowledge(words, &output.stdout);
                }
                return false;
            }
        }
        true
    }

    fn acknowledge(&mut self, words: &[String], out: &[u8]) {
        if words[0] == "import" {
            let tag = words[1].trim_end_matches(".csv");
            self.acknowledged.batches.get_mut(tag).unwrap().1 = true;
            return;
        }
        if words[0] == "erase" {
            for how_far in self.acknowledged.persons.values_mut() {
                *how_far = Erasing::Finished;
            }
            return;
        }
        let Ok(printed) = serde_json::from_slice::<Value>(out) else {
            return;
        };
        let one = std::slice::from_ref(&printed);
        let referrals = printed["referrals"].as_array().map_or(one, Vec::as_slice);
        for referral in referrals {
            if let (Some(id), Some(revision)) =
                (referral["id"].as_i64(), referral["revision"].as_i64())
            {
                self.acknowledged.revisions.push((id, revision));
            }
        }
    }
}

#[test]
fn what_the_command_line_acknowledged_survives_kill_9() {
    let kills = shares()[1];
    let mut tally = Tally::default();
    let mut place = new_place(0);
    let mut tries = 0;
    while tally.kills < kills {
        tries += 1;
        if tries % 20 == 0 {
            tally.acknowledged += place.acknowledged.count();
            tally.erased += place.acknowledged.erased();
            place = new_place(tries);
        }
        for _ in 0..place.chance.between(1, 4) {
            let words = place.any_command();
            let child = place.command(&words).spawn().unwrap();
            place.take(&words, child);
        }
        // Beside the reminders, which write too.
        let watch = place.file().exists() && place.chance.percent(30);
        let watch = watch.then(|| {
            let words = ["remind", "--watch", "--json"].map(str::to_owned).to_vec();
            let child = place.command(&words).spawn().unwrap();
            (words, child)
        });
        let words = place.any_command();
        let mut child = place.command(&words).spawn().unwrap();
        // Of the order of what a command takes, in a build of either kind.
        let longest = place.chance.one_of(&[3_000, 15_000, 60_000]);
        sleep(&mut place.chance, longest);
        child.kill().unwrap();
        tally.kills += u64::from(!place.take(&words, child));
        if let Some((words, mut child)) = watch {
            sleep(&mut place.chance, 60_000);
            child.kill().unwrap();
            tally.kills += u64::from(!place.take(&words, child));
        }
        let is_made = std::fs::metadata(place.file()).is_ok_and(|file| file.len() > 0);
        if !is_made {
            continue;
        }
        drop(leadline::desk::Store::open(&place.file()).unwrap());
        match place.acknowledged.holds(&place.file()) {
            Ok(counts) => {
                tally.changes += counts.changes;
                tally.referrals += counts.referrals;
            }
            Err(wrong) => {
                let (seed, kept) = (seed(), place.folder.keep());
                panic!(
                    "LEADLINE_KILLS_SEED={seed}, try {tries}: {wrong}; kept in {}",
                    kept.display()
                );
            }
        }
    }
    tally.acknowledged += place.acknowledged.count();
    tally.erased += place.acknowledged.erased();
    println!("command line: {tally:?}");
    assert!(tally.acknowledged > 0 || kills == 0);
}

fn new_place(tries: u64) -> Place {
    Place {
        folder: crate::crash::scratch(),
        chance: Chance::new(seed() * 1_000_003 + tries),
        batches: 0,
        persons: 0,
        acknowledged: Acknowledged::default(),
    }
}

fn sleep(chance: &mut Chance, longest_micros: i64) {
    let micros = chance.between(100, longest_micros).cast_unsigned();
    std::thread::sleep(Duration::from_micros(micros));
}
