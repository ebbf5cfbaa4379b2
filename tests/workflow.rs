//! The workflow: what moves a referral where, what the clock does to it, and every refusal.
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
use leadline::desk::DeskError;
use leadline::domain::{
    Action, Amount, Command, Currency, Deal, DealTerms, EntryKind, ImportRow, Mark, MarkKind,
    NewReferral, Outcome, PolicyId, Profile, Reason, Referral, ReferralEdit, ReferralId, Refusal,
    ReportedState, Stage, State, Timestamp, Urgency, decide, lapse, receive,
};

fn later(seconds: i64) -> Timestamp {
    start().plus_seconds(seconds)
}

fn edit(edit: ReferralEdit) -> Action {
    Action::Edit(Box::new(edit))
}

fn owner(name: &str) -> Action {
    edit(ReferralEdit {
        owner: Some(Some(name.to_owned())),
        ..ReferralEdit::default()
    })
}

fn archived(outcome: Outcome, from: Stage, at: Timestamp) -> State {
    State::Archived {
        outcome,
        presumed: false,
        from,
        at,
    }
}

fn presumed(outcome: Outcome, from: Stage, at: Timestamp) -> State {
    State::Archived {
        outcome,
        presumed: true,
        from,
        at,
    }
}

#[test]
fn a_received_referral_is_new_and_shows_only_its_overview() {
    let (referral, text, entry) = receive(&named(" Contoso "), PolicyId::Classic, start()).unwrap();
    assert_eq!(referral.state, State::New);
    assert_eq!(referral.customer, "Contoso");
    assert_eq!((referral.received_at, referral.revision), (start(), 1));
    assert!(!referral.shows_details());
    assert_eq!(text.contact.name, "Aiko");
    assert_eq!((entry.kind, entry.to), (EntryKind::Received, Stage::New));
}

#[test]
fn every_move_by_a_person_leads_where_the_table_says() {
    let now = later(HOUR);
    let cases = [
        (
            Stage::New,
            Action::Interested,
            State::Evaluating,
            EntryKind::Interested,
        ),
        (
            Stage::New,
            Action::Skip,
            archived(Outcome::Skipped, Stage::New, now),
            EntryKind::Skipped,
        ),
        (
            Stage::Evaluating,
            Action::Accept(terms()),
            State::Negotiating,
            EntryKind::Accepted,
        ),
        (
            Stage::Evaluating,
            decline(),
            archived(Outcome::Declined, Stage::Evaluating, now),
            EntryKind::Declined,
        ),
        (
            Stage::Negotiating,
            Action::Won { value: None },
            archived(Outcome::Won, Stage::Negotiating, now),
            EntryKind::Won,
        ),
        (
            Stage::Negotiating,
            lost(),
            archived(Outcome::Lost, Stage::Negotiating, now),
            EntryKind::Lost,
        ),
        (
            Stage::Archived,
            correct("a slip"),
            State::New,
            EntryKind::Corrected,
        ),
    ];
    for (from, action, state, kind) in cases {
        let before = in_stage(from);
        let change = decide(&before, &action, now).unwrap();
        assert_eq!(change.after.state, state, "{action:?}");
        assert_eq!(change.after.revision, before.revision + 1);
        assert_eq!(change.entry.kind, kind);
        assert_eq!(
            (change.entry.at, change.entry.from, change.entry.to),
            (now, Some(from), change.after.stage())
        );
        assert!(change.text.is_empty());
    }
}

#[test]
fn interest_and_acceptance_note_when_they_came_and_show_the_details() {
    let evaluating = after(&received(), &Action::Interested, later(5));
    assert_eq!(evaluating.interested_at, Some(later(5)));
    assert!(evaluating.shows_details());
    let negotiating = after(&evaluating, &Action::Accept(terms()), later(9));
    assert_eq!(negotiating.accepted_at, Some(later(9)));
    assert_eq!(
        negotiating.deal,
        Deal {
            value: Some(terms().value),
            currency: Some(usd()),
            close_on: Some(terms().close_on)
        }
    );
    let won = decide(
        &negotiating,
        &Action::Won {
            value: Amount::parse("15000", Some(usd())).ok(),
        },
        later(10),
    )
    .unwrap();
    assert_eq!(won.after.deal.value.unwrap().to_string(), "15000.00");
    assert_eq!(won.entry.deal, Some(won.after.deal));
    assert!(won.after.shows_details());
}

