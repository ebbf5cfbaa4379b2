//! The time of day: the only place that reads it. Everything else is told.

use crate::domain::Timestamp;
use std::sync::atomic::{AtomicI64, Ordering};

/// Tells the present instant.
pub trait Clock: Send + Sync {
    /// Now, by the wall clock. It may be set at any time.
    fn now(&self) -> Timestamp;

    /// How long the machine has been on, sleep included, in milliseconds. Nobody sets that: beside it a clock that was set stands out.
    fn uptime_millis(&self) -> i64;
}

/// The system's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_millis(chrono::Utc::now().timestamp_millis())
    }

    fn uptime_millis(&self) -> i64 {
        uptime_millis()
    }
}

#[cfg(unix)]
fn uptime_millis() -> i64 {
    use nix::time::{ClockId, clock_gettime};
    /// The one that goes on during sleep.
    #[cfg(any(target_os = "linux", target_os = "android"))]
    const SINCE_START: ClockId = ClockId::CLOCK_BOOTTIME;
    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    const SINCE_START: ClockId = ClockId::CLOCK_MONOTONIC;
    // Every system has it; one that had not would only never be seen to have been set.
    clock_gettime(SINCE_START).map_or(0, |since| {
        since.tv_sec() * 1_000 + since.tv_nsec() / 1_000_000
    })
}

#[cfg(windows)]
#[allow(
    unsafe_code,
    reason = "Windows' own interface, by the crate's rule unsafe like any other"
)]
fn uptime_millis() -> i64 {
    // SAFETY: it takes nothing and returns a number.
    let millis = unsafe { windows::Win32::System::SystemInformation::GetTickCount64() };
    i64::try_from(millis).unwrap_or(i64::MAX)
}

/// A clock that is set by hand, for tests.
#[derive(Debug)]
pub struct ManualClock {
    now: AtomicI64,
    uptime_millis: AtomicI64,
}

impl ManualClock {
    /// A clock that stands at `at`, of a machine that has been on for a day.
    pub const fn new(at: Timestamp) -> Self {
        Self {
            now: AtomicI64::new(at.millis()),
            uptime_millis: AtomicI64::new(24 * 3_600 * 1_000),
        }
    }

    /// Lets time go by until `at`; into the past, sets the clock back.
    pub fn set(&self, at: Timestamp) {
        let before = self.now.swap(at.millis(), Ordering::SeqCst);
        self.uptime_millis
            .fetch_add((at.millis() - before).max(0), Ordering::SeqCst);
    }

    /// Lets so much time go by; when negative, sets the clock back.
    pub fn advance_seconds(&self, seconds: i64) {
        self.now.fetch_add(seconds * 1_000, Ordering::SeqCst);
        self.uptime_millis
            .fetch_add(seconds.max(0) * 1_000, Ordering::SeqCst);
    }

    /// Sets the clock forward, or back when negative, without any time going by.
    pub fn step_seconds(&self, seconds: i64) {
        self.now.fetch_add(seconds * 1_000, Ordering::SeqCst);
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_millis(self.now.load(Ordering::SeqCst))
    }

    fn uptime_millis(&self) -> i64 {
        self.uptime_millis.load(Ordering::SeqCst)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_system_tells_how_long_it_has_been_on() {
        let before = SystemClock.uptime_millis();
        assert!(before > 0);
        std::thread::sleep(std::time::Duration::from_millis(5));
        assert!(SystemClock.uptime_millis() >= before + 5);
    }
}
