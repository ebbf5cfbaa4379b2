//! The archive and the list of reminders as a person works with them: by pointer, by keyboard and by what a screen reader is told.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use egui::accesskit::{Role, SortDirection};
use egui::{Key, Modifiers, Theme};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use egui_kittest::{Harness, Node};
use leadline::desk::{Desk, Event, ManualClock, Session, Store};
use leadline::domain::{
    Amount, Command, Currency, ImportRow, NewReferral, Outcome, ReferralId, ReportedState,
    Timestamp,
};
use leadline::remind::ServiceState;
use leadline::text::{Format, Language, Texts, Zone};
use leadline::ui::theme::{Tokens, install_fonts, install_styles};
use leadline::ui::{ActionKind, ArchiveScreen, Ask, ReminderList, View};
use std::sync::Arc;
use std::task::Waker;
use std::time::Duration;

/// Sunday, 22 November 2026, 18:00 in Tokyo.
const NOW: &str = "2026-11-22T09:00:00Z";

/// Which of the screens is drawn.
#[derive(PartialEq, Eq)]
enum Shown {
    Archive,
    Reminders,
}

/// A window with one of the screens, on a real file.
struct Window {
    shown: Shown,
    archive: ArchiveScreen,
    reminders: ReminderList,
    session: Session,
    clock: Arc<ManualClock>,
    texts: Texts,
    asks: Vec<Ask>,
    searches: usize,
    answers: usize,
    has_reminders: bool,
    folder: tempfile::TempDir,
}

impl Window {
    fn new(shown: Shown, language: Language, fill: impl FnOnce(&mut Desk, Timestamp)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let now = Timestamp::parse(NOW).unwrap();
        let clock = Arc::new(ManualClock::new(now));
        let mut desk = Desk::new(Store::open(&folder.path().join("leadline.db")).unwrap());
        fill(&mut desk, now);
        let session = Session::start(desk, clock.clone(), Waker::noop().clone()).unwrap();
        session.ask_reminders();
        Self {
            shown,
            archive: ArchiveScreen::default(),
            reminders: ReminderList::default(),
            session,
            clock,
            texts: Texts::in_zone(language, Zone::fixed_hours(9)),
            asks: Vec::new(),
            searches: 0,
            answers: 0,
            has_reminders: false,
            folder,
        }
    }

    fn frame(&mut self, ui: &mut egui::Ui) {
        for event in self.session.poll() {
            self.answers += usize::from(matches!(event, Event::Archive { .. }));
            self.has_reminders |= matches!(event, Event::Reminders(_));
            self.archive.on_event(&event);
            self.reminders.on_event(&event);
        }
        let format = Format::new(&self.texts);
        let mut asks = Vec::new();
        let mut view = View {
            texts: &self.texts,
            format: &format,
            tokens: Tokens::of(ui.ctx().theme()),
            session: &self.session,
            open: None,
            now: self.session.now(),
            asks: &mut asks,
        };
        match self.shown {
            Shown::Archive => self.archive.ui(ui, &mut view),
            Shown::Reminders => self.reminders.ui(ui, &mut view),
        }
        for ask in asks {
            match ask {
                Ask::SearchArchive(query) => {
                    self.searches += 1;
                    self.session.ask_archive(*query);
                }
                other => self.asks.push(other),
            }
        }
    }
}

type Screen = Harness<'static, Window>;

fn open(window: Window, size: [f32; 2], theme: Theme) -> Screen {
    let language = window.texts.language();
    let mut harness = Harness::builder()
        .with_size(size)
        .with_max_steps(12)
        .with_theme(theme)
        .with_context_setup(move |ctx| {
            install_fonts(ctx, language);
            install_styles(ctx);
            egui_extras::install_image_loaders(ctx);
        })
        .build_ui_state(|ui, window: &mut Window| window.frame(ui), window);
    settle(&mut harness);
    harness
}

fn archive(language: Language) -> Screen {
    let window = Window::new(Shown::Archive, language, add_six);
    open(window, [1280.0, 800.0], Theme::Light)
}

