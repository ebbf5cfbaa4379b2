//! The settings as a person works with them: every change is kept at once and is there after the program is started again.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use egui::accesskit::{Role, Toggled};
use egui::{Key, Theme};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use leadline::desk::{Desk, Event, ManualClock, Session, Settings, Store, ThemeChoice};
use leadline::domain::{Command, ImportRow, LeadTimes, PolicyId, Timestamp};
use leadline::remind::ServiceState;
use leadline::resident::SettingsPage;
use leadline::text::{Format, Language, Texts, Zone};
use leadline::ui::theme::{Tokens, install_fonts, install_styles};
use leadline::ui::{Ask, SettingsScreen, View};
use std::sync::Arc;
use std::task::Waker;
use std::time::Duration;

const HOUR: i64 = 3_600;

/// A window with the settings, on a real file.
struct Window {
    screen: SettingsScreen,
    session: Session,
    texts: Texts,
    asks: Vec<Ask>,
    copied: Vec<String>,
    saves_asked: usize,
    saves_done: usize,
    folder: tempfile::TempDir,
}

impl Window {
    fn new(language: Language, fill: impl FnOnce(&mut Desk, Timestamp)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let now = Timestamp::parse("2026-11-22T09:00:00Z").unwrap();
        let mut desk = Desk::new(Store::open(&folder.path().join("leadline.db")).unwrap());
        fill(&mut desk, now);
        let clock = Arc::new(ManualClock::new(now));
        let session = Session::start(desk, clock, Waker::noop().clone()).unwrap();
        Self {
            screen: SettingsScreen::default(),
            session,
            texts: Texts::in_zone(language, Zone::fixed_hours(9)),
            asks: Vec::new(),
            copied: Vec::new(),
            saves_asked: 0,
            saves_done: 0,
            folder,
        }
    }

