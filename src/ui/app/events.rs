//! What the threads tell, and what the window makes of it.

use super::super::notices::WayBack;
use super::{App, Ask, Screen};
use crate::desk::{
    ChangeKind, ChangeLabel, DeskError, Done, Event, Failing, Touched, Worker, change_done,
    refused_words,
};
use crate::domain::{Command, Referral, ReferralId, Refusal, Stage};
use crate::text::Say;
use crate::ui::notices::{About, Drawer};

impl App {
    /// Takes in what the threads have told since the last frame.
    pub(super) fn take_in_events(&mut self) {
        for mut event in self.session.poll() {
            self.on_event(&mut event);
        }
        self.ask_about_undecided_copies();
        self.settle_homeless_notes();
        self.show_newcomer();
        self.go_to_called();
        if let Some(id) = self.panel.asks_for() {
            self.session.ask_detail(id);
        }
        for ask in self.files.finished() {
            self.take_in_file(ask);
        }
        if !self.session.is_saving() {
            self.files.on_saved();
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
        self.board.on_event(event);
        self.palette.on_event(event);
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
                let done_to: Vec<ReferralId> = done.referrals.iter().map(Touched::id).collect();
                let is_undo = matches!(done.kind, ChangeKind::Undo | ChangeKind::Redo);
                self.notices.overtake(&done_to, is_undo);
                self.notices.forget_restored();
                self.tell_done(done);
                self.note_newcomer(done);
                self.follow_undo(done);
                self.follow_erasure(done);
                self.data_changed();
            }
            Event::Settled(touched) => {
                self.tell_settled(touched);
                self.data_changed();
            }
            Event::Ended(worker) => self.tell_ended(*worker),
            Event::DamageFound(error) => self.note_damage(error),
            Event::Failed {
                error: DeskError::Store(error),
                shown,
                ..
            } if error.is_damage() => {
                self.bring_back_form(shown.first().map(|(id, _)| *id));
                self.note_damage(error);
            }
            Event::Failed { error, of, shown } => {
                if *of != Failing::Reading {
                    self.keep_open(error);
                }
                let first = shown.first().map(|(id, _)| *id);
                self.bring_back_form(first);
                if shown.is_empty() && *of == Failing::Command {
                    self.follow_refused_notes(error);
                }
                self.tell_failure(error, first);
            }
            Event::WrittenElsewhere(touched) => {
                if !touched.is_empty() {
                    self.notices.forget_restored();
                }
                self.data_changed();
            }
            Event::FileReplaced => self.data_changed(),
            Event::SettingsSaved(_) | Event::SettingsRead { .. } => {
                self.nudge_reminders();
                self.follow_second_folder();
                self.follow_retention();
            }
            Event::BackingUp(why) => self.tell_of_first_backup(*why),
            Event::BackupMade(made) => self.tell_backup(made),
            Event::ErasureFinished(finished) => {
                self.tell_erasure(finished.as_ref().map(Option::as_deref));
            }
            Event::KeptTooLong(days, Ok(count)) => self.ask_about_retention(*days, *count),
            Event::KeptTooLong(_, Err(error)) => {
                self.notices.problem(error.say(&self.texts), now);
            }
            Event::Restored { backup, kept } => self.tell_restored(backup, kept),
            Event::ImportPreviewed {
                report: Err(error), ..
            } => self.notices.problem(error.say(&self.texts), now),
            _ => {}
        }
    }

    /// Of a referral that is not on the board it is not told which command failed: its notes are shown again rather than lost.
    fn follow_refused_notes(&mut self, error: &DeskError) {
        let id = self.panel.saves_notes_of();
        if let Some(id) = id.filter(|id| self.session.board().referral(*id).is_none()) {
            let is_gone = matches!(error, DeskError::Refused(Refusal::NotFound));
            self.panel.notes_refused(id, is_gone);
        }
    }

    /// What other parts of the window show may have changed with the data.
    pub(super) fn data_changed(&mut self) {
        self.archive.ask_again();
        if self.drawer == Some(Drawer::Reminders) {
            self.session.ask_reminders();
        }
        self.nudge_reminders();
    }

    fn tell_done(&mut self, done: &Done) {
        let now = self.session.now();
        if done.label.count == 0 && done.import.is_some() {
            let words = self.texts.get("notice-import-nothing").to_owned();
            self.notices.info(words, now);
            return;
        }
        let words = change_done(&self.texts, done.kind, &done.label);
        let is_final = done.kind == ChangeKind::Erase;
        let way_back = done.change.filter(|_| !is_final).map(|change| WayBack {
            command: Command::Revert(change),
            is_redo: done.kind == ChangeKind::Undo,
        });
        match refused_words(&self.texts, &done.refused) {
            Some(refused) => {
                let arguments = [("what", words.into()), ("refused", refused.into())];
                let words = self.texts.with("notice-with-refused", &arguments);
                self.notices.partly_done(words, way_back, now);
            }
            None => self.notices.done(words, way_back, now),
        }
        if done.kept_both_notes {
            let words = self.texts.get("notice-notes-both").to_owned();
            self.notices.info(words, now);
        }
        if let Some(aside) = self.whereabouts(done) {
            self.notices.add_aside(aside);
        }
    }

    /// Where the referrals of a change now are, when all are in one place: what who does not see the board needs to hear.
    fn whereabouts(&self, done: &Done) -> Option<String> {
        // An undo or redo moves what its own change moved.
        let can_move = matches!(
            done.label.kind,
            ChangeKind::Interested
                | ChangeKind::Skip
                | ChangeKind::Accept
                | ChangeKind::Decline
                | ChangeKind::Won
                | ChangeKind::Lost
                | ChangeKind::Correct
        );
        if !can_move || done.referrals.is_empty() {
            return None;
        }
        let board = self.session.board();
        let stage = |touched: &Touched| match touched {
            Touched::Put(referral) => Some(referral.stage()),
            Touched::Changed(id) => board.referral(*id).map(Referral::stage),
            Touched::Gone(_) => None,
        };
        let mut stages = done.referrals.iter().map(stage);
        let first = stages.next()??;
        stages.all(|stage| stage == Some(first)).then(|| {
            let stage = ("stage", first.say(&self.texts).into());
            let key = match done.kind {
                ChangeKind::Undo => "notice-aside-back",
                _ => "notice-aside-moved",
            };
            self.texts.with(key, &[stage])
        })
    }

    /// After an undo the keyboard is on the first card that was put back, for it is that one which is to be decided anew; after a redo, where
    /// it was before the undo.
    fn follow_undo(&mut self, done: &Done) {
        let is_undo = done.kind == ChangeKind::Undo;
        if !is_undo && done.kind != ChangeKind::Redo {
            self.focused_before_undo = None;
            return;
        }
        let shows_another = !self.peeks && self.panel.open_id().is_some();
        if self.screen != Screen::Board || self.was_typing || shows_another {
            return;
        }
        let board = self.session.board();
        let place = |id: ReferralId| {
            let (stage, index) = board.place(id)?;
            Some((Stage::OPEN.iter().position(|open| *open == stage), index))
        };
        let touched = done.referrals.iter().map(Touched::id);
        let first = touched
            .filter_map(|id| Some((place(id)?, id)))
            .min()
            .map(|(_, id)| id);
        let before = self.focused_before_undo.take();
        let to = if is_undo {
            self.focused_before_undo = before.or(self.board.focused());
            first
        } else {
            before.filter(|id| place(*id).is_some()).or(first)
        };
        if let Some(id) = to {
            self.board.focus_on(id);
        }
    }

    /// A thread that ended is told for as long as the window is open; what was entered and not written is there again.
    fn tell_ended(&mut self, worker: Worker) {
        let key = match worker {
            Worker::Writer => {
                self.dialogs.bring_back(|_| None);
                "notice-cannot-save"
            }
            Worker::Reader => "notice-cannot-read",
            Worker::Search => "notice-cannot-search",
            Worker::Backups => "backups-ended",
            Worker::Check => "notice-not-checked",
        };
        if matches!(worker, Worker::Writer | Worker::Reader) {
            self.keep_open(&DeskError::Ended);
        }
        let words = self.texts.get(key).to_owned();
        self.notices.lasting(words, self.session.now());
    }

    /// What the clock ended, or opened again.
    fn tell_settled(&mut self, touched: &[Touched]) {
        let settled: Vec<&Referral> = touched
            .iter()
            .filter_map(|touched| match touched {
                Touched::Put(referral) => Some(referral.as_ref()),
                Touched::Changed(_) | Touched::Gone(_) => None,
            })
            .collect();
        for kind in [ChangeKind::Lapse, ChangeKind::Reopen] {
            let is_of_kind = |referral: &Referral| {
                (referral.stage() == Stage::Archived) == (kind == ChangeKind::Lapse)
            };
            let mut of_kind = settled.iter().filter(|referral| is_of_kind(referral));
            let Some(first) = of_kind.next() else {
                continue;
            };
            let count = 1 + of_kind.count();
            let label = ChangeLabel {
                kind,
                subject: (count == 1).then(|| first.customer.clone()),
                count,
            };
            let words = change_done(&self.texts, kind, &label);
            self.notices.info(words, self.session.now());
        }
    }

    /// Tells what came to nothing, and on which referral.
    pub(super) fn tell_failure(&mut self, error: &DeskError, on: Option<ReferralId>) {
        // Saving a form in which nothing was changed is no problem to anybody.
        if matches!(error, DeskError::Refused(Refusal::NothingToChange)) {
            return;
        }
        let (words, now) = (error.say(&self.texts), self.session.now());
        match error {
            DeskError::Refused(Refusal::NothingToUndo) => self.notices.info(words, now),
            DeskError::PassedOver { .. } | DeskError::NotNewest { .. } => {
                self.notices.refused(words, About::Undo, now);
            }
            DeskError::Refused(_) if let Some(on) = on => {
                self.notices.refused(words, About::Referrals(vec![on]), now);
            }
            _ => self.notices.problem(words, now),
        }
    }
}
