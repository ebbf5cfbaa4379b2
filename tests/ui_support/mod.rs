//! A whole window on a real file, without a screen: what is in it, and the ways a person works with it.
#![allow(dead_code, reason = "every test file uses its own part")]

use egui::accesskit::Role;
use egui::epaint::Shape;
use egui::{Event, Key, Modifiers, PointerButton, Pos2, Rect, Vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use egui_kittest::{Harness, LazyRenderer, Node, TestRenderer};
use leadline::desk::{BoardQuery, Clock, Desk, ManualClock, Session, Settings, Store};
use leadline::domain::{
    Action, Amount, Command, Contact, Currency, DealTerms, ImportRow, NewReferral, Reason,
    Referral, ReferralId, Stage, Timestamp,
};
use leadline::resident::Residency;
use leadline::text::{Language, Zone};
use leadline::ui::{App, AppOptions};
use std::cell::RefCell;
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;
use std::task::Waker;
use std::time::Duration;

pub const HOUR: i64 = 3_600;

/// The instant at which every test begins.
pub fn start() -> Timestamp {
    Timestamp::parse("2026-11-22T09:00:10Z").unwrap()
}

/// A file and a clock, to which windows and other programs come.
pub struct Office {
    folder: tempfile::TempDir,
    pub clock: Arc<ManualClock>,
    pub size: Vec2,
    pub language: Option<Language>,
    pub zone: Zone,
    /// Whether the card of what is worth knowing is shown to whoever has not seen it.
    pub offers_tour: bool,
    /// Whether characters may come up that no installed font has.
    pub has_rare_characters: bool,
}

impl Office {
    pub fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
            clock: Arc::new(ManualClock::new(start())),
            size: Vec2::new(1280.0, 800.0),
            language: Some(Language::English),
            zone: Zone::Local,
            offers_tour: false,
            has_rare_characters: false,
        }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A desk of its own on the file, as another program has it.
    pub fn desk(&self) -> Desk {
        Desk::new(Store::open(&self.path("board.leadline")).unwrap())
    }

    pub fn act(&self, id: ReferralId, action: Action) {
        let command = Command::Act {
            id,
            revision: None,
            action,
        };
        self.desk().execute(command, self.clock.now()).unwrap();
    }

    /// Changes the settings in the file.
    pub fn set(&self, change: impl FnOnce(&mut Settings)) {
        let mut desk = self.desk();
        let mut settings = desk.settings().unwrap();
        change(&mut settings);
        desk.save_settings(&settings).unwrap();
    }

    /// Imports these referrals: of many nothing is told in a notice.
    pub fn import(&self, rows: Vec<ImportRow>) {
        let command = Command::Import {
            rows,
            skip_nameless: false,
        };
        self.desk().execute(command, self.clock.now()).unwrap();
    }

    /// Enters a referral received so many hours ago.
    pub fn receive(&self, customer: &str, hours_ago: i64) -> ReferralId {
        let now = self.clock.now();
        let new = NewReferral {
            customer: customer.to_owned(),
            received_at: Some(now.plus_seconds(-hours_ago * HOUR)),
            region: Some("JP".to_owned()),
            company_size: Some("51to250employees".to_owned()),
            overview: format!("{customer} asks for help"),
            details: format!("The whole mail of {customer}"),
            contact: Contact {
                name: format!("Person at {customer}"),
                email: "person@example.com".to_owned(),
                phone: "+81 3 0000".to_owned(),
            },
            owner: None,
        };
        let done = self
            .desk()
            .execute(Command::Add(Box::new(new)), now)
            .unwrap();
        done.referral().unwrap().id
    }

    /// Enters a referral and brings it to `stage`.
    pub fn receive_in(&self, stage: Stage, customer: &str, hours_ago: i64) -> ReferralId {
        let id = self.receive(customer, hours_ago);
        if stage != Stage::New {
            self.act(id, Action::Interested);
        }
        if stage == Stage::Negotiating {
            self.act(id, Action::Accept(terms()));
        }
        id
    }

    /// Opens the window.
    pub fn open(&self) -> Test {
        self.open_by(self.clock.clone())
    }

    /// Opens the window by another clock.
    pub fn open_by(&self, clock: Arc<dyn Clock>) -> Test {
        self.open_around(clock, None, LazyRenderer::default())
    }

    /// Opens the window in such a way that it can be drawn.
    pub fn open_drawn(&self, renderer: impl TestRenderer + 'static) -> Test {
        let renderer = LazyRenderer::new(move || renderer);
        self.open_around(self.clock.clone(), None, renderer)
    }

    /// Opens the window of a program around it, which raises no reminders by itself: what reaches the window is posted to it.
    pub fn open_within(&self, program: &Residency) -> Test {
        let renderer = LazyRenderer::default();
        self.open_around(self.clock.clone(), Some(program.clone()), renderer)
    }

    fn open_around(
        &self,
        clock: Arc<dyn Clock>,
        program: Option<Residency>,
        renderer: LazyRenderer,
    ) -> Test {
        let session = Session::start(self.desk(), clock, Waker::noop().clone());
        let session = session.unwrap();
        let options = AppOptions {
            language: self.language,
            zone: self.zone,
            offers_tour: self.offers_tour,
            ..AppOptions::default()
        };
        let made = Rc::new(RefCell::new(None));
        let app = made.clone();
        let mut builder = Harness::builder();
        if self.has_rare_characters {
            builder = builder.allow_missing_glyphs();
        }
        let mut test = builder
            .with_size(self.size)
            .with_max_steps(60)
            .with_step_dt(1.0 / 60.0)
            .renderer(renderer)
            .with_context_setup(move |ctx| {
                *app.borrow_mut() = Some(App::new(ctx, session, program, options));
            })
            .build_ui_state(
                |ui, window: &mut Window| {
                    if window.app.is_none() {
                        window.app = window.made.borrow_mut().take();
                    }
                    let ctx = ui.ctx().clone();
                    let app = window.app.as_mut().unwrap();
                    app.logic(&ctx);
                    app.ui(ui);
                },
                Window { app: None, made },
            );
        settle(&mut test);
        test
    }
}

