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
use leadline::desk::backups::{self, Keeper};
use leadline::desk::{Desk, Settings, Store};
use leadline::domain::{Action, Contact, ReferralId, Timestamp};

fn keeper(folder: &Folder) -> Keeper {
    Keeper::new(Store::open(&folder.path()).unwrap())
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
    assert_eq!(keeper(&folder).pass(later).erased, None);
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
    let pass = keeper(&folder).pass(later);
    assert_eq!(pass.erased.unwrap().erasure.rewritten, 1);
    assert!(pass.made.is_some());
    drop(desk);
    let mut files = vec![folder.path()];
    files.extend(
        backups::list(&folder.path(), None)
            .into_iter()
            .map(|one| one.path),
    );
    assert_eq!(files.len(), 3);
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
    let erased = keeper(&folder)
        .pass(start().plus_seconds(2 * DAY))
        .erased
        .unwrap();
    assert_eq!(erased.kept_too_long, 1_200);
    drop(desk);
    let bytes = std::fs::read(folder.path()).unwrap();
    assert!(!String::from_utf8_lossy(&bytes).contains("@contoso.example"));
}
