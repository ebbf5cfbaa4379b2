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
            Self::NothingToSnooze => "refusal-nothing-to-snooze",
            Self::TextTooLong => "refusal-text-too-long",
            Self::ReceiptTold => "refusal-receipt-told",
            Self::ReceiptTooLate => "refusal-receipt-too-late",
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
        None => texts.with(
            key,
            &[
                ("stage", stage.say(texts).into()),
                ("code", stage.code().into()),
            ],
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Timestamp;
    use crate::text::{Language, Zone};

    fn refusals() -> Vec<Refusal> {
        let at = Timestamp::parse("2026-11-22T02:00:00Z").unwrap();
        vec![
            Refusal::WrongStage {
                stage: Stage::Negotiating,
                outcome: None,
            },
            Refusal::WrongStage {
                stage: Stage::Archived,
                outcome: Some(Outcome::Skipped),
            },
            Refusal::Lapsed {
                outcome: Outcome::Missed,
                at,
            },
            Refusal::ChangedMeanwhile {
                stage: Stage::Evaluating,
                outcome: None,
            },
            Refusal::ChangedMeanwhile {
                stage: Stage::Archived,
                outcome: Some(Outcome::Won),
            },
            Refusal::NoteRequired,
            Refusal::CustomerRequired,
            Refusal::DealOutsideNegotiating,
            Refusal::AmountUnfit,
            Refusal::NothingPresumed,
            Refusal::NothingToSnooze,
            Refusal::TextTooLong,
            Refusal::ReceiptTold,
            Refusal::ReceiptTooLate,
            Refusal::NothingToChange,
            Refusal::NotFound,
            Refusal::NothingToUndo,
            Refusal::ChangedSince,
            Refusal::TimeRanOut,
            Refusal::RegionTaken,
            Refusal::ProfileInvalid,
        ]
    }

    #[test]
    fn every_refusal_is_a_sentence() {
        for language in Language::ALL {
            let texts = Texts::new(language);
            for refusal in refusals() {
                let sentence = refusal.say(&texts);
                assert!(sentence.ends_with(['.', '。']), "{sentence}");
                assert!(!sentence.contains('{'), "{sentence}");
            }
        }
    }

    #[test]
    fn a_refusal_says_where_the_referral_is() {
        let english = Texts::in_zone(Language::English, Zone::fixed_hours(9));
        let japanese = Texts::in_zone(Language::Japanese, Zone::fixed_hours(9));
        let says = |texts: &Texts, index: usize, words: &str| {
            let sentence = refusals()[index].say(texts);
            assert!(sentence.contains(words), "{sentence}");
        };
        says(&english, 0, "Negotiating");
        says(&japanese, 0, "「交渉中」");
        says(&english, 1, "Skipped");
        says(&english, 2, "22 Nov 2026, 11:00");
        says(&japanese, 2, "2026年11月22日 11:00");
        says(&japanese, 2, "「失敗」");
        says(&japanese, 3, "「評価中」");
        says(&english, 4, "Won");
    }
}