/// What the harness draws.
pub struct Window {
    app: Option<App>,
    made: Rc<RefCell<Option<App>>>,
}

pub type Test = Harness<'static, Window>;

pub fn terms() -> DealTerms {
    DealTerms {
        value: Amount::parse("12000", Some(Currency::JPY)).unwrap(),
        currency: Currency::JPY,
        close_on: Timestamp::parse("2026-12-31T00:00:00Z")
            .unwrap()
            .to_utc()
            .date_naive(),
    }
}

pub fn decline() -> Action {
    Action::Decline {
        reason: Reason::parse_listed("budget"),
        note: None,
    }
}

pub fn session(test: &Test) -> &Session {
    test.state().app.as_ref().unwrap().session()
}

/// Narrows the board, as a saved view does.
pub fn search(test: &mut Test, query: BoardQuery) {
    let app = test.state_mut().app.as_mut().unwrap();
    app.search(query);
    settle(test);
}

/// Draws until the threads behind the window have nothing more to do and all of it is shown.
pub fn settle(test: &mut Test) {
    for _ in 0..4_000 {
        test.run_ok();
        if !session(test).is_busy() {
            // What was taken in last may lead to more.
            test.run_ok();
            if !session(test).is_busy() {
                test.check_accessibility();
                return;
            }
        }
        std::thread::sleep(Duration::from_millis(2));
    }
    panic!("the window never came to rest");
}

/// Draws until `reached`, which something outside the window brings about.
pub fn until(test: &mut Test, what: &str, reached: impl Fn(&Test) -> bool) {
    for _ in 0..4_000 {
        if reached(test) {
            settle(test);
            return;
        }
        test.step();
        std::thread::sleep(Duration::from_millis(5));
    }
    panic!("never came: {what}");
}

pub fn settings(test: &Test) -> &Settings {
    session(test).settings()
}

pub fn referral(test: &Test, id: ReferralId) -> Option<&Referral> {
    session(test).board().referral(id)
}

/// Where the file has the referral.
pub fn stored(office: &Office, id: ReferralId) -> Option<Referral> {
    office.desk().store().referral(id).unwrap()
}

/// The customers of a lane, from the top.
pub fn lane(test: &Test, stage: Stage) -> Vec<String> {
    let board = session(test).board();
    let lane = board.lane(stage);
    (0..lane.len())
        .filter_map(|index| board.referral(lane.id_at(index)?))
        .map(|referral| referral.customer.clone())
        .collect()
}

/// The cards in the tree that assistive technology reads.
pub fn cards(test: &Test) -> Vec<Node<'_>> {
    test.query_all_by(|node| node.role() == Role::ListItem && node.size_of_set().is_some())
        .collect()
}

pub fn card_if_any<'t>(test: &'t Test, customer: &str) -> Option<Node<'t>> {
    let start = format!("{customer}, ");
    cards(test)
        .into_iter()
        .find(|card| name(card).starts_with(&start))
}

pub fn card<'t>(test: &'t Test, customer: &str) -> Node<'t> {
    card_if_any(test, customer).unwrap_or_else(|| panic!("no card of {customer}"))
}

pub fn name(node: &Node<'_>) -> String {
    node.accesskit_node().label().unwrap_or_default()
}

/// The card that has the keyboard.
pub fn focused_card(test: &Test) -> Option<String> {
    cards(test)
        .iter()
        .find(|card| card.is_focused())
        .and_then(|card| name(card).split(", ").next().map(str::to_owned))
}

/// The rectangle of a lane; its list is named after its stage.
pub fn lane_rect(test: &Test, stage: &str) -> Rect {
    lane_node(test, stage).rect()
}

pub fn lane_node<'t>(test: &'t Test, stage: &str) -> Node<'t> {
    let start = format!("{stage}, ");
    test.get_all_by_role(Role::List)
        .find(|node| name(node).starts_with(&start))
        .unwrap_or_else(|| panic!("no lane {stage}"))
}

