//! The window's title: it tells how many reminders nobody has read yet, and with it the task bar does.

use super::App;
use crate::text::{Language, Texts};

/// The title, as the window has it.
#[derive(Default)]
pub(super) struct Title {
    /// How many unread reminders it tells of, in which language; `None` while it is the one the window came up with.
    told: Option<(usize, Language)>,
}

impl Title {
    /// The title that tells of so many unread reminders, when the window has another.
    fn follow(&mut self, unread: usize, texts: &Texts) -> Option<String> {
        let now = Some((unread, texts.language()));
        let is_new = std::mem::replace(&mut self.told, now) != now;
        is_new.then(|| texts.with("app-title", &[("count", unread.into())]))
    }
}

impl App {
    /// Tells the window its title, when it is another one than before.
    pub(super) fn keep_title(&mut self, ctx: &egui::Context) {
        let unread = self.session.overview().unread_reminders;
        if let Some(title) = self.title.follow(unread, &self.texts) {
            ctx.send_viewport_cmd(egui::ViewportCommand::Title(title));
        }
    }
}
