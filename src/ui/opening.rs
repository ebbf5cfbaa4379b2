//! A file being opened while its window comes up.

use super::app::LateWaker;
use super::run::WindowOptions;
use super::theme::{Tokens, install_fonts, install_styles};
use crate::desk::{
    Clock, Desk, DeskError, Session, Store, guarded, restore_file, unlock_where_remembered,
};
use crate::resident::Residency;
use crate::text::Texts;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::time::{Duration, Instant};

/// The session on the file, or why it cannot be opened.
pub(super) type Opened = Result<Session, DeskError>;

/// Opens the file, and reminds of what is in it from then on.
pub(super) fn open(
    options: &WindowOptions,
    clock: &Arc<dyn Clock>,
    waker: &Arc<LateWaker>,
    residency: &Residency,
) -> Opened {
    unlock_where_remembered(&options.file)?;
    let store = Store::open(&options.file)?;
    residency.remind_on(&store);
    residency.back_up(&store);
    Session::start(Desk::new(store), clock.clone(), waker.waker())
}

/// A file that is being opened on a thread of its own: another program may have it locked for a while.
pub(super) struct Opening {
    opened: Receiver<Opened>,
    /// A backup is put in the file's place first.
    restores: bool,
    since: Instant,
    shows_words: bool,
}

impl Opening {
    /// Until then nothing is said: most files are open by then.
    const SILENT: Duration = Duration::from_millis(400);

    /// Begins; before it, `backup` is put in the file's place where there is one.
    pub(super) fn begin(
        options: &WindowOptions,
        clock: &Arc<dyn Clock>,
        waker: &Arc<LateWaker>,
        residency: &Residency,
        backup: Option<PathBuf>,
    ) -> Self {
        let (out, opened) = channel();
        let restores = backup.is_some();
        let (options, clock, waker) = (options.clone(), clock.clone(), waker.clone());
        let residency = residency.clone();
        let spawned = std::thread::Builder::new()
            .name("opening".to_owned())
            .spawn(move || {
                let opened = guarded(|| {
                    if let Some(backup) = backup {
                        // It would go on with the file that is put aside.
                        residency.stop_reminding();
                        restore_file(&options.file, &backup, clock.now())?;
                    }
                    open(&options, &clock, &waker, &residency)
                });
                let opened = opened.unwrap_or_else(|fault| Err(fault.into()));
                if out.send(opened).is_ok() {
                    waker.waker().wake();
                }
            });
        if let Err(error) = spawned {
            tracing::error!(%error, "a thread could not be started");
        }
        Self {
            opened,
            restores,
            since: Instant::now(),
            shows_words: false,
        }
    }

    /// What was opened; `None` while that is not known.
    pub(super) fn take(&self, open_here: impl FnOnce() -> Opened) -> Option<Opened> {
        match self.opened.try_recv() {
            Ok(opened) => Some(opened),
            Err(TryRecvError::Empty) => None,
            // The thread could not be started. A file is never shown as if a backup had come in its place.
            Err(TryRecvError::Disconnected) if self.restores => Some(Err(DeskError::Ended)),
            Err(TryRecvError::Disconnected) => Some(open_here()),
        }
    }

    /// Says, after a while, that the file is being opened.
    pub(super) fn ui(&mut self, ui: &mut egui::Ui, options: &WindowOptions) {
        let ctx = ui.ctx().clone();
        let tokens = Tokens::of(ctx.theme());
        ui.painter()
            .rect_filled(ui.max_rect(), 0.0, tokens.background);
        if let Some(left) = Self::SILENT.checked_sub(self.since.elapsed()) {
            ctx.request_repaint_after(left);
            return;
        }
        if !self.shows_words {
            self.shows_words = true;
            install_fonts(&ctx, options.language());
            install_styles(&ctx);
            ctx.request_repaint();
            return;
        }
        let texts = Texts::new(options.language());
        let file = options.file.display().to_string();
        let words = texts.with("files-opening", &[("file", file.into())]);
        ui.centered_and_justified(|ui| ui.label(words));
    }
}
