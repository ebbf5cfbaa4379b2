//! How the desk's outcomes are told to a person: what was done, and why something was not.

use super::execute::is_action;
use super::{DeskError, FEWEST_CHARACTERS, Refused, RiskyPlace, StoreError};
use crate::domain::Refusal;
use crate::store::{ChangeKind, ChangeLabel};
use crate::text::{Argument, Say, Texts};

/// Tells what was done, for a notice: "Contoso: accepted".
pub fn change_done(texts: &Texts, kind: ChangeKind, label: &ChangeLabel) -> String {
    let what = change_name(texts, label);
    match kind {
        ChangeKind::Undo => texts.with("notice-undone", &[("what", what.into())]),
        ChangeKind::Redo => texts.with("notice-redone", &[("what", what.into())]),
        _ => what,
    }
}

/// Names a change, for "Undo …": "Contoso: accepted".
pub fn change_name(texts: &Texts, label: &ChangeLabel) -> String {
    let key = match label.kind {
        kind if is_action(kind) && label.subject.is_none() => many_key(kind),
        ChangeKind::Add => "notice-add",
        ChangeKind::Interested => "notice-interested",
        ChangeKind::Skip => "notice-skip",
        ChangeKind::Accept => "notice-accept",
        ChangeKind::Decline => "notice-decline",
        ChangeKind::Won => "notice-won",
        ChangeKind::Lost => "notice-lost",
        ChangeKind::Correct => "notice-correct",
        ChangeKind::Confirm => "notice-confirm",
        ChangeKind::Snooze => "notice-snooze",
        ChangeKind::Edit | ChangeKind::Undo | ChangeKind::Redo => "notice-edit",
        ChangeKind::Import => "notice-import",
        ChangeKind::AddSamples => "notice-add-samples",
        ChangeKind::RemoveSamples => "notice-remove-samples",
        ChangeKind::SaveProfiles if label.subject.is_some() => "notice-save-profile",
        ChangeKind::SaveProfiles => "notice-save-profiles",
        ChangeKind::DeleteProfile => "notice-delete-profile",
        ChangeKind::Lapse if label.subject.is_some() => "notice-lapse",
        ChangeKind::Lapse => "notice-lapses",
        ChangeKind::Reopen if label.subject.is_some() => "notice-reopen",
        ChangeKind::Reopen => "notice-reopens",
        ChangeKind::Erase => "notice-erase",
    };
    let region = matches!(
        label.kind,
        ChangeKind::SaveProfiles | ChangeKind::DeleteProfile
    );
    let subject = label.subject.as_deref().unwrap_or_default();
    let subject = if region {
        crate::text::region(texts, subject)
    } else {
        subject
    };
    texts.with(
        key,
        &[
            ("subject", Argument::from(subject)),
            ("count", Argument::from(label.count)),
        ],
    )
}

/// What a change is called that is about many referrals, or was.
const fn many_key(kind: ChangeKind) -> &'static str {
    match kind {
        ChangeKind::Interested => "notice-interested-many",
        ChangeKind::Skip => "notice-skip-many",
        ChangeKind::Accept => "notice-accept-many",
        ChangeKind::Decline => "notice-decline-many",
        ChangeKind::Won => "notice-won-many",
        ChangeKind::Lost => "notice-lost-many",
        ChangeKind::Correct => "notice-correct-many",
        ChangeKind::Confirm => "notice-confirm-many",
        ChangeKind::Snooze => "notice-snooze-many",
        _ => "notice-edit-many",
    }
}

/// No more reasons than these are told at once, nor more customers for each.
const MOST_TOLD: usize = 3;

/// Tells what was left out of a change of many: how many, who and why. `None` when nothing was.
pub fn refused_words(texts: &Texts, refused: &[Refused]) -> Option<String> {
    let mut reasons: Vec<(String, Vec<String>)> = Vec::new();
    for one in refused {
        let why = briefly(texts, &one.why);
        let name = one.customer.clone().unwrap_or_else(|| one.id.to_string());
        match reasons.iter_mut().find(|(known, _)| *known == why) {
            Some((_, names)) => names.push(name),
            None => reasons.push((why, vec![name])),
        }
    }
    let left = reasons.len().saturating_sub(MOST_TOLD);
    let told = reasons.into_iter().take(MOST_TOLD).map(|(why, names)| {
        let more = names.len().saturating_sub(MOST_TOLD);
        let mut names: Vec<String> = names.into_iter().take(MOST_TOLD).collect();
        if more > 0 {
            names.push(texts.with("notice-refused-more", &[("count", more.into())]));
        }
        let names = names.join(texts.get("common-list-separator"));
        texts.with(
            "notice-refused-why",
            &[("names", names.into()), ("why", why.into())],
        )
    });
    let mut told: Vec<String> = told.collect();
    if left > 0 {
        told.push(texts.with("notice-refused-reasons-more", &[("count", left.into())]));
    }
    (!refused.is_empty()).then(|| {
        texts.with(
            "notice-refused",
            &[
                ("count", refused.len().into()),
                ("why", told.join(texts.get("cli-sentence-space")).into()),
            ],
        )
    })
}

