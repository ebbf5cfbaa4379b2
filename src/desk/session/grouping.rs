//! The bands of the board follow what the person has chosen.

use super::Session;
use crate::desk::Grouping;
use crate::desk::board::GroupingUnderWay;
use crate::text::Language;

impl Session {
    /// Has bands sorted by their names in this language from now on.
    pub fn speak(&mut self, language: Language) {
        if std::mem::replace(&mut self.language, language) != language {
            self.follow_swimlanes();
        }
    }

    pub(super) fn wanted_grouping(&self) -> Option<Grouping> {
        Grouping::new(self.settings.swimlanes, self.language)
    }

    /// Follows the settings: folds the bands that are folded now, and begins to make others where others are wanted.
    pub(super) fn follow_swimlanes(&mut self) {
        self.board.fold(&self.settings.collapsed_bands);
        let wanted = self.wanted_grouping();
        if !self.query.is_open() && self.searched_grouping != wanted {
            self.ask_search();
        }
        self.regroup();
    }

    /// Goes on putting the board into the bands that are wanted, as far as one frame bears.
    pub(super) fn regroup(&mut self) {
        let wanted = self.wanted_grouping();
        if !self.is_read || self.board.is_outline() || self.board.grouping() == wanted {
            self.regrouping = None;
            return;
        }
        let Some(wanted) = wanted else {
            self.regrouping = None;
            self.board.group(None);
            return;
        };
        let under_way = self.regrouping.take();
        let mut under_way = under_way
            .filter(|under_way| under_way.grouping() == wanted)
            .unwrap_or_else(|| GroupingUnderWay::new(wanted, &self.board));
        if !under_way.go_on(&mut self.board) {
            self.regrouping = Some(under_way);
            self.outbox.waker.wake_by_ref();
        }
    }
}
