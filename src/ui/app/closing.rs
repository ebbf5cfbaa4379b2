//! Closing the window: nothing entered is lost without being asked, what could not be saved is told first, and the program stays or ends as
//! was answered.

use super::front::{REALLY_CLOSES, hide};
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
        if is_asked && !self.is_leaving() {
            // Only what was told last counts: a person may have gone on working after being asked.
            let quits = std::mem::take(&mut self.is_told_to_quit);
            if let Some(residency) = &self.residency {
                residency.quit(quits);
            }
            if !self.begin_closing(ctx) {
                ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
                ctx.request_repaint();
            } else if self.stays_hidden() {
                ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
                self.go_away(ctx);
            }
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
        if !is_asked || self.stays_hidden() {
            self.go_away(ctx);
        }
    }

    /// Whether the window closes at this moment.
    pub(super) fn is_leaving(&self) -> bool {
        self.closing == Closing::Ready
    }

    /// Whether the window is only hidden when it is closed.
    fn stays_hidden(&self) -> bool {
        let stays = self.residency.as_ref().is_some_and(super::Residency::stays);
        stays && !REALLY_CLOSES
    }

    /// Takes the window away, with everything saved.
    pub(super) fn go_away(&mut self, ctx: &egui::Context) {
        if self.stays_hidden() {
            self.closing = Closing::No;
            hide(ctx);
        } else {
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
        self.close_or_ask(ctx)
    }

    /// Closes, unless it has never been answered what comes then; true when that is now.
    pub(super) fn close_or_ask(&mut self, ctx: &egui::Context) -> bool {
        let may_ask = self
            .residency
            .as_ref()
            .is_some_and(|residency| residency.may_stay() && !residency.quits());
        let is_answered = self.session.settings().keeps_reminding.is_some();
        if may_ask && !is_answered && self.session.is_read() {
            self.dialogs.ask_to_stay(self.settings.starts_at_login());
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
        self.save_last_view();
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
