//! What the window does about an encrypted file: it asks for the passphrase, and lets go of the file while its protection is changed.

use super::{Content, Problem, Window};
use crate::ui::converting::Converting;

impl Window {
    /// Lets go of the file and changes how it is protected. What is being typed stays, and is there again with the file.
    pub(super) fn leave_to_convert(&mut self) {
        let Content::App(app) = &mut self.content else {
            return;
        };
        let Some(to) = app.take_new_protection() else {
            return;
        };
        let texts = app.texts().clone();
        let stopped = app.stop();
        let residency = self.residency.clone();
        let converting = Converting::begin(&self.options.file, to, self.waker.waker(), move || {
            residency.stop_reminding();
            stopped.wait();
        });
        let before = std::mem::replace(
            &mut self.content,
            Content::Problem {
                problem: Problem::Converting(Box::new(converting)),
                texts,
                chosen: None,
            },
        );
        if let Content::App(app) = before {
            self.parked = Some(app);
        }
    }
}
