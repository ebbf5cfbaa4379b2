//! How bands are collapsed to their headers and opened again, and where the keyboard goes then.

use super::super::BoardScreen;
use super::super::lane::Toggled;
use crate::desk::{BandName, Board, Settings};
use crate::domain::{ReferralId, Stage};
use crate::ui::view::{Ask, View};
use egui::Context;

impl BoardScreen {
    /// Collapses the band in hand, or opens it: the one whose header or a card of which the keyboard is or was last on, or else the uppermost
    /// in sight. The keyboard is then on its header, or on a card of it.
    pub fn turn_band_in_hand(&mut self, board: &Board, settings: &mut Settings) {
        let header = board
            .bands()
            .and_then(|bands| self.swimlanes.in_hand(bands));
        let band = header.or_else(|| board.band_of(self.focus?));
        if let Some(band) = band.or_else(|| self.swimlanes.uppermost(board)) {
            self.turn_band(board, settings, band, Toggled::ByKey);
        }
    }

    /// Collapses every band.
    pub fn collapse_bands(board: &Board, settings: &mut Settings) {
        if let Some(bands) = board.whole_bands().or_else(|| board.bands()) {
            settings.collapsed_bands.extend(bands.names());
        }
    }

    /// Opens every band.
    pub fn open_bands(settings: &mut Settings) {
        let by = settings.swimlanes;
        settings.collapsed_bands.retain(|band| band.by != by);
    }

    /// Whether the keyboard is on the header of a band.
    pub fn is_on_band(&self, ctx: &Context) -> bool {
        let focused = ctx.memory(egui::Memory::focused);
        focused.is_some() && focused == self.swimlanes.focused_header()
    }

    /// Does what a band's header stands for.
    pub(in super::super) fn press_band(
        &mut self,
        view: &mut View<'_>,
        band: usize,
        toggled: Toggled,
    ) {
        let mut settings = view.session.settings().clone();
        self.turn_band(view.session.board(), &mut settings, band, toggled);
        view.ask(Ask::SaveSettings(Box::new(settings)));
    }

    fn turn_band(&mut self, board: &Board, settings: &mut Settings, band: usize, toggled: Toggled) {
        let Some(name) = board.bands().and_then(|bands| bands.name(band)) else {
            return;
        };
        if settings.collapsed_bands.remove(&name) {
            if toggled == Toggled::ByKey
                && let Some(id) = self.card_of_band(board, band)
            {
                self.focus_on(id);
            }
            return;
        }
        if toggled == Toggled::ByKey {
            self.take_header(name.clone());
        }
        self.swimlanes.keep_header_in_sight(band);
        settings.collapsed_bands.insert(name);
    }

    /// Puts the keyboard on a band's header.
    pub(in super::super) fn take_header(&mut self, name: BandName) {
        self.wants_focus = false;
        self.swimlanes.put_keyboard_on(name);
    }

    /// The card of a band that the keyboard was last on; or else its first, of the lane that the keyboard was in where that has any.
    fn card_of_band(&self, board: &Board, band: usize) -> Option<ReferralId> {
        let known = self.focus.filter(|id| board.band_of(*id) == Some(band));
        let first = |stage: Stage| {
            let lane = board.lane(stage);
            let range = lane.range(band);
            lane.id_at(range.start).filter(|_| !range.is_empty())
        };
        let mut open = (self.lane_walked(board).into_iter())
            .chain(Stage::OPEN)
            .filter(|stage| !self.is_collapsed(*stage));
        known.or_else(|| open.find_map(first))
    }
}
