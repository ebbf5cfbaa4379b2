//! What is made of an encrypted file, and put in its place.

use super::*;
use leadline::desk::backups::{Why, list, make};
use leadline::desk::{
    Progress, Store, StoreError, convert, encryption_state, newest_good_backup, restore_file,
    try_salvage,
};

#[test]
fn nothing_that_was_entered_can_be_read_in_any_file_once_it_is_encrypted() {
    let folder = tempfile::tempdir().unwrap();
    let file = prepared(folder.path());
    assert!(!readable_in(folder.path()).is_empty());
    let converted = convert(&file, &encrypted_with(PASSPHRASE)).unwrap();
    assert_eq!(converted.rewritten, 1);
    assert_eq!(readable_in(folder.path()), Vec::<PathBuf>::new());

    // Nor what comes afterwards: the log, backups, copies.
    let mut desk = desk_on(&file);
    enter(&mut desk);
    make(desk.store(), Why::Routine, start().plus_seconds(7_200)).unwrap();
    desk.store()
        .back_up_to(&folder.path().join("copy.leadline"))
        .unwrap();
    assert_eq!(readable_in(folder.path()), Vec::<PathBuf>::new());
    assert_eq!(list(&file, None).len(), 2);
    desk.store().check().unwrap();
    drop(desk);
    assert!(encryption_state(&file).unwrap().is_encrypted);
}

#[test]
fn everything_is_there_after_encrypting_changing_the_passphrase_and_taking_it_away() {
    let folder = tempfile::tempdir().unwrap();
    let file = prepared(folder.path());
    let before = content(&desk_on(&file));
    for to in [
        encrypted_with(PASSPHRASE),
        encrypted_with(OTHER),
        NewProtection::Plain,
    ] {
        convert(&file, &to).unwrap();
        let desk = desk_on(&file);
        assert_eq!(content(&desk), before, "{to:?}");
        desk.store().check().unwrap();
        let backup = &list(&file, None)[0];
        assert!(leadline::desk::backups::inspect(&backup.path).is_ok());
        assert!(
            desk.store()
                .differences_from(&backup.path)
                .unwrap()
                .is_none()
        );
    }
    assert_eq!(readable_in(folder.path()).len(), 2);
}

#[test]
fn a_backup_goes_back_into_an_encrypted_file_whether_it_is_encrypted_or_not() {
    let folder = tempfile::tempdir().unwrap();
    let file = prepared(folder.path());
    let before = content(&desk_on(&file));
    let plain = folder.path().join("plain.leadline");
    desk_on(&file).store().back_up_to(&plain).unwrap();
    convert(&file, &encrypted_with(PASSPHRASE)).unwrap();
    let encrypted = list(&file, None)[0].path.clone();
    for source in [&plain, &encrypted] {
        let mut desk = desk_on(&file);
        add(&mut desk, "Fabrikam", start());
        drop(desk);
        restore_file(&file, source, start().plus_seconds(60)).unwrap();
        assert_eq!(content(&desk_on(&file)), before);
        std::fs::remove_file(&plain).ok();
        assert_eq!(readable_in(folder.path()), Vec::<PathBuf>::new());
    }
}

#[test]
fn a_file_that_is_open_is_not_encrypted_under_whoever_has_it_open() {
    let folder = tempfile::tempdir().unwrap();
    let file = prepared(folder.path());
    let desk = desk_on(&file);
    let refused = convert(&file, &encrypted_with(PASSPHRASE));
    assert!(
        matches!(
            refused,
            Err(leadline::desk::DeskError::Store(StoreError::Locked(_)))
        ),
        "{refused:?}"
    );
    drop(desk);
    assert!(!encryption_state(&file).unwrap().is_encrypted);
}

#[test]
fn a_passphrase_that_is_tried_out_within_days_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let file = prepared(folder.path());
    let refused = convert(&file, &encrypted_with("short one"));
    assert!(matches!(
        refused,
        Err(leadline::desk::DeskError::PassphraseTooShort)
    ));
    assert!(!encryption_state(&file).unwrap().is_encrypted);
}

