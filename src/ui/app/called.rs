//! A referral that is called up from outside the window: it is shown where it stands, on the board or in the archive.

use super::{App, Ask, Screen};
use crate::domain::{ReferralId, Stage};

impl App {
    /// Shows a referral, whatever screen is shown now. Where it stands is told by the board, or by what the panel reads of it.
    pub(super) fn call_up(&mut self, id: ReferralId) {
        self.called = None;
        if self.session.board().referral(id).is_some() {
            self.asks.push(Ask::Go(Screen::Board));
        } else {
            self.called = Some(id);
        }
        self.asks.push(Ask::Open(id));
        self.go_to_called();
    }

    /// Goes to the screen on which a referral stands that was called up, as soon as that is known.
    pub(super) fn go_to_called(&mut self) {
        let Some(detail) = self.panel.detail() else {
            return;
        };
        let referral = &detail.referral;
        if self.called.take_if(|id| *id == referral.id).is_none() {
            return;
        }
        let screen = match referral.stage() {
            Stage::Archived => Screen::Archive,
            Stage::New | Stage::Evaluating | Stage::Negotiating => Screen::Board,
        };
        let id = referral.id;
        self.asks.extend([Ask::Go(screen), Ask::Open(id)]);
    }
}