/// Draws until every search is answered and the counts are in.
fn settle(harness: &mut Screen) {
    for _ in 0..2_000 {
        harness.run();
        let window = harness.state();
        let is_answered = match window.shown {
            Shown::Archive => window.searches > 0 && window.searches == window.answers,
            Shown::Reminders => window.has_reminders,
        };
        if is_answered && window.session.is_read() {
            harness.run();
            return;
        }
        std::thread::sleep(Duration::from_millis(2));
    }
    panic!("no answer came");
}

/// One referral of each outcome, the latest first: Contoso won yesterday, and so on back to last year.
fn add_six(desk: &mut Desk, now: Timestamp) {
    let row = |customer: &str, outcome, days: i64, region: Option<&str>| {
        let at = now.plus_seconds(-days * 86_400);
        ImportRow {
            partner_center_id: Some(customer.to_owned()),
            customer: Some(customer.to_owned()),
            region: region.map(str::to_owned),
            company_size: Some("51to250employees".to_owned()),
            received_at: Some(at.plus_seconds(-200_000)),
            interested_at: Some(at.plus_seconds(-100_000)),
            reported: Some(ReportedState::Archived(outcome)),
            archived_at: Some(at),
            presumed: Some(outcome == Outcome::Missed),
            ..ImportRow::default()
        }
    };
    let mut rows = vec![
        row("Contoso", Outcome::Won, 1, Some("JP")),
        row("Fabrikam", Outcome::Lost, 20, Some("DE")),
        row("Tailspin", Outcome::Skipped, 45, Some("JP")),
        row("アドベンチャー", Outcome::Missed, 80, Some("JP")),
        row("Litware", Outcome::Declined, 200, None),
        row("Relecloud", Outcome::Expired, 400, Some("US")),
    ];
    rows[0].deal_value = Some(Amount::from_units(1_200_000, 0));
    rows[0].currency = Some(Currency::JPY);
    rows[0].owner = Some("Hanako".to_owned());
    rows[1].deal_value = Some(Amount::from_units(50_000, 0));
    rows[1].currency = Some(Currency::JPY);
    rows[1].contact_name = Some("Ｙａｍａｄａ".to_owned());
    desk.execute(
        Command::Import {
            rows,
            skip_nameless: false,
        },
        now,
    )
    .unwrap();
}

fn rows(harness: &Screen) -> Vec<Node<'_>> {
    let mut rows: Vec<_> = harness.query_all_by_role(Role::Row).collect();
    rows.sort_by(|a, b| a.rect().top().total_cmp(&b.rect().top()));
    rows
}

fn label(node: &Node<'_>) -> String {
    node.accesskit_node().label().unwrap_or_default()
}

/// The first word of every row: the customer.
fn customers(harness: &Screen) -> Vec<String> {
    rows(harness)
        .iter()
        .map(|row| label(row).split([',', '、']).next().unwrap().to_owned())
        .collect()
}

fn id_of(harness: &Screen, customer: &str) -> ReferralId {
    let store = Store::open(&harness.state().folder.path().join("leadline.db")).unwrap();
    store
        .archive(&leadline::desk::ArchiveQuery::default(), |_| Vec::new())
        .unwrap()
        .iter()
        .find(|row| row.customer == customer)
        .unwrap()
        .id
}

fn press(harness: &mut Screen, name: &str) {
    harness.get_by_label(name).click();
    settle(harness);
}

fn choose(harness: &mut Screen, choice: &str, option: &str) {
    harness
        .get_by_role_and_label(Role::ComboBox, choice)
        .click();
    harness.run();
    press(harness, option);
}

fn search(harness: &mut Screen, text: &str) {
    harness
        .get_by_role_and_label(Role::SearchInput, "Search the archive")
        .focus();
    harness.run();
    harness
        .get_by_role_and_label(Role::SearchInput, "Search the archive")
        .type_text(text);
    settle(harness);
}

