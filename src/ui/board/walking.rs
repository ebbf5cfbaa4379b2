//! How the keyboard walks from card to card.

use super::lane::LaneState;
use super::search::Leave;
use super::{BoardScreen, Step};
use crate::desk::Board;
use crate::domain::{ReferralId, Stage};
use crate::ui::view::View;
use egui::Context;
use std::ops::Range;

/// Where the keyboard stops on the board.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Stop {
    Card(ReferralId),
    /// The header of the band at this place.
    Header(usize),
}

impl BoardScreen {
    /// From the search line the keyboard goes to the first card, or back to the one it was on.
    pub(super) fn leave_search(&mut self, view: &View<'_>, leave: Option<Leave>) {
        let board = view.session.board();
        let is_shown = |id: &ReferralId| {
            let place = board.place(*id);
            place.is_some_and(|(stage, _)| !self.is_collapsed(stage))
        };
        let known = self.focus.filter(is_shown).map(Stop::Card);
        let to = match leave {
            None => return,
            Some(Leave::ToFirst) => self.first(board),
            Some(Leave::Back) => known.or_else(|| self.first(board)),
        };
        self.go_to(board, to);
    }

    /// Puts the keyboard on the next card or header of a collapsed band in a direction; where none has it, on the one it was last on, or the
    /// most pressing card.
    pub fn walk(&mut self, ctx: &Context, board: &Board, step: Step) {
        let to = match self.here(board) {
            None => self.first(board),
            Some(here) if self.has_keyboard(ctx) => self.beyond(board, here, step),
            Some(here) => Some(here),
        };
        self.go_to(board, to);
    }

    /// Puts the keyboard on the next card in a direction, whatever is collapsed between.
    pub(super) fn walk_cards(&mut self, ctx: &Context, board: &Board, step: Step) {
        let mut to = self.here(board);
        if self.has_keyboard(ctx) {
            while let Some(here) = to {
                to = self.beyond(board, here, step);
                if matches!(to, Some(Stop::Card(_))) {
                    break;
                }
            }
        }
        self.go_to(board, to);
    }

    fn go_to(&mut self, board: &Board, to: Option<Stop>) {
        match to {
            Some(Stop::Card(id)) => self.focus_on(id),
            Some(Stop::Header(band)) => {
                if let Some(name) = board.bands().and_then(|bands| bands.name(band)) {
                    self.take_header(name);
                }
            }
            None => {}
        }
    }

    /// Whether the keyboard is, or is about to be, where the board has it.
    fn has_keyboard(&self, ctx: &Context) -> bool {
        self.wants_focus
            || self.swimlanes.wants_keyboard()
            || self.has_focus(ctx)
            || self.is_on_band(ctx)
    }

    /// Where the keyboard is, or was last.
    fn here(&self, board: &Board) -> Option<Stop> {
        let header = board
            .bands()
            .and_then(|bands| self.swimlanes.in_hand(bands));
        if let Some(band) = header {
            return Some(Stop::Header(band));
        }
        let id = self.focus?;
        let (stage, _) = board.place(id)?;
        if self.is_collapsed(stage) {
            return None;
        }
        let folded = board.band_of(id).filter(|_| board.is_folded_away(id));
        Some(folded.map_or(Stop::Card(id), Stop::Header))
    }

    /// The lane the keyboard is or was last in, as long as it is open; otherwise the first open one.
    pub(super) fn lane_walked(&self, board: &Board) -> Option<Stage> {
        let is_open = |stage: &Stage| !self.is_collapsed(*stage);
        let place = self.focus.and_then(|id| board.place(id));
        let known = place.map(|(stage, _)| stage).filter(is_open);
        known.or_else(|| Stage::OPEN.into_iter().find(is_open))
    }

    fn beyond(&self, board: &Board, here: Stop, step: Step) -> Option<Stop> {
        let stage = self.lane_walked(board)?;
        let lane = board.lane(stage);
        let card = |index: usize| lane.id_at(index).map(Stop::Card);
        match (step, here) {
            (Step::Down, Stop::Card(id)) => {
                let (_, index) = board.place(id)?;
                let band = lane.band_at(index);
                if board.bands().is_none() || lane.range(band).contains(&(index + 1)) {
                    return card(index + 1);
                }
                Self::below(board, stage, band + 1)
            }
            (Step::Down, Stop::Header(band)) => {
                let is_folded = board.bands()?.is_folded(band);
                Self::below(board, stage, if is_folded { band + 1 } else { band })
            }
            (Step::Up, Stop::Card(id)) => {
                let (_, index) = board.place(id)?;
                let band = lane.band_at(index);
                let before = index.checked_sub(1);
                if board.bands().is_none()
                    || before.is_some_and(|at| lane.range(band).contains(&at))
                {
                    return card(before?);
                }
                Self::above(board, stage, band)
            }
            (Step::Up, Stop::Header(band)) => Self::above(board, stage, band),
            (Step::First, _) => match board.shown_from(stage, 0) {
                Some(index) => card(index),
                None => Self::below(board, stage, 0),
            },
            (Step::Last, _) => match board.shown_before(stage, lane.len()) {
                Some(index) => card(index),
                None => Self::above(board, stage, board.bands()?.len()),
            },
            (Step::Left, here) => self.beside(board, stage, here, -1),
            (Step::Right, here) => self.beside(board, stage, here, 1),
        }
    }

