//! `backups` and `restore --preview`: the backups the program made by itself, and what one of them would change.

use super::arguments::{BackupsArguments, RestoreArguments};
use super::failure::Failure;
use super::plain_text::{harmless, table};
use super::session::{Session, require_existing, write_json_array};
use crate::desk::backups::{
    BackupProblem, Compared, Group, Holds, Keeper, KnownBackup, Why, differing_words, glance,
    gone_was_seen, holds_words, inspect, list, make, second_folder_of, what_it_is,
};
use crate::desk::{DifferingSetting, Settings, Store, differing_settings, settings_words};
use crate::domain::Timestamp;
use crate::text::{Format, Language, Say, Texts};
use serde::Serialize;
use std::io::Write;
use std::path::PathBuf;

#[derive(Serialize)]
struct BackupJson {
    file: String,
    made_at: Timestamp,
    why: &'static str,
    bytes: u64,
    open: Option<usize>,
    archived: Option<usize>,
    profiles: Option<usize>,
}

/// Lists the backups, the newest first; before that, makes one and chooses the second folder where that is asked for.
pub(super) fn backups(
    session: &mut Session<'_>,
    arguments: &BackupsArguments,
) -> Result<(), Failure> {
    if let Some(folder) = &arguments.second_folder {
        let folder = std::path::absolute(folder)
            .map_err(|error| Failure::file(&session.texts, folder, &error))?;
        choose(session, Some(folder))?;
    } else if arguments.single_folder {
        choose(session, None)?;
    }
    if arguments.now {
        make(session.desk.store(), Why::Routine, session.now)?;
    }
    if arguments.now || arguments.second_folder.is_some() {
        let pass = Keeper::new(session.desk.store().open_again()?).pass(session.now);
        let texts = session.texts.clone();
        for line in pass.erased.iter().flat_map(|one| one.lines(&texts)) {
            session.tell(&line);
        }
        tell_problems(session, &pass.problems)?;
    }
    let store = session.desk.store();
    let second = store.second_backup_folder()?;
    let second = second.map(|chosen| second_folder_of(&chosen, store));
    let found = list(store.path(), second.as_deref());
    let held = |backup: &KnownBackup| glance(&backup.path).ok();
    if arguments.json {
        let values = found.iter().map(|backup| Ok(json(backup, held(backup))));
        return write_json_array(session.out, values);
    }
    let rows: Vec<[String; 3]> = found
        .iter()
        .map(|backup| {
            [
                session.format.date_time(backup.made_at),
                what_it_is(&session.texts, &session.format, backup, held(backup)),
                harmless(&backup.path.display().to_string()),
            ]
        })
        .collect();
    if rows.is_empty() {
        return session.print(session.texts.clone().get("backups-none"));
    }
    for line in table(&rows) {
        session.print(&line)?;
    }
    Ok(())
}

/// Tells on stderr what is wrong with the backups. That they were gone is told once.
pub(super) fn tell_problems(
    session: &mut Session<'_>,
    problems: &[BackupProblem],
) -> Result<(), Failure> {
    for problem in problems {
        let words = problem.say(&session.texts);
        session.tell(&words);
    }
    let were_gone = |problem: &BackupProblem| matches!(problem, BackupProblem::Gone(_));
    if problems.iter().any(were_gone) {
        gone_was_seen(&mut session.desk.store().open_again()?)?;
    }
    Ok(())
}

/// After a command that changed something a routine backup is made where one is due. That it cannot be made is told, and no failure of the command.
pub(super) fn look_after(session: &mut Session<'_>) {
    let pass = match session.desk.store().open_again() {
        Ok(store) => Keeper::new(store).pass_if_due(session.now),
        Err(error) => {
            tracing::warn!(%error, "it is not looked whether a backup is due");
            return;
        }
    };
    if let Err(failure) = tell_problems(session, &pass.problems)
        && let Some(message) = failure.message(&session.texts)
    {
        session.tell(&message);
    }
}

fn choose(session: &mut Session<'_>, folder: Option<PathBuf>) -> Result<(), Failure> {
    let base = session.desk.settings()?;
    let wanted = Settings {
        second_backup_folder: folder,
        ..base.clone()
    };
    session.desk.change_settings(&base, &wanted)?;
    Ok(())
}

fn json(backup: &KnownBackup, holds: Option<Holds>) -> BackupJson {
    BackupJson {
        file: backup.path.display().to_string(),
        made_at: backup.made_at,
        why: backup.why.code(),
        bytes: backup.bytes,
        open: holds.map(|holds| holds.open),
        archived: holds.map(|holds| holds.archived),
        profiles: holds.map(|holds| holds.profiles),
    }
}