#[test]
fn the_newest_stands_first_and_a_row_says_all_of_itself() {
    let harness = archive(Language::English);
    assert_eq!(
        customers(&harness),
        [
            "Contoso",
            "Fabrikam",
            "Tailspin",
            "アドベンチャー",
            "Litware",
            "Relecloud"
        ]
    );
    assert_eq!(
        label(&rows(&harness)[0]),
        "Contoso, Won, Japan, 51–250 employees, ¥1,200,000, Received: 19 Nov 2026, Archived: 21 Nov 2026, 18:00, Hanako"
    );
    assert!(label(&rows(&harness)[3]).contains("Missed (presumed)"));
    harness.get_by_label("6 of 6");
}

#[test]
fn a_region_is_found_by_its_name_in_either_language() {
    let in_japan = ["Contoso", "Tailspin", "アドベンチャー"];
    for words in ["japan", "日本", "jp", "日本 con"] {
        let mut harness = archive(Language::English);
        search(&mut harness, words);
        let found = customers(&harness);
        if words.ends_with("con") {
            assert_eq!(found, ["Contoso"]);
        } else {
            assert_eq!(found, in_japan, "{words}");
        }
    }
    let mut harness = archive(Language::English);
    search(&mut harness, "united states");
    assert_eq!(customers(&harness), ["Relecloud"]);
}

#[test]
fn a_press_on_a_head_orders_and_a_second_turns_it_round() {
    let mut harness = archive(Language::English);
    let newest = harness.get_by_label("Archived, sorted descending");
    assert_eq!(
        newest.accesskit_node().data().sort_direction(),
        Some(SortDirection::Descending)
    );
    press(&mut harness, "Customer, not sorted");
    assert_eq!(customers(&harness)[0], "Contoso");
    press(&mut harness, "Customer, sorted ascending");
    harness.get_by_label("Customer, sorted descending");
    assert_eq!(customers(&harness)[0], "アドベンチャー");
    press(&mut harness, "Value, not sorted");
    assert_eq!(customers(&harness)[..2], ["Contoso", "Fabrikam"]);
    press(&mut harness, "Received, not sorted");
    press(&mut harness, "Received, sorted descending");
    assert_eq!(customers(&harness)[0], "Relecloud");
    for head in ["Outcome", "Region", "Owner"] {
        press(&mut harness, &format!("{head}, not sorted"));
        harness.get_by_label(&format!("{head}, sorted ascending"));
    }
}

#[test]
fn a_head_can_be_pressed_by_the_keyboard() {
    let mut harness = archive(Language::English);
    harness.get_by_label("Customer, not sorted").focus();
    harness.run();
    harness.key_press(Key::Enter);
    settle(&mut harness);
    harness.get_by_label("Customer, sorted ascending");
}

#[test]
fn outcomes_narrow_alone_and_together() {
    let mut harness = archive(Language::English);
    press(&mut harness, "Won");
    assert_eq!(customers(&harness), ["Contoso"]);
    harness.get_by_label("1 of 6");
    press(&mut harness, "Expired");
    assert_eq!(customers(&harness), ["Contoso", "Relecloud"]);
    press(&mut harness, "Won");
    assert_eq!(customers(&harness), ["Relecloud"]);
    press(&mut harness, "Clear filters");
    assert_eq!(customers(&harness).len(), 6);
    for (outcome, customer) in [
        ("Lost", "Fabrikam"),
        ("Skipped", "Tailspin"),
        ("Missed", "アドベンチャー"),
        ("Declined", "Litware"),
    ] {
        press(&mut harness, outcome);
        assert_eq!(customers(&harness), [customer]);
        press(&mut harness, outcome);
    }
}

#[test]
fn a_region_narrows_and_only_those_that_occur_are_offered() {
    let mut harness = archive(Language::English);
    choose(&mut harness, "Region", "Japan");
    assert_eq!(
        customers(&harness),
        ["Contoso", "Tailspin", "アドベンチャー"]
    );
    harness
        .get_by_role_and_label(Role::ComboBox, "Region")
        .click();
    harness.run();
    assert!(harness.query_by_label("France").is_none());
    press(&mut harness, "All regions");
    assert_eq!(customers(&harness).len(), 6);
}

