//! Erasing a person, in words: what goes and what stays, what became of it, and what it cannot reach.

use super::backups::Erased;
use super::{Erasure, ErasurePreview};
use crate::domain::{ErasedTexts, ReferralId};
use crate::store::LeftCopies;
use crate::text::Texts;
use std::path::Path;

/// What erasing would do, each thing in a sentence of its own: what goes, what stays, where else it goes, and what it leaves.
pub fn preview_lines(texts: &Texts, preview: &ErasurePreview, erased: ErasedTexts) -> Vec<String> {
    let goes = match erased {
        ErasedTexts::Contact => "erase-goes-contact",
        ErasedTexts::All => "erase-goes-all",
    };
    let mut lines = vec![
        texts.get(goes).to_owned(),
        texts.get("erase-stays").to_owned(),
        texts.with("erase-backups", &[("count", preview.backups.into())]),
        texts.get("erase-final").to_owned(),
    ];
    if !preview.same_contact.is_empty() {
        let numbers = numbers(texts, &preview.same_contact);
        lines.push(texts.with("erase-same-contact", &[("numbers", numbers.into())]));
    }
    lines.extend(preview.aside.iter().map(|file| aside(texts, file)));
    lines
}

/// What was erased and from where.
pub fn erasure_lines(texts: &Texts, erasure: &Erasure) -> Vec<String> {
    let count = ("count", erasure.referrals.len().into());
    let backups = ("backups", erasure.rewritten.into());
    let key = if erasure.left.is_empty() {
        "erase-finished"
    } else {
        "erase-unfinished"
    };
    vec![texts.with(key, &[count, backups])]
}

impl Erased {
    /// What was erased by itself, and what is left of it.
    pub fn lines(&self, texts: &Texts) -> Vec<String> {
        let mut lines = Vec::new();
        if self.kept_too_long > 0 {
            let count = ("count", self.kept_too_long.into());
            lines.push(texts.with("retention-erased", &[count]));
        }
        lines.extend(erasure_problems(texts, &self.erasure.left));
        lines
    }
}

/// Where erased persons may still be found, and what can be done about it.
pub fn erasure_problems(texts: &Texts, left: &LeftCopies) -> Vec<String> {
    let waiting = left.waiting.iter().map(|file| waiting(texts, file));
    let unwritable = left.unwritable.iter().map(|file| unwritable(texts, file));
    waiting
        .chain(unwritable)
        .chain(left.aside.iter().map(|file| aside(texts, file)))
        .collect()
}

fn waiting(texts: &Texts, file: &Path) -> String {
    texts.with(
        "erase-waiting",
        &[("file", file.display().to_string().into())],
    )
}

fn unwritable(texts: &Texts, file: &Path) -> String {
    texts.with(
        "erase-unwritable",
        &[("file", file.display().to_string().into())],
    )
}

fn aside(texts: &Texts, file: &Path) -> String {
    texts.with(
        "erase-aside",
        &[("file", file.display().to_string().into())],
    )
}

/// More numbers than these help nobody.
const MOST_NUMBERS: usize = 50;

fn numbers(texts: &Texts, ids: &[ReferralId]) -> String {
    let told: Vec<String> = ids
        .iter()
        .take(MOST_NUMBERS)
        .map(ToString::to_string)
        .collect();
    let mut told = told.join(texts.get("common-list-separator"));
    if ids.len() > MOST_NUMBERS {
        told.push('…');
    }
    told
}