#[derive(Serialize)]
struct PreviewJson {
    open: usize,
    archived: usize,
    profiles: usize,
    newest_change_at: Option<Timestamp>,
    other_file: bool,
    added: GroupJson,
    changed: GroupJson,
    missing: GroupJson,
    differing_profiles: usize,
    settings: Vec<&'static str>,
}

#[derive(Serialize)]
struct GroupJson {
    count: usize,
    referrals: Vec<ReferralJson>,
}

#[derive(Serialize)]
struct ReferralJson {
    id: i64,
    customer: String,
    fields: Vec<String>,
}

impl From<Group> for GroupJson {
    fn from(group: Group) -> Self {
        Self {
            count: group.count,
            referrals: group
                .first
                .into_iter()
                .map(|referral| ReferralJson {
                    id: referral.id.0,
                    customer: referral.customer,
                    fields: referral.fields,
                })
                .collect(),
        }
    }
}

/// Tells what restoring a copy would change. Nothing is written.
pub(super) fn preview(
    file: &std::path::Path,
    arguments: &RestoreArguments,
    (texts, language): (&Texts, Option<Language>),
    out: &mut dyn Write,
) -> Result<(), Failure> {
    require_existing(texts, file)?;
    let holds = inspect(&arguments.file)?;
    let store = Store::open(file)?;
    let compared = Compared {
        holds,
        differences: store.differences_from(&arguments.file)?,
        settings: differing_settings(&store, &arguments.file)?,
    };
    if arguments.json {
        serde_json::to_writer(&mut *out, &preview_json(compared))?;
        return Ok(writeln!(out)?);
    }
    let own = crate::desk::Desk::new(store).settings()?.language;
    let texts = match own.filter(|_| language.is_none()) {
        Some(own) => &Texts::new(own),
        None => texts,
    };
    for line in preview_lines(texts, &compared) {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

/// Before a restore: what it changes. A file that is not there or cannot be opened has nothing to compare.
pub(super) fn tell_what_changes(
    file: &std::path::Path,
    arguments: &RestoreArguments,
    spoken: (&Texts, Option<Language>),
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let is_itself = match (file.canonicalize(), arguments.file.canonicalize()) {
        (Ok(file), Ok(copy)) => file == copy,
        _ => false,
    };
    if !is_itself && file.exists() && Store::open(file).is_ok() {
        preview(file, arguments, spoken, out)?;
    }
    Ok(())
}

fn preview_json(
    Compared {
        holds,
        differences,
        settings,
    }: Compared,
) -> PreviewJson {
    PreviewJson {
        open: holds.open,
        archived: holds.archived,
        profiles: holds.profiles,
        newest_change_at: holds.newest_change_at,
        other_file: differences.is_of_other_file,
        added: differences.added.into(),
        changed: differences.changed.into(),
        missing: differences.missing.into(),
        differing_profiles: differences.profiles,
        settings: settings.into_iter().map(DifferingSetting::code).collect(),
    }
}

fn preview_lines(texts: &Texts, compared: &Compared) -> Vec<String> {
    let differences = &compared.differences;
    let mut lines = vec![holds_words(texts, &Format::new(texts), &compared.holds)];
    if differences.is_of_other_file {
        lines.push(texts.get("backups-dialog-other-file").to_owned());
    }
    if differences.is_none() {
        lines.push(texts.get("backups-dialog-same").to_owned());
    }
    for (key, group) in [
        ("backups-dialog-added", &differences.added),
        ("backups-dialog-changed", &differences.changed),
        ("backups-dialog-missing", &differences.missing),
    ] {
        if group.count == 0 {
            continue;
        }
        lines.push(texts.with(key, &[("count", group.count.into())]));
        for referral in &group.first {
            let words = harmless(&differing_words(texts, referral));
            lines.push(format!("  {} {words}", referral.id));
        }
        let more = group.count.saturating_sub(group.first.len());
        if more > 0 {
            let more = texts.with("backups-dialog-more", &[("count", more.into())]);
            lines.push(format!("  {more}"));
        }
    }
    if differences.profiles > 0 {
        let count = ("count", differences.profiles.into());
        lines.push(texts.with("backups-dialog-profiles", &[count]));
    }
    lines.extend(settings_words(texts, &compared.settings));
    lines
}
