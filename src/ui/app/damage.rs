//! A file found to be damaged while its board is shown: the window stops using it and can go on with what is put in its place.

use super::App;
use crate::desk::{Session, Stopped, StoreError};
use crate::text::{Say, Texts};

impl App {
    /// Notes that the file is damaged.
    pub(super) fn note_damage(&mut self, error: &StoreError) {
        if self.damage.is_none() {
            self.damage = Some(error.say(&self.texts));
        }
    }

    /// What is wrong with the file, once it is known to be damaged and nothing that was entered is still on its way to it.
    pub fn found_damage(&self) -> Option<&str> {
        self.damage
            .as_deref()
            .filter(|_| !self.session.is_saving() || !self.session.can_save())
    }

    /// The words the window speaks in.
    pub const fn texts(&self) -> &Texts {
        &self.texts
    }

    /// Stops using the file. What is being typed stays.
    pub fn stop(&mut self) -> Stopped {
        self.session.stop()
    }

    /// Goes on with the file, which another was put in the place of.
    pub fn resume(&mut self, mut session: Session) {
        session.search_from_start(self.session.query().clone());
        self.session = session;
        self.damage = None;
        // What they show may be other than it was, or gone.
        if let Some(id) = self.panel.open_id() {
            self.panel.open(id, &mut self.asks);
        }
        self.data_changed();
    }
}
