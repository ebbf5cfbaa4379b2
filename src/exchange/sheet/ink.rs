//! The colours of paper, named by what they are for: those of the light theme, on white.

use crate::domain::{Outcome, Urgency};

/// A colour: red, green and blue.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Ink(pub [u8; 3]);

impl Ink {
    pub(super) const PAPER: Self = Self([0xFF, 0xFF, 0xFF]);
    pub(super) const TEXT: Self = Self([0x18, 0x20, 0x2B]);
    pub(super) const WEAK: Self = Self([0x57, 0x61, 0x70]);
    /// Lines between things and around cards.
    pub(super) const LINE: Self = Self([0xC9, 0xCF, 0xD8]);
    pub(super) const SUNKEN: Self = Self([0xED, 0xEF, 0xF3]);
    pub(super) const ACCENT: Self = Self([0x1F, 0x5B, 0xCC]);
    pub(super) const ACCENT_SOFT: Self = Self([0xE3, 0xEC, 0xFC]);
    const CALM: Self = Self([0x1A, 0x6E, 0x69]);
    const CALM_SOFT: Self = Self([0xE0, 0xF1, 0xEF]);
    pub(super) const SOON: Self = Self([0x8A, 0x50, 0x00]);
    const SOON_SOFT: Self = Self([0xFC, 0xEE, 0xD3]);
    const CRITICAL: Self = Self([0xB3, 0x26, 0x1E]);
    const CRITICAL_SOFT: Self = Self([0xFB, 0xE4, 0xE2]);
    const GOOD: Self = Self([0x1C, 0x6B, 0x36]);
    const GOOD_SOFT: Self = Self([0xE0, 0xF2, 0xE5]);

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
