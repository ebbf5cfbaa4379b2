//! `erase`: the person behind referrals, from the file and from every backup.

use super::arguments::EraseArguments;
use super::failure::Failure;
use super::session::Session;
use crate::desk::{
    Erasure, ErasurePreview, delete_copies, erasure_lines, erasure_problems, preview_lines,
};
use crate::domain::{Command, ErasedTexts, ReferralId};
use serde::Serialize;
use std::path::{Path, PathBuf};

/// What `erase --json` prints.
#[derive(Serialize)]
struct JsonErased<'a> {
    referrals: Vec<i64>,
    backups_rewritten: usize,
    not_reached: Vec<&'a Path>,
    not_rewritable: Vec<&'a Path>,
    set_aside: Vec<&'a Path>,
}

/// What `erase --dry-run --json` prints.
#[derive(Serialize)]
struct JsonPreview<'a> {
    referrals: Vec<i64>,
    same_contact: Vec<i64>,
    backups: usize,
    set_aside: Vec<&'a Path>,
}

pub(super) fn erase(session: &mut Session<'_>, arguments: &EraseArguments) -> Result<(), Failure> {
    let ids: Vec<ReferralId> = arguments
        .erased_ids
        .iter()
        .map(|id| ReferralId(*id))
        .collect();
    let texts = if arguments.all_texts {
        ErasedTexts::All
    } else {
        ErasedTexts::Contact
    };
    if !arguments.yes {
        let preview = session.desk.preview_erasure(&ids)?;
        if arguments.dry_run {
            return print_preview(session, &preview, texts, arguments.json);
        }
        for line in preview_lines(&session.texts.clone(), &preview, texts) {
            session.tell(&line);
        }
        let words = session.texts.get("cli-erase-needs-yes").to_owned();
        return Err(Failure::Refused(words));
    }
    // What the clock ends on the way is no part of what was asked for.
    session.desk.settle(session.now)?;
    session
        .desk
        .execute(Command::Erase { ids, texts }, session.now)?;
    let Some(mut erasure) = session.desk.finish_erasures()? else {
        return Ok(());
    };
    if arguments.delete_copies {
        let left = &erasure.left;
        delete_copies(&[left.unwritable.as_slice(), &left.aside].concat());
        // With them it may be finished.
        if let Some(again) = session.desk.finish_erasures()? {
            erasure.left = again.left;
        }
    }
    print_erasure(session, &erasure, arguments.json)
}

/// Finishes what an erasure that was interrupted has left to do, and tells of it beside the results. What is left even then is among the problems of
/// the backups.
pub(super) fn finish_what_was_interrupted(session: &mut Session<'_>) {
    match session.desk.finish_erasures() {
        Ok(None) => {}
        Ok(Some(erasure)) => {
            let texts = session.texts.clone();
            for line in erasure_lines(&texts, &erasure) {
                session.tell(&line);
            }
        }
        Err(error) => tracing::warn!(%error, "an erasure is finished later"),
    }
}

fn print_preview(
    session: &mut Session<'_>,
    preview: &ErasurePreview,
    texts: ErasedTexts,
    json: bool,
) -> Result<(), Failure> {
    if json {
        return session.print_json(&JsonPreview {
            referrals: numbers(&preview.referrals),
            same_contact: numbers(&preview.same_contact),
            backups: preview.backups,
            set_aside: paths(&preview.aside),
        });
    }
    for line in preview_lines(&session.texts.clone(), preview, texts) {
        session.print(&line)?;
    }
    Ok(())
}

fn print_erasure(session: &mut Session<'_>, erasure: &Erasure, json: bool) -> Result<(), Failure> {
    if json {
        return session.print_json(&JsonErased {
            referrals: numbers(&erasure.referrals),
            backups_rewritten: erasure.rewritten,
            not_reached: paths(&erasure.left.waiting),
            not_rewritable: paths(&erasure.left.unwritable),
            set_aside: paths(&erasure.left.aside),
        });
    }
    let texts = session.texts.clone();
    for line in erasure_lines(&texts, erasure) {
        session.print(&line)?;
    }
    for problem in erasure_problems(&texts, &erasure.left) {
        session.tell(&problem);
    }
    Ok(())
}

fn numbers(ids: &[ReferralId]) -> Vec<i64> {
    ids.iter().map(|id| id.0).collect()
}

fn paths(files: &[PathBuf]) -> Vec<&Path> {
    files.iter().map(PathBuf::as_path).collect()
}
