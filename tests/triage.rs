//! Thirty referrals in all three lanes, gone through in the shipped program's own window by key presses alone; what the file then has of
//! each is asked of the command line. Linux only.
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

use leadline::desk::{Desk, Store};
use leadline::domain::{
    Action, Amount, Command, Contact, Currency, Date, DealTerms, NewReferral, ReferralId,
};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use support::accessibility::Element;
use support::board::now;
use support::desktop::Desktop;
use support::process::Program;

const PROGRAM: &str = env!("CARGO_BIN_EXE_leadline");

/// The customers of each lane, the most pressing first.
const NEW: [&str; 14] = [
    "Adatum",
    "Alpine",
    "Bellows",
    "Coho",
    "Contoso",
    "Fabrikam",
    "Fourth",
    "Graphic",
    "Humongous",
    "Litware",
    "Lucerne",
    "Margie",
    "Munson",
    "Nod",
];
const EVALUATING: [&str; 10] = [
    "Northwind",
    "Olive",
    "Parnell",
    "Proseware",
    "Relecloud",
    "Tailspin",
    "Tailwind",
    "Trey",
    "VanArsdel",
    "Woodgrove",
];
const NEGOTIATING: [&str; 6] = ["Wide", "Wingtip", "Yonder", "Zava", "Zenith", "Zephyr"];

/// A file with the thirty; those that are new came in first, so that they lead the lane of those evaluated once they get there.
fn fill(file: &Path) {
    let mut desk = Desk::new(Store::open(file).unwrap());
    for (minutes, customer) in (0..).step_by(5).zip(NEW) {
        receive(&mut desk, customer, 900 - minutes);
    }
    for (minutes, customer) in (0..).step_by(5).zip(EVALUATING) {
        let id = receive(&mut desk, customer, 600 - minutes);
        act(&mut desk, id, Action::Interested);
    }
    for (day, customer) in (1..).zip(NEGOTIATING) {
        let id = receive(&mut desk, customer, 300);
        act(&mut desk, id, Action::Interested);
        let terms = DealTerms {
            value: Amount::parse("5000", Some(Currency::JPY)).unwrap(),
            currency: Currency::JPY,
            close_on: Date::from_ymd_opt(2040, 1, day).unwrap(),
        };
        act(&mut desk, id, Action::Accept(terms));
    }
}

fn receive(desk: &mut Desk, customer: &str, minutes_ago: i64) -> ReferralId {
    let new = NewReferral {
        customer: customer.to_owned(),
        received_at: Some(now().plus_seconds(-60 * minutes_ago)),
        region: Some("JP".to_owned()),
        overview: "Wants help with backups".to_owned(),
        contact: Contact {
            name: format!("Person at {customer}"),
            ..Contact::default()
        },
        ..NewReferral::default()
    };
    let done = desk.execute(Command::Add(Box::new(new)), now());
    done.unwrap().referral().unwrap().id
}

fn act(desk: &mut Desk, id: ReferralId, action: Action) {
    let command = Command::Act {
        id,
        revision: None,
        action,
    };
    desk.execute(command, now()).unwrap();
}

/// The program in its window, and a hand on the keyboard before it.
struct Hand<'a> {
    desktop: &'a Desktop,
    file: PathBuf,
    program: Program,
}

impl<'a> Hand<'a> {
    fn sits_down(desktop: &'a Desktop, file: &Path) -> Self {
        let mut command = desktop.command(PROGRAM);
        command.arg("--db").arg(file).args(["--lang", "en"]);
        let hand = Self {
            desktop,
            file: file.to_owned(),
            program: desktop.open("leadline", &mut command),
        };
        desktop.wait_for_window("Leadline");
        hand.wait_for("the cards", |all| cards(all).next().is_some());
        hand
    }

    /// Presses keys one after the other, in X's names.
    fn press(&self, keys: &str) {
        for key in keys.split(' ') {
            self.desktop.key(key);
        }
    }

