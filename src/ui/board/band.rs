//! The rubber band: a rectangle drawn on the lanes' ground that selects the cards it touches.

use super::super::theme::Radius;
use super::super::view::View;
use super::BoardScreen;
use super::lane::cards_touched;
use super::selection::Selection;
use crate::domain::{ReferralId, Stage};
use egui::{Id, Key, LayerId, Modifiers, Order, Pos2, Rect, Stroke, StrokeKind, Ui};
use std::collections::HashSet;
use std::ops::Range;

/// A rubber band under way.
pub(super) struct Band {
    /// The lane it was begun in.
    lane: usize,
    /// Where, as the screen then was.
    from: Pos2,
    /// How far that lane was then scrolled.
    scrolled: f32,
    pub(super) pointer: Pos2,
    /// What stays selected beside it.
    kept: HashSet<ReferralId>,
    /// The cards it touched in the last frame, lane by lane.
    touched: [Range<usize>; 3],
}

impl Band {
    /// Begins one. With Ctrl, ⌘ or Shift held, what is selected stays so.
    pub(super) fn begin(
        ui: &Ui,
        selection: &mut Selection,
        lane: usize,
        from: Pos2,
        scrolled: f32,
    ) -> Self {
        let adds = ui.input(|input| input.modifiers.command || input.modifiers.shift);
        if !adds {
            selection.clear();
        }
        Self {
            lane,
            from,
            scrolled,
            pointer: from,
            kept: selection.ids().clone(),
            touched: Default::default(),
        }
    }

    /// Follows the pointer and draws the band; true when it was let go.
    pub(super) fn follow(&mut self, ui: &Ui, view: &View<'_>, screen: &mut BoardScreen) -> bool {
        let selection = &mut screen.selection;
        let (pointer, down, escaped) = ui.input_mut(|input| {
            (
                input.pointer.latest_pos(),
                input.pointer.primary_down() && input.focused,
                input.consume_key(Modifiers::NONE, Key::Escape),
            )
        });
        self.pointer = pointer.unwrap_or(self.pointer);
        if escaped {
            selection.set(&self.kept, std::iter::empty());
            return true;
        }
        let moved = screen.scrolled(self.lane) - self.scrolled;
        let from = Pos2::new(self.from.x, self.from.y - moved);
        let rect = Rect::from_two_pos(from, self.pointer);
        let board = view.session.board();
        let mut touched: [Range<usize>; 3] = Default::default();
        let lanes = Stage::OPEN.into_iter().zip(&screen.lanes);
        for (lane, range) in lanes.zip(&mut touched) {
            let in_bands = screen.swimlanes.touched(board, lane, rect);
            let (stage, state) = lane;
            *range =
                in_bands.unwrap_or_else(|| cards_touched(state, board.lane(stage).len(), rect));
        }
        if touched != self.touched {
            let ids = Stage::OPEN
                .into_iter()
                .zip(&touched)
                .flat_map(|(stage, range)| board.shown_in(stage, range.clone()));
            screen.selection.set(&self.kept, ids);
            self.touched = touched;
        }
        if !down {
            return true;
        }
        let layer = LayerId::new(Order::Foreground, Id::unique("board-band"));
        let painter = ui.ctx().layer_painter(layer);
        let ground = view.tokens.accent.gamma_multiply(0.12);
        painter.rect(
            rect,
            Radius::S,
            ground,
            Stroke::new(1.0, view.tokens.accent),
            StrokeKind::Inside,
        );
        ui.ctx().request_repaint();
        false
    }

    /// The card the keyboard goes on with: the one nearest to where the band ended.
    pub(super) fn nearest(&self, view: &View<'_>) -> Option<ReferralId> {
        let board = view.session.board();
        Stage::OPEN
            .into_iter()
            .zip(&self.touched)
            .filter(|(_, range)| !range.is_empty())
            .find_map(|(stage, range)| {
                let goes_down = self.pointer.y >= self.from.y;
                let index = if goes_down {
                    range.end - 1
                } else {
                    range.start
                };
                board.lane(stage).id_at(index)
            })
    }
}
