//! The settings as the window shows them: what is chosen counts at once, and what another program has chosen follows.

use super::Session;
use crate::desk::event::{Event, Failing};
use crate::desk::threads::{Job, Request, SettingsChange};
use crate::desk::{DeskError, Settings};

impl Session {
    /// Keeps what these settings have otherwise than before; it counts at once.
    pub fn save_settings(&mut self, settings: Settings) {
        let change = SettingsChange {
            base: self.stored_settings.clone(),
            wanted: settings.clone(),
        };
        self.show_settings(settings);
        if self.job(Job::SaveSettings(Box::new(change))) {
            self.saving_settings += 1;
        } else {
            self.outbox.tell(Event::Failed {
                error: DeskError::Ended,
                of: Failing::Settings,
                shown: Vec::new(),
            });
        }
    }

    pub(super) fn ask_settings(&self) {
        self.request(Request::Settings(self.settings_saved));
    }

    /// Follows what the file has. What was chosen here and is not written yet, or could not be, stays. True when anything is other than before.
    pub(super) fn take_in_settings(&mut self, mut found: Settings) -> bool {
        let before = (found.erasures != self.settings.erasures).then(|| self.settings.clone());
        if before.is_none() && found.last_query != self.settings.last_query {
            // What each window shows is its own.
            found
                .last_query
                .clone_from(&self.stored_settings.last_query);
        }
        let shown = found
            .clone()
            .with_changes(&self.stored_settings, &self.settings);
        self.stored_settings = found;
        let is_other = shown != self.settings;
        if is_other {
            self.show_settings(shown);
        }
        if let Some(before) = before {
            self.forget_query(&before);
        }
        is_other
    }

    fn show_settings(&mut self, settings: Settings) {
        let is_other_person = self.settings.own_name != settings.own_name;
        self.settings = settings;
        if is_other_person {
            self.search_again();
        }
        self.follow_swimlanes();
    }
}
