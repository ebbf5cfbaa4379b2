//! Taking in the rows of a file: what is new, what is filled in, what is left alone.
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
use leadline::desk::{Desk, ImportReport};
use leadline::domain::{
    Action, Amount, Command, EntryKind, ImportRow, Origin, Outcome, Reason, ReferralEdit,
    ReferralId, Refusal, ReportedState, Stage, State, Timestamp,
};

fn later(seconds: i64) -> Timestamp {
    start().plus_seconds(seconds)
}

fn report(desk: &mut Desk, rows: &[ImportRow], now: Timestamp) -> (usize, usize, usize) {
    let report = import(desk, rows, now).unwrap().import.unwrap();
    (report.new, report.changed, report.unchanged)
}

fn only(desk: &Desk) -> ReferralId {
    assert_eq!(desk.store().referral_count().unwrap(), 1);
    let mut only = ReferralId(0);
    desk.store()
        .all_referrals(|referral| only = referral.id)
        .unwrap();
    only
}

fn stage(stage: Stage) -> ImportRow {
    ImportRow {
        reported: Some(ReportedState::Open(stage)),
        ..row("PC-1", "Contoso")
    }
}

fn outcome(outcome: Outcome) -> ImportRow {
    ImportRow {
        reported: Some(ReportedState::Archived(outcome)),
        ..row("PC-1", "Contoso")
    }
}

/// A row that fills every field.
fn full_row() -> ImportRow {
    ImportRow {
        updated_at: Some(later(HOUR)),
        company_size: Some("Galactic".to_owned()),
        details: Some("All of it".to_owned()),
        contact_name: Some("Aiko".to_owned()),
        contact_email: Some("aiko@contoso.example".to_owned()),
        contact_phone: Some("03-0000-0000".to_owned()),
        deal_value: Amount::parse("10.50", Some(usd())).ok(),
        currency: Some(usd()),
        close_on: "2026-12-31".parse().ok(),
        status: Some("Active".to_owned()),
        substatus: Some("Engaged, somehow".to_owned()),
        owner: Some("Sato".to_owned()),
        notes: Some("from the file".to_owned()),
        reason: Some(Reason::from_import("the moon")),
        expires_at: Some(later(5 * DAY)),
        other_columns: [("Campaign".to_owned(), "Autumn".to_owned())].into(),
        ..stage(Stage::Evaluating)
    }
}

#[test]
fn the_same_rows_twice_add_nothing() {
    let without_id = |overview: &str| ImportRow {
        partner_center_id: None,
        overview: Some(overview.to_owned()),
        ..full_row()
    };
    let from_export = ImportRow {
        partner_center_id: None,
        leadline_id: Some("another-file:7".to_owned()),
        ..full_row()
    };
    let undated = ImportRow {
        partner_center_id: None,
        received_at: None,
        customer: Some("Undated".to_owned()),
        ..ImportRow::default()
    };
    let rows = [
        full_row(),
        without_id("One thing"),
        without_id("Another thing"),
        from_export,
        undated,
    ];
    let folder = Folder::new();
    let mut desk = folder.desk();
    assert_eq!(report(&mut desk, &rows, later(2 * HOUR)), (5, 0, 0));
    let before = content(&desk);
    let changes = desk.store().newest_change().unwrap();
    for now in [later(2 * HOUR), later(3 * HOUR)] {
        assert_eq!(report(&mut desk, &rows, now), (0, 0, 5));
    }
    assert_eq!(content(&desk), before);
    assert_eq!(desk.store().newest_change().unwrap(), changes);
}

