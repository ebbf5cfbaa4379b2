//! The board in bands: one area that scrolls across all lanes, in which every band shows its cards lane by lane below a header.

mod choice;
mod draw;
mod header;
mod plan;
mod turning;

pub(super) use choice::choice;

use super::super::theme::Space;
use super::super::view::View;
use super::density::{height, that_fits};
use super::landing::drop_hint;
use super::lane::{
    LONGEST_FRAME_SECONDS, LaneContext, LaneOutcome, LaneState, Toggled, edge_speed,
};
use crate::desk::{BandName, Bands, Board, Density, Swimlanes};
use crate::domain::Stage;
use draw::Frame;
use egui::scroll_area::ScrollSource;
use egui::{Id, Rect, ScrollArea, Ui, UiBuilder};
use plan::{HEADER, Plan};
use std::ops::Range;

/// What the bands keep between frames.
#[derive(Default)]
pub(super) struct SwimlanesView {
    plan: Plan,
    offset: f32,
    /// Where they scroll; nowhere while there are none.
    area: Option<Rect>,
    /// The band whose header is to get the keyboard.
    wants_keyboard: Option<BandName>,
    /// The header that has it.
    focused: Option<Id>,
    /// The band whose header has the keyboard, or had it last and no card since.
    in_hand: Option<BandName>,
    /// A band that was collapsed: its header is to stay in sight.
    keep_in_sight: Option<usize>,
    /// What the bands were made by when they were last drawn.
    made_by: Option<Swimlanes>,
}

/// What happened in the bands.
#[derive(Default)]
pub(super) struct BandsOutcome {
    /// In each lane.
    pub(super) lanes: [LaneOutcome; 3],
    /// The band whose header was pressed.
    pub(super) turned: Option<(usize, Toggled)>,
}

impl SwimlanesView {
    /// How far it is scrolled, in points; `None` while there are no bands.
    pub(super) fn offset(&self) -> Option<f32> {
        self.area.map(|_| self.offset)
    }

    /// Notes that the board is shown without bands.
    pub(super) fn rest(&mut self) {
        if self.area.is_some() {
            *self = Self::default();
        }
    }

    pub(super) const fn focused_header(&self) -> Option<Id> {
        self.focused
    }

    /// Puts the keyboard on a band's header, and scrolls that into sight.
    pub(super) fn put_keyboard_on(&mut self, band: BandName) {
        self.in_hand = Some(band.clone());
        self.wants_keyboard = Some(band);
    }

    /// Whether a header gets the keyboard as soon as it is drawn.
    pub(super) const fn wants_keyboard(&self) -> bool {
        self.wants_keyboard.is_some()
    }

    /// The band whose header has the keyboard, or had it last and no card since.
    pub(super) fn in_hand(&self, bands: &Bands) -> Option<usize> {
        bands.place_named(self.in_hand.as_ref()?)
    }

    /// Notes that a card has the keyboard, or gets it.
    pub(super) fn leave_headers(&mut self) {
        self.in_hand = None;
        self.wants_keyboard = None;
    }

    /// The first place in a lane whose card shows.
    pub(super) fn first_shown(&self, lane: usize) -> Option<usize> {
        self.plan.first_shown(lane)
    }

    /// The uppermost band in sight.
    fn uppermost(&self, board: &Board) -> Option<usize> {
        let bands = board.bands().filter(|bands| !bands.is_empty())?;
        let band = self.plan.band_at(f64::from(self.offset));
        (band < bands.len()).then_some(band)
    }

    const fn keep_header_in_sight(&mut self, band: usize) {
        self.keep_in_sight = Some(band);
    }

    /// The places in a lane from the first card to the last that a rectangle on the screen touches.
    pub(super) fn touched(
        &self,
        board: &Board,
        lane: (Stage, &LaneState),
        rect: Rect,
    ) -> Option<Range<usize>> {
        let area = self.area?;
        let (stage, state) = lane;
        if !rect.x_range().intersects(state.area.x_range()) {
            return Some(0..0);
        }
        let at = |y: f32| f64::from(y - area.top()) + f64::from(self.offset);
        let (from, to) = (at(rect.top()), at(rect.bottom()));
        let lane = board.lane(stage);
        let touched = |band: usize| {
            let cards = lane.range(band);
            let within = self.plan.cards_within(band, cards.len(), from, to);
            cards.start + within.start..cards.start + within.end
        };
        let bands = self.plan.bands_within(from, to);
        let is_shown = |band: &usize| board.bands().is_some_and(|bands| !bands.is_folded(*band));
        let mut some = bands
            .filter(is_shown)
            .map(touched)
            .filter(|touched| !touched.is_empty());
        let first = some.next();
        let last = some.next_back().or_else(|| first.clone());
        Some(
            first
                .zip(last)
                .map_or(0..0, |(first, last)| first.start..last.end),
        )
    }

