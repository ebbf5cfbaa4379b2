//! Takes in what the threads tell.

use super::{CheckNews, SETTLE_AGAIN_SECONDS, Session};
use crate::desk::event::{Event, Failing, Worker};
use crate::desk::threads::{Job, Request};
use crate::desk::{DeskError, Done};
use crate::domain::{ChangeId, Timestamp};
use crate::store::{ChangeKind, Undoable};

impl Session {
    /// Takes in what the threads have told since the last call, and hands it on. Call it once a frame.
    pub fn poll(&mut self) -> Vec<Event> {
        let now = self.now();
        if std::mem::take(&mut self.is_outlined) {
            self.request(Request::Board(self.wanted_grouping()));
        }
        let mut events = Vec::new();
        while let Some((event, _ticket)) = self
            .held
            .pop_front()
            .or_else(|| self.events.try_recv().ok())
        {
            if let Some(event) = self.take_in(event, now) {
                events.push(event);
            }
        }
        let may_settle = self.settle_again_at.is_none_or(|at| at <= now);
        if self.is_read && may_settle && self.board.advance(now) {
            self.job(Job::Settle);
        }
        self.tell_search();
        self.follow_urgency(now);
        self.regroup();
        events
    }

    /// Takes an event in; returns it where the window has more to do with it.
    fn take_in(&mut self, event: Event, now: Timestamp) -> Option<Event> {
        match event {
            Event::Outlined(board) => {
                if self.is_read {
                    self.request(Request::Board(self.wanted_grouping()));
                } else {
                    let mut before = std::mem::replace(&mut self.board, *board);
                    self.board.count_on_from(&before);
                    self.board.narrow_outline_as(&mut before);
                    self.is_read = true;
                    // Reading the rest would take the processor from the first frame, which shows no more than this.
                    self.is_outlined = true;
                    self.outbox.waker.wake_by_ref();
                }
                return None;
            }
            Event::BoardRead(board) => {
                self.install(*board, now);
                if let Some(checking) = &mut self.checking {
                    let told = self.outbox.clone();
                    checking.begin(move |news| {
                        told.tell(match news {
                            CheckNews::Damage(error) => Event::DamageFound(error),
                            CheckNews::NotChecked => Event::Ended(Worker::Check),
                        });
                    });
                }
                return None;
            }
            Event::Done {
                ref done,
                ref shown,
                ref taken_back,
            } => {
                self.executing = self.executing.saturating_sub(1);
                self.settle_again_at = None;
                self.note_revertible(done);
                for id in shown {
                    self.written(*id);
                }
                self.take_back(taken_back, now);
                self.take_in_touched(&done.referrals, now);
                if done.kind == ChangeKind::Erase {
                    // What this window has of them may name the person.
                    self.ask_settings();
                }
                if done.profiles_changed {
                    self.request(Request::Profiles);
                }
            }
            Event::Failed {
                ref shown,
                ref error,
                of,
            } => {
                match of {
                    Failing::Command => self.executing = self.executing.saturating_sub(1),
                    Failing::Clock => {
                        // The cards have left the board, but the file still has them open.
                        self.settle_again_at = Some(now.plus_seconds(SETTLE_AGAIN_SECONDS));
                        self.ask_board();
                    }
                    Failing::Settings => self.settings_answered(),
                    Failing::Reading => {}
                }
                if let DeskError::Store(error) = error {
                    tracing::error!(%error, "a change could not be written or read");
                }
                self.take_back(shown, now);
            }
            Event::Found(found) => {
                self.take_in_found(found);
                return None;
            }
            Event::Settled(ref touched) => {
                self.settle_again_at = None;
                self.take_in_touched(touched, now);
            }
            Event::WrittenElsewhere(ref touched) => {
                self.take_in_from_elsewhere(touched, now);
                self.request(Request::Overview);
                self.request(Request::Profiles);
                self.ask_settings();
            }
            Event::FileReplaced => {
                // Revisions start over.
                self.left.clear();
                self.taken_in_since.clear();
                self.own_newest = ChangeId::default();
                self.ask_everything();
                self.ask_settings();
            }
            Event::SettingsRead {
                ref settings,
                saved,
            } => {
                if saved != self.settings_saved {
                    // They may have been read before what this window has written since.
                    self.ask_settings();
                    return None;
                }
                if !self.take_in_settings((**settings).clone()) {
                    return None;
                }
            }
            Event::PersonsErased => {
                self.ask_settings();
                return None;
            }
            Event::Ended(worker) => self.ended(worker),
            Event::Profiles(ref profiles) => {
                let before = std::mem::replace(&mut self.profiles, profiles.clone());
                if before != self.profiles {
                    self.search_again();
                }
            }
            Event::Overview(overview) => {
                let before = std::mem::replace(&mut self.overview, *overview);
                if self.overview.newest < self.own_newest {
                    self.overview.undoable = before.undoable;
                    self.overview.undoes = before.undoes;
                    self.overview.redoable = before.redoable;
                    self.overview.redoes = before.redoes;
                }
                return None;
            }
            Event::SettingsSaved(ref settings) => {
                self.settings_answered();
                self.settings_saved += 1;
                self.take_in_settings((**settings).clone());
            }
            Event::BackupMade(_) => self.backed_up(),
            Event::Restored { ref kept, .. } => self.restored(kept.is_ok()),
            Event::ImportPreviewed { .. }
            | Event::ErasurePreviewed(..)
            | Event::KeptTooLong(..)
            | Event::ErasureFinished(_)
            | Event::Detail(_)
            | Event::FilterChoices(..)
            | Event::Counted(_)
            | Event::Named { .. }
            | Event::Archive { .. }
            | Event::Reminders(_)
            | Event::BackingUp(_)
            | Event::Backups(_)
            | Event::Compared { .. }
            | Event::ArrivalFacts(..)
            | Event::DamageFound(_) => {}
        }
        Some(event)
    }

    /// What undo and redo are about now, before the file is asked.
    fn note_revertible(&mut self, done: &Done) {
        let Some(change) = done.change else {
            return;
        };
        let parts = |change: Option<&Undoable>| {
            change.map_or((None, None), |change| {
                (Some(change.id), Some(change.label.clone()))
            })
        };
        self.own_newest = change;
        (self.overview.undoes, self.overview.undoable) = parts(done.undoable.as_ref());
        (self.overview.redoes, self.overview.redoable) = parts(done.redoable.as_ref());
    }

    /// Goes on without a thread: what it was still to do comes to nothing, so the board is what the file has.
    fn ended(&mut self, worker: Worker) {
        match worker {
            Worker::Writer => {
                self.jobs = None;
                self.executing = 0;
                self.saving_settings = 0;
                self.unwritten.clear();
                self.passed_over.clear();
                self.left.clear();
                self.taken_in_since.clear();
                self.ask_board();
            }
            Worker::Reader => self.requests = None,
            Worker::Search => self.search_ended(),
            Worker::Backups => self.backups = None,
            Worker::Check => {}
        }
    }

    fn settings_answered(&mut self) {
        self.saving_settings = self.saving_settings.saturating_sub(1);
    }
}