#[test]
fn everything_a_row_says_is_kept_as_it_came() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    import(&mut desk, &[full_row()], later(2 * HOUR)).unwrap();
    let id = only(&desk);
    let referral = referral(&desk, id);
    assert_eq!(referral.partner_center_id.as_deref(), Some("PC-1"));
    assert_eq!(referral.state, State::Evaluating);
    assert_eq!(referral.interested_at, Some(later(HOUR)));
    assert_eq!(referral.company_size.as_deref(), Some("Galactic"));
    assert_eq!(referral.expires_at, Some(later(5 * DAY)));
    assert_eq!(referral.reason.unwrap().code(), "the moon");
    assert_eq!(referral.owner.as_deref(), Some("Sato"));
    let text = text(&desk, id);
    assert_eq!(text.reported_status.as_deref(), Some("Active"));
    assert_eq!(text.reported_substatus.as_deref(), Some("Engaged, somehow"));
    assert_eq!(text.other_columns["Campaign"], "Autumn");
    assert_eq!(text.contact.email, "aiko@contoso.example");
    assert_eq!(text.details, "All of it");
    let lines = history(&desk, id);
    assert_eq!(lines.len(), 1);
    assert_eq!(lines[0].origin, Origin::Import);
    assert_eq!(lines[0].entry.kind, EntryKind::Imported);
}

#[test]
fn a_known_id_fills_in_and_updates() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    import(&mut desk, &[row("PC-1", "Contoso")], start()).unwrap();
    let id = only(&desk);
    let news = ImportRow {
        customer: Some("Contoso Ltd".to_owned()),
        reported: None,
        expires_at: None,
        ..full_row()
    };
    assert_eq!(report(&mut desk, &[news], later(HOUR)), (0, 1, 0));
    let filled = referral(&desk, id);
    assert_eq!(filled.customer, "Contoso Ltd");
    assert_eq!(filled.stage(), Stage::New);
    assert_eq!(filled.deal.value.unwrap().to_string(), "10.50");
    assert_eq!(text(&desk, id).details, "All of it");
    // What a row leaves open stays.
    let sparse = ImportRow {
        partner_center_id: Some("PC-1".to_owned()),
        overview: Some("Newer".to_owned()),
        customer: Some(" ".to_owned()),
        company_size: Some(String::new()),
        ..ImportRow::default()
    };
    assert_eq!(report(&mut desk, &[sparse], later(2 * HOUR)), (0, 1, 0));
    let again = referral(&desk, id);
    assert_eq!(again.overview, "Newer");
    assert_eq!(again.customer, "Contoso Ltd");
    assert_eq!(again.company_size, filled.company_size);
    assert_eq!(again.deal, filled.deal);
    assert_eq!(text(&desk, id).contact.name, "Aiko");
    let fields = &history(&desk, id)[2].entry.fields;
    assert_eq!(fields, &["overview"]);
}

#[test]
fn a_row_never_moves_a_referral_backwards() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    import(&mut desk, &[stage(Stage::Negotiating)], start()).unwrap();
    let id = only(&desk);
    for earlier in [Stage::New, Stage::Evaluating] {
        import(&mut desk, &[stage(earlier)], later(HOUR)).unwrap();
        assert_eq!(referral(&desk, id).stage(), Stage::Negotiating);
    }
    act(&mut desk, id, lost(), later(2 * HOUR)).unwrap();
    for row in [
        stage(Stage::New),
        stage(Stage::Negotiating),
        outcome(Outcome::Won),
    ] {
        import(&mut desk, &[row], later(3 * HOUR)).unwrap();
        assert_eq!(referral(&desk, id).outcome(), Some(Outcome::Lost));
        assert_eq!(referral(&desk, id).archived_at(), Some(later(2 * HOUR)));
    }
}

#[test]
fn a_row_moves_a_referral_forward_and_starts_that_stages_clock() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    import(&mut desk, &[row("PC-1", "Contoso")], start()).unwrap();
    let id = only(&desk);
    let interested = ImportRow {
        interested_at: Some(later(5 * HOUR)),
        ..stage(Stage::Evaluating)
    };
    import(&mut desk, &[interested], later(10 * HOUR)).unwrap();
    let evaluating = referral(&desk, id);
    assert_eq!(evaluating.interested_at, Some(later(5 * HOUR)));
    assert_eq!(
        evaluating.pending_lapse(),
        Some((later(5 * HOUR + 7 * DAY), Outcome::Expired))
    );
    let expiring = ImportRow {
        expires_at: Some(later(3 * DAY)),
        ..stage(Stage::Evaluating)
    };
    assert_eq!(report(&mut desk, &[expiring], later(DAY)), (0, 1, 0));
    assert_eq!(
        referral(&desk, id).pending_lapse(),
        Some((later(3 * DAY), Outcome::Expired))
    );
    import(&mut desk, &[outcome(Outcome::Declined)], later(2 * DAY)).unwrap();
    assert_eq!(
        referral(&desk, id).state,
        State::Archived {
            outcome: Outcome::Declined,
            presumed: false,
            from: Stage::Evaluating,
            at: later(2 * DAY)
        }
    );
}

