//! What assistive technology reads of every screen, in both languages: compared with the texts in `tests/accessibility`, which
//! `LEADLINE_RENEW_SNAPSHOTS=1 cargo test --test ui_accessibility` writes anew.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

mod ui_support;

use egui::accesskit::{Live, Role, Toggled};
use egui::{Key, Modifiers};
use egui_kittest::kittest::{AccessKitNode, NodeT as _, Queryable as _};
use leadline::desk::Swimlanes;
use leadline::domain::{Action, Command, Profile, ReferralEdit, Stage};
use leadline::text::{Language, Zone};
use std::collections::HashSet;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::{env, fs};
use ui_support::{Office, Test, command_key, decline, key, settle};

/// Set to anything, it has the snapshots written anew instead of compared.
const RENEW: &str = "LEADLINE_RENEW_SNAPSHOTS";

fn office(language: Language) -> Office {
    let mut office = Office::new();
    office.language = Some(language);
    office.zone = Zone::fixed_hours(9);
    office
}

/// A board with something of everything.
fn full(language: Language) -> Office {
    let office = office(language);
    office.receive("Adatum", 23);
    office.receive("Contoso", 5);
    office.receive("Fabrikam", 1);
    office.receive_in(Stage::Evaluating, "Litware", 30);
    office.receive_in(Stage::Evaluating, "Northwind", 3);
    office.receive_in(Stage::Negotiating, "Tailspin", 48);
    let ended = office.receive_in(Stage::Evaluating, "Wingtip", 50);
    office.act(ended, decline());
    let won = office.receive_in(Stage::Negotiating, "Woodgrove", 60);
    office.act(won, Action::Won { value: None });
    office
}

/// The card of this customer, whichever language it is read in.
fn card<'t>(test: &'t Test, customer: &str) -> egui_kittest::Node<'t> {
    let mut cards = ui_support::cards(test).into_iter();
    let is_it = |card: &egui_kittest::Node<'_>| ui_support::name(card).starts_with(customer);
    cards.find(is_it).unwrap()
}

/// Puts the keyboard on a card.
fn put_on(test: &mut Test, customer: &str) {
    card(test, customer).focus();
    settle(test);
}

/// The tree as text: a line for each element that says or does something, indented below what it is in.
fn tree(test: &Test) -> String {
    let mut text = String::new();
    describe(&test.root().accesskit_node(), 0, &mut text);
    text
}

fn describe(node: &AccessKitNode<'_>, depth: usize, text: &mut String) {
    let is_part_of_text = matches!(node.role(), Role::TextRun);
    if node.is_hidden() || is_part_of_text {
        return;
    }
    let mut label = node.label().unwrap_or_default();
    let mut value = node.value().filter(|value| *value != label);
    if node.role() == Role::Label && label.is_empty() {
        // The text of a label is its value.
        label = value.take().unwrap_or_default();
    }
    let is_frame = matches!(node.role(), Role::GenericContainer | Role::Unknown)
        || matches!(node.role(), Role::Image | Role::Label | Role::ScrollBar);
    let is_shown = !is_frame || !label.is_empty();
    if is_shown {
        write!(text, "{:1$}{2:?}", "", 2 * depth, node.role()).unwrap();
        if !label.is_empty() {
            write!(text, " \"{}\"", label.replace('\n', " / ")).unwrap();
        }
        if let Some(value) = value {
            write!(text, " = \"{}\"", value.replace('\n', " / ")).unwrap();
        }
        for state in states(node) {
            write!(text, ", {state}").unwrap();
        }
        text.push('\n');
    }
    for child in node.children() {
        describe(&child, depth + usize::from(is_shown), text);
    }
}

fn states(node: &AccessKitNode<'_>) -> Vec<String> {
    let mut states = Vec::new();
    let mut say = |is_so: bool, word: &str| {
        if is_so {
            states.push(word.to_owned());
        }
    };
    say(node.is_focused(), "focused");
    say(node.is_disabled(), "disabled");
    say(node.is_modal(), "modal");
    say(node.is_selected() == Some(true), "selected");
    say(node.toggled() == Some(Toggled::True), "on");
    say(node.toggled() == Some(Toggled::False), "off");
    say(node.live() == Live::Polite, "told politely");
    say(node.live() == Live::Assertive, "told at once");
    if let (Some(at), Some(of)) = (node.position_in_set(), node.size_of_set()) {
        states.push(format!("{at} of {of}"));
    }
    if let Some(why) = node.description() {
        states.push(format!("({})", why.replace('\n', " / ")));
    }
    states
}

