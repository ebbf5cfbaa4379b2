//! The shipped program with its window closed, or never opened: it reminds, comes back when it is called, and costs next to nothing. Linux
//! only.
#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]
#![allow(
    clippy::print_stdout,
    reason = "what was measured is shown with the test"
)]

mod support;

use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::Duration;
use support::desktop::Desktop;
use support::process::{Program, wait_for};

const PROGRAM: &str = env!("CARGO_BIN_EXE_leadline");
const TITLE: &str = "Leadline";

/// What the issue promises of a program that was started without a window, in KiB of proportional set size.
const MOST_MEMORY_KIB: u64 = 40 * 1024;

/// The program on a file.
struct Running<'a> {
    desktop: &'a Desktop,
    file: PathBuf,
    program: Program,
}

impl<'a> Running<'a> {
    fn start(desktop: &'a Desktop, file: &Path, arguments: &[&str]) -> Self {
        let mut command = launch(desktop, PROGRAM, file, arguments);
        Self {
            desktop,
            file: file.to_owned(),
            program: desktop.open("leadline", &mut command),
        }
    }

    /// Starts the program with its window in sight.
    fn in_window(desktop: &'a Desktop, file: &Path) -> Self {
        let running = Self::start(desktop, file, &[]);
        desktop.wait_for_window(TITLE);
        running
            .desktop
            .element(&running.program, "button", "New referral");
        running
    }

    /// Launches the program again on the same file; it has to end by itself and say nothing.
    fn launch_again(&self, arguments: &[&str]) {
        let mut command = launch(self.desktop, PROGRAM, &self.file, arguments);
        let mut again = self.desktop.open("again", &mut command);
        let status = again.wait_for_end();
        assert!(status.success(), "{status}");
        assert_eq!(again.log(), "");
    }

    /// Waits until it has the file to itself: what is launched before that would take its place.
    fn wait_until_it_has_the_file(&self) {
        let mut lock = self.file.clone().into_os_string();
        lock.push(".lock");
        wait_for("the program to take the lock", || {
            let lock = fs::File::open(&lock).ok()?;
            let is_held = matches!(lock.try_lock(), Err(fs::TryLockError::WouldBlock));
            is_held.then_some(())
        });
    }

    fn wait_for_window(&self) {
        self.desktop.wait_for_window(TITLE);
        self.element("button", "New referral");
    }

    fn wait_for_no_window(&self) {
        wait_for("the window to be gone", || {
            (!self.desktop.has_window(TITLE)).then_some(())
        });
    }

    /// Closes the window for the first time and answers the question.
    fn close_and_answer(&self, button: &str) {
        self.desktop.close_window();
        self.element("dialog", "Keep reminding you");
        self.press(button);
        self.wait_for_no_window();
    }

    fn element(&self, role: &str, name: &str) {
        self.desktop.element(&self.program, role, name);
    }

    fn press(&self, button: &str) {
        self.desktop.press_element(&self.program, "button", button);
    }

    fn shows_referral(&self, id: i64) {
        self.element("button", "Close panel");
        self.element("label", &format!("Referral {id}"));
    }

    /// The memory it holds by itself, and its share of what it holds with others, in KiB.
    fn memory_kib(&self) -> u64 {
        let rollup =
            fs::read_to_string(format!("/proc/{}/smaps_rollup", self.program.id())).unwrap();
        let line = rollup.lines().find_map(|line| line.strip_prefix("Pss:"));
        let number = line.unwrap().trim().trim_end_matches(" kB");
        number.parse().unwrap()
    }

    /// How often its threads have woken up so far, and how many ticks of the processor they have used.
    fn activity(&self) -> (u64, u64) {
        let threads = fs::read_dir(format!("/proc/{}/task", self.program.id())).unwrap();
        let mut wakings = 0;
        let mut ticks = 0;
        for thread in threads.flatten() {
            let read =
                |name: &str| fs::read_to_string(thread.path().join(name)).unwrap_or_default();
            wakings += read("status")
                .lines()
                .filter_map(|line| line.split_once("ctxt_switches:"))
                .filter_map(|(_, number)| number.trim().parse::<u64>().ok())
                .sum::<u64>();
            // After the name, which may hold anything: the 14th and 15th field.
            let stat = read("stat");
            let fields = stat.rsplit(") ").next().unwrap_or_default().split(' ');
            ticks += fields
                .skip(11)
                .take(2)
                .filter_map(|number| number.parse::<u64>().ok())
                .sum::<u64>();
        }
        (wakings, ticks)
    }
}

fn launch(desktop: &Desktop, program: &str, file: &Path, arguments: &[&str]) -> Command {
    let mut command = desktop.command(program);
    command
        .arg("--db")
        .arg(file)
        .args(["--lang", "en"])
        .args(arguments);
    command
}

