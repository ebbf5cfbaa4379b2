//! A lane: a heading that stays, and a window onto its cards however many there are.

use super::super::theme::{Radius, Space};
use super::super::view::View;
use super::density::{gap, height, pitch, that_fits};
use super::drag::Drag;
use super::faces::Faces;
use super::header::Heading;
use super::landing::{drop_hint, landing, landing_place};
use super::lane_card::{Place, card as draw_card};
use super::room::Room;
use super::selection::{Selection, Tally};

use super::{collapsed, empty};
use crate::desk::Density;
use crate::domain::{ReferralId, Stage};
use egui::scroll_area::ScrollSource;
use egui::{
    Id, PointerButton, Pos2, Rect, Response, ScrollArea, Sense, Stroke, StrokeKind, Ui, UiBuilder,
    Vec2,
};
use std::ops::Range;

/// What a lane keeps between frames.
pub(super) struct LaneState {
    offset: f32,
    pub(super) faces: Faces,
    heading: Heading,
    room: Room,
    /// Where its cards are; nowhere while it is collapsed.
    pub(super) area: Rect,
    /// The density in which its cards were last drawn.
    density: Density,
    /// How many cards it had then.
    count_drawn: usize,
}

impl Default for LaneState {
    fn default() -> Self {
        Self {
            offset: 0.0,
            faces: Faces::default(),
            heading: Heading::default(),
            room: Room::default(),
            area: Rect::NOTHING,
            density: Density::default(),
            count_drawn: 0,
        }
    }
}

/// What a lane is drawn for.
pub(super) struct LaneContext<'a> {
    pub(super) stage: Stage,
    pub(super) rect: Rect,
    /// Whether its cards are shown; otherwise it is a rail.
    pub(super) is_open: bool,
    /// Whether its cards are shown in bands, which are drawn over all lanes.
    pub(super) is_banded: bool,
    /// Whether the headings have a line below their names.
    pub(super) has_line_below: bool,
    /// As it was chosen; lanes too low for it show denser cards.
    pub(super) density: Density,
    /// As a rail it is to get the focus now.
    pub(super) wants_button: bool,
    /// The one card that Tab reaches.
    pub(super) tab_stop: Option<ReferralId>,
    /// The card that is to get the focus now.
    pub(super) wants_focus: Option<ReferralId>,
    pub(super) drag: Option<&'a Drag>,
    /// Where what is dragged, be it cards or a rubber band, is held.
    pub(super) pull: Option<Pos2>,
    pub(super) selection: &'a Selection,
    /// What can be done with all of them, where several are.
    pub(super) tally: Option<Tally>,
    /// The card whose menu the keyboard opened.
    pub(super) menu_for: Option<ReferralId>,
}

/// What happened in a lane.
#[derive(Default)]
pub(super) struct LaneOutcome {
    pub(super) focused: Option<ReferralId>,
    pub(super) took_focus: bool,
    /// A card that got the focus out of sight.
    pub(super) out_of_sight: Option<ReferralId>,
    pub(super) drag_started: Option<Drag>,
    /// A rubber band was begun there.
    pub(super) band_started: Option<Pos2>,
    pub(super) click: Option<Click>,
    pub(super) opened_menu: bool,
    /// Its button was pressed: it is to be collapsed, or opened.
    pub(super) toggled: Option<Toggled>,
}

/// By what a lane's button was pressed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Toggled {
    /// By the pointer.
    ByPointer,
    /// By the keyboard, which was on it.
    ByKey,
}

impl Toggled {
    /// Whether the button was pressed just now, and by what.
    pub(super) fn by(button: &Response) -> Option<Self> {
        button.clicked().then(|| {
            if button.has_focus() {
                Self::ByKey
            } else {
                Self::ByPointer
            }
        })
    }
}

/// What a click on a card means for what is selected.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Click {
    /// The card is opened, and nothing is selected.
    Alone,
    /// The card is selected, or no longer.
    Toggle(ReferralId),
    /// Everything up to the card is selected.
    Range(ReferralId),
}