#[test]
fn reasons_and_notes_go_into_the_history() {
    let declined = decide(&in_stage(Stage::Evaluating), &decline(), later(1)).unwrap();
    assert_eq!(declined.after.reason, Reason::parse_listed("1"));
    assert_eq!(declined.entry.reason, Reason::parse_listed("budget"));
    assert_eq!(declined.entry.note.as_deref(), Some("no money"));
    let without = Action::Decline {
        reason: None,
        note: Some("  ".to_owned()),
    };
    let declined = decide(&in_stage(Stage::Evaluating), &without, later(1)).unwrap();
    assert_eq!((declined.after.reason, declined.entry.note), (None, None));
}

#[test]
fn every_action_is_refused_from_every_other_stage() {
    let actions = [
        (Action::Interested, Stage::New),
        (Action::Skip, Stage::New),
        (Action::Accept(terms()), Stage::Evaluating),
        (decline(), Stage::Evaluating),
        (Action::Won { value: None }, Stage::Negotiating),
        (lost(), Stage::Negotiating),
        (correct("a slip"), Stage::Archived),
    ];
    for stage in Stage::ALL {
        let referral = in_stage(stage);
        for (action, from) in &actions {
            let decided = decide(&referral, action, later(1));
            if *from == stage {
                assert!(decided.is_ok(), "{action:?} from {stage:?}");
            } else {
                let refusal = Refusal::WrongStage {
                    stage,
                    outcome: referral.outcome(),
                };
                assert_eq!(decided, Err(refusal), "{action:?} from {stage:?}");
            }
        }
    }
}

#[test]
fn only_a_presumed_end_can_be_confirmed() {
    for stage in Stage::ALL {
        let confirmed = decide(&in_stage(stage), &Action::Confirm, later(1));
        assert_eq!(confirmed, Err(Refusal::NothingPresumed));
    }
    let missed = lapse(&received(), later(80 * HOUR)).unwrap().after;
    let confirmed = decide(&missed, &Action::Confirm, later(90 * HOUR)).unwrap();
    assert_eq!(
        confirmed.after.state,
        archived(Outcome::Missed, Stage::New, later(72 * HOUR))
    );
    assert_eq!(confirmed.entry.kind, EntryKind::Confirmed);
}

#[test]
fn an_archived_referral_is_read_only_but_for_a_correction() {
    let won = after(
        &in_stage(Stage::Negotiating),
        &Action::Won { value: None },
        later(1),
    );
    assert_eq!(
        decide(&won, &owner("Sato"), later(2)),
        Err(Refusal::WrongStage {
            stage: Stage::Archived,
            outcome: Some(Outcome::Won)
        })
    );
}

#[test]
fn amounts_must_fit_their_currency() {
    let jpy = Currency::parse("JPY").unwrap();
    let unfit = DealTerms {
        value: Amount::parse("10.50", Some(usd())).unwrap(),
        currency: jpy,
        close_on: terms().close_on,
    };
    let evaluating = in_stage(Stage::Evaluating);
    assert_eq!(
        decide(&evaluating, &Action::Accept(unfit), later(1)),
        Err(Refusal::AmountUnfit)
    );
    let negotiating = in_stage(Stage::Negotiating);
    let yen = Amount::parse("10", Some(jpy)).unwrap();
    assert_eq!(
        decide(&negotiating, &Action::Won { value: Some(yen) }, later(1)),
        Err(Refusal::AmountUnfit)
    );
    let deal = edit(ReferralEdit {
        deal: Some(Deal {
            value: Some(yen),
            currency: Some(usd()),
            close_on: None,
        }),
        ..ReferralEdit::default()
    });
    assert_eq!(
        decide(&negotiating, &deal, later(1)),
        Err(Refusal::AmountUnfit)
    );
}

