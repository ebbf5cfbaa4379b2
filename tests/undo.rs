//! Undo and redo: every change comes back exactly, in any number, and never over someone else's.
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
use leadline::desk::{ChangeKind, Desk, DeskError};
use leadline::domain::{
    Action, Command, EntryKind, ImportRow, Profile, ReferralEdit, ReferralId, Refusal, Stage,
    Timestamp,
};
use leadline::text::{Language, Say, Texts};

fn later(seconds: i64) -> Timestamp {
    start().plus_seconds(seconds)
}

fn owned_by(name: &str) -> Action {
    Action::Edit(Box::new(ReferralEdit {
        owner: Some(Some(name.to_owned())),
        notes: Some(format!("{name} called")),
        ..ReferralEdit::default()
    }))
}

fn undo(desk: &mut Desk, now: Timestamp) -> ChangeKind {
    let done = desk.execute(Command::Undo, now).unwrap();
    assert_eq!(done.kind, ChangeKind::Undo);
    done.label.kind
}

fn redo(desk: &mut Desk, now: Timestamp) -> ChangeKind {
    let done = desk.execute(Command::Redo, now).unwrap();
    assert_eq!(done.kind, ChangeKind::Redo);
    done.label.kind
}

/// Carries the command out, takes it back and makes it again; each time the content is exactly what it was.
fn assert_comes_back(desk: &mut Desk, command: Command, now: Timestamp, kind: ChangeKind) {
    let before = content(desk);
    desk.execute(command, now).unwrap();
    let changed = content(desk);
    assert_ne!(before, changed, "{kind:?} does something");
    for _ in 0..2 {
        assert_eq!(desk.store().undoable().unwrap().unwrap().label.kind, kind);
        assert_eq!(undo(desk, now), kind);
        assert_eq!(content(desk), before, "undo of {kind:?}");
        assert_eq!(desk.store().redoable().unwrap().unwrap().label.kind, kind);
        assert_eq!(redo(desk, now), kind);
        assert_eq!(content(desk), changed, "redo of {kind:?}");
    }
}

#[test]
fn every_kind_of_command_comes_back_exactly() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    let new = Command::Add(Box::new(named("Contoso")));
    assert_comes_back(&mut desk, new, start(), ChangeKind::Add);
    let id = ReferralId(1);
    let act = |action| Command::Act {
        id,
        revision: None,
        action,
    };
    for (action, kind) in [
        (owned_by("Sato"), ChangeKind::Edit),
        (Action::Skip, ChangeKind::Skip),
        (correct("a slip"), ChangeKind::Correct),
        (Action::Interested, ChangeKind::Interested),
        (decline(), ChangeKind::Decline),
        (correct("a slip"), ChangeKind::Correct),
        (Action::Accept(terms()), ChangeKind::Accept),
        (lost(), ChangeKind::Lost),
        (correct("a slip"), ChangeKind::Correct),
        (Action::Won { value: None }, ChangeKind::Won),
    ] {
        assert_comes_back(&mut desk, act(action), later(HOUR), kind);
    }
    let rows = vec![row("PC-1", "Fabrikam"), row("PC-2", "Tailspin")];
    let imported = Command::Import {
        rows: rows.clone(),
        skip_nameless: false,
    };
    assert_comes_back(&mut desk, imported, later(HOUR), ChangeKind::Import);
    let samples = Command::AddSamples(vec![row("S-1", "Sample"), row("S-2", "Sample too")]);
    assert_comes_back(&mut desk, samples, later(HOUR), ChangeKind::AddSamples);
    assert_comes_back(
        &mut desk,
        Command::RemoveSamples,
        later(HOUR),
        ChangeKind::RemoveSamples,
    );
    let save = |profiles| Command::SaveProfiles(profiles);
    let both = vec![profile("JP"), profile("US")];
    assert_comes_back(&mut desk, save(both), later(HOUR), ChangeKind::SaveProfiles);
    let changed = Profile {
        description: "Other".to_owned(),
        ..profile("JP")
    };
    assert_comes_back(
        &mut desk,
        save(vec![changed]),
        later(HOUR),
        ChangeKind::SaveProfiles,
    );
    let id = desk.store().profiles().unwrap()[0].id;
    assert_comes_back(
        &mut desk,
        Command::DeleteProfile(id),
        later(HOUR),
        ChangeKind::DeleteProfile,
    );
}

