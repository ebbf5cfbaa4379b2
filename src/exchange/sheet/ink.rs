//! The colours of paper, named by what they are for: those of the light theme, on white.

use crate::domain::{Outcome, Urgency};
use crate::text::light;

/// A colour: red, green and blue.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Ink(pub [u8; 3]);

impl Ink {
    pub(super) const PAPER: Self = Self(light::SURFACE);
    pub(super) const TEXT: Self = Self(light::TEXT);
    pub(super) const WEAK: Self = Self(light::TEXT_WEAK);
    /// Lines between things and around cards, a shade darker than in the window.
    pub(super) const LINE: Self = Self([0xC9, 0xCF, 0xD8]);
    pub(super) const SUNKEN: Self = Self(light::SUNKEN);
    pub(super) const ACCENT: Self = Self(light::ACCENT);
    pub(super) const ACCENT_SOFT: Self = Self(light::ACCENT_SOFT);
    const CALM: Self = Self(light::CALM);
    const CALM_SOFT: Self = Self(light::CALM_SOFT);
    pub(super) const SOON: Self = Self(light::SOON);
    const SOON_SOFT: Self = Self(light::SOON_SOFT);
    const CRITICAL: Self = Self(light::CRITICAL);
    const CRITICAL_SOFT: Self = Self(light::CRITICAL_SOFT);
    const GOOD: Self = Self(light::GOOD);
    const GOOD_SOFT: Self = Self(light::GOOD_SOFT);

    /// For an urgency, and behind it.
    pub(super) const fn of_urgency(urgency: Urgency) -> (Self, Self) {
        match urgency {
            Urgency::Calm => (Self::CALM, Self::CALM_SOFT),
            Urgency::Soon => (Self::SOON, Self::SOON_SOFT),
            Urgency::Critical => (Self::CRITICAL, Self::CRITICAL_SOFT),
        }
    }

    /// For an outcome, and behind it.
    pub(super) const fn of_outcome(outcome: Outcome) -> (Self, Self) {
        match outcome {
            Outcome::Won => (Self::GOOD, Self::GOOD_SOFT),
            Outcome::Lost | Outcome::Declined | Outcome::Skipped => (Self::WEAK, Self::SUNKEN),
            Outcome::Missed | Outcome::Expired => (Self::CRITICAL, Self::CRITICAL_SOFT),
        }
    }
}
