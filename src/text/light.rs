//! The colours of the light theme that paper shares with the window, by what they mean: there once, for both. Red, green and blue.

/// Text.
pub const TEXT: [u8; 3] = [0x18, 0x20, 0x2B];
/// Text of second rank.
pub const TEXT_WEAK: [u8; 3] = [0x57, 0x61, 0x70];
/// Behind text: cards and paper.
pub const SURFACE: [u8; 3] = [0xFF, 0xFF, 0xFF];
/// Behind what is set back: lanes, table heads.
pub const SUNKEN: [u8; 3] = [0xED, 0xEF, 0xF3];
/// The one accent.
pub const ACCENT: [u8; 3] = [0x1F, 0x5B, 0xCC];
/// The accent as a background.
pub const ACCENT_SOFT: [u8; 3] = [0xE3, 0xEC, 0xFC];
/// Nothing presses.
pub const CALM: [u8; 3] = [0x1A, 0x6E, 0x69];
/// Behind calm text.
pub const CALM_SOFT: [u8; 3] = [0xE0, 0xF1, 0xEF];
/// Answer soon.
pub const SOON: [u8; 3] = [0x8E, 0x54, 0x00];
/// Behind soon text.
pub const SOON_SOFT: [u8; 3] = [0xFC, 0xEE, 0xD3];
/// About to end.
pub const CRITICAL: [u8; 3] = [0xB0, 0x20, 0x30];
/// Behind critical text.
pub const CRITICAL_SOFT: [u8; 3] = [0xFB, 0xE4, 0xE2];
/// Won.
pub const GOOD: [u8; 3] = [0x1C, 0x6B, 0x36];
/// Behind won text.
pub const GOOD_SOFT: [u8; 3] = [0xE0, 0xF2, 0xE5];
