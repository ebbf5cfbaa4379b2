//! How long things take to move: not at all for whoever has asked for that.

use egui::style::ScrollAnimation;
use egui::{Context, Theme};

/// How much moves on the screen. Everything that moves asks here how long it may take.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Motion {
    is_reduced: bool,
}

impl Motion {
    /// How long egui's own controls take to change, in seconds.
    const CONTROL_SECONDS: f32 = 0.12;

    /// As it was last set for this window.
    pub fn of(ctx: &Context) -> Self {
        let seconds = ctx.global_style().animation_time;
        Self {
            is_reduced: seconds <= 0.0,
        }
    }

    /// Whether what changes is to be there at once.
    pub const fn is_reduced(self) -> bool {
        self.is_reduced
    }

    /// How long something takes that otherwise takes `full` seconds.
    pub const fn seconds(self, full: f32) -> f32 {
        if self.is_reduced { 0.0 } else { full }
    }

    /// Has everything in this window move, or be in its place at once.
    pub fn set(ctx: &Context, is_reduced: bool) {
        let seconds = Self { is_reduced }.seconds(Self::CONTROL_SECONDS);
        for theme in [Theme::Light, Theme::Dark] {
            ctx.style_mut_of(theme, |style| {
                style.animation_time = seconds;
                style.scroll_animation = if is_reduced {
                    ScrollAnimation::none()
                } else {
                    ScrollAnimation::default()
                };
            });
        }
    }
}