/// Why one of many was refused. Where it stands says enough here: the whole sentence is for who asked about it alone.
fn briefly(texts: &Texts, why: &Refusal) -> String {
    match why {
        Refusal::WrongStage { stage, .. } => {
            let stage = stage.say(texts);
            texts.with("notice-refused-stage", &[("stage", stage.into())])
        }
        _ => why.say(texts),
    }
}

impl Say for RiskyPlace {
    fn say(&self, texts: &Texts) -> String {
        match self {
            Self::Synchronised(whose) => {
                texts.with("notice-place-synchronised", &[("whose", (*whose).into())])
            }
            Self::Network => texts.get("notice-place-network").to_owned(),
        }
    }
}

impl Say for DeskError {
    fn say(&self, texts: &Texts) -> String {
        match self {
            Self::Refused(refusal) => refusal.say(texts),
            Self::PassedOver {
                what,
                is_redo,
                why,
                next,
            } => passed_over(texts, what, *is_redo, why, next.as_ref()),
            Self::NotNewest { newest } => match newest {
                Some(newest) => texts.with(
                    "refusal-not-newest",
                    &[("newest", change_name(texts, newest).into())],
                ),
                None => texts.get("refusal-none-newest").to_owned(),
            },
            Self::NoBackup(error) => {
                texts.with("backups-none-before", &[("why", error.say(texts).into())])
            }
            Self::PassphraseTooShort => texts.with(
                "encryption-too-short",
                &[("fewest", FEWEST_CHARACTERS.into())],
            ),
            Self::Ended => texts.get("notice-cannot-save").to_owned(),
            Self::Fault(_) => texts.get("notice-fault").to_owned(),
            Self::Store(error) => error.say(texts),
        }
    }
}

/// Names the change that can no longer be reverted, why, and what the next undo or redo would be about.
fn passed_over(
    texts: &Texts,
    what: &ChangeLabel,
    is_redo: bool,
    why: &Refusal,
    next: Option<&ChangeLabel>,
) -> String {
    let key = match (is_redo, why) {
        (true, _) => "refusal-not-redone",
        (false, Refusal::TimeRanOut) => "refusal-time-ran-out",
        (false, _) => "refusal-changed-since",
    };
    let what = change_name(texts, what);
    let sentences = texts.with(
        "refusal-passed-over",
        &[("what", what.into()), ("why", texts.get(key).into())],
    );
    let Some(next) = next else {
        return sentences;
    };
    let key = if is_redo {
        "refusal-next-redo"
    } else {
        "refusal-next-undo"
    };
    texts.with(
        key,
        &[
            ("refused", sentences.into()),
            ("next", change_name(texts, next).into()),
        ],
    )
}

impl Say for StoreError {
    fn say(&self, texts: &Texts) -> String {
        let file = |path: &std::path::Path| Argument::from(path.display().to_string());
        match self {
            Self::OwnFile(path) => texts.with("file-own", &[("file", file(path))]),
            Self::NotLeadline(path) => texts.with("file-not-leadline", &[("file", file(path))]),
            Self::Newer { path, .. } => texts.with("file-newer", &[("file", file(path))]),
            Self::Encrypted(path) => texts.with("file-encrypted", &[("file", file(path))]),
            Self::WrongPassphrase(path) => {
                texts.with("file-wrong-passphrase", &[("file", file(path))])
            }
            Self::EncryptionAbsent(path) => {
                texts.with("file-encryption-absent", &[("file", file(path))])
            }
            Self::Locked(path) => texts.with("file-locked", &[("file", file(path))]),
            Self::ReadOnly(path) => texts.with("file-read-only", &[("file", file(path))]),
            Self::Unreachable { path, source } if source.kind() == std::io::ErrorKind::NotFound => {
                texts.with("file-missing", &[("file", file(path))])
            }
            Self::Unreachable { path, source } => texts.with(
                "file-unreachable",
                &[("file", file(path)), ("why", source.to_string().into())],
            ),
            Self::InUse(path) => texts.with("file-in-use", &[("file", file(path))]),
            Self::Dangling { path, rows, tables } => texts.with(
                "file-dangling",
                &[
                    ("file", file(path)),
                    ("rows", (*rows).into()),
                    ("tables", tables.as_str().into()),
                ],
            ),
            Self::Damaged { path, detail } | Self::Unreadable { path, detail } => texts.with(
                "file-damaged",
                &[("file", file(path)), ("why", detail.as_str().into())],
            ),
            Self::DiskFull(path) => texts.with("file-disk-full", &[("file", file(path))]),
            Self::DiskFailing { path, .. } => {
                texts.with("file-disk-failing", &[("file", file(path))])
            }
            Self::Conflict => texts.get("file-conflict").to_owned(),
            Self::NothingFound(path) => texts.with("file-nothing-found", &[("file", file(path))]),
            Self::Cancelled => texts.get("file-cancelled").to_owned(),
            Self::Sqlite { path, source } => texts.with(
                "file-other",
                &[("file", file(path)), ("why", source.to_string().into())],
            ),
        }
    }
}
