//! A person who is erased is nowhere any more: not in rows, history, free pages or the log, not in any backup, and nothing brings them back.
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
use leadline::desk::backups::{self, BackupProblem, Keeper, Why};
use leadline::desk::{
    BoardFilter, BoardQuery, Clock, Desk, DeskError, Done, Erasure, ManualClock, SavedView,
    Settings, Store, ThemeChoice, recover_from_backup, restore_file,
};
use leadline::domain::{
    Action, Command, Contact, ErasedTexts, ImportRow, ReferralEdit, ReferralId, Refusal,
    SnoozeChoice, Timestamp,
};
use leadline::remind::RecordingNotifier;
use leadline::text::Zone;
use std::path::{Path, PathBuf};
use std::sync::Arc;

const MINUTE: i64 = 60;

/// Words that stand nowhere but in what is known of one person.
const OF_THE_PERSON: [&str; 8] = [
    "zvyxqua",
    "brokkel",
    "altspelling",
    "quuxmail",
    "7731298",
    "wxyzzyplugh",
    "frobnicant",
    "grelbin",
];

fn person() -> Contact {
    Contact {
        name: "Zvyxqua Brokkel".to_owned(),
        email: "zvyx.brokkel@quuxmail.example".to_owned(),
        phone: "+99 555 7731298".to_owned(),
    }
}

fn other() -> Contact {
    Contact {
        name: "Mirela Unaffected".to_owned(),
        email: "mirela@stays.example".to_owned(),
        phone: "+11 222 3334445".to_owned(),
    }
}

/// Whether a word of ASCII letters stands in it, as UTF-8 or as UTF-16 from either end.
fn holds(text: &str, word: &str) -> bool {
    let wide = |first: &str, second: &str| {
        word.chars().fold(String::new(), |mut wide, c| {
            wide.push_str(first);
            wide.push(c);
            wide.push_str(second);
            wide
        })
    };
    [word.to_owned(), wide("", "\0"), wide("\0", "")]
        .iter()
        .any(|wanted| text.contains(wanted.as_str()))
}

/// Where which word is found, in whichever case and encoding.
fn found(folder: &Path, words: &[&str]) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for path in files_in(folder) {
        let bytes = std::fs::read(&path).unwrap().to_ascii_lowercase();
        // What is no text stays apart from what is.
        let text = String::from_utf8_lossy(&bytes);
        for word in words {
            if holds(&text, word) {
                found.push((path.clone(), (*word).to_owned()));
            }
        }
    }
    found
}

fn edit(desk: &mut Desk, id: ReferralId, edit: ReferralEdit, now: Timestamp) -> Done {
    act(desk, id, Action::Edit(Box::new(edit)), now).unwrap()
}

fn erase(desk: &mut Desk, id: ReferralId, texts: ErasedTexts, now: Timestamp) -> Erasure {
    let ids = vec![id];
    desk.execute(Command::Erase { ids, texts }, now).unwrap();
    desk.finish_erasures().unwrap().unwrap()
}

/// A row of a file, with the person as they were first written.
fn row_of_person() -> ImportRow {
    ImportRow {
        details: Some(format!("Wxyzzyplugh: {}", "a long mail. ".repeat(4_000))),
        contact_name: Some("Zvyxqua Altspelling".to_owned()),
        contact_email: Some(person().email),
        contact_phone: Some(person().phone),
        other_columns: [("Contact title".to_owned(), "Grelbin".to_owned())].into(),
        ..row("PC-77", "Contoso")
    }
}

/// A file in which a person has left traces in every way the program knows, with backups in two folders.
struct Scene {
    folder: Folder,
    second: PathBuf,
    id: ReferralId,
    other: ReferralId,
    now: Timestamp,
    screen: RecordingNotifier,
    clock: Arc<ManualClock>,
}

