//! Contacts of archived referrals are kept no longer than a person wants, and for ever unless they want otherwise.
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
use leadline::desk::backups::{self, ClockDoubt, Keeper, Pass};
use leadline::desk::{Desk, Settings, Store};
use leadline::domain::{Action, Command, Contact, ReferralEdit, ReferralId, Stage, Timestamp};

fn keeper(folder: &Folder) -> Keeper {
    Keeper::new(Store::open(&folder.path()).unwrap())
}

/// What becomes of it where the program has run for a day by the clock that shows `at`.
fn pass(folder: &Folder, at: Timestamp) -> Pass {
    let mut keeper = keeper(folder);
    let before = keeper.pass(at.plus_seconds(-DAY));
    assert_eq!(before.erased, None);
    keeper.pass(at)
}

fn archive(desk: &mut Desk, customer: &str, at: Timestamp) -> ReferralId {
    let id = add(desk, customer, at);
    act(desk, id, Action::Interested, at).unwrap();
    act(desk, id, decline(), at).unwrap();
    id
}

fn keep_for(desk: &mut Desk, days: Option<u32>) {
    let settings = Settings {
        retention_days: days,
        ..desk.settings().unwrap()
    };
    desk.save_settings(&settings).unwrap();
}

fn is_erased(desk: &Desk, id: ReferralId) -> bool {
    text(desk, id).contact == Contact::default()
}

#[test]
fn contacts_are_kept_for_ever_unless_a_period_is_chosen() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    let id = archive(&mut desk, "Contoso", start());
    let later = start().plus_seconds(4_000 * DAY);
    assert_eq!(pass(&folder, later).erased, None);
    assert!(!is_erased(&desk, id));
}

#[test]
fn what_was_archived_longer_ago_than_the_period_is_erased_at_the_start_and_daily() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    let old = archive(&mut desk, "Contoso", start());
    let younger = archive(&mut desk, "Fabrikam", start().plus_seconds(10 * DAY));
    let open = add(&mut desk, "Tailwind", start().plus_seconds(29 * DAY));
    keep_for(&mut desk, Some(30));
    let mut keeper = keeper(&folder);
    let at = |days: i64, hours: i64| start().plus_seconds(days * DAY + hours * HOUR);
    assert_eq!(keeper.pass(at(29, 23)).erased, None);
    // Not before a day has passed since it was looked last.
    assert_eq!(keeper.pass(at(30, 1)).erased, None);
    let erased = keeper.pass(at(30, 23)).erased.unwrap();
    assert_eq!(
        (erased.kept_too_long, erased.erasure.referrals),
        (1, vec![old])
    );
    assert!(is_erased(&desk, old) && !is_erased(&desk, younger) && !is_erased(&desk, open));
    let texts = text(&desk, old);
    assert!(texts.details.is_empty() && texts.notes.is_empty());
    assert_eq!(referral(&desk, old).customer, "Contoso");
    // Once is enough.
    assert_eq!(keeper.pass(at(31, 23)).erased, None);
    assert_eq!(keeper.pass(at(36, 0)).erased, None);
    let erased = keeper.pass(at(41, 0)).erased.unwrap();
    assert_eq!(erased.kept_too_long, 1);
    assert!(is_erased(&desk, younger));
}

#[test]
fn a_period_that_was_just_chosen_counts_with_the_next_look() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    let id = archive(&mut desk, "Contoso", start());
    let mut keeper = keeper(&folder);
    let later = start().plus_seconds(100 * DAY);
    assert_eq!(keeper.pass(later.plus_seconds(-DAY)).erased, None);
    assert_eq!(keeper.pass(later).erased, None);
    keep_for(&mut desk, Some(90));
    keeper.look_for_erasures();
    assert_eq!(keeper.pass(later).erased.unwrap().kept_too_long, 1);
    assert!(is_erased(&desk, id));
}

#[test]
fn no_backup_keeps_what_was_kept_too_long() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    archive(&mut desk, "Contoso", start());
    keeper(&folder).pass(start()).made.unwrap();
    keep_for(&mut desk, Some(30));
    let later = start().plus_seconds(31 * DAY);
    let pass = pass(&folder, later);
    assert_eq!(pass.erased.unwrap().erasure.rewritten, 2);
    assert!(pass.made.is_some());
    drop(desk);
    let mut files = vec![folder.path()];
    files.extend(
        backups::list(&folder.path(), None)
            .into_iter()
            .map(|one| one.path),
    );
    assert_eq!(files.len(), 4);
    for file in files {
        let bytes = std::fs::read(&file).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("aiko@contoso.example"), "{}", file.display());
        assert!(!text.contains("forty servers"), "{}", file.display());
    }
}

#[test]
fn many_are_erased_in_one_go_and_samples_are_nobodys_contacts() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    let rows: Vec<_> = (0..1_200)
        .map(|number| {
            let mut row = row(&format!("PC-{number}"), "Contoso");
            row.contact_email = Some(format!("person{number}@contoso.example"));
            row.reported = Some(leadline::domain::ReportedState::Archived(
                leadline::domain::Outcome::Lost,
            ));
            row.archived_at = Some(start());
            row
        })
        .collect();
    import(&mut desk, &rows, start()).unwrap();
    keep_for(&mut desk, Some(1));
    let erased = pass(&folder, start().plus_seconds(2 * DAY)).erased.unwrap();
    assert_eq!(erased.kept_too_long, 1_200);
    drop(desk);
    let bytes = std::fs::read(folder.path()).unwrap();
    assert!(!String::from_utf8_lossy(&bytes).contains("@contoso.example"));
}

