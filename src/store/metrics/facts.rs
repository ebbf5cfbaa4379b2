//! What a referral counts as, and the queries that count: `docs/metrics.md` says it in words.

use crate::domain::{MetricGrouping, Outcome, SOURCE_ENTERED, SOURCE_IMPORTED};
use crate::store::referrals::IS_IMPORTED;

/// The 24 hours within which an answer is to be given, in milliseconds.
const ANSWER_MILLIS: i64 = 24 * 3_600 * 1_000;

/// The stage a referral is in, or ended in.
const LAST_STAGE: &str = "coalesce(archived_from, stage)";

/// A file may tell that a deal was won or lost, and not that it was accepted.
fn is_accepted() -> String {
    format!("({LAST_STAGE} = 'negotiating' OR ifnull(outcome IN ('won', 'lost'), 0))")
}

/// The referrals that arrived in a period (?1 up to ?2), each with what it counts as. What stands now is what counts: corrections, undo and
/// reopening put the instants in the row back as they do the stage.
fn arrived_facts(group: &str) -> String {
    let is_accepted = is_accepted();
    format!(
        "WITH arrived AS (
             SELECT {group} AS in_group, stage, outcome, presumed, received_at, interested_at, archived_at,
                 {is_accepted} AS is_accepted,
                 {is_accepted} OR {LAST_STAGE} = 'evaluating' AS is_evaluated,
                 CASE WHEN {is_accepted} THEN accepted_at END AS accepted_at
             FROM referral WHERE received_at >= ?1 AND received_at < ?2 AND sample = ?3
         ), done AS (
             SELECT *,
                 is_evaluated OR ifnull(outcome IN ('skipped', 'declined'), 0) AS is_answered,
                 is_accepted OR ifnull(outcome IN ('skipped', 'declined'), 0) AS is_decided,
                 coalesce(
                     CASE WHEN is_evaluated THEN coalesce(interested_at, accepted_at) END,
                     CASE WHEN outcome IN ('skipped', 'declined') THEN archived_at END) AS answered_at,
                 coalesce(accepted_at, CASE WHEN outcome IN ('skipped', 'declined') THEN archived_at END) AS decided_at,
                 stage = 'archived' OR received_at + {ANSWER_MILLIS} <= ?4 AS is_late
             FROM arrived
         ), fact AS MATERIALIZED (
             SELECT *,
                 max(answered_at - received_at, 0) AS answer_millis,
                 max(decided_at - received_at, 0) AS decision_millis,
                 max(accepted_at - received_at, 0) AS accept_millis
             FROM done
         )"
    )
}

/// Counts what became of the referrals that arrived in a period.
pub(super) fn arrived(grouping: MetricGrouping<'_>) -> String {
    let facts = arrived_facts(&group(grouping, "received_at"));
    let outcomes: String = Outcome::ALL
        .map(Outcome::code)
        .map(|code| format!("count(*) FILTER (WHERE outcome = '{code}') AS {code}, "))
        .concat();
    format!(
        "{facts}
         SELECT in_group, count(*) AS received,
             count(*) FILTER (WHERE is_evaluated) AS evaluated,
             count(*) FILTER (WHERE is_accepted) AS accepted,
             {outcomes}
             count(*) FILTER (WHERE presumed) AS presumed,
             count(*) FILTER (WHERE answer_millis < {ANSWER_MILLIS}) AS answer_within,
             count(*) FILTER (WHERE answered_at IS NOT NULL OR NOT is_answered AND is_late) AS answer_known,
             spread(answer_millis) AS answer_times,
             count(*) FILTER (WHERE decision_millis < {ANSWER_MILLIS}) AS decision_within,
             count(*) FILTER (WHERE decided_at IS NOT NULL OR NOT is_decided AND is_late) AS decision_known,
             spread(decision_millis) AS decision_times,
             spread(accept_millis) AS accept_times
         FROM fact GROUP BY in_group"
    )
}