impl Scene {
    fn new() -> Self {
        let folder = Folder::new();
        let second = folder.join("second");
        std::fs::create_dir(&second).unwrap();
        let mut desk = folder.desk();
        let mut now = start();
        let mut later = |minutes: i64| {
            now = now.plus_seconds(minutes * MINUTE);
            now
        };
        let done = import(&mut desk, &[row_of_person()], later(0)).unwrap();
        let id = done.referral().unwrap().id;
        let other_id = add(&mut desk, "Fabrikam", later(1));
        let contact = |contact: Contact| ReferralEdit {
            contact: Some(contact),
            ..ReferralEdit::default()
        };
        edit(&mut desk, other_id, contact(other()), later(1));
        let settings = Settings {
            second_backup_folder: Some(second.clone()),
            notifications_name_customer: true,
            views: vec![SavedView {
                name: "Zvyxqua Brokkel".to_owned(),
                query: BoardQuery {
                    search: "zvyx.brokkel@quuxmail.example".to_owned(),
                    filters: vec![
                        BoardFilter::Mine,
                        BoardFilter::Owner(Some("Brokkel Zvyxqua".to_owned())),
                    ],
                },
            }],
            theme: ThemeChoice::Light,
            last_query: BoardQuery {
                search: "brokkel".to_owned(),
                ..BoardQuery::default()
            },
            ..desk.settings().unwrap()
        };
        desk.save_settings(&settings).unwrap();
        let mut keeper = Keeper::new(Store::open(&folder.path()).unwrap());
        assert!(keeper.pass(later(31)).made.is_some());
        act(&mut desk, id, Action::Interested, later(1)).unwrap();
        edit(&mut desk, id, contact(person()), later(1));
        let notes = ReferralEdit {
            notes: Some("Frobnicant: called Zvyxqua Brokkel".to_owned()),
            customer: Some("Zvyxqua Brokkel Consulting".to_owned()),
            ..ReferralEdit::default()
        };
        edit(&mut desk, id, notes, later(1));
        assert!(keeper.pass(later(31)).made.is_some());
        // Undone and made again, with what comes in between left for nobody.
        desk.execute(Command::Undo, later(1)).unwrap();
        desk.execute(Command::Redo, later(1)).unwrap();
        let kept = backups::make(desk.store(), Why::Routine, later(31)).unwrap();
        let overview = ReferralEdit {
            overview: Some("Zvyxqua Brokkel asks for a quote".to_owned()),
            ..ReferralEdit::default()
        };
        edit(&mut desk, id, overview, later(1));
        drop(desk);
        restore_file(&folder.path(), &kept.path, later(1)).unwrap();
        let mut desk = folder.desk();
        let overview = ReferralEdit {
            overview: Some("A quote for zvyxqua  BROKKEL".to_owned()),
            ..ReferralEdit::default()
        };
        edit(&mut desk, id, overview, later(1));
        desk.snooze(id, SnoozeChoice::OneHour, later(1)).unwrap();
        assert!(keeper.pass(later(31)).made.is_some());
        let clock = Arc::new(ManualClock::new(later(70)));
        Self {
            second,
            id,
            other: other_id,
            now,
            screen: RecordingNotifier::default(),
            clock,
            folder,
        }
    }

    fn desk(&self) -> Desk {
        self.folder.desk()
    }

    fn found(&self, words: &[&str]) -> Vec<(PathBuf, String)> {
        found(self.folder.path().parent().unwrap(), words)
    }
}

#[test]
fn an_erased_person_is_in_no_byte_of_any_file_of_the_program() {
    let scene = Scene::new();
    let mut desk = scene.desk();
    let before = scene.found(&OF_THE_PERSON);
    for word in OF_THE_PERSON {
        assert!(before.iter().any(|(_, found)| found == word), "{word}");
    }
    let holding: Vec<_> = backups::list(&scene.folder.path(), None)
        .into_iter()
        .filter(|backup| before.iter().any(|(path, _)| *path == backup.path))
        .collect();
    assert!(holding.len() >= 4, "{holding:?}");
    assert!(
        before
            .iter()
            .any(|(path, _)| path.starts_with(&scene.second))
    );
    let known = backups::list(&scene.folder.path(), None);

    let erasure = erase(&mut desk, scene.id, ErasedTexts::All, scene.now);

    assert_eq!(scene.found(&OF_THE_PERSON), []);
    assert_eq!(erasure.referrals, [scene.id]);
    assert!(erasure.rewritten > holding.len(), "{erasure:?}");
    assert!(erasure.left.is_empty(), "{erasure:?}");
    // Nobody else is touched, and every backup is still there and whole.
    assert_eq!(text(&desk, scene.other).contact, other());
    assert!(scene.found(&["mirela@stays.example"]).len() > holding.len());
    let names = |list: Vec<backups::KnownBackup>| -> Vec<_> {
        list.into_iter().map(|backup| backup.path).collect()
    };
    let after = names(backups::list(&scene.folder.path(), None));
    assert_eq!(after, names(known));
    for backup in after {
        backups::inspect(&backup).unwrap();
    }
    desk.store().check().unwrap();
    drop(desk);
    assert_eq!(scene.found(&OF_THE_PERSON), []);
}

