//! What the window does about a file that is damaged: it asks what is to take its place, and keeps what was being typed until then.

use super::{Content, Problem, Window};
use crate::desk::Clock;
use crate::resident::Residency;
use crate::text::Texts;
use crate::ui::app::LateWaker;
use crate::ui::dialogs::FileProblem;
use crate::ui::recovery::Recovery;
use std::path::Path;
use std::sync::Arc;

impl Window {
    /// Asks what is to take the place of the damaged file. `before` ends what still uses it.
    pub(super) fn recover(
        &mut self,
        message: String,
        texts: Texts,
        before: impl FnOnce() + Send + 'static,
    ) {
        let problem = damaged(
            &self.options.file,
            message,
            (&self.clock, &self.waker, &self.residency),
            before,
        );
        self.content = Content::Problem {
            problem,
            texts,
            chosen: None,
        };
    }

    /// Stops using a file that was found to be damaged. What is being typed stays, and is there again with the file.
    pub(super) fn leave_damaged(&mut self) {
        let Content::App(app) = &mut self.content else {
            return;
        };
        let Some(message) = app.found_damage().map(str::to_owned) else {
            return;
        };
        let texts = app.texts().clone();
        let stopped = app.stop();
        let before = std::mem::replace(
            &mut self.content,
            Content::Problem {
                problem: Problem::Closed(FileProblem {
                    message: message.clone(),
                    may_be_damaged: true,
                }),
                texts: texts.clone(),
                chosen: None,
            },
        );
        if let Content::App(app) = before {
            self.parked = Some(app);
        }
        self.recover(message, texts, move || stopped.wait());
    }
}

/// What every window has around it.
pub(super) type Around<'a> = (&'a Arc<dyn Clock>, &'a Arc<LateWaker>, &'a Residency);

/// The question about a damaged file. `before` ends what still uses it, besides the reminders.
pub(super) fn damaged(
    file: &Path,
    message: String,
    (clock, waker, residency): Around<'_>,
    before: impl FnOnce() + Send + 'static,
) -> Problem {
    let residency = residency.clone();
    let before = move || {
        residency.stop_reminding();
        before();
    };
    let recovery = Recovery::begin(file, message, clock.clone(), waker.waker(), before);
    Problem::Damaged(Box::new(recovery))
}
