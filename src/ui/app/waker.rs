//! Wakes a window that may not exist yet.

use std::sync::{Arc, OnceLock};
use std::task::{Wake, Waker};

/// Asks the window for a frame, once it is there. Threads start before the window does, so that the board is read while it opens.
#[derive(Default)]
pub struct LateWaker(OnceLock<egui::Context>);

impl LateWaker {
    /// Tells which window to wake.
    pub fn set(&self, ctx: &egui::Context) {
        if self.0.set(ctx.clone()).is_ok() {
            ctx.request_repaint();
        }
    }

    /// The handle that threads wake.
    pub fn waker(self: &Arc<Self>) -> Waker {
        Waker::from(self.clone())
    }
}

impl Wake for LateWaker {
    fn wake(self: Arc<Self>) {
        if let Some(ctx) = self.0.get() {
            ctx.request_repaint();
        }
    }
}