#[test]
fn a_period_narrows_to_whole_local_days() {
    let mut harness = archive(Language::English);
    for (period, shown) in [
        ("Last 30 days", 2),
        ("Last 90 days", 4),
        ("This year", 5),
        ("Any time", 6),
    ] {
        choose(&mut harness, "Period", period);
        assert_eq!(customers(&harness).len(), shown, "{period}");
    }
    choose(&mut harness, "Period", "From … to …");
    for (field, text) in [("From", "2026-10-01"), ("To", "11/2")] {
        harness
            .get_by_role_and_label(Role::TextInput, field)
            .focus();
        harness.run();
        harness
            .get_by_role_and_label(Role::TextInput, field)
            .type_text(text);
        settle(&mut harness);
    }
    assert_eq!(customers(&harness), ["Fabrikam", "Tailspin"]);
    harness
        .get_by_role_and_label(Role::TextInput, "To")
        .type_text("x");
    settle(&mut harness);
    harness.get_by_label_contains("This is not a date");
    assert_eq!(customers(&harness).len(), 3);
}

#[test]
fn a_search_finds_in_any_case_and_width_and_in_the_contact() {
    for (text, customer) in [
        ("ｃｏｎｔｏｓｏ", "Contoso"),
        ("FABRI", "Fabrikam"),
        ("ｱﾄﾞﾍﾞﾝﾁｬｰ", "アドベンチャー"),
        ("yamada", "Fabrikam"),
        ("hanako contoso", "Contoso"),
    ] {
        let mut harness = archive(Language::English);
        search(&mut harness, text);
        assert_eq!(customers(&harness), [customer], "{text}");
    }
}

#[test]
fn text_from_an_input_method_is_searched_for_when_it_is_committed() {
    let mut harness = archive(Language::English);
    harness.get_by_role(Role::SearchInput).focus();
    harness.run();
    for event in [
        egui::ImeEvent::Preedit {
            text: "あど".to_owned(),
            active_range_chars: None,
        },
        egui::ImeEvent::Commit("アドベン".to_owned()),
    ] {
        harness.event(egui::Event::Ime(event));
    }
    settle(&mut harness);
    assert_eq!(customers(&harness), ["アドベンチャー"]);
}

#[test]
fn what_matches_nothing_offers_the_way_back() {
    let mut harness = archive(Language::English);
    search(&mut harness, "nobody");
    harness.get_by_label("No archived referral matches");
    harness.get_by_label("0 of 6");
    let ways_back: Vec<_> = harness
        .get_all_by_label("Clear filters")
        .map(|node| node.rect().center())
        .collect();
    assert_eq!(ways_back.len(), 2);
    harness
        .get_all_by_label("Clear filters")
        .last()
        .unwrap()
        .click();
    settle(&mut harness);
    assert_eq!(customers(&harness).len(), 6);
}

#[test]
fn an_empty_archive_says_what_comes_here() {
    let window = Window::new(Shown::Archive, Language::English, |_, _| {});
    let harness = open(window, [1280.0, 800.0], Theme::Dark);
    harness.get_by_label("Nothing is archived yet");
    assert!(harness.query_by_role(Role::SearchInput).is_none());
}

#[test]
fn a_press_and_enter_open_the_referral() {
    let mut harness = archive(Language::English);
    rows(&harness)[1].click();
    harness.run();
    let fabrikam = id_of(&harness, "Fabrikam");
    assert_eq!(harness.state().asks, [Ask::Open(fabrikam)]);
    harness.key_press(Key::ArrowDown);
    harness.run();
    harness.key_press(Key::ArrowDown);
    harness.run();
    harness.key_press(Key::ArrowUp);
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    let tailspin = id_of(&harness, "Tailspin");
    assert_eq!(
        harness.state().asks,
        [Ask::Open(fabrikam), Ask::Open(tailspin)]
    );
    assert!(rows(&harness)[2].is_focused());
}

