//! A session without a window, that waits for the bell its threads ring.

use super::data::desk;
use leadline::desk::{Clock, ManualClock, Session};
use leadline::domain::Timestamp;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::task::{Wake, Waker};
use std::time::Duration;

pub struct Rung {
    pub session: Session,
    pub rung: Receiver<()>,
}

struct Bell(SyncSender<()>);

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        // Rung already is rung.
        self.0.try_send(()).ok();
    }
}

impl Rung {
    /// Opens a file and waits until the board is read and every thread at rest.
    pub fn open(path: &Path, now: Timestamp) -> Self {
        let (ring, rung) = sync_channel(1);
        let clock: Arc<dyn Clock> = Arc::new(ManualClock::new(now));
        let waker = Waker::from(Arc::new(Bell(ring)));
        let mut session = Session::start(desk(path), clock, waker).unwrap();
        while !session.is_read() || session.is_busy() {
            rung.recv_timeout(Duration::from_millis(100)).ok();
            session.poll();
        }
        std::thread::sleep(Duration::from_millis(300));
        Self { session, rung }
    }

    /// Waits until its threads have nothing more to do.
    pub fn come_to_rest(&mut self) {
        while self.session.is_busy() {
            self.session.poll();
            std::thread::sleep(Duration::from_millis(1));
        }
    }
}
