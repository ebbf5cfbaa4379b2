//! How cards are selected: by click, by key, by rubber band.

use super::band::Band;
use super::bar;
use super::lane::Click;
use super::selection::Tally;
use super::{BoardScreen, Step};
use crate::desk::{Board, Session};
use crate::domain::{ReferralId, Stage, Timestamp};
use crate::text::Zone;
use crate::ui::theme::Space;
use crate::ui::view::View;
use egui::{Context, Pos2, Rect, Ui};

impl BoardScreen {
    /// How many cards are selected.
    pub fn selected(&self) -> usize {
        self.selection.len()
    }

    /// The selected cards in the order of the board.
    pub fn selected_ids(&self, board: &Board) -> Vec<ReferralId> {
        self.selection.in_order(board)
    }

    /// Selects nothing any more.
    pub fn clear_selection(&mut self) {
        self.selection.clear();
    }

    /// Selects the card that the keyboard is on, or no longer.
    pub fn toggle_focused(&mut self, board: &Board) {
        if let Some(id) = self.focus.filter(|id| board.place(*id).is_some()) {
            self.selection.toggle(id);
        }
    }

    /// Moves the keyboard by a card and selects everything from where it began.
    pub fn extend(&mut self, ctx: &Context, board: &Board, step: Step) {
        let Some((from, place)) = self.focus.and_then(|id| Some((id, board.place(id)?))) else {
            return self.walk_cards(ctx, board, step);
        };
        let has_begun = self
            .selection
            .anchor()
            .and_then(|id| board.place(id))
            .is_some_and(|(stage, _)| stage == place.0);
        if !has_begun || !self.selection.contains(from) {
            self.selection.clear();
            self.selection.extend_to(board, from);
        }
        self.walk_cards(ctx, board, step);
        if let Some(to) = self.focus {
            self.selection.extend_to(board, to);
        }
    }

    /// Selects every card of the lane that the keyboard is in, or was last in.
    pub fn select_lane(&mut self, board: &Board) {
        let is_shown = |stage: &Stage| !self.is_collapsed(*stage);
        let focused = self.focus.and_then(|id| board.place(id));
        let focused = focused.map(|(stage, _)| stage).filter(is_shown);
        let first = || {
            Stage::OPEN
                .into_iter()
                .filter(is_shown)
                .find(|stage| !board.lane(*stage).is_empty())
        };
        if let Some(stage) = focused.or_else(first) {
            self.selection.add_lane(board, stage);
        }
    }

    /// The card the keyboard goes on with when all of `ids` leave its lane: the next one, or else the one before.
    pub fn next_beyond(
        &self,
        board: &Board,
        is_leaving: impl Fn(ReferralId) -> bool,
    ) -> Option<ReferralId> {
        let focused = self.focus.filter(|id| is_leaving(*id))?;
        let (stage, index) = board.place(focused)?;
        let lane = board.lane(stage);
        let stays = |index: &usize| {
            let id = lane.id_at(*index);
            id.is_some_and(|id| !is_leaving(id) && !board.is_folded_away(id))
        };
        let next = (index + 1..lane.len()).find(stays);
        lane.id_at(next.or_else(|| (0..index).rev().find(stays))?)
    }

    /// How much of the foot of the board the bar takes.
    pub(super) fn bar_room(&self) -> f32 {
        if self.selection.is_empty() {
            0.0
        } else {
            self.bar_height.unwrap_or(bar::USUAL_HEIGHT) + Space::S
        }
    }

    /// How far notices are to keep from the foot of the window.
    pub fn foot(&self) -> f32 {
        self.bar_room()
    }

    /// Draws the bar of what is selected below the lanes.
    pub(super) fn selection_bar(&mut self, ui: &mut Ui, view: &mut View<'_>, area: Rect) {
        if self.selection.is_empty() {
            return;
        }
        let tally = self.tally(view);
        let foot = Rect::from_min_max(
            Pos2::new(area.left(), area.bottom() - self.bar_room() + Space::S),
            area.max,
        );
        let height = bar::bar(ui, view, foot, &tally);
        if self.bar_height != Some(height) {
            self.bar_height = Some(height);
            ui.ctx().request_repaint();
        }
    }

    /// What can be done with the selected cards together, where several are.
    pub fn tally_of_many(
        &mut self,
        session: &Session,
        now: Timestamp,
        zone: Zone,
    ) -> Option<Tally> {
        (self.selection.len() > 1).then(|| self.selection.tally(session, now, zone))
    }

    pub(super) fn tally(&mut self, view: &View<'_>) -> Tally {
        self.selection
            .tally(view.session, view.now, view.texts.zone())
    }

    /// What a click on a card selects.
    pub(super) fn on_click(&mut self, board: &Board, click: Click) {
        match click {
            Click::Alone => self.selection.clear(),
            Click::Toggle(id) => self.selection.toggle(id),
            Click::Range(id) => {
                let begins = self.selection.anchor().or(self.focus);
                if self.selection.is_empty()
                    && let Some(begins) = begins
                {
                    self.selection.extend_to(board, begins);
                }
                self.selection.extend_to(board, id);
            }
        }
    }

    /// Begins a rubber band on a lane's ground.
    pub(super) fn begin_band(&mut self, ui: &Ui, lane: usize, from: Pos2) {
        let scrolled = self.scrolled(lane);
        self.band = Some(Band::begin(ui, &mut self.selection, lane, from, scrolled));
    }

    /// How far a lane is scrolled, or in bands the whole board.
    pub(super) fn scrolled(&self, lane: usize) -> f32 {
        let lane = self.lanes.get(lane).map_or(0.0, super::LaneState::offset);
        self.swimlanes.offset().unwrap_or(lane)
    }

    /// Follows the rubber band; the keyboard goes to the last card it touched.
    pub(super) fn follow_band(&mut self, ui: &Ui, view: &View<'_>) {
        let Some(mut band) = self.band.take() else {
            return;
        };
        if !band.follow(ui, view, self) {
            self.band = Some(band);
        } else if let Some(id) = band.nearest(view).filter(|id| self.selection.contains(*id)) {
            self.focus_on(id);
            ui.ctx().request_repaint();
        }
    }
}