/// Enters a referral received this many minutes ago; its id.
fn receive(desktop: &Desktop, file: &Path, customer: &str, minutes: i64) -> i64 {
    let received: DateTime<Utc> = Utc::now() - TimeDelta::minutes(minutes);
    let received = received.to_rfc3339_opts(SecondsFormat::Secs, true);
    let file = file.to_string_lossy();
    let told = desktop
        .ask(
            PROGRAM,
            &[
                "--db",
                &file,
                "add",
                "--customer",
                customer,
                "--received-at",
                &received,
                "--json",
            ],
        )
        .unwrap();
    let referral: serde_json::Value = serde_json::from_str(&told).unwrap();
    referral["id"].as_i64().unwrap()
}

/// Received so long ago that less than an hour is left to answer: a reminder is due.
const DUE_MINUTES: i64 = 24 * 60 - 50;

#[test]
fn launching_again_brings_the_window_back_and_opens_the_referral() {
    let desktop = Desktop::start(1280, 800);
    let file = desktop.folder().join("my board.leadline");
    receive(&desktop, &file, "Adatum", 60);
    let second = receive(&desktop, &file, "Contoso", 30);
    let mut running = Running::in_window(&desktop, &file);

    // Over an open window.
    running.launch_again(&["--open", &second.to_string()]);
    running.shows_referral(second);
    running.press("Close panel");

    // After it was closed; a background launch asks for no window.
    running.close_and_answer("Keep reminding");
    assert!(running.program.is_running());
    running.launch_again(&["--background"]);
    assert!(!desktop.has_window(TITLE));
    running.launch_again(&["--open", "1"]);
    running.wait_for_window();
    running.shows_referral(1);

    // It is asked once only.
    desktop.close_window();
    running.wait_for_no_window();
    assert!(running.program.is_running());

    // The command line is not affected, and another file has a window of its own.
    let file_name = file.to_string_lossy().into_owned();
    let listed = desktop.ask(PROGRAM, &["--db", &file_name, "list", "--json"]);
    assert!(listed.unwrap().contains("Contoso"));
    let other = Running::in_window(&desktop, &desktop.folder().join("other.leadline"));
    assert_ne!(other.program.id(), running.program.id());
    drop(other);

    // What is left after a kill is no obstacle.
    running.program.kill();
    let running = Running::in_window(&desktop, &file);
    running.launch_again(&["--open", "1"]);
    running.shows_referral(1);
}

#[test]
fn the_window_closes_and_comes_back_ten_times() {
    let desktop = Desktop::start(1280, 800);
    let file = desktop.folder().join("board.leadline");
    receive(&desktop, &file, "Adatum", 60);
    let mut running = Running::in_window(&desktop, &file);
    running.close_and_answer("Keep reminding");
    for _ in 0..10 {
        running.launch_again(&[]);
        running.wait_for_window();
        running.element("list item", "Adatum");
        desktop.close_window();
        running.wait_for_no_window();
        assert!(running.program.is_running(), "{}", running.program.log());
    }
    println!("after ten windows: {} KiB PSS", running.memory_kib());
}

#[test]
fn quitting_ends_the_program_and_is_not_asked_again() {
    let desktop = Desktop::start(1280, 800);
    let file = desktop.folder().join("board.leadline");
    let mut running = Running::in_window(&desktop, &file);

    // Esc leaves the window open.
    desktop.close_window();
    running.element("dialog", "Keep reminding you");
    desktop.key("Escape");
    wait_for("the question to go", || {
        let asked = desktop.find_element(&running.program, "dialog", "Keep reminding you");
        asked.is_none().then_some(())
    });
    running.close_and_answer("Quit");
    assert!(running.program.wait_for_end().success());
    assert!(!file.with_file_name("board.leadline.lock").exists());

    let mut again = Running::in_window(&desktop, &file);
    desktop.close_window();
    assert!(again.program.wait_for_end().success());
}

#[test]
fn ctrl_q_ends_the_program_also_where_closing_its_window_would_not() {
    let desktop = Desktop::start(1280, 800);
    let file = desktop.folder().join("board.leadline");
    let mut running = Running::in_window(&desktop, &file);
    running.close_and_answer("Keep reminding");
    running.launch_again(&[]);
    running.wait_for_window();
    desktop.key("ctrl+q");
    running.element("dialog", "Quit Leadline");
    desktop.key("Escape");
    desktop.key("ctrl+q");
    running.press("Quit");
    assert!(running.program.wait_for_end().success());
}

