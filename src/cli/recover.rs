//! `recover`: what can be had back of a damaged file, and having it back.

use super::arguments::RecoverArguments;
use super::failure::Failure;
use super::session::require_existing;
use crate::desk::{
    GoodBackup, Holdings, Recovered, SalvageReport, Store, StoreError, Trial, holdings_words,
    newest_good_backup, recover_from_backup, report_lines, try_salvage,
};
use crate::domain::Timestamp;
use crate::text::{Format, Say, Texts};
use serde_json::{Map, Value, json};
use std::io::Write;
use std::path::Path;

/// What there is to choose from.
struct Offer {
    damage: StoreError,
    backup: Option<GoodBackup>,
    /// Why nothing can be salvaged, otherwise.
    salvaged: Option<Result<Trial, String>>,
}

pub(super) fn recover(
    file: &Path,
    arguments: &RecoverArguments,
    texts: &Texts,
    now: Timestamp,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    require_existing(texts, file)?;
    let Some(damage) = damage(file)? else {
        let words = texts.with(
            "cli-recover-whole",
            &[("file", file.display().to_string().into())],
        );
        if arguments.salvage || arguments.from_backup.is_some() {
            return Err(Failure::Refused(words));
        }
        if arguments.json {
            print_json(out, &json!({"file": file, "damage": null}))?;
        } else {
            writeln!(out, "{words}")?;
        }
        return Ok(());
    };
    let is_to_be_done =
        !arguments.dry_run && (arguments.salvage || arguments.from_backup.is_some());
    let salvaged = match arguments.from_backup {
        Some(_) => None,
        None => Some(salvage(file, arguments.salvage, texts)?),
    };
    let second = match &salvaged {
        Some(Ok(trial)) => trial.second_backups.as_deref(),
        _ => None,
    };
    let offer = Offer {
        damage,
        backup: match &arguments.from_backup {
            Some(backup) => Some(look_into(backup, now)?),
            None if arguments.salvage && is_to_be_done => None,
            None => newest_good_backup(file, second),
        },
        salvaged,
    };
    if !is_to_be_done {
        if arguments.json {
            print_json(out, &offer.json(file))?;
        } else {
            offer.print(texts, file, out)?;
        }
        return Ok(());
    }
    let mut told = offer.json(file);
    let lines = offer.lines(texts);
    let (done, recovered) = match (offer.salvaged, offer.backup) {
        (Some(Ok(trial)), _) => ("salvage", trial.keep(texts, now)?),
        (_, Some(backup)) => ("backup", recover_from_backup(file, &backup.path, now)?),
        _ => return Ok(()),
    };
    if arguments.json {
        tell_done(&mut told, done, &recovered);
        return Ok(print_json(out, &told)?);
    }
    for line in lines {
        writeln!(out, "{line}")?;
    }
    for (key, path) in [
        ("cli-recover-done", Some(file)),
        ("cli-recover-kept", recovered.damaged.as_deref()),
        ("cli-recover-report", recovered.report.as_deref()),
    ] {
        if let Some(path) = path {
            let path = ("file", path.display().to_string().into());
            writeln!(out, "{}", texts.with(key, &[path]))?;
        }
    }
    if !recovered.knows_erasures {
        writeln!(out, "{}", texts.get("erase-recovered-unknown"))?;
    }
    Ok(())
}

/// What is wrong with the file; `None` when nothing is.
fn damage(file: &Path) -> Result<Option<StoreError>, Failure> {
    match Store::open(file).and_then(|store| store.check()) {
        Ok(()) => Ok(None),
        Err(error)
            if error.is_damage()
                || matches!(
                    error,
                    StoreError::NotLeadline(_) | StoreError::Sqlite { .. }
                ) =>
        {
            Ok(Some(error))
        }
        Err(error) => Err(error.into()),
    }
}

fn look_into(backup: &Path, now: Timestamp) -> Result<GoodBackup, Failure> {
    let made_at = std::fs::metadata(backup)
        .and_then(|found| found.modified())
        .ok()
        .and_then(|at| Timestamp::from_utc(at.into()));
    Ok(GoodBackup {
        path: backup.to_owned(),
        made_at: made_at.unwrap_or(now),
        holdings: crate::desk::holdings(backup)?,
    })
}

