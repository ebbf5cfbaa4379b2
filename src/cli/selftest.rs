//! `selftest`: what depends on the system, tried out on it.

use super::failure::Failure;
use crate::domain::{ReferralId, Urgency};
use crate::remind::{
    DesktopNotifier, NoteAction, NoteAnswer, NoteButton, NoteFile, NoteKey, Notifier, Rendered,
};
use crate::text::{Say, Texts};
use std::io::Write;
use std::path::PathBuf;
use std::sync::mpsc::channel;
use std::time::Duration;

/// Raises a notification with a button, and tells line by line what becomes of it, for `wait_seconds` at most. It touches no file.
pub(super) fn notifications(
    texts: &Texts,
    wait_seconds: u64,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let (answers, answered) = channel();
    // Of no file: a link that Windows hands over later means nothing to any.
    let no_file = NoteFile {
        name: "0".to_owned(),
        path: PathBuf::new(),
    };
    let mut notifier = DesktopNotifier::new(no_file, move |answer| {
        if answers.send(answer).is_err() {
            tracing::debug!("the notification was answered too late");
        }
    });
    if let Err(error) = notifier.raise(&note(texts)) {
        return Err(Failure::Refused(error.say(texts)));
    }
    writeln!(out, "{}", texts.get("cli-selftest-taken"))?;
    if notifier.is_held_back() {
        writeln!(out, "{}", texts.get("cli-selftest-held-back"))?;
    }
    let elsewhere = if cfg!(windows) {
        Some("cli-selftest-windows")
    } else if cfg!(target_os = "macos") {
        Some("cli-selftest-macos")
    } else {
        None
    };
    if let Some(elsewhere) = elsewhere {
        writeln!(out, "{}", texts.get(elsewhere))?;
        return Ok(());
    }
    let seconds = ("seconds", wait_seconds.into());
    writeln!(out, "{}", texts.with("cli-selftest-waiting", &[seconds]))?;
    out.flush()?;
    let heard = match answered.recv_timeout(Duration::from_secs(wait_seconds)) {
        Ok(NoteAnswer::Opened(_)) => "cli-selftest-clicked",
        Ok(NoteAnswer::Chose(..)) => "cli-selftest-pressed",
        Err(_) => "cli-selftest-nothing",
    };
    writeln!(out, "{}", texts.get(heard))?;
    notifier.withdraw(&NoteKey::of_test());
    Ok(())
}

fn note(texts: &Texts) -> Rendered {
    Rendered {
        key: NoteKey::of_test(),
        title: texts.get("reminder-test-title").to_owned(),
        body: texts.get("reminder-test-body").to_owned(),
        open_label: texts.get("reminder-open").to_owned(),
        urgency: Urgency::Soon,
        // Of no referral there is; a notification about none has nothing to answer.
        referrals: vec![ReferralId(0)],
        buttons: vec![NoteButton {
            action: NoteAction::Interested,
            label: texts.get("action-interested").to_owned(),
        }],
    }
}
