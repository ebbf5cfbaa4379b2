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
                outlook.next_at = Some(earliest(outlook.next_at, due_at));
                outlook.stands_until = Some(earliest(outlook.stands_until, due_at));
            }
            if due_at <= horizon {
                outlook.due_within_a_day += 1;
            } else {
                let comes_near = due_at.plus_seconds(-DAY_SECONDS);
                outlook.stands_until = Some(earliest(outlook.stands_until, comes_near));
            }
        })?;
        Ok(outlook)
    }
}

fn earliest(known: Option<Timestamp>, at: Timestamp) -> Timestamp {
    known.map_or(at, |known| known.min(at))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;
    use crate::desk::Store;
    use crate::domain::{Command, NewReferral};
    use std::path::Path;

    #[test]
    fn it_counts_what_is_due_within_a_day_and_knows_until_when_that_is_so() {
        let now = Timestamp::from_millis(1_800_000_000_000);
        let mut desk = Desk::new(Store::in_memory_for(Path::new("board.leadline")).unwrap());
        assert_eq!(desk.outlook(now).unwrap(), Outlook::default());
        for hours_ago in [1, 30] {
            let new = NewReferral {
                customer: "Contoso".to_owned(),
                received_at: Some(now.plus_seconds(-hours_ago * 3600)),
                ..NewReferral::default()
            };
            desk.execute(Command::Add(Box::new(new)), now).unwrap();
        }
        // One has 23 hours left to answer; of the other that mark has passed, and 42 hours are left until it lapses.
        let outlook = desk.outlook(now).unwrap();
        assert_eq!(outlook.due_within_a_day, 1);
        assert_eq!(outlook.next_at, Some(now.plus_seconds(23 * 3600)));
        let until = outlook.stands_until.unwrap();
        assert_eq!(until, now.plus_seconds((42 - 24) * 3600));
        assert_eq!(desk.outlook(until).unwrap().due_within_a_day, 2);
    }
}