#[test]
fn a_deal_is_edited_only_while_negotiating() {
    let deal = edit(ReferralEdit {
        deal: Some(Deal {
            value: Amount::parse("1.00", Some(usd())).ok(),
            currency: Some(usd()),
            close_on: None,
        }),
        ..ReferralEdit::default()
    });
    for stage in [Stage::New, Stage::Evaluating] {
        let refused = decide(&in_stage(stage), &deal, later(1));
        assert_eq!(refused, Err(Refusal::DealOutsideNegotiating));
    }
    assert!(decide(&in_stage(Stage::Negotiating), &deal, later(1)).is_ok());
}

#[test]
fn a_receipt_that_a_person_entered_can_be_mended_and_the_clocks_follow() {
    let received = |at| {
        edit(ReferralEdit {
            received_at: Some(at),
            ..ReferralEdit::default()
        })
    };
    let before = in_stage(Stage::New);
    let now = later(HOUR);
    let earlier = before.received_at.plus_seconds(-10 * HOUR);
    let change = decide(&before, &received(earlier), now).unwrap();
    assert_eq!(change.entry.fields, ["received_at"]);
    let lapses = |referral: &Referral| referral.pending_lapse().unwrap().0;
    assert_eq!(
        lapses(&change.after),
        lapses(&before).plus_seconds(-10 * HOUR)
    );
    let refused = decide(&before, &received(now.plus_seconds(1)), now);
    assert_eq!(refused, Err(Refusal::ReceiptTooLate));
    // Nor after interest was shown.
    let evaluating = in_stage(Stage::Evaluating);
    let after_interest = evaluating.interested_at.unwrap().plus_seconds(1);
    let refused = decide(&evaluating, &received(after_interest), later(HOUR));
    assert_eq!(refused, Err(Refusal::ReceiptTooLate));
    let told = Referral {
        partner_center_id: Some("1f0c".to_owned()),
        ..before
    };
    let refused = decide(&told, &received(earlier), now);
    assert_eq!(refused, Err(Refusal::ReceiptTold));
}

#[test]
fn an_edit_names_what_it_changed_and_leaves_the_clocks_alone() {
    let before = in_stage(Stage::Evaluating);
    let all = edit(ReferralEdit {
        customer: Some("Fabrikam".to_owned()),
        region: Some(Some("us".to_owned())),
        company_size: Some(None),
        overview: Some("Other".to_owned()),
        owner: Some(Some("Sato".to_owned())),
        notes: Some("called".to_owned()),
        ..ReferralEdit::default()
    });
    let change = decide(&before, &all, later(HOUR)).unwrap();
    assert_eq!(
        change.entry.fields,
        [
            "customer",
            "region",
            "company_size",
            "overview",
            "owner",
            "notes"
        ]
    );
    assert_eq!(change.after.region.as_deref(), Some("US"));
    assert_eq!(change.after.company_size, None);
    assert_eq!(change.after.lapse_deadline(), before.lapse_deadline());
    assert_eq!(change.after.answer_deadline(), before.answer_deadline());
    assert_eq!(change.text.notes.as_deref(), Some("called"));
}

#[test]
fn an_edit_that_changes_nothing_or_blanks_the_customer_is_refused() {
    let referral = received();
    let same = edit(ReferralEdit {
        customer: Some(" Contoso ".to_owned()),
        region: Some(Some("jp".to_owned())),
        ..ReferralEdit::default()
    });
    assert_eq!(
        decide(&referral, &same, later(1)),
        Err(Refusal::NothingToChange)
    );
    let blank = edit(ReferralEdit {
        customer: Some("\u{3000}".to_owned()),
        ..ReferralEdit::default()
    });
    assert_eq!(
        decide(&referral, &blank, later(1)),
        Err(Refusal::CustomerRequired)
    );
    assert_eq!(
        receive(&NewReferral::default(), PolicyId::Classic, start()).map(|_| ()),
        Err(Refusal::CustomerRequired)
    );
}