#[test]
fn a_confirmed_lapse_comes_back_as_presumed() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    let id = add(&mut desk, "Contoso", start());
    desk.settle(later(80 * HOUR)).unwrap();
    let confirm = Command::Act {
        id,
        revision: None,
        action: Action::Confirm,
    };
    assert_comes_back(&mut desk, confirm, later(81 * HOUR), ChangeKind::Confirm);
    desk.execute(Command::Undo, later(82 * HOUR)).unwrap();
    assert!(referral(&desk, id).is_presumed());
}

#[test]
fn a_whole_day_of_changes_is_taken_back_and_made_again_one_by_one() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    let mut contents = vec![content(&desk)];
    let first = add(&mut desk, "Contoso", start());
    contents.push(content(&desk));
    let second = add(&mut desk, "Fabrikam", start());
    contents.push(content(&desk));
    for (id, action) in [
        (first, Action::Interested),
        (second, Action::Skip),
        (first, owned_by("Sato")),
        (first, owned_by("Abe")),
        (first, Action::Accept(terms())),
        (second, correct("a slip")),
        (first, Action::Won { value: None }),
        (second, owned_by("Abe")),
    ] {
        act(&mut desk, id, action, later(HOUR)).unwrap();
        contents.push(content(&desk));
    }
    for text in ["One", "Two"] {
        let changed = Profile {
            description: text.to_owned(),
            ..profile("JP")
        };
        let save = Command::SaveProfiles(vec![changed]);
        desk.execute(save, later(HOUR)).unwrap();
        contents.push(content(&desk));
    }
    let last = contents.len() - 1;
    for _ in 0..2 {
        for step in (0..last).rev() {
            undo(&mut desk, later(2 * HOUR));
            assert_eq!(content(&desk), contents[step], "back to step {step}");
        }
        let refused = desk.execute(Command::Undo, later(2 * HOUR)).unwrap_err();
        assert_eq!(refusal(refused), Refusal::NothingToUndo);
        for (step, expected) in contents.iter().enumerate().skip(1) {
            redo(&mut desk, later(2 * HOUR));
            assert_eq!(content(&desk), *expected, "again step {step}");
        }
        let refused = desk.execute(Command::Redo, later(2 * HOUR)).unwrap_err();
        assert_eq!(refusal(refused), Refusal::NothingToUndo);
    }
    // Half way back, forward a step, and then on with something else.
    for _ in 0..5 {
        undo(&mut desk, later(3 * HOUR));
    }
    redo(&mut desk, later(3 * HOUR));
    assert_eq!(content(&desk), contents[last - 4]);
    act(&mut desk, second, owned_by("Ito"), later(3 * HOUR)).unwrap();
    let refused = desk.execute(Command::Redo, later(3 * HOUR)).unwrap_err();
    assert_eq!(refusal(refused), Refusal::NothingToUndo);
    undo(&mut desk, later(3 * HOUR));
    assert_eq!(content(&desk), contents[last - 4]);
    undo(&mut desk, later(3 * HOUR));
    assert_eq!(content(&desk), contents[last - 5]);
}

#[test]
fn undo_and_redo_are_written_in_the_history() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    let id = add(&mut desk, "Contoso", start());
    act(&mut desk, id, Action::Interested, later(1)).unwrap();
    undo(&mut desk, later(2));
    redo(&mut desk, later(3));
    let kinds: Vec<(EntryKind, Stage, i64)> = history(&desk, id)
        .iter()
        .map(|line| (line.entry.kind, line.entry.to, line.revision))
        .collect();
    assert_eq!(
        kinds,
        [
            (EntryKind::Received, Stage::New, 1),
            (EntryKind::Interested, Stage::Evaluating, 2),
            (EntryKind::Undone, Stage::New, 3),
            (EntryKind::Redone, Stage::Evaluating, 4),
        ]
    );
    // The clock of the stage counts from when it was first entered, not from the redo.
    assert_eq!(referral(&desk, id).interested_at, Some(later(1)));
}

