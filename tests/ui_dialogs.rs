//! Dialogs ask before anything is changed, say what is wrong as it is typed, and send exactly what was entered.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use egui::accesskit::Role;
use egui::{Event, ImeEvent, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use leadline::desk::{Desk, Event as DeskEvent, ManualClock, Session, Store};
use leadline::domain::{
    Action, Amount, Command, Contact, Currency, DealTerms, ImportRow, NewReferral, Outcome, Reason,
    Referral, ReferralEdit, ReportedState, Stage, Timestamp,
};
use leadline::text::{Format, Language, Texts, Zone};
use leadline::ui::theme::{Tokens, install_fonts, install_styles};
use leadline::ui::{ActionKind, Ask, Confirm, Dialogs, FileProblem, FileProblemAnswer, View};
use std::sync::Arc;
use std::task::Waker;

const NOW: &str = "2026-11-22T09:00:00Z";

struct Desktop {
    dialogs: Dialogs,
    session: Session,
    texts: Texts,
    asks: Vec<Ask>,
    _folder: tempfile::TempDir,
}

impl Desktop {
    fn new(language: Language, rows: Vec<ImportRow>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let now = Timestamp::parse(NOW).unwrap();
        let mut desk = Desk::new(Store::open(&folder.path().join("board.leadline")).unwrap());
        if !rows.is_empty() {
            let command = Command::Import {
                rows,
                skip_nameless: false,
            };
            desk.execute(command, now).unwrap();
        }
        let clock = Arc::new(ManualClock::new(now));
        let mut session = Session::start(desk, clock, Waker::noop().clone()).unwrap();
        while !session.is_read() {
            session.poll();
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        Self {
            dialogs: Dialogs::default(),
            session,
            texts: Texts::in_zone(language, Zone::fixed_hours(9)),
            asks: Vec::new(),
            _folder: folder,
        }
    }

    fn frame(&mut self, ctx: &egui::Context) {
        let format = Format::new(&self.texts);
        let mut view = View {
            open: None,
            texts: &self.texts,
            format: &format,
            tokens: Tokens::of(ctx.theme()),
            session: &self.session,
            now: self.session.now(),
            asks: &mut self.asks,
        };
        self.dialogs.ui(ctx, &mut view);
    }

    fn open(&mut self, referral: &Referral, kind: ActionKind) {
        let format = Format::new(&self.texts);
        self.dialogs
            .open_action(referral, None, kind, &self.texts, &format);
    }

    fn first(&self, stage: Stage) -> Referral {
        let board = self.session.board();
        let id = board.lane(stage).id_at(0).unwrap();
        board.referral(id).unwrap().clone()
    }
}

type Window = Harness<'static, Desktop>;

fn window(language: Language, rows: Vec<ImportRow>) -> Window {
    Harness::builder()
        .with_size([1024.0, 640.0])
        .with_max_steps(12)
        .with_context_setup(move |ctx| {
            install_fonts(ctx, language);
            install_styles(ctx);
            egui_extras::install_image_loaders(ctx);
        })
        .build_ui_state(
            |ui, desktop: &mut Desktop| desktop.frame(&ui.ctx().clone()),
            Desktop::new(language, rows),
        )
}

fn row(stage: Stage) -> ImportRow {
    ImportRow {
        customer: Some("Kawasemi Trading".into()),
        region: Some("JP".into()),
        company_size: Some("51to250employees".into()),
        overview: Some("Move of a file server".into()),
        details: Some("Dear all,\nplease help.".into()),
        contact_name: Some("Mori Aiko".into()),
        contact_email: Some("mori@kawasemi.example".into()),
        received_at: Timestamp::parse("2026-11-21T09:00:00Z").ok(),
        reported: Some(ReportedState::Open(stage)),
        ..ImportRow::default()
    }
}

/// A window with one referral in `stage` and the dialog for `kind` open.
fn asked(language: Language, stage: Stage, kind: ActionKind) -> (Window, Referral) {
    asked_about(language, row(stage), stage, kind)
}

fn asked_about(
    language: Language,
    row: ImportRow,
    stage: Stage,
    kind: ActionKind,
) -> (Window, Referral) {
    let mut window = window(language, vec![row]);
    let referral = window.state().first(stage);
    window.state_mut().open(&referral, kind);
    window.run();
    (window, referral)
}

fn press(window: &mut Window, label: &str) {
    window.get_by_role_and_label(Role::Button, label).click();
    window.run();
}

fn field<'w>(window: &'w Window, label: &'w str) -> egui_kittest::Node<'w> {
    window
        .get_all_by_label(label)
        .find(|node| {
            matches!(
                node.accesskit_node().role(),
                Role::TextInput | Role::MultilineTextInput
            )
        })
        .unwrap_or_else(|| panic!("no field {label}"))
}

fn enter(window: &mut Window, label: &str, text: &str) {
    field(window, label).focus();
    window.run();
    field(window, label).type_text(text);
    window.run();
}

fn key(window: &mut Window, key: Key) {
    window.key_press(key);
    window.run();
}

fn value(window: &Window, label: &str) -> String {
    field(window, label).value().unwrap_or_default()
}

fn sent(window: &Window) -> Vec<Command> {
    window
        .state()
        .asks
        .iter()
        .map(|ask| match ask {
            Ask::Do(command) => (**command).clone(),
            other => panic!("{other:?}"),
        })
        .collect()
}

fn action(window: &Window) -> Action {
    match sent(window).as_slice() {
        [Command::Act { action, .. }] => action.clone(),
        other => panic!("{other:?}"),
    }
}

fn assert_untouched(window: &Window) {
    assert!(window.state().asks.is_empty());
}

#[test]
fn accepting_asks_for_the_deal_and_sends_exactly_it() {
    let (mut window, referral) = asked(Language::English, Stage::Evaluating, ActionKind::Accept);
    window.get_by_label("Kawasemi Trading");
    assert!(field(&window, "Estimated value").is_focused());
    enter(&mut window, "Estimated value", "12,000.5");
    window.get_by_label("USD 12,000.50");
    enter(&mut window, "Estimated closing date", "+3d");
    window.get_by_label("Wed 25 Nov 2026");
    assert_untouched(&window);
    press(&mut window, "Accept");
    assert_eq!(
        sent(&window),
        [Command::Act {
            id: referral.id,
            revision: Some(referral.revision),
            action: Action::Accept(DealTerms {
                value: Amount::parse("12000.50", Some(Currency::USD)).unwrap(),
                currency: Currency::USD,
                close_on: "2026-11-25".parse().unwrap(),
            }),
        }]
    );
    assert!(!window.state().dialogs.is_open());
}

#[test]
fn enter_accepts_only_once_everything_is_entered() {
    let (mut window, _) = asked(Language::English, Stage::Evaluating, ActionKind::Accept);
    enter(&mut window, "Estimated value", "900");
    key(&mut window, Key::Enter);
    assert_untouched(&window);
    assert!(window.state().dialogs.is_open());
    enter(&mut window, "Estimated closing date", "2026-12-01");
    key(&mut window, Key::Enter);
    assert!(matches!(action(&window), Action::Accept(_)));
}

#[test]
fn enter_on_cancel_cancels() {
    let (mut window, _) = asked(Language::English, Stage::Evaluating, ActionKind::Accept);
    enter(&mut window, "Estimated value", "900");
    enter(&mut window, "Estimated closing date", "2026-12-01");
    window.get_by_role_and_label(Role::Button, "Cancel").focus();
    window.run();
    key(&mut window, Key::Enter);
    assert_untouched(&window);
    assert!(!window.state().dialogs.is_open());
}

#[test]
fn what_is_wrong_with_the_deal_is_said_as_it_is_typed() {
    let (mut window, _) = asked(Language::Japanese, Stage::Evaluating, ActionKind::Accept);
    window.get_by_label("金額を入力してください。");
    enter(&mut window, "見込み金額", "1000.5");
    window.get_by_label_contains("小数点以下のない金額を入力してください");
    enter(&mut window, "成約予定日", "そのうち");
    window.get_by_label_contains("日付として読み取れません");
    press_disabled(&mut window, "承諾");
    assert_untouched(&window);
}

fn press_disabled(window: &mut Window, label: &str) {
    let node = window.get_by_role_and_label(Role::Button, label);
    assert!(node.accesskit_node().is_disabled(), "{label}");
    node.click();
    window.run();
}

#[test]
fn a_closing_date_in_the_past_is_warned_about_and_kept() {
    let (mut window, _) = asked(Language::English, Stage::Evaluating, ActionKind::Accept);
    enter(&mut window, "Estimated value", "900");
    enter(&mut window, "Estimated closing date", "2026-11-01");
    window.get_by_label_contains("This date has passed");
    press(&mut window, "Accept");
    let Action::Accept(terms) = action(&window) else {
        panic!();
    };
    assert_eq!(terms.close_on.to_string(), "2026-11-01");
}

#[test]
fn the_currency_is_the_language_s_and_then_the_last_one_used() {
    let (mut window, referral) = asked(Language::Japanese, Stage::Evaluating, ActionKind::Accept);
    let chosen = |window: &Window| {
        window
            .get_by_role_and_label(Role::ComboBox, "通貨")
            .value()
            .unwrap()
    };
    assert_eq!(chosen(&window), "JPY");
    window.get_by_role_and_label(Role::ComboBox, "通貨").click();
    window.run();
    // Below the list's edge: reached by scrolling, or as a screen reader does.
    window
        .get_by_role_and_label(Role::Button, "その他…")
        .click_accesskit();
    window.run();
    enter(&mut window, "通貨コード", "S");
    let unreadable = "該当する通貨がありません。SEK のような3文字の通貨コードを入力してください。";
    window.get_by_label(unreadable);
    enter(&mut window, "通貨コード", "EK");
    enter(&mut window, "見込み金額", "10.50");
    enter(&mut window, "成約予定日", "明日");
    press(&mut window, "承諾");
    let Action::Accept(terms) = action(&window) else {
        panic!();
    };
    assert_eq!(terms.currency.code(), "SEK");
    assert_eq!(terms.close_on.to_string(), "2026-11-23");
    window.state_mut().open(&referral, ActionKind::Accept);
    window.run();
    assert_eq!(value(&window, "通貨コード"), "SEK");
}

#[test]
fn cancel_and_escape_change_nothing() {
    for kind in [
        ActionKind::Accept,
        ActionKind::Decline,
        ActionKind::Won,
        ActionKind::Lost,
        ActionKind::Correct,
        ActionKind::Edit,
    ] {
        let (mut window, referral) = asked(Language::English, Stage::New, kind);
        key(&mut window, Key::Escape);
        assert!(!window.state().dialogs.is_open(), "{kind:?}");
        window.state_mut().open(&referral, kind);
        window.run();
        press(&mut window, "Cancel");
        assert!(!window.state().dialogs.is_open(), "{kind:?}");
        assert_untouched(&window);
    }
}

#[test]
fn declining_needs_a_reason_from_the_list() {
    let (mut window, _) = asked(Language::English, Stage::Evaluating, ActionKind::Decline);
    press_disabled(&mut window, "Decline");
    window
        .get_by_label("The customer chose another vendor")
        .click();
    window.run();
    enter(&mut window, "Note (optional)", "They called.");
    assert_untouched(&window);
    press(&mut window, "Decline");
    assert_eq!(
        action(&window),
        Action::Decline {
            reason: Reason::parse_listed("other_vendor"),
            note: Some("They called.".into()),
        }
    );
}

#[test]
fn losing_is_confirmed_from_the_note_by_control_and_enter() {
    let (mut window, _) = asked(Language::Japanese, Stage::Negotiating, ActionKind::Lost);
    window.get_by_label("顧客からの応答なし").click();
    window.run();
    enter(&mut window, "メモ(任意)", "三度連絡");
    key(&mut window, Key::Enter);
    assert_untouched(&window);
    window.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    window.run();
    let Action::Lost { reason, note } = action(&window) else {
        panic!();
    };
    assert_eq!(reason, Reason::parse_listed("no_response"));
    assert_eq!(note.as_deref(), Some("三度連絡"));
}

#[test]
fn winning_offers_the_estimate_as_the_final_value() {
    let mut negotiated = row(Stage::Negotiating);
    negotiated.currency = Some(Currency::JPY);
    negotiated.deal_value = Amount::parse("1200000", Some(Currency::JPY)).ok();
    let (mut window, _) = asked_about(
        Language::English,
        negotiated,
        Stage::Negotiating,
        ActionKind::Won,
    );
    assert_eq!(value(&window, "Final value (JPY)"), "1200000");
    enter(&mut window, "Final value (JPY)", ".5");
    window.get_by_label_contains("JPY has fewer decimal places");
    key(&mut window, Key::Backspace);
    key(&mut window, Key::Backspace);
    key(&mut window, Key::Enter);
    assert_eq!(
        action(&window),
        Action::Won {
            value: Amount::parse("1200000", Some(Currency::JPY)).ok()
        }
    );
}

#[test]
fn correcting_says_that_partner_center_cannot_follow_and_needs_a_reason() {
    let mut archived = row(Stage::New);
    archived.reported = Some(ReportedState::Archived(Outcome::Missed));
    let mut window = window(Language::English, vec![row(Stage::New)]);
    let mut referral = window.state().first(Stage::New);
    referral.state = leadline::domain::State::Archived {
        outcome: Outcome::Missed,
        presumed: true,
        from: Stage::New,
        at: Timestamp::parse(NOW).unwrap(),
    };
    window.state_mut().open(&referral, ActionKind::Correct);
    window.run();
    window.get_by_label_contains("Partner Center has no way back");
    window.get_by_label_contains("It returns to New");
    press_disabled(&mut window, "Correct");
    enter(&mut window, "Reason", "Answered by phone");
    press(&mut window, "Correct");
    assert_eq!(
        action(&window),
        Action::Correct {
            note: "Answered by phone".into()
        }
    );
}

#[test]
fn editing_a_new_referral_sends_only_what_was_changed() {
    let (mut window, _) = asked(Language::English, Stage::New, ActionKind::Edit);
    assert!(window.query_by_label("Full request").is_none());
    press_disabled(&mut window, "Save");
    enter(&mut window, "Owner (optional)", "Sato");
    press(&mut window, "Save");
    assert_eq!(
        action(&window),
        Action::Edit(Box::new(ReferralEdit {
            owner: Some(Some("Sato".into())),
            ..ReferralEdit::default()
        }))
    );
}

#[test]
fn editing_a_negotiation_waits_for_its_texts_and_offers_the_deal() {
    let mut window = window(Language::English, vec![row(Stage::Negotiating)]);
    let referral = window.state().first(Stage::Negotiating);
    window.state_mut().open(&referral, ActionKind::Edit);
    window.run_steps(3);
    assert!(window.query_by_label("Full request").is_none());
    window.state().session.ask_detail(referral.id);
    let mut detail = None;
    while detail.is_none() {
        detail = window
            .state_mut()
            .session
            .poll()
            .into_iter()
            .find(|event| matches!(event, DeskEvent::Detail(_)));
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    let texts = window.state().texts.clone();
    window
        .state_mut()
        .dialogs
        .on_event(&mut detail.unwrap(), &texts);
    window.run();
    assert_eq!(value(&window, "Full request"), "Dear all,\nplease help.");
    assert_eq!(value(&window, "Contact mail"), "mori@kawasemi.example");
    enter(&mut window, "Contact phone", "03-1234-5678");
    enter(&mut window, "Notes", "Called back");
    enter(&mut window, "Estimated value", "5000");
    press(&mut window, "Save");
    let Action::Edit(edit) = action(&window) else {
        panic!();
    };
    assert_eq!(
        edit.contact,
        Some(Contact {
            name: "Mori Aiko".into(),
            email: "mori@kawasemi.example".into(),
            phone: "03-1234-5678".into(),
        })
    );
    assert_eq!(edit.notes.as_deref(), Some("Called back"));
    assert_eq!(edit.details, None);
    let deal = edit.deal.unwrap();
    assert_eq!(deal.value.unwrap().to_string(), "5000.00");
    assert_eq!(deal.currency, Some(Currency::USD));
}

fn new_form(language: Language) -> Window {
    let mut window = window(language, Vec::new());
    let desktop = window.state_mut();
    let format = Format::new(&desktop.texts);
    let now = desktop.session.now();
    desktop.dialogs.open_new(&desktop.texts, &format, now);
    window.run();
    window
}

#[test]
fn a_new_referral_needs_its_customer_only() {
    let mut window = new_form(Language::English);
    press_disabled(&mut window, "Add referral");
    enter(&mut window, "Customer", "Plover Logistics");
    press(&mut window, "Add referral");
    assert_eq!(
        sent(&window),
        [Command::Add(Box::new(NewReferral {
            customer: "Plover Logistics".into(),
            ..NewReferral::default()
        }))]
    );
}

#[test]
fn a_region_nobody_knows_is_warned_about_before_it_is_kept() {
    let mut window = new_form(Language::English);
    enter(&mut window, "Customer", "Plover Logistics");
    let warns = |window: &Window| {
        let warning = window.query_by_label_contains("No known country or region");
        warning.is_some()
    };
    enter(&mut window, "Region", "Ger");
    assert!(!warns(&window), "it may become Germany");
    enter(&mut window, "Region", "Nowhereland");
    assert!(field(&window, "Region").is_focused());
    assert!(warns(&window));
}

#[test]
fn a_new_referral_is_entered_in_full() {
    let mut window = new_form(Language::Japanese);
    enter(&mut window, "顧客", "株式会社カワセミ商事");
    enter(&mut window, "国/地域", "日");
    key(&mut window, Key::Enter);
    assert_eq!(value(&window, "国/地域"), "日本");
    assert!(window.state().dialogs.is_open());
    window
        .get_by_role_and_label(Role::ComboBox, "会社の規模")
        .click();
    window.run();
    press(&mut window, "51〜250名");
    replace(&mut window, "受信日", "11/21");
    window.get_by_label_contains("期限はその日時から数えます");
    replace(&mut window, "受信日", "2026年11月21日");
    replace(&mut window, "時刻", "9時30分");
    enter(&mut window, "依頼内容", "移行");
    enter(&mut window, "依頼の全文(任意)", "お世話になっております。");
    enter(&mut window, "連絡先の氏名", "森 あい子");
    enter(&mut window, "連絡先のメール", "mori");
    window.get_by_label_contains("メール アドレスの形式ではない");
    enter(&mut window, "連絡先のメール", "@kawasemi.example");
    enter(&mut window, "連絡先の電話番号", "03-1234-5678");
    enter(&mut window, "担当者(任意)", "佐藤");
    window.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    window.run();
    assert_eq!(
        sent(&window),
        [Command::Add(Box::new(NewReferral {
            customer: "株式会社カワセミ商事".into(),
            received_at: Timestamp::parse("2026-11-21T00:30:00Z").ok(),
            region: Some("JP".into()),
            company_size: Some("51to250employees".into()),
            overview: "移行".into(),
            details: "お世話になっております。".into(),
            contact: Contact {
                name: "森 あい子".into(),
                email: "mori@kawasemi.example".into(),
                phone: "03-1234-5678".into(),
            },
            owner: Some("佐藤".into()),
        }))]
    );
}

fn replace(window: &mut Window, label: &str, text: &str) {
    field(window, label).focus();
    window.run();
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.run();
    field(window, label).type_text(text);
    window.run();
}

#[test]
fn a_pasted_mail_fills_the_fields_that_are_empty() {
    let mut window = new_form(Language::English);
    enter(&mut window, "Contact name", "D. Whitfield");
    field(&window, "Full request (optional)").focus();
    window.run();
    window.event(Event::Paste(
        "From: Dana Whitfield <dana@plover.example>\nSubject: Moving our file server\n\n\
         Hello,\nplease call +44 20 7946 0018.\nPlover Logistics Ltd."
            .into(),
    ));
    window.run();
    press(&mut window, "Fill in from the mail");
    assert_eq!(value(&window, "Customer"), "Plover Logistics Ltd.");
    assert_eq!(value(&window, "Request"), "Moving our file server");
    assert_eq!(value(&window, "Contact name"), "D. Whitfield");
    assert_eq!(value(&window, "Contact mail"), "dana@plover.example");
    assert_eq!(value(&window, "Contact phone"), "+44 20 7946 0018");
    window.get_by_label_contains("Filled in: Customer, Request, Contact mail, Contact phone");
    assert_untouched(&window);
}

#[test]
fn a_mail_pasted_into_the_line_for_the_request_keeps_its_lines_and_offers_to_fill_in() {
    let mut window = new_form(Language::English);
    field(&window, "Request").focus();
    window.run();
    // One line is what the field is for.
    window.event(Event::Paste("Move our files\n".into()));
    window.run();
    assert_eq!(value(&window, "Request").trim(), "Move our files");
    let mut window = new_form(Language::English);
    field(&window, "Request").focus();
    window.run();
    let mail = "Subject: Cloud\nCompany: Contoso\n\nPlease call.";
    window.event(Event::Paste(mail.into()));
    window.run();
    assert_eq!(value(&window, "Request"), "");
    assert_eq!(value(&window, "Full request (optional)"), mail);
    assert!(
        window
            .query_by_label_contains("Press the button to fill in")
            .is_some()
    );
    press(&mut window, "Fill in from the mail");
    assert_eq!(value(&window, "Customer"), "Contoso");
    assert_eq!(value(&window, "Request"), "Cloud");
}

#[test]
fn a_pasted_mail_tells_when_it_was_received_unless_that_was_entered() {
    for (entered, time) in [(None, "17:12"), (Some("07:00"), "07:00")] {
        let mut window = new_form(Language::English);
        if let Some(entered) = entered {
            replace(&mut window, "Time", entered);
        }
        field(&window, "Full request (optional)").focus();
        window.run();
        // Nine hours east of Greenwich that is in the evening.
        window.event(Event::Paste(
            "From: dana@plover.example\nDate: Sun, 22 Nov 2026 09:12 +0100\nSubject: Help\n".into(),
        ));
        window.run();
        press(&mut window, "Fill in from the mail");
        assert_eq!(value(&window, "Time"), time);
        let filled = window
            .query_by_label_contains("Received, Request")
            .is_some();
        assert_eq!(filled, entered.is_none());
    }
}

#[test]
fn a_receipt_that_was_entered_wrong_can_be_mended() {
    let (mut window, referral) = asked(Language::English, Stage::New, ActionKind::Edit);
    replace(&mut window, "Time", "07:30");
    press(&mut window, "Save");
    let Action::Edit(edit) = action(&window) else {
        panic!("no edit");
    };
    let moved = edit.received_at.unwrap().millis_from(referral.received_at);
    // It was received at 18:00 there.
    assert_eq!(moved, -(10 * 60 + 30) * 60 * 1_000);
    let told = ImportRow {
        partner_center_id: Some("1f0c".into()),
        ..row(Stage::New)
    };
    let (window, _) = asked_about(Language::English, told, Stage::New, ActionKind::Edit);
    assert!(window.query_by_label("Time").is_none());
}

#[test]
fn a_receipt_too_long_ago_is_warned_about() {
    let mut window = new_form(Language::English);
    replace(&mut window, "Received on", "2026-11-01");
    window.get_by_label_contains("it will go straight to the archive");
}

#[test]
fn a_date_is_chosen_from_the_calendar_by_keyboard() {
    for (language, label, day) in [
        (
            Language::English,
            "Estimated closing date",
            "Mon 21 Dec 2026",
        ),
        (Language::Japanese, "成約予定日", "2026年12月21日(月)"),
    ] {
        let (mut window, _) = asked(language, Stage::Evaluating, ActionKind::Accept);
        let texts = Texts::new(language);
        let open = texts.with("date-open-calendar", &[("field", label.into())]);
        field(&window, label).focus();
        window.run();
        key(&mut window, Key::Tab);
        let button = window.get_by_role_and_label(Role::Button, &open);
        assert!(button.is_focused());
        key(&mut window, Key::Enter);
        let today = Format::new(&texts).date_with_weekday("2026-11-22".parse().unwrap());
        let today = texts.with("date-today-name", &[("date", today.into())]);
        assert!(window.get_by_label(&today).is_focused());
        for step in [Key::PageDown, Key::ArrowLeft, Key::ArrowDown, Key::ArrowUp] {
            key(&mut window, step);
        }
        assert!(window.get_by_role_and_label(Role::Button, day).is_focused());
        key(&mut window, Key::Enter);
        assert_untouched(&window);
        assert!(window.state().dialogs.is_open());
        let entered = Format::new(&texts).date("2026-12-21".parse().unwrap());
        assert_eq!(value(&window, label), entered);
        assert!(field(&window, label).is_focused());
    }
}

#[test]
fn escape_closes_the_calendar_and_leaves_the_dialog() {
    let (mut window, _) = asked(Language::English, Stage::Evaluating, ActionKind::Accept);
    press(&mut window, "Estimated closing date: open calendar");
    press(&mut window, "Next month");
    press(&mut window, "Previous year");
    window.get_by_label("December 2025");
    key(&mut window, Key::Escape);
    assert!(window.query_by_label("December 2025").is_none());
    assert!(window.state().dialogs.is_open());
    key(&mut window, Key::Escape);
    assert!(!window.state().dialogs.is_open());
}

/// An accept dialog that lacks nothing but what is composed in the date field.
fn composing(text: &str) -> Window {
    let (mut window, _) = asked(Language::Japanese, Stage::Evaluating, ActionKind::Accept);
    enter(&mut window, "見込み金額", "500");
    field(&window, "成約予定日").focus();
    window.run();
    window.event(Event::Ime(ImeEvent::Preedit {
        text: text.into(),
        active_range_chars: None,
    }));
    window.run();
    window
}

#[test]
fn enter_that_confirms_a_composition_does_not_answer_the_dialog() {
    let mut window = composing("明日");
    key(&mut window, Key::Enter);
    assert_untouched(&window);
    assert!(window.state().dialogs.is_open());
}

#[test]
fn what_was_composed_counts_once_it_is_committed() {
    let mut window = composing("あした");
    window.get_by_label_contains("日付として読み取れません");
    window.event(Event::Ime(ImeEvent::Commit("明日".into())));
    window.run();
    assert_eq!(value(&window, "成約予定日"), "明日");
    window.get_by_label("2026年11月23日(月)");
    assert_untouched(&window);
    key(&mut window, Key::Enter);
    assert!(matches!(action(&window), Action::Accept(_)));
}

#[test]
fn escape_that_ends_a_composition_leaves_the_dialog_open() {
    let mut window = new_form(Language::Japanese);
    window.event(Event::Ime(ImeEvent::Preedit {
        text: "かわせみ".into(),
        active_range_chars: None,
    }));
    window.run();
    key(&mut window, Key::Escape);
    assert!(window.state().dialogs.is_open());
}

#[test]
fn a_confirmation_asks_first() {
    let mut window = window(Language::English, Vec::new());
    let confirm = Confirm {
        title: "Remove the samples?".into(),
        body: "They can be brought back by undo.".into(),
        confirm: "Remove".into(),
    };
    let ask = Ask::Do(Box::new(Command::RemoveSamples));
    let open = |window: &mut Window| {
        let dialogs = &mut window.state_mut().dialogs;
        dialogs.open_confirm(confirm.clone(), ask.clone());
        window.run();
    };
    open(&mut window);
    key(&mut window, Key::Escape);
    assert_untouched(&window);
    open(&mut window);
    key(&mut window, Key::Enter);
    assert_eq!(window.state().asks, [ask]);
}

#[test]
fn a_file_that_cannot_be_opened_leaves_ways_on() {
    let texts = Texts::new(Language::English);
    let problem = FileProblem {
        message: "notes.txt is not a Leadline file.".into(),
        may_be_damaged: true,
    };
    for (label, expected) in [
        ("Try again", FileProblemAnswer::Retry),
        ("Choose another file…", FileProblemAnswer::ChooseAnother),
        ("Open a backup…", FileProblemAnswer::OpenBackup),
        ("Recover the file", FileProblemAnswer::Recover),
        ("Quit", FileProblemAnswer::Quit),
    ] {
        let (problem, texts) = (problem.clone(), texts.clone());
        let mut harness = Harness::builder()
            .with_context_setup(move |ctx| {
                install_fonts(ctx, Language::English);
                install_styles(ctx);
                egui_extras::install_image_loaders(ctx);
            })
            .build_ui_state(
                move |ui, answers: &mut Vec<FileProblemAnswer>| {
                    let answer = problem.ui(&ui.ctx().clone(), &texts);
                    if answer != FileProblemAnswer::Open {
                        answers.push(answer);
                    }
                },
                Vec::new(),
            );
        harness.run();
        harness.get_by_label_contains("not a Leadline file");
        harness.key_press(Key::Escape);
        harness.run();
        assert!(harness.state().is_empty());
        harness.get_by_label(label).click();
        harness.run();
        assert_eq!(harness.state(), &[expected]);
    }
}
