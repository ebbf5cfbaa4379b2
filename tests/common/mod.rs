//! What the tests of the core share: a file in a folder of its own, and referrals to work on.
#![allow(dead_code, reason = "each test file uses its part")]

use leadline::desk::{Desk, DeskError, Done, ManualClock, Recorded, Store};
use leadline::domain::{
    Action, Amount, Command, Contact, Currency, DealTerms, ImportRow, NewReferral, PolicyId,
    Profile, Reason, Referral, ReferralId, ReferralText, Refusal, Stage, Timestamp, decide,
    receive,
};
use leadline::remind::{Engine, RecordingNotifier};
use leadline::text::{Language, Texts, Zone};
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub const HOUR: i64 = 3_600;
pub const DAY: i64 = 24 * HOUR;

/// A folder that goes with the test, and the file in it.
pub struct Folder(tempfile::TempDir);

impl Folder {
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub fn path(&self) -> PathBuf {
        self.join("leadline.db")
    }

    pub fn join(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn desk(&self) -> Desk {
        desk_on(&self.path())
    }
}

pub fn desk_on(path: &Path) -> Desk {
    Desk::new(Store::open(path).unwrap())
}

/// A desk whose person is in `zone`.
pub fn desk_in(path: &Path, zone: Zone) -> Desk {
    let mut desk = desk_on(path);
    desk.set_zone(zone);
    desk
}

/// An engine whose person is in `zone`, in English.
pub fn engine_in(
    path: &Path,
    zone: Zone,
    clock: &Arc<ManualClock>,
    screen: &RecordingNotifier,
) -> Engine {
    let texts = Texts::in_zone(Language::English, zone);
    let screen = Box::new(screen.clone());
    Engine::new(desk_in(path, zone), clock.clone(), screen, texts)
}

pub fn instant(text: &str) -> Timestamp {
    Timestamp::parse(text).unwrap()
}

/// When the stories of the tests begin.
pub fn start() -> Timestamp {
    instant("2026-11-22T00:00:00Z")
}

pub fn millis_after(at: Timestamp, millis: i64) -> Timestamp {
    Timestamp::from_millis(at.millis() + millis)
}

pub fn named(customer: &str) -> NewReferral {
    NewReferral {
        customer: customer.to_owned(),
        region: Some("JP".to_owned()),
        company_size: Some("51to250employees".to_owned()),
        overview: "Move to the cloud".to_owned(),
        details: "We have forty servers.".to_owned(),
        contact: Contact {
            name: "Aiko".to_owned(),
            email: "aiko@contoso.example".to_owned(),
            phone: "03-0000-0000".to_owned(),
        },
        ..NewReferral::default()
    }
}

/// A referral received at the start, without a file.
pub fn received_under(policy: PolicyId) -> Referral {
    let (mut referral, ..) = receive(&named("Contoso"), policy, start()).unwrap();
    referral.id = ReferralId(1);
    referral
}

pub fn received() -> Referral {
    received_under(PolicyId::Classic)
}

pub fn usd() -> Currency {
    Currency::parse("USD").unwrap()
}

pub fn terms() -> DealTerms {
    DealTerms {
        value: Amount::parse("12000.50", Some(usd())).unwrap(),
        currency: usd(),
        close_on: "2026-12-31".parse().unwrap(),
    }
}

pub fn decline() -> Action {
    Action::Decline {
        reason: Reason::parse_listed("budget"),
        note: Some("no money".to_owned()),
    }
}

pub fn lost() -> Action {
    Action::Lost {
        reason: Reason::parse_listed("other_vendor"),
        note: None,
    }
}

pub fn correct(note: &str) -> Action {
    Action::Correct {
        note: note.to_owned(),
    }
}

/// What the action makes of the referral; panics when it is refused.
pub fn after(referral: &Referral, action: &Action, now: Timestamp) -> Referral {
    decide(referral, action, now).unwrap().after
}

/// A referral in each stage, as of the start.
pub fn in_stage(stage: Stage) -> Referral {
    let new = received();
    match stage {
        Stage::New => new,
        Stage::Evaluating => after(&new, &Action::Interested, start()),
        Stage::Negotiating => after(
            &in_stage(Stage::Evaluating),
            &Action::Accept(terms()),
            start(),
        ),
        Stage::Archived => after(&new, &Action::Skip, start()),
    }
}

pub fn add(desk: &mut Desk, customer: &str, now: Timestamp) -> ReferralId {
    let done = desk
        .execute(Command::Add(Box::new(named(customer))), now)
        .unwrap();
    done.referral().unwrap().id
}

pub fn act(
    desk: &mut Desk,
    id: ReferralId,
    action: Action,
    now: Timestamp,
) -> Result<Done, DeskError> {
    let command = Command::Act {
        id,
        revision: None,
        action,
    };
    desk.execute(command, now)
}

pub fn import(desk: &mut Desk, rows: &[ImportRow], now: Timestamp) -> Result<Done, DeskError> {
    let command = Command::Import {
        rows: rows.to_vec(),
        skip_nameless: false,
    };
    desk.execute(command, now)
}

pub fn referral(desk: &Desk, id: ReferralId) -> Referral {
    desk.store().referral(id).unwrap().unwrap()
}

pub fn text(desk: &Desk, id: ReferralId) -> ReferralText {
    desk.store().referral_text(id).unwrap()
}

pub fn history(desk: &Desk, id: ReferralId) -> Vec<Recorded> {
    desk.store().history(id).unwrap()
}

pub fn refusal(error: DeskError) -> Refusal {
    match error {
        DeskError::Refused(refusal) | DeskError::PassedOver { why: refusal, .. } => refusal,
        other => panic!("not a refusal: {other}"),
    }
}

pub fn profile(region: &str) -> Profile {
    Profile {
        region: region.to_owned(),
        active: true,
        description: "Cloud migration".to_owned(),
        keywords: vec!["cloud".to_owned(), "移行".to_owned()],
        ..Profile::default()
    }
}

/// Everything in the file that undo is to bring back: referrals without their revisions, with their texts, and the profiles likewise.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Content {
    pub referrals: Vec<(Referral, ReferralText)>,
    pub profiles: Vec<Profile>,
}

pub fn content(desk: &Desk) -> Content {
    let mut referrals = Vec::new();
    desk.store()
        .all_referrals(|referral| referrals.push(referral))
        .unwrap();
    Content {
        referrals: referrals
            .into_iter()
            .map(|mut referral| {
                referral.revision = 0;
                let text = text(desk, referral.id);
                (referral, text)
            })
            .collect(),
        profiles: desk
            .store()
            .profiles()
            .unwrap()
            .into_iter()
            .map(|profile| Profile {
                revision: 0,
                ..profile
            })
            .collect(),
    }
}

/// A row that names its referral by Partner Center's id.
pub fn row(partner_center_id: &str, customer: &str) -> ImportRow {
    ImportRow {
        line: 2,
        partner_center_id: Some(partner_center_id.to_owned()),
        customer: Some(customer.to_owned()),
        received_at: Some(start()),
        region: Some("JP".to_owned()),
        overview: Some("Move to the cloud".to_owned()),
        ..ImportRow::default()
    }
}

/// Every file in a folder and those below it.
pub fn files_in(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files_in(&path));
        } else {
            found.push(path);
        }
    }
    found
}