#[test]
fn undo_reaches_over_what_the_clock_did_to_others() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    let lapsing = add(&mut desk, "Contoso", start());
    let other = add(&mut desk, "Fabrikam", later(50 * HOUR));
    act(&mut desk, other, Action::Interested, later(51 * HOUR)).unwrap();
    desk.settle(later(80 * HOUR)).unwrap();
    undo(&mut desk, later(80 * HOUR));
    assert_eq!(referral(&desk, other).stage(), Stage::New);
    assert_eq!(referral(&desk, lapsing).stage(), Stage::Archived);
    redo(&mut desk, later(80 * HOUR));
    assert_eq!(referral(&desk, other).stage(), Stage::Evaluating);
}

#[test]
fn a_referral_brought_back_with_others_past_its_time_is_concluded() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    let samples = vec![row("S-1", "One"), row("S-2", "Two")];
    desk.execute(Command::AddSamples(samples), start()).unwrap();
    desk.execute(Command::RemoveSamples, later(HOUR)).unwrap();
    undo(&mut desk, later(80 * HOUR));
    assert_eq!(desk.store().archive_count().unwrap(), 2);
    assert_eq!(desk.store().referral_count().unwrap(), 2);
}

#[test]
fn another_program_undoes_what_this_one_did() {
    let folder = Folder::new();
    let mut one = folder.desk();
    let mut other = folder.desk();
    let id = add(&mut one, "Contoso", start());
    act(&mut one, id, Action::Interested, later(1)).unwrap();
    assert_eq!(undo(&mut other, later(2)), ChangeKind::Interested);
    assert_eq!(referral(&one, id).stage(), Stage::New);
    assert_eq!(redo(&mut one, later(3)), ChangeKind::Interested);
}

#[test]
fn a_thousand_new_and_changed_rows_come_back_as_one() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    let rows = |customer: &str, range: std::ops::Range<usize>| -> Vec<ImportRow> {
        range
            .map(|number| ImportRow {
                details: Some(format!("{customer} asks for {number}")),
                notes: Some("from the file".to_owned()),
                ..row(&format!("PC-{number}"), customer)
            })
            .collect()
    };
    import(&mut desk, &rows("Contoso", 0..500), start()).unwrap();
    let before = content(&desk);
    let mixed = rows("Fabrikam", 0..1_000);
    let report = import(&mut desk, &mixed, later(1)).unwrap().import.unwrap();
    assert_eq!(
        (report.new, report.changed, report.unchanged),
        (500, 500, 0)
    );
    let afterwards = content(&desk);
    undo(&mut desk, later(2));
    assert_eq!(content(&desk), before);
    redo(&mut desk, later(3));
    assert_eq!(content(&desk), afterwards);
    undo(&mut desk, later(4));
    // What the file is read for once more, it does again.
    let report = import(&mut desk, &mixed, later(5)).unwrap().import.unwrap();
    assert_eq!(
        (report.new, report.changed, report.unchanged),
        (500, 500, 0)
    );
}

#[test]
fn an_import_can_be_taken_back_after_the_clock_has_ended_some_of_it() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    import(&mut desk, &[row("PC-1", "Contoso")], start()).unwrap();
    let rows = [
        ImportRow {
            details: Some("All of it".to_owned()),
            ..row("PC-1", "Contoso")
        },
        row("PC-2", "Fabrikam"),
        // This one lapses as it comes in.
        ImportRow {
            received_at: Some(later(-70 * HOUR)),
            ..row("PC-4", "Wingtip")
        },
        ImportRow {
            received_at: Some(later(70 * HOUR)),
            ..row("PC-3", "Tailspin")
        },
    ];
    import(&mut desk, &rows, later(10 * HOUR)).unwrap();
    desk.settle(later(80 * HOUR)).unwrap();
    let afterwards = content(&desk);
    undo(&mut desk, later(81 * HOUR));
    let left = content(&desk).referrals;
    assert_eq!(left.len(), 1);
    assert_eq!(left[0].0.outcome(), Some(leadline::domain::Outcome::Missed));
    assert_eq!(left[0].1.details, "");
    redo(&mut desk, later(82 * HOUR));
    assert_eq!(content(&desk), afterwards);
}