/// The cards of a lane that a rectangle on the screen touches, by their places.
pub(super) fn cards_touched(lane: &LaneState, count: usize, rect: Rect) -> Range<usize> {
    let area = lane.area;
    if count == 0 || !rect.x_range().intersects(area.x_range()) {
        return 0..0;
    }
    let at = |y: f32| f64::from(y - area.top()) + f64::from(lane.offset);
    let pitch = f64::from(pitch(lane.density));
    // A card ends before the next one begins.
    let first = ((at(rect.top()) + f64::from(gap(lane.density))) / pitch)
        .floor()
        .max(0.0) as usize;
    let end = (at(rect.bottom()) / pitch).ceil().max(0.0) as usize;
    first.min(count)..end.clamp(first.min(count), count)
}

impl LaneState {
    /// The index of the first card in sight.
    pub(super) fn first_visible(&self) -> usize {
        (self.offset / pitch(self.density)).round().max(0.0) as usize
    }

    /// How far it is scrolled, in points.
    pub(super) const fn offset(&self) -> f32 {
        self.offset
    }

    /// Takes in what its heading says now; true where that takes a line below its name in a lane of this width.
    pub(super) fn update_heading(
        &mut self,
        ui: &Ui,
        view: &View<'_>,
        stage: Stage,
        width: f32,
    ) -> bool {
        self.heading.update(view, stage);
        let inner = width - 2.0 * Space::S;
        self.heading.has_line_below(ui, view, stage, inner)
    }