#[test]
fn of_an_encrypted_file_with_a_damaged_page_everything_else_comes_back_and_stays_encrypted() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().canonicalize().unwrap().join("leadline.db");
    let mut desk = desk_on(&file);
    for number in 0..400 {
        add(&mut desk, &format!("Wxyzzyplugh {number}"), start());
    }
    drop(desk);
    convert(&file, &encrypted_with(PASSPHRASE)).unwrap();
    let mut bytes = std::fs::read(&file).unwrap();
    let pages = bytes.len() / 8192;
    // One bit: a file that is not encrypted would not even tell.
    let at = (pages / 2) * 8192 + 4_000;
    bytes[at] ^= 1;
    std::fs::write(&file, &bytes).unwrap();
    let found = Store::open(&file).and_then(|store| store.check());
    assert!(
        found.as_ref().is_err_and(StoreError::is_damage),
        "{found:?}"
    );

    let trial = try_salvage(&file, &Progress::default()).unwrap();
    assert!(trial.holdings.open > 300, "{:?}", trial.holdings);
    assert_eq!(readable_in(folder.path()), Vec::<PathBuf>::new());
    trial
        .keep(
            &leadline::text::Texts::new(leadline::text::Language::English),
            start(),
        )
        .unwrap();
    let desk = desk_on(&file);
    desk.store().check().unwrap();
    assert!(encryption_state(&file).unwrap().is_encrypted);
    drop(desk);
    let encrypted_only = readable_in(folder.path());
    assert_eq!(encrypted_only, Vec::<PathBuf>::new());
}

#[test]
fn what_takes_the_place_of_a_damaged_encrypted_file_is_encrypted_as_that_was() {
    let folder = tempfile::tempdir().unwrap();
    let beside = tempfile::tempdir().unwrap();
    let file = prepared(folder.path());
    let plain = beside.path().join("plain.leadline");
    desk_on(&file).store().back_up_to(&plain).unwrap();
    convert(&file, &encrypted_with(PASSPHRASE)).unwrap();
    let mut bytes = std::fs::read(&file).unwrap();
    for byte in &mut bytes[3_000..3_100] {
        *byte ^= 0xff;
    }
    std::fs::write(&file, &bytes).unwrap();
    leadline::desk::recover_from_backup(&file, &plain, start()).unwrap();
    assert!(encryption_state(&file).unwrap().is_encrypted);
    let mut keeper = leadline::desk::backups::Keeper::new(Store::open(&file).unwrap());
    keeper.pass(start().plus_seconds(60));
    assert_eq!(readable_in(folder.path()), Vec::<PathBuf>::new());
    assert_eq!(desk_on(&file).store().referral_count().unwrap(), 1);
}

#[test]
fn what_was_left_half_written_goes_when_the_file_is_encrypted() {
    let folder = tempfile::tempdir().unwrap();
    let file = prepared(folder.path());
    let backup = list(&file, None)[0].path.clone();
    let partial = backup.with_file_name("20200101T000000000Z-routine.leadline.partial");
    std::fs::copy(&backup, &partial).unwrap();
    convert(&file, &encrypted_with(PASSPHRASE)).unwrap();
    assert_eq!(readable_in(folder.path()), Vec::<PathBuf>::new());
}

#[cfg(unix)]
#[test]
fn a_link_to_the_file_stays_a_link() {
    let (folder, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let file = prepared(folder.path());
    let target = elsewhere.path().canonicalize().unwrap().join("moved.db");
    std::fs::rename(&file, &target).unwrap();
    std::os::unix::fs::symlink(&target, &file).unwrap();
    convert(&file, &encrypted_with(PASSPHRASE)).unwrap();
    assert!(file.symlink_metadata().unwrap().is_symlink());
    assert!(encryption_state(&target).unwrap().is_encrypted);
    assert_eq!(desk_on(&file).store().referral_count().unwrap(), 1);
}

#[test]
fn a_damaged_first_page_is_told_as_damage_and_the_backup_is_offered() {
    let folder = tempfile::tempdir().unwrap();
    let file = prepared(folder.path());
    convert(&file, &encrypted_with(PASSPHRASE)).unwrap();
    let mut bytes = std::fs::read(&file).unwrap();
    for byte in &mut bytes[3_000..3_100] {
        *byte ^= 0xff;
    }
    std::fs::write(&file, &bytes).unwrap();
    let found = Store::open(&file);
    assert!(
        found.as_ref().is_err_and(StoreError::is_damage),
        "{found:?}"
    );
    assert!(newest_good_backup(&file, None).is_some());
}
