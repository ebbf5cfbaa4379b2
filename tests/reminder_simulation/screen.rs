//! A notification service that does as it is told: shows, fails, or takes the program down at a given step.

use super::oracle::Key;
use leadline::remind::{Engine, NoteKey, Notifier, NotifyError, Pass, Rendered, ServiceState};
use std::collections::HashMap;
use std::panic::resume_unwind;
use std::sync::{Arc, Mutex};

/// What the program is taken down with, and where.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Crash {
    /// As it asks for this notification, which is not shown any more.
    BeforeShowing(usize),
    /// Once this notification is shown, before the program knows.
    AfterShowing(usize),
    /// As it takes one off the screen.
    Withdrawing,
}

/// What [`resume_unwind`] carries: nothing is printed, unlike a panic.
pub struct Crashed;

#[derive(Default)]
pub struct State {
    /// Shown since the last look.
    pub shown: Vec<Rendered>,
    /// Still there, with what each stands for once that is known.
    pub standing: HashMap<NoteKey, Vec<Key>>,
    pub is_failing: bool,
    pub crash: Option<Crash>,
    asked: usize,
    /// Another program that passes over the same file while this one shows its first notification.
    pub other: Option<Box<Engine>>,
    pub passed: Option<Pass>,
    /// A service that never says that it works.
    pub hides_itself: bool,
    /// A program that never takes a notification off the screen.
    pub forgets_to_withdraw: bool,
}

#[derive(Clone, Default)]
pub struct Screen(Arc<Mutex<State>>);

impl Screen {
    pub fn with<T>(&self, act: impl FnOnce(&mut State) -> T) -> T {
        // A crash leaves no half-done state behind.
        act(&mut self
            .0
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner))
    }

    /// Begins a pass.
    pub fn begin(&self, crash: Option<Crash>) {
        self.with(|state| {
            state.crash = crash;
            state.asked = 0;
            state.shown.clear();
            state.passed = None;
        });
    }
}

impl Notifier for Screen {
    fn raise(&mut self, note: &Rendered) -> Result<(), NotifyError> {
        let (index, crash, other) = self.with(|state| {
            state.asked += 1;
            (state.asked - 1, state.crash, state.other.take())
        });
        if let Some(mut other) = other {
            let passed = other.pass().unwrap();
            self.with(|state| {
                state.passed = Some(passed);
                state.other = Some(other);
            });
        }
        if crash == Some(Crash::BeforeShowing(index)) {
            resume_unwind(Box::new(Crashed));
        }
        let is_shown = self.with(|state| {
            if !state.is_failing {
                state.shown.push(note.clone());
                state.standing.insert(note.key.clone(), Vec::new());
            }
            !state.is_failing
        });
        if crash == Some(Crash::AfterShowing(index)) {
            resume_unwind(Box::new(Crashed));
        }
        is_shown.then_some(()).ok_or(NotifyError::NoAnswer)
    }

    fn state(&mut self) -> ServiceState {
        if self.with(|state| state.hides_itself) {
            ServiceState::Missing
        } else {
            ServiceState::Unknown
        }
    }

    fn withdraw(&mut self, key: &NoteKey) {
        let crashes = self.with(|state| {
            if !state.forgets_to_withdraw {
                state.standing.remove(key);
            }
            state.crash == Some(Crash::Withdrawing)
        });
        if crashes {
            resume_unwind(Box::new(Crashed));
        }
    }
}
