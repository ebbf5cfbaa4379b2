//! A program of this test's own works on a file through the program's desk, as fast as it goes, and is killed.

use crate::acknowledged::{Acknowledged, Tally};
use crate::common::*;
use crate::crash::chance::Chance;
use crate::{seed, shares};
use leadline::desk::backups::{Why, make};
use leadline::desk::{Desk, DeskError, Done};
use leadline::domain::{
    Action, Command, Contact, ErasedTexts, ImportRow, ReferralEdit, ReferralId, Seen, SnoozeChoice,
    Stage, Timestamp,
};
use rusqlite::Connection;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::Duration;

const CHILD_FILE: &str = "LEADLINE_TEST_FILE";
const CHILD_SEED: &str = "LEADLINE_TEST_SEED";
/// So many kills to a file: a long one takes longer to check.
const KILLS_TO_A_FILE: u64 = 12;

/// The child of the test below. By itself it does nothing.
#[test]
fn works_until_it_is_killed() {
    let (Some(file), Ok(seed)) = (std::env::var_os(CHILD_FILE), std::env::var(CHILD_SEED)) else {
        return;
    };
    let mut worker = Worker::on(Path::new(&file), seed.parse().unwrap());
    loop {
        worker.do_something();
    }
}

struct Worker {
    desk: Desk,
    chance: Chance,
    seed: u64,
    now: Timestamp,
    names: u64,
    batches: usize,
    persons: usize,
}

impl Worker {
    fn on(file: &Path, seed: u64) -> Self {
        let desk = desk_on(file);
        // A file that was made a moment ago has neither.
        let connection = Connection::open(file).unwrap();
        let last: Option<i64> = connection
            .query_row("SELECT max(at) FROM change", [], |row| row.get(0))
            .unwrap();
        drop(connection);
        let settings = desk.settings().unwrap();
        let names = settings.own_name.strip_prefix("Name ");
        Self {
            chance: Chance::new(seed),
            seed,
            now: last.map_or_else(start, Timestamp::from_millis),
            names: names.map_or(0, |number| number.parse().unwrap()),
            batches: 0,
            persons: 0,
            desk,
        }
    }

    fn do_something(&mut self) {
        // Now and then a day goes by, and the clock ends some of them.
        let seconds = if self.chance.percent(4) {
            30 * HOUR
        } else {
            40
        };
        self.now = self.now.plus_seconds(seconds);
        let what = self.chance.between(0, 100);
        let command = match what {
            0..20 => {
                let name = format!(
                    "Customer {}-{}",
                    self.seed,
                    self.chance.between(0, 1_000_000)
                );
                self.persons += 1;
                let person = person(self.seed, self.persons);
                let is_company = self.chance.percent(70);
                let mut new = named(if is_company { &name } else { &person.name });
                new.details = format!("Called {}.", person.name).repeat(self.chance.below(40));
                new.contact = person;
                Command::Add(Box::new(new))
            }
            20..57 => match self.any_action() {
                Some(command) => command,
                None => return,
            },
            57..60 => return self.erase(),
            60..62 => {
                make(self.desk.store(), Why::Routine, self.now).unwrap();
                return;
            }
            62..70 => self.several(),
            70..76 => return self.import(),
            76..84 => Command::Undo,
            84..88 => Command::Redo,
            88..92 => {
                let region = self.chance.one_of(&["JP", "US", "GB", "DE"]);
                let mut profile = profile(region);
                let known = self.desk.store().profiles().unwrap();
                if let Some(known) = known.iter().find(|known| known.region == region) {
                    (profile.id, profile.revision) = (known.id, known.revision);
                }
                profile.description = format!("Cloud {}", self.chance.between(0, 1_000_000));
                Command::SaveProfiles(vec![profile])
            }
            92..96 => return self.save_settings(),
            _ => {
                // Brings nothing new, and ends what is to end.
                self.desk.settle(self.now).unwrap();
                return;
            }
        };
        self.carry_out(command);
    }

    fn carry_out(&mut self, command: Command) {
        match self.desk.execute(command, self.now) {
            Ok(done) => acknowledge(&done),
            Err(
                DeskError::Refused(_) | DeskError::PassedOver { .. } | DeskError::NotNewest { .. },
            ) => {}
            Err(other) => panic!("{other}"),
        }
    }

    /// Erases one whose person is known by the word that stands nowhere else.
    fn erase(&mut self) {
        let Some((id, _)) = self.any_referral() else {
            return;
        };
        let contact = self.desk.store().referral_text(id).unwrap().contact;
        let Some(word) = contact.name.strip_prefix("Person ") else {
            return;
        };
        let texts = self
            .chance
            .one_of(&[ErasedTexts::All, ErasedTexts::Contact]);
        say(&format!("erase {word}"));
        let ids = vec![id];
        self.carry_out(Command::Erase { ids, texts });
        let erasure = self.desk.finish_erasures().unwrap().unwrap();
        assert_eq!(
            (erasure.left.waiting, erasure.left.unwritable),
            (vec![], vec![])
        );
        say(&format!("erased {word}"));
    }

    fn any_referral(&mut self) -> Option<(ReferralId, Stage)> {
        let mut all = Vec::new();
        self.desk
            .store()
            .all_referrals(|referral| all.push((referral.id, referral.stage())))
            .unwrap();
        (!all.is_empty()).then(|| self.chance.one_of(&all))
    }