/// Checks a clock at its due instant and a millisecond to either side.
fn assert_lapses_at(referral: &Referral, due_at: Timestamp, outcome: Outcome) {
    assert_eq!(referral.pending_lapse(), Some((due_at, outcome)));
    assert_eq!(lapse(referral, millis_after(due_at, -1)), None);
    for noticed_at in [
        due_at,
        millis_after(due_at, 1),
        due_at.plus_seconds(400 * DAY),
    ] {
        let change = lapse(referral, noticed_at).unwrap();
        assert_eq!(
            change.after.state,
            presumed(outcome, referral.stage(), due_at),
            "noticed at {noticed_at}"
        );
        assert_eq!(change.after.revision, referral.revision + 1);
        assert_eq!(
            (change.entry.kind, change.entry.at),
            (EntryKind::Lapsed, due_at)
        );
        // Whoever acts then is told that the clock was first.
        assert_eq!(
            decide(referral, &owner("Sato"), noticed_at),
            Err(Refusal::Lapsed {
                outcome,
                at: due_at
            })
        );
    }
}

#[test]
fn new_lapses_after_72_hours_to_the_millisecond() {
    let referral = received();
    assert_lapses_at(&referral, later(72 * HOUR), Outcome::Missed);
    let last_instant = millis_after(later(72 * HOUR), -1);
    assert!(decide(&referral, &Action::Interested, last_instant).is_ok());
    assert!(decide(&referral, &Action::Skip, later(72 * HOUR)).is_err());
}

#[test]
fn evaluating_lapses_seven_days_after_interest() {
    let interested_at = later(71 * HOUR);
    let referral = after(&received(), &Action::Interested, interested_at);
    assert_lapses_at(
        &referral,
        interested_at.plus_seconds(7 * DAY),
        Outcome::Expired,
    );
}

#[test]
fn negotiating_does_not_lapse_under_the_classic_and_2019_rules() {
    for policy in [PolicyId::Classic, PolicyId::Since2019] {
        let mut referral = in_stage(Stage::Negotiating);
        referral.policy = policy;
        assert_eq!(referral.pending_lapse(), None);
        assert_eq!(lapse(&referral, later(4_000 * DAY)), None);
    }
}

#[test]
fn since_2019_the_clock_counts_14_days_from_receipt_through_both_stages() {
    let new = received_under(PolicyId::Since2019);
    assert_lapses_at(&new, later(14 * DAY), Outcome::Expired);
    let evaluating = after(&new, &Action::Interested, later(10 * DAY));
    assert_lapses_at(&evaluating, later(14 * DAY), Outcome::Expired);
}

#[test]
fn joint_planning_gives_60_days_to_act_after_acceptance() {
    let new = received_under(PolicyId::JointPlanning);
    assert_lapses_at(&new, later(14 * DAY), Outcome::Expired);
    let evaluating = after(&new, &Action::Interested, later(DAY));
    let negotiating = after(&evaluating, &Action::Accept(terms()), later(2 * DAY));
    assert_lapses_at(&negotiating, later(62 * DAY), Outcome::Lost);
}

#[test]
fn an_imported_expiry_overrides_the_computed_one() {
    let row = ImportRow {
        expires_at: Some(later(30 * HOUR)),
        ..row("PC-1", "Contoso")
    };
    let (new, ..) = row.to_new_referral(PolicyId::Classic, start());
    assert_lapses_at(&new, later(30 * HOUR), Outcome::Missed);
    // It belonged to the clock of New: Evaluating has its own seven days.
    let evaluating = after(&new, &Action::Interested, later(HOUR));
    assert_lapses_at(&evaluating, later(HOUR + 7 * DAY), Outcome::Expired);
    // Where one clock runs through both stages it stays.
    let (new, ..) = row.to_new_referral(PolicyId::Since2019, start());
    let evaluating = after(&new, &Action::Interested, later(HOUR));
    assert_lapses_at(&evaluating, later(30 * HOUR), Outcome::Expired);
}