/// What comes back of the file. Where that is only one of two offers, that nothing does is told, and no failure.
fn salvage(file: &Path, is_wanted: bool, texts: &Texts) -> Result<Result<Trial, String>, Failure> {
    use crate::desk::DeskError;
    match try_salvage(file, &crate::desk::Progress::default()) {
        Ok(trial) => Ok(Ok(trial)),
        Err(error @ DeskError::Store(StoreError::NothingFound(_))) if !is_wanted => {
            Ok(Err(error.say(texts)))
        }
        Err(error) => Err(error.into()),
    }
}

impl Offer {
    /// What comes back, from where it is to come.
    fn lines(&self, texts: &Texts) -> Vec<String> {
        let format = Format::new(texts);
        let mut lines = Vec::new();
        if let Some(backup) = &self.backup {
            lines.push(texts.with(
                "cli-recover-backup",
                &[
                    ("file", backup.path.display().to_string().into()),
                    ("at", format.date_time(backup.made_at).into()),
                    (
                        "what",
                        holdings_words(texts, &format, &backup.holdings).into(),
                    ),
                ],
            ));
        }
        match &self.salvaged {
            Some(Ok(trial)) => {
                let what = holdings_words(texts, &format, &trial.holdings);
                lines.push(texts.with("cli-recover-salvage", &[("what", what.into())]));
                lines.extend(
                    report_lines(texts, &trial.report)
                        .into_iter()
                        .map(|line| format!("  {line}")),
                );
            }
            Some(Err(why)) => lines.push(why.clone()),
            None => {}
        }
        lines
    }

    fn print(&self, texts: &Texts, file: &Path, out: &mut dyn Write) -> std::io::Result<()> {
        writeln!(out, "{}", self.damage.say(texts))?;
        for line in self.lines(texts) {
            writeln!(out, "{line}")?;
        }
        if self.backup.is_none() && self.salvaged.is_some() {
            writeln!(out, "{}", texts.get("recovery-no-backup"))?;
        }
        let backup = self.backup.as_ref().map_or_else(
            || "FILE".to_owned(),
            |backup| backup.path.display().to_string(),
        );
        let arguments = [
            ("file", file.display().to_string().into()),
            ("backup", backup.into()),
        ];
        writeln!(out, "{}", texts.with("cli-recover-choose", &arguments))
    }

    fn json(&self, file: &Path) -> Value {
        json!({
            "file": file,
            "damage": self.damage.to_string(),
            "backup": self.backup.as_ref().map(|backup| {
                let mut held = holdings_json(&backup.holdings);
                held.insert("path".to_owned(), json!(backup.path));
                held.insert("made_at".to_owned(), json!(backup.made_at));
                held
            }),
            "salvage": self.salvaged.as_ref().and_then(|tried| tried.as_ref().ok()).map(|trial| {
                let mut held = holdings_json(&trial.holdings);
                held.insert("report".to_owned(), report_json(&trial.report));
                held
            }),
            "done": null,
        })
    }
}

fn tell_done(told: &mut Value, done: &str, recovered: &Recovered) {
    if let Value::Object(told) = told {
        told.insert("done".to_owned(), json!(done));
        told.insert("damaged_file".to_owned(), json!(recovered.damaged));
        told.insert("report_file".to_owned(), json!(recovered.report));
        told.insert("knows_erasures".to_owned(), json!(recovered.knows_erasures));
    }
}

fn holdings_json(holdings: &Holdings) -> Map<String, Value> {
    [
        ("open", json!(holdings.open)),
        ("archived", json!(holdings.archived)),
        ("profiles", json!(holdings.profiles)),
        ("newest_change_at", json!(holdings.newest_change_at)),
    ]
    .into_iter()
    .map(|(name, value)| (name.to_owned(), value))
    .collect()
}

fn report_json(report: &SalvageReport) -> Value {
    let tables: Vec<Value> = report
        .tables
        .iter()
        .map(|table| {
            json!({
                "name": table.name,
                "found": table.found,
                "doubtful": table.doubtful,
                "given_up": table.given_up,
                "missing": table.missing,
                "may_lack_more": table.may_lack_more,
            })
        })
        .collect();
    json!({
        "whole": report.is_whole(),
        "tables": tables,
        "lost_referrals": report.lost_referrals,
        "log_pages_ignored": report.log_pages_ignored,
        "log_unreadable": report.is_log_unreadable,
        "undo_starts_anew": report.undo_starts_anew,
    })
}

fn print_json(out: &mut dyn Write, value: &Value) -> std::io::Result<()> {
    serde_json::to_writer(&mut *out, value)?;
    writeln!(out)
}