#[test]
fn the_referral_stays_and_says_that_its_person_was_erased() {
    let scene = Scene::new();
    let mut desk = scene.desk();
    let before = referral(&desk, scene.id);
    erase(&mut desk, scene.id, ErasedTexts::All, scene.now);
    let after = referral(&desk, scene.id);
    assert_eq!(after.customer, "[…] Consulting");
    assert_eq!(after.overview, "A quote for […]");
    assert_eq!((after.state, after.deal), (before.state, before.deal));
    assert_eq!(after.revision, before.revision + 1);
    let line = history(&desk, scene.id).pop().unwrap();
    assert_eq!(line.entry.kind.code(), "erased");
    assert_eq!((line.entry.note, line.entry.fields), (None, vec![]));
    let texts = text(&desk, scene.id);
    assert_eq!(texts.contact, Contact::default());
    assert!(texts.details.is_empty() && texts.notes.is_empty());
    assert!(texts.other_columns.is_empty());
    let settings = desk.settings().unwrap();
    assert_eq!(settings.last_query.search, "");
    assert_eq!(settings.views[0].name, "[…]");
    assert_eq!(settings.views[0].query.search, "");
    assert_eq!(settings.views[0].query.filters, [BoardFilter::Mine]);
    assert_eq!(settings.theme, ThemeChoice::Light);
}

#[test]
fn settings_that_only_share_a_word_with_the_person_stay_as_they_are() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    let mut new = named("Contoso");
    new.contact = Contact {
        name: "Light".to_owned(),
        email: "sales@contoso.example".to_owned(),
        phone: "2026".to_owned(),
    };
    let added = desk.execute(Command::Add(Box::new(new)), start()).unwrap();
    let id = added.referral().unwrap().id;
    let view = |name: &str, search: &str| SavedView {
        name: name.to_owned(),
        query: BoardQuery {
            search: search.to_owned(),
            ..BoardQuery::default()
        },
    };
    let settings = Settings {
        theme: ThemeChoice::Light,
        own_name: "Light".to_owned(),
        views: vec![
            view("Sales", "contoso"),
            view("Light industry 2026", "sales"),
        ],
        second_backup_folder: Some(folder.join("sales@contoso.example")),
        ..desk.settings().unwrap()
    };
    desk.save_settings(&settings).unwrap();
    let ids = vec![id];
    let texts = ErasedTexts::All;
    desk.execute(Command::Erase { ids, texts }, start())
        .unwrap();
    let after = desk.settings().unwrap();
    let erasures = after.erasures;
    assert_eq!(
        after,
        Settings {
            erasures,
            ..settings
        }
    );
}

#[test]
fn views_that_were_called_by_persons_are_still_told_apart() {
    let scene = Scene::new();
    let mut desk = scene.desk();
    let mut settings = desk.settings().unwrap();
    let mut second = settings.views[0].clone();
    second.name = "brokkel zvyxqua".to_owned();
    settings.views.push(second);
    desk.save_settings(&settings).unwrap();
    erase(&mut desk, scene.id, ErasedTexts::All, scene.now);
    let views = desk.settings().unwrap().views;
    let names: Vec<&str> = views.iter().map(|view| view.name.as_str()).collect();
    assert_eq!(names, ["[…]", "[…] 2"]);
}

#[test]
fn erasing_the_contact_only_keeps_the_texts_without_the_person() {
    let scene = Scene::new();
    let mut desk = scene.desk();
    erase(&mut desk, scene.id, ErasedTexts::Contact, scene.now);
    let texts = text(&desk, scene.id);
    assert_eq!(texts.contact, Contact::default());
    assert_eq!(texts.notes, "Frobnicant: called […]");
    assert!(texts.details.starts_with("Wxyzzyplugh"));
    let gone = [
        "zvyxqua",
        "brokkel",
        "altspelling",
        "quuxmail",
        "7731298",
        "grelbin",
    ];
    assert_eq!(scene.found(&gone), []);
}