    /// Draws the bands over the lanes that are open, whose headings and grounds are there already.
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        view: &mut View<'_>,
        lanes: &mut [LaneState; 3],
        contexts: &[LaneContext<'_>; 3],
    ) -> BandsOutcome {
        let mut outcome = BandsOutcome::default();
        let session = view.session;
        let Some(bands) = session.board().bands() else {
            return outcome;
        };
        let open = contexts.each_ref().map(|context| context.is_open);
        let areas = lanes.iter().zip(open).filter(|(_, is_open)| *is_open);
        let area = areas.map(|(lane, _)| lane.area).reduce(Rect::union);
        let (Some(area), [first, ..]) = (area, contexts) else {
            return outcome;
        };
        let density = that_fits(first.density, area.height() - HEADER);
        let wanted = self.follow(session.board(), bands, (area, density, open), contexts);
        let nudge = first.pull.map_or(0.0, |pointer| edge_speed(area, pointer))
            * ui.input(|input| input.stable_dt.min(LONGEST_FRAME_SECONDS));
        let mut scroll = ScrollArea::vertical()
            .id_salt("swimlanes")
            .auto_shrink(false)
            .scroll_source(ScrollSource::SCROLL_BAR | ScrollSource::MOUSE_WHEEL);
        if let Some(offset) = wanted {
            scroll = scroll.vertical_scroll_offset(offset as f32);
        } else if nudge != 0.0 {
            let most = (self.plan.height() as f32 - area.height()).max(0.0);
            scroll = scroll.vertical_scroll_offset((self.offset + nudge).clamp(0.0, most));
            ui.ctx().request_repaint();
        }
        let mut inner = ui.new_child(UiBuilder::new().max_rect(area).id_salt("swimlanes"));
        let shown = scroll.show_viewport(&mut inner, |ui, viewport| {
            ui.set_height(self.plan.height() as f32);
            // The headers go from side to side, the cards no further than the bar that scrolls them.
            let across = contexts.iter().filter(|context| context.is_open);
            let across = across.map(|context| context.rect).reduce(Rect::union);
            let across = across.unwrap_or(area).x_range();
            ui.set_clip_rect(Rect::from_x_y_ranges(across, ui.clip_rect().y_range()));
            let frame = Frame {
                bands,
                contexts,
                area,
                seen: f64::from(viewport.top())..f64::from(viewport.bottom()),
                runs: runs(contexts),
            };
            for (lane, context) in lanes.iter_mut().zip(contexts) {
                if context.is_open {
                    let width = card_width(lane);
                    lane.faces.begin_frame(ui.painter(), view, width);
                }
            }
            self.bands(ui, view, lanes, &frame, &mut outcome);
            self.empty_lanes(ui, view, lanes, &frame);
            self.landing(ui, view, lanes, &frame);
        });
        self.offset = shown.state.clamped_offset().y;
        self.area = Some(area);
        for context in contexts {
            drop_hint(ui, view, context);
        }
        outcome
    }

    /// Follows what is shown. Where what is sought is out of sight, or the density is another one, how far to scroll.
    fn follow(
        &mut self,
        board: &Board,
        bands: &Bands,
        (area, density, open): (Rect, Density, [bool; 3]),
        contexts: &[LaneContext<'_>; 3],
    ) -> Option<f64> {
        let is_other_density = self.area.is_some() && self.plan.density() != density;
        let mut offset = f64::from(self.offset);
        if is_other_density {
            let before = std::mem::take(&mut self.plan);
            self.plan.follow(board, bands, density, open);
            offset = self.plan.same_place(&before, offset);
        } else {
            self.plan.follow(board, bands, density, open);
        }
        let area_height = f64::from(area.height());
        let header = |band: usize| {
            let top = self.plan.top(band);
            (top, top + f64::from(HEADER))
        };
        if let Some(band) = self.keep_in_sight.take() {
            return Some(Plan::offset_showing(
                header(band),
                offset,
                area_height,
                true,
            ));
        }
        let wanted = self.wants_keyboard.as_ref();
        if let Some(band) = wanted.and_then(|name| bands.place_named(name)) {
            return Some(Plan::offset_showing(
                header(band),
                offset,
                area_height,
                true,
            ));
        }
        let sought = contexts.iter().find_map(|context| {
            let (stage, index) = board.place(context.wants_focus?)?;
            (stage == context.stage && context.is_open).then_some((stage, index))
        });
        let made_by = Some(bands.grouping().by());
        let are_others = std::mem::replace(&mut self.made_by, made_by) != made_by;
        let Some((stage, index)) = sought else {
            // Among other bands one begins at the top.
            let offset = if are_others { 0.0 } else { offset };
            return (is_other_density || are_others).then_some(offset);
        };
        let lane = board.lane(stage);
        let band = lane.band_at(index);
        if bands.is_folded(band) {
            return Some(Plan::offset_showing(
                header(band),
                offset,
                area_height,
                true,
            ));
        }
        let top = self.plan.card_top(band, index - lane.range(band).start);
        let place = (top, top + f64::from(height(density)));
        Some(Plan::offset_showing(place, offset, area_height, false))
    }
}

/// How wide the cards of a lane are: beside them is the bar that scrolls them.
fn card_width(lane: &LaneState) -> f32 {
    lane.area.width() - Space::XS
}

/// Neighbouring lanes that are open.
fn runs(contexts: &[LaneContext<'_>; 3]) -> Vec<Vec<(usize, Rect)>> {
    let mut runs: Vec<Vec<(usize, Rect)>> = Vec::new();
    let mut goes_on = false;
    for (index, context) in contexts.iter().enumerate() {
        if context.is_open {
            match runs.last_mut().filter(|_| goes_on) {
                Some(run) => run.push((index, context.rect)),
                None => runs.push(vec![(index, context.rect)]),
            }
        }
        goes_on = context.is_open;
    }
    runs
}
