//! The program from its start to its end, with and without its window.

use super::app::REALLY_CLOSES;
use super::run::{WindowOptions, run_within};
use crate::desk::{Clock, Store, unlock_where_remembered};
use crate::exchange::give_up_unfinished;
use crate::resident::Residency;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// Opens the window, at once or when it is first wanted, and again whenever it is wanted after it was closed. Returns when the program is to
/// end.
///
/// # Errors
/// When no renderer can draw a window here.
pub fn run_resident(
    options: &WindowOptions,
    clock: &Arc<dyn Clock>,
    residency: &Residency,
    in_background: bool,
) -> eframe::Result {
    let mut options = options.clone();
    if in_background {
        options.is_hidden = begin_without_window(&options, residency);
    }
    let waits_first = options.is_hidden && REALLY_CLOSES;
    let ran = run_again_and_again(&mut options, clock, residency, waits_first);
    residency.end();
    give_up_unfinished();
    ran
}

/// Reminds from now on. False when the file cannot be used, which a window has to tell.
fn begin_without_window(options: &WindowOptions, residency: &Residency) -> bool {
    residency.keep_reminding(true);
    let opened = unlock_where_remembered(&options.file).and_then(|()| Store::open(&options.file));
    match opened {
        Ok(store) => {
            residency.back_up(&store);
            residency.check(&store);
            residency.remind_on(&store)
        }
        Err(error) => {
            tracing::error!(%error, "the file cannot be used");
            false
        }
    }
}

fn run_again_and_again(
    options: &mut WindowOptions,
    clock: &Arc<dyn Clock>,
    residency: &Residency,
    waits_first: bool,
) -> eframe::Result {
    if waits_first && !residency.wait_for_wish() {
        return Ok(());
    }
    if REALLY_CLOSES {
        options.is_hidden = false;
    }
    loop {
        // What goes wrong in a window does not end the reminders.
        let ran = catch_unwind(AssertUnwindSafe(|| run_within(options, clock, residency)));
        match ran {
            Ok(Ok(())) => {}
            // Where no window can be shown now, one may be later: the reminders go on if that was chosen.
            Ok(Err(error)) if residency.stays() && residency.is_reminding() => {
                tracing::error!(%error, "the window could not be shown");
            }
            Ok(Err(error)) => return Err(error),
            Err(_) if residency.is_reminding() => {
                tracing::error!("the window ended by a fault of its own; reminders go on");
                residency.keep_reminding(true);
            }
            Err(_) => return Ok(()),
        }
        // Only the first window opens on what the command line says.
        options.app.open = None;
        options.app.with_samples = false;
        if !residency.wait_for_wish() {
            return Ok(());
        }
    }
}
