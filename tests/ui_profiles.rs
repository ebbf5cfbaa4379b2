//! The profile editor keeps what is typed, points out slips, and loses nothing without asking.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use egui::accesskit::{Role, Toggled};
use egui::{Event, ImeEvent, Key, Modifiers, Vec2};
use egui_kittest::kittest::{NodeT, Queryable};
use egui_kittest::{Harness, Node};
use leadline::desk::{Clock, Desk, ManualClock, Session, Store};
use leadline::domain::{Command, Contact, Location, NewReferral, Profile, Stage, Timestamp, check};
use leadline::text::{Format, Language, Texts};
use leadline::ui::theme::{Tokens, install_fonts, install_styles};
use leadline::ui::{Ask, ProfilesScreen, Screen, View};
use std::sync::Arc;
use std::time::Duration;

const NOW: Timestamp = Timestamp::from_millis(1_765_000_000_000);

/// The screen on a real file, as the app would show it.
struct Window {
    session: Session,
    screen: ProfilesScreen,
    texts: Texts,
    format: Format,
    /// What the screen asked the app for, but for commands and facts.
    asked: Vec<Ask>,
}

impl Window {
    fn frame(&mut self, ui: &mut egui::Ui) {
        for event in self.session.poll() {
            self.screen.on_event(&event);
        }
        let mut asks = Vec::new();
        let mut view = View {
            texts: &self.texts,
            format: &self.format,
            tokens: Tokens::of(ui.ctx().theme()),
            session: &self.session,
            open: None,
            now: self.session.now(),
            asks: &mut asks,
        };
        self.screen.ui(ui, &mut view);
        for ask in asks {
            match ask {
                Ask::Do(command) => self.session.send(*command).unwrap(),
                Ask::ArrivalFacts(id, region) => self.session.ask_arrival_facts(id, &region),
                other => self.asked.push(other),
            }
        }
    }

    fn speak(&mut self, language: Language) {
        self.texts = Texts::new(language);
        self.format = Format::new(&self.texts);
    }
}

type Test = Harness<'static, Window>;

fn complete(region: &str) -> Profile {
    Profile {
        region: region.into(),
        active: true,
        description: "Cloud".into(),
        website: "https://www.contoso.com".into(),
        locations: vec![Location {
            address: "Minato".into(),
            contact: Contact {
                name: "Hanako".into(),
                email: "leads@contoso.com".into(),
                phone: "+81 3 0000".into(),
            },
        }],
        keywords: vec!["Azure".into(), "SQL".into(), "IoT".into()],
        ..Profile::default()
    }
}

fn open(folder: &tempfile::TempDir) -> Desk {
    Desk::new(Store::open(&folder.path().join("test.leadline")).unwrap())
}

fn window(folder: &tempfile::TempDir) -> Test {
    let clock: Arc<dyn Clock> = Arc::new(ManualClock::new(NOW));
    let session = Session::start(open(folder), clock, std::task::Waker::noop().clone()).unwrap();
    let texts = Texts::new(Language::English);
    let window = Window {
        session,
        screen: ProfilesScreen::default(),
        format: Format::new(&texts),
        texts,
        asked: Vec::new(),
    };
    Harness::builder()
        .with_size(Vec2::new(1280.0, 2600.0))
        .with_max_steps(40)
        .with_context_setup(move |ctx| {
            install_fonts(ctx, Language::English);
            install_styles(ctx);
            egui_extras::install_image_loaders(ctx);
        })
        .build_ui_state(|ui, window: &mut Window| window.frame(ui), window)
}

/// A window on a file with these profiles.
fn window_with(profiles: &[Profile]) -> (tempfile::TempDir, Test) {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = open(&folder);
    if !profiles.is_empty() {
        let command = Command::SaveProfiles(profiles.to_vec());
        desk.execute(command, NOW).unwrap();
    }
    drop(desk);
    let mut test = window(&folder);
    until(&mut test, |test| {
        !test.state().session.profiles().is_empty() || profiles.is_empty()
    });
    until(&mut test, |test| {
        test.query_by_label("New profile").is_some()
    });
    (folder, test)
}