#[test]
fn the_row_that_moves_a_referral_on_brings_its_expiry() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    import(&mut desk, &[row("PC-1", "Contoso")], start()).unwrap();
    let news = [ImportRow {
        expires_at: Some(later(2 * DAY)),
        ..stage(Stage::Evaluating)
    }];
    assert_eq!(report(&mut desk, &news, later(HOUR)), (0, 1, 0));
    assert_eq!(
        referral(&desk, only(&desk)).pending_lapse(),
        Some((later(2 * DAY), Outcome::Expired))
    );
    assert_eq!(report(&mut desk, &news, later(2 * HOUR)), (0, 0, 1));
}

#[test]
fn a_file_confirms_or_corrects_a_presumed_lapse() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    import(&mut desk, &[row("PC-1", "Contoso")], start()).unwrap();
    let id = only(&desk);
    desk.settle(later(80 * HOUR)).unwrap();
    assert!(referral(&desk, id).is_presumed());
    // That the file has it as open still does not bring it back.
    import(&mut desk, &[stage(Stage::New)], later(81 * HOUR)).unwrap();
    assert!(referral(&desk, id).is_presumed());
    // Partner Center calls the same end "expired".
    for reported in [Outcome::Missed, Outcome::Expired] {
        import(&mut desk, &[outcome(reported)], later(82 * HOUR)).unwrap();
        assert_eq!(
            referral(&desk, id).state,
            State::Archived {
                outcome: Outcome::Missed,
                presumed: false,
                from: Stage::New,
                at: later(72 * HOUR)
            }
        );
        desk.execute(Command::Undo, later(83 * HOUR)).unwrap();
        assert!(referral(&desk, id).is_presumed());
    }
    let skipped = ImportRow {
        archived_at: Some(later(-HOUR)),
        ..outcome(Outcome::Skipped)
    };
    import(&mut desk, &[skipped], later(84 * HOUR)).unwrap();
    assert_eq!(
        referral(&desk, id).state,
        State::Archived {
            outcome: Outcome::Skipped,
            presumed: false,
            from: Stage::New,
            at: start()
        }
    );
}

#[test]
fn own_notes_and_owner_are_not_overwritten() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    import(&mut desk, &[row("PC-1", "Contoso")], start()).unwrap();
    let id = only(&desk);
    let own = ReferralEdit {
        owner: Some(Some("Abe".to_owned())),
        notes: Some("my own".to_owned()),
        ..ReferralEdit::default()
    };
    act(&mut desk, id, Action::Edit(Box::new(own)), start()).unwrap();
    import(&mut desk, &[full_row()], later(HOUR)).unwrap();
    assert_eq!(referral(&desk, id).owner.as_deref(), Some("Abe"));
    assert_eq!(text(&desk, id).notes, "my own");
    assert_eq!(text(&desk, id).details, "All of it");
}

#[test]
fn a_row_that_names_neither_customer_nor_known_referral_is_refused_or_left_out() {
    let nameless = |customer: Option<&str>| ImportRow {
        line: 7,
        partner_center_id: Some("PC-404".to_owned()),
        customer: customer.map(str::to_owned),
        ..ImportRow::default()
    };
    for customer in [None, Some(""), Some("\u{3000}")] {
        let folder = Folder::new();
        let mut desk = folder.desk();
        let rows = vec![row("PC-1", "Contoso"), nameless(customer)];
        let refused = import(&mut desk, &rows, start()).unwrap_err();
        assert_eq!(refusal(refused), Refusal::CustomerRequired);
        assert_eq!(desk.store().referral_count().unwrap(), 0);
        assert_eq!(desk.store().newest_change().unwrap().0, 0);
        let chosen = Command::Import {
            rows,
            skip_nameless: true,
        };
        let report = desk.execute(chosen, start()).unwrap().import.unwrap();
        assert_eq!((report.new, report.nameless_lines), (1, vec![7]));
        // A known one needs no name.
        let known = ImportRow {
            partner_center_id: Some("PC-1".to_owned()),
            owner: Some("Sato".to_owned()),
            ..ImportRow::default()
        };
        assert_eq!(report_one(&mut desk, &known), (0, 1, 0));
    }
}

