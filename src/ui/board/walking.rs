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
            Some((_, (stage, index))) if self.wants_focus || self.has_focus(ctx) => {
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
            Step::Down => lane.id_at(index.saturating_add(1)),
            Step::Up => lane.id_at(index.checked_sub(1)?),
            Step::First => lane.id_at(0),
            Step::Last => lane.id_at(lane.len().saturating_sub(1)),
            Step::Left => self.beside(board, stage, index, -1),
            Step::Right => self.beside(board, stage, index, 1),
        }
    }

    /// The card at the same height in the next lane that has any; collapsed ones are passed over.
    fn beside(&self, board: &Board, stage: Stage, index: usize, step: isize) -> Option<ReferralId> {
        let at = Stage::OPEN.iter().position(|open| *open == stage)?;
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

    /// The first card of the first lane that shows any.
    fn first_card(&self, board: &Board) -> Option<ReferralId> {
        Stage::OPEN
            .into_iter()
            .filter(|stage| !self.is_collapsed(*stage))
            .find_map(|stage| board.lane(stage).id_at(0))
    }
}
