//! The words files use for where a referral stands, in English, Japanese and Partner Center's codes.

use crate::domain::{Outcome, ReportedState, Stage, fold};

/// Where a status and its detail say a referral stands; `None` when neither is understood. The detail is the more exact
/// of the two (Partner Center: New/Pending, Received; Active/Accepted; Closed/Won, Lost, Declined, Expired).
pub(super) fn reported_state(status: &str, substatus: &str) -> Option<ReportedState> {
    let status = plain_word(status);
    let substatus = plain_word(substatus);
    if is_error(&substatus) || is_error(&status) {
        // Closed by the partner as an error, such as a duplicate. Of the outcomes declining comes nearest; left open it
        // would wait on the board and lapse as if someone had missed it.
        return Some(ReportedState::Archived(Outcome::Declined));
    }
    word(&substatus).or_else(|| word(&status))
}

/// Whether a status detail is Partner Center's "Close as error", whose reasons are numbered apart.
pub(super) fn is_error_state(text: &str) -> bool {
    is_error(&plain_word(text))
}

fn is_error(plain: &str) -> bool {
    matches!(
        plain,
        "error" | "closeaserror" | "エラー" | "エラーとして終了"
    )
}

/// Letters and digits only: `No thanks`, `no_thanks` and `NoThanks` are one word.
fn plain_word(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

fn word(plain: &str) -> Option<ReportedState> {
    let state = match plain {
        "new"
        | "pending"
        | "received"
        | "inbox"
        | "新規"
        | "新着"
        | "新しい紹介案件"
        | "受信済み"
        | "受信"
        | "保留中"
        | "保留"
        | "未対応"
        | "受信トレイ" => ReportedState::Open(Stage::New),
        "evaluating" | "evaluate" | "evaluation" | "acknowledged" | "interested"
        | "iminterested" | "qualify" | "qualified" | "評価中" | "評価" | "興味あり" | "検討中" => {
            ReportedState::Open(Stage::Evaluating)
        }
        "negotiating" | "negotiation" | "active" | "accepted" | "交渉中" | "交渉"
        | "アクティブ" | "承諾" | "承諾済み" | "承認済み" | "受諾済み" | "受け入れ済み"
        | "商談中" => ReportedState::Open(Stage::Negotiating),
        "won" | "受注" | "受注済み" | "成約" => ReportedState::Archived(Outcome::Won),
        // 切断 stands in the Japanese document of 2018 where the English one says "lost".
        "lost" | "失注" | "失注済み" | "切断" => ReportedState::Archived(Outcome::Lost),
        "skipped" | "skip" | "nothanks" | "notinterested" | "スキップ" | "スキップ済み"
        | "興味なし" => ReportedState::Archived(Outcome::Skipped),
        // 失敗 likewise stands for "missed".
        "missed" | "失敗" | "未応答" | "応答なし" => {
            ReportedState::Archived(Outcome::Missed)
        }
        "declined" | "decline" | "辞退" | "辞退済み" | "拒否" | "拒否済み" | "却下" => {
            ReportedState::Archived(Outcome::Declined)
        }
        "expired" | "有効期限切れ" | "期限切れ" => {
            ReportedState::Archived(Outcome::Expired)
        }
        _ => return None,
    };
    Some(state)
}

/// The word for a stage in the program's own export.
pub(super) const fn stage_word(stage: Stage, is_japanese: bool) -> &'static str {
    match (stage, is_japanese) {
        (Stage::New, false) => "New",
        (Stage::New, true) => "新規",
        (Stage::Evaluating, false) => "Evaluating",
        (Stage::Evaluating, true) => "評価中",
        (Stage::Negotiating, false) => "Negotiating",
        (Stage::Negotiating, true) => "交渉中",
        (Stage::Archived, false) => "Archived",
        (Stage::Archived, true) => "アーカイブ済み",
    }
}

/// The word for an outcome in the program's own export.
pub(super) const fn outcome_word(outcome: Outcome, is_japanese: bool) -> &'static str {
    match (outcome, is_japanese) {
        (Outcome::Won, false) => "Won",
        (Outcome::Won, true) => "受注",
        (Outcome::Lost, false) => "Lost",
        (Outcome::Lost, true) => "失注",
        (Outcome::Skipped, false) => "Skipped",
        (Outcome::Skipped, true) => "スキップ",
        (Outcome::Missed, false) => "Missed",
        (Outcome::Missed, true) => "失敗",
        (Outcome::Declined, false) => "Declined",
        (Outcome::Declined, true) => "辞退済み",
        (Outcome::Expired, false) => "Expired",
        (Outcome::Expired, true) => "有効期限切れ",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn partner_centers_codes_are_placed() {
        for (status, substatus, expected) in [
            ("New", "Pending", ReportedState::Open(Stage::New)),
            ("New", "Received", ReportedState::Open(Stage::New)),
            ("New", "", ReportedState::Open(Stage::New)),
            (
                "Active",
                "Accepted",
                ReportedState::Open(Stage::Negotiating),
            ),
            ("ACTIVE", "None", ReportedState::Open(Stage::Negotiating)),
            ("Closed", "Won", ReportedState::Archived(Outcome::Won)),
            ("Closed", "Lost", ReportedState::Archived(Outcome::Lost)),
            (
                "Closed",
                "Declined",
                ReportedState::Archived(Outcome::Declined),
            ),
            (
                "Closed",
                "Expired",
                ReportedState::Archived(Outcome::Expired),
            ),
            (
                "Closed",
                "Error",
                ReportedState::Archived(Outcome::Declined),
            ),
            ("skipped", "", ReportedState::Archived(Outcome::Skipped)),
            ("I'm interested", "", ReportedState::Open(Stage::Evaluating)),
            ("終了", "受注", ReportedState::Archived(Outcome::Won)),
            (
                "アーカイブ済み",
                "失敗",
                ReportedState::Archived(Outcome::Missed),
            ),
            ("ｱｸﾃｨﾌﾞ", "", ReportedState::Open(Stage::Negotiating)),
        ] {
            assert_eq!(
                reported_state(status, substatus),
                Some(expected),
                "{status}/{substatus}"
            );
        }
        for (status, substatus) in [("Closed", ""), ("", ""), ("On hold", "Later")] {
            assert_eq!(reported_state(status, substatus), None);
        }
    }

    #[test]
    fn the_words_of_the_own_export_are_read_in_both_languages() {
        for is_japanese in [false, true] {
            for stage in Stage::OPEN {
                assert_eq!(
                    reported_state(stage_word(stage, is_japanese), ""),
                    Some(ReportedState::Open(stage))
                );
            }
            for outcome in Outcome::ALL {
                let archived = stage_word(Stage::Archived, is_japanese);
                assert_eq!(
                    reported_state(archived, outcome_word(outcome, is_japanese)),
                    Some(ReportedState::Archived(outcome))
                );
            }
        }
    }
}