/// Draws until `reached`; the threads behind the window take their time.
fn until(test: &mut Test, reached: impl Fn(&Test) -> bool) {
    for _ in 0..1_000 {
        test.run_steps(1);
        if reached(test) {
            test.run_ok();
            return;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    panic!("what was waited for never came");
}

fn field<'t>(test: &'t Test, label: &'t str) -> Node<'t> {
    test.get_all_by_label(label)
        .find(|node| {
            matches!(
                node.accesskit_node().role(),
                Role::TextInput | Role::MultilineTextInput
            )
        })
        .unwrap_or_else(|| panic!("no field {label}"))
}

fn button<'t>(test: &'t Test, label: &'t str) -> Node<'t> {
    test.get_by_role_and_label(Role::Button, label)
}

fn press(test: &mut Test, label: &str) {
    button(test, label).click();
    test.run();
}

fn type_into(test: &mut Test, label: &str, typed: &str) {
    field(test, label).focus();
    test.run();
    field(test, label).type_text(typed);
    test.run();
}

/// Types a keyword and ends it with Enter.
fn add_keyword(test: &mut Test, word: &str) {
    type_into(test, "Add a keyword", word);
    test.key_press(Key::Enter);
    test.run();
}

fn saved(test: &Test) -> Vec<Profile> {
    test.state().session.profiles().to_vec()
}

fn is_unsaved(test: &Test) -> bool {
    test.query_by_label("Unsaved edits").is_some()
}

fn save(test: &mut Test) {
    test.key_press_modifiers(Modifiers::COMMAND, Key::S);
    until(test, |test| {
        !is_unsaved(test) && test.query_by_label("Saving…").is_none()
    });
}

fn choose_region(test: &mut Test, typed: &str) {
    test.get_by_role(Role::ComboBox).click();
    test.run();
    field(test, "Search by name or code").type_text(typed);
    test.run();
    test.key_press(Key::Enter);
    test.run();
}

#[test]
fn without_a_profile_the_screen_says_what_profiles_are_for() {
    let (_folder, mut test) = window_with(&[]);
    assert!(test.query_by_label("No business profile yet").is_some());
    press(&mut test, "New profile");
    assert!(test.query_by_label("No business profile yet").is_none());
    assert!(test.query_by_label("Region and publishing").is_some());
}

#[test]
fn everything_entered_is_there_after_reopening() {
    let (folder, mut test) = window_with(&[]);
    press(&mut test, "New profile");
    choose_region(&mut test, "Atlantis");
    assert_eq!(
        test.get_by_role(Role::ComboBox).value().as_deref(),
        Some("")
    );
    test.key_press(Key::Escape);
    test.run();
    choose_region(&mut test, "にほん");
    type_into(&mut test, "Description", "Cloud for factories");
    type_into(&mut test, "Website", "https://www.contoso.com/jp");
    press(&mut test, "Add location");
    type_into(&mut test, "Address", "東京都港区");
    type_into(&mut test, "Contact name", "山田花子");
    type_into(&mut test, "Mail", "leads@contoso.com");
    type_into(&mut test, "Phone", "+81 3");
    add_keyword(&mut test, "Azure");
    add_keyword(&mut test, "移行");
    for chip in ["Manufacturing", "Managed services", "Power BI"] {
        test.get_by_role_and_label(Role::CheckBox, chip).click();
        test.run();
    }
    test.get_by_role_and_label(Role::CheckBox, "1–9 employees")
        .click();
    test.run();
    assert!(is_unsaved(&test));
    save(&mut test);
    drop(test);

    let mut test = window(&folder);
    until(&mut test, |test| {
        test.query_by_label("Region and publishing").is_some()
    });
    assert_eq!(
        test.get_by_role(Role::ComboBox).value().as_deref(),
        Some("Japan")
    );
    for (label, text) in [
        ("Description", "Cloud for factories"),
        ("Website", "https://www.contoso.com/jp"),
        ("Address", "東京都港区"),
        ("Contact name", "山田花子"),
        ("Mail", "leads@contoso.com"),
        ("Phone", "+81 3"),
    ] {
        assert_eq!(field(&test, label).value().as_deref(), Some(text));
    }
    for chip in [
        "Manufacturing",
        "Managed services",
        "Power BI",
        "1–9 employees (opted out)",
    ] {
        let chip = test.get_by_role_and_label(Role::CheckBox, chip);
        assert_eq!(chip.accesskit_node().toggled(), Some(Toggled::True));
    }
    assert_eq!(saved(&test)[0].keywords, ["Azure", "移行"]);
    assert!(test.query_by_role_and_label(Role::Button, "移行").is_some());
    assert!(saved(&test)[0].active);
}

#[test]
fn a_keyword_that_is_there_already_is_folded_and_said() {
    let (_folder, mut test) = window_with(&[complete("JP")]);
    add_keyword(&mut test, "ＡＺＵＲＥ");
    let said = "“ＡＺＵＲＥ” is in the list already, as “Azure”.";
    assert!(test.query_by_label(said).is_some());
    assert!(!is_unsaved(&test));
    add_keyword(&mut test, "Data");
    assert!(test.query_by_label(said).is_none());
    save(&mut test);
    assert_eq!(saved(&test)[0].keywords, ["Azure", "SQL", "IoT", "Data"]);
}

#[test]
fn a_comma_ends_a_keyword_and_a_pasted_list_adds_each() {
    let (_folder, mut test) = window_with(&[complete("JP")]);
    type_into(&mut test, "Add a keyword", "ERP、");
    assert_eq!(field(&test, "Add a keyword").value().as_deref(), Some(""));
    test.event(Event::Paste("製造, 小売\r\nazure\nSAP".into()));
    test.run();
    save(&mut test);
    assert_eq!(
        saved(&test)[0].keywords,
        ["Azure", "SQL", "IoT", "ERP", "製造", "小売", "SAP"]
    );
}

#[test]
fn a_keyword_still_in_its_field_is_saved_too() {
    let (_folder, mut test) = window_with(&[complete("JP")]);
    type_into(&mut test, "Add a keyword", "ERP");
    assert!(is_unsaved(&test));
    save(&mut test);
    assert_eq!(saved(&test)[0].keywords.last().unwrap(), "ERP");
}

#[test]
fn japanese_is_composed_without_enter_or_commas_cutting_in() {
    let (_folder, mut test) = window_with(&[complete("JP")]);
    field(&test, "Add a keyword").focus();
    test.run();
    let preedit = |text: &str| {
        Event::Ime(ImeEvent::Preedit {
            text: text.into(),
            active_range_chars: None,
        })
    };
    test.event(preedit("せいぞう、いこう"));
    test.run();
    test.key_press(Key::Enter);
    test.run();
    assert!(
        test.query_by_role_and_label(Role::Button, "せいぞう")
            .is_none()
    );
    test.event(Event::Ime(ImeEvent::Commit("製造".into())));
    test.run();
    assert!(test.query_by_role_and_label(Role::Button, "製造").is_none());
    assert_eq!(
        field(&test, "Add a keyword").value().as_deref(),
        Some("製造")
    );
    test.key_press(Key::Enter);
    test.run();
    assert!(test.query_by_role_and_label(Role::Button, "製造").is_some());
    assert!(field(&test, "Add a keyword").is_focused());
}

#[test]
fn keywords_are_moved_and_removed_by_key() {
    let (_folder, mut test) = window_with(&[complete("JP")]);
    button(&test, "IoT").focus();
    test.run();
    test.key_press_modifiers(Modifiers::ALT, Key::ArrowLeft);
    test.run();
    test.key_press_modifiers(Modifiers::ALT, Key::ArrowLeft);
    test.run();
    assert!(button(&test, "IoT").is_focused());
    test.key_press_modifiers(Modifiers::ALT, Key::ArrowRight);
    test.run();
    save(&mut test);
    assert_eq!(saved(&test)[0].keywords, ["Azure", "IoT", "SQL"]);
    test.key_press(Key::Delete);
    test.run();
    assert!(button(&test, "SQL").is_focused());
    save(&mut test);
    assert_eq!(saved(&test)[0].keywords, ["Azure", "SQL"]);
}

#[test]
fn keywords_are_moved_by_drag() {
    let (_folder, mut test) = window_with(&[complete("JP")]);
    let from = button(&test, "IoT").rect().left_center() + Vec2::new(14.0, 0.0);
    let to = button(&test, "Azure").rect().left_center() + Vec2::new(4.0, 0.0);
    test.hover_at(from);
    test.drag_at(from);
    test.hover_at(from - Vec2::new(20.0, 0.0));
    test.hover_at(to);
    test.run_steps(2);
    test.drop_at(to);
    test.run_steps(6);
    save(&mut test);
    assert_eq!(saved(&test)[0].keywords, ["IoT", "Azure", "SQL"]);
}

#[test]
fn esc_puts_a_dragged_keyword_back() {
    let (_folder, mut test) = window_with(&[complete("JP")]);
    let from = button(&test, "IoT").rect().left_center() + Vec2::new(14.0, 0.0);
    let to = button(&test, "Azure").rect().left_center() + Vec2::new(4.0, 0.0);
    test.hover_at(from);
    test.drag_at(from);
    test.hover_at(to);
    test.run_steps(2);
    test.key_press(Key::Escape);
    test.run_steps(2);
    test.drop_at(to);
    test.run_steps(6);
    assert!(!is_unsaved(&test));
}

#[test]
fn keywords_are_moved_and_removed_from_their_menu() {
    let (_folder, mut test) = window_with(&[complete("JP")]);
    press(&mut test, "IoT");
    press(&mut test, "Move to the front");
    press(&mut test, "SQL");
    press(&mut test, "Remove");
    press(&mut test, "Remove Azure");
    save(&mut test);
    assert_eq!(saved(&test)[0].keywords, ["IoT"]);
}

#[test]
fn slips_are_pointed_out_as_they_are_typed_and_errors_hold_up_saving() {
    let (_folder, mut test) = window_with(&[complete("JP")]);
    let slip = "The website is not a web address. Enter one such as https://www.contoso.com.";
    assert!(test.query_by_label(slip).is_none());
    type_into(&mut test, "Website", " x");
    assert!(test.query_by_label(slip).is_some());
    assert!(test.query_by_label("1 error").is_some());
    assert!(button(&test, "Save").accesskit_node().is_disabled());
    test.key_press_modifiers(Modifiers::COMMAND, Key::S);
    test.run();
    assert_eq!(saved(&test)[0].revision, 1);
    press(&mut test, "Discard");
    assert!(test.query_by_label(slip).is_none());
    assert!(!is_unsaved(&test));
}

#[test]
fn what_arrives_for_a_region_is_checked_against_its_profile() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = open(&folder);
    let inactive = Profile {
        active: false,
        ..complete("JP")
    };
    desk.execute(Command::SaveProfiles(vec![inactive]), NOW)
        .unwrap();
    let new = NewReferral {
        customer: "Fabrikam".into(),
        region: Some("JP".into()),
        received_at: Some(NOW),
        ..NewReferral::default()
    };
    desk.execute(Command::Add(Box::new(new)), NOW).unwrap();
    drop(desk);
    let mut test = window(&folder);
    until(&mut test, |test| {
        test.query_by_label_contains("is not published, yet 1 referral")
            .is_some()
    });
    assert!(
        test.query_by_label("Japan, Not published, 1 warning")
            .is_some()
    );
    test.get_by_role_and_label(Role::CheckBox, "Published")
        .click();
    test.run();
    assert!(
        test.query_by_label_contains("is not published, yet")
            .is_none()
    );
}

#[test]
fn leaving_with_unsaved_edits_asks_and_goes_on_after_saving() {
    let (_folder, mut test) = window_with(&[complete("JP"), complete("US")]);
    let leave = |test: &mut Test| {
        let may = test.state_mut().screen.may_leave(Ask::Go(Screen::Board));
        test.run();
        may
    };
    assert!(leave(&mut test));
    type_into(&mut test, "Description", "More ");
    assert!(!leave(&mut test));
    press(&mut test, "Keep editing");
    assert!(is_unsaved(&test));
    assert!(!leave(&mut test));
    test.key_press(Key::Escape);
    test.run();
    assert!(test.query_by_label("Save your edits?").is_none());
    assert!(test.state().asked.is_empty());

    assert!(!leave(&mut test));
    let save = test
        .get_all_by_role_and_label(Role::Button, "Save")
        .last()
        .unwrap();
    save.click();
    until(&mut test, |test| !test.state().asked.is_empty());
    assert_eq!(test.state().asked, [Ask::Go(Screen::Board)]);
    assert!(saved(&test)[0].description.contains("More"));
    assert!(leave(&mut test));
}

#[test]
fn discarded_edits_are_gone_and_the_way_is_free() {
    let (_folder, mut test) = window_with(&[complete("JP"), complete("US")]);
    type_into(&mut test, "Description", "More ");
    test.get_by_label_contains("United States,").click();
    test.run();
    assert_eq!(
        test.get_by_role(Role::ComboBox).value().as_deref(),
        Some("Japan")
    );
    press(&mut test, "Discard edits");
    assert_eq!(
        test.get_by_role(Role::ComboBox).value().as_deref(),
        Some("United States")
    );
    assert!(!is_unsaved(&test));
    assert_eq!(saved(&test)[0].revision, 1);
}

#[test]
fn edits_meet_a_change_made_elsewhere_without_losing_either() {
    let (folder, mut test) = window_with(&[complete("JP")]);
    type_into(&mut test, "Description", "Mine ");
    let mut theirs = saved(&test)[0].clone();
    theirs.website = "https://theirs.example.com".into();
    open(&folder)
        .execute(Command::SaveProfiles(vec![theirs]), NOW)
        .unwrap();
    let said = "This profile was changed elsewhere while you edited it.";
    until(&mut test, |test| test.query_by_label(said).is_some());
    assert!(button(&test, "Save").accesskit_node().is_disabled());
    press(&mut test, "Reload it");
    assert_eq!(
        field(&test, "Website").value().as_deref(),
        Some("https://theirs.example.com")
    );
    assert!(!is_unsaved(&test));
}

#[test]
fn deleting_a_profile_asks_and_leaves_referrals_alone() {
    let (_folder, mut test) = window_with(&[complete("JP"), complete("US")]);
    let new = NewReferral {
        customer: "Fabrikam".into(),
        region: Some("JP".into()),
        received_at: Some(NOW),
        ..NewReferral::default()
    };
    let add = Command::Add(Box::new(new));
    test.state_mut().session.send(add).unwrap();
    until(&mut test, |test| test.state().session.board().len() == 1);
    press(&mut test, "Delete profile…");
    assert!(
        test.query_by_label_contains("Referrals are not touched")
            .is_some()
    );
    press(&mut test, "Cancel");
    assert_eq!(saved(&test).len(), 2);
    press(&mut test, "Delete profile…");
    press(&mut test, "Delete");
    until(&mut test, |test| saved(test).len() == 1);
    let board = test.state().session.board();
    assert_eq!(board.lane(Stage::New).len(), 1);
    assert_eq!(
        test.get_by_role(Role::ComboBox).value().as_deref(),
        Some("United States")
    );
}

#[test]
fn a_location_is_added_removed_and_put_back() {
    let (_folder, mut test) = window_with(&[complete("JP")]);
    for _ in 0..4 {
        press(&mut test, "Add location");
    }
    assert!(button(&test, "Add location").accesskit_node().is_disabled());
    press(&mut test, "Remove Location 1");
    assert!(test.query_by_label("Location 5").is_none());
    press(&mut test, "Put it back");
    assert_eq!(field(&test, "Address").value().as_deref(), Some("Minato"));
    press(&mut test, "Discard");
}

#[test]
fn five_industries_are_the_most() {
    let (_folder, mut test) = window_with(&[complete("JP")]);
    for chip in [
        "Education",
        "Government",
        "Healthcare",
        "Hospitality",
        "Manufacturing",
    ] {
        test.get_by_role_and_label(Role::CheckBox, chip).click();
        test.run();
    }
    let is_disabled = |test: &Test, chip: &str| {
        test.get_by_role_and_label(Role::CheckBox, chip)
            .accesskit_node()
            .is_disabled()
    };
    assert!(is_disabled(&test, "Financial services"));
    assert!(!is_disabled(&test, "Education"));
    save(&mut test);
    assert_eq!(saved(&test)[0].industries.len(), 5);
}

#[test]
fn the_language_changes_under_the_form_without_touching_it() {
    let (_folder, mut test) = window_with(&[complete("JP"), complete("US")]);
    type_into(&mut test, "Description", "More ");
    test.state_mut().speak(Language::Japanese);
    test.run();
    assert_eq!(
        test.get_by_role(Role::ComboBox).value().as_deref(),
        Some("日本")
    );
    assert!(field(&test, "説明").value().unwrap().contains("More"));
    assert!(test.query_by_label("未保存の変更").is_some());
    assert!(!test.state_mut().screen.may_leave(Ask::CloseWindow));
    test.run();
    press(&mut test, "編集を続ける");
    press(&mut test, "プロファイルを削除…");
    press(&mut test, "キャンセル");
    assert!(test.unnamed_widgets().is_empty());
}

#[test]
fn the_form_fits_small_and_large_windows_in_both_themes() {
    let mut long = complete("GS");
    long.description = "とても長い説明 ".repeat(300);
    long.keywords = (0..60)
        .map(|n| format!("とても長いキーワード {n} {}", "x".repeat(80)))
        .collect();
    long.locations[0].address = "Long address ".repeat(40);
    assert!(check(&long, &leadline::domain::ArrivalFacts::default()).is_empty());
    let (_folder, mut test) = window_with(&[long]);
    for size in [
        // 1024 × 640 and 1280 × 800 with text twice as large.
        Vec2::new(512.0, 320.0),
        Vec2::new(640.0, 400.0),
        Vec2::new(900.0, 600.0),
        Vec2::new(1280.0, 800.0),
        Vec2::new(1920.0, 1080.0),
    ] {
        for theme in [egui::Theme::Light, egui::Theme::Dark] {
            test.set_size(size);
            test.ctx.set_theme(theme);
            test.run();
            let save = button(&test, "Save").rect();
            assert!(save.right() <= size.x, "{size:?}: {save:?}");
            for label in ["Description", "Website", "Address", "Phone"] {
                let field = field(&test, label).rect();
                assert!(field.right() <= size.x, "{size:?}: {label} {field:?}");
            }
            let region = test.get_by_role(Role::ComboBox).rect();
            assert!(region.right() <= size.x, "{size:?}: {region:?}");
            let chips = test.get_all_by_role(Role::CheckBox);
            for chip in chips.map(|chip| chip.rect()) {
                assert!(chip.right() <= size.x, "{size:?}: {chip:?}");
            }
        }
    }
}
