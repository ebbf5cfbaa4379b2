//! The shipped program as a person meets it: a real window, a real session bus, a notification daemon, and the file it leaves
//! behind. Linux only.
#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

mod support;

use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::iter;
use std::path::{Path, PathBuf};
use support::accessibility::Element;
use support::desktop::Desktop;
use support::input::Point;
use support::process::{Program, wait_for};

const PROGRAM: &str = env!("CARGO_BIN_EXE_leadline");
const TITLE: &str = "Leadline";

/// The program in its window on a file.
struct Board<'a> {
    desktop: &'a Desktop,
    file: PathBuf,
    language: &'static str,
    program: Program,
}

impl<'a> Board<'a> {
    fn open(desktop: &'a Desktop, file: &Path, language: &'static str) -> Self {
        let board = Self::start(desktop, file, language);
        desktop.wait_for_window(TITLE);
        board
    }

    /// Starts the program and leaves its window wherever it comes up.
    fn start(desktop: &'a Desktop, file: &Path, language: &'static str) -> Self {
        let mut command = desktop.command(PROGRAM);
        command.arg("--db").arg(file).args(["--lang", language]);
        Self {
            desktop,
            file: file.to_owned(),
            language,
            program: desktop.open("leadline", &mut command),
        }
    }

    /// Closes the window and opens the file anew.
    fn close_and_reopen(self) -> Self {
        let (desktop, language) = (self.desktop, self.language);
        let file = self.close();
        Self::open(desktop, &file, language)
    }

    /// Closes the window as a person does, and answers that nothing is to go on then; the file it had open.
    fn close(mut self) -> PathBuf {
        self.desktop.close_window();
        wait_for("the program to end, or to ask whether to stay", || {
            if !self.program.is_running() {
                return Some(());
            }
            let asks = self.has("dialog", "Keep reminding you")
                || self.has("dialog", "閉じた後もリマインダー");
            asks.then(|| {
                let quit = if self.language == "ja" {
                    "終了"
                } else {
                    "Quit"
                };
                self.press(quit);
            })
        });
        let status = self.program.wait_for_end();
        assert!(status.success(), "{status}: {}", self.program.log());
        self.file
    }

    fn element(&self, role: &str, name: &str) -> Element {
        self.desktop.element(&self.program, role, name)
    }

    fn has(&self, role: &str, name: &str) -> bool {
        let found = self.desktop.find_element(&self.program, role, name);
        found.is_some()
    }

    fn press(&self, button: &str) {
        self.desktop.press_element(&self.program, "button", button);
    }

    /// Puts the text cursor into a field and types.
    fn type_into(&self, field: &str, text: &str) {
        self.desktop.focus_element(&self.program, "entry", field);
        self.wait_for(&format!("the field {field} to have the keyboard"), |all| {
            let is_it = |one: &&Element| one.role == "entry" && one.name == field;
            all.iter().find(is_it).is_some_and(|one| one.is("focused"))
        });
        for (at, character) in text.char_indices() {
            let wanted = &text[..at + character.len_utf8()];
            let typed = character.to_string();
            wait_for(&format!("{wanted} in the field {field}"), || {
                self.desktop.type_text(&typed);
                // A character no key has is lent one, which may be taken back before a busy program has looked it up; then it
                // is typed again.
                (0..20).find_map(|_| {
                    let entry = self.desktop.find_element(&self.program, "entry", field)?;
                    (entry.text == wanted).then_some(())
                })
            });
        }
    }

    fn wait_for(&self, what: &str, is_so: impl Fn(&[Element]) -> bool) {
        wait_for(what, || {
            is_so(&self.desktop.elements(&self.program)).then_some(())
        });
    }

    /// The cards on the board: customer and lane, in the order a screen reader meets them.
    fn cards(&self) -> Vec<(String, String)> {
        let shown = self.desktop.elements(&self.program);
        cards_among(&shown)
    }

    fn wait_for_card_in(&self, customer: &str, lane: &str) {
        self.wait_for(&format!("{customer} in {lane}"), |all| {
            cards_among(all)
                .iter()
                .any(|(name, place)| name == customer && place == lane)
        });
    }

    /// Drags a card by its middle into the free part of a lane.
    fn drag(&self, customer: &str, lane: &str) {
        let card = self.element("list item", &format!("{customer}, "));
        self.desktop.drag(card.centre(), self.free_place_in(lane));
    }

    /// A place under the cards of a lane.
    fn free_place_in(&self, lane: &str) -> Point {
        let heading = self.element("label", lane);
        (heading.x + 100, heading.y + 560)
    }

