//! What lies ahead, in short: how much is due within a day, and when the next deadline is.

use super::{Desk, DeskError};
use crate::domain::Timestamp;
use crate::text::Language;

const DAY_SECONDS: i64 = 24 * 3600;

/// What lies ahead, for where there is room for a line.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Outlook {
    /// Open referrals whose next deadline is within a day; overdue ones included, as on the board.
    pub due_within_a_day: usize,
    /// The next deadline of any referral that is still ahead.
    pub next_at: Option<Timestamp>,
    /// When this is no longer so, if nothing is changed before.
    pub stands_until: Option<Timestamp>,
    /// The language set in the file.
    pub language: Option<Language>,
}

impl Desk {
    /// What lies ahead at `now`, by the deadlines that the cards show. Reads every open referral.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn outlook(&self, now: Timestamp) -> Result<Outlook, DeskError> {
        let horizon = now.plus_seconds(DAY_SECONDS);
        let mut outlook = Outlook {
            language: self.settings()?.language,
            ..Outlook::default()
        };
        self.store().open_outlines(|referral| {
            let Some(deadline) = referral.next_deadline(now) else {
                return;
            };
            let due_at = deadline.due_at;
            if due_at > now {
                outlook.next_at = earliest(outlook.next_at, due_at);
                outlook.stands_until = earliest(outlook.stands_until, due_at);
            }
            if due_at <= horizon {
                outlook.due_within_a_day += 1;
            } else {
                let comes_near = due_at.plus_seconds(-DAY_SECONDS);
                outlook.stands_until = earliest(outlook.stands_until, comes_near);
            }
        })?;
        Ok(outlook)
    }
}

fn earliest(known: Option<Timestamp>, at: Timestamp) -> Option<Timestamp> {
    Some(known.map_or(at, |known| known.min(at)))
}
