//! What reaches the window from outside: other launches, the reminder thread, the tray, the system.

use super::{App, Ask, Screen, bring_to_front};
use crate::remind::{ActedOn, RemindEvent, ServiceState, TestNote};
use crate::resident::Call;
use crate::text::Say;
use crate::ui::notices::Drawer;

impl App {
    /// Takes in what has come since the last frame. A window that is on its way out leaves it to the next.
    pub(super) fn take_in_calls(&mut self, ctx: &egui::Context) {
        let Some(residency) = &self.residency else {
            return;
        };
        if self.is_leaving() {
            return;
        }
        // What the settings say may have changed, also by another program.
        if self.session.is_read() {
            let keeps = self.session.settings().keeps_reminding;
            residency.keep_reminding(keeps == Some(true));
        }
        for call in residency.take() {
            self.on_call(ctx, call);
        }
    }

    fn on_call(&mut self, ctx: &egui::Context, call: Call) {
        match call {
            Call::Open(id) => {
                if let Some(id) = id {
                    self.call_up(id);
                    self.do_asks(ctx);
                }
                bring_to_front(ctx);
            }
            Call::Quit => {
                bring_to_front(ctx);
                self.asks.push(Ask::Quit);
                self.do_asks(ctx);
            }
            Call::Backups(news) => self.on_backup_news(&news),
            Call::Reminder(event) => self.on_reminder(ctx, event),
            Call::SettingsPageFailed(error) => {
                let why = ("why", error.to_string().into());
                let words = self.texts.with("notice-settings-page-failed", &[why]);
                self.notices.problem(words, self.session.now());
            }
            Call::Login(Ok(is_on)) => self.settings.set_login(is_on),
            Call::Login(Err(error)) => {
                tracing::warn!(%error, "starting at login");
                self.notices
                    .problem(error.say(&self.texts), self.session.now());
            }
        }
    }

    fn on_reminder(&mut self, ctx: &egui::Context, event: RemindEvent) {
        match event {
            RemindEvent::Raised(_) => self.data_changed_by_clock(),
            RemindEvent::Opened(id) => self.on_call(ctx, Call::Open(Some(id))),
            RemindEvent::Unavailable(words) => self.notices.info(words, self.session.now()),
            RemindEvent::Service(state) => self.set_service(state),
            RemindEvent::Acted(id, Ok(done)) => {
                let (now, number) = (self.session.now(), ("number", id.to_string().into()));
                let words = match done {
                    ActedOn::Interested => {
                        self.texts.with("notice-interested-elsewhere", &[number])
                    }
                    ActedOn::Snoozed(snooze) => {
                        let at = self.format.date_time_short(snooze.until, now);
                        let at = ("at", at.into());
                        self.texts.with("notice-snoozed-elsewhere", &[number, at])
                    }
                };
                self.notices.info(words, now);
            }
            RemindEvent::Tested(Ok(what)) => {
                let words = self.texts.get(match what {
                    TestNote::Taken => "notice-test-raised",
                    TestNote::HeldBack => "notice-test-held-back",
                    TestNote::FullScreen => "notice-test-full-screen",
                });
                self.notices.info(words.to_owned(), self.session.now());
            }
            RemindEvent::Acted(_, Err(words)) | RemindEvent::Tested(Err(words)) => {
                self.notices.problem(words, self.session.now());
            }
            RemindEvent::Faulted => {
                let words = self.texts.get("notice-fault-reminders").to_owned();
                self.notices.lasting(words, self.session.now());
            }
            // The tray has been told of the one, and the state says the other.
            RemindEvent::Outlook(_) | RemindEvent::Available => {}
        }
    }

    /// Tells what shows it how what shows notifications stands.
    pub(super) const fn set_service(&mut self, state: ServiceState) {
        self.settings.set_service(state);
        self.reminder_list.set_service(state);
    }

    /// Has the reminder thread look how what shows notifications stands, for those who are about to read it.
    pub(super) fn look_at_service(&self) {
        if let Some(residency) = &self.residency {
            residency.look_at_service();
        }
    }

    /// A person who comes back to the window may have been in the system's settings.
    pub(super) fn look_at_service_on_return(&mut self, ctx: &egui::Context) {
        let has_focus = ctx.input(|input| input.focused);
        let had_focus = std::mem::replace(&mut self.had_focus, has_focus);
        let returns = has_focus && !had_focus;
        if returns && (self.drawer == Some(Drawer::Reminders) || self.screen == Screen::Settings) {
            self.look_at_service();
        }
    }

    /// Has the reminder thread look at what has changed.
    pub(super) fn nudge_reminders(&self) {
        if let Some(residency) = &self.residency {
            residency.nudge();
        }
    }

    fn data_changed_by_clock(&mut self) {
        self.session.ask_overview();
        if self.drawer == Some(Drawer::Reminders) {
            self.session.ask_reminders();
        }
    }
}