#[test]
fn an_import_whose_expiry_ended_a_referral_can_be_taken_back() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    import(&mut desk, &[row("PC-1", "Contoso")], start()).unwrap();
    let before = content(&desk);
    let expired = ImportRow {
        expires_at: Some(later(HOUR)),
        ..row("PC-1", "Contoso")
    };
    import(&mut desk, &[expired], later(2 * HOUR)).unwrap();
    let afterwards = content(&desk);
    assert_eq!(desk.store().archive_count().unwrap(), 1);
    undo(&mut desk, later(3 * HOUR));
    assert_eq!(content(&desk), before);
    redo(&mut desk, later(4 * HOUR));
    assert_eq!(content(&desk), afterwards);
}

/// A change is refused with the name and the reason; nothing is different afterwards. Returns the change that would be next.
fn assert_passed_over(
    desk: &mut Desk,
    command: Command,
    now: Timestamp,
    (kind, why): (ChangeKind, Refusal),
) -> Option<ChangeKind> {
    desk.settle(now).unwrap();
    let before = content(desk);
    let error = desk.execute(command, now).unwrap_err();
    assert_eq!(content(desk), before);
    match error {
        DeskError::PassedOver {
            what,
            why: is,
            next,
            ..
        } => {
            assert_eq!((what.kind, is), (kind, why));
            next.map(|next| next.kind)
        }
        other => panic!("{other}"),
    }
}

#[test]
fn a_change_whose_time_ran_out_does_not_keep_the_ones_before_it_from_being_undone() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    let other = add(&mut desk, "Fabrikam", later(70 * HOUR));
    let lapsing = add(&mut desk, "Contoso", start());
    let empty_handed = content(&desk);
    act(&mut desk, other, owned_by("Sato"), later(71 * HOUR)).unwrap();
    act(&mut desk, lapsing, owned_by("Abe"), later(71 * HOUR)).unwrap();
    act(&mut desk, lapsing, Action::Skip, later(71 * HOUR)).unwrap();
    let now = later(73 * HOUR);
    let skip = (ChangeKind::Skip, Refusal::TimeRanOut);
    assert_eq!(
        assert_passed_over(&mut desk, Command::Undo, now, skip),
        Some(ChangeKind::Edit)
    );
    assert_eq!(
        desk.store()
            .undoable()
            .unwrap()
            .unwrap()
            .label
            .subject
            .as_deref(),
        Some("Contoso")
    );
    // What the skip has touched since stays as it is: undo restores exactly or not at all.
    let edit = (ChangeKind::Edit, Refusal::ChangedSince);
    assert_eq!(
        assert_passed_over(&mut desk, Command::Undo, now, edit),
        Some(ChangeKind::Edit)
    );
    assert_eq!(undo(&mut desk, now), ChangeKind::Edit);
    let is = content(&desk);
    assert_eq!(is.referrals[0], empty_handed.referrals[0]);
    assert_eq!(referral(&desk, lapsing).owner.as_deref(), Some("Abe"));
    assert_eq!(redo(&mut desk, now), ChangeKind::Edit);
    assert_eq!(referral(&desk, other).owner.as_deref(), Some("Sato"));
    // To the very first.
    assert_eq!(undo(&mut desk, now), ChangeKind::Edit);
    let add = (ChangeKind::Add, Refusal::ChangedSince);
    assert_eq!(
        assert_passed_over(&mut desk, Command::Undo, now, add),
        Some(ChangeKind::Add)
    );
    assert_eq!(undo(&mut desk, now), ChangeKind::Add);
    assert_eq!(desk.store().referral_count().unwrap(), 1);
    let refused = desk.execute(Command::Undo, now).unwrap_err();
    assert_eq!(refusal(refused), Refusal::NothingToUndo);
}