    /// Answers the system's file dialog with a path, typed as a person does who knows it.
    fn choose_file(&self, path: &Path) {
        let dialog = wait_for("the file dialog", || {
            let windows = ["search", "--onlyvisible", "--class", "zenity"];
            let found = self.desktop.ask("xdotool", &windows)?;
            found.lines().last().map(str::to_owned)
        });
        let activate = ["windowactivate", "--sync", &dialog];
        assert!(self.desktop.ask("xdotool", &activate).is_some());
        // The first slash opens the line for the path, which takes a moment.
        self.desktop.key("slash");
        let rest = path.to_string_lossy();
        self.desktop.type_text(rest.strip_prefix('/').unwrap());
        self.desktop.key("Return");
    }
}

/// Customer and lane of a card, from the name it is read by: "Contoso, 5 hours left, 24-hour mark, New, 1 of 3".
fn cards_among(all: &[Element]) -> Vec<(String, String)> {
    let cards = all.iter().filter(|element| element.role == "list item");
    cards
        .filter_map(|card| {
            let parts: Vec<&str> = card.name.split(", ").collect();
            let lane = parts.len().checked_sub(2)?;
            Some(((*parts.first()?).to_owned(), (*parts.get(lane)?).to_owned()))
        })
        .collect()
}

fn card(customer: &str, lane: &str) -> (String, String) {
    (customer.to_owned(), lane.to_owned())
}

/// A file of referrals received this many minutes ago.
fn write_csv(path: &Path, referrals: &[(&str, i64)]) {
    let header = "Customer,Received,Country,Company size,Overview,Contact name,Email\n".to_owned();
    let lines = referrals.iter().map(|(customer, minutes)| {
        let received: DateTime<Utc> = Utc::now() - TimeDelta::minutes(*minutes);
        let received = received.to_rfc3339_opts(SecondsFormat::Secs, true);
        format!("{customer},{received},JP,51to250employees,\"Backup, and a test\",Aiko Mori,aiko@{customer}.example\n")
    });
    let text: String = iter::once(header).chain(lines).collect();
    fs::write(path, text).unwrap();
}

/// What the command line tells of the whole file: every referral by customer, with its history.
fn everything(desktop: &Desktop, file: &Path) -> BTreeMap<String, Value> {
    let ask = |arguments: &[&str]| -> Value {
        let file = file.to_string_lossy();
        let arguments = [&["--db", &file], arguments, &["--json"]].concat();
        let told = desktop.ask(PROGRAM, &arguments).unwrap();
        serde_json::from_str(&told).unwrap()
    };
    let list = ask(&["list"]);
    let referrals = list.as_array().unwrap().iter().map(|referral| {
        let customer = referral["customer"].as_str().unwrap().to_owned();
        (customer, ask(&["show", &referral["id"].to_string()]))
    });
    referrals.collect()
}

#[test]
fn referrals_of_a_file_are_reminded_of_worked_by_hand_and_found_again() {
    let desktop = Desktop::start(1280, 800);
    let csv = desktop.folder().join("referrals.csv");
    let referrals = [("Adatum", 24 * 60 - 55), ("Contoso", 90), ("Fabrikam", 30)];
    write_csv(&csv, &referrals);
    let board = Board::open(&desktop, &desktop.folder().join("board.leadline"), "en");

    // Imported in the window, after a look at what will come in.
    board.element("button", "Import…");
    desktop.key("ctrl+o");
    board.choose_file(&csv);
    board.element("label", "3 new");
    assert_eq!(board.cards(), []);
    board.press("Import 3 referrals");
    for (customer, _) in referrals {
        board.wait_for_card_in(customer, "New");
    }
    let by_time_left = ["Adatum", "Contoso", "Fabrikam"].map(|customer| card(customer, "New"));
    assert_eq!(board.cards(), by_time_left);

    // The one that is due is reminded of; a click on that brings it up.
    let reminder = desktop.wait_for_notification("left to answer");
    assert_eq!(reminder.program, TITLE);
    assert!(reminder.summary.contains("Referral 1"), "{reminder:?}");
    assert!(!board.has("button", "Close panel"));
    desktop.press_notification();
    board.element("button", "Close panel");
    board.element("label", "Referral 1");
    desktop.close_notifications();
    board.press("Close panel");
    board.wait_for("the panel to close", |all| {
        all.iter().all(|element| element.name != "Close panel")
    });

    // Dragged, taken back, and done again.
    board.drag("Contoso", "Evaluating");
    board.wait_for_card_in("Contoso", "Evaluating");
    desktop.key("ctrl+z");
    board.wait_for_card_in("Contoso", "New");
    desktop.key("ctrl+shift+z");
    board.wait_for_card_in("Contoso", "Evaluating");

    // A drop that needs data asks for it first, and Esc puts the card back.
    board.drag("Contoso", "Negotiating");
    board.element("dialog", "Accept this referral");
    desktop.key("Escape");
    board.wait_for("the dialog to close", |all| {
        all.iter().all(|element| element.role != "dialog")
    });
    board.wait_for_card_in("Contoso", "Evaluating");
    board.drag("Contoso", "Negotiating");
    board.type_into("Estimated value", "12000.50");
    board.type_into("Estimated closing date", "2030-12-31");
    board.press("Accept");
    board.wait_for_card_in("Contoso", "Negotiating");
    let worked = board.cards();

    // Closed and opened again, everything is as it was left.
    let file = board.close();
    let left = everything(&desktop, &file);
    let contoso = &left["Contoso"];
    assert_eq!(contoso["stage"], "negotiating");
    assert_eq!(contoso["deal"]["value"], "12000.50");
    assert_eq!(contoso["deal"]["close_on"], "2030-12-31");
    assert_eq!(contoso["contact"]["name"], "Aiko Mori");
    assert_eq!(left["Adatum"]["stage"], "new");
    assert_eq!(left.len(), 3);
    let board = Board::open(&desktop, &file, "en");
    board.wait_for("the board as it was left", |all| cards_among(all) == worked);
    let file = board.close_and_reopen().close();
    assert_eq!(everything(&desktop, &file), left);
}