    /// Draws the lane.
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        view: &mut View<'_>,
        context: &LaneContext<'_>,
    ) -> LaneOutcome {
        if !context.is_open {
            return self.collapsed(ui, view, context);
        }
        let tokens = view.tokens;
        ui.painter().rect(
            context.rect,
            Radius::L,
            tokens.sunken,
            Stroke::new(1.0, tokens.border),
            StrokeKind::Inside,
        );
        let count = view.session.board().lane(context.stage).len();
        let builder = UiBuilder::new()
            .max_rect(context.rect.shrink(Space::S))
            .id_salt(("lane", context.stage.code()))
            .accessibility_role(egui::accesskit::Role::List)
            .accessibility_label(self.heading.spoken());
        let mut outcome = LaneOutcome::default();
        ui.scope_builder(builder, |ui| {
            ui.set_clip_rect(ui.clip_rect().intersect(context.rect));
            let bounds = context.rect;
            ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
                node.set_bounds(egui::accesskit::Rect {
                    x0: bounds.left().into(),
                    y0: bounds.top().into(),
                    x1: bounds.right().into(),
                    y1: bounds.bottom().into(),
                });
            });
            let button = self
                .heading
                .ui(ui, view, context.stage, context.has_line_below);
            outcome.toggled = Toggled::by(&button);
            self.ground(ui, context, &mut outcome);
            if context.is_banded {
                self.room = Room::default();
                return;
            }
            let landing = landing(view, context);
            let lane = view.session.board().lane(context.stage);
            self.room.begin_frame(ui, lane, landing);
            if count == 0 && self.room.landing().is_none() {
                self.room.end_frame(lane, 0, 0);
                empty::empty_lane(ui, view, context.stage);
            } else {
                self.cards(ui, view, context, count, &mut outcome);
            }
        });
        if !context.is_banded {
            drop_hint(ui, view, context);
        }
        outcome
    }

    /// Draws the lane as a rail.
    fn collapsed(
        &mut self,
        ui: &mut Ui,
        view: &View<'_>,
        context: &LaneContext<'_>,
    ) -> LaneOutcome {
        self.area = Rect::NOTHING;
        self.room = Room::default();
        let button = collapsed::rail(ui, view, &self.heading, context.stage, context.rect);
        let is_sought = (context.wants_focus)
            .and_then(|id| view.session.board().place(id))
            .is_some_and(|(stage, _)| stage == context.stage);
        if is_sought || context.wants_button {
            button.request_focus();
        }
        if !context.is_banded {
            drop_hint(ui, view, context);
        }
        LaneOutcome {
            took_focus: is_sought,
            toggled: Toggled::by(&button),
            ..LaneOutcome::default()
        }
    }

    /// What lies below the cards: where no card covers it a rubber band can be begun, and a click selects nothing any more.
    fn ground(&mut self, ui: &Ui, context: &LaneContext<'_>, outcome: &mut LaneOutcome) {
        self.area = ui.available_rect_before_wrap();
        self.area.set_right(context.rect.right() - Space::S);
        let id = Id::unique(("lane-ground", context.stage.code()));
        let ground = ui.interact(self.area, id, Sense::CLICK | Sense::DRAG);
        if ground.drag_started_by(PointerButton::Primary) {
            outcome.band_started = ui.input(|input| input.pointer.press_origin());
        } else if ground.clicked() {
            outcome.click = Some(Click::Alone);
        }
    }

    fn cards(
        &mut self,
        ui: &mut Ui,
        view: &mut View<'_>,
        context: &LaneContext<'_>,
        count: usize,
        outcome: &mut LaneOutcome,
    ) {
        let area = self.area;
        let kept = self.change_density(that_fits(context.density, area.height()));
        let (pitch, height) = (pitch(self.density), height(self.density));
        let opened = (self.room.landing()).map_or(0.0, |(_, open)| open * pitch);
        let mut scroll = ScrollArea::vertical()
            .id_salt(("lane-cards", context.stage.code()))
            .auto_shrink(false)
            // Dragging moves cards; the wheel and the bar scroll.
            .scroll_source(ScrollSource::SCROLL_BAR | ScrollSource::MOUSE_WHEEL);
        let wanted = context
            .wants_focus
            .and_then(|id| view.session.board().place(id))
            .filter(|(stage, _)| *stage == context.stage)
            .map(|(_, index)| self.offset_showing(index, area.height()));
        // egui draws what is scrolled to beyond the end of the frame before back to that end, so a card that has just come waits for the next.
        let has_grown = count > std::mem::replace(&mut self.count_drawn, count);
        let too_early = wanted.filter(|_| has_grown).and(context.wants_focus);
        let wanted = wanted.filter(|_| !has_grown).or(kept);
        let nudge = context
            .pull
            .map_or(0.0, |pointer| edge_speed(area, pointer))
            * ui.input(|input| input.stable_dt.min(LONGEST_FRAME_SECONDS));
        if let Some(offset) = wanted {
            scroll = scroll.vertical_scroll_offset(offset);
        } else if nudge != 0.0 {
            let most = (count as f32 * pitch + opened - area.height()).max(0.0);
            scroll = scroll.vertical_scroll_offset((self.offset + nudge).clamp(0.0, most));
            ui.ctx().request_repaint();
        }
        let shown = scroll.show_viewport(ui, |ui, viewport| {
            ui.set_height(count as f32 * pitch + opened);
            let width = area.width() - Space::XS;
            self.faces.begin_frame(ui.painter(), view, width);
            let first = (viewport.top() / pitch).floor().max(0.0) as usize;
            let last = ((viewport.bottom() / pitch).ceil().max(0.0) as usize).min(count);
            // Cards that are on their way may be in sight although their places are not.
            let around = usize::from(self.room.is_moving());
            let mut indices: Vec<usize> =
                (first.saturating_sub(around)..(last + around).min(count)).collect();
            // The card that Tab reaches stays reachable when it is scrolled out of sight.
            if let Some((_, index)) = context
                .tab_stop
                .and_then(|id| view.session.board().place(id))
                && !indices.contains(&index)
            {
                indices.push(index);
            }
            for index in indices {
                // From the viewport, not from the content's top: at a million points a float has no fractions left.
                let y = area.top()
                    + (index as f64 * f64::from(pitch) - f64::from(viewport.top())) as f32
                    + self.room.places_below(index) * pitch;
                let rect = Rect::from_min_size(Pos2::new(area.left(), y), Vec2::new(width, height));
                let place = Place {
                    index,
                    in_list: index,
                    count,
                    density: self.density,
                };
                draw_card(ui, view, &mut self.faces, context, place, rect, outcome);
            }
            self.faces.end_frame(ui.painter());
            if let Some((index, open)) = self.room.landing() {
                let top = area.top()
                    + (index as f64 * f64::from(pitch) - f64::from(viewport.top())) as f32;
                let size = Vec2::new(width, height * open);
                let place = Rect::from_min_size(Pos2::new(area.left(), top), size);
                landing_place(ui, view, area, place);
            }
            let lane = view.session.board().lane(context.stage);
            self.room.end_frame(lane, first, last);
        });
        self.offset = shown.state.clamped_offset().y;
        outcome.out_of_sight = outcome.out_of_sight.or(too_early);
    }

    /// The offset at which the card is wholly in sight, as near to the present one as can be.
    fn offset_showing(&self, index: usize, height: f32) -> f32 {
        let top = index as f32 * pitch(self.density);
        let lowest = (top + self::height(self.density) - height).max(0.0);
        self.offset.clamp(lowest.min(top), top.max(lowest))
    }

    /// Draws the cards in this density from now on. Where that is another one, the offset at which the same card is at the top.
    fn change_density(&mut self, density: Density) -> Option<f32> {
        let before = std::mem::replace(&mut self.density, density);
        if before == density {
            return None;
        }
        let scale = f64::from(pitch(density)) / f64::from(pitch(before));
        self.offset = (f64::from(self.offset) * scale) as f32;
        Some(self.offset)
    }
}