    fn any_action(&mut self) -> Option<Command> {
        let (id, stage) = self.any_referral()?;
        let is_other = self.chance.percent(40);
        let note = format!("because {}", self.chance.between(0, 1_000_000));
        let action = match stage {
            _ if self.chance.percent(12) => Action::Edit(Box::new(ReferralEdit {
                notes: Some(self.note_on(id, &note)),
                ..ReferralEdit::default()
            })),
            _ if self.chance.percent(6) => {
                let done = self.desk.snooze(id, SnoozeChoice::FourHours, self.now);
                if let Ok((done, _)) = done {
                    acknowledge(&done);
                }
                return None;
            }
            Stage::New if is_other => Action::Skip,
            Stage::New => Action::Interested,
            Stage::Evaluating if is_other => decline(),
            Stage::Evaluating => Action::Accept(terms()),
            Stage::Negotiating if is_other => lost(),
            Stage::Negotiating => Action::Won { value: None },
            Stage::Archived => correct(&note),
        };
        Some(Command::Act {
            id,
            revision: None,
            action,
        })
    }

    /// Long notes that name the person behind a referral.
    fn note_on(&self, id: ReferralId, why: &str) -> String {
        let contact = self.desk.store().referral_text(id).unwrap().contact;
        format!("{why}, says {}. ", contact.name).repeat(50)
    }

    fn several(&mut self) -> Command {
        let mut on = Vec::new();
        self.desk
            .store()
            .all_referrals(|referral| {
                if referral.stage() == Stage::New && on.len() < 5 {
                    on.push(Seen {
                        id: referral.id,
                        revision: None,
                    });
                }
            })
            .unwrap();
        let action = if self.chance.percent(60) {
            Action::Interested
        } else {
            Action::Skip
        };
        Command::ActOnMany { on, action }
    }

    fn import(&mut self) {
        self.batches += 1;
        let (tag, count) = (
            format!("B{}x{}", self.seed, self.batches),
            self.chance.between(2, 40),
        );
        let rows: Vec<ImportRow> = (0..count)
            .map(|number| ImportRow {
                received_at: Some(self.now),
                details: Some("All of it. ".repeat(20)),
                ..row(&format!("{tag}-{number}"), &format!("Fabrikam {tag}"))
            })
            .collect();
        say(&format!("batch {tag} {count}"));
        self.carry_out(Command::Import {
            rows,
            skip_nameless: false,
        });
        say(&format!("batch-done {tag}"));
    }

    fn save_settings(&mut self) {
        self.names += 1;
        let mut settings = self.desk.settings().unwrap();
        settings.own_name = format!("Name {}", self.names);
        self.desk.save_settings(&settings).unwrap();
        say(&format!("own-name {}", self.names));
    }
}

/// Somebody with a word in their name and mail address that stands nowhere else.
fn person(seed: u64, number: usize) -> Contact {
    let word = format!("zq{seed}x{number}q");
    Contact {
        email: format!("{word}@mail.example"),
        name: format!("Person {word}"),
        ..Contact::default()
    }
}

fn acknowledge(done: &Done) {
    if let Some(change) = done.change {
        let (kind, count) = (done.kind.code(), done.label.count);
        say(&format!("change {} {kind} {count}", change.0));
    }
}

fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}").unwrap();
    out.flush().unwrap();
}

fn start_child(file: &Path, seed: u64) -> Child {
    std::process::Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "in_process::works_until_it_is_killed",
            "--nocapture",
        ])
        .env(CHILD_FILE, file)
        .env(CHILD_SEED, seed.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .spawn()
        .unwrap()
}

#[test]
fn what_a_program_at_work_acknowledged_survives_kill_9() {
    let kills = shares()[0];
    let mut tally = Tally::default();
    while tally.kills < kills {
        let folder = crate::crash::scratch();
        let file = folder.path().join("leadline.db");
        let mut acknowledged = Acknowledged::default();
        for _ in 0..KILLS_TO_A_FILE.min(kills - tally.kills) {
            let seed = seed() + tally.kills;
            let mut chance = Chance::new(seed ^ 0x5EED);
            let mut child = start_child(&file, seed);
            // Read while it runs, so that it never waits for that; only lines it has written out are there.
            let lines = BufReader::new(child.stdout.take().unwrap()).lines();
            let reader = std::thread::Builder::new()
                .name("lines".to_owned())
                .spawn(move || lines.map_while(Result::ok).collect::<Vec<_>>())
                .unwrap();
            // Some die while the file is being opened.
            let longest = chance.one_of(&[40_000, 120_000, 250_000]);
            std::thread::sleep(Duration::from_micros(
                chance.between(1_000, longest).cast_unsigned(),
            ));
            child.kill().unwrap();
            let status = child.wait().unwrap();
            assert_eq!(
                std::os::unix::process::ExitStatusExt::signal(&status),
                Some(9),
                "seed {seed}: it ended by itself: {status}"
            );
            for line in reader.join().unwrap() {
                acknowledged.take_line(&line);
            }
            tally.kills += 1;
            if !file.exists() {
                continue;
            }
            // Either a program or SQLite alone is the first to open it again.
            if chance.percent(50) {
                drop(leadline::desk::Store::open(&file).unwrap());
            }
            if std::fs::metadata(&file).unwrap().len() == 0 {
                continue;
            }
            match acknowledged.holds(&file) {
                Ok(counts) => {
                    tally.changes += counts.changes;
                    tally.referrals += counts.referrals;
                }
                Err(wrong) => {
                    let kept = folder.keep();
                    panic!(
                        "seed {seed} (LEADLINE_KILLS_SEED={seed}): {wrong}; kept in {}",
                        kept.display()
                    );
                }
            }
        }
        tally.acknowledged += acknowledged.count();
        tally.erased += acknowledged.erased();
    }
    println!("in process: {tally:?}");
    assert!(tally.acknowledged > 0 || kills == 0);
}