pub fn says(test: &Test, words: &str) -> bool {
    test.query_all_by_label(words).next().is_some()
}

pub fn says_part(test: &Test, words: &str) -> bool {
    test.query_all_by_label_contains(words).next().is_some()
}

/// Every text that is painted, whether or not the tree has it.
pub fn painted(test: &Test) -> Vec<String> {
    fn collect(shape: &Shape, clip: Rect, found: &mut Vec<String>) {
        match shape {
            Shape::Text(text) if clip.intersects(shape.visual_bounding_rect()) => {
                found.push(text.galley.text().to_owned());
            }
            Shape::Vec(shapes) => {
                for shape in shapes {
                    collect(shape, clip, found);
                }
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    for clipped in &test.output().shapes {
        collect(&clipped.shape, clipped.clip_rect, &mut found);
    }
    found
}

pub fn paints(test: &Test, words: &str) -> bool {
    painted(test).iter().any(|text| text.contains(words))
}

/// Every visible name, value and description in the tree.
pub fn everything_said(test: &Test) -> Vec<String> {
    test.root()
        .children_recursive()
        .flat_map(|node| {
            let node = node.accesskit_node();
            [node.label(), node.value(), node.description()]
        })
        .flatten()
        .filter(|text| !text.trim().is_empty())
        .collect()
}

pub fn button<'t>(test: &'t Test, label: &'t str) -> Node<'t> {
    test.get_by_role_and_label(Role::Button, label)
}

pub fn press(test: &mut Test, label: &str) {
    button(test, label).click();
    settle(test);
}

/// A button that is the only one whose name begins so; a menu adds its key to the name.
pub fn press_starting(test: &mut Test, start: &str) {
    test.query_all_by(|node| {
        node.role() == Role::Button
            && !node.is_disabled()
            && node.label().is_some_and(|label| label.starts_with(start))
    })
    .last()
    .unwrap_or_else(|| panic!("no button {start}"))
    .click();
    settle(test);
}

pub fn field<'t>(test: &'t Test, label: &'t str) -> Node<'t> {
    test.query_all_by(|node| {
        matches!(
            node.role(),
            Role::TextInput | Role::MultilineTextInput | Role::SearchInput
        ) && (node.label().as_deref() == Some(label)
            || node
                .labelled_by()
                .any(|by| by.value().or_else(|| by.label()).as_deref() == Some(label)))
    })
    .next()
    .unwrap_or_else(|| panic!("no field {label}"))
}

pub fn type_into(test: &mut Test, label: &str, text: &str) {
    field(test, label).focus();
    test.run_ok();
    field(test, label).type_text(text);
    settle(test);
}

pub fn key(test: &mut Test, key: Key) {
    test.key_press(key);
    settle(test);
}

pub fn command_key(test: &mut Test, modifiers: Modifiers, key: Key) {
    test.key_press_modifiers(Modifiers::COMMAND | modifiers, key);
    settle(test);
}

pub fn undo(test: &mut Test) {
    command_key(test, Modifiers::NONE, Key::Z);
}

pub fn redo(test: &mut Test) {
    command_key(test, Modifiers::SHIFT, Key::Z);
}

pub fn focus(test: &mut Test, customer: &str) {
    card(test, customer).focus();
    settle(test);
    assert_eq!(focused_card(test).as_deref(), Some(customer));
}

/// Opens the panel of a card by clicking it.
pub fn open_panel(test: &mut Test, customer: &str) {
    card(test, customer).click();
    settle(test);
    assert!(says(test, "Close panel"), "the panel of {customer}");
}

/// Takes a card and carries it to `to` without letting go.
pub fn lift(test: &mut Test, customer: &str, to: Pos2) {
    let from = card(test, customer).rect().center();
    test.hover_at(from);
    test.drag_at(from);
    test.hover_at(from + Vec2::new(12.0, 4.0));
    carry(test, to);
}

pub fn carry(test: &mut Test, to: Pos2) {
    test.hover_at(to);
    test.run_steps(2);
}

/// Lets go of what is carried.
pub fn release(test: &mut Test, at: Pos2) {
    test.drop_at(at);
    test.step();
    settle(test);
}

/// The middle of the outcome that only shows while a card is dragged.
pub fn outcome_target(test: &Test, action: &str) -> Option<Pos2> {
    let found = test
        .query_all_by(|node| {
            node.role() == Role::ListItem
                && node.size_of_set().is_none()
                && node.label().as_deref() == Some(action)
        })
        .next();
    found.map(|node| node.rect().center())
}

pub fn press_mouse(test: &Test, at: Pos2, button: PointerButton, pressed: bool) {
    test.event(Event::PointerButton {
        pos: at,
        button,
        pressed,
        modifiers: Modifiers::NONE,
    });
}

/// Chooses one of several options that all stand in sight.
pub fn choose(test: &mut Test, option: &str) {
    test.get_by_role_and_label(Role::RadioButton, option)
        .click();
    settle(test);
}
