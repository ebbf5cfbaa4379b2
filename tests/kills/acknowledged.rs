//! What a program had acknowledged before it was killed, and whether it is there.

use crate::crash::{files, replay, search};
use leadline::desk::{Desk, Store};
use rusqlite::{Connection, OptionalExtension};
use std::collections::BTreeMap;
use std::path::Path;

/// Everything that was acknowledged of one file since it was made.
#[derive(Default)]
pub struct Acknowledged {
    /// By the change's number: its kind, and how many referrals or profiles it is about.
    pub changes: BTreeMap<i64, (String, i64)>,
    /// Referrals and their revisions.
    pub revisions: Vec<(i64, i64)>,
    /// What the person's own name was last set to, counted.
    pub own_name: u64,
    /// Beginnings of Partner Center's ids that a file brought, and how many of each; whether that was acknowledged.
    pub batches: BTreeMap<String, (i64, bool)>,
    /// Words that stand for persons who were to be erased, and how far that was told to be.
    pub persons: BTreeMap<String, Erasing>,
}

/// How far an erasure was told to be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Erasing {
    /// It was asked for.
    Asked,
    /// It was acknowledged; the rest of the work may be for the next start.
    Acknowledged,
    /// Nothing is left anywhere.
    Finished,
}

/// How many things were looked for.
#[derive(Clone, Copy, Default, Debug)]
pub struct Tally {
    pub kills: u64,
    pub acknowledged: usize,
    pub changes: usize,
    pub referrals: usize,
    pub erased: usize,
}

impl Acknowledged {
    pub fn count(&self) -> usize {
        self.changes.len() + self.revisions.len() + usize::from(self.own_name > 0)
    }

    /// Takes in what a program has said of itself.
    pub fn take_line(&mut self, line: &str) {
        let words: Vec<&str> = line.split(' ').collect();
        let number = |at: usize| words[at].parse::<i64>().unwrap();
        match words.as_slice() {
            ["change", _, kind, _] => {
                let what = ((*kind).to_owned(), number(3));
                self.changes.insert(number(1), what);
                if *kind == "erase" {
                    for how_far in self.persons.values_mut() {
                        if *how_far == Erasing::Asked {
                            *how_far = Erasing::Acknowledged;
                        }
                    }
                }
            }
            ["erase", word] => {
                self.persons.insert((*word).to_owned(), Erasing::Asked);
            }
            ["erased", word] => {
                self.persons.insert((*word).to_owned(), Erasing::Finished);
            }
            ["own-name", _] => self.own_name = number(1).cast_unsigned(),
            ["batch", tag, _] => {
                self.batches.insert((*tag).to_owned(), (number(2), false));
            }
            ["batch-done", tag] => {
                self.batches.get_mut(*tag).unwrap().1 = true;
            }
            _ => {}
        }
    }

    /// How many persons are gone.
    pub fn erased(&self) -> usize {
        let is_gone = |how_far: &&Erasing| **how_far == Erasing::Finished;
        self.persons.values().filter(is_gone).count()
    }

    /// Whether the file is sound, all of it there, and nobody who was erased.
    pub fn holds(&mut self, file: &Path) -> Result<replay::Counts, String> {
        self.are_gone(file, Erasing::Finished)?;
        let counts = self.is_all_there(file)?;
        self.finish_erasures(file)?;
        Ok(counts)
    }

    /// No byte of any file beside this one is of the persons whose erasure is as far as this.
    fn are_gone(&self, file: &Path, how_far: Erasing) -> Result<(), String> {
        let gone: Vec<&str> = self
            .persons
            .iter()
            .filter(|(_, known)| **known == how_far)
            .map(|(word, _)| word.as_str())
            .collect();
        if gone.is_empty() {
            return Ok(());
        }
        let found = search::found(&files(file.parent().unwrap()), &gone);
        if found.is_empty() {
            Ok(())
        } else {
            Err(format!("erased ({how_far:?}), and there: {found:?}"))
        }
    }