    fn write(&self, text: &str) {
        self.desktop.type_text(text);
    }

    fn wait_for(&self, what: &str, is_so: impl Fn(&[Element]) -> bool) {
        self.desktop.wait_for_elements(&self.program, what, is_so);
    }

    /// Waits until the keyboard is on the card of this customer, with nothing standing over the board.
    fn is_on(&self, customer: &str) {
        self.wait_for(&format!("the keyboard on {customer}"), |all| {
            let focused = cards(all).find(|card| card.is("focused"));
            let is_open = all.iter().any(|element| element.role == "dialog");
            !is_open && focused.is_some_and(|card| customer_of(card) == customer)
        });
    }

    /// Presses keys, and waits until the keyboard has gone on to the card of this customer.
    fn press_and_go_on(&self, keys: &str, next: &str) {
        self.press(keys);
        self.is_on(next);
    }

    fn sees(&self, role: &str, name: &str) {
        self.desktop.element(&self.program, role, name);
    }

    fn waits_for_no(&self, role: &str, name: &str) {
        self.wait_for(&format!("the {role} {name} to go"), |all| {
            let is_it = |one: &Element| one.role == role && one.name.contains(name);
            !all.iter().any(is_it)
        });
    }

    fn waits_for_focus(&self, role: &str, name: &str) {
        self.wait_for(&format!("the keyboard on the {role} {name}"), |all| {
            let mut focused = all.iter().filter(|one| one.is("focused"));
            focused.any(|one| one.role == role && one.name.contains(name))
        });
    }

    /// Waits for a notice that says this.
    fn is_told(&self, words: &str) {
        self.wait_for(&format!("a notice that says {words}"), |all| {
            all.iter().any(|one| one.name.contains(words))
        });
    }

    /// Accepts the card that the keyboard is on.
    fn accepts(&self, value: &str, close_on: &str, next: &str) {
        self.press("3");
        self.waits_for_focus("entry", "Estimated value");
        self.write(value);
        self.press("Tab Tab");
        self.waits_for_focus("entry", "Estimated closing date");
        self.write(close_on);
        self.press_and_go_on("Return", next);
    }

    /// Gives the reason for the end that `key` asks about, by its number.
    fn gives_reason(&self, key: &str, number: &str, next: &str) {
        self.press(key);
        self.waits_for_focus("radio button", "");
        self.press(number);
        self.press_and_go_on("Return", next);
    }

    /// Quits; what the command line has of every referral, by customer.
    fn leaves(mut self) -> BTreeMap<String, Value> {
        self.press("ctrl+q");
        let status = self.program.wait_for_end();
        assert!(status.success(), "{status}: {}", self.program.log());
        let ask = |arguments: &[&str]| -> Value {
            let file = self.file.to_string_lossy();
            let arguments = [&["--db", &*file], arguments, &["--json"]].concat();
            let told = self.desktop.ask(PROGRAM, &arguments).unwrap();
            serde_json::from_str(&told).unwrap()
        };
        let list = ask(&["list"]);
        let referrals = list.as_array().unwrap().iter().map(|referral| {
            let customer = referral["customer"].as_str().unwrap().to_owned();
            (customer, ask(&["show", &referral["id"].to_string()]))
        });
        referrals.collect()
    }
}

fn cards(all: &[Element]) -> impl Iterator<Item = &Element> {
    let is_card = |one: &&Element| one.role == "list item" && one.name.contains(" of ");
    all.iter().filter(is_card)
}

fn customer_of(card: &Element) -> &str {
    card.name.split(", ").next().unwrap_or_default()
}

