//! What is done to a file while every step is written down: each change is noted with what the file holds after it.

use crate::common::*;
use crate::crash::content::{content_of, digest};
use crate::file_layer::MARK;
use leadline::desk::backups::{Why, make};
use leadline::desk::{Desk, Store, replace_unusable_file, restore_file};
use leadline::domain::{
    Action, Command, Contact, ErasedTexts, ImportRow, ReferralEdit, ReferralId, Stage,
};
use rusqlite::{Connection, OpenFlags};
use std::path::Path;

/// A scene: what the folder holds before, and what is then done in it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Scene {
    /// A file is made.
    Creation,
    /// Referrals go through the lanes.
    Moves,
    /// A file is taken in, and again.
    Import,
    /// The log is moved into the file, and written anew.
    Checkpoint,
    /// A file of an earlier version is brought up to date.
    Migration,
    /// A backup is put in the file's place.
    Restore,
    /// The same where the file cannot be opened.
    Replacement,
    /// A person is erased, of whom two backups know.
    Erasure,
}

/// Stands nowhere but in what is known of the person who is erased.
pub const OF_THE_PERSON: [&str; 3] = ["zvyxqua", "quuxmail", "frobnicant"];

pub const FILE: &str = "leadline.db";
pub const BACKUP: &str = "backup.leadline";

impl Scene {
    pub const ALL: [Self; 8] = [
        Self::Creation,
        Self::Moves,
        Self::Import,
        Self::Checkpoint,
        Self::Migration,
        Self::Restore,
        Self::Replacement,
        Self::Erasure,
    ];

    pub fn name(self) -> String {
        format!("{self:?}")
    }

    pub fn named(name: &str) -> Self {
        Self::ALL
            .into_iter()
            .find(|scene| scene.name() == name)
            .unwrap()
    }

    /// Puts what the scene begins with into the folder.
    pub fn prepare(self, folder: &Path) {
        let file = folder.join(FILE);
        match self {
            Self::Creation => {}
            Self::Migration => {
                let kept = concat!(
                    env!("CARGO_MANIFEST_DIR"),
                    "/tests/fixtures/files/version-1.leadline"
                );
                std::fs::copy(kept, &file).unwrap();
            }
            _ => drop(filled(&file, 6)),
        }
        if matches!(self, Self::Restore | Self::Replacement) {
            let mut other = filled(&folder.join("other.db"), 9);
            act(&mut other, ReferralId(2), Action::Skip, start()).unwrap();
            other.store().back_up_to(&folder.join(BACKUP)).unwrap();
            drop(other);
            std::fs::remove_file(folder.join("other.db")).unwrap();
        }
        if self == Self::Erasure {
            leave_traces(&file);
        }
        if self == Self::Replacement {
            let mut bytes = std::fs::read(&file).unwrap();
            let middle = bytes.len() / 2;
            bytes.truncate(middle + 100);
            std::fs::write(&file, bytes).unwrap();
        }
    }

    /// Does what the scene is about.
    pub fn play(self, folder: &Path) {
        let file = folder.join(FILE);
        match self {
            Self::Creation => {
                let mut desk = desk_on(&file);
                mark(folder);
                add(&mut desk, "Contoso", start());
                mark(folder);
            }
            Self::Moves => {
                let mut desk = desk_on(&file);
                for round in 0..2 {
                    for id in 1..=4 {
                        next_move(&mut desk, ReferralId(id), &format!("round {round}"));
                        mark(folder);
                    }
                }
            }
            Self::Import => {
                let mut desk = desk_on(&file);
                import(&mut desk, &rows(60, ""), start()).unwrap();
                mark(folder);
                import(&mut desk, &rows(60, " again"), start()).unwrap();
                mark(folder);
            }
            Self::Checkpoint => {
                for round in 0..3 {
                    let mut desk = desk_on(&file);
                    next_move(&mut desk, ReferralId(1), &format!("round {round}"));
                    mark(folder);
                    import(&mut desk, &rows(12, &format!(" {round}")), start()).unwrap();
                    mark(folder);
                    // Whoever closes the file last moves the log into it.
                    drop(desk);
                }
            }
            Self::Migration => {
                let store = Store::open(&file).unwrap();
                mark(folder);
                let mut desk = Desk::new(store);
                add(&mut desk, "Since then", start());
                mark(folder);
            }
            Self::Restore => {
                restore_file(&file, &folder.join(BACKUP), start()).unwrap();
                let desk = desk_on(&file);
                mark(folder);
                drop(desk);
            }
            Self::Erasure => {
                let mut desk = desk_on(&file);
                let (ids, texts) = (vec![ReferralId(1)], ErasedTexts::All);
                desk.execute(Command::Erase { ids, texts }, start())
                    .unwrap();
                mark(folder);
                let erasure = desk.finish_erasures().unwrap().unwrap();
                assert_eq!((erasure.rewritten, erasure.left.waiting.len()), (2, 0));
                mark(folder);
            }
            Self::Replacement => {
                replace_unusable_file(&file, &folder.join(BACKUP), "20261122T000000000Z").unwrap();
                let desk = desk_on(&file);
                mark(folder);
                drop(desk);
            }
        }
    }
}

fn filled(path: &Path, count: i64) -> Desk {
    let mut desk = desk_on(path);
    for number in 0..count {
        add(&mut desk, &format!("Customer {number}"), start());
    }
    desk
}

/// Has a person stand in rows, history, the log and two backups.
fn leave_traces(file: &Path) {
    let mut desk = desk_on(file);
    // The contact comes later: the first backup names the person as the customer, and does not know it.
    let customer = ReferralEdit {
        customer: Some("Zvyxqua Consulting".to_owned()),
        ..ReferralEdit::default()
    };
    let contact = ReferralEdit {
        notes: Some("Frobnicant. ".repeat(1_500)),
        contact: Some(Contact {
            name: "Zvyxqua".to_owned(),
            email: "z@quuxmail.example".to_owned(),
            ..Contact::default()
        }),
        ..ReferralEdit::default()
    };
    for (seconds, edit) in [(1, customer), (2, contact)] {
        let action = Action::Edit(Box::new(edit));
        let now = start().plus_seconds(seconds);
        act(&mut desk, ReferralId(1), action, now).unwrap();
        make(desk.store(), Why::Routine, now).unwrap();
    }
}

fn rows(count: usize, suffix: &str) -> Vec<ImportRow> {
    (0..count)
        .map(|number| ImportRow {
            details: Some(format!("Everything{suffix}. ").repeat(40)),
            ..row(&format!("PC-{number}"), "Fabrikam")
        })
        .collect()
}

fn next_move(desk: &mut Desk, id: ReferralId, note: &str) {
    let action = match referral(desk, id).stage() {
        Stage::New => Action::Interested,
        Stage::Evaluating => Action::Accept(terms()),
        Stage::Negotiating => lost(),
        Stage::Archived => correct(note),
    };
    act(desk, id, action, start()).unwrap();
}

/// A number that stands for what a file holds, but for how far an erasure is with the copies.
pub fn state(mut content: Vec<String>) -> String {
    const HOW_FAR: [&str; 2] = ["pending_erasures", "persons_being_erased"];
    content.retain(|line| !HOW_FAR.iter().any(|name| line.contains(name)));
    digest(&content)
}

/// Notes that what was done until now is acknowledged, and what the file then holds.
fn mark(folder: &Path) {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY;
    let connection = Connection::open_with_flags(folder.join(FILE), flags).unwrap();
    let held = state(content_of(&connection).unwrap());
    drop(connection);
    std::fs::write(folder.join(MARK), held).unwrap();
}
