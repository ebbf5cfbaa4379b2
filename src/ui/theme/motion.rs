//! How long things take to move: not at all for whoever has asked for that.

use egui::style::ScrollAnimation;
use egui::{Context, Theme};

/// How long what changes takes to come to its place, in seconds, where nobody asked for less motion.
const FULL_SECONDS: f32 = 0.12;

/// Has what changes in this window move to its place, or be there at once. Whatever moves takes its time from
/// [`egui::Style::animation_time`], which is nought then.
pub fn set_motion(ctx: &Context, is_reduced: bool) {
    for theme in [Theme::Light, Theme::Dark] {
        ctx.style_mut_of(theme, |style| {
            (style.animation_time, style.scroll_animation) = if is_reduced {
                (0.0, ScrollAnimation::none())
            } else {
                (FULL_SECONDS, ScrollAnimation::default())
            };
        });
    }
}
