//! How the keyboard walks from card to card.

use super::lane::LaneState;
use super::search::Leave;
use super::{BoardScreen, Step};
use crate::desk::Board;
use crate::domain::{ReferralId, Stage};
use crate::ui::view::View;
use egui::Context;

impl BoardScreen {
    /// From the search line the keyboard goes to the first card, or back to the one it was on.
    pub(super) fn leave_search(&mut self, view: &View<'_>, leave: Option<Leave>) {
        let board = view.session.board();
        let is_shown = |id: &ReferralId| {
            let place = board.place(*id);
            place.is_some_and(|(stage, _)| !self.is_collapsed(stage))
        };
        let known = self.focus.filter(is_shown);
        let to = match leave {
            None => return,
            Some(Leave::ToFirst) => self.first_card(board),
            Some(Leave::Back) => known.or_else(|| self.first_card(board)),
        };
        if let Some(id) = to {
            self.focus_on(id);
        }
    }

    /// Puts the keyboard on the next card in a direction; where no card has it, on the one it was last on, or the most pressing one.
    pub fn walk(&mut self, ctx: &Context, board: &Board, step: Step) {
        let known = (self.focus)
            .and_then(|id| Some((id, board.place(id)?)))
            .filter(|(_, (stage, _))| !self.is_collapsed(*stage));
        let to = match known {
            Some((id, (stage, index)))
                if self.wants_focus || self.has_focus(ctx) || board.is_folded_away(id) =>
            {
                self.beyond(board, stage, index, step)
            }
            Some((id, _)) => Some(id),
            None => self.first_card(board),
        };
        if let Some(id) = to {
            self.focus_on(id);
        }
    }

    fn beyond(&self, board: &Board, stage: Stage, index: usize, step: Step) -> Option<ReferralId> {
        let lane = board.lane(stage);
        match step {
            Step::Down => lane.id_at(board.shown_after(stage, index)?),
            Step::Up => lane.id_at(board.shown_before(stage, index)?),
            Step::First => lane.id_at(board.shown_from(stage, 0)?),
            Step::Last => lane.id_at(board.shown_before(stage, lane.len())?),
            Step::Left => self.beside(board, stage, index, -1),
            Step::Right => self.beside(board, stage, index, 1),
        }
    }

    /// The card at the same height in the next lane that has any; collapsed ones are passed over.
    fn beside(&self, board: &Board, stage: Stage, index: usize, step: isize) -> Option<ReferralId> {
        let at = Stage::OPEN.iter().position(|open| *open == stage)?;
        if board.bands().is_some() {
            return self.beside_in_bands(board, (at, index), step);
        }
        let offset = |lane: usize| self.lanes.get(lane).map_or(0, LaneState::first_visible);
        let on_screen = index.saturating_sub(offset(at));
        let mut lane = at.checked_add_signed(step)?;
        loop {
            let stage = *Stage::OPEN.get(lane)?;
            let length = board.lane(stage).len();
            if length > 0 && !self.is_collapsed(stage) {
                let wanted = (offset(lane) + on_screen).min(length - 1);
                return board.lane(stage).id_at(wanted);
            }
            lane = lane.checked_add_signed(step)?;
        }
    }

    /// The card so many places below its band's first in the next lane that shows any of that band; where none does, of the band nearest to it.
    fn beside_in_bands(
        &self,
        board: &Board,
        (at, index): (usize, usize),
        step: isize,
    ) -> Option<ReferralId> {
        let from = board.lane(*Stage::OPEN.get(at)?);
        let band = from.band_at(index);
        let place = index - from.range(band).start.min(index);
        let next = |lane: usize| lane.checked_add_signed(step).filter(|lane| *lane < 3);
        let beyond = std::iter::successors(next(at), |lane| next(*lane));
        let beyond = beyond
            .filter_map(|lane| Stage::OPEN.get(lane).copied())
            .filter(|stage| !self.is_collapsed(*stage));
        let is_folded = board.is_folded_away(from.id_at(index)?);
        for stage in beyond.clone().filter(|_| !is_folded) {
            let range = board.lane(stage).range(band);
            if !range.is_empty() {
                let index = (range.start + place).min(range.end - 1);
                return board.lane(stage).id_at(index);
            }
        }
        beyond.into_iter().find_map(|stage| {
            let start = board.lane(stage).range(band).start;
            let before = || board.shown_before(stage, start);
            let nearest = board.shown_from(stage, start).or_else(before)?;
            board.lane(stage).id_at(nearest)
        })
    }

    /// The first card of the first lane that shows any.
    fn first_card(&self, board: &Board) -> Option<ReferralId> {
        Stage::OPEN
            .into_iter()
            .filter(|stage| !self.is_collapsed(*stage))
            .find_map(|stage| board.lane(stage).id_at(board.shown_from(stage, 0)?))
    }
}
