//! How often the window was ended by a fault: whether to open it again, or to say that it cannot go on.

use std::time::{Duration, Instant};

/// So many faults within [`SOON`] are too many: opening the window again does not help.
const TOO_MANY: usize = 3;
const SOON: Duration = Duration::from_mins(1);

/// The faults of late.
#[derive(Debug, Default)]
pub(super) struct FaultWatch(Vec<Instant>);

impl FaultWatch {
    /// Counts a fault; true while the window may be opened again.
    pub(super) fn may_go_on_after(&mut self, now: Instant) -> bool {
        self.0.retain(|at| now.duration_since(*at) < SOON);
        self.0.push(now);
        self.0.len() < TOO_MANY
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_again_and_again_are_told_apart_from_one_now_and_then() {
        let start = Instant::now();
        let at = |seconds| start + Duration::from_secs(seconds);
        let mut watch = FaultWatch::default();
        assert!(watch.may_go_on_after(at(0)));
        assert!(watch.may_go_on_after(at(40)));
        // The first one is past.
        assert!(watch.may_go_on_after(at(61)));
        assert!(!watch.may_go_on_after(at(62)));
    }
}
