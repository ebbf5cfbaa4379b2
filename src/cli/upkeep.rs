//! `backup`, `restore` and `check`: the file itself.

use super::failure::Failure;
use super::session::Session;
use crate::desk::backups::problems;
use crate::desk::{RiskyPlace, readable_by_others, restore_file};
use crate::domain::Timestamp;
use crate::text::{Say, Texts};
use std::io::Write;
use std::path::Path;

pub(super) fn back_up(session: &mut Session<'_>, target: &Path) -> Result<(), Failure> {
    session.desk.store().back_up_to(target)?;
    let file = target.display().to_string();
    session.print(
        &session
            .texts
            .with("cli-backup-done", &[("file", file.into())]),
    )
}

/// Restores without opening the file first: it may be one that cannot be opened.
pub(super) fn restore(
    file: &Path,
    source: &Path,
    texts: &Texts,
    now: Timestamp,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let kept = restore_file(file, source, now)?;
    let file = ("file", file.display().to_string().into());
    let line = match kept {
        Some(kept) => {
            let kept = ("kept", kept.display().to_string().into());
            texts.with("cli-restore-done", &[file, kept])
        }
        None => texts.with("cli-restore-done-new", &[file]),
    };
    Ok(writeln!(out, "{line}")?)
}

pub(super) fn check(session: &mut Session<'_>) -> Result<(), Failure> {
    session.desk.store().check()?;
    super::erase::finish_what_was_interrupted(session);
    for found in readable_by_others(session.desk.store().path()) {
        let words = found.say(&session.texts);
        session.tell(&words);
    }
    if let Some(place) = RiskyPlace::of(session.desk.store().path()) {
        session.tell(&place.say(&session.texts.clone()));
    }
    for problem in problems(session.desk.store(), session.now)? {
        let words = problem.say(&session.texts);
        session.tell(&words);
    }
    session.print(session.texts.clone().get("cli-check-ok"))
}
