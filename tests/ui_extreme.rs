//! What is very long, very many, or written in unusual ways breaks neither the window nor the file.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

mod ui_support;

use egui::Key;
use leadline::desk::{Desk, DeskError, Store};
use leadline::domain::{
    Action, Command, Contact, MAXIMUM_TEXT_BYTES, NewReferral, Profile, ReferralEdit, ReferralId,
    Refusal, Stage, Timestamp,
};
use rusqlite::Connection;
use ui_support::{Office, key, lane, open_panel, press, says_part, session, settle};

/// Texts that have broken programs.
fn unusual() -> Vec<String> {
    vec![
        "شركة الاتصالات العربية".to_owned(),
        "\u{202e}txet desrever\u{202c}\u{200f}".to_owned(),
        format!("e{}", "\u{0301}".repeat(400)),
        "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}\u{200d}\u{1f466} & \u{1f1ef}\u{1f1f5}"
            .to_owned(),
        "bell\u{7} escape\u{1b}[31m nul\u{0} delete\u{7f} feed\u{c}".to_owned(),
        "\u{feff}\u{fffd}\u{10ffff}\u{e000}".to_owned(),
        "ｶﾞｷﾞｸﾞ ㍿ ﷽ Ⅷ ǆ ﬃ".to_owned(),
        "=HYPERLINK(\"http://x\") '; DROP TABLE referral; -- {{ $x }} <b>".to_owned(),
    ]
}

fn desk(office: &Office) -> Desk {
    Desk::new(Store::open(&office.path("board.leadline")).unwrap())
}

fn add(desk: &mut Desk, new: NewReferral, now: Timestamp) -> Result<ReferralId, DeskError> {
    let done = desk.execute(Command::Add(Box::new(new)), now)?;
    Ok(done.referral().unwrap().id)
}

#[test]
fn unusual_texts_are_shown_kept_and_found_as_they_are() {
    let mut office = Office::new();
    office.has_rare_characters = true;
    let now = ui_support::start();
    let mut desk = desk(&office);
    let mut ids = Vec::new();
    for text in unusual() {
        let new = NewReferral {
            customer: text.clone(),
            overview: text.clone(),
            details: text.clone(),
            region: Some(text.clone()),
            company_size: Some(text.clone()),
            owner: Some(text.clone()),
            contact: Contact {
                name: text.clone(),
                email: text.clone(),
                phone: text.clone(),
            },
            ..NewReferral::default()
        };
        ids.push((add(&mut desk, new, now).unwrap(), text));
    }
    let mut test = office.open();
    assert_eq!(session(&test).board().len(), ids.len());
    key(&mut test, Key::J);
    for _ in 0..ids.len() {
        // Look at it, and go on to the next.
        key(&mut test, Key::Space);
        key(&mut test, Key::Space);
        key(&mut test, Key::Num1);
    }
    drop(test);
    desk.store().check().unwrap();
    for (id, text) in ids {
        let referral = desk.store().referral(id).unwrap().unwrap();
        assert_eq!(referral.stage(), Stage::Evaluating, "{text:?}");
        assert_eq!(referral.customer, text.trim(), "{text:?}");
        let kept = desk.store().referral_text(id).unwrap();
        assert_eq!(kept.details, text.trim_end(), "{text:?}");
        assert_eq!(kept.contact.name, text, "{text:?}");
    }
}

#[test]
fn the_longest_texts_are_shown_and_longer_ones_are_refused_in_words() {
    let office = Office::new();
    let now = ui_support::start();
    let mut desk = desk(&office);
    let long = |text: &str| text.repeat(MAXIMUM_TEXT_BYTES / text.len());
    let longest = NewReferral {
        customer: format!("Contoso {}", long("a b"))
            .chars()
            .take(MAXIMUM_TEXT_BYTES)
            .collect(),
        overview: long("Move a server. "),
        details: long("社内ポータルの再構築\n"),
        ..NewReferral::default()
    };
    let id = add(&mut desk, longest, now).unwrap();
    let notes = Action::Edit(Box::new(ReferralEdit {
        notes: Some(long("called again\n")),
        ..ReferralEdit::default()
    }));
    for action in [Action::Interested, notes] {
        let act = Command::Act {
            id,
            revision: None,
            action,
        };
        desk.execute(act, now).unwrap();
    }
    let mut test = office.open();
    assert_eq!(lane(&test, Stage::Evaluating).len(), 1);
    key(&mut test, Key::J);
    key(&mut test, Key::Enter);
    settle(&mut test);
    // Ten megabytes are no text of a referral.
    let too_long = NewReferral {
        customer: "Fabrikam".to_owned(),
        details: "a".repeat(10_000_000),
        ..NewReferral::default()
    };
    let refused = add(&mut desk, too_long, now).unwrap_err();
    assert!(matches!(refused, DeskError::Refused(Refusal::TextTooLong)));
    desk.store().check().unwrap();
}

#[test]
fn the_first_and_the_last_year_are_shown_and_kept() {
    let office = Office::new();
    let now = ui_support::start();
    let mut desk = desk(&office);
    let mut ids = Vec::new();
    for (customer, at) in [
        ("First", "0001-01-01T00:00:00Z"),
        ("Last", "9999-12-31T23:59:59Z"),
    ] {
        let at = Timestamp::parse(at).unwrap();
        let new = NewReferral {
            customer: customer.to_owned(),
            received_at: Some(at),
            ..NewReferral::default()
        };
        ids.push((add(&mut desk, new, now).unwrap(), at));
    }
    let mut test = office.open();
    // What was received in the year one has been missed for long.
    assert_eq!(lane(&test, Stage::New), ["Last"]);
    open_panel(&mut test, "Last");
    key(&mut test, Key::Escape);
    press(&mut test, "Archive");
    until_said(&mut test, "First");
    for (id, at) in ids {
        let kept = desk.store().referral(id).unwrap().unwrap();
        assert_eq!(kept.received_at, at);
    }
    desk.store().check().unwrap();
}

fn until_said(test: &mut ui_support::Test, words: &str) {
    ui_support::until(test, words, |test| says_part(test, words));
}

#[test]
fn ten_thousand_profiles_are_listed_and_every_referral_still_finds_its_own() {
    const PROFILES: usize = 10_000;
    let office = Office::new();
    let now = ui_support::start();
    let mut desk = desk(&office);
    // There are not as many countries: the program itself would never write them.
    let connection = Connection::open(office.path("board.leadline")).unwrap();
    let body = serde_json::to_string(&Profile::default()).unwrap();
    for number in 0..PROFILES {
        let region = format!("Region {number:05}");
        connection
            .execute(
                "INSERT INTO profile (region, revision, body) VALUES (?1, 1, ?2)",
                (region, &body),
            )
            .unwrap();
    }
    drop(connection);
    let new = NewReferral {
        customer: "Contoso".to_owned(),
        region: Some("Region 09999".to_owned()),
        overview: "about keyword 9999".to_owned(),
        ..NewReferral::default()
    };
    add(&mut desk, new, now).unwrap();
    let mut test = office.open();
    open_panel(&mut test, "Contoso");
    until_said(&mut test, "Region 09999");
    key(&mut test, Key::Escape);
    press(&mut test, "Business profiles");
    until_said(&mut test, "Country or region");
    assert_eq!(session(&test).profiles().len(), PROFILES);
    desk.store().check().unwrap();
}
