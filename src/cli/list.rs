//! `list`: the referrals, the open ones in the board's order first.

use super::arguments::ListArguments;
use super::failure::Failure;
use super::plain_text::{deadline, harmless, shortened, standing, table};
use super::referral_json::JsonReferral;
use super::session::{Session, write_json_array};
use crate::desk::Board;
use crate::domain::{Referral, Stage, State, Timestamp, lapse};
use crate::text::region;

/// The most columns a customer's name gets.
const CUSTOMER_COLUMNS: usize = 40;

/// Lists the referrals asked for. With `--as-of` nothing is written: what the clock will have ended is worked out only.
pub(super) fn list(session: &mut Session<'_>, arguments: &ListArguments) -> Result<(), Failure> {
    if arguments.as_of.is_none() {
        session.desk.settle(session.now)?;
    }
    let at = arguments.as_of.unwrap_or(session.now);
    let mut referrals = Vec::new();
    session.desk.store().all_referrals(|referral| {
        let referral = match arguments.as_of {
            Some(at) => as_it_stands(referral, at),
            None => referral,
        };
        if is_wanted(&referral, arguments) {
            referrals.push(referral);
        }
    })?;
    let referrals = in_order(referrals, at);
    if arguments.json {
        print_json(session, &referrals, at)
    } else {
        print_table(session, &referrals, at)
    }
}

fn is_wanted(referral: &Referral, arguments: &ListArguments) -> bool {
    arguments
        .stage
        .is_none_or(|stage| stage == referral.stage())
        && (arguments.outcome.is_none() || arguments.outcome == referral.outcome())
}

/// The referral at another instant, if nobody acts in between: ended where its clock runs out by then, and where the clock ended it only
/// later, not ended yet.
fn as_it_stands(referral: Referral, at: Timestamp) -> Referral {
    if let Some(change) = lapse(&referral, at) {
        return change.after;
    }
    match referral.state {
        State::Archived {
            presumed: true,
            from,
            at: ended_at,
            ..
        } if ended_at > at => Referral {
            state: match from {
                Stage::Evaluating => State::Evaluating,
                Stage::Negotiating => State::Negotiating,
                Stage::New | Stage::Archived => State::New,
            },
            revision: referral.revision - 1,
            ..referral
        },
        _ => referral,
    }
}

/// By stage; the open ones as the board has them, the archived ones with the newest first.
fn in_order(referrals: Vec<Referral>, at: Timestamp) -> Vec<Referral> {
    let (mut archived, open): (Vec<_>, Vec<_>) = referrals
        .into_iter()
        .partition(|referral| referral.stage() == Stage::Archived);
    archived.sort_by_key(|referral| std::cmp::Reverse((referral.archived_at(), referral.id)));
    let board = Board::of(open, at);
    Stage::OPEN
        .into_iter()
        .flat_map(|stage| {
            let lane = board.lane(stage);
            (0..lane.len()).filter_map(|index| board.referral(lane.id_at(index)?).cloned())
        })
        .chain(archived)
        .collect()
}

fn print_json(
    session: &mut Session<'_>,
    referrals: &[Referral],
    at: Timestamp,
) -> Result<(), Failure> {
    let store = session.desk.store();
    let values = referrals.iter().map(|referral| {
        let text = store.referral_text(referral.id)?;
        Ok(JsonReferral::of(referral, text, at))
    });
    write_json_array(session.out, values)
}

fn print_table(
    session: &mut Session<'_>,
    referrals: &[Referral],
    at: Timestamp,
) -> Result<(), Failure> {
    let texts = session.texts.clone();
    let mut rows = vec![
        [
            "cli-column-id",
            "common-stage",
            "common-customer",
            "common-region",
            "common-deadline",
            "cli-column-due",
            "common-time-left",
        ]
        .map(|key| texts.get(key).to_owned()),
    ];
    for referral in referrals {
        let [mark, due, left] = deadline(&texts, &session.format, referral, at);
        let customer = shortened(&harmless(&referral.customer), CUSTOMER_COLUMNS);
        let region = region(&texts, referral.region.as_deref().unwrap_or_default());
        rows.push([
            referral.id.to_string(),
            standing(&texts, referral),
            customer,
            harmless(region),
            mark,
            due,
            left,
        ]);
    }
    if !referrals.is_empty() {
        for line in table(&rows) {
            session.print(&line)?;
        }
    }
    session.print(&texts.with(
        "common-referral-count",
        &[("count", referrals.len().into())],
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{NewReferral, Outcome, PolicyId, receive};

    #[test]
    fn the_clock_runs_on_and_back_without_anyone_acting() {
        let start = Timestamp::parse("2026-11-19T02:00:00Z").unwrap();
        let new = NewReferral {
            customer: "Contoso".into(),
            received_at: Some(start),
            ..NewReferral::default()
        };
        let (referral, ..) = receive(&new, PolicyId::Classic, start).unwrap();
        let end = start.plus_seconds(72 * 3_600);
        let just_before = end.plus_seconds(-1);
        assert_eq!(as_it_stands(referral.clone(), just_before), referral);
        let missed = as_it_stands(referral.clone(), end.plus_seconds(3_600));
        assert_eq!(missed.outcome(), Some(Outcome::Missed));
        assert_eq!(missed.archived_at(), Some(end));
        assert_eq!(as_it_stands(missed.clone(), end), missed);
        assert_eq!(as_it_stands(missed, just_before), referral);
    }
}
