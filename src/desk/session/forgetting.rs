//! Has the window know no more of who was erased than the file does.

use super::Session;
use crate::desk::{BoardFilter, Settings};

impl Session {
    /// After an erasure what the board is narrowed to is forgotten where it names the person. `before` are the settings as they were shown until
    /// now; those of the file have taken their place.
    pub(super) fn forget_query(&mut self, before: &Settings) {
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
        self.search(query);
    }
}
