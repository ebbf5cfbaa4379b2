//! The design tokens: every colour by what it means, every distance and type size by its step.
#![expect(
    clippy::disallowed_methods,
    reason = "this is where raw colours and type sizes are named"
)]

use crate::domain::{Outcome, Urgency};
use crate::text::light;
use egui::{Color32, FontFamily, FontId, Theme};

/// The colours of one theme, named by what they are for. Text on every background they are used on reaches a contrast of 4.5 : 1, and what
/// tells a control or where the keyboard is 3 : 1; the three urgencies stay apart for whoever does not see all colours.
#[derive(Debug)]
pub struct Tokens {
    /// Behind everything.
    pub background: Color32,
    /// Lanes, side bars, table heads.
    pub sunken: Color32,
    /// Cards, panels, dialogs.
    pub surface: Color32,
    /// A card or row under the pointer.
    pub surface_hover: Color32,
    /// Menus and other lists over the window.
    pub raised: Color32,
    /// The edge of those.
    pub raised_border: Color32,
    /// Text fields.
    pub field: Color32,
    /// Lines between things.
    pub border: Color32,
    /// Lines around what can be worked with.
    pub border_strong: Color32,
    /// Text.
    pub text: Color32,
    /// Text of second rank.
    pub text_weak: Color32,
    /// The one accent: what to press, what is chosen, where the focus is.
    pub accent: Color32,
    /// The accent as a background.
    pub accent_soft: Color32,
    /// Text on the accent.
    pub on_accent: Color32,
    /// Nothing presses.
    pub calm: Color32,
    /// Behind calm text.
    pub calm_soft: Color32,
    /// Answer soon.
    pub soon: Color32,
    /// Behind soon text.
    pub soon_soft: Color32,
    /// About to end, or an error.
    pub critical: Color32,
    /// Behind critical text.
    pub critical_soft: Color32,
    /// Won.
    pub good: Color32,
    /// Behind won text.
    pub good_soft: Color32,
    /// Behind what a search found within a text.
    pub mark: Color32,
    /// What dims the window behind a dialog.
    pub backdrop: Color32,
    /// Shadows.
    pub shadow: Color32,
}

/// A colour that the window shares with paper.
const fn rgb([red, green, blue]: [u8; 3]) -> Color32 {
    Color32::from_rgb(red, green, blue)
}

static LIGHT: Tokens = Tokens {
    background: Color32::from_rgb(0xF7, 0xF8, 0xFA),
    sunken: rgb(light::SUNKEN),
    surface: rgb(light::SURFACE),
    surface_hover: Color32::from_rgb(0xF3, 0xF6, 0xFC),
    raised: rgb(light::SURFACE),
    raised_border: Color32::from_rgb(0xC6, 0xCC, 0xD6),
    field: Color32::from_rgb(0xFF, 0xFF, 0xFF),
    border: Color32::from_rgb(0xDC, 0xE0, 0xE7),
    border_strong: Color32::from_rgb(0x87, 0x90, 0x9D),
    text: rgb(light::TEXT),
    text_weak: rgb(light::TEXT_WEAK),
    accent: rgb(light::ACCENT),
    accent_soft: rgb(light::ACCENT_SOFT),
    on_accent: Color32::from_rgb(0xFF, 0xFF, 0xFF),
    calm: rgb(light::CALM),
    calm_soft: rgb(light::CALM_SOFT),
    soon: rgb(light::SOON),
    soon_soft: rgb(light::SOON_SOFT),
    critical: rgb(light::CRITICAL),
    critical_soft: rgb(light::CRITICAL_SOFT),
    good: rgb(light::GOOD),
    good_soft: rgb(light::GOOD_SOFT),
    mark: Color32::from_rgb(0xFF, 0xE5, 0x8F),
    backdrop: Color32::from_rgba_premultiplied(0x0A, 0x0E, 0x14, 0x66),
    shadow: Color32::from_rgba_premultiplied(0x08, 0x0A, 0x0E, 0x30),
};