/// Compares the tree with its snapshot, or writes it anew; and checks what holds for every tree.
fn compare(test: &Test, office: &Office, scene: &str) {
    check(test);
    let folder = office.path("").to_string_lossy().into_owned();
    let tree = tree(test)
        .replace(folder.trim_end_matches('/'), "FOLDER")
        .replace(env!("CARGO_PKG_VERSION"), "VERSION");
    let language = match office.language {
        Some(Language::Japanese) => "ja",
        _ => "en",
    };
    let file: PathBuf = [env!("CARGO_MANIFEST_DIR"), "tests/accessibility", language]
        .iter()
        .collect::<PathBuf>()
        .join(scene)
        .with_extension("txt");
    if env::var_os(RENEW).is_some() {
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, tree).unwrap();
        return;
    }
    let known = fs::read_to_string(&file).unwrap_or_default();
    if known == tree {
        return;
    }
    let (known, tree): (Vec<&str>, Vec<&str>) = (known.lines().collect(), tree.lines().collect());
    let gone = known.iter().filter(|line| !tree.contains(line));
    let new = tree.iter().filter(|line| !known.contains(line));
    let gone = gone.map(|line| format!("- {line}"));
    let lines: Vec<String> = gone.chain(new.map(|line| format!("+ {line}"))).collect();
    panic!(
        "{language}/{scene} reads otherwise; where that is meant, {RENEW}=1 writes it anew:\n{}",
        lines.join("\n")
    );
}

/// What holds for every screen: whatever is worked with has a name, one element at most has the keyboard, and the members of a set know
/// their places.
fn check(test: &Test) {
    test.check_accessibility();
    let root = test.root();
    let nodes: Vec<AccessKitNode<'_>> = root
        .children_recursive()
        .map(|node| node.accesskit_node())
        .collect();
    let mut places = HashSet::new();
    for node in &nodes {
        let is_worked_with = matches!(
            node.role(),
            Role::Button
                | Role::CheckBox
                | Role::ComboBox
                | Role::Dialog
                | Role::Link
                | Role::List
                | Role::ListBoxOption
                | Role::ListItem
                | Role::MultilineTextInput
                | Role::RadioButton
                | Role::RadioGroup
                | Role::SearchInput
                | Role::Slider
                | Role::SpinButton
                | Role::Switch
                | Role::Tab
                | Role::TextInput
                | Role::Toolbar
        );
        let name = node.label().unwrap_or_default();
        assert!(
            !is_worked_with || !name.trim().is_empty(),
            "{:?} without a name",
            node.role()
        );
        if let (Some(at), Some(of)) = (node.position_in_set(), node.size_of_set()) {
            assert!((1..=of).contains(&at), "{name}: {at} of {of}");
            let parent = node.parent_id();
            assert!(places.insert((parent, at)), "two are at place {at}: {name}");
        }
    }
    let focused = nodes.iter().filter(|node| node.is_focused());
    assert!(focused.count() <= 1);
}

const LANGUAGES: [Language; 2] = [Language::English, Language::Japanese];

#[test]
fn the_board_is_read_with_its_lanes_counts_and_places() {
    for language in LANGUAGES {
        let office = full(language);
        let mut test = office.open();
        compare(&test, &office, "board");
        put_on(&mut test, "Adatum");
        key(&mut test, Key::X);
        test.key_press_modifiers(Modifiers::SHIFT, Key::ArrowDown);
        settle(&mut test);
        compare(&test, &office, "board-selected");
    }
}

#[test]
fn a_board_in_bands_is_read_band_by_band() {
    for language in LANGUAGES {
        let office = full(language);
        let id = office.receive("Bluebird", 2);
        let edit = ReferralEdit {
            region: Some(Some("DE".to_owned())),
            ..ReferralEdit::default()
        };
        office.act(id, Action::Edit(Box::new(edit)));
        office.set(|settings| settings.swimlanes = Swimlanes::Region);
        let mut test = office.open();
        compare(&test, &office, "board-bands");
        put_on(&mut test, "Bluebird");
        key(&mut test, Key::B);
        compare(&test, &office, "board-band-collapsed");
    }
}

