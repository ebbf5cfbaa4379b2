//! Files of referrals whose reminders are due, and what the ledger in them says.

use leadline::desk::{Clock, Desk, LedgerState, Store, SystemClock};
use leadline::domain::{Command, NewReferral, ReferralId, Timestamp};
use std::path::Path;

const DAY_SECONDS: i64 = 24 * 3_600;

pub fn now() -> Timestamp {
    SystemClock.now()
}

/// Adds a referral whose 24-hour mark is this many minutes ahead: within the last hour, a reminder of it is due.
pub fn add(board: &Path, minutes_left: i64) -> ReferralId {
    add_seconds(board, minutes_left * 60)
}

/// Adds a referral of which a reminder comes due in this many seconds: whoever reminds looks at that moment.
pub fn add_due_in(board: &Path, seconds: i64) -> ReferralId {
    add_seconds(board, 3_600 + seconds)
}

fn add_seconds(board: &Path, seconds_left: i64) -> ReferralId {
    let mut desk = Desk::new(Store::open(board).unwrap());
    let new = NewReferral {
        customer: "Contoso".to_owned(),
        received_at: Some(now().plus_seconds(seconds_left - DAY_SECONDS)),
        ..NewReferral::default()
    };
    let done = desk.execute(Command::Add(Box::new(new)), now());
    done.unwrap().referral().unwrap().id
}

/// What became of each reminder that still matters, the newest first.
pub fn ledger(board: &Path) -> Vec<LedgerState> {
    let desk = Desk::new(Store::open(board).unwrap());
    let notes = desk.reminder_notes(now(), 100).unwrap();
    notes.into_iter().map(|note| note.row.state).collect()
}