fn report_one(desk: &mut Desk, row: &ImportRow) -> (usize, usize, usize) {
    report(desk, std::slice::from_ref(row), later(HOUR))
}

#[test]
fn the_same_referral_twice_in_one_file_is_one_change_of_it() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    let rows = [row("PC-1", "Contoso"), stage(Stage::Evaluating), full_row()];
    assert_eq!(report(&mut desk, &rows, later(2 * HOUR)), (1, 2, 0));
    let id = only(&desk);
    let lines = history(&desk, id);
    assert_eq!(lines.len(), 1);
    assert_eq!(
        (lines[0].revision, lines[0].entry.to),
        (1, Stage::Evaluating)
    );
    assert_eq!(referral(&desk, id).revision, 1);
    assert_eq!(text(&desk, id).details, "All of it");
    // And so for one that is known: its line tells of both rows.
    let owned = ImportRow {
        overview: Some("Newer".to_owned()),
        ..row("PC-1", "Contoso")
    };
    let before = content(&desk);
    let rows = [owned.clone(), stage(Stage::Negotiating), owned];
    assert_eq!(report(&mut desk, &rows, later(3 * HOUR)), (0, 3, 0));
    let lines = history(&desk, id);
    assert_eq!((lines.len(), lines[1].revision), (2, 2));
    assert_eq!(lines[1].entry.to, Stage::Negotiating);
    assert_eq!(lines[1].entry.fields, ["overview", "stage"]);
    desk.execute(Command::Undo, later(4 * HOUR)).unwrap();
    assert_eq!(content(&desk), before);
    desk.execute(Command::Undo, later(4 * HOUR)).unwrap();
    assert_eq!(desk.store().referral_count().unwrap(), 0);
}

#[test]
fn a_row_of_this_files_own_export_finds_its_referral() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    let id = add(&mut desk, "Contoso", start());
    let own = ImportRow {
        leadline_id: Some(format!("{}:{id}", desk.store().file_name())),
        overview: Some("Newer".to_owned()),
        ..ImportRow::default()
    };
    assert_eq!(report_one(&mut desk, &own), (0, 1, 0));
    assert_eq!(referral(&desk, id).overview, "Newer");
    // The same number in another file is another referral.
    let others = ImportRow {
        leadline_id: Some(format!("0123456789abcdef:{id}")),
        customer: Some("Fabrikam".to_owned()),
        ..ImportRow::default()
    };
    assert_eq!(report_one(&mut desk, &others), (1, 0, 0));
    assert_eq!(report_one(&mut desk, &others), (0, 0, 1));
}

#[test]
fn where_ids_disagree_partner_centers_decides() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    let by_hand = add(&mut desk, "Contoso", start());
    import(&mut desk, &[row("PC-1", "Fabrikam")], start()).unwrap();
    let both = ImportRow {
        leadline_id: Some(format!("{}:{by_hand}", desk.store().file_name())),
        overview: Some("Newer".to_owned()),
        ..row("PC-1", "Fabrikam")
    };
    assert_eq!(report_one(&mut desk, &both), (0, 1, 0));
    assert_eq!(referral(&desk, by_hand).overview, "Move to the cloud");
    // An id that is not known yet is learned.
    let learned = ImportRow {
        partner_center_id: Some("PC-2".to_owned()),
        ..both
    };
    assert_eq!(report_one(&mut desk, &learned), (0, 1, 0));
    let learned = referral(&desk, by_hand);
    assert_eq!(learned.partner_center_id.as_deref(), Some("PC-2"));
}