#[test]
fn neither_undo_nor_redo_brings_the_person_back() {
    let scene = Scene::new();
    let mut desk = scene.desk();
    desk.execute(Command::Undo, scene.now).unwrap();
    erase(&mut desk, scene.id, ErasedTexts::All, scene.now);
    // Until there is nothing more to be undone, and then the other way.
    for command in [Command::Undo, Command::Redo] {
        for _ in 0..40 {
            match desk.execute(command.clone(), scene.now) {
                Ok(done) => assert_ne!(done.label.kind.code(), "erase"),
                Err(DeskError::PassedOver { .. }) => {}
                Err(DeskError::Refused(Refusal::NothingToUndo)) => break,
                Err(other) => panic!("{other}"),
            }
        }
    }
    assert_eq!(scene.found(&OF_THE_PERSON), []);
}

#[test]
fn a_referral_that_undo_could_bring_back_is_erased_too() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    let mut new = named("Contoso");
    new.contact = person();
    let added = desk.execute(Command::Add(Box::new(new)), start()).unwrap();
    let id = added.referral().unwrap().id;
    desk.execute(Command::Undo, start()).unwrap();
    let within = folder.path();
    let within = within.parent().unwrap();
    assert!(!found(within, &["quuxmail"]).is_empty());
    erase(&mut desk, id, ErasedTexts::All, start());
    assert_eq!(found(within, &OF_THE_PERSON), []);
    assert!(desk.execute(Command::Redo, start()).is_err());
}

#[test]
fn a_file_from_before_the_erasure_does_not_bring_the_person_back() {
    let scene = Scene::new();
    let mut desk = scene.desk();
    erase(&mut desk, scene.id, ErasedTexts::All, scene.now);
    let later = scene.now.plus_seconds(HOUR);
    let row = ImportRow {
        company_size: Some("1to9employees".to_owned()),
        ..row_of_person()
    };
    import(&mut desk, &[row], later).unwrap();
    assert_eq!(text(&desk, scene.id).contact, Contact::default());
    let referral = referral(&desk, scene.id);
    assert_eq!(referral.company_size.as_deref(), Some("1to9employees"));
    assert_eq!(scene.found(&OF_THE_PERSON), []);
}

/// Erases the person of a referral, and imports `row`, a line of the file it came from, into what the backup `from` holds.
fn import_after_restoring(scene: &Scene, from: &Path, row: ImportRow) -> (Desk, usize) {
    erase(&mut scene.desk(), scene.id, ErasedTexts::All, scene.now);
    restore_file(&scene.folder.path(), from, scene.now).unwrap();
    let mut desk = scene.desk();
    let done = import(&mut desk, &[row], scene.now.plus_seconds(HOUR)).unwrap();
    (desk, done.import.unwrap().of_erased)
}

#[test]
fn no_file_brings_the_person_back_after_a_restore_of_a_backup_written_anew() {
    let scene = Scene::new();
    let oldest = backups::list(&scene.folder.path(), None).pop().unwrap();
    let (desk, of_erased) = import_after_restoring(&scene, &oldest.path, row_of_person());
    assert_eq!(of_erased, 1);
    assert_eq!(text(&desk, scene.id).contact, Contact::default());
    assert_eq!(scene.found(&OF_THE_PERSON), []);
}

#[test]
fn no_file_brings_the_person_back_into_a_backup_that_never_had_them() {
    let scene = Scene::new();
    let without = scene.folder.join("other");
    std::fs::create_dir(&without).unwrap();
    let without = without.join("leadline.db");
    add(&mut desk_on(&without), "Fabrikam", start());
    let (desk, of_erased) = import_after_restoring(&scene, &without, row_of_person());
    assert_eq!(of_erased, 1);
    assert_eq!(desk.store().referral_count().unwrap(), 1);
    assert_eq!(scene.found(&["quuxmail", "grelbin"]).len(), 0);
}

