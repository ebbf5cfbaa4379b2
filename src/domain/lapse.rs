//! What the clock alone makes of a referral: it ends it, and takes that back where it was ahead of the time.

use super::decide::{next_revision, open_state};
use super::{Change, Entry, EntryKind, Referral, Stage, State, TextChange, Timestamp};

/// What a clock did more than this ahead of the time it shows now, in seconds, it did because it was wrong. Below that it may have been put right
/// by a little, or whoever looks now took the time a moment ago.
pub const CLOCK_AHEAD_SECONDS: i64 = 2 * 60;

/// What the clock makes of `referral` by `now`: ended at the due instant, presumed. `None` when nothing has lapsed.
pub fn lapse(referral: &Referral, now: Timestamp) -> Option<Change> {
    let (at, outcome) = referral.pending_lapse()?;
    if at > now {
        return None;
    }
    let from = referral.stage();
    let mut after = next_revision(referral);
    after.state = State::Archived {
        outcome,
        presumed: true,
        from,
        at,
    };
    Some(Change {
        after,
        text: TextChange::default(),
        entry: Entry::new(at, EntryKind::Lapsed, Some(from), Stage::Archived),
    })
}

/// What becomes of a referral that is presumed to have ended at an instant which is still well ahead at `now` ([`CLOCK_AHEAD_SECONDS`]): the clock
/// that ended it was ahead, and has been set back since. It is open again, as if it had not ended. `None` when it is not such a one.
pub fn reopen(referral: &Referral, now: Timestamp) -> Option<Change> {
    let State::Archived {
        presumed: true,
        from,
        at,
        ..
    } = referral.state
    else {
        return None;
    };
    // A clock that shows a time before the referral came is itself behind: it says nothing about the other one.
    if at <= now.plus_seconds(CLOCK_AHEAD_SECONDS) || now < referral.received_at {
        return None;
    }
    let mut after = next_revision(referral);
    after.state = open_state(from);
    let entry = Entry::new(
        now,
        EntryKind::Reopened,
        Some(Stage::Archived),
        after.stage(),
    );
    Some(Change {
        after,
        text: TextChange::default(),
        entry,
    })
}
