//! A referral that was just entered: the keyboard goes to its card, or it is told why there is none.

use super::{App, Screen};
use crate::desk::{ChangeKind, Done};

impl App {
    /// Notes a referral that was entered in this window; where it is shown, the search may still have to tell.
    pub(super) fn note_newcomer(&mut self, done: &Done) {
        if done.kind == ChangeKind::Add {
            self.newcomer = done.referral().map(|referral| referral.id);
        }
    }

    /// Shows the referral that was entered last, as soon as it is known where it stands.
    pub(super) fn show_newcomer(&mut self) {
        let Some(id) = self.newcomer else { return };
        let is_on_board = self.session.board().place(id).is_some();
        if !is_on_board && self.session.is_busy() {
            return;
        }
        self.newcomer = None;
        let is_in_sight = self.screen == Screen::Board && !self.is_board_covered;
        if is_on_board && is_in_sight {
            self.board.focus_on(id);
            return;
        }
        let hidden = self.session.board().is_narrowed() && !is_on_board;
        let words = hidden.then(|| self.texts.get("notice-aside-filtered"));
        self.notices.offer_to_show(id, words);
    }
}
