//! Looking for damage while the board is in use: on a thread of its own, once the board is there.

use super::Session;
use crate::desk::event::Event;
use crate::desk::threads::Outbox;
use crate::store::{CheckStop, Store};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

/// How long the check waits after the board has come: whatever the first frames need comes first.
const AFTER_BOARD: Duration = Duration::from_secs(1);
/// How often a check that is to end is told so: what is told between two of its statements is lost.
const TELL_AGAIN: Duration = Duration::from_millis(2);

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

    /// Begins, once; what is found is told.
    pub(super) fn begin(&mut self, outbox: Outbox) {
        let (Some(store), Some(until_gone)) = (self.store.take(), self.until_gone.take()) else {
            return;
        };
        let spawned = std::thread::Builder::new()
            .name("check".to_owned())
            .spawn(move || {
                if until_gone.recv_timeout(AFTER_BOARD) != Err(RecvTimeoutError::Timeout) {
                    return;
                }
                match store.quick_check() {
                    Ok(()) => tracing::debug!("the file is whole"),
                    Err(error) if error.is_damage() => {
                        tracing::error!(%error, "the file is damaged");
                        outbox.tell(Event::DamageFound(error));
                    }
                    Err(error) => tracing::warn!(%error, "the file could not be checked"),
                }
            });
        match spawned {
            Ok(thread) => self.thread = Some(thread),
            Err(error) => tracing::warn!(%error, "the file is not checked"),
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
            checking: self.checking.take(),
        }
    }
}

/// The threads of a session that was told to end.
#[derive(Debug)]
#[must_use = "the threads may still be writing"]
pub struct Stopped {
    threads: Vec<JoinHandle<()>>,
    checking: Option<Checking>,
}

impl Stopped {
    /// Waits until they have.
    pub fn wait(self) {
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
