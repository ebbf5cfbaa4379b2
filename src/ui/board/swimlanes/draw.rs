//! Draws the bands that are in sight: each one's header, its cards lane by lane, and where a card that is held would land.

use super::super::super::view::View;
use super::super::density::{height, pitch};
use super::super::empty::empty_lane;
use super::super::landing::{landing, landing_place};
use super::super::lane::{LaneContext, LaneOutcome, LaneState};
use super::super::lane_card::{self, card as draw_card};
use super::header::{Header, Place};
use super::plan::HEADER;
use super::{BandsOutcome, SwimlanesView, card_width};
use crate::desk::Bands;
use crate::text::Say;
use egui::accesskit::Role;
use egui::{Pos2, Rangef, Rect, Ui, UiBuilder, Vec2};
use std::fmt::Debug;
use std::hash::Hash;
use std::ops::Range;

/// The bands as one frame draws them.
pub(super) struct Frame<'a, 'c> {
    pub(super) bands: &'a Bands,
    pub(super) contexts: &'a [LaneContext<'c>; 3],
    pub(super) area: Rect,
    /// What is seen of all bands, from their top.
    pub(super) seen: Range<f64>,
    pub(super) runs: Vec<Vec<(usize, Rect)>>,
}

impl Frame<'_, '_> {
    /// Where on the screen a height among the bands is. From what is seen, not from the top: at a million points a float has no fractions.
    fn y(&self, top: f64) -> f32 {
        self.area.top() + (top - self.seen.start) as f32
    }

    /// Whether the keyboard is to go to a card of this band.
    fn is_sought(&self, view: &View<'_>, band: usize) -> bool {
        let board = view.session.board();
        self.contexts.iter().any(|context| {
            let sought = context.wants_focus.filter(|_| context.is_open);
            sought.is_some_and(|id| {
                let place = board.place(id);
                place.is_some_and(|(stage, _)| stage == context.stage)
                    && board.band_of(id) == Some(band)
            })
        })
    }

    /// The lane in which this band, whose cards do not show, would take the card that is held.
    fn takes(&self, view: &View<'_>, band: usize) -> Option<usize> {
        let drag = self.contexts.iter().find_map(|context| context.drag)?;
        if view.session.board().band_of(drag.id) != Some(band) || !self.bands.is_folded(band) {
            return None;
        }
        let mut contexts = self.contexts.iter();
        contexts.position(|context| context.is_open && landing(view, context).is_some())
    }
}

impl SwimlanesView {
    pub(super) fn bands(
        &mut self,
        ui: &mut Ui,
        view: &mut View<'_>,
        lanes: &mut [LaneState; 3],
        frame: &Frame<'_, '_>,
        outcome: &mut BandsOutcome,
    ) {
        let had_keyboard = self.focused.take().is_some();
        let wants_keyboard = self.wants_keyboard.take();
        let in_sight = self.plan.bands_within(frame.seen.start, frame.seen.end);
        let tab_stop = self.tab_stop(frame.bands, in_sight.start, had_keyboard);
        // The header that Tab reaches stays reachable when it is scrolled out of sight.
        let out_of_sight = tab_stop.filter(|band| !in_sight.contains(band));
        for band in in_sight.clone().chain(out_of_sight) {
            let (Some(header), Some(name)) =
                (Header::of(view, frame.bands, band), frame.bands.name(band))
            else {
                continue;
            };
            // The header stays at the top as long as anything of its band is seen.
            let own_top = frame.y(self.plan.top(band));
            let lowest = frame.y(self.plan.top(band + 1)) - HEADER;
            let top = own_top.max(frame.area.top().min(lowest));
            let takes_focus = wants_keyboard.as_ref() == Some(&name)
                || header.is_folded() && frame.is_sought(view, band);
            let place = Place {
                runs: frame.runs.clone(),
                top,
                takes: frame.takes(view, band),
                takes_focus,
                is_tab_stop: tab_stop == Some(band),
            };
            let rect =
                Rect::from_x_y_ranges(frame.area.x_range(), top..=frame.y(self.plan.top(band + 1)));
            let is_open = !header.is_folded();
            let mut group = named_child(ui, rect, ("band", header.id()), Role::Group, || {
                header.spoken(view)
            });
            ui.ctx()
                .accesskit_node_builder(group.unique_id(), |node| node.set_expanded(is_open));
            let (response, toggled) = header.ui(&group, view, &place);
            if response.has_focus() {
                self.focused = Some(response.id);
                self.in_hand = Some(name.clone());
                if response.gained_focus() && out_of_sight == Some(band) {
                    self.wants_keyboard = Some(name);
                    ui.ctx().request_repaint();
                }
            }
            if takes_focus {
                let lanes = outcome.lanes.iter_mut().zip(frame.contexts);
                for (lane, _) in lanes.filter(|(_, context)| context.wants_focus.is_some()) {
                    lane.took_focus = true;
                }
            }
            if let Some(toggled) = toggled {
                outcome.turned = Some((band, toggled));
            }
            if is_open && out_of_sight != Some(band) {
                // No card comes over the header that stays.
                let below = Rect::everything_below(top + HEADER);
                group.set_clip_rect(group.clip_rect().intersect(below));
                self.cards(&mut group, view, lanes, frame, (band, &header), outcome);
            }
        }
        self.out_of_sight(ui, view, lanes, frame, outcome);
    }