#[test]
fn an_expiry_before_the_receipt_ends_the_referral_as_it_comes() {
    let row = ImportRow {
        expires_at: Some(later(-HOUR)),
        ..row("PC-1", "Contoso")
    };
    let (new, ..) = row.to_new_referral(PolicyId::Classic, start());
    let missed = lapse(&new, later(1)).unwrap().after;
    assert_eq!(missed.archived_at(), Some(start()));
}

#[test]
fn a_daylight_saving_change_does_not_shift_a_clock() {
    // In New York the clocks went back an hour on 2026-11-01 at 06:00 UTC, and forward on 2026-03-08 at 07:00 UTC.
    for (received, due) in [
        ("2026-10-31T12:00:00-04:00", "2026-11-03T11:00:00-05:00"),
        ("2026-03-07T12:00:00-05:00", "2026-03-10T13:00:00-04:00"),
    ] {
        let new = NewReferral {
            received_at: Some(instant(received)),
            ..named("Contoso")
        };
        let (referral, ..) = receive(&new, PolicyId::Classic, instant(received)).unwrap();
        let (due_at, _) = referral.pending_lapse().unwrap();
        assert_eq!(due_at, instant(due));
        assert_eq!(due_at.millis_from(instant(received)), 259_200_000);
    }
}

#[test]
fn the_24_hour_mark_counts_from_receipt_until_an_answer_and_ends_nothing() {
    let new = received();
    let mark = Mark {
        kind: MarkKind::Answer,
        seconds: DAY,
    };
    let evaluating = after(&new, &Action::Interested, later(HOUR));
    for referral in [&new, &evaluating] {
        let deadline = referral.answer_deadline().unwrap();
        assert_eq!((deadline.mark, deadline.due_at), (mark, later(DAY)));
        assert!(!referral.is_past_advice(millis_after(later(DAY), -1)));
        assert!(referral.is_past_advice(later(DAY)));
        assert_eq!(lapse(referral, later(25 * HOUR)), None);
        assert!(decide(referral, &owner("Sato"), later(25 * HOUR)).is_ok());
    }
    for stage in [Stage::Negotiating, Stage::Archived] {
        assert_eq!(in_stage(stage).answer_deadline(), None);
    }
}

#[test]
fn the_next_deadline_is_the_earliest_ahead_and_then_the_overdue_lapse() {
    let code = |referral: &Referral, now| {
        referral
            .next_deadline(now)
            .map(|deadline| deadline.mark.code())
    };
    let new = received();
    let answer = Some("answer_24h".to_owned());
    let lapse_new = Some("lapse_72h".to_owned());
    assert_eq!(code(&new, start()), answer);
    assert_eq!(code(&new, millis_after(later(DAY), -1)), answer);
    assert_eq!(code(&new, later(DAY)), lapse_new);
    assert_eq!(code(&new, later(72 * HOUR)), lapse_new);
    assert_eq!(code(&new, later(100 * DAY)), lapse_new);
    let evaluating = in_stage(Stage::Evaluating);
    assert_eq!(code(&evaluating, later(HOUR)), answer);
    assert_eq!(code(&evaluating, later(DAY)), Some("lapse_7d".to_owned()));
    assert_eq!(code(&in_stage(Stage::Negotiating), start()), None);
    assert_eq!(code(&in_stage(Stage::Archived), start()), None);
    // An imported expiry before the advice: only the expiry counts.
    let short = Referral {
        expires_at: Some(later(6 * HOUR)),
        ..received()
    };
    assert_eq!(code(&short, start()), lapse_new);
    let under_2019 = received_under(PolicyId::Since2019);
    assert_eq!(code(&under_2019, later(DAY)), Some("lapse_14d".to_owned()));
}