    fn frame(&mut self, ui: &mut egui::Ui) {
        for event in self.session.poll() {
            self.saves_done += usize::from(matches!(event, Event::SettingsSaved(_)));
            self.screen.on_event(&event);
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
        self.screen.ui(ui, &mut view);
        ui.ctx().output(|output| {
            for command in &output.commands {
                if let egui::OutputCommand::CopyText(text) = command {
                    self.copied.push(text.clone());
                }
            }
        });
        for ask in asks {
            match ask {
                Ask::SaveSettings(settings) => {
                    self.saves_asked += 1;
                    if let Some(language) = settings.language {
                        self.texts = Texts::in_zone(language, Zone::fixed_hours(9));
                    }
                    self.session.save_settings(*settings);
                }
                other => self.asks.push(other),
            }
        }
    }

    /// What the file has, read as the next start of the program reads it.
    fn stored(&self) -> Settings {
        let store = Store::open(&self.folder.path().join("leadline.db")).unwrap();
        Desk::new(store).settings().unwrap()
    }
}

type Screen = Harness<'static, Window>;

fn open(window: Window, size: [f32; 2], theme: Theme) -> Screen {
    let language = window.texts.language();
    let mut harness = Harness::builder()
        .with_size(size)
        .with_theme(theme)
        .with_max_steps(12)
        .with_context_setup(move |ctx| {
            install_fonts(ctx, language);
            install_styles(ctx);
            egui_extras::install_image_loaders(ctx);
        })
        .build_ui_state(|ui, window: &mut Window| window.frame(ui), window);
    harness.run();
    harness
}

/// Tall enough that nothing has to be scrolled to.
fn settings() -> Screen {
    let window = Window::new(Language::English, |_, _| {});
    open(window, [1280.0, 2900.0], Theme::Light)
}

/// Draws until everything that was asked to be kept is kept.
fn settle(harness: &mut Screen) {
    for _ in 0..2_000 {
        harness.run();
        if harness.state().saves_asked == harness.state().saves_done {
            harness.run();
            return;
        }
        std::thread::sleep(Duration::from_millis(2));
    }
    panic!("the settings were not kept");
}

fn press(harness: &mut Screen, role: Role, name: &str) {
    harness.get_by_role_and_label(role, name).click();
    settle(harness);
}

fn type_into(harness: &mut Screen, name: &str, text: &str) {
    harness.get_by_role_and_label(Role::TextInput, name).focus();
    harness.run();
    harness
        .get_by_role_and_label(Role::TextInput, name)
        .type_text(text);
    harness.run();
}

#[test]
fn a_language_is_switched_at_once_and_kept() {
    let mut harness = settings();
    press(&mut harness, Role::RadioButton, "日本語");
    harness.get_by_label("設定");
    assert_eq!(harness.state().stored().language, Some(Language::Japanese));
    press(&mut harness, Role::RadioButton, "English");
    harness.get_by_label("Settings");
    assert_eq!(harness.state().stored().language, Some(Language::English));
    harness
        .get_all_by_role_and_label(Role::RadioButton, "System")
        .next()
        .unwrap()
        .click();
    settle(&mut harness);
    assert_eq!(harness.state().stored().language, None);
}

#[test]
fn theme_switches_and_policy_are_kept() {
    let mut harness = settings();
    press(&mut harness, Role::RadioButton, "Dark");
    press(&mut harness, Role::Switch, "Desktop notifications");
    press(&mut harness, Role::Switch, "Name the customer");
    harness
        .get_by_role_and_label(Role::ComboBox, "Deadline policy")
        .click();
    harness.run();
    harness
        .get_by_label("2019 and later (24 h, 14 days)")
        .click();
    settle(&mut harness);
    let stored = harness.state().stored();
    assert_eq!(stored.theme, ThemeChoice::Dark);
    assert!(!stored.desktop_notifications);
    assert!(stored.notifications_name_customer);
    assert_eq!(stored.policy, PolicyId::Since2019);
    let switch = harness.get_by_role_and_label(Role::Switch, "Name the customer");
    assert_eq!(
        switch.accesskit_node().data().toggled(),
        Some(Toggled::True)
    );
}

#[test]
fn how_the_systems_notifications_stand_is_said_with_a_way_to_its_settings_where_there_is_one() {
    let mut harness = settings();
    harness.get_by_label("This system’s notifications");
    harness.get_by_label("The system does not tell. A test notification shows it.");
    let open = "Open system settings";
    let button = harness.get_by_role_and_label(Role::Button, open);
    assert!(button.accesskit_node().is_disabled());

    let page = SettingsPage::new("settings-of-this-desktop", &["notifications"]);
    let window = harness.state_mut();
    window.screen.set_service(ServiceState::SwitchedOff);
    window.screen.offer_page(Some(page.clone()));
    harness.run();
    harness.get_by_label("Notifications are switched off for Leadline in the system’s settings.");
    harness.get_by_role_and_label(Role::Button, open).click();
    harness.run();
    let window = harness.state();
    assert_eq!(window.asks, [Ask::OpenNotificationSettings]);
    assert_eq!(window.screen.page(), Some(&page));
}

#[test]
fn a_name_is_kept_on_enter_and_on_leaving_and_taken_back_by_escape() {
    let mut harness = settings();
    type_into(&mut harness, "Your name", "佐藤 花子");
    assert_eq!(harness.state().saves_asked, 0, "not with every letter");
    harness.key_press(Key::Enter);
    settle(&mut harness);
    assert_eq!(harness.state().stored().own_name, "佐藤 花子");
    type_into(&mut harness, "Your name", "X");
    harness.key_press(Key::Escape);
    settle(&mut harness);
    assert_eq!(harness.state().stored().own_name, "佐藤 花子");
    type_into(&mut harness, "Your name", " ");
    press(&mut harness, Role::Switch, "Name the customer");
    let stored = harness.state().stored();
    assert_eq!(stored.own_name, "佐藤 花子", "outer spaces are cut");
    assert!(stored.notifications_name_customer);
}

#[test]
fn a_name_can_be_typed_with_an_input_method() {
    let mut harness = settings();
    harness
        .get_by_role_and_label(Role::TextInput, "Your name")
        .focus();
    harness.run();
    harness.event(egui::Event::Ime(egui::ImeEvent::Preedit {
        text: "さとう".to_owned(),
        active_range_chars: None,
    }));
    harness.run();
    harness.event(egui::Event::Ime(egui::ImeEvent::Commit("佐藤".to_owned())));
    harness.run();
    harness.key_press(Key::Enter);
    settle(&mut harness);
    assert_eq!(harness.state().stored().own_name, "佐藤");
}

#[test]
fn lead_times_are_added_and_removed_and_put_back() {
    let mut harness = settings();
    type_into(&mut harness, "Before the 72-hour limit: hours", "３６");
    harness.key_press(Key::Enter);
    settle(&mut harness);
    press(&mut harness, Role::Button, "Remove 2 hours");
    type_into(&mut harness, "Before the 24-hour mark: hours", "1.5");
    press(&mut harness, Role::Button, "Before the 24-hour mark: add");
    let leads = harness.state().stored().leads;
    assert_eq!(leads.short_lapse_seconds, [36 * HOUR, 12 * HOUR]);
    assert_eq!(leads.answer_seconds, [4 * HOUR, HOUR * 3 / 2, HOUR]);
    harness.get_by_label("Remove 1 hour 30 minutes");
    press(&mut harness, Role::Button, "Reset");
    assert_eq!(harness.state().stored().leads, LeadTimes::default());
}

#[test]
fn every_lead_time_may_be_removed() {
    let mut harness = settings();
    for name in ["Remove 12 hours", "Remove 2 hours"] {
        press(&mut harness, Role::Button, name);
    }
    harness.get_by_label("No reminder ahead");
    assert!(
        harness
            .state()
            .stored()
            .leads
            .short_lapse_seconds
            .is_empty()
    );
}

#[test]
fn a_lead_time_that_cannot_be_is_refused_with_the_reason() {
    for (clock, text, reason) in [
        (
            "Before the 24-hour mark",
            "24",
            "This clock runs for 24 hours",
        ),
        (
            "Before the 72-hour limit",
            "72",
            "This clock runs for 72 hours",
        ),
        (
            "Before the 7-day limit",
            "168",
            "This clock runs for 168 hours",
        ),
        (
            "Before the 7-day limit",
            "0",
            "Enter a number of hours above 0",
        ),
        (
            "Before the 24-hour mark",
            "soon",
            "Enter a number of hours above 0",
        ),
        ("Before the 24-hour mark", "4", "in the list already"),
    ] {
        let mut harness = settings();
        type_into(&mut harness, &format!("{clock}: hours"), text);
        harness.key_press(Key::Enter);
        settle(&mut harness);
        harness.get_by_label_contains(reason);
        assert_eq!(harness.state().saves_asked, 0, "{clock}: {text}");
        type_into(&mut harness, &format!("{clock}: hours"), "1");
        assert!(harness.query_by_label_contains(reason).is_none());
    }
}

#[test]
fn the_file_is_shown_copied_backed_up_and_exported() {
    let mut harness = settings();
    let path = harness.state().session.path().display().to_string();
    harness.get_by_label(&path);
    press(&mut harness, Role::Button, "Copy path");
    assert_eq!(harness.state().copied, [path]);
    for name in ["Save a copy…", "Export…", "Send a test notification"] {
        press(&mut harness, Role::Button, name);
    }
    assert_eq!(
        harness.state().asks,
        [Ask::ChooseBackup, Ask::ChooseExport, Ask::TestNotification]
    );
}

#[test]
fn no_test_notification_is_sent_while_they_are_off() {
    let mut harness = settings();
    press(&mut harness, Role::Switch, "Desktop notifications");
    let send = harness.get_by_label("Send a test notification");
    assert!(send.accesskit_node().is_disabled());
}

#[test]
fn samples_are_removed_where_there_are_any() {
    let mut harness = settings();
    assert!(harness.query_by_label("Remove samples").is_none());
    let window = Window::new(Language::English, |desk, now| {
        let sample = ImportRow {
            customer: Some("Contoso".to_owned()),
            partner_center_id: Some("sample-1".to_owned()),
            ..ImportRow::default()
        };
        desk.execute(Command::AddSamples(vec![sample]), now)
            .unwrap();
    });
    harness = open(window, [1280.0, 2900.0], Theme::Light);
    for _ in 0..2_000 {
        harness.run();
        if harness.state().session.overview().samples > 0 {
            break;
        }
        std::thread::sleep(Duration::from_millis(2));
    }
    press(&mut harness, Role::Button, "Remove samples");
    assert_eq!(
        harness.state().asks,
        [Ask::Do(Box::new(Command::RemoveSamples))]
    );
}

#[test]
fn the_licence_of_the_typeface_can_be_read() {
    let mut harness = settings();
    press(&mut harness, Role::Button, "Show licence");
    harness.get_by_label_contains("SIL OPEN FONT LICENSE");
    press(&mut harness, Role::Button, "Hide licence");
    assert!(
        harness
            .query_by_label_contains("SIL OPEN FONT LICENSE")
            .is_none()
    );
}

#[test]
fn every_size_theme_and_language_is_drawn_with_every_input_named() {
    for language in Language::ALL {
        for (size, theme) in [
            ([1280.0, 2900.0], Theme::Dark),
            ([760.0, 700.0], Theme::Light),
        ] {
            let harness = open(Window::new(language, |_, _| {}), size, theme);
            assert_eq!(harness.unnamed_widgets(), Vec::<String>::new());
            for node in harness.query_all_by_role(Role::Button) {
                assert!(
                    node.rect().left() >= 0.0 && node.rect().right() <= size[0],
                    "{:?}",
                    node.accesskit_node().label()
                );
            }
        }
    }
}

#[test]
fn working_hours_are_kept_and_times_that_make_no_sense_are_refused_with_the_reason() {
    let mut harness = settings();
    press(&mut harness, Role::Button, "Saturday");
    press(&mut harness, Role::Switch, "Remind in working hours only");
    let replace = |harness: &mut Screen, name: &str, text: &str| {
        harness.get_by_role_and_label(Role::TextInput, name).focus();
        settle(harness);
        harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::A);
        type_into(harness, name, text);
        harness.key_press(Key::Enter);
        settle(harness);
    };
    replace(&mut harness, "To", "８:００");
    harness.get_by_label_contains("Work has to end after it begins.");
    replace(&mut harness, "To", "late");
    harness.get_by_label_contains("Enter a time such as");
    replace(&mut harness, "To", "17:30");
    let hours = harness.state().stored().hours;
    assert!(hours.days[5] && hours.holds_reminders);
    assert_eq!((hours.from_minutes, hours.to_minutes), (540, 1_050));
}