#[test]
fn a_row_without_an_id_that_names_the_person_finds_the_referral_and_brings_nobody_back() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    let row = ImportRow {
        partner_center_id: None,
        customer: Some("Zvyxqua Altspelling".to_owned()),
        ..row_of_person()
    };
    let done = import(&mut desk, std::slice::from_ref(&row), start()).unwrap();
    let id = done.referral().unwrap().id;
    erase(&mut desk, id, ErasedTexts::All, start().plus_seconds(HOUR));
    let row = ImportRow {
        company_size: Some("1to9employees".to_owned()),
        ..row
    };
    let later = start().plus_seconds(2 * HOUR);
    let done = import(&mut desk, &[row], later).unwrap();
    let report = done.import.unwrap();
    assert_eq!((report.new, report.changed, report.of_erased), (0, 1, 1));
    let after = referral(&desk, id);
    assert_eq!(after.company_size.as_deref(), Some("1to9employees"));
    let within = folder.path();
    assert_eq!(found(within.parent().unwrap(), &OF_THE_PERSON), []);
}

#[test]
fn the_retention_period_is_no_part_of_what_a_restore_brings_back() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    add(&mut desk, "Contoso", start());
    let keep_for = |desk: &mut Desk, days: Option<u32>| {
        let settings = Settings {
            retention_days: days,
            ..desk.settings().unwrap()
        };
        desk.save_settings(&settings).unwrap();
        backups::make(desk.store(), Why::Routine, start()).unwrap()
    };
    let with = keep_for(&mut desk, Some(30));
    let off = keep_for(&mut desk, None);
    drop(desk);
    restore_file(&folder.path(), &with.path, start()).unwrap();
    let mut desk = folder.desk();
    assert_eq!(desk.settings().unwrap().retention_days, None);
    keep_for(&mut desk, Some(90));
    drop(desk);
    restore_file(&folder.path(), &off.path, start()).unwrap();
    assert_eq!(folder.desk().settings().unwrap().retention_days, Some(90));
}

#[test]
fn what_was_shown_about_the_person_is_taken_off_the_screen() {
    let scene = Scene::new();
    let mut engine = engine_in(
        &scene.folder.path(),
        Zone::fixed_hours(0),
        &scene.clock,
        &scene.screen,
    );
    let due = referral(&scene.desk(), scene.id)
        .interested_at
        .unwrap()
        .plus_seconds(6 * DAY + 12 * HOUR);
    scene.clock.set(due);
    engine.pass().unwrap();
    let raised = scene.screen.raised();
    let about = raised.iter().find(|shown| shown.title.contains("Brokkel"));
    let about = about.unwrap_or_else(|| panic!("{raised:?}")).key.clone();
    assert!(!scene.screen.withdrawn().contains(&about));
    erase(
        &mut scene.desk(),
        scene.id,
        ErasedTexts::All,
        scene.clock.now(),
    );
    engine.pass().unwrap();
    assert!(scene.screen.withdrawn().contains(&about));
}

#[test]
fn an_interrupted_erasure_is_finished_later() {
    let scene = Scene::new();
    let ids = vec![scene.id];
    let texts = ErasedTexts::All;
    let mut desk = scene.desk();
    desk.execute(Command::Erase { ids, texts }, scene.now)
        .unwrap();
    // The power goes here: the rows are clean, the backups are not.
    drop(desk);
    assert!(!scene.found(&OF_THE_PERSON).is_empty());
    let mut desk = scene.desk();
    assert_eq!(desk.store().pending_erasures().unwrap().len(), 1);
    desk.finish_erasures().unwrap().unwrap();
    assert_eq!(scene.found(&OF_THE_PERSON), []);
    assert_eq!(desk.finish_erasures().unwrap(), None);
}

#[test]
fn an_erasure_that_waits_outlasts_a_restore() {
    let scene = Scene::new();
    let mut desk = scene.desk();
    let before = backups::make(desk.store(), Why::Routine, scene.now).unwrap();
    let ids = vec![scene.id];
    let texts = ErasedTexts::All;
    desk.execute(Command::Erase { ids, texts }, scene.now)
        .unwrap();
    drop(desk);
    restore_file(&scene.folder.path(), &before.path, scene.now).unwrap();
    let mut desk = scene.desk();
    desk.finish_erasures().unwrap().unwrap();
    assert_eq!(scene.found(&OF_THE_PERSON), []);
    let line = history(&desk, scene.id).pop().unwrap();
    assert_eq!(line.entry.kind.code(), "erased");
    assert_eq!(desk.finish_erasures().unwrap(), None);
}