#[test]
fn urgency_rises_in_three_steps_at_exact_instants() {
    let new = received();
    for (at, urgency) in [
        (start(), Urgency::Calm),
        (millis_after(later(20 * HOUR), -1), Urgency::Calm),
        (later(20 * HOUR), Urgency::Soon),
        (later(30 * HOUR), Urgency::Soon),
        (millis_after(later(60 * HOUR), -1), Urgency::Soon),
        (later(60 * HOUR), Urgency::Critical),
        (later(90 * HOUR), Urgency::Critical),
    ] {
        assert_eq!(new.urgency(at), urgency, "at {at}");
    }
    let evaluating = in_stage(Stage::Evaluating);
    assert_eq!(
        evaluating.urgency(later(7 * DAY - 12 * HOUR)),
        Urgency::Critical
    );
    assert_eq!(
        in_stage(Stage::Negotiating).urgency(later(DAY)),
        Urgency::Calm
    );
}

#[test]
fn a_correction_needs_a_note_and_returns_to_the_stage_before() {
    let negotiating = in_stage(Stage::Negotiating);
    let cases = [
        (received(), Action::Skip, State::New),
        (in_stage(Stage::Evaluating), decline(), State::Evaluating),
        (
            negotiating.clone(),
            Action::Won { value: None },
            State::Negotiating,
        ),
        (negotiating, lost(), State::Negotiating),
    ];
    for (before, action, state) in cases {
        let ended = after(&before, &action, later(HOUR));
        for note in ["", " \u{3000}"] {
            assert_eq!(
                decide(&ended, &correct(note), later(2 * HOUR)),
                Err(Refusal::NoteRequired)
            );
        }
        let change = decide(&ended, &correct(" a slip "), later(2 * HOUR)).unwrap();
        assert_eq!(change.after.state, state);
        assert_eq!(change.entry.note.as_deref(), Some("a slip"));
        assert_eq!(change.after.reason, None);
        assert!(!change.after.lapse_waived, "its time has not run out");
        assert_eq!(change.after.stage_since(), before.stage_since());
    }
}

#[test]
fn a_corrected_lapse_is_not_concluded_again_and_stays_overdue_until_someone_acts() {
    let evaluating = in_stage(Stage::Evaluating);
    for before in [received(), evaluating] {
        let (due_at, _) = before.pending_lapse().unwrap();
        let ended = lapse(&before, due_at).unwrap().after;
        let corrected_at = due_at.plus_seconds(DAY);
        let back = after(&ended, &correct("it is alive"), corrected_at);
        assert_eq!(back.stage(), before.stage());
        assert_eq!(back.pending_lapse(), None);
        let much_later = due_at.plus_seconds(500 * DAY);
        assert_eq!(lapse(&back, much_later), None);
        let overdue = back.next_deadline(much_later).unwrap();
        assert_eq!(
            (overdue.due_at, overdue.mark.kind),
            (due_at, MarkKind::Lapse)
        );
        assert_eq!(back.urgency(much_later), Urgency::Critical);
        // Whoever acts starts the next stage's clock.
        let action = match back.stage() {
            Stage::New => Action::Interested,
            _ => Action::Accept(terms()),
        };
        assert!(decide(&back, &action, much_later).is_ok());
    }
    let missed = lapse(&received(), later(80 * HOUR)).unwrap().after;
    let back = after(&missed, &correct("it is alive"), later(81 * HOUR));
    let evaluating = after(&back, &Action::Interested, later(90 * HOUR));
    assert_lapses_at(&evaluating, later(90 * HOUR + 7 * DAY), Outcome::Expired);
}