static DARK: Tokens = Tokens {
    background: Color32::from_rgb(0x12, 0x16, 0x1D),
    sunken: Color32::from_rgb(0x18, 0x1D, 0x26),
    surface: Color32::from_rgb(0x21, 0x27, 0x32),
    surface_hover: Color32::from_rgb(0x36, 0x3F, 0x4E),
    raised: Color32::from_rgb(0x2B, 0x32, 0x3F),
    raised_border: Color32::from_rgb(0x66, 0x72, 0x85),
    field: Color32::from_rgb(0x16, 0x1B, 0x23),
    border: Color32::from_rgb(0x31, 0x39, 0x47),
    border_strong: Color32::from_rgb(0x66, 0x72, 0x85),
    text: Color32::from_rgb(0xE8, 0xEC, 0xF2),
    text_weak: Color32::from_rgb(0xA3, 0xAE, 0xBD),
    accent: Color32::from_rgb(0x7F, 0xAC, 0xFF),
    accent_soft: Color32::from_rgb(0x23, 0x34, 0x55),
    on_accent: Color32::from_rgb(0x0C, 0x15, 0x26),
    calm: Color32::from_rgb(0x6C, 0xCB, 0xC3),
    calm_soft: Color32::from_rgb(0x1B, 0x38, 0x39),
    soon: Color32::from_rgb(0xF2, 0xB9, 0x5C),
    soon_soft: Color32::from_rgb(0x40, 0x33, 0x1C),
    critical: Color32::from_rgb(0xFF, 0x8F, 0x87),
    critical_soft: Color32::from_rgb(0x4A, 0x25, 0x26),
    good: Color32::from_rgb(0x7A, 0xD1, 0x94),
    good_soft: Color32::from_rgb(0x1E, 0x3B, 0x29),
    mark: Color32::from_rgb(0x4A, 0x3D, 0x0E),
    backdrop: Color32::from_rgba_premultiplied(0x00, 0x00, 0x00, 0x99),
    shadow: Color32::from_rgba_premultiplied(0x00, 0x00, 0x00, 0x70),
};

impl Tokens {
    /// The tokens of a theme.
    pub fn of(theme: Theme) -> &'static Self {
        match theme {
            Theme::Light => &LIGHT,
            Theme::Dark => &DARK,
        }
    }

    /// Text and background for an urgency.
    pub fn urgency(&self, urgency: Urgency) -> (Color32, Color32) {
        match urgency {
            Urgency::Calm => (self.calm, self.calm_soft),
            Urgency::Soon => (self.soon, self.soon_soft),
            Urgency::Critical => (self.critical, self.critical_soft),
        }
    }

    /// Text and background for an outcome.
    pub fn outcome(&self, outcome: Outcome) -> (Color32, Color32) {
        match outcome {
            Outcome::Won => (self.good, self.good_soft),
            Outcome::Lost | Outcome::Declined | Outcome::Skipped => (self.text_weak, self.sunken),
            Outcome::Missed | Outcome::Expired => (self.critical, self.critical_soft),
        }
    }
}

/// Distances, in points.
#[derive(Debug)]
pub struct Space;

impl Space {
    /// Between an icon and its word.
    pub const XS: f32 = 4.0;
    /// Between things that belong together.
    pub const S: f32 = 8.0;
    /// Inside cards and fields.
    pub const M: f32 = 12.0;
    /// Between groups.
    pub const L: f32 = 16.0;
    /// Around a screen's content.
    pub const XL: f32 = 24.0;
}

/// Corner radii, in points.
#[derive(Debug)]
pub struct Radius;

impl Radius {
    /// Chips, fields, buttons.
    pub const S: u8 = 6;
    /// Cards.
    pub const M: u8 = 8;
    /// Lanes, dialogs.
    pub const L: u8 = 12;
}

/// Type sizes and weights.
#[derive(Debug)]
pub struct Type;

impl Type {
    /// The name of the bold family.
    pub const BOLD: &'static str = "bold";

    /// Labels and second-rank lines.
    pub const CAPTION_SIZE: f32 = 12.0;
    /// Running text.
    pub const BODY_SIZE: f32 = 14.0;
    /// The time left on a card.
    pub const TIME_SIZE: f32 = 18.0;
    /// The headline of a screen or dialog.
    pub const HEADING_SIZE: f32 = 20.0;

    fn bold(size: f32) -> FontId {
        FontId::new(size, FontFamily::Name(Self::BOLD.into()))
    }

    /// Labels and second-rank lines.
    pub fn caption() -> FontId {
        FontId::proportional(Self::CAPTION_SIZE)
    }

    /// A count on an icon.
    pub fn badge() -> FontId {
        Self::bold(10.0)
    }

    /// A label that stands out.
    pub fn caption_strong() -> FontId {
        Self::bold(Self::CAPTION_SIZE)
    }

    /// Running text.
    pub fn body() -> FontId {
        FontId::proportional(Self::BODY_SIZE)
    }

    /// Names and what stands out in running text.
    pub fn strong() -> FontId {
        Self::bold(Self::BODY_SIZE)
    }

    /// The time left on a card.
    pub fn time() -> FontId {
        Self::bold(Self::TIME_SIZE)
    }

    /// The headline of a screen or dialog.
    pub fn heading() -> FontId {
        Self::bold(Self::HEADING_SIZE)
    }
}
