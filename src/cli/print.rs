//! `print`: the board or one referral as PDF or PNG.

use super::arguments::PrintArguments;
use super::failure::Failure;
use super::session::Session;
use crate::desk::Board;
use crate::domain::{ReferralId, Stage};
use crate::exchange::{BoardSheet, PrintError, Printing, SheetContent, SheetFormat};
use crate::text::{Say, Texts};
use std::path::Path;

/// Writes the board, or the referral that is named. What was there is replaced once the new file is whole; what stands under the name of a
/// further page is not, and nothing is written then.
pub(super) fn print(session: &mut Session<'_>, arguments: &PrintArguments) -> Result<(), Failure> {
    let texts = session.texts.clone();
    let path = arguments.file.as_path();
    let format = format_of(&texts, path)?;
    session.desk.settle(session.now)?;
    let store = session.desk.store();
    let content = if let Some(id) = arguments.printed_id {
        SheetContent::of_referral(&session.desk, ReferralId(id))?
    } else {
        let mut open = Vec::new();
        store.all_referrals(|referral| {
            if referral.stage() != Stage::Archived {
                open.push(referral);
            }
        })?;
        let board = Board::of(open, session.now);
        SheetContent::Board(BoardSheet::of(&board, None, session.now))
    };
    let printing = Printing {
        now: session.now,
        own_file: store.path().to_owned(),
        texts: texts.clone(),
    };
    let printed = printing
        .print(&content, path, format)
        .map_err(|error| failure(&error, &texts))?;
    for file in &printed.files {
        let file = file.display().to_string();
        session.print(&texts.with("cli-print-done", &[("file", file.into())]))?;
    }
    Ok(())
}

fn failure(error: &PrintError, texts: &Texts) -> Failure {
    let words = error.say(texts);
    match error {
        PrintError::Exists(_) => Failure::Refused(words),
        _ => Failure::FileUnusable(words),
    }
}

/// The format that the file's name asks for.
pub(super) fn format_of(texts: &Texts, path: &Path) -> Result<SheetFormat, Failure> {
    SheetFormat::from_path(path).ok_or_else(|| {
        let file = path.display().to_string();
        Failure::WrongUsage(texts.with("sheet-unknown-kind", &[("file", file.into())]))
    })
}
