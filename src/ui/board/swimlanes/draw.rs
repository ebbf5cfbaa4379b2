//! Draws the bands that are in sight: each one's header, its cards lane by lane, and where a card that is held would land.

use super::super::super::view::View;
use super::super::density::{height, pitch};
use super::super::landing::{landing, landing_place};
use super::super::lane::{LaneContext, LaneOutcome, LaneState};
use super::super::lane_card::{self, card as draw_card};
use super::header::{Header, Place};
use super::plan::HEADER;
use super::{BandsOutcome, SwimlanesView, card_width};
use crate::desk::Bands;
use crate::text::Say;
use egui::accesskit::Role;
use egui::{Pos2, Rect, Ui, UiBuilder, Vec2};
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
        self.focused = None;
        let wants_keyboard = self.wants_keyboard.take();
        let in_sight = self.plan.bands_within(frame.seen.start, frame.seen.end);
        // Where no card shows, Tab reaches the first header.
        let is_any_shown = (0..3).any(|lane| self.plan.first_shown(lane).is_some());
        for band in in_sight.clone() {
            let Some(header) = Header::of(view, frame.bands, band) else {
                continue;
            };
            // The header stays at the top as long as anything of its band is seen.
            let own_top = frame.y(self.plan.top(band));
            let lowest = frame.y(self.plan.top(band + 1)) - HEADER;
            let top = own_top.max(frame.area.top().min(lowest));
            let takes_focus = wants_keyboard.is_some_and(|wanted| header.is(wanted))
                || header.is_folded() && frame.is_sought(view, band);
            let place = Place {
                runs: frame.runs.clone(),
                top,
                takes: frame.takes(view, band),
                takes_focus,
                is_tab_stop: !is_any_shown && band == in_sight.start,
            };
            let rect =
                Rect::from_x_y_ranges(frame.area.x_range(), top..=frame.y(self.plan.top(band + 1)));
            let mut group = named_child(ui, rect, ("band", header.id()), Role::Group, || {
                header.spoken(view)
            });
            let (is_open, id) = (!header.is_folded(), group.unique_id());
            ui.ctx()
                .accesskit_node_builder(id, |node| node.set_expanded(is_open));
            let (response, toggled) = header.ui(&group, view, &place);
            if response.has_focus() {
                self.focused = Some(response.id);
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
            if is_open {
                // No card comes over the header that stays.
                let below = Rect::everything_below(top + HEADER);
                group.set_clip_rect(group.clip_rect().intersect(below));
                self.cards(&mut group, view, lanes, frame, (band, &header), outcome);
            }
        }
        self.out_of_sight(ui, view, lanes, frame, outcome);
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
