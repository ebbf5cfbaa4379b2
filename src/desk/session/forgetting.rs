//! Has the window know no more of who was erased than the file does.

use super::Session;
use crate::desk::{BoardFilter, Settings};

impl Session {
    /// Takes in the settings as they are in the file. After an erasure what they had of views and searches before is forgotten, and so is what the
    /// board is narrowed to where it names the person.
    pub(super) fn take_in_settings(&mut self, read: Settings) {
        let before = std::mem::replace(&mut self.settings, read);
        if before.erasures == self.settings.erasures {
            return;
        }
        let mut query = self.query().clone();
        let kept = &self.settings.last_query;
        if query == before.last_query {
            query.clone_from(kept);
        } else {
            // It was typed only just now, and nobody has looked whether it names the person.
            query.search.clear();
            let is_gone = |filter: &BoardFilter| {
                before.last_query.filters.contains(filter) && !kept.filters.contains(filter)
            };
            query.filters.retain(|filter| !is_gone(filter));
        }
        if self.saving_settings > 0 {
            // What was chosen meanwhile is on its way into the file.
            let Settings {
                views,
                last_query,
                erasures,
                ..
            } = std::mem::replace(&mut self.settings, before);
            self.settings = Settings {
                views,
                last_query,
                erasures,
                ..self.settings.clone()
            };
        }
        self.search(query);
    }
}