#[test]
fn a_referral_entered_by_hand_is_found_by_what_it_says() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    let id = add(&mut desk, "Contoso", start());
    let same = ImportRow {
        customer: Some("ＣＯＮＴＯＳＯ ".to_owned()),
        region: Some("jp".to_owned()),
        received_at: Some(start()),
        overview: Some("move to  the cloud".to_owned()),
        owner: Some("Sato".to_owned()),
        ..ImportRow::default()
    };
    assert_eq!(report_one(&mut desk, &same), (0, 1, 0));
    assert_eq!(only(&desk), id);
}

#[test]
fn a_preview_says_what_the_import_then_does_and_changes_nothing() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    let known: Vec<ImportRow> = (0..20)
        .map(|number| row(&format!("PC-{number}"), "Contoso"))
        .collect();
    import(&mut desk, &known, start()).unwrap();
    let mut rows = known;
    for row in rows.iter_mut().step_by(2) {
        // By then the clock has ended them: this move comes too late, that outcome confirms.
        row.reported = Some(ReportedState::Open(Stage::Evaluating));
    }
    rows[1].reported = Some(ReportedState::Archived(Outcome::Missed));
    rows[3].details = Some("All of it".to_owned());
    rows.push(row("PC-new", "Fabrikam"));
    rows.push(row("PC-new", "Fabrikam"));
    rows.push(ImportRow {
        line: 9,
        ..ImportRow::default()
    });
    for now in [later(HOUR), later(100 * HOUR)] {
        let before = content(&desk);
        let changes = desk.store().newest_change().unwrap();
        let previewed = desk.preview_import(&rows, now).unwrap();
        assert_eq!(content(&desk), before);
        assert_eq!(desk.store().newest_change().unwrap(), changes);
        let chosen = Command::Import {
            rows: rows.clone(),
            skip_nameless: true,
        };
        let done = desk.execute(chosen, now).unwrap();
        assert_eq!(done.import.as_ref(), Some(&previewed), "at {now}");
        assert_eq!(done.label.count, previewed.new + previewed.changed);
        if now == later(HOUR) {
            desk.execute(Command::Undo, now).unwrap();
        } else {
            let expected = ImportReport {
                new: 1,
                changed: 2,
                unchanged: 19,
                nameless_lines: vec![9],
                of_erased: 0,
            };
            assert_eq!(previewed, expected);
        }
    }
}

#[test]
fn samples_are_added_and_removed_and_real_referrals_stay() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    let real = add(&mut desk, "Contoso", start());
    let samples = vec![row("S-1", "One"), row("S-2", "Two")];
    desk.execute(Command::AddSamples(samples.clone()), start())
        .unwrap();
    assert_eq!(desk.store().sample_count().unwrap(), 2);
    desk.execute(Command::AddSamples(samples), start()).unwrap();
    assert_eq!(desk.store().sample_count().unwrap(), 2);
    let done = desk.execute(Command::RemoveSamples, start()).unwrap();
    assert_eq!(done.referrals.len(), 2);
    assert_eq!(only(&desk), real);
}

#[test]
fn the_history_of_what_came_in_archived_says_why() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    let budget = Reason::parse_listed("budget");
    let declined = ImportRow {
        reason: budget.clone(),
        ..outcome(Outcome::Declined)
    };
    report_one(&mut desk, &declined);
    let id = only(&desk);
    assert_eq!(history(&desk, id)[0].entry.reason, budget);
    // The same where the reason comes later.
    let folder = Folder::new();
    let mut desk = folder.desk();
    report_one(&mut desk, &outcome(Outcome::Declined));
    report_one(&mut desk, &declined);
    let lines = history(&desk, only(&desk));
    let reasons: Vec<_> = lines.iter().map(|line| line.entry.reason.clone()).collect();
    assert_eq!(reasons, [None, budget.clone()]);
    // And where both rows stand in one file, which makes one line.
    let folder = Folder::new();
    let mut desk = folder.desk();
    let both = [outcome(Outcome::Declined), declined];
    import(&mut desk, &both, start()).unwrap();
    let lines = history(&desk, only(&desk));
    let reasons: Vec<_> = lines.iter().map(|line| line.entry.reason.clone()).collect();
    assert_eq!(reasons, [budget]);
}
