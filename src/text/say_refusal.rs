//! Why something may not happen: a sentence that names what was refused, why, and what to do instead.

use super::{Format, Say, Texts};
use crate::domain::{Outcome, Refusal, Stage};

impl Say for Refusal {
    fn say(&self, texts: &Texts) -> String {
        let key = match self {
            Self::WrongStage { stage, outcome } => {
                return where_it_is(texts, "refusal-wrong-stage", *stage, *outcome);
            }
            Self::ChangedMeanwhile { stage, outcome } => {
                return where_it_is(texts, "refusal-changed-meanwhile", *stage, *outcome);
            }
            Self::Lapsed { outcome, at } => {
                let at = Format::new(texts).date_time(*at);
                let outcome = outcome.say(texts);
                return texts.with(
                    "refusal-lapsed",
                    &[("at", at.into()), ("outcome", outcome.into())],
                );
            }
            Self::NoteRequired => "refusal-note-required",
            Self::CustomerRequired => "refusal-customer-required",
            Self::DealOutsideNegotiating => "refusal-deal-outside-negotiating",
            Self::AmountUnfit => "refusal-amount-unfit",
            Self::NothingPresumed => "refusal-nothing-presumed",
            Self::NothingToChange => "refusal-nothing-to-change",
            Self::NotFound => "refusal-not-found",
            Self::NothingToUndo => "refusal-nothing-to-undo",
            Self::ChangedSince => "refusal-changed-since",
            Self::TimeRanOut => "refusal-time-ran-out",
            Self::RegionTaken => "refusal-region-taken",
            Self::ProfileInvalid => "refusal-profile-invalid",
        };
        texts.get(key).to_owned()
    }
}

/// A sentence about where the referral is: there is one for open stages and one, named `{key}-archived`, for the archive.
fn where_it_is(texts: &Texts, key: &str, stage: Stage, outcome: Option<Outcome>) -> String {
    match outcome {
        Some(outcome) => {
            let outcome = outcome.say(texts);
            texts.with(&format!("{key}-archived"), &[("outcome", outcome.into())])
        }
        None => texts.with(key, &[("stage", stage.say(texts).into())]),
    }
}
