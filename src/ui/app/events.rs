//! What the threads tell, and what the window makes of it.

use super::super::notices::WayBack;
use super::{App, Ask};
use crate::desk::{
    ChangeKind, ChangeLabel, DeskError, Done, Event, Failing, Touched, Worker, change_done,
};
use crate::domain::{Command, Refusal};
use crate::remind::{ActedOn, RemindEvent, TestNote};
use crate::text::Say;

impl App {
    /// Takes in what the threads have told since the last frame.
    pub(super) fn take_in_events(&mut self, ctx: &egui::Context) {
        for mut event in self.session.poll() {
            self.on_event(&mut event);
        }
        let told: Vec<RemindEvent> = self
            .reminders
            .iter()
            .flat_map(|reminders| reminders.events.try_iter())
            .collect();
        for event in told {
            self.on_reminder(ctx, event);
        }
        if let Some(id) = self.panel.asks_for() {
            self.session.ask_detail(id);
        }
        for ask in self.files.finished() {
            self.take_in_file(ask);
        }
        if self.options.with_samples && self.session.is_read() {
            self.options.with_samples = false;
            if self.session.board().is_empty() && self.session.overview().archived == 0 {
                self.asks.push(Ask::AddSamples);
            }
        }
    }

    fn on_event(&mut self, event: &mut Event) {
        self.panel.on_event(event);
        self.archive.on_event(event);
        self.profiles.on_event(event);
        self.settings.on_event(event);
        self.reminder_list.on_event(event);
        self.dialogs.on_event(event, &self.texts);
        if let Event::Detail(detail) = event
            && let Some((id, kind)) = self
                .begin_later
                .take_if(|(id, _)| *id == detail.referral.id)
        {
            self.asks.push(Ask::Begin(id, kind));
        }
        let now = self.session.now();
        match &*event {
            Event::Done { done, .. } => {
                self.tell_done(done);
                self.data_changed();
            }
            Event::Lapsed(touched) => {
                self.tell_lapsed(touched.len(), touched.first());
                self.data_changed();
            }
            Event::Ended(worker) => self.tell_ended(*worker),
            Event::Failed { error, of, shown } => {
                if *of != Failing::Reading {
                    self.keep_open(error);
                }
                self.bring_back_form(shown.as_ref().map(|(id, _)| *id));
                self.tell_failure(error);
            }
            Event::WrittenElsewhere(_) | Event::FileReplaced => self.data_changed(),
            Event::SettingsSaved | Event::SettingsRead(_) => {
                if let Some(reminders) = &self.reminders {
                    reminders.thread.nudge();
                }
            }
            Event::ImportPreviewed {
                report: Err(error), ..
            } => self.notices.problem(error.say(&self.texts), now),
            _ => {}
        }
    }

    /// What other parts of the window show may have changed with the data.
    fn data_changed(&mut self) {
        self.archive.ask_again();
        if self.shows_reminders {
            self.session.ask_reminders();
        }
        if let Some(reminders) = &self.reminders {
            reminders.thread.nudge();
        }
    }

    fn tell_done(&mut self, done: &Done) {
        let now = self.session.now();
        if done.label.count == 0 && done.import.is_some() {
            let words = self.texts.get("notice-import-nothing").to_owned();
            self.notices.info(words, now);
            return;
        }
        let words = change_done(&self.texts, done.kind, &done.label);
        let way_back = done.change.map(|change| WayBack {
            command: Command::Revert(change),
            is_redo: done.kind == ChangeKind::Undo,
        });
        self.notices.done(words, way_back, now);
    }

    /// A thread that ended is told for as long as the window is open; what was entered and not written is there again.
    fn tell_ended(&mut self, worker: Worker) {
        let key = match worker {
            Worker::Writer => {
                self.dialogs.bring_back(None);
                "notice-cannot-save"
            }
            Worker::Reader => "notice-cannot-read",
        };
        self.keep_open(&DeskError::Ended);
        let words = self.texts.get(key).to_owned();
        self.notices.lasting(words, self.session.now());
    }

    fn tell_lapsed(&mut self, count: usize, first: Option<&Touched>) {
        if count == 0 {
            return;
        }
        let subject = match first {
            Some(Touched::Put(referral)) if count == 1 => Some(referral.customer.clone()),
            _ => None,
        };
        let label = ChangeLabel {
            kind: ChangeKind::Lapse,
            subject,
            count,
        };
        let words = change_done(&self.texts, ChangeKind::Lapse, &label);
        self.notices.info(words, self.session.now());
    }

    pub(super) fn tell_failure(&mut self, error: &DeskError) {
        // Saving a form in which nothing was changed is no problem to anybody.
        if matches!(error, DeskError::Refused(Refusal::NothingToChange)) {
            return;
        }
        let (words, now) = (error.say(&self.texts), self.session.now());
        if matches!(error, DeskError::Refused(Refusal::NothingToUndo)) {
            self.notices.info(words, now);
        } else {
            self.notices.problem(words, now);
        }
    }

    fn on_reminder(&mut self, ctx: &egui::Context, event: RemindEvent) {
        match event {
            RemindEvent::Raised(_) => self.data_changed_by_clock(),
            RemindEvent::Opened(id) => {
                self.asks.push(Ask::Open(id));
                self.do_asks(ctx);
                ctx.send_viewport_cmd(egui::ViewportCommand::Minimized(false));
                ctx.send_viewport_cmd(egui::ViewportCommand::Focus);
                ctx.send_viewport_cmd(egui::ViewportCommand::RequestUserAttention(
                    egui::UserAttentionType::Informational,
                ));
            }
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
            RemindEvent::Acted(_, Err(words)) => self.notices.problem(words, self.session.now()),
            RemindEvent::Unavailable(words) => {
                self.reminder_list.set_system_shows_notifications(false);
                self.notices.info(words, self.session.now());
            }
            RemindEvent::Available => self.reminder_list.set_system_shows_notifications(true),
            RemindEvent::Tested(Ok(what)) => {
                let words = self.texts.get(match what {
                    TestNote::Taken => "notice-test-raised",
                    TestNote::HeldBack => "notice-test-held-back",
                });
                self.notices.info(words.to_owned(), self.session.now());
            }
            RemindEvent::Tested(Err(words)) => self.notices.problem(words, self.session.now()),
        }
    }

    fn data_changed_by_clock(&mut self) {
        self.session.ask_overview();
        if self.shows_reminders {
            self.session.ask_reminders();
        }
    }
}
