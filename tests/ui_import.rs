//! The import preview says what a file would do before anything changes, and lets columns be assigned anew.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use egui::Key;
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use leadline::desk::{Desk, ManualClock, Session, Store};
use leadline::domain::{Command, Stage, Timestamp};
use leadline::text::{Format, Language, Texts, Zone};
use leadline::ui::theme::{Tokens, install_fonts, install_styles};
use leadline::ui::{Ask, Dialogs, View};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::task::Waker;
use std::time::Duration;

struct Desktop {
    dialogs: Dialogs,
    session: Session,
    texts: Texts,
    /// The commands that were asked for: number of rows, and whether nameless ones are skipped.
    imports: Vec<(usize, bool)>,
    hears_events: bool,
    folder: tempfile::TempDir,
}

impl Desktop {
    fn new(language: Language) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("board.leadline")).unwrap();
        let now = Timestamp::parse("2026-11-22T09:00:00Z").unwrap();
        let clock = Arc::new(ManualClock::new(now));
        Self {
            dialogs: Dialogs::default(),
            session: Session::start(Desk::new(store), clock, Waker::noop().clone()).unwrap(),
            texts: Texts::in_zone(language, Zone::fixed_hours(9)),
            imports: Vec::new(),
            hears_events: true,
            folder,
        }
    }

    /// A frame as the window has it: events in, dialogs drawn, what they ask for done.
    fn frame(&mut self, ctx: &egui::Context) {
        if self.hears_events {
            for mut event in self.session.poll() {
                self.dialogs.on_event(&mut event, &self.texts);
            }
        }
        let format = Format::new(&self.texts);
        let mut asks = Vec::new();
        let mut view = View {
            open: None,
            texts: &self.texts,
            format: &format,
            tokens: Tokens::of(ctx.theme()),
            session: &self.session,
            now: self.session.now(),
            asks: &mut asks,
        };
        self.dialogs.ui(ctx, &mut view);
        for ask in asks {
            let Ask::Do(command) = ask else {
                panic!("{ask:?}");
            };
            if let Command::Import {
                rows,
                skip_nameless,
            } = &*command
            {
                self.imports.push((rows.len(), *skip_nameless));
            }
            self.session.send(*command).unwrap();
        }
    }
}

type Window = Harness<'static, Desktop>;

fn window(language: Language) -> Window {
    Harness::builder()
        .with_size([1024.0, 640.0])
        .with_context_setup(move |ctx| {
            install_fonts(ctx, language);
            install_styles(ctx);
            egui_extras::install_image_loaders(ctx);
        })
        .build_ui_state(
            |ui, desktop: &mut Desktop| desktop.frame(&ui.ctx().clone()),
            Desktop::new(language),
        )
}

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures")
        .join(name)
}

/// A file with this content, beside the data file.
fn file(window: &Window, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
    let path = window.state().folder.path().join(name);
    std::fs::write(&path, content).unwrap();
    path
}

/// Frames until something holds. The threads have as long as they need, but for a minute: then the test tells what it sees.
fn wait_until(window: &mut Window, holds: impl Fn(&Window) -> bool) {
    let started = std::time::Instant::now();
    while !holds(window) {
        assert!(started.elapsed().as_secs() < 60, "{:?}", window.root());
        std::thread::sleep(Duration::from_millis(5));
        window.run_steps(1);
    }
    // Lists and a dialog that has just come up find their place within a few frames.
    window.run_steps(6);
    window.check_accessibility();
}

fn wait_for(window: &mut Window, label: &str) {
    wait_until(window, |window| {
        window.query_by_label_contains(label).is_some()
    });
}

fn preview(window: &mut Window, path: PathBuf) {
    let waker = Waker::noop().clone();
    window.state_mut().dialogs.open_import(path, waker);
    let unchanged = match window.state().texts.language() {
        Language::English => " unchanged",
        Language::Japanese => "変更なし",
    };
    wait_for(window, unchanged);
}