/// No frame scrolls further by itself than one of this length would.
pub(super) const LONGEST_FRAME_SECONDS: f32 = 0.1;

/// How fast a lane scrolls by itself while a card is held near its edge: faster the nearer, in points per second.
pub(super) fn edge_speed(area: Rect, pointer: Pos2) -> f32 {
    if !area.x_range().contains(pointer.x) {
        return 0.0;
    }
    let zone = (area.height() * 0.15).clamp(24.0, 96.0);
    let into = |distance: f32| ((zone - distance) / zone).clamp(0.0, 1.0);
    let up = into(pointer.y - area.top());
    let down = into(area.bottom() - pointer.y);
    let eased = |share: f32| share * share * 1_400.0;
    eased(down) - eased(up)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_held_at_an_edge_scrolls_towards_it() {
        let area = Rect::from_min_size(Pos2::ZERO, Vec2::new(300.0, 600.0));
        assert!(edge_speed(area, Pos2::new(100.0, 5.0)) < 0.0);
        assert!(edge_speed(area, Pos2::new(100.0, 595.0)) > 0.0);
        let near_and_far = [590.0, 540.0].map(|y| edge_speed(area, Pos2::new(100.0, y)));
        assert!(near_and_far[0] > near_and_far[1]);
        assert!(edge_speed(area, Pos2::new(100.0, 300.0)).abs() < f32::EPSILON);
        assert!(edge_speed(area, Pos2::new(400.0, 5.0)).abs() < f32::EPSILON);
    }

    #[test]
    fn a_card_is_brought_into_sight_with_the_least_scrolling() {
        for density in Density::ALL {
            let (pitch, card) = (pitch(density), height(density));
            let state = LaneState {
                offset: 10.0 * pitch,
                density,
                ..LaneState::default()
            };
            let room = 4.0 * pitch;
            assert!((state.offset_showing(12, room) - 10.0 * pitch).abs() < 0.5);
            assert!((state.offset_showing(3, room) - 3.0 * pitch).abs() < 0.5);
            assert!((state.offset_showing(20, room) - (20.0 * pitch + card - room)).abs() < 0.5);
        }
    }

    #[test]
    fn the_card_at_the_top_stays_there_whatever_the_density() {
        for index in [0_u32, 7, 99_000] {
            let mut state = LaneState {
                offset: (f64::from(index) * f64::from(pitch(Density::Normal))) as f32,
                density: Density::Normal,
                ..LaneState::default()
            };
            for density in [Density::Roomy, Density::Compact, Density::Normal] {
                assert!(state.change_density(density).is_some());
                assert_eq!(state.first_visible(), index as usize, "{density:?}");
            }
            assert!(state.change_density(Density::Normal).is_none());
        }
    }
}