#[test]
fn in_the_background_it_holds_under_40_mb_and_rests_between_passes() {
    let desktop = Desktop::start(1280, 800);
    for (name, minutes) in [("nothing due", 60), ("a reminder shown", DUE_MINUTES)] {
        let file = desktop.folder().join(format!("{name}.leadline"));
        receive(&desktop, &file, "Adatum", minutes);
        let running = Running::start(&desktop, &file, &["--background"]);
        if minutes == DUE_MINUTES {
            // From here on it listens for what is pressed.
            desktop.wait_for_notification("left to answer");
        }
        // Passes are half a minute apart; this looks at the time between two.
        let (wakings, ticks) = wait_for("ten quiet seconds", || {
            let before = running.activity();
            thread::sleep(Duration::from_secs(10));
            let after = running.activity();
            (before.0 > 0 && after == before).then(|| (after.0 - before.0, after.1 - before.1))
        });
        let memory = running.memory_kib();
        println!(
            "in the background, {name}: {memory} KiB PSS; in 10 s between passes its threads woke {wakings} times and used {ticks} ticks"
        );
        assert!(!desktop.has_window(TITLE));
        assert!(memory < MOST_MEMORY_KIB, "{memory} KiB");
    }
}

#[test]
fn a_reminder_comes_with_the_window_closed_and_a_click_opens_its_referral() {
    let desktop = Desktop::start(1280, 800);
    let file = desktop.folder().join("board.leadline");
    receive(&desktop, &file, "Adatum", 60);
    let running = Running::in_window(&desktop, &file);
    running.close_and_answer("Keep reminding");
    let due = receive(&desktop, &file, "Contoso", DUE_MINUTES);
    let reminder = desktop.wait_for_notification("left to answer");
    assert!(
        reminder.summary.contains(&format!("Referral {due}")),
        "{reminder:?}"
    );
    assert!(!desktop.has_window(TITLE));
    desktop.press_notification();
    running.wait_for_window();
    running.shows_referral(due);
    desktop.close_notifications();

    // And once more, of a program that never had a window, beside one that only watches.
    drop(running);
    let running = Running::start(&desktop, &file, &["--background"]);
    let mut watch = launch(&desktop, PROGRAM, &file, &["remind", "--watch"]);
    let _watching = desktop.open("watch", &mut watch);
    thread::sleep(Duration::from_secs(1));
    let due = receive(&desktop, &file, "Fabrikam", DUE_MINUTES);
    let named = format!("Referral {due}");
    desktop.wait_for_notification(&named);
    thread::sleep(Duration::from_secs(5));
    let raised = desktop
        .notifications()
        .into_iter()
        .filter(|one| one.summary.contains(&named))
        .count();
    assert_eq!(raised, 1, "raised by one of the two");
    drop(running);
}

#[test]
fn starting_at_login_is_written_with_the_path_quoted_and_taken_away_again() {
    let desktop = Desktop::start(1280, 800);
    let folder = desktop.folder().join("my data");
    fs::create_dir(&folder).unwrap();
    let file = folder.join("board.leadline");
    let mut running = Running::in_window(&desktop, &file);
    desktop.close_window();
    running.element("dialog", "Keep reminding you");
    desktop.press_element(&running.program, "toggle button", "Start at login");
    wait_for("the switch to be on", || {
        let switch = desktop.find_element(&running.program, "toggle button", "Start at login")?;
        (switch.is("checked") || switch.is("pressed") || switch.is("selected")).then_some(())
    });
    running.press("Keep reminding");
    running.wait_for_no_window();
    let autostart = desktop.folder().join("config/autostart");
    let entry = wait_for("the login entry", || {
        let entry = fs::read_dir(&autostart).ok()?.flatten().next()?.path();
        (entry.extension()? == "desktop").then_some(entry)
    });
    let text = fs::read_to_string(&entry).unwrap();
    let quoted = format!("--background --db \"{}\"", file.display());
    let exec = text.lines().find(|line| line.starts_with("Exec=")).unwrap();
    assert!(exec.ends_with(&quoted), "{text}");
    assert!(exec.contains(PROGRAM), "{text}");

    // As the desktop would start it at the next login.
    running.program.kill();
    let command = exec.strip_prefix("Exec=").unwrap();
    let mut shell = desktop.command("sh");
    shell.args(["-c", &format!("exec {command} --lang en")]);
    let mut running = Running {
        desktop: &desktop,
        file: file.clone(),
        program: desktop.open("leadline", &mut shell),
    };
    running.wait_until_it_has_the_file();
    running.launch_again(&[]);
    running.wait_for_window();

    // Switched off in Settings, and quit there.
    desktop.key("ctrl+4");
    let switch = wait_for("the switch in Settings", || {
        desktop.find_element(&running.program, "toggle button", "Start at login")
    });
    assert!(switch.width > 0);
    desktop.press_element(&running.program, "toggle button", "Start at login");
    wait_for("the entry to go", || (!entry.exists()).then_some(()));
    running.press("Quit");
    assert!(running.program.wait_for_end().success());
}