#[test]
fn a_board_without_referrals_and_one_without_a_match_say_what_to_do() {
    for language in LANGUAGES {
        let office = office(language);
        compare(&office.open(), &office, "board-first");
        let office = full(language);
        let mut test = office.open();
        key(&mut test, Key::Slash);
        test.event(egui::Event::Text("fabri".to_owned()));
        settle(&mut test);
        compare(&test, &office, "board-searched");
        test.event(egui::Event::Text("zzz".to_owned()));
        settle(&mut test);
        compare(&test, &office, "board-no-match");
    }
}

#[test]
fn the_panel_is_a_region_of_its_own() {
    for language in LANGUAGES {
        let office = full(language);
        let mut test = office.open();
        card(&test, "Litware").click();
        settle(&mut test);
        compare(&test, &office, "panel");
    }
}

#[test]
fn what_stands_over_the_window_is_a_dialog_with_a_name() {
    for language in LANGUAGES {
        let office = full(language);
        let mut test = office.open();
        put_on(&mut test, "Litware");
        key(&mut test, Key::Num3);
        compare(&test, &office, "accept");
        key(&mut test, Key::Escape);
        key(&mut test, Key::Num4);
        compare(&test, &office, "decline");
        key(&mut test, Key::Escape);
        key(&mut test, Key::M);
        compare(&test, &office, "card-menu");
        key(&mut test, Key::Escape);
        command_key(&mut test, Modifiers::NONE, Key::K);
        compare(&test, &office, "palette");
        key(&mut test, Key::ArrowDown);
        compare(&test, &office, "palette-walked");
        key(&mut test, Key::Escape);
        test.key_press(Key::Questionmark);
        settle(&mut test);
        compare(&test, &office, "keys");
    }
}

#[test]
fn the_other_screens_and_the_side_bar_are_read_too() {
    for language in LANGUAGES {
        let mut office = full(language);
        office.size.y = 2_400.0;
        let profile = Profile {
            region: "JP".to_owned(),
            ..Profile::default()
        };
        let command = Command::SaveProfiles(vec![profile]);
        office.desk().execute(command, ui_support::start()).unwrap();
        let mut test = office.open();
        for (screen, scene) in [
            (Key::Num2, "archive"),
            (Key::Num3, "profiles"),
            (Key::Num4, "settings"),
        ] {
            command_key(&mut test, Modifiers::NONE, screen);
            compare(&test, &office, scene);
        }
        command_key(&mut test, Modifiers::NONE, Key::Num1);
        key(&mut test, Key::T);
        compare(&test, &office, "today");
        key(&mut test, Key::R);
        compare(&test, &office, "reminders");
    }
}

#[test]
fn a_move_is_told_politely_and_a_refusal_at_once() {
    for language in LANGUAGES {
        let office = full(language);
        let mut test = office.open();
        put_on(&mut test, "Contoso");
        key(&mut test, Key::Num1);
        compare(&test, &office, "told-move");
        test.key_press(Key::U);
        settle(&mut test);
        compare(&test, &office, "told-undo");
        key(&mut test, Key::Num5);
        compare(&test, &office, "told-refusal");
    }
    let told = |test: &Test, live: Live| -> Vec<String> {
        test.query_all_by(|node| node.live() == live && node.label().is_some())
            .map(|node| ui_support::name(&node))
            .collect()
    };
    let office = full(Language::English);
    let mut test = office.open();
    put_on(&mut test, "Contoso");
    key(&mut test, Key::Num1);
    let moved = "Contoso: interest shown. Moved to Evaluating.".to_owned();
    assert!(told(&test, Live::Polite).contains(&moved));
    test.key_press(Key::U);
    settle(&mut test);
    let back = "Undone – Contoso: interest shown. Back in New.".to_owned();
    assert!(told(&test, Live::Polite).contains(&back));
    key(&mut test, Key::Num5);
    assert_eq!(told(&test, Live::Assertive).len(), 1);
}