/// The history line, among those of a referral, that brought it into Negotiating from a stage before, for the last time.
const ENTERED_NEGOTIATING: &str =
    "SELECT max(change_id) FROM history AS entering WHERE entering.referral_id = referral.id
         AND entry ->> 'to' = 'negotiating' AND ifnull(entry ->> 'from', 'new') IN ('new', 'evaluating')";

/// The deal as it entered Negotiating: as it was before the line that came next. Coming back from the archive enters nothing anew.
fn agreed_deal() -> String {
    format!(
        "SELECT before -> '$.referral.deal' FROM history AS next WHERE next.referral_id = referral.id
             AND change_id > ({ENTERED_NEGOTIATING}) ORDER BY change_id LIMIT 1"
    )
}

/// Whether the clock ended a referral that is lost. Nobody can end it at the very instant at which the clock has.
const IS_LOST_BY_CLOCK: &str = "presumed OR EXISTS (
     SELECT 1 FROM history WHERE referral_id = referral.id
         -- Most lines need not be parsed.
         AND instr(entry, 'lapsed') > 0 AND entry ->> 'kind' = 'lapsed'
         AND CAST(round(unixepoch(entry ->> 'at', 'subsec') * 1000) AS INTEGER) = archived_at)";

/// Counts what ended in a period (?1 up to ?2) by outcome and currency, and what it was worth. Straight through the rows: by way of the archive's index
/// a long period takes many times as long, and a short one is soon counted either way. What is worked out for a referral is kept for the count
/// (MATERIALIZED), or SQLite would look into its history again for every figure that needs it.
pub(super) fn ended(grouping: MetricGrouping<'_>) -> String {
    let group = group(grouping, "archived_at");
    let agreed_deal = agreed_deal();
    format!(
        "WITH ended AS MATERIALIZED (
             SELECT {group} AS in_group, outcome, presumed, currency,
                 CASE outcome WHEN 'missed' THEN 1 WHEN 'expired' THEN 1 WHEN 'lost' THEN {IS_LOST_BY_CLOCK} ELSE 0 END AS is_by_clock,
                 minor_units(deal_value, currency) AS value,
                 CASE WHEN outcome = 'won' AND archived_from = 'negotiating' THEN ({agreed_deal}) END AS agreed
             FROM referral NOT INDEXED
             WHERE stage = 'archived' AND archived_at >= ?1 AND archived_at < ?2 AND sample = ?3
         ), fact AS MATERIALIZED (
             SELECT *,
                 CASE WHEN value IS NOT NULL AND agreed ->> 'currency' = currency THEN minor_units(agreed ->> 'value', currency) END AS estimate
             FROM ended
         )
         SELECT in_group, outcome, is_by_clock, currency, count(*) AS ended,
             count(*) FILTER (WHERE presumed) AS presumed,
             count(value) AS with_value,
             sum_units(value) AS value,
             count(estimate) AS compared,
             sum_units(estimate) AS estimated,
             sum_units(value) FILTER (WHERE estimate IS NOT NULL) AS compared_value,
             count(*) FILTER (WHERE value > estimate) AS above,
             count(*) FILTER (WHERE value = estimate) AS equal
         FROM fact GROUP BY in_group, outcome, is_by_clock, currency"
    )
}

/// What names the group of a referral; NULL for the group of those that name none. `at` puts it into a week.
fn group(grouping: MetricGrouping<'_>, at: &str) -> String {
    match grouping {
        MetricGrouping::Whole => "0".to_owned(),
        MetricGrouping::Region => "region".to_owned(),
        MetricGrouping::CompanySize => "company_size".to_owned(),
        MetricGrouping::Owner => "owner".to_owned(),
        MetricGrouping::Outcome => "outcome".to_owned(),
        MetricGrouping::Source => {
            format!("CASE WHEN {IS_IMPORTED} THEN '{SOURCE_IMPORTED}' ELSE '{SOURCE_ENTERED}' END")
        }
        MetricGrouping::Week(_) => format!("week_of({at})"),
    }
}