    /// The band whose header Tab reaches: the one that the keyboard is on, or was last, or else the uppermost that is collapsed. Where no card
    /// shows at all, the uppermost in sight.
    fn tab_stop(&self, bands: &Bands, uppermost: usize, had_keyboard: bool) -> Option<usize> {
        let in_hand = self.in_hand(bands);
        let in_hand = in_hand.filter(|band| had_keyboard || bands.is_folded(*band));
        let is_any_shown = (0..3).any(|lane| self.plan.first_shown(lane).is_some());
        in_hand
            .or_else(|| self.plan.first_folded())
            .or_else(|| (!is_any_shown).then_some(uppermost))
    }

    /// Draws the cards of a band, lane by lane.
    fn cards(
        &self,
        group: &mut Ui,
        view: &mut View<'_>,
        lanes: &mut [LaneState; 3],
        frame: &Frame<'_, '_>,
        (band, header): (usize, &Header),
        outcome: &mut BandsOutcome,
    ) {
        let session = view.session;
        let each = lanes.iter_mut().zip(frame.contexts).zip(&mut outcome.lanes);
        for (at, ((lane, context), outcome)) in each.enumerate() {
            let cards = session.board().lane(context.stage).range(band);
            if !context.is_open || cards.is_empty() {
                continue;
            }
            let spoken = || {
                let arguments = [
                    ("stage", context.stage.say(view.texts).into()),
                    ("band", header.name().into()),
                    ("count", header.count(at).into()),
                ];
                view.text_with("board-band-lane-spoken", &arguments)
            };
            let rect = group.max_rect();
            let rect = Rect::from_x_y_ranges(lane.area.x_range(), rect.y_range());
            let mut list = named_child(
                group,
                rect,
                ("lane", context.stage.code()),
                Role::List,
                spoken,
            );
            let (from, to) = (frame.seen.start, frame.seen.end);
            let within = self.plan.cards_within(band, cards.len(), from, to);
            for place in within {
                let index = cards.start + place;
                self.card(
                    &mut list,
                    view,
                    (lane, context),
                    frame,
                    (band, place, index),
                    outcome,
                );
            }
            lane.faces.end_frame(list.painter());
        }
    }

    /// The card that Tab reaches stays reachable when it is scrolled out of sight.
    fn out_of_sight(
        &self,
        ui: &mut Ui,
        view: &mut View<'_>,
        lanes: &mut [LaneState; 3],
        frame: &Frame<'_, '_>,
        outcome: &mut BandsOutcome,
    ) {
        let session = view.session;
        let board = session.board();
        let each = lanes.iter_mut().zip(frame.contexts).zip(&mut outcome.lanes);
        for ((lane, context), outcome) in each.filter(|((_, context), _)| context.is_open) {
            let Some((_, index)) = context.tab_stop.and_then(|id| board.place(id)) else {
                continue;
            };
            let shown = board.lane(context.stage);
            let band = shown.band_at(index);
            let cards = shown.range(band);
            let place = index - cards.start;
            let (from, to) = (frame.seen.start, frame.seen.end);
            let within = self.plan.cards_within(band, cards.len(), from, to);
            if !within.contains(&place) && !frame.bands.is_folded(band) {
                self.card(
                    ui,
                    view,
                    (lane, context),
                    frame,
                    (band, place, index),
                    outcome,
                );
            }
        }
    }

