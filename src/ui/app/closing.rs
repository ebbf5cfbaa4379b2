//! Closing the window: nothing entered is lost without being asked, and what could not be saved is told first.

use super::{App, Ask, Screen};
use crate::desk::DeskError;
use crate::domain::{Refusal, Timestamp};
use std::time::Duration;

/// How long closing waits for what is being saved: longer than another program may hold the file. After that the window goes, and the
/// program ends when the rest is written.
const LONGEST_WAIT_MILLIS: i64 = 10_000;
/// How often it is looked whether everything is saved.
const LOOK_AGAIN: Duration = Duration::from_millis(50);

/// How far closing has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) enum Closing {
    /// Nobody wants to close.
    #[default]
    No,
    /// It waits until everything is saved.
    Waits {
        /// Since when.
        since: Timestamp,
    },
    /// The window closes with the next request.
    Ready,
}

impl App {
    /// A window with something unsaved asks, or waits, before it closes.
    pub(super) fn guard_closing(&mut self, ctx: &egui::Context) {
        let is_asked = ctx.input(|input| input.viewport().close_requested());
        if is_asked && self.closing != Closing::Ready && !self.begin_closing(ctx) {
            ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
            ctx.request_repaint();
        }
        let Closing::Waits { since } = self.closing else {
            return;
        };
        let waited = self.session.now().millis_from(since);
        if self.session.is_saving() && waited < LONGEST_WAIT_MILLIS {
            ctx.request_repaint_after(LOOK_AGAIN);
            return;
        }
        self.closing = Closing::Ready;
        if !is_asked {
            ctx.send_viewport_cmd(egui::ViewportCommand::Close);
        }
    }

    /// True when the window may close at once.
    fn begin_closing(&mut self, ctx: &egui::Context) -> bool {
        if matches!(self.closing, Closing::Waits { .. }) {
            return false;
        }
        if self.dialogs.holds_input() {
            self.dialogs.ask_before_closing();
            return false;
        }
        if !self.profiles.may_leave(Ask::CloseWindow) {
            self.screen = Screen::Profiles;
            return false;
        }
        self.save_and_close(ctx)
    }

    /// Closes as soon as everything is saved, unless something cannot be; true when that is now.
    pub(super) fn save_and_close(&mut self, ctx: &egui::Context) -> bool {
        self.closing = Closing::Waits {
            since: self.session.now(),
        };
        self.panel.save_notes(&mut self.asks);
        self.do_asks(ctx);
        if self.closing == Closing::No {
            return false;
        }
        if self.session.is_saving() {
            let words = self.texts.get("notice-closing").to_owned();
            self.notices.info(words, self.session.now());
            ctx.request_repaint_after(LOOK_AGAIN);
            return false;
        }
        self.closing = Closing::Ready;
        true
    }

    /// Something was not saved: the window stays, so that it can be read and mended.
    pub(super) fn keep_open(&mut self, error: &DeskError) {
        if !matches!(error, DeskError::Refused(Refusal::NothingToChange)) {
            self.closing = Closing::No;
        }
    }
}
