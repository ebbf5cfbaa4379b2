//! How large text is shown, and with it everything else.

use super::App;
use crate::desk::TextSize;
use egui::{Context, Vec2, ViewportCommand};

/// The window is no smaller than this, in points of the normal text size: larger text does not make the window grow.
pub const LEAST_WINDOW: Vec2 = Vec2::new(1024.0, 640.0);

/// The text size as far as it is applied.
#[derive(Default)]
pub(super) struct AppliedTextSize {
    /// What was applied.
    size: Option<TextSize>,
    /// The window's least size is still to be told, in the points of the new size.
    is_least_size_due: bool,
}

impl App {
    /// Shows everything in the size that was chosen.
    pub(super) fn keep_text_size(&mut self, ctx: &Context) {
        let size = self.session.settings().text_size;
        if self.text_size.size != Some(size) {
            self.text_size.size = Some(size);
            // It counts from the next frame on.
            self.text_size.is_least_size_due = true;
            ctx.set_zoom_factor(size.factor());
            ctx.request_repaint();
        } else if std::mem::take(&mut self.text_size.is_least_size_due) {
            let least = LEAST_WINDOW / size.factor();
            ctx.send_viewport_cmd(ViewportCommand::MinInnerSize(least));
        }
    }
}
