//! The window's own desk, with its threads, on a disk that fails and gets well.

use crate::common::*;
use crate::crash::{replay, scratch};
use crate::file_layer::{
    BROKEN, Failure, Layer, NO_SPACE, READ_ONLY, heal, own_control, set_control,
};
use leadline::desk::{DeskError, Event, Failing, ManualClock, Session, StoreError};
use leadline::domain::{Action, Command, ReferralId, Stage};
use std::path::Path;
use std::sync::Arc;
use std::task::Waker;
use std::time::{Duration, Instant};

const CHILD_FILE: &str = "LEADLINE_TEST_FILE";
const CHILD_ERROR: &str = "LEADLINE_TEST_ERROR";

struct Window {
    session: Session,
    clock: Arc<ManualClock>,
    events: Vec<Event>,
}

impl Window {
    fn on(file: &Path) -> Self {
        let clock = Arc::new(ManualClock::new(start()));
        let session = Session::start(desk_on(file), clock.clone(), Waker::noop().clone()).unwrap();
        let mut window = Self {
            session,
            clock,
            events: Vec::new(),
        };
        window.until("the board is read", |window| window.session.is_read());
        window
    }

    fn until(&mut self, what: &str, mut is_so: impl FnMut(&mut Self) -> bool) {
        let end = Instant::now() + Duration::from_secs(30);
        loop {
            let events = self.session.poll();
            self.events.extend(events);
            if is_so(self) {
                return;
            }
            assert!(
                Instant::now() < end,
                "waited in vain: {what}; {:?}",
                self.events
            );
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    fn until_event(&mut self, what: &str, is_it: impl Fn(&Event) -> bool) {
        self.events.clear();
        self.until(what, |window| window.events.iter().any(&is_it));
    }

    fn stage(&self, id: i64) -> Option<Stage> {
        Some(self.session.board().referral(ReferralId(id))?.stage())
    }

    fn send(&mut self, command: Command) {
        self.session.send(command).unwrap();
    }
}

fn interested(id: i64) -> Command {
    Command::Act {
        id: ReferralId(id),
        revision: None,
        action: Action::Interested,
    }
}

fn is_disk_failure(error: &DeskError) -> bool {
    matches!(
        error,
        DeskError::Store(
            StoreError::DiskFull(_) | StoreError::DiskFailing { .. } | StoreError::ReadOnly(_)
        ) | DeskError::NoBackup(
            StoreError::DiskFull(_) | StoreError::DiskFailing { .. } | StoreError::ReadOnly(_)
        )
    )
}

fn is_failure(wanted: Failing) -> impl Fn(&Event) -> bool {
    move |event| matches!(event, Event::Failed { error, of, .. } if *of == wanted && is_disk_failure(error))
}

/// The child of the tests below, with the layer under it. By itself it does nothing.
#[test]
fn works_on_a_disk_that_fails_and_gets_well() {
    let (Some(file), Ok(error)) = (std::env::var_os(CHILD_FILE), std::env::var(CHILD_ERROR)) else {
        return;
    };
    let (control, error) = (own_control(), error.parse().unwrap());
    let fail = |kinds: &str| {
        set_control(
            &control,
            Failure {
                kinds,
                error,
                after: 0,
                count: usize::MAX / 4,
            },
        );
    };
    let mut window = Window::on(Path::new(&file));
    for round in 1..=2 {
        // In the first round nothing can be written, in the second what is written cannot be made durable.
        fail(if round == 1 { "pWTC" } else { "S" });
        // Shown at once, and taken back as soon as it is known that it cannot be written.
        window.send(interested(round));
        assert_eq!(window.stage(round), Some(Stage::Evaluating));
        window.until_event("the move fails", is_failure(Failing::Command));
        assert_eq!(window.session.unwritten(), 0);
        window.until("the card is back", |window| {
            window.stage(round) == Some(Stage::New)
        });
        // Many at once, a new one, and settings.
        let rows = (0..300).map(|number| row(&format!("R{round}-{number}"), "Northwind"));
        window.send(Command::Import {
            rows: rows.collect(),
            skip_nameless: false,
        });
        window.until_event("the import fails", is_failure(Failing::Command));
        window.send(Command::Add(Box::new(named("Typed meanwhile"))));
        window.until_event("the entry fails", is_failure(Failing::Command));
        let mut settings = window.session.settings().clone();
        settings.own_name = format!("Name {round}");
        window.session.save_settings(settings.clone());
        window.until_event("the settings fail", is_failure(Failing::Settings));
        // What is there can still be read, and the threads are all there.
        window.session.ask_detail(ReferralId(round));
        window.until_event("a referral is read", |event| {
            matches!(event, Event::Detail(_))
        });
        assert!(window.session.can_save());
        let ended = |event: &Event| matches!(event, Event::Ended(_));
        assert!(!window.events.iter().any(ended));

        // The disk is well again: nothing needs to be opened anew.
        heal(&control);
        window.send(interested(round));
        window.until_event("the move is done", |event| {
            matches!(event, Event::Done { .. })
        });
        assert_eq!(window.stage(round), Some(Stage::Evaluating));
        window.send(Command::Add(Box::new(named("Typed meanwhile"))));
        window.until_event("the entry is done", |event| {
            matches!(event, Event::Done { .. })
        });
        window.session.save_settings(settings);
        window.until_event("the settings are kept", |event| {
            matches!(event, Event::SettingsSaved(_))
        });
    }
    // A disk that is gone altogether: what is shown stays until it is known what is there, and then that is shown by itself.
    let was_read = window.session.board().len();
    fail("OpWTCSG");
    window.send(interested(3));
    window.until_event("the move fails", is_failure(Failing::Command));
    assert_eq!(window.session.unwritten(), 0);
    assert_eq!(window.session.board().len(), was_read);
    heal(&control);
    window.until("the card is back", |window| {
        window.stage(3) == Some(Stage::New)
    });
    window.send(interested(3));
    window.until_event("the move is done", |event| {
        matches!(event, Event::Done { .. })
    });

    // What the clock ends meanwhile is ended once that can be written, with nobody doing anything.
    fail("pWTC");
    window.clock.set(start().plus_seconds(4 * DAY));
    window.until_event("the clock's part fails", is_failure(Failing::Clock));
    heal(&control);
    window.clock.set(start().plus_seconds(4 * DAY + 61));
    window.until_event(
        "the clock's part is done",
        |event| matches!(event, Event::Settled(all) if !all.is_empty()),
    );
    assert_eq!(window.stage(5), None);
}

fn survives(error: i32) {
    let (folder, beside) = (scratch(), scratch());
    let file = folder.path().canonicalize().unwrap().join("leadline.db");
    let mut desk = desk_on(&file);
    for number in 0..6 {
        add(&mut desk, &format!("Customer {number}"), start());
    }
    drop(desk);
    let layer = Layer::over(folder.path(), beside.path());
    let mut child = std::process::Command::new(std::env::current_exe().unwrap());
    child
        .args([
            "--exact",
            "by_session::works_on_a_disk_that_fails_and_gets_well",
            "--nocapture",
        ])
        .env(CHILD_FILE, &file)
        .env(CHILD_ERROR, error.to_string());
    let ran = layer.under(&mut child).output().unwrap();
    let said = String::from_utf8_lossy(&ran.stderr);
    assert!(ran.status.success(), "{error}: {said}");
    let counts = replay::holds(&file).unwrap();
    // Six, and the two that were typed again.
    assert_eq!(counts.referrals, 8);
}

#[test]
fn the_window_goes_on_after_its_disk_was_full() {
    survives(NO_SPACE);
}

#[test]
fn the_window_goes_on_after_its_disk_failed() {
    survives(BROKEN);
}

#[test]
fn the_window_goes_on_after_its_disk_could_not_be_written() {
    survives(READ_ONLY);
}