#[test]
fn a_card_shown_in_its_new_lane_is_there_after_kill_9() {
    let desktop = Desktop::start(1280, 800);
    let file = desktop.folder().join("board.leadline");
    let csv = desktop.folder().join("referrals.csv");
    write_csv(&csv, &[("Contoso", 90)]);
    let arguments = [&file, Path::new("import"), &csv].map(|path| path.to_string_lossy());
    let [file_name, import, csv] = &arguments;
    let imported = desktop.ask(PROGRAM, &["--db", file_name, import, csv]);
    assert!(imported.is_some());

    let mut board = Board::open(&desktop, &file, "en");
    board.wait_for_card_in("Contoso", "New");
    board.drag("Contoso", "Evaluating");
    board.wait_for_card_in("Contoso", "Evaluating");
    board.program.kill();
    let board = Board::open(&desktop, &file, "en");
    board.wait_for_card_in("Contoso", "Evaluating");
}

#[test]
fn a_file_that_is_something_else_is_named_and_left_as_it_is() {
    let desktop = Desktop::start(1280, 800);
    let file = desktop.folder().join("shopping-list.txt");
    let content = "eggs\nmilk\nflour\n".repeat(1_000);
    fs::write(&file, &content).unwrap();
    let board = Board::open(&desktop, &file, "en");
    board.element("dialog", "");
    board.element("label", "shopping-list.txt");
    board.press("Quit");
    let mut program = board.program;
    program.wait_for_end();
    assert_eq!(fs::read_to_string(&file).unwrap(), content);
    let beside = fs::read_dir(desktop.folder()).unwrap().flatten();
    let ours = beside.filter(|entry| {
        let name = entry.file_name();
        name.to_string_lossy().starts_with("shopping-list")
    });
    assert_eq!(ours.count(), 1);
}

#[test]
fn the_board_speaks_japanese_and_takes_it() {
    let desktop = Desktop::start(1280, 800);
    let file = desktop.folder().join("board.leadline");
    let board = Board::open(&desktop, &file, "ja");
    board.element("button", "インポート…");
    desktop.key("ctrl+n");
    board.type_into("顧客", "株式会社アダタム");
    board.press("登録");
    let board = board.close_and_reopen();
    board.element("list item", "株式会社アダタム、");
    for lane in ["新しい紹介案件", "評価中", "交渉中"] {
        board.element("label", lane);
    }
}

#[test]
fn the_window_comes_back_where_it_was() {
    let desktop = Desktop::start(1280, 800);
    let file = desktop.folder().join("board.leadline");
    let board = Board::open(&desktop, &file, "en");
    let window = desktop.wait_for_window(TITLE);
    let place = (60, 40, 1120, 700);
    let words = format!("windowmove {0} 60 40 windowsize {0} 1120 700", window.id);
    let moved = desktop.ask("xdotool", &words.split(' ').collect::<Vec<_>>());
    assert!(moved.is_some());
    let is_at = |id: &str| {
        let window = desktop.window_geometry(id)?;
        ((window.x, window.y, window.width, window.height) == place).then_some(())
    };
    wait_for("the window at its new place", || is_at(&window.id));
    // Drawn there, and so known to the program.
    wait_for("a picture of that size", || {
        let new = board
            .desktop
            .find_element(&board.program, "button", "New referral")?;
        (new.x + new.width < 60 + 1120 && new.y > 40).then_some(())
    });
    let file = board.close();
    let _board = Board::start(&desktop, &file, "en");
    wait_for("the window where it was", || {
        let search = ["search", "--onlyvisible", "--name", TITLE];
        is_at(desktop.ask("xdotool", &search)?.lines().last()?)
    });
}
