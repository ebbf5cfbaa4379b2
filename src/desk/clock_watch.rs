//! Notices that the clock was set forward: such a clock is often put right again a moment later.

use crate::domain::Timestamp;

/// A clock that goes ahead of the machine's own count by this much, in milliseconds, was set.
const SET_FORWARD_MILLIS: i64 = 2 * 60 * 1_000;
/// For so long, in milliseconds, nothing is raised by a clock that was set forward; nor by that of a machine that has just started, which is often
/// not yet the right one.
const GRACE_MILLIS: i64 = 60 * 1_000;

/// What the clocks showed before. Sleep moves both: nothing waits after it.
#[derive(Debug, Default)]
pub(crate) struct ClockWatch {
    seen: Option<Seen>,
    trusted_from_uptime: i64,
}

#[derive(Clone, Copy, Debug)]
struct Seen {
    now: Timestamp,
    uptime_millis: i64,
}

impl ClockWatch {
    /// Looks at the clocks, and tells for how long yet, in milliseconds, what the one on the wall says is not to be acted on; zero when it is
    /// trusted.
    pub(crate) fn look(&mut self, now: Timestamp, uptime_millis: i64) -> i64 {
        if let Some(seen) = self.seen {
            let went_by = uptime_millis - seen.uptime_millis;
            let ahead = now.millis_from(seen.now) - went_by;
            if ahead > SET_FORWARD_MILLIS {
                self.trusted_from_uptime = uptime_millis + GRACE_MILLIS;
            } else if ahead < -SET_FORWARD_MILLIS {
                self.trusted_from_uptime = uptime_millis;
            }
        }
        self.seen = Some(Seen { now, uptime_millis });
        self.left(uptime_millis)
    }

    /// For how long yet the clock is not acted on, as far as is known from the last look.
    pub(crate) fn left(&self, uptime_millis: i64) -> i64 {
        (self.trusted_from_uptime - uptime_millis).max(0)
    }

    /// For how long yet, in milliseconds, a machine has only just started.
    pub(crate) const fn left_after_start(uptime_millis: i64) -> i64 {
        let left = GRACE_MILLIS - uptime_millis;
        if left > 0 { left } else { 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: i64 = 60_000;

    #[test]
    fn a_clock_that_was_set_forward_is_given_a_minute_and_sleep_none() {
        let mut watch = ClockWatch::default();
        let (start, day) = (Timestamp::from_millis(1_800_000_000_000), 24 * 60 * MINUTE);
        let at = |millis: i64| Timestamp::from_millis(start.millis() + millis);
        assert_eq!(watch.look(at(0), MINUTE), 0);
        // Asleep for a day: both went on.
        assert_eq!(watch.look(at(day), MINUTE + day), 0);
        // Set forward by an hour.
        let uptime = MINUTE + day + 30_000;
        assert_eq!(watch.look(at(day + 60 * MINUTE), uptime), MINUTE);
        assert_eq!(watch.left(uptime + 20_000), 40_000);
        assert_eq!(watch.look(at(day + 61 * MINUTE), uptime + MINUTE), 0);
        // Forward once more, and put right at once.
        assert_eq!(watch.look(at(day + 160 * MINUTE), uptime + MINUTE), MINUTE);
        assert_eq!(watch.look(at(day + 62 * MINUTE), uptime + 2 * MINUTE), 0);
    }
}