#[test]
fn home_and_end_reach_the_first_and_last_of_many() {
    let window = Window::new(Shown::Archive, Language::English, |desk, now| {
        let rows = (0..400)
            .map(|number| ImportRow {
                customer: Some(format!("Customer {number:03}")),
                partner_center_id: Some(number.to_string()),
                received_at: Some(now.plus_seconds(-86_400)),
                reported: Some(ReportedState::Archived(Outcome::Skipped)),
                archived_at: Some(now.plus_seconds(-60 * number)),
                ..ImportRow::default()
            })
            .collect();
        let import = Command::Import {
            rows,
            skip_nameless: false,
        };
        desk.execute(import, now).unwrap();
    });
    let mut harness = open(window, [1280.0, 800.0], Theme::Light);
    assert!(
        customers(&harness).len() < 30,
        "only the rows in sight are drawn"
    );
    rows(&harness)[0].click();
    harness.run();
    for (key, customer) in [
        (Key::End, "Customer 399"),
        (Key::ArrowUp, "Customer 398"),
        (Key::Home, "Customer 000"),
        (Key::PageDown, ""),
    ] {
        harness.key_press(key);
        harness.run();
        harness.run();
        let rows = rows(&harness);
        let focused = rows.iter().find(|row| row.is_focused()).unwrap();
        assert!(
            label(focused).starts_with(customer),
            "{key:?} leads to {}",
            label(focused)
        );
        let table = harness.get_by_role(Role::Table).rect();
        assert!(table.contains_rect(focused.rect().shrink(3.0)));
    }
}

#[test]
fn tab_passes_the_table_in_one_step() {
    let mut harness = archive(Language::English);
    rows(&harness)[0].focus();
    harness.run();
    harness.key_press(Key::Tab);
    harness.run();
    assert!(rows(&harness).iter().all(|row| !row.is_focused()));
}

#[test]
fn correct_and_confirm_are_asked_for_from_the_menu() {
    let mut harness = archive(Language::English);
    let (contoso, missed) = (
        id_of(&harness, "Contoso"),
        id_of(&harness, "アドベンチャー"),
    );
    rows(&harness)[0].click_secondary();
    harness.run();
    assert!(
        harness.query_by_label("Confirm").is_none(),
        "a known outcome needs none"
    );
    harness.get_by_label("Correct…").click();
    harness.run();
    rows(&harness)[3].click_secondary();
    harness.run();
    harness.get_by_label("Confirm").click();
    harness.run();
    rows(&harness)[3].click_secondary();
    harness.run();
    harness.get_by_label("Open").click();
    harness.run();
    assert_eq!(
        harness.state().asks,
        [
            Ask::Begin(contoso, ActionKind::Correct),
            Ask::Begin(missed, ActionKind::Confirm),
            Ask::Open(missed),
        ]
    );
}

#[test]
fn the_menu_opens_by_its_button_and_by_key() {
    let mut harness = archive(Language::English);
    let contoso = id_of(&harness, "Contoso");
    rows(&harness)[0].focus();
    harness.run();
    harness.key_press_modifiers(Modifiers::SHIFT, Key::F10);
    harness.run();
    harness.get_by_label("Correct…").click();
    harness.run();
    assert!(harness.query_by_label("Correct…").is_none());
    harness.get_by_label("Actions for Contoso").click();
    harness.run();
    harness.get_by_label("Correct…").click();
    harness.run();
    let correct = Ask::Begin(contoso, ActionKind::Correct);
    assert_eq!(harness.state().asks, [correct.clone(), correct]);
}

#[test]
fn changed_data_is_asked_for_anew_and_the_cursor_stays_on_its_referral() {
    let mut harness = archive(Language::English);
    rows(&harness)[1].click();
    harness.run();
    let contoso = id_of(&harness, "Contoso");
    let window = harness.state_mut();
    let correct = Command::Act {
        id: contoso,
        revision: None,
        action: leadline::domain::Action::Correct {
            note: "Still open".to_owned(),
        },
    };
    window.session.send(correct).unwrap();
    for _ in 0..2_000 {
        harness.run();
        if harness.state().session.overview().archived == 5 {
            break;
        }
        std::thread::sleep(Duration::from_millis(2));
    }
    harness.state_mut().archive.ask_again();
    harness.run();
    settle(&mut harness);
    assert_eq!(customers(&harness)[0], "Fabrikam");
    assert!(rows(&harness)[0].is_focused());
    harness.get_by_label("5 of 5");
}

