//! The thread that makes the routine backups, as long as the program works on a file, with a window or without.

use super::{BackupProblem, ClockDoubt, Erased, Keeper, KnownBackup, Pass};
use crate::desk::{Clock, ClockWatch, guarded};
use crate::store::{Interrupter, Store};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

/// What the thread tells.
#[derive(Clone, PartialEq, Debug)]
pub struct BackupNews {
    /// The backup that was made.
    pub made: Option<KnownBackup>,
    /// What was erased, because it was kept too long or an erasure had been interrupted.
    pub erased: Option<Erased>,
    /// What is wrong now.
    pub problems: Vec<BackupProblem>,
}

/// The first look comes so long after the start, which it is not to slow down.
const HEAD_START: Duration = Duration::from_secs(15);
/// How often it is looked.
const LOOK_EVERY: Duration = Duration::from_mins(1);
/// How long the end of the thread is waited for; what it was writing is then given up.
const LONGEST_FAREWELL: Duration = Duration::from_secs(2);

/// The running thread. It ends when this is dropped; a backup that is being made then is given up.
#[derive(Debug)]
pub struct BackupThread {
    /// Each has it look now; `None` once it is to end.
    nudges: Option<Sender<()>>,
    interrupter: Interrupter,
    ended: Receiver<()>,
    thread: Option<JoinHandle<()>>,
}

impl BackupThread {
    /// Starts the thread on a connection of its own. `tell` is called, on the thread, when a backup was made, and when what is wrong changes.
    ///
    /// # Errors
    /// When the system starts no more threads.
    pub fn start(
        store: Store,
        clock: Arc<dyn Clock>,
        tell: impl Fn(BackupNews) + Send + 'static,
    ) -> std::io::Result<Self> {
        let mut keeper = Keeper::new(store);
        let interrupter = keeper.interrupter();
        let (nudges, nudged) = channel();
        let (ending, ended) = channel::<()>();
        let thread = std::thread::Builder::new()
            .name("backups".to_owned())
            .spawn(move || {
                // Dropped when the thread ends, however it ends.
                let _ending = ending;
                look_again_and_again(&mut keeper, &clock, &nudged, &tell);
            })?;
        Ok(Self {
            nudges: Some(nudges),
            interrupter,
            ended,
            thread: Some(thread),
        })
    }

    /// Whether it has not ended before its time.
    pub fn is_running(&self) -> bool {
        (self.thread.as_ref()).is_some_and(|thread| !thread.is_finished())
    }

    /// Has it look now.
    pub fn nudge(&self) {
        if let Some(nudges) = &self.nudges
            && nudges.send(()).is_err()
        {
            tracing::warn!("the thread that makes backups has ended");
        }
    }
}

fn look(keeper: &mut Keeper, watch: &mut ClockWatch, clock: &Arc<dyn Clock>) -> Pass {
    let (now, uptime_millis) = (clock.now(), clock.uptime_millis());
    if ClockWatch::left_after_start(uptime_millis) > 0 {
        keeper.doubt_clock(ClockDoubt::JustStarted);
    } else if watch.look(now, uptime_millis) > 0 {
        keeper.doubt_clock(ClockDoubt::Leapt);
    }
    keeper.pass(now)
}

fn look_again_and_again(
    keeper: &mut Keeper,
    clock: &Arc<dyn Clock>,
    nudged: &Receiver<()>,
    tell: &impl Fn(BackupNews),
) {
    let mut pause = HEAD_START;
    let mut told = Vec::new();
    let mut watch = ClockWatch::default();
    loop {
        match nudged.recv_timeout(pause) {
            Ok(()) => {
                while nudged.try_recv().is_ok() {}
                keeper.look_for_erasures();
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return,
        }
        pause = LOOK_EVERY;
        // A fault ends one look, is told, and the next comes all the same.
        let pass = guarded(|| look(keeper, &mut watch, clock)).unwrap_or_else(|_| Pass {
            problems: vec![BackupProblem::Fault],
            ..Pass::default()
        });
        if matches!(
            nudged.try_recv(),
            Err(std::sync::mpsc::TryRecvError::Disconnected)
        ) {
            // It may have been interrupted, which is no failure.
            return;
        }
        for problem in &pass.problems {
            if !told.contains(problem) {
                tracing::warn!(?problem, "backups");
            }
        }
        if pass.made.is_some() || pass.copied > 0 || pass.erased.is_some() || pass.problems != told
        {
            told.clone_from(&pass.problems);
            tell(BackupNews {
                made: pass.made,
                erased: pass.erased,
                problems: pass.problems,
            });
        }
    }
}

impl Drop for BackupThread {
    fn drop(&mut self) {
        self.nudges = None;
        self.interrupter.interrupt();
        match self.ended.recv_timeout(LONGEST_FAREWELL) {
            Err(RecvTimeoutError::Timeout) => {
                tracing::warn!("a backup is still being written; left behind");
            }
            Ok(()) | Err(RecvTimeoutError::Disconnected) => {
                if self
                    .thread
                    .take()
                    .is_some_and(|thread| thread.join().is_err())
                {
                    tracing::error!("the thread that makes backups ended badly");
                }
            }
        }
    }
}