#[test]
fn a_late_correction_of_a_persons_end_is_not_ended_by_the_clock_at_once() {
    let skipped = after(&received(), &Action::Skip, later(HOUR));
    let back = after(&skipped, &correct("a slip"), later(80 * HOUR));
    assert_eq!(lapse(&back, later(81 * HOUR)), None);
}

#[test]
fn a_confirmed_lapse_can_still_be_corrected() {
    let missed = lapse(&received(), later(80 * HOUR)).unwrap().after;
    let confirmed = after(&missed, &Action::Confirm, later(81 * HOUR));
    let back = after(&confirmed, &correct("it is alive"), later(82 * HOUR));
    assert_eq!(back.pending_lapse(), None);
}

#[test]
fn no_end_comes_before_the_receipt() {
    let new = NewReferral {
        received_at: Some(later(HOUR)),
        ..named("Contoso")
    };
    let (referral, ..) = receive(&new, PolicyId::Classic, start()).unwrap();
    let skipped = after(&referral, &Action::Skip, start());
    assert_eq!(skipped.archived_at(), Some(later(HOUR)));
}

// From here on: what only a desk can refuse.

#[test]
fn the_desk_tells_the_clock_from_the_person() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    let id = add(&mut desk, "Contoso", start());
    let refused = act(&mut desk, id, Action::Interested, later(100 * HOUR)).unwrap_err();
    assert_eq!(
        refusal(refused),
        Refusal::WrongStage {
            stage: Stage::Archived,
            outcome: Some(Outcome::Missed)
        }
    );
    assert_eq!(
        referral(&desk, id).state,
        presumed(Outcome::Missed, Stage::New, later(72 * HOUR))
    );
    let lines = history(&desk, id);
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[1].entry.at, later(72 * HOUR));
    assert_eq!(lines[1].recorded_at, later(100 * HOUR));
}

#[test]
fn an_unknown_referral_and_a_stale_revision_are_refused() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    let id = add(&mut desk, "Contoso", start());
    let unknown = act(&mut desk, ReferralId(99), Action::Skip, start()).unwrap_err();
    assert_eq!(refusal(unknown), Refusal::NotFound);
    act(&mut desk, id, owner("Sato"), start()).unwrap();
    let stale = Command::Act {
        id,
        revision: Some(1),
        action: Action::Interested,
    };
    assert_eq!(
        refusal(desk.execute(stale, start()).unwrap_err()),
        Refusal::ChangedMeanwhile {
            stage: Stage::New,
            outcome: None
        }
    );
    assert_eq!(history(&desk, id).len(), 2);
}

#[test]
fn profiles_are_refused_when_invalid_or_doubled() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    let refused = |desk: &mut leadline::desk::Desk, profiles: Vec<Profile>| {
        refusal(
            desk.execute(Command::SaveProfiles(profiles), start())
                .unwrap_err(),
        )
    };
    assert_eq!(
        refused(&mut desk, vec![profile("Japan")]),
        Refusal::ProfileInvalid
    );
    assert_eq!(
        refused(&mut desk, vec![profile("jp"), profile("JP")]),
        Refusal::RegionTaken
    );
    let save = Command::SaveProfiles(vec![profile("jp"), profile("us")]);
    desk.execute(save, start()).unwrap();
    let mut moved = desk.store().profiles().unwrap()[0].clone();
    assert_eq!(moved.region, "JP");
    moved.region = "US".to_owned();
    assert_eq!(
        refused(&mut desk, vec![moved.clone()]),
        Refusal::RegionTaken
    );
    let stale = Profile {
        region: "JP".to_owned(),
        revision: 7,
        ..moved
    };
    assert_eq!(refused(&mut desk, vec![stale]), Refusal::ChangedSince);
    let unknown = Command::DeleteProfile(leadline::domain::ProfileId(44));
    assert_eq!(
        refusal(desk.execute(unknown, start()).unwrap_err()),
        Refusal::NotFound
    );
    assert_eq!(desk.store().profiles().unwrap().len(), 2);
}