fn press(window: &mut Window, label: &str) {
    window.get_by_role_and_label(Role::Button, label).click();
    window.run_steps(4);
}

fn import(window: &mut Window, label: &str) {
    press(window, label);
    wait_until(window, |window| !window.state().dialogs.is_open());
}

fn on_board(window: &Window) -> usize {
    let board = window.state().session.board();
    Stage::OPEN
        .into_iter()
        .map(|stage| board.lane(stage).len())
        .sum()
}

const TABLE: &str = "Company,Received at,Country\nHeron,2026-11-21,NL\nKite,2026-11-22,DE\n";

#[test]
fn a_file_is_previewed_and_then_imported() {
    let mut window = window(Language::English);
    let path = file(&window, "leads.csv", TABLE);
    preview(&mut window, path);
    window.get_by_label("leads.csv");
    window.get_by_label("Other table, UTF-8, comma-separated");
    window.get_by_label("2 new");
    window.get_by_label("0 changed");
    window.get_by_label("0 unchanged");
    window.get_by_label("Heron");
    let customer = window.get_by_role_and_label(Role::ComboBox, "Company: fills");
    assert_eq!(customer.value().as_deref(), Some("Customer"));
    assert_eq!(on_board(&window), 0);
    import(&mut window, "Import 2 referrals");
    assert_eq!(window.state().imports, [(2, false)]);
    wait_until(&mut window, |window| on_board(window) == 2);
}

#[test]
fn a_file_that_does_not_tell_when_referrals_were_received_is_warned_about() {
    let mut window = window(Language::English);
    let path = file(&window, "leads.csv", "Company,Got on\nHeron,2026-11-21\n");
    preview(&mut window, path);
    window.get_by_label_contains("clocks of the new ones count from this import");
    let path = file(&window, "dated.csv", TABLE);
    press(&mut window, "Cancel");
    preview(&mut window, path);
    assert!(
        window
            .query_by_label_contains("clocks of the new ones")
            .is_none()
    );
}

#[test]
fn cancel_and_escape_import_nothing() {
    let mut window = window(Language::English);
    let path = file(&window, "leads.csv", TABLE);
    preview(&mut window, path.clone());
    press(&mut window, "Cancel");
    assert!(!window.state().dialogs.is_open());
    preview(&mut window, path);
    window.key_press(Key::Escape);
    window.run_steps(2);
    assert!(!window.state().dialogs.is_open());
    assert_eq!(window.state().imports, []);
    assert_eq!(on_board(&window), 0);
}

#[test]
fn the_same_file_again_says_nothing_new() {
    let mut window = window(Language::Japanese);
    let path = file(&window, "leads.csv", TABLE);
    preview(&mut window, path.clone());
    import(&mut window, "2件をインポート");
    preview(&mut window, path);
    window.get_by_label("新規0件");
    window.get_by_label("変更なし2件");
    let button = window.get_by_role_and_label(Role::Button, "インポート");
    assert!(button.accesskit_node().is_disabled());
    window.get_by_label("このファイルに新しい内容はありません。");
}

#[test]
fn bad_rows_refuse_the_file_until_they_are_left_out() {
    let mut window = window(Language::English);
    preview(&mut window, fixture("broken.csv"));
    window.get_by_label("10 rows cannot be imported");
    window.get_by_label("Line 3");
    window.get_by_label_contains("Received at: “the day before” is not a date");
    window.get_by_label_contains("Nothing is imported while rows are bad");
    let button = window.get_by_role_and_label(Role::Button, "Import 1 referral");
    assert!(button.accesskit_node().is_disabled());
    window.key_press(Key::Enter);
    window.run_steps(2);
    assert_eq!(window.state().imports, []);
    window
        .get_by_role_and_label(Role::CheckBox, "Leave out the 10 bad rows")
        .click();
    window.run_steps(4);
    import(&mut window, "Import 1 referral");
    assert_eq!(window.state().imports, [(1, true)]);
    wait_until(&mut window, |window| on_board(window) == 1);
}