#[test]
fn a_second_folder_that_is_away_is_waited_for() {
    let scene = Scene::new();
    let away = scene.folder.join("away");
    std::fs::rename(&scene.second, &away).unwrap();
    let mut desk = scene.desk();
    let erasure = erase(&mut desk, scene.id, ErasedTexts::All, scene.now);
    assert_eq!(erasure.left.waiting, std::slice::from_ref(&scene.second));
    let still = scene.found(&OF_THE_PERSON);
    assert!(!still.is_empty() && still.iter().all(|(path, _)| path.starts_with(&away)));
    std::fs::rename(&away, &scene.second).unwrap();
    let erasure = desk.finish_erasures().unwrap().unwrap();
    assert_eq!(erasure.left.waiting, [] as [PathBuf; 0]);
    assert_eq!(scene.found(&OF_THE_PERSON), []);
}

#[test]
fn copies_that_cannot_be_written_anew_are_named_and_deleted_only_when_asked_for() {
    let scene = Scene::new();
    let path = scene.folder.path();
    let damaged = backups::list(&path, None).remove(0).path;
    let mut bytes = std::fs::read(&damaged).unwrap();
    bytes[200..].fill(0xA5);
    std::fs::write(&damaged, &bytes).unwrap();
    let aside = scene.folder.join("leadline.db.damaged-20261121T000000000Z");
    std::fs::write(&aside, "zvyxqua").unwrap();
    let unfinished = backups::folder_of(&path).join("20261121T000000000Z-routine.leadline.partial");
    std::fs::write(&unfinished, "zvyxqua").unwrap();
    let erasure = erase(&mut scene.desk(), scene.id, ErasedTexts::All, scene.now);
    assert_eq!(erasure.left.unwritable, std::slice::from_ref(&damaged));
    assert_eq!(erasure.left.aside, std::slice::from_ref(&aside));
    assert!(damaged.exists() && aside.exists() && !unfinished.exists());
    let copies = [damaged.clone(), aside.clone()];
    // It is not finished, and says so until somebody has decided.
    let mut desk = scene.desk();
    assert_eq!(desk.store().pending_erasures().unwrap().len(), 1);
    let problems = backups::problems(desk.store(), scene.now).unwrap();
    assert_eq!(problems[0], BackupProblem::HoldErased(erasure.left.clone()));
    let again = desk.finish_erasures().unwrap().unwrap();
    assert_eq!(again.left, erasure.left);
    assert_eq!(leadline::desk::delete_copies(&copies), [] as [PathBuf; 0]);
    assert!(!damaged.exists() && !aside.exists());
    assert!(desk.finish_erasures().unwrap().unwrap().left.is_empty());
    assert_eq!(desk.store().pending_erasures().unwrap(), []);
    assert_eq!(backups::problems(desk.store(), scene.now).unwrap(), []);
    assert_eq!(scene.found(&OF_THE_PERSON), []);
}

#[test]
fn copies_that_somebody_leaves_as_they_are_hold_an_erasure_up_no_longer() {
    let scene = Scene::new();
    let aside = scene.folder.join("leadline.db.damaged-20261121T000000000Z");
    std::fs::write(&aside, "zvyxqua").unwrap();
    let away = scene.folder.join("away");
    std::fs::rename(&scene.second, &away).unwrap();
    let mut desk = scene.desk();
    let erasure = erase(&mut desk, scene.id, ErasedTexts::All, scene.now);
    assert_eq!(erasure.left.waiting, std::slice::from_ref(&scene.second));
    assert_eq!(erasure.left.aside, std::slice::from_ref(&aside));
    desk.leave_copies(&erasure.left.aside).unwrap();
    let again = desk.finish_erasures().unwrap().unwrap();
    assert_eq!(again.left.aside, [] as [PathBuf; 0]);
    assert_eq!(again.left.waiting, erasure.left.waiting);
    desk.leave_copies(&erasure.left.waiting).unwrap();
    desk.finish_erasures().unwrap().unwrap();
    assert_eq!(desk.finish_erasures().unwrap(), None);
    assert!(aside.exists() && away.exists());
}