/// Looks every six hours, as a program that runs does.
fn run(keeper: &mut Keeper, from: Timestamp, until: Timestamp) -> usize {
    let mut erased = 0;
    let mut now = from;
    while now <= until {
        erased += keeper.pass(now).erased.map_or(0, |one| one.kept_too_long);
        now = now.plus_seconds(6 * HOUR);
    }
    erased
}

#[test]
fn what_ended_while_nobody_was_there_is_kept_for_the_whole_period_after_it_was_noticed() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    keep_for(&mut desk, Some(30));
    let id = add(&mut desk, "Contoso", start());
    act(&mut desk, id, Action::Interested, start()).unwrap();
    run(&mut keeper(&folder), start(), start().plus_seconds(DAY));
    // Away for ten weeks: it has ended long ago, and nobody knows yet.
    let back = start().plus_seconds(70 * DAY);
    desk.settle(back).unwrap();
    let ended = referral(&desk, id).archived_at().unwrap();
    assert!(ended < back.plus_seconds(-31 * DAY));
    let mut keeper = keeper(&folder);
    assert_eq!(run(&mut keeper, back, back.plus_seconds(29 * DAY)), 0);
    assert!(!is_erased(&desk, id));
    let noticed = back.plus_seconds(29 * DAY);
    assert_eq!(run(&mut keeper, noticed, noticed.plus_seconds(2 * DAY)), 1);
    assert!(is_erased(&desk, id));
}

#[test]
fn a_clock_far_ahead_erases_nothing() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    keep_for(&mut desk, Some(30));
    let open = add(&mut desk, "Contoso", start());
    act(&mut desk, open, Action::Interested, start()).unwrap();
    let archived = archive(&mut desk, "Fabrikam", start());
    let mut keeper = keeper(&folder);
    let now = start().plus_seconds(5 * DAY);
    assert_eq!(run(&mut keeper, start(), now), 0);
    let ahead = now.plus_seconds(400 * DAY);
    desk.settle(ahead).unwrap();
    assert_eq!(referral(&desk, open).stage(), Stage::Archived);
    assert_eq!(run(&mut keeper, ahead, ahead.plus_seconds(23 * HOUR)), 0);
    desk.settle(now).unwrap();
    assert_eq!(referral(&desk, open).stage(), Stage::Evaluating);
    assert_eq!(run(&mut keeper, now, now.plus_seconds(20 * DAY)), 0);
    assert!(!is_erased(&desk, open) && !is_erased(&desk, archived));
    // Having been put right, it is believed again.
    let later = now.plus_seconds(20 * DAY);
    assert_eq!(run(&mut keeper, later, start().plus_seconds(31 * DAY)), 1);
    assert!(is_erased(&desk, archived));
}

#[test]
fn a_clock_that_was_seen_to_leap_is_not_believed_for_a_day() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    keep_for(&mut desk, Some(30));
    let id = archive(&mut desk, "Contoso", start());
    let mut keeper = keeper(&folder);
    let before = start().plus_seconds(28 * DAY);
    run(&mut keeper, before, before.plus_seconds(DAY));
    let leapt = start().plus_seconds(31 * DAY);
    keeper.doubt_clock(ClockDoubt::Leapt);
    assert_eq!(run(&mut keeper, leapt, leapt.plus_seconds(23 * HOUR)), 0);
    keeper.doubt_clock(ClockDoubt::JustStarted);
    let next = leapt.plus_seconds(DAY);
    assert_eq!(keeper.pass(next).erased, None);
    assert_eq!(run(&mut keeper, next, next), 1);
    assert!(is_erased(&desk, id));
}

#[test]
fn what_was_archived_by_a_clock_that_was_behind_is_kept_as_long_as_anything() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    keep_for(&mut desk, Some(30));
    let id = add(&mut desk, "Contoso", start().plus_seconds(-DAY));
    add(&mut desk, "Fabrikam", start());
    let behind = start().plus_seconds(-12 * HOUR);
    act(&mut desk, id, Action::Skip, behind).unwrap();
    let early = start().plus_seconds(30 * DAY - 6 * HOUR);
    assert_eq!(pass(&folder, early).erased, None);
    assert!(!is_erased(&desk, id));
    let due = start().plus_seconds(30 * DAY);
    assert_eq!(run(&mut keeper(&folder), due, due), 1);
}

#[test]
fn what_only_the_history_has_goes_too() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    keep_for(&mut desk, Some(30));
    let edited = add(&mut desk, "Contoso", start());
    act(&mut desk, edited, Action::Interested, start()).unwrap();
    let nothing = ReferralEdit {
        contact: Some(Contact::default()),
        details: Some(String::new()),
        ..ReferralEdit::default()
    };
    act(&mut desk, edited, Action::Edit(Box::new(nothing)), start()).unwrap();
    let no_reason = Action::Decline {
        reason: None,
        note: None,
    };
    act(&mut desk, edited, no_reason, start()).unwrap();
    assert!(is_erased(&desk, edited));
    let mut taken_back = named("Fabrikam");
    taken_back.contact.email = "taken.back@fabrikam.example".to_owned();
    desk.execute(Command::Add(Box::new(taken_back)), start())
        .unwrap();
    desk.execute(Command::Undo, start()).unwrap();
    let due = start().plus_seconds(30 * DAY);
    let erased = pass(&folder, due).erased.unwrap();
    assert_eq!(erased.kept_too_long, 2);
    assert_eq!(desk.kept_too_long(30, due).unwrap(), []);
    drop(desk);
    let bytes = std::fs::read(folder.path()).unwrap();
    let text = String::from_utf8_lossy(&bytes);
    for word in ["aiko@", "taken.back@", "forty servers"] {
        assert!(!text.contains(word), "{word}");
    }
}