#[test]
fn a_row_whose_id_is_unknown_and_that_names_no_customer_is_bad() {
    let mut window = window(Language::English);
    let table = "Referral ID,Customer name\nR-1,Heron\nR-2,\n";
    let path = file(&window, "leads.csv", table);
    preview(&mut window, path);
    window.get_by_label("1 new");
    window.get_by_label("1 row cannot be imported");
    window.get_by_label("Line 3");
    window.get_by_label_contains("The customer’s name is missing");
}

#[test]
fn a_column_is_assigned_anew_and_the_file_read_again() {
    let mut window = window(Language::English);
    let path = file(
        &window,
        "odd.csv",
        "Firm,Seen\nHeron,2026-11-21\nKite,soon\n",
    );
    preview(&mut window, path);
    window.get_by_label("Choose the column that fills “Customer”.");
    choose(&mut window, "Firm: fills", "Customer");
    wait_for(&mut window, "2 new");
    choose(&mut window, "Seen: fills", "Received");
    wait_for(&mut window, "1 new");
    window.get_by_label_contains("Seen: “soon” is not a date");
    choose(&mut window, "Seen: fills", "Left out");
    wait_for(&mut window, "2 new");
    import(&mut window, "Import 2 referrals");
    assert_eq!(window.state().imports, [(2, false)]);
}

fn choose(window: &mut Window, column: &str, field: &str) {
    window.get_by_role_and_label(Role::ComboBox, column).click();
    window.run_steps(4);
    // The list scrolls: chosen as a screen reader does.
    window
        .get_by_role_and_label(Role::Button, field)
        .click_accesskit();
    window.run_steps(1);
}

#[test]
fn shift_jis_and_its_layout_are_recognised() {
    let mut window = window(Language::Japanese);
    preview(&mut window, fixture("leads_analytics_ja_cp932.csv"));
    window.get_by_label_contains("パートナー センターのリード ダウンロード、Shift_JIS");
    window.get_by_label("新規2件");
    let customer = window.get_by_role_and_label(Role::ComboBox, "顧客名: 対応する項目");
    assert_eq!(customer.value().as_deref(), Some("顧客"));
    import(&mut window, "2件をインポート");
    assert_eq!(window.state().imports, [(2, false)]);
}

#[test]
fn a_file_that_cannot_be_read_says_why_and_what_to_do() {
    let mut window = window(Language::English);
    let missing = window.state().folder.path().join("gone.csv");
    for (path, said) in [
        (missing, "gone.csv cannot be opened"),
        (
            file(&window, "book.csv", b"PK\x03\x04rest"),
            "book.csv is a workbook. Save it as CSV",
        ),
        (file(&window, "none.csv", ""), "none.csv is empty"),
    ] {
        let waker = Waker::noop().clone();
        window.state_mut().dialogs.open_import(path, waker);
        wait_for(&mut window, said);
        press(&mut window, "Close");
        assert!(!window.state().dialogs.is_open());
    }
}

#[test]
fn a_preview_for_a_dialog_that_was_closed_is_not_taken_for_the_next() {
    let mut window = window(Language::English);
    let first = file(&window, "first.csv", TABLE);
    let second = file(&window, "second.csv", "Company\nWren\n");
    window.state_mut().hears_events = false;
    for path in [first, second] {
        let waker = Waker::noop().clone();
        window.state_mut().dialogs.open_import(path, waker);
        // Long enough for the thread to read the file, so that the desk is asked about both.
        for _ in 0..20 {
            std::thread::sleep(Duration::from_millis(5));
            window.run_steps(1);
        }
    }
    window.state_mut().hears_events = true;
    wait_for(&mut window, "1 new");
    window.get_by_label("second.csv");
    assert!(window.query_by_label("2 new").is_none());
}
