//! Looks again at what lies ahead when it may have changed, and only then: it means reading every open referral.

use super::Engine;
use crate::desk::{DeskError, Outlook};
use crate::domain::Timestamp;
use std::time::{Duration, Instant};

/// Between two looks at least this passes, however much is changed meanwhile.
const SHORTEST_PAUSE: Duration = Duration::from_secs(5);
/// After this it is looked again, so that "today" is today's.
const LONGEST_PAUSE: Duration = Duration::from_mins(15);

/// What was seen last.
#[derive(Debug, Default)]
pub(super) struct OutlookWatch {
    seen: Option<Seen>,
}

#[derive(Debug)]
struct Seen {
    outlook: Outlook,
    version: i64,
    at: Timestamp,
    since: Instant,
}

impl OutlookWatch {
    /// What lies ahead, when that may be news.
    pub(super) fn look(&mut self, engine: &Engine) -> Option<Outlook> {
        match self.looked(engine) {
            Ok(news) => news,
            Err(error) => {
                tracing::warn!(%error, "what lies ahead could not be looked up");
                None
            }
        }
    }

    fn looked(&mut self, engine: &Engine) -> Result<Option<Outlook>, DeskError> {
        let now = engine.now();
        let version = engine.desk().store().data_version()?;
        if self
            .seen
            .as_ref()
            .is_some_and(|seen| seen.still_holds(version, now))
        {
            return Ok(None);
        }
        let outlook = engine.desk().outlook(now)?;
        self.seen = Some(Seen {
            outlook,
            version,
            at: now,
            since: Instant::now(),
        });
        Ok(Some(outlook))
    }
}

impl Seen {
    fn still_holds(&self, version: i64, now: Timestamp) -> bool {
        let age = self.since.elapsed();
        let is_as_it_was = version == self.version
            && now >= self.at
            && self.outlook.stands_until.is_none_or(|until| now < until);
        age < SHORTEST_PAUSE || (is_as_it_was && age < LONGEST_PAUSE)
    }
}
