//! What holds after any sequence of commands and clock steps.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

mod common;

use common::*;
use leadline::desk::{Board, Desk, DeskError};
use leadline::domain::{
    Action, Amount, Command, Currency, Deal, DealTerms, EntryKind, ImportRow, NewReferral, Outcome,
    PolicyId, Profile, Reason, Referral, ReferralEdit, ReferralId, ReferralText, Refusal,
    ReportedState, Stage, State, Timestamp, decide, lapse, merge, receive,
};
use proptest::prelude::*;
use proptest::sample::select;
use std::collections::BTreeMap;

/// How many cases are tried; `PROPTEST_CASES` asks for another number.
fn config(cases: u32) -> ProptestConfig {
    let asked_for = std::env::var("PROPTEST_CASES").ok();
    ProptestConfig {
        cases: asked_for
            .and_then(|asked_for| asked_for.parse().ok())
            .unwrap_or(cases),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// What no referral may ever be, however it got there.
fn invariants(referral: &Referral, now: Timestamp) {
    assert!(!referral.customer.trim().is_empty(), "{referral:?}");
    assert!(referral.revision >= 1, "{referral:?}");
    if let Some((due_at, _)) = referral.pending_lapse() {
        assert!(due_at > now, "not concluded: {referral:?}");
        assert!(due_at >= referral.received_at, "{referral:?}");
    }
    if let State::Archived {
        outcome,
        presumed,
        from,
        at,
    } = referral.state
    {
        assert!(at >= referral.received_at, "{referral:?}");
        assert_ne!(from, Stage::Archived, "{referral:?}");
        if presumed {
            let rule = referral.policy.policy().lapse_rule(from).unwrap();
            assert_eq!(outcome, rule.outcome, "{referral:?}");
            assert!(at <= now, "{referral:?}");
        }
    }
}

/// What holds besides for a referral that no file has moved.
fn moved_by_people_invariants(referral: &Referral) {
    let reached = |stage| match referral.state {
        State::Archived { from, .. } => from >= stage,
        _ => referral.stage() >= stage,
    };
    if reached(Stage::Evaluating) {
        assert!(referral.interested_at.is_some(), "{referral:?}");
    }
    if reached(Stage::Negotiating) {
        assert!(referral.accepted_at.is_some(), "{referral:?}");
        let Deal {
            value: Some(value),
            currency: Some(currency),
            close_on: Some(_),
        } = referral.deal
        else {
            panic!("accepted without terms: {referral:?}");
        };
        assert_eq!(value.decimal_places(), currency.decimal_places());
    }
    if let State::Archived { outcome, from, .. } = referral.state {
        let expected = match outcome {
            Outcome::Won | Outcome::Lost => vec![Stage::Negotiating],
            Outcome::Declined => vec![Stage::Evaluating],
            Outcome::Skipped | Outcome::Missed => vec![Stage::New],
            Outcome::Expired => vec![Stage::New, Stage::Evaluating],
        };
        assert!(expected.contains(&from), "{referral:?}");
    }
}

fn any_text() -> impl Strategy<Value = String> {
    select(vec!["", " ", "a slip", "日本語", "\u{3000}x "]).prop_map(str::to_owned)
}

fn any_currency() -> impl Strategy<Value = Currency> {
    select(vec!["USD", "JPY", "KWD"]).prop_map(|code| Currency::parse(code).unwrap())
}

fn any_amount() -> impl Strategy<Value = Amount> {
    (0_i64..1_000_000, select(vec![0_u8, 2, 3]))
        .prop_map(|(units, places)| Amount::from_units(units, places))
}

fn any_deal() -> impl Strategy<Value = Deal> {
    (
        proptest::option::of(any_amount()),
        proptest::option::of(any_currency()),
        proptest::option::of(select(vec!["2026-12-01", "2027-01-31"])),
    )
        .prop_map(|(value, currency, close_on)| Deal {
            value,
            currency,
            close_on: close_on.map(|date| date.parse().unwrap()),
        })
}

fn any_terms() -> impl Strategy<Value = DealTerms> {
    (0_i64..1_000_000, any_currency(), any::<bool>()).prop_map(|(units, currency, is_fit)| {
        let places = currency.decimal_places();
        DealTerms {
            value: Amount::from_units(units, if is_fit { places } else { places ^ 1 }),
            currency,
            close_on: "2026-12-31".parse().unwrap(),
        }
    })
}

fn any_edit() -> impl Strategy<Value = ReferralEdit> {
    (
        proptest::option::of(any_text()),
        proptest::option::of(proptest::option::of(any_text())),
        proptest::option::of(proptest::option::of(any_text())),
        proptest::option::weighted(0.2, any_deal()),
        proptest::option::of(any_text()),
    )
        .prop_map(|(customer, region, owner, deal, notes)| ReferralEdit {
            customer,
            region,
            owner,
            deal,
            notes,
            ..ReferralEdit::default()
        })
}

fn any_reason() -> impl Strategy<Value = Option<Reason>> {
    proptest::option::of(select(Reason::listed().collect::<Vec<_>>()))
}

fn any_action() -> impl Strategy<Value = Action> {
    prop_oneof![
        3 => Just(Action::Interested),
        1 => Just(Action::Skip),
        3 => any_terms().prop_map(Action::Accept),
        1 => (any_reason(), proptest::option::of(any_text()))
            .prop_map(|(reason, note)| Action::Decline { reason, note }),
        1 => proptest::option::of(any_amount()).prop_map(|value| Action::Won { value }),
        1 => (any_reason(), proptest::option::of(any_text()))
            .prop_map(|(reason, note)| Action::Lost { reason, note }),
        3 => any_text().prop_map(|note| Action::Correct { note }),
        1 => Just(Action::Confirm),
        2 => any_edit().prop_map(|edit| Action::Edit(Box::new(edit))),
    ]
}

/// Seconds that the clock goes on: often nothing, sometimes past every mark there is, to the second or not.
fn any_pause() -> impl Strategy<Value = i64> {
    prop_oneof![
        4 => Just(0),
        4 => 1..20 * HOUR,
        2 => select(vec![24 * HOUR, 72 * HOUR, 7 * DAY, 14 * DAY, 60 * DAY]),
        1 => 1..90 * DAY,
    ]
}

fn any_policy() -> impl Strategy<Value = PolicyId> {
    select(PolicyId::ALL.to_vec())
}

fn any_reported() -> impl Strategy<Value = ReportedState> {
    prop_oneof![
        select(Stage::OPEN.to_vec()).prop_map(ReportedState::Open),
        select(Outcome::ALL.to_vec()).prop_map(ReportedState::Archived),
    ]
}

/// A row about one of a few referrals, its instants anywhere around the start.
fn any_row() -> impl Strategy<Value = ImportRow> {
    let instant = || {
        proptest::option::of(-20 * DAY..20 * DAY)
            .prop_map(|seconds| seconds.map(|seconds| start().plus_seconds(seconds)))
    };
    (
        (0..4_usize, any_text(), proptest::option::of(any_reported())),
        (instant(), instant(), instant(), instant(), instant()),
        (any_deal(), proptest::option::of(any_policy())),
        (proptest::option::of(any_text()), any::<bool>()),
    )
        .prop_map(
            |(
                (which, customer, reported),
                (received_at, interested_at, accepted_at, archived_at, expires_at),
                (deal, policy),
                (notes, is_named_by_id),
            )| ImportRow {
                line: 2,
                partner_center_id: is_named_by_id.then(|| format!("PC-{which}")),
                customer: Some(format!("Customer {which}{customer}")),
                received_at,
                reported,
                interested_at,
                accepted_at,
                archived_at,
                expires_at,
                deal_value: deal.value,
                currency: deal.currency,
                close_on: deal.close_on,
                policy,
                notes,
                ..ImportRow::default()
            },
        )
}

#[derive(Clone, Debug)]
enum Step {
    Add(i64),
    Act(usize, Action),
    Import(Vec<ImportRow>),
    AddSamples(Vec<ImportRow>),
    RemoveSamples,
    SaveProfiles(Vec<Profile>),
    DeleteProfile(usize),
    Undo,
    Redo,
}

fn any_profile() -> impl Strategy<Value = Profile> {
    (select(vec!["JP", "us", "DE"]), any_text()).prop_map(|(region, description)| Profile {
        description,
        ..profile(region)
    })
}

fn any_step() -> impl Strategy<Value = Step> {
    let rows = || proptest::collection::vec(any_row(), 1..4);
    prop_oneof![
        3 => (-10 * DAY..DAY).prop_map(Step::Add),
        12 => (any::<usize>(), any_action()).prop_map(|(which, action)| Step::Act(which, action)),
        3 => rows().prop_map(Step::Import),
        1 => rows().prop_map(Step::AddSamples),
        1 => Just(Step::RemoveSamples),
        1 => proptest::collection::vec(any_profile(), 1..3).prop_map(Step::SaveProfiles),
        1 => any::<usize>().prop_map(Step::DeleteProfile),
        3 => Just(Step::Undo),
        3 => Just(Step::Redo),
    ]
}

fn all(desk: &Desk) -> Vec<Referral> {
    let mut referrals = Vec::new();
    desk.store()
        .all_referrals(|referral| referrals.push(referral))
        .unwrap();
    referrals
}

fn to_command(desk: &Desk, step: Step, now: Timestamp) -> Command {
    match step {
        Step::Add(seconds) => Command::Add(Box::new(NewReferral {
            received_at: Some(now.plus_seconds(seconds)),
            ..named("Contoso")
        })),
        Step::Act(which, action) => {
            let referrals = all(desk);
            let id = match referrals.len() {
                0 => ReferralId(1),
                count => referrals[which % count].id,
            };
            Command::Act {
                id,
                revision: None,
                action,
            }
        }
        Step::Import(rows) => Command::Import {
            rows,
            skip_nameless: false,
        },
        Step::AddSamples(rows) => Command::AddSamples(rows),
        Step::RemoveSamples => Command::RemoveSamples,
        Step::SaveProfiles(profiles) => Command::SaveProfiles(profiles),
        Step::DeleteProfile(which) => {
            let profiles = desk.store().profiles().unwrap();
            let id = match profiles.len() {
                0 => leadline::domain::ProfileId(1),
                count => profiles[which % count].id,
            };
            Command::DeleteProfile(id)
        }
        Step::Undo => Command::Undo,
        Step::Redo => Command::Redo,
    }
}

/// The history has one line for each revision, in order, each starting in the stage where the one before ended.
fn assert_history_tells_all(desk: &Desk, referral: &Referral) {
    let lines = history(desk, referral.id);
    let revisions: Vec<i64> = lines
        .iter()
        .map(|line| line.revision)
        .filter(|revision| *revision > 0)
        .collect();
    let expected: Vec<i64> = (1..=referral.revision).collect();
    assert_eq!(revisions, expected, "{lines:#?}");
    assert_eq!(lines.last().unwrap().entry.to, referral.stage());
    for pair in lines.windows(2) {
        if pair[0].revision > 0 && pair[1].revision > 0 {
            assert_eq!(pair[1].entry.from, Some(pair[0].entry.to), "{lines:#?}");
        }
    }
}

/// What the board is to be, whichever way it was kept.
#[derive(PartialEq, Eq, Debug)]
struct Shape {
    lanes: Vec<(Vec<ReferralId>, BTreeMap<Currency, i128>, usize)>,
    cards: Vec<Referral>,
}

fn shape(board: &Board, now: Timestamp) -> Shape {
    let mut cards = Vec::new();
    let lanes = Stage::OPEN
        .map(|stage| {
            let lane = board.lane(stage);
            let ids: Vec<ReferralId> = (0..lane.len()).filter_map(|at| lane.id_at(at)).collect();
            for (at, id) in ids.iter().enumerate() {
                assert_eq!(board.place(*id), Some((stage, at)));
                cards.push(board.referral(*id).unwrap().clone());
            }
            (ids, lane.sums().clone(), lane.due_within_a_day(now))
        })
        .to_vec();
    assert_eq!(cards.len(), board.len());
    Shape { lanes, cards }
}

proptest! {
    #![proptest_config(config(40))]

    #[test]
    fn no_sequence_of_commands_leaves_the_file_in_an_impossible_state(
        policy in any_policy(),
        steps in proptest::collection::vec((any_pause(), any_step()), 1..24),
    ) {
        let folder = Folder::new();
        let mut desk = folder.desk();
        let settings = leadline::desk::Settings { policy, ..desk.settings().unwrap() };
        desk.save_settings(&settings).unwrap();
        let mut now = start();
        for (pause, step) in steps {
            now = now.plus_seconds(pause);
            desk.settle(now).unwrap();
            let revisions: BTreeMap<ReferralId, i64> =
                all(&desk).iter().map(|referral| (referral.id, referral.revision)).collect();
            let before = content(&desk);
            let command = to_command(&desk, step, now);
            let is_undo_or_redo = matches!(command, Command::Undo | Command::Redo);
            let done = desk.execute(command.clone(), now);
            for referral in all(&desk) {
                invariants(&referral, now);
                assert_history_tells_all(&desk, &referral);
                if let Some(revision) = revisions.get(&referral.id) {
                    assert!(referral.revision >= *revision);
                }
                let is_told = history(&desk, referral.id)
                    .iter()
                    .any(|line| matches!(line.entry.kind, EntryKind::Imported | EntryKind::Updated));
                if !is_told {
                    moved_by_people_invariants(&referral);
                }
            }
            desk.store().check().unwrap();
            let after = content(&desk);
            match done {
                Err(DeskError::Refused(_) | DeskError::PassedOver { .. }) => {
                    assert_eq!(before, after, "{command:?}");
                }
                Err(error) => panic!("{command:?}: {error}"),
                Ok(_) if is_undo_or_redo || before == after => {}
                Ok(_) => {
                    desk.execute(Command::Undo, now).unwrap();
                    assert_eq!(content(&desk), before, "undo of {command:?}");
                    desk.execute(Command::Redo, now).unwrap();
                    assert_eq!(content(&desk), after, "redo of {command:?}");
                }
            }
        }
        // Everything a person did can be taken back in order, unless the clock was first.
        loop {
            let before = content(&desk);
            match desk.execute(Command::Undo, now) {
                Ok(done) => prop_assert!(done.label.count > 0),
                Err(DeskError::PassedOver { .. }) => assert_eq!(content(&desk), before),
                Err(error) => {
                    assert_eq!(refusal(error), Refusal::NothingToUndo);
                    break;
                }
            }
        }
        desk.store().check().unwrap();
    }
}

proptest! {
    #![proptest_config(config(3_000))]

    #[test]
    fn no_sequence_of_moves_leaves_a_referral_in_an_impossible_state(
        policy in any_policy(),
        steps in proptest::collection::vec((any_pause(), any_action()), 1..40),
    ) {
        let (mut referral, mut text, _) = receive(&named("Contoso"), policy, start()).unwrap();
        let mut now = start();
        for (pause, action) in steps {
            now = now.plus_seconds(pause);
            // The clock first, as the desk does.
            if let Some(change) = lapse(&referral, now) {
                prop_assert_eq!(change.after.revision, referral.revision + 1);
                prop_assert_eq!(change.entry.kind, EntryKind::Lapsed);
                prop_assert_eq!(lapse(&change.after, now), None);
                referral = change.after;
            }
            if let Ok(change) = decide(&referral, &action, now) {
                prop_assert_eq!(change.after.revision, referral.revision + 1);
                prop_assert_eq!(change.entry.from, Some(referral.stage()));
                prop_assert_eq!(change.entry.to, change.after.stage());
                change.text.apply_to(&mut text);
                referral = change.after;
            }
            invariants(&referral, now);
            moved_by_people_invariants(&referral);
        }
    }

    #[test]
    fn no_row_moves_a_referral_backwards_or_is_news_twice(
        first in any_row(),
        moves in proptest::collection::vec(any_action(), 0..4),
        rows in proptest::collection::vec((any_pause(), any_row()), 1..8),
    ) {
        let mut now = start();
        let (mut referral, mut text, _) = first.to_new_referral(PolicyId::Classic, now);
        for action in moves {
            if let Ok(change) = decide(&referral, &action, now) {
                referral = change.after;
            }
        }
        for (pause, row) in rows {
            now = now.plus_seconds(pause);
            let before: (Referral, ReferralText) = (referral.clone(), text.clone());
            let Some((after, new_text, entry)) = merge(&referral, &text, &row, now) else {
                continue;
            };
            prop_assert!(after.stage() >= before.0.stage());
            prop_assert_eq!(after.revision, before.0.revision + 1);
            prop_assert_eq!((entry.from, entry.to), (Some(before.0.stage()), after.stage()));
            prop_assert!(!entry.fields.is_empty());
            prop_assert!(before.1.notes.is_empty() || new_text.notes == before.1.notes);
            if let Some(at) = after.archived_at() {
                prop_assert!(at >= after.received_at);
            }
            // The same row again says nothing new, now or later.
            prop_assert_eq!(merge(&after, &new_text, &row, now.plus_seconds(DAY)), None);
            (referral, text) = (after, new_text);
        }
    }
}

#[derive(Clone, Debug)]
enum BoardStep {
    Put(i64, Box<ImportRow>),
    Act(i64, Action),
    Remove(i64),
    Advance(i64),
}

fn any_board_step() -> impl Strategy<Value = BoardStep> {
    prop_oneof![
        3 => (1..6_i64, any_row()).prop_map(|(id, row)| BoardStep::Put(id, Box::new(row))),
        4 => (1..6_i64, any_action()).prop_map(|(id, action)| BoardStep::Act(id, action)),
        1 => (1..6_i64).prop_map(BoardStep::Remove),
        3 => any_pause().prop_map(BoardStep::Advance),
    ]
}

proptest! {
    #![proptest_config(config(2_000))]

    #[test]
    fn a_board_kept_up_to_date_is_the_board_read_anew(
        steps in proptest::collection::vec(any_board_step(), 1..30),
    ) {
        let mut now = start();
        let mut kept = Board::default();
        let mut truth: BTreeMap<ReferralId, Referral> = BTreeMap::new();
        for step in steps {
            match step {
                BoardStep::Put(id, row) => {
                    let (mut referral, ..) = row.to_new_referral(PolicyId::Classic, now);
                    referral.id = ReferralId(id);
                    truth.insert(referral.id, referral.clone());
                    kept.put(referral, now);
                }
                BoardStep::Act(id, action) => {
                    let Some(referral) = truth.get_mut(&ReferralId(id)) else { continue };
                    if let Ok(change) = decide(referral, &action, now) {
                        *referral = change.after.clone();
                        kept.put(change.after, now);
                    }
                }
                BoardStep::Remove(id) => {
                    truth.remove(&ReferralId(id));
                    kept.remove(ReferralId(id));
                }
                BoardStep::Advance(seconds) => now = now.plus_seconds(seconds),
            }
            // As the window does every frame.
            kept.advance(now);
            for referral in truth.values_mut() {
                if let Some(change) = lapse(referral, now) {
                    *referral = change.after;
                }
            }
            let anew = Board::of(truth.values().cloned().collect(), now);
            prop_assert_eq!(shape(&kept, now), shape(&anew, now));
            prop_assert!(!kept.advance(now));
        }
    }
}