#[test]
fn answers_to_outdated_queries_are_dropped() {
    let mut harness = archive(Language::English);
    let answer = Event::Archive {
        query: Box::new(leadline::desk::ArchiveQuery {
            search: "long ago".to_owned(),
            ..Default::default()
        }),
        rows: Arc::new([]),
        regions: Vec::new(),
    };
    harness.state_mut().archive.on_event(&answer);
    harness.run();
    assert_eq!(customers(&harness).len(), 6);
}

#[test]
fn every_size_theme_and_language_is_drawn_with_every_input_named() {
    for language in Language::ALL {
        for (size, theme) in [
            ([1280.0, 800.0], Theme::Dark),
            ([760.0, 700.0], Theme::Light),
            ([1920.0, 1080.0], Theme::Light),
        ] {
            let window = Window::new(Shown::Archive, language, add_six);
            let mut harness = open(window, size, theme);
            assert_eq!(customers(&harness).len(), 6);
            assert_eq!(harness.unnamed_widgets(), Vec::<String>::new());
            let screen = egui::Rect::from_min_size(egui::Pos2::ZERO, size.into());
            for node in harness.query_all_by_role(Role::Button) {
                assert!(screen.contains_rect(node.rect()), "{}", label(&node));
            }
            harness.run();
        }
    }
    let harness = archive(Language::Japanese);
    assert!(label(&rows(&harness)[3]).contains("失敗(推定)"));
    harness.get_by_label("6件中6件");
}

fn reminders(language: Language) -> Screen {
    let window = Window::new(Shown::Reminders, language, |desk, now| {
        // 71 hours ago: about to lapse. 73 hours ago: lapsed. 21 hours ago: the 24-hour mark.
        for (customer, hours) in [("Contoso", 71), ("Fabrikam", 73), ("Tailspin", 21)] {
            let new = NewReferral {
                customer: customer.to_owned(),
                received_at: Some(now.plus_seconds(-hours * 3_600)),
                ..NewReferral::default()
            };
            desk.execute(Command::Add(Box::new(new)), now.plus_seconds(-80 * 3_600))
                .unwrap();
        }
        for claimed in desk.claim_reminders(now).unwrap() {
            let was_shown = claimed.referral.customer != "Tailspin";
            desk.finish_reminders(&[claimed.key], was_shown).unwrap();
        }
    });
    open(window, [400.0, 700.0], Theme::Light)
}

#[test]
fn a_reminder_says_whose_which_mark_how_long_and_whether_it_was_shown() {
    let harness = reminders(Language::English);
    for said in [
        "Contoso, 72-hour limit, 1 hour left, 22 Nov, 18:00 · shown on the desktop, unread",
        "Fabrikam, 72-hour limit, Ended: Missed (presumed), 22 Nov, 18:00 · shown on the desktop, unread",
        "Tailspin, 24-hour mark, 3 hours left, 22 Nov, 18:00 · only listed here, unread",
    ] {
        harness.get_by_label(said);
    }
}

#[test]
fn a_reminder_opens_its_referral_and_its_time_runs() {
    let mut harness = reminders(Language::English);
    harness
        .get_by_label_contains("Contoso, 72-hour limit")
        .click();
    harness.run();
    assert!(matches!(harness.state().asks[..], [Ask::Open(_)]));
    harness.state().clock.advance_seconds(1_800);
    harness.run();
    assert!(
        label(&harness.get_by_label_contains("Contoso, 72-hour limit")).contains("30 minutes left")
    );
    harness.get_by_label("Close").click();
    harness.run();
    assert_eq!(harness.state().asks[1], Ask::ShowDrawer(None));
}

#[test]
fn the_list_says_when_the_system_shows_none_and_when_there_are_none() {
    let mut harness = reminders(Language::Japanese);
    assert!(
        harness
            .query_by_label_contains("通知を表示するサービスがありません")
            .is_none()
    );
    harness
        .state_mut()
        .reminders
        .set_service(ServiceState::Missing);
    harness.run();
    harness.get_by_label_contains("通知を表示するサービスがありません");
    harness
        .state_mut()
        .reminders
        .on_event(&Event::Reminders(Vec::new()));
    harness.run();
    harness.get_by_label("リマインダーはありません");
}
