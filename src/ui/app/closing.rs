//! Closing the window: nothing entered is lost without being asked, what could not be saved is told first, and the program stays or ends as
//! was answered.

use super::front::{REALLY_CLOSES, hide};
use super::{App, Ask, Screen};
use crate::desk::DeskError;
use crate::domain::{Refusal, Timestamp};
use std::time::Duration;

/// How long closing waits for what is being saved: longer than another program may hold the file. After that the window goes, and the
/// program ends when what was entered is saved; a sheet, an export or a backup that is still being written then is given up.
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
        if self.is_saving() && waited < LONGEST_WAIT_MILLIS {
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
        if self.is_saving() {
            let words = self.texts.get("notice-closing").to_owned();
            self.notices.info(words, self.session.now());
            ctx.request_repaint_after(LOOK_AGAIN);
            return false;
        }
        self.closing = Closing::Ready;
        true
    }

    /// Whether something entered is being saved, or a file being written.
    const fn is_saving(&self) -> bool {
        self.session.is_saving() || self.files.is_writing()
    }

    /// Something was not saved: the window stays, so that it can be read and mended.
    pub(super) fn keep_open(&mut self, error: &DeskError) {
        if !matches!(error, DeskError::Refused(Refusal::NothingToChange)) {
            self.stay_to_tell();
        }
    }

    /// What went wrong has just been told: the window stays, so that it can be read.
    pub(super) fn stay_to_tell(&mut self) {
        self.closing = Closing::No;
    }
}

#[cfg(test)]
mod tests {
    use super::super::files::Finished;
    use super::super::test_window::{until, window};
    use super::*;
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable as _;
    use std::sync::mpsc::{Sender, channel};

    fn ask_to_close(window: &mut Harness<'_, App>) {
        let root = egui::ViewportId::ROOT;
        let viewport = window.input_mut().viewports.entry(root).or_default();
        viewport.events.push(egui::ViewportEvent::Close);
        window.step();
        let viewport = window.input_mut().viewports.entry(root).or_default();
        viewport.events.clear();
    }

    fn says(window: &Harness<'_, App>, words: &str) -> bool {
        window.query_all_by_label_contains(words).count() > 0
    }

    /// A file that is being written until its outcome is sent.
    fn write(window: &mut Harness<'_, App>) -> Sender<Finished> {
        let (outcome, told) = channel();
        let work = move || told.recv().unwrap();
        window.state_mut().files.spawn("print", work);
        outcome
    }

    #[test]
    fn closing_waits_for_a_file_that_is_being_written() {
        let folder = tempfile::tempdir().unwrap();
        let mut window = window(folder.path(), &[]);
        let outcome = write(&mut window);
        ask_to_close(&mut window);
        until(&mut window, |window| {
            says(window, "closes as soon as everything is saved")
        });
        assert!(!window.state().is_leaving());
        outcome
            .send(Finished::Written("Exported".to_owned()))
            .unwrap();
        until(&mut window, |window| window.state().is_leaving());
    }

    #[test]
    fn a_window_that_waits_to_close_stays_to_tell_what_was_not_written() {
        let folder = tempfile::tempdir().unwrap();
        let mut window = window(folder.path(), &[]);
        let outcome = write(&mut window);
        ask_to_close(&mut window);
        outcome
            .send(Finished::Failed("It was not written".to_owned()))
            .unwrap();
        until(&mut window, |window| says(window, "It was not written"));
        until(&mut window, |window| !window.state().files.is_writing());
        window.step();
        assert!(!window.state().is_leaving());
    }

    #[test]
    fn a_file_that_takes_too_long_does_not_keep_the_window() {
        let folder = tempfile::tempdir().unwrap();
        let mut window = window(folder.path(), &[]);
        let outcome = write(&mut window);
        ask_to_close(&mut window);
        let Closing::Waits { since } = window.state().closing else {
            panic!("it does not wait");
        };
        let long_ago = since.plus_seconds(-LONGEST_WAIT_MILLIS / 1_000);
        window.state_mut().closing = Closing::Waits { since: long_ago };
        window.step();
        assert!(window.state().is_leaving());
        drop(outcome);
    }
}