    /// The first card of a lane, or header of a collapsed band, from this band on.
    fn below(board: &Board, stage: Stage, band: usize) -> Option<Stop> {
        let count = board.bands()?.len();
        (band..count).find_map(|band| Self::stop_in(board, stage, band, |cards| cards.start))
    }

    /// The last card of a lane, or header of a collapsed band, before this band.
    fn above(board: &Board, stage: Stage, band: usize) -> Option<Stop> {
        let mut before = (0..band).rev();
        before.find_map(|band| Self::stop_in(board, stage, band, |cards| cards.end - 1))
    }

    /// A band's header where it is collapsed; otherwise one of its cards in a lane, where that has any.
    fn stop_in(
        board: &Board,
        stage: Stage,
        band: usize,
        one_of: impl FnOnce(Range<usize>) -> usize,
    ) -> Option<Stop> {
        if board.bands()?.is_folded(band) {
            return Some(Stop::Header(band));
        }
        let lane = board.lane(stage);
        let cards = lane.range(band);
        if cards.is_empty() {
            return None;
        }
        lane.id_at(one_of(cards)).map(Stop::Card)
    }

    /// The card at the same height in the next lane that has any; collapsed ones are passed over.
    fn beside(&self, board: &Board, stage: Stage, here: Stop, step: isize) -> Option<Stop> {
        let at = Stage::OPEN.iter().position(|open| *open == stage)?;
        let index = match here {
            Stop::Header(band) => return self.beside_in_bands(board, at, (band, None), step),
            Stop::Card(id) => board.place(id)?.1,
        };
        if board.bands().is_some() {
            let lane = board.lane(stage);
            let band = lane.band_at(index);
            let place = index.saturating_sub(lane.range(band).start);
            return self.beside_in_bands(board, at, (band, Some(place)), step);
        }
        let offset = |lane: usize| self.lanes.get(lane).map_or(0, LaneState::first_visible);
        let on_screen = index.saturating_sub(offset(at));
        let mut lane = at.checked_add_signed(step)?;
        loop {
            let stage = *Stage::OPEN.get(lane)?;
            let length = board.lane(stage).len();
            if length > 0 && !self.is_collapsed(stage) {
                let wanted = (offset(lane) + on_screen).min(length - 1);
                return board.lane(stage).id_at(wanted).map(Stop::Card);
            }
            lane = lane.checked_add_signed(step)?;
        }
    }

    /// The card so many places below its band's first in the next lane that shows any of that band; where none does, and from a header, of the
    /// band nearest to it.
    fn beside_in_bands(
        &self,
        board: &Board,
        at: usize,
        (band, place): (usize, Option<usize>),
        step: isize,
    ) -> Option<Stop> {
        let next = |lane: usize| lane.checked_add_signed(step).filter(|lane| *lane < 3);
        let beyond = std::iter::successors(next(at), |lane| next(*lane));
        let mut beyond = beyond
            .filter_map(|lane| Stage::OPEN.get(lane).copied())
            .filter(|stage| !self.is_collapsed(*stage));
        let of_band = |stage: Stage| {
            let (lane, cards) = (board.lane(stage), board.lane(stage).range(band));
            let last = cards.end.checked_sub(1).filter(|_| !cards.is_empty())?;
            lane.id_at((cards.start + place?).min(last))
        };
        let nearest = |stage: Stage| {
            let lane = board.lane(stage);
            let start = lane.range(band).start;
            let before = || board.shown_before(stage, start);
            lane.id_at(board.shown_from(stage, start).or_else(before)?)
        };
        let found = beyond.clone().find_map(of_band);
        found.or_else(|| beyond.find_map(nearest)).map(Stop::Card)
    }

    /// The first card of the first lane that shows any; where none does, the first header.
    fn first(&self, board: &Board) -> Option<Stop> {
        let mut open = Stage::OPEN
            .into_iter()
            .filter(|stage| !self.is_collapsed(*stage));
        let card = open.find_map(|stage| board.lane(stage).id_at(board.shown_from(stage, 0)?));
        let header = || board.bands().filter(|bands| !bands.is_empty());
        card.map(Stop::Card)
            .or_else(|| header().map(|_| Stop::Header(0)))
    }
}