    fn card(
        &self,
        ui: &mut Ui,
        view: &mut View<'_>,
        (lane, context): (&mut LaneState, &LaneContext<'_>),
        frame: &Frame<'_, '_>,
        (band, place, index): (usize, usize, usize),
        outcome: &mut LaneOutcome,
    ) {
        let density = self.plan.density();
        // Assistive technology counts in the list of the band, which is what it is in.
        let count = view.session.board().lane(context.stage).range(band).len();
        let top = frame.y(self.plan.card_top(band, place));
        let size = Vec2::new(card_width(lane), height(density));
        let rect = Rect::from_min_size(Pos2::new(lane.area.left(), top), size);
        let place = lane_card::Place {
            index,
            in_list: place,
            count,
            density,
        };
        draw_card(ui, view, &mut lane.faces, context, place, rect, outcome);
    }

    /// Says in every lane that has no card what would be in it: between two headers, where there is room first.
    pub(super) fn empty_lanes(
        &self,
        ui: &mut Ui,
        view: &mut View<'_>,
        lanes: &[LaneState; 3],
        frame: &Frame<'_, '_>,
    ) {
        /// What is said has room in so much, in points.
        const ROOM: f32 = 150.0;
        let in_sight = self.plan.bands_within(frame.seen.start, frame.seen.end);
        let gaps = in_sight.clone().map(|band| {
            let top = frame.y(self.plan.top(band)).max(frame.area.top()) + HEADER;
            let is_last = band + 1 == frame.bands.len();
            let end = frame.y(self.plan.top(band + 1));
            let end = if is_last { frame.area.bottom() } else { end };
            Rangef::new(top, end.min(frame.area.bottom()))
        });
        let is_high = |gap: &Rangef| gap.span() >= ROOM;
        let highest = || {
            gaps.clone()
                .max_by(|one, other| one.span().total_cmp(&other.span()))
        };
        let Some(gap) = gaps.clone().find(is_high).or_else(highest) else {
            return;
        };
        for (lane, context) in lanes.iter().zip(frame.contexts) {
            let has_cards = !view.session.board().lane(context.stage).is_empty();
            if !context.is_open || has_cards || landing(view, context).is_some() {
                continue;
            }
            let rect = Rect::from_x_y_ranges(lane.area.x_range(), gap);
            let salt = ("empty-lane", context.stage.code());
            let mut child = ui.new_child(UiBuilder::new().max_rect(rect).id_salt(salt));
            child.set_clip_rect(child.clip_rect().intersect(rect));
            empty_lane(&mut child, view, context.stage);
        }
    }

    /// Draws the place where the card that is held would land: in its own band, whichever one it is held over.
    pub(super) fn landing(
        &self,
        ui: &Ui,
        view: &View<'_>,
        lanes: &[LaneState; 3],
        frame: &Frame<'_, '_>,
    ) {
        const LINE: f32 = 4.0;
        let board = view.session.board();
        for (lane, context) in lanes.iter().zip(frame.contexts) {
            let Some(index) = landing(view, context).filter(|_| context.is_open) else {
                continue;
            };
            let Some(band) = context.drag.and_then(|drag| board.band_of(drag.id)) else {
                continue;
            };
            if frame.bands.is_folded(band) {
                continue;
            }
            let cards = board.lane(context.stage).range(band);
            let place = index.saturating_sub(cards.start);
            let top = frame.y(self.plan.card_top(band, place));
            let density = self.plan.density();
            let is_last = place == cards.len();
            let (top, height) = if is_last && self.plan.has_room(band, place) {
                (top, height(density))
            } else {
                // Between two cards, which keep their places.
                let gap = pitch(density) - height(density);
                (top - f32::midpoint(gap, LINE), LINE)
            };
            let size = Vec2::new(card_width(lane), height);
            let place = Rect::from_min_size(Pos2::new(lane.area.left(), top), size);
            let in_lane = Rect::from_x_y_ranges(
                lane.area.x_range(),
                frame.area.top() + HEADER..=frame.area.bottom(),
            );
            if height <= LINE && in_lane.contains(place.center()) {
                ui.painter()
                    .rect_filled(place, LINE / 2.0, view.tokens.accent);
            } else {
                landing_place(ui, view, in_lane, place);
            }
        }
    }
}

/// A part of the bands that assistive technology knows by a name.
fn named_child(
    ui: &mut Ui,
    rect: Rect,
    salt: impl Hash + Debug,
    role: Role,
    spoken: impl FnOnce() -> String,
) -> Ui {
    let builder = UiBuilder::new()
        .max_rect(rect)
        .id_salt(salt)
        .accessibility_role(role);
    let child = ui.new_child(builder);
    let seen = rect.intersect(ui.clip_rect());
    let seen = if seen.is_positive() { seen } else { rect };
    // Put into words only where anything listens.
    ui.ctx().accesskit_node_builder(child.unique_id(), |node| {
        node.set_label(spoken());
        node.set_bounds(egui::accesskit::Rect {
            x0: seen.left().into(),
            y0: seen.top().into(),
            x1: seen.right().into(),
            y1: seen.bottom().into(),
        });
    });
    child
}
