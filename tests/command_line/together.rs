//! Several programs at the same file at once.

use super::support::{Place, Ran};
use leadline::desk::{Desk, Event, Session, Store, SystemClock};
use leadline::domain::{Action, Command, ReferralEdit, ReferralId, Stage};
use std::process::Stdio;
use std::sync::Arc;
use std::task::Waker;
use std::time::{Duration, Instant};

#[test]
fn of_two_that_move_the_same_referral_one_wins_and_one_is_refused() {
    for _ in 0..10 {
        let place = Place::new();
        place.add("Contoso", 1);
        let start = |word: &str| {
            place
                .command(&[word, "1"])
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn()
                .unwrap()
        };
        let both = [start("interested"), start("skip")];
        let mut statuses = both.map(|child| {
            let output = child.wait_with_output().unwrap();
            output.status.code().unwrap()
        });
        statuses.sort_unstable();
        assert_eq!(statuses, [0, 1]);
        let shown = place.json(&["show", "1", "--json"]);
        assert_eq!(shown["history"].as_array().unwrap().len(), 2);
        assert_eq!(shown["revision"], 2);
    }
}

#[test]
fn many_that_enter_referrals_lose_none() {
    let place = Place::new();
    place.make();
    place.done(&["list"]);
    let children: Vec<_> = (0..10)
        .map(|number| {
            place
                .command(&["add", "--customer", &format!("Customer {number}")])
                .stdout(Stdio::null())
                .spawn()
                .unwrap()
        })
        .collect();
    for mut child in children {
        assert_eq!(child.wait().unwrap().code(), Some(0));
    }
    assert_eq!(
        place.json(&["list", "--json"]).as_array().unwrap().len(),
        10
    );
}

/// What was acknowledged of one referral: how many changes of it.
type Acknowledged = [usize; REFERRALS];
const REFERRALS: usize = 8;

/// One person at a terminal: moves referrals that others move too, and counts what was acknowledged.
fn at_a_terminal(place: &Place, seed: usize) -> Acknowledged {
    let mut acknowledged = Acknowledged::default();
    for step in 0..6 {
        let index = (seed * 5 + step * 3) % REFERRALS;
        let id = (index + 1).to_string();
        let words: &[&str] = match (seed + step) % 4 {
            0 => &["interested", &id],
            1 => &[
                "accept",
                &id,
                "--value",
                "900",
                "--currency",
                "EUR",
                "--close",
                "2099-12-31",
            ],
            2 => &["skip", &id],
            _ => &["decline", &id],
        };
        let ran = place.run(words);
        match ran.status {
            0 => acknowledged[index] += 1,
            // Too late, or not to be done there: it says so.
            1 => assert!(ran.err.starts_with("leadline: "), "{ran:?}"),
            _ => panic!("{words:?}: {ran:?}"),
        }
    }
    acknowledged
}

#[test]
fn a_window_and_ten_command_lines_lose_no_change_and_show_the_same_in_the_end() {
    let place = Place::new();
    for number in 0..REFERRALS {
        place.add(&format!("Customer {number}"), 1);
    }
    let desk = Desk::new(Store::open(&place.file()).unwrap());
    let clock = Arc::new(SystemClock);
    let mut window = Session::start(desk, clock, Waker::noop().clone()).unwrap();
    let mut by_window = Acknowledged::default();
    let terminals: Vec<Acknowledged> = std::thread::scope(|scope| {
        let place = &place;
        let terminals: Vec<_> = (0..10)
            .map(|seed| scope.spawn(move || at_a_terminal(place, seed)))
            .collect();
        let mut turn = 0;
        while !terminals
            .iter()
            .all(std::thread::ScopedJoinHandle::is_finished)
        {
            take_in(&mut window, &mut by_window);
            let id = ReferralId(i64::try_from(turn % REFERRALS).unwrap() + 1);
            turn += 1;
            let action = Action::Edit(Box::new(ReferralEdit {
                owner: Some(Some(format!("Aiko {turn}"))),
                ..ReferralEdit::default()
            }));
            if window.board().referral(id).is_some() {
                // Refused where the board knows already that it is too late.
                _ = window.send(Command::Act {
                    id,
                    revision: None,
                    action,
                });
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        let joined = terminals.into_iter().map(|one| one.join().unwrap());
        joined.collect()
    });
    let shows_the_file = |window: &Session| {
        let store = Store::open(&place.file()).unwrap();
        (1..=REFERRALS).all(|id| {
            let id = ReferralId(i64::try_from(id).unwrap());
            let stored = store.referral(id).unwrap().unwrap();
            let shown = window.board().referral(id);
            if stored.stage() == Stage::Archived {
                shown.is_none()
            } else {
                shown == Some(&stored)
            }
        })
    };
    let started = Instant::now();
    while window.is_saving() || window.is_busy() || !shows_the_file(&window) {
        take_in(&mut window, &mut by_window);
        assert!(started.elapsed() < Duration::from_secs(30));
        std::thread::sleep(Duration::from_millis(5));
    }
    for index in 0..REFERRALS {
        let shown = place.json(&["show", &(index + 1).to_string(), "--json"]);
        let by_terminals: usize = terminals.iter().map(|one| one[index]).sum();
        // Entered once, and then each change that anybody was told is done.
        let expected = 1 + by_terminals + by_window[index];
        assert_eq!(
            shown["history"].as_array().unwrap().len(),
            expected,
            "{shown}"
        );
        assert_eq!(shown["revision"], expected, "{shown}");
    }
    assert!(by_window.iter().sum::<usize>() > 0);
    place.done(&["check"]);
}

/// Counts what the window is told is done.
fn take_in(window: &mut Session, acknowledged: &mut Acknowledged) {
    for event in window.poll() {
        if let Event::Done { done, .. } = event {
            for touched in &done.referrals {
                acknowledged[usize::try_from(touched.id().0).unwrap() - 1] += 1;
            }
        }
    }
}

#[test]
fn a_file_in_a_folder_that_is_synchronised_is_warned_about() {
    let place = Place::new();
    place.make();
    let ran = place.run(&["check"]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{ran:?}");
    let folder = place.path("OneDrive - Contoso");
    std::fs::create_dir(&folder).unwrap();
    let file = folder.join("board.leadline");
    Store::open(&file).unwrap();
    let ran = Ran::of(
        place
            .bare_command()
            .arg("--db")
            .arg(&file)
            .args(["--lang", "en", "check"]),
    );
    assert_eq!(ran.status, 0, "{ran:?}");
    assert!(
        ran.err.contains("OneDrive") && ran.err.contains("move the file"),
        "{ran:?}"
    );
}
