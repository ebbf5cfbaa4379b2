//! Which lanes are collapsed by choice, which were used last, and how the keyboard follows when one is collapsed or opened.

use super::BoardScreen;
use super::header::button_id;
use super::lane::Toggled;
use crate::desk::{Board, Settings};
use crate::domain::{ReferralId, Stage};
use crate::ui::view::{Ask, View};
use egui::Context;

/// What decides which lanes show their cards.
pub(super) struct Openness {
    /// The lanes that are collapsed by choice, as they were when the board was last drawn.
    collapsed: [bool; 3],
    /// All lanes, the one used last first.
    recent: [usize; 3],
    /// The lanes that showed their cards when the board was last drawn.
    shown: [bool; 3],
    /// The lane whose button the keyboard goes to.
    button: Option<Stage>,
}

impl Default for Openness {
    fn default() -> Self {
        Self {
            collapsed: [false; 3],
            recent: [0, 1, 2],
            shown: [true; 3],
            button: None,
        }
    }
}

impl Openness {
    pub(super) const fn collapsed(&self) -> [bool; 3] {
        self.collapsed
    }

    pub(super) const fn recent(&self) -> [usize; 3] {
        self.recent
    }

    /// Whether the keyboard goes to this lane's button now.
    pub(super) fn takes_button(&mut self, stage: Stage) -> bool {
        self.button.take_if(|wanted| *wanted == stage).is_some()
    }

    /// Notes that a lane is used.
    fn touch(&mut self, stage: Stage) {
        let Some(lane) = Stage::OPEN.iter().position(|open| *open == stage) else {
            return;
        };
        let at = self.recent.iter().position(|recent| *recent == lane);
        if let Some(before) = at.and_then(|at| self.recent.get_mut(..=at)) {
            before.rotate_right(1);
        }
    }
}

impl BoardScreen {
    /// Takes in what is collapsed now, and in which lane the keyboard is.
    pub(super) fn follow_openness(&mut self, view: &View<'_>) {
        let collapsed = &view.session.settings().collapsed_lanes;
        self.openness.collapsed = Stage::OPEN.map(|stage| collapsed.contains(&stage));
        let place = self.focus.and_then(|id| view.session.board().place(id));
        if let Some((stage, _)) = place.filter(|_| self.drag.is_none()) {
            self.openness.touch(stage);
        }
    }

    /// Takes in which lanes show their cards. What is in one that does so no longer is selected no longer: nothing is done to a card that
    /// nobody sees.
    pub(super) fn show_lanes(&mut self, board: &Board, are_open: [bool; 3]) {
        let before = std::mem::replace(&mut self.openness.shown, are_open);
        for (stage, change) in Stage::OPEN
            .into_iter()
            .zip(before.into_iter().zip(are_open))
        {
            if change == (true, false) {
                self.selection.drop_lane(board, stage);
            }
        }
    }

    /// Whether the lane is collapsed by choice.
    pub(super) fn is_collapsed(&self, stage: Stage) -> bool {
        is_one_of(stage, self.openness.collapsed)
    }

    /// Whether the lane shows its cards.
    fn is_shown(&self, stage: Stage) -> bool {
        is_one_of(stage, self.openness.shown)
    }

    /// The lane in hand: the one the keyboard is or was last in, as long as it is open; otherwise the first open one.
    fn lane_in_hand(&self, board: &Board) -> Option<Stage> {
        let is_open = |stage: &Stage| self.is_shown(*stage);
        self.focus
            .and_then(|id| board.place(id))
            .map(|(stage, _)| stage)
            .filter(is_open)
            .or_else(|| Stage::OPEN.into_iter().find(is_open))
    }

    /// Collapses the lane in hand. The keyboard is then on its rail, by which it is opened again.
    pub fn collapse_in_hand(&mut self, board: &Board, settings: &mut Settings) {
        if let Some(stage) = self.lane_in_hand(board) {
            self.collapse(board, settings, stage);
            self.openness.button = Some(stage);
        }
    }

    /// Collapses a lane that shows its cards; opens another, which may have been collapsed by choice or for want of room.
    pub fn turn_lane(&mut self, board: &Board, settings: &mut Settings, stage: Stage) {
        if self.is_shown(stage) {
            self.collapse(board, settings, stage);
            return;
        }
        settings.collapsed_lanes.remove(&stage);
        self.openness.touch(stage);
        // Otherwise the lane of the card that the keyboard was last on would take its room again.
        let is_there = |id: &ReferralId| board.place(*id).is_some_and(|(at, _)| at == stage);
        let known = self.focus.filter(is_there);
        self.focus = known.or_else(|| board.lane(stage).id_at(board.shown_from(stage, 0)?));
    }

    /// What is collapsed is selected no longer, and not only once the board is drawn anew.
    fn collapse(&mut self, board: &Board, settings: &mut Settings, stage: Stage) {
        settings.collapsed_lanes.insert(stage);
        self.selection.drop_lane(board, stage);
    }

    /// Does what a lane's button stands for.
    pub(super) fn toggle_lane(
        &mut self,
        view: &mut View<'_>,
        stage: Stage,
        is_open: bool,
        toggled: Toggled,
    ) {
        let (board, mut settings) = (view.session.board(), view.session.settings().clone());
        self.turn_lane(board, &mut settings, stage);
        if toggled == Toggled::ByKey {
            match self.focus.filter(|_| !is_open) {
                Some(id) => self.focus_on(id),
                None => self.openness.button = Some(stage),
            }
        }
        if settings != *view.session.settings() {
            view.ask(Ask::SaveSettings(Box::new(settings)));
        }
    }
}

fn is_one_of(stage: Stage, lanes: [bool; 3]) -> bool {
    Stage::OPEN
        .into_iter()
        .zip(lanes)
        .any(|(open, is_one)| open == stage && is_one)
}

/// Whether the keyboard is on the rail of a lane.
pub fn is_on_rail(ctx: &Context) -> bool {
    let focused = ctx.memory(egui::Memory::focused);
    focused.is_some_and(|id| Stage::OPEN.into_iter().any(|stage| id == button_id(stage)))
}

/// Opens every lane.
pub(super) fn open_lanes(view: &mut View<'_>) {
    let mut settings = view.session.settings().clone();
    settings.collapsed_lanes.clear();
    view.ask(Ask::SaveSettings(Box::new(settings)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lane_used_last_comes_first() {
        let mut openness = Openness::default();
        openness.touch(Stage::Negotiating);
        assert_eq!(openness.recent(), [2, 0, 1]);
        openness.touch(Stage::New);
        assert_eq!(openness.recent(), [0, 2, 1]);
        openness.touch(Stage::New);
        openness.touch(Stage::Archived);
        assert_eq!(openness.recent(), [0, 2, 1]);
    }
}
