//! Looking for damage while the board is in use: on a thread of its own, once the board is there.

use super::Session;
use crate::desk::guarded;
use crate::store::{CheckStop, Store, StoreError};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

/// How long the check waits after the board has come: whatever the first frames need comes first.
const AFTER_BOARD: Duration = Duration::from_secs(1);
/// How often a check that is to end is told so: what is told between two of its statements is lost.
const TELL_AGAIN: Duration = Duration::from_millis(2);

/// What a check has found.
#[derive(Debug)]
pub enum CheckNews {
    /// The file is damaged.
    Damage(StoreError),
    /// A fault of the program kept it from looking.
    NotChecked,
}

/// The check of a file that no window shows; it ends with this.
#[derive(Debug)]
pub struct BackgroundCheck(Option<Checking>);

impl BackgroundCheck {
    /// Begins on a connection of its own. `tell` is called, on a thread, with what is wrong.
    pub fn begin(store: Store, tell: impl Fn(CheckNews) + Send + Clone + 'static) -> Self {
        let mut checking = Checking::new(store);
        checking.begin(tell);
        Self(Some(checking))
    }
}

impl Drop for BackgroundCheck {
    fn drop(&mut self) {
        if let Some(checking) = self.0.take() {
            checking.end();
        }
    }
}

/// The check of the file at start.
#[derive(Debug)]
pub(super) struct Checking {
    /// Its own connection, until it begins.
    store: Option<Store>,
    stop: CheckStop,
    /// It does not begin once this is gone.
    goes_on: Sender<()>,
    until_gone: Option<Receiver<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Checking {
    pub(super) fn new(store: Store) -> Self {
        let (goes_on, until_gone) = channel();
        Self {
            stop: store.check_stop(),
            store: Some(store),
            goes_on,
            until_gone: Some(until_gone),
            thread: None,
        }
    }

    /// Begins, once; what is wrong is told, on its thread.
    pub(super) fn begin(&mut self, tell: impl Fn(CheckNews) + Send + Clone + 'static) {
        let (Some(store), Some(until_gone)) = (self.store.take(), self.until_gone.take()) else {
            return;
        };
        let told = tell.clone();
        let spawned = std::thread::Builder::new()
            .name("check".to_owned())
            .spawn(move || {
                if until_gone.recv_timeout(AFTER_BOARD) != Err(RecvTimeoutError::Timeout) {
                    return;
                }
                match guarded(|| store.quick_check()) {
                    Ok(Ok(())) => tracing::debug!("the file is whole"),
                    Ok(Err(error)) if error.is_damage() => {
                        tracing::error!(%error, "the file is damaged");
                        told(CheckNews::Damage(error));
                    }
                    Ok(Err(error)) => tracing::warn!(%error, "the file could not be checked"),
                    Err(_) => told(CheckNews::NotChecked),
                }
            });
        match spawned {
            Ok(thread) => self.thread = Some(thread),
            Err(error) => {
                tracing::warn!(%error, "the file is not checked");
                tell(CheckNews::NotChecked);
            }
        }
    }

    /// Ends it and waits until its connection is closed.
    pub(super) fn end(self) {
        drop(self.goes_on);
        let Some(thread) = self.thread else { return };
        while !thread.is_finished() {
            self.stop.stop();
            std::thread::sleep(TELL_AGAIN);
        }
        if thread.join().is_err() {
            tracing::error!("the check ended badly");
        }
    }
}

impl Session {
    /// Ends the threads and waits until everything that was sent is written, or not to be: the file can then be put aside. What the session has
    /// read stays; nothing can be saved or read any more.
    pub fn stop(&mut self) -> Stopped {
        self.jobs = None;
        self.requests = None;
        self.backups = None;
        self.search = None;
        Stopped {
            threads: std::mem::take(&mut self.threads),
            looking: self.looking.take(),
            checking: self.checking.take(),
        }
    }
}

/// The threads of a session that was told to end.
#[derive(Debug)]
#[must_use = "the threads may still be writing"]
pub struct Stopped {
    threads: Vec<JoinHandle<()>>,
    /// Looks through backups; it writes nothing that is not waited for elsewhere.
    looking: Option<JoinHandle<()>>,
    checking: Option<Checking>,
}

impl Stopped {
    /// Waits until none of them has the file open any more.
    pub fn wait(mut self) {
        let looking = self.looking.take();
        self.wait_for_writing();
        if looking.is_some_and(|thread| thread.join().is_err()) {
            tracing::error!("the thread for backups ended badly");
        }
    }

    /// Waits until everything is written. A window that closes does not wait for what only looks.
    pub(super) fn wait_for_writing(self) {
        if let Some(checking) = self.checking {
            checking.end();
        }
        for thread in self.threads {
            if thread.join().is_err() {
                tracing::error!("a thread ended badly");
            }
        }
    }
}