#[test]
fn an_undo_that_the_clock_has_overtaken_does_not_keep_others_from_being_redone() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    let lapsing = add(&mut desk, "Contoso", start());
    let other = add(&mut desk, "Fabrikam", later(70 * HOUR));
    act(&mut desk, lapsing, Action::Interested, later(71 * HOUR)).unwrap();
    act(&mut desk, other, Action::Interested, later(71 * HOUR)).unwrap();
    undo(&mut desk, later(71 * HOUR));
    undo(&mut desk, later(71 * HOUR));
    let now = later(73 * HOUR);
    let interested = (ChangeKind::Interested, Refusal::ChangedSince);
    assert_eq!(
        assert_passed_over(&mut desk, Command::Redo, now, interested),
        Some(ChangeKind::Interested)
    );
    assert_eq!(redo(&mut desk, now), ChangeKind::Interested);
    assert_eq!(referral(&desk, other).stage(), Stage::Evaluating);
}

#[test]
fn what_took_the_name_of_a_removed_referral_stays() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    let samples = vec![row("PC-1", "Sample"), row("PC-2", "Sample too")];
    desk.execute(Command::AddSamples(samples), start()).unwrap();
    desk.execute(Command::RemoveSamples, start()).unwrap();
    import(&mut desk, &[row("PC-1", "Contoso")], start()).unwrap();
    let id = desk.store().lapsed(later(80 * HOUR), 9).unwrap()[0];
    act(&mut desk, id, Action::Skip, later(HOUR)).unwrap();
    let now = later(80 * HOUR);
    for passed_over in [
        (ChangeKind::Skip, Refusal::TimeRanOut),
        (ChangeKind::Import, Refusal::ChangedSince),
        (ChangeKind::RemoveSamples, Refusal::ChangedSince),
    ] {
        assert_passed_over(&mut desk, Command::Undo, now, passed_over);
    }
    assert_eq!(referral(&desk, id).customer, "Contoso");
}

#[test]
fn a_refused_undo_says_what_why_and_what_is_next() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    add(&mut desk, "Fabrikam", later(70 * HOUR));
    let skipped = add(&mut desk, "Contoso", start());
    act(&mut desk, skipped, Action::Skip, later(HOUR)).unwrap();
    let refused = desk.execute(Command::Undo, later(80 * HOUR)).unwrap_err();
    let english = refused.say(&Texts::new(Language::English));
    for part in ["Contoso: skipped", "has run out", "Contoso: entered"] {
        assert!(english.contains(part), "{english}");
    }
    let japanese = refused.say(&Texts::new(Language::Japanese));
    for part in [
        "Contoso:スキップしました",
        "期限が過ぎた",
        "Contoso:登録しました",
    ] {
        assert!(japanese.contains(part), "{japanese}");
    }
}

#[test]
fn only_the_change_that_was_seen_is_reverted() {
    let folder = Folder::new();
    let mut one = folder.desk();
    let mut other = folder.desk();
    let id = add(&mut one, "Contoso", start());
    let seen = act(&mut one, id, Action::Interested, start()).unwrap();
    let seen = seen.change.unwrap();
    add(&mut other, "Fabrikam", start());
    let before = content(&one);
    match one.execute(Command::Revert(seen), start()).unwrap_err() {
        DeskError::NotNewest { newest } => {
            assert_eq!(newest.unwrap().subject.as_deref(), Some("Fabrikam"));
        }
        error => panic!("{error}"),
    }
    assert_eq!(content(&one), before);
    undo(&mut other, start());
    // Now it is the newest again, and so is its undo.
    let undone = one.execute(Command::Revert(seen), start()).unwrap();
    assert_eq!(undone.kind, ChangeKind::Undo);
    assert_eq!(referral(&one, id).stage(), Stage::New);
    let undone = undone.change.unwrap();
    let redone = one.execute(Command::Revert(undone), start()).unwrap();
    assert_eq!(redone.kind, ChangeKind::Redo);
    assert_eq!(referral(&one, id).stage(), Stage::Evaluating);
    assert!(matches!(
        one.execute(Command::Revert(undone), start()),
        Err(DeskError::NotNewest { .. })
    ));
}