#[test]
fn copies_in_a_second_folder_that_is_used_no_more_are_written_anew_too() {
    let scene = Scene::new();
    let mut desk = scene.desk();
    let third = scene.folder.join("third");
    std::fs::create_dir(&third).unwrap();
    for chosen in [Some(third.clone()), None] {
        let settings = Settings {
            second_backup_folder: chosen,
            ..desk.settings().unwrap()
        };
        desk.save_settings(&settings).unwrap();
        Keeper::new(Store::open(&scene.folder.path()).unwrap()).pass(scene.now);
    }
    // One of them is away until after the next start.
    let away = scene.folder.join("away");
    std::fs::rename(&third, &away).unwrap();
    let found = scene.found(&OF_THE_PERSON);
    for folder in [&scene.second, &away] {
        assert!(found.iter().any(|(path, _)| path.starts_with(folder)));
    }
    erase(&mut desk, scene.id, ErasedTexts::All, scene.now);
    let found = scene.found(&OF_THE_PERSON);
    assert!(found.iter().all(|(path, _)| path.starts_with(&away)));
    std::fs::rename(&away, &third).unwrap();
    let mut desk = scene.desk();
    desk.finish_erasures().unwrap().unwrap();
    assert_eq!(scene.found(&OF_THE_PERSON), []);
    assert_eq!(desk.finish_erasures().unwrap(), None);
}

#[test]
fn an_erasure_that_waits_outlasts_a_recovery_from_a_backup() {
    let scene = Scene::new();
    let mut desk = scene.desk();
    let kept = backups::make(desk.store(), Why::Routine, scene.now).unwrap();
    let (ids, texts) = (vec![scene.id], ErasedTexts::All);
    desk.execute(Command::Erase { ids, texts }, scene.now)
        .unwrap();
    desk.store().check().unwrap();
    drop(desk);
    // SQLite cannot read it any more; what it holds is found page by page.
    let file = scene.folder.path();
    let mut bytes = std::fs::read(&file).unwrap();
    bytes[16..100].fill(0xA5);
    std::fs::write(&file, bytes).unwrap();
    assert!(Store::open(&file).is_err());
    let recovered = recover_from_backup(&file, &kept.path, scene.now).unwrap();
    let mut desk = scene.desk();
    assert_ne!(text(&desk, scene.id).contact, Contact::default());
    let erasure = desk.finish_erasures().unwrap().unwrap();
    assert_eq!(erasure.left.aside, [recovered.damaged.unwrap()]);
    assert_eq!(text(&desk, scene.id).contact, Contact::default());
    leadline::desk::delete_copies(&erasure.left.aside);
    assert_eq!(scene.found(&OF_THE_PERSON), []);
}

#[test]
fn a_recovery_says_where_a_damaged_file_does_not_tell_who_was_erased() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    add(&mut desk, "Contoso", start());
    let kept = backups::make(desk.store(), Why::Routine, start()).unwrap();
    drop(desk);
    std::fs::write(folder.path(), vec![0xA5; 40_000]).unwrap();
    let recovered = recover_from_backup(&folder.path(), &kept.path, start()).unwrap();
    assert!(!recovered.knows_erasures);
    assert_eq!(folder.desk().store().referral_count().unwrap(), 1);
}

#[test]
fn a_backup_of_every_earlier_version_is_written_anew_as_it_is() {
    for version in 1..=4 {
        let name = format!("tests/fixtures/files/version-{version}.leadline");
        let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
        let folder = Folder::new();
        std::fs::copy(&kept, folder.path()).unwrap();
        // Bringing it up to date keeps it as a backup of its own version.
        let mut desk = folder.desk();
        let within = backups::folder_of(&folder.path());
        std::fs::create_dir_all(&within).unwrap();
        let old = within.join("20261121T000000000Z-migration.leadline");
        std::fs::copy(&kept, &old).unwrap();
        let mut with_contact = None;
        desk.store()
            .all_referrals(|referral| {
                let texts = desk.store().referral_text(referral.id).unwrap();
                if !texts.contact.email.is_empty() {
                    with_contact.get_or_insert((referral.id, texts.contact.email));
                }
            })
            .unwrap();
        let (id, email) = with_contact.unwrap();
        let email = email.to_lowercase();
        let word = email.as_str();
        let everything = folder.path();
        let everything = everything.parent().unwrap();
        assert!(found(&within, &[word]).iter().any(|(path, _)| *path == old));
        let mut ids = vec![id];
        ids.extend(desk.preview_erasure(&ids).unwrap().same_contact);
        let texts = ErasedTexts::All;
        let later = start().plus_seconds(DAY);
        desk.execute(Command::Erase { ids, texts }, later).unwrap();
        let erasure = desk.finish_erasures().unwrap().unwrap();
        assert_eq!(
            erasure.left.unwritable,
            [] as [PathBuf; 0],
            "version {version}"
        );
        assert_eq!(found(everything, &[word]), [], "version {version}");
        assert!(erasure.rewritten >= 1);
    }
}