#[test]
fn undo_is_refused_when_nothing_is_left_to_undo() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    for command in [Command::Undo, Command::Redo] {
        let refused = desk.execute(command, start()).unwrap_err();
        assert_eq!(refusal(refused), Refusal::NothingToUndo);
    }
}

#[test]
fn undo_is_refused_when_the_clock_has_moved_the_referral_or_would_at_once() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    let skipped = add(&mut desk, "Contoso", start());
    act(&mut desk, skipped, Action::Skip, later(HOUR)).unwrap();
    // A millisecond earlier it is not.
    let in_time = millis_after(later(72 * HOUR), -1);
    desk.execute(Command::Undo, in_time).unwrap();
    assert_eq!(referral(&desk, skipped).stage(), Stage::New);
    desk.execute(Command::Redo, in_time).unwrap();
    let refused = desk.execute(Command::Undo, later(72 * HOUR)).unwrap_err();
    assert_eq!(refusal(refused), Refusal::TimeRanOut);
    assert_eq!(referral(&desk, skipped).outcome(), Some(Outcome::Skipped));

    let lapsed = add(&mut desk, "Fabrikam", later(80 * HOUR));
    act(&mut desk, lapsed, Action::Interested, later(81 * HOUR)).unwrap();
    let refused = desk.execute(Command::Undo, later(81 * HOUR + 8 * DAY));
    assert_eq!(refusal(refused.unwrap_err()), Refusal::TimeRanOut);
    assert_eq!(referral(&desk, lapsed).outcome(), Some(Outcome::Expired));

    // Redo does not bring back to life what the clock has ended since.
    let missed = add(&mut desk, "Tailspin", later(400 * HOUR));
    act(&mut desk, missed, Action::Interested, later(401 * HOUR)).unwrap();
    desk.execute(Command::Undo, later(402 * HOUR)).unwrap();
    let refused = desk.execute(Command::Redo, later(480 * HOUR));
    assert_eq!(refusal(refused.unwrap_err()), Refusal::ChangedSince);
    assert_eq!(referral(&desk, missed).outcome(), Some(Outcome::Missed));
}

#[test]
fn what_comes_in_past_its_time_is_concluded_as_it_comes() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    let old = NewReferral {
        received_at: Some(start()),
        ..named("Contoso")
    };
    let now = later(10 * DAY);
    let done = desk.execute(Command::Add(Box::new(old)), now).unwrap();
    let id = done.referral().unwrap().id;
    assert_eq!(
        referral(&desk, id).state,
        presumed(Outcome::Missed, Stage::New, later(72 * HOUR))
    );
    let rows = [ImportRow {
        reported: Some(ReportedState::Open(Stage::Evaluating)),
        interested_at: Some(later(HOUR)),
        ..row("PC-1", "Fabrikam")
    }];
    let done = import(&mut desk, &rows, now).unwrap();
    assert_eq!(
        done.referral().unwrap().state,
        presumed(Outcome::Expired, Stage::Evaluating, later(HOUR + 7 * DAY))
    );
}

#[test]
fn lapses_are_concluded_in_bulk_each_at_its_own_instant() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    let rows: Vec<ImportRow> = (0..4_500)
        .map(|number| ImportRow {
            received_at: Some(later(number)),
            ..row(&format!("PC-{number}"), "Contoso")
        })
        .collect();
    import(&mut desk, &rows, later(2 * HOUR)).unwrap();
    let touched = desk.settle(later(30 * DAY)).unwrap();
    assert_eq!(touched.len(), 4_500);
    desk.store()
        .all_referrals(|referral| {
            let due_at = referral.received_at.plus_seconds(72 * HOUR);
            assert_eq!(referral.archived_at(), Some(due_at));
        })
        .unwrap();
    assert!(desk.settle(later(30 * DAY)).unwrap().is_empty());
    assert!(matches!(
        desk.execute(Command::Redo, later(30 * DAY)),
        Err(DeskError::Refused(Refusal::NothingToUndo))
    ));
}
