//! What the board was narrowed to last is kept in the file, and comes back with the next start.

use super::App;
use crate::desk::BoardQuery;
use std::time::Duration;

/// It is kept once nothing was typed for so long.
const REST: Duration = Duration::from_millis(1_500);

/// Since when the board is narrowed as it is, by the window's own clock in seconds.
#[derive(Default)]
pub(super) struct LastView {
    seen: BoardQuery,
    since: f64,
}

impl App {
    /// Keeps what the board is narrowed to once that rests.
    pub(super) fn keep_last_view(&mut self, ctx: &egui::Context) {
        let query = self.session.query();
        if *query == self.session.settings().last_query {
            return;
        }
        let now = ctx.input(|input| input.time);
        if *query != self.last_view.seen {
            self.last_view.seen = query.clone();
            self.last_view.since = now;
        }
        let left = REST.as_secs_f64() - (now - self.last_view.since);
        if left > 0.0 {
            ctx.request_repaint_after(Duration::from_secs_f64(left));
        } else {
            self.save_last_view();
        }
    }

    /// Keeps what the board is narrowed to now.
    pub(super) fn save_last_view(&mut self) {
        let query = self.session.query();
        if *query != self.session.settings().last_query {
            let mut settings = self.session.settings().clone();
            settings.last_query = query.clone();
            self.session.save_settings(settings);
        }
    }
}