#[test]
fn another_referral_that_had_the_same_number_before_a_restore_is_left_alone() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    add(&mut desk, "Contoso", start());
    let early = backups::make(desk.store(), Why::Routine, start()).unwrap();
    let mut new = named("Fabrikam");
    new.contact = other();
    let first = desk
        .execute(Command::Add(Box::new(new)), start().plus_seconds(60))
        .unwrap();
    drop(desk);
    restore_file(&folder.path(), &early.path, start().plus_seconds(120)).unwrap();
    let mut desk = folder.desk();
    let mut new = named("Tailwind");
    new.contact = person();
    let second = desk
        .execute(Command::Add(Box::new(new)), start().plus_seconds(180))
        .unwrap();
    let id = second.referral().unwrap().id;
    assert_eq!(id, first.referral().unwrap().id);
    erase(&mut desk, id, ErasedTexts::All, start().plus_seconds(240));
    let within = backups::folder_of(&folder.path());
    assert!(!found(&within, &["mirela@stays.example"]).is_empty());
    assert_eq!(found(&within, &["quuxmail"]), []);
}

#[test]
fn other_referrals_with_the_same_contact_are_named_beforehand() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    let ids: Vec<ReferralId> = ["Contoso", "Fabrikam"]
        .into_iter()
        .map(|customer| add(&mut desk, customer, start()))
        .collect();
    let preview = desk.preview_erasure(&ids[..1]).unwrap();
    assert_eq!(preview.same_contact, ids[1..]);
    let preview = desk.preview_erasure(&ids).unwrap();
    assert_eq!(preview.same_contact, []);
    let unknown = desk.preview_erasure(&[ReferralId(99)]).unwrap_err();
    assert_eq!(refusal(unknown), Refusal::NotFound);
}

#[test]
fn deleted_text_is_in_no_byte_of_the_file_once_its_log_is_moved_into_it() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    let id = add(&mut desk, "Contoso", start());
    act(&mut desk, id, Action::Interested, start()).unwrap();
    drop(desk);
    let write = |value: &str| {
        let mut store = Store::open(&folder.path()).unwrap();
        let transaction = store.write().unwrap();
        transaction.put_setting("probe", &value).unwrap();
        transaction.commit().unwrap();
    };
    write(&"zvyxqua".repeat(3_000));
    let within = folder.path();
    let within = within.parent().unwrap();
    assert!(!found(within, &["zvyxqua"]).is_empty());
    // Every connection overwrites what it deletes; no VACUUM is needed for that.
    write("");
    assert_eq!(found(within, &["zvyxqua"]), []);
}

#[test]
fn who_is_entered_after_an_erasure_that_still_waits_stays() {
    let scene = Scene::new();
    let away = scene.folder.join("away");
    std::fs::rename(&scene.second, &away).unwrap();
    let mut desk = scene.desk();
    erase(&mut desk, scene.id, ErasedTexts::All, scene.now);
    let later = scene.now.plus_seconds(HOUR);
    let successor = Contact {
        name: "Petra Successor".to_owned(),
        ..Contact::default()
    };
    let contact = ReferralEdit {
        contact: Some(successor.clone()),
        ..ReferralEdit::default()
    };
    edit(&mut desk, scene.id, contact, later);
    let kept = backups::make(desk.store(), Why::Routine, later).unwrap();
    std::fs::rename(&away, &scene.second).unwrap();
    desk.finish_erasures().unwrap().unwrap();
    assert_eq!(scene.found(&OF_THE_PERSON), []);
    assert_eq!(text(&desk, scene.id).contact, successor);
    let bytes = std::fs::read(kept.path).unwrap();
    assert!(String::from_utf8_lossy(&bytes).contains("Petra Successor"));
}