#[test]
fn thirty_referrals_are_gone_through_by_keyboard_alone() {
    let desktop = Desktop::start(1280, 800);
    let file = desktop.folder().join("board.leadline");
    fill(&file);
    let hand = Hand::sits_down(&desktop, &file);

    // What is new, one after the other: the keyboard goes on by itself.
    hand.press_and_go_on("j", "Adatum");
    hand.press_and_go_on("1", "Alpine");
    hand.press_and_go_on("2", "Bellows");

    // A peek follows the keyboard, and leaves it where it was.
    hand.press("space");
    hand.sees("button", "Close panel");
    hand.press("j");
    hand.sees("landmark", "Referral of Coho");
    hand.press("k");
    hand.sees("landmark", "Referral of Bellows");
    hand.press("space");
    hand.waits_for_no("button", "Close panel");
    hand.is_on("Bellows");
    hand.press_and_go_on("1", "Coho");

    // Put off, from the palette.
    hand.press("ctrl+k");
    hand.waits_for_focus("entry", "");
    hand.write("snooze 4");
    hand.press("Return");
    hand.is_told("Coho: reminders snoozed");
    hand.is_on("Coho");
    hand.press_and_go_on("j", "Contoso");

    // Taken back, and decided otherwise.
    hand.press_and_go_on("1", "Fabrikam");
    hand.press("u");
    hand.is_told("Undone");
    hand.is_on("Contoso");
    hand.press_and_go_on("2", "Fabrikam");

    // Four at once, taken back and made again.
    hand.press("x shift+Down shift+Down shift+Down");
    hand.is_told("4 selected");
    hand.press_and_go_on("1", "Litware");
    hand.is_told("4 referrals: interest shown");
    hand.press_and_go_on("u", "Fabrikam");
    hand.press_and_go_on("ctrl+shift+z", "Litware");
    hand.press("x j x");
    hand.is_told("2 selected");
    hand.press_and_go_on("2", "Margie");

    // One that is searched for, and back among all.
    hand.press("slash");
    hand.waits_for_focus("entry", "Search");
    hand.write("nod");
    hand.press("Return");
    hand.is_on("Nod");
    hand.press("1");
    hand.is_told("Nod: interest shown");
    hand.press("slash");
    hand.waits_for_focus("entry", "Search");
    // On a busy machine two at once would be one.
    hand.press("Escape");
    hand.waits_for_focus("entry", "Search");
    hand.press("Escape");
    hand.is_on("Nod");
    hand.press("h Home");
    hand.is_on("Coho");
    hand.press_and_go_on("j", "Margie");
    hand.press_and_go_on("2", "Munson");
    hand.press_and_go_on("1", "Coho");

    // Accepted: value, currency and date.
    hand.press("l Home");
    hand.is_on("Adatum");
    hand.press("3");
    hand.waits_for_focus("entry", "Estimated value");
    hand.write("12000.50");
    hand.press("Tab");
    hand.waits_for_focus("combo box", "Currency");
    hand.press("e");
    hand.press("Tab");
    hand.waits_for_focus("entry", "Estimated closing date");
    hand.write("2040-12-31");
    hand.press_and_go_on("Return", "Bellows");
    hand.accepts("900", "2040-11-30", "Fabrikam");

    // Declined: one with a reason, then two for the same.
    hand.gives_reason("4", "2", "Fourth");
    hand.press("x shift+Down");
    hand.is_told("2 selected");
    hand.gives_reason("4", "1", "Humongous");
    hand.accepts("100", "2040-10-01", "Munson");
    // From its menu, with the key that stands beside the entry.
    hand.press("m");
    hand.sees("label", "Move to");
    hand.press("4");
    hand.waits_for_focus("radio button", "");
    hand.press("Escape");
    hand.is_on("Munson");
    hand.accepts("200", "2040-10-02", "Nod");
    hand.accepts("300", "2040-10-03", "Northwind");
    for next in &EVALUATING[1..5] {
        hand.gives_reason("4", "3", next);
    }
    // The rest of the lane is left for another day, all but the one that is put off.
    hand.press("ctrl+k");
    hand.waits_for_focus("entry", "");
    hand.write("snooze 1");
    hand.press("Return");
    hand.is_told("Relecloud: reminders snoozed");
    hand.is_on("Relecloud");

    // Won and lost.
    hand.press("l Home");
    hand.is_on("Wide");
    hand.press("5");
    hand.waits_for_focus("entry", "Final value");
    hand.press_and_go_on("Return", "Wingtip");
    hand.press("5");
    hand.waits_for_focus("entry", "Final value");
    hand.press("ctrl+a");
    hand.write("7000");
    hand.press_and_go_on("Return", "Yonder");
    hand.gives_reason("6", "1", "Zava");
    hand.press("x shift+Down");
    hand.is_told("2 selected");
    hand.press("5");
    hand.sees("dialog", "Mark as won");
    hand.press_and_go_on("Return", "Zephyr");
    hand.gives_reason("6", "4", "Humongous");

    let left = hand.leaves();
    assert_eq!(left.len(), 30);
    let is_in = |customers: &[&str], stage: &str, outcome: Option<&str>| {
        for customer in customers {
            let referral = &left[*customer];
            assert_eq!(referral["stage"], stage, "{customer}");
            assert_eq!(referral["outcome"].as_str(), outcome, "{customer}");
        }
    };
    is_in(&["Coho"], "new", None);
    is_in(
        &[
            "Relecloud",
            "Tailspin",
            "Tailwind",
            "Trey",
            "VanArsdel",
            "Woodgrove",
        ],
        "evaluating",
        None,
    );
    is_in(
        &["Adatum", "Bellows", "Humongous", "Munson", "Nod"],
        "negotiating",
        None,
    );
    let skipped = ["Alpine", "Contoso", "Litware", "Lucerne", "Margie"];
    is_in(&skipped, "archived", Some("skipped"));
    let declined = [
        "Fabrikam",
        "Fourth",
        "Graphic",
        "Northwind",
        "Olive",
        "Parnell",
        "Proseware",
    ];
    is_in(&declined, "archived", Some("declined"));
    let won = ["Wide", "Wingtip", "Zava", "Zenith"];
    is_in(&won, "archived", Some("won"));
    is_in(&["Yonder", "Zephyr"], "archived", Some("lost"));

    let deal = |customer: &str| {
        let deal = &left[customer]["deal"];
        ["value", "currency", "close_on"].map(|part| deal[part].as_str().unwrap().to_owned())
    };
    assert_eq!(deal("Adatum"), ["12000.50", "EUR", "2040-12-31"]);
    assert_eq!(deal("Bellows"), ["900.00", "EUR", "2040-11-30"]);
    assert_eq!(deal("Nod"), ["300.00", "EUR", "2040-10-03"]);
    assert_eq!(deal("Wide")[0], "5000");
    assert_eq!(deal("Wingtip")[0], "7000");
    for customer in ["Coho", "Relecloud"] {
        assert!(left[customer]["snoozed_until"].is_string(), "{customer}");
    }
    // What was taken back is in the history beside what was done instead.
    let contoso = left["Contoso"]["history"].as_array().unwrap();
    assert!(contoso.len() >= 4, "{contoso:?}");
}

#[test]
fn a_screen_reader_is_told_of_moves_politely_and_of_refusals_at_once() {
    let desktop = Desktop::start(1280, 800);
    let file = desktop.folder().join("board.leadline");
    fill(&file);
    let hand = Hand::sits_down(&desktop, &file);
    let mut told = desktop.listen(&hand.program);
    hand.press_and_go_on("j", "Adatum");
    hand.press_and_go_on("1", "Alpine");
    let moved = "polite\tAdatum: interest shown. Moved to Evaluating.";
    assert_eq!(told.next_line(), moved);
    hand.press("5");
    let refused = told.next_line();
    assert!(
        refused.starts_with("assertive\tA referral in New first needs"),
        "{refused}"
    );
    hand.press("u");
    let back = "polite\tUndone – Adatum: interest shown. Back in New.";
    assert_eq!(told.next_line(), back);
    hand.is_on("Adatum");
}