    /// Does what the next start does. Whoever was acknowledged as erased is then nowhere; whoever was not is nowhere, or where they were.
    fn finish_erasures(&mut self, file: &Path) -> Result<(), String> {
        if self.persons.values().all(|how| *how == Erasing::Finished) {
            return Ok(());
        }
        let store = Store::open(file).map_err(|error| error.to_string())?;
        let finished = Desk::new(store).finish_erasures();
        let finished = finished.map_err(|error| error.to_string())?;
        if let Some(left) = finished.filter(|left| !left.left.waiting.is_empty()) {
            return Err(format!("not finished: {left:?}"));
        }
        self.are_gone(file, Erasing::Acknowledged)?;
        let connection = Connection::open(file).map_err(|error| error.to_string())?;
        for (word, how_far) in &mut self.persons {
            let is_there: bool = connection
                .query_row(
                    "SELECT EXISTS (SELECT 1 FROM referral_text WHERE instr(lower(contact_name), ?1))",
                    [word.as_str()],
                    |row| row.get(0),
                )
                .unwrap();
            // Asked for, and not begun: it may be asked for again.
            if !(is_there && *how_far == Erasing::Asked) {
                *how_far = Erasing::Finished;
            }
        }
        drop(connection);
        self.persons
            .retain(|_, how_far| *how_far == Erasing::Finished);
        self.are_gone(file, Erasing::Finished)
    }

    fn is_all_there(&self, file: &Path) -> Result<replay::Counts, String> {
        if has_no_tables(file) && self.count() == 0 {
            // It was killed while it made the file: the next start goes on with that.
            drop(Store::open(file).map_err(|error| error.to_string())?);
        }
        let counts = replay::holds(file)?;
        let store = Store::open(file).map_err(|error| error.to_string())?;
        store.check().map_err(|error| error.to_string())?;
        drop(store);
        let connection = Connection::open(file).map_err(|error| error.to_string())?;
        self.are_there(&connection)?;
        Ok(counts)
    }

    fn are_there(&self, connection: &Connection) -> Result<(), String> {
        for (id, (kind, count)) in &self.changes {
            let found: Option<(String, i64)> = connection
                .query_row(
                    "SELECT kind, count FROM change WHERE id = ?1",
                    [id],
                    |row| Ok((row.get(0)?, row.get(1)?)),
                )
                .optional()
                .unwrap();
            if found.as_ref() != Some(&(kind.clone(), *count)) {
                return Err(format!(
                    "change {id} ({kind} of {count}) was acknowledged; there is {found:?}"
                ));
            }
        }
        for (referral, revision) in &self.revisions {
            let found: i64 = connection
                .query_row(
                    "SELECT count(*) FROM history WHERE referral_id = ?1 AND revision = ?2",
                    [referral, revision],
                    |row| row.get(0),
                )
                .unwrap();
            if found != 1 {
                return Err(format!(
                    "revision {revision} of referral {referral} was acknowledged; there are {found}"
                ));
            }
        }
        for (tag, (count, is_acknowledged)) in &self.batches {
            // What is gone again was taken back by a later change, which its own line tells.
            let found: i64 = connection
                .query_row(
                    "SELECT count(DISTINCT referral_id) FROM history WHERE referral_id IN (
                         SELECT id FROM referral WHERE partner_center_id LIKE ?1 || '-%'
                         UNION SELECT referral_id FROM history
                             WHERE before LIKE '%\"partner_center_id\":\"' || ?1 || '-%')",
                    [tag],
                    |row| row.get(0),
                )
                .unwrap();
            if found != *count && (found != 0 || *is_acknowledged) {
                return Err(format!(
                    "{found} of the {count} rows {tag} are there; acknowledged: {is_acknowledged}"
                ));
            }
        }
        let own_name: Option<String> = connection
            .query_row(
                "SELECT json_extract(value, '$.own_name') FROM setting WHERE name = 'settings'",
                [],
                |row| row.get(0),
            )
            .optional()
            .unwrap();
        let kept: u64 = own_name
            .and_then(|name| name.strip_prefix("Name ")?.parse().ok())
            .unwrap_or(0);
        if kept < self.own_name {
            return Err(format!(
                "the {}th name was acknowledged; there is the {kept}th",
                self.own_name
            ));
        }
        Ok(())
    }
}

fn has_no_tables(file: &Path) -> bool {
    let connection = Connection::open(file).unwrap();
    let count = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| {
        row.get::<_, i64>(0)
    });
    count.unwrap() == 0
}
