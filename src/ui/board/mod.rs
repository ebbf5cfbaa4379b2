//! The board: lanes of cards, moved by drag, menu and key.

mod band;
mod bar;
mod card;
mod collapsed;
mod collapsing;
mod columns;
mod density;
mod drag;
mod due_strip;
mod empty;
mod faces;
mod filters;
mod galley;
mod header;
mod landing;
mod lane;
mod lane_card;
mod menu;
mod room;
mod samples_strip;
mod search;
mod selecting;
mod selection;
mod swimlanes;
mod targets;
mod today;
mod tour;
mod views;
mod walking;
mod words;

use super::actions::Step;
use super::theme::Space;
use super::view::{Ask, View};
use crate::desk::{Event, Session};
use crate::domain::{ReferralId, Stage};
use band::Band;
use collapsing::{Openness, open_lanes};
use columns::columns;
use drag::Drag;
use due_strip::DueStrip;
use egui::{Context, Key, Modifiers, Rect, Ui};
use lane::{LaneContext, LaneOutcome, LaneState};
use search::SearchLine;
use selection::Selection;
use swimlanes::{BandsOutcome, SwimlanesView};

pub(super) use collapsing::is_on_rail;
pub(super) use filters::narrowed_words;
pub(super) use selection::Tally;
pub(super) use today::today;
pub(super) use words::{about_line, headline, shown_urgency, spoken_alone, urgency_icon};

/// The board's own state: where the focus is, what is being dragged, how far each lane is scrolled.
#[derive(Default)]
pub struct BoardScreen {
    due_strip: DueStrip,
    lanes: [LaneState; 3],
    swimlanes: SwimlanesView,
    openness: Openness,
    /// The card the keyboard is on, and the stage it was seen in.
    focus: Option<ReferralId>,
    /// The focus is to be put on the card that `focus` names.
    wants_focus: bool,
    drag: Option<Drag>,
    /// The card whose menu the keyboard opens.
    menu_for: Option<ReferralId>,
    /// The card that the keyboard returns to from that menu.
    menu_from: Option<ReferralId>,
    selection: Selection,
    band: Option<Band>,
    /// The height of the bar below the lanes when it was last drawn.
    bar_height: Option<f32>,
    search: SearchLine,
    /// Whether whoever has not seen it yet is shown what is worth knowing.
    offers_tour: bool,
    /// Who works with this window knows that it shows samples.
    knows_of_samples: bool,
}

impl BoardScreen {
    /// Draws the lanes, or what stands in their place when there is no referral at all.
    pub fn ui(&mut self, ui: &mut Ui, view: &mut View<'_>) {
        if !view.session.is_read() {
            ui.centered_and_justified(|ui| ui.label(view.text("board-reading")));
            return;
        }
        if view.session.board().is_empty() && view.session.overview().archived == 0 {
            empty::first_run(ui, view);
            return;
        }
        self.return_from_menu(ui);
        let mut area = ui.available_rect_before_wrap().shrink(Space::M);
        let has_room_for_strip = area.height() >= LEAST_HEIGHT_WITH_STRIP;
        if has_room_for_strip && view.session.board().deadlines().next().is_some() {
            let strip = area.with_max_y(area.top() + due_strip::HEIGHT);
            self.due_strip.ui(ui, view, strip);
            area.min.y = strip.bottom() + Space::S;
        }
        let has_samples = view.session.overview().samples > 0 && !self.knows_of_samples;
        if has_samples && area.height() >= LEAST_HEIGHT_WITH_STRIP {
            let strip = area.with_max_y(area.top() + samples_strip::HEIGHT);
            self.knows_of_samples = samples_strip::samples_strip(ui, view, strip);
            area.min.y = strip.bottom() + Space::S;
        }
        let leave = self.search.ui(ui, view, &mut area);
        self.leave_search(view, leave);
        self.selection.follow(view.session.board());
        self.follow_openness(view);
        let mut lanes_area = area;
        lanes_area.set_bottom(area.bottom() - self.bar_room());
        let shared = columns(
            lanes_area,
            self.openness.collapsed(),
            self.openness.recent(),
        );
        self.show_lanes(view.session.board(), shared.are_open);
        let (lane_rects, rail) = (shared.lanes, shared.archive);
        self.lanes(ui, view, lane_rects, shared.are_open);
        if shared.are_open == [false; 3] {
            if collapsed::all_collapsed(ui, view, shared.free) {
                open_lanes(view);
            }
        } else {
            let [first, _, last] = lane_rects;
            search::nothing_found(ui, view, first.union(last));
        }
        let is_there = |id| view.session.board().place(id).is_some();
        self.wants_focus &= self.focus.is_some_and(is_there);
        let hover = self.drag.as_ref().map(|drag| drag.pointer);
        targets::rail(ui, view, rail, self.drag.as_ref(), hover);
        self.finish_drag(ui, view, &lane_rects, rail);
        self.follow_band(ui, view);
        self.selection_bar(ui, view, area);
        if self.shows_tour(view.session) {
            tour::tour(ui, view, lanes_area);
        }
    }

    /// Something else stands in the board's place: nothing is dragged any more, and nothing is done to cards that nobody sees.
    pub fn step_aside(&mut self) {
        self.cancel_drag();
        if !self.selection.is_empty() {
            self.selection.clear();
        }
    }

    /// Has whoever has not seen it yet shown what is worth knowing.
    pub const fn offer_tour(&mut self) {
        self.offers_tour = true;
    }

    /// Whether the card of what is worth knowing is shown. Where cards are carried, all the room is theirs.
    pub fn shows_tour(&self, session: &Session) -> bool {
        self.offers_tour && !self.is_dragging() && tour::is_due(session)
    }

    /// Whether a card is being dragged.
    pub const fn is_dragging(&self) -> bool {
        self.drag.is_some() || self.band.is_some()
    }

    /// Puts a card that is being dragged back where it was.
    pub fn cancel_drag(&mut self) {
        self.drag = None;
        self.band = None;
    }

    /// Takes in what the threads tell.
    pub fn on_event(&mut self, event: &Event) {
        self.search.on_event(event);
    }

    /// Puts the keyboard into the search line.
    pub const fn focus_search(&mut self) {
        self.search.take_focus();
    }

    /// Puts the keyboard on a card and scrolls it into sight.
    pub fn focus_on(&mut self, id: ReferralId) {
        self.focus = Some(id);
        self.wants_focus = true;
        self.swimlanes.leave_headers();
    }

    /// The card the keyboard is on.
    pub const fn focused(&self) -> Option<ReferralId> {
        self.focus
    }

    /// Whether a card has the keyboard.
    pub fn has_focus(&self, ctx: &Context) -> bool {
        self.focus
            .is_some_and(|id| ctx.memory(|memory| memory.has_focus(card::id_of(id))))
    }

    /// Opens the menu of the card that has the keyboard.
    pub const fn open_menu(&mut self) {
        self.menu_for = self.focus;
    }

    /// When the menu that a key opened is closed, the keyboard is on its card again.
    fn return_from_menu(&mut self, ui: &Ui) {
        let is_over = self.menu_for.is_none() && !egui::Popup::is_any_open(ui.ctx());
        if let Some(id) = self.menu_from.take_if(|_| is_over)
            && ui.memory(egui::Memory::focused).is_none()
        {
            self.focus_on(id);
        }
    }

    fn lanes(&mut self, ui: &mut Ui, view: &mut View<'_>, rects: [Rect; 3], are_open: [bool; 3]) {
        let bands = view.session.board().bands();
        let is_banded = bands.is_some_and(|bands| !bands.is_empty()) && are_open != [false; 3];
        if !is_banded {
            self.swimlanes.rest();
        }
        let tally = (self.selection.len() > 1).then(|| self.tally(view));
        let buttons = Stage::OPEN.map(|stage| self.openness.takes_button(stage));
        let tab_stops: [_; 3] = std::array::from_fn(|index| self.tab_stop(view, index, is_banded));
        // Taken out while they are drawn, as what is drawn in them depends on all else.
        let mut lanes = std::mem::take(&mut self.lanes);
        let mut has_line_below = false;
        for (index, (lane, stage)) in lanes.iter_mut().zip(Stage::OPEN).enumerate() {
            let width = rects.get(index).map_or(0.0, Rect::width);
            let needs_line = lane.update_heading(ui, view, stage, width);
            has_line_below |= needs_line && are_open.get(index) == Some(&true);
        }
        let mut outcomes: [LaneOutcome; 3] = Default::default();
        let mut banded = None;
        {
            let contexts: [LaneContext<'_>; 3] = std::array::from_fn(|index| {
                let at = |array: &[bool; 3]| array.get(index) == Some(&true);
                let stage = Stage::OPEN.get(index).copied().unwrap_or(Stage::New);
                let rect = rects.get(index).copied().unwrap_or(Rect::NOTHING);
                LaneContext {
                    stage,
                    rect,
                    is_open: at(&are_open),
                    is_banded,
                    has_line_below,
                    density: view.session.settings().density,
                    wants_button: at(&buttons),
                    tab_stop: tab_stops.get(index).copied().flatten(),
                    wants_focus: self.wants_focus.then_some(self.focus).flatten(),
                    drag: self.drag.as_ref(),
                    pull: (self.drag.as_ref())
                        .map(|drag| drag.pointer)
                        .or(self.band.as_ref().map(|band| band.pointer)),
                    selection: &self.selection,
                    tally,
                    menu_for: self.menu_for,
                }
            });
            for ((lane, context), outcome) in lanes.iter_mut().zip(&contexts).zip(&mut outcomes) {
                *outcome = lane.ui(ui, view, context);
            }
            if is_banded {
                let mut swimlanes = std::mem::take(&mut self.swimlanes);
                banded = Some(swimlanes.ui(ui, view, &mut lanes, &contexts));
                self.swimlanes = swimlanes;
            }
        }
        self.lanes = lanes;
        for (index, (stage, outcome)) in Stage::OPEN.into_iter().zip(&outcomes).enumerate() {
            let is_open = are_open.get(index) == Some(&true);
            self.take_outcome(ui, view, (index, stage, is_open), outcome);
        }
        let Some(BandsOutcome { lanes, turned }) = banded else {
            return;
        };
        for (index, (stage, outcome)) in Stage::OPEN.into_iter().zip(&lanes).enumerate() {
            self.take_outcome(ui, view, (index, stage, true), outcome);
        }
        if let Some((band, toggled)) = turned {
            self.press_band(view, band, toggled);
        }
    }

    /// Every lane has one card that Tab reaches: the one the keyboard was last on, or else its first.
    fn tab_stop(&self, view: &View<'_>, index: usize, is_banded: bool) -> Option<ReferralId> {
        let board = view.session.board();
        let stage = *Stage::OPEN.get(index)?;
        let is_here = |id: &ReferralId| {
            let place = board.place(*id);
            place.is_some_and(|(at, _)| at == stage) && !board.is_folded_away(*id)
        };
        let first = if is_banded {
            self.swimlanes.first_shown(index)
        } else {
            Some(0)
        };
        let first = || board.lane(stage).id_at(first?);
        self.focus.filter(is_here).or_else(first)
    }

    fn take_outcome(
        &mut self,
        ui: &Ui,
        view: &mut View<'_>,
        (index, stage, is_open): (usize, Stage, bool),
        outcome: &LaneOutcome,
    ) {
        if outcome.took_focus {
            self.wants_focus = false;
        }
        // Until the card that is to get the focus is drawn, another one may still have it.
        if let Some(id) = outcome.focused
            && !self.wants_focus
        {
            self.focus = Some(id);
            self.swimlanes.leave_headers();
        }
        if let Some(id) = outcome.out_of_sight {
            self.focus_on(id);
            ui.ctx().request_repaint();
        }
        if outcome.opened_menu {
            self.menu_from = self.menu_for.take();
        }
        if let Some(toggled) = outcome.toggled {
            self.toggle_lane(view, stage, is_open, toggled);
        }
        if let Some(click) = outcome.click {
            self.on_click(view.session.board(), click);
        }
        if let Some(from) = outcome.band_started {
            self.begin_band(ui, index, from);
        }
        if let Some(mut drag) = outcome.drag_started {
            self.focus = Some(drag.id);
            self.swimlanes.leave_headers();
            // One of those that are selected takes the others along; any other card is dragged alone.
            if !self.selection.contains(drag.id) {
                self.selection.clear();
            } else if self.selection.len() > 1 {
                drag.load = Some(self.tally(view));
            }
            self.drag = Some(drag);
        }
    }

    /// Follows the pointer, draws what is dragged over everything, and on release asks for the move where it is dropped.
    fn finish_drag(&mut self, ui: &mut Ui, view: &mut View<'_>, lanes: &[Rect; 3], rail: Rect) {
        let Some(drag) = &mut self.drag else { return };
        let Some(referral) = view.session.board().referral(drag.id) else {
            self.drag = None;
            return;
        };
        let (pointer, down, escaped, focused) = ui.input_mut(|input| {
            (
                input.pointer.latest_pos(),
                input.pointer.primary_down(),
                input.consume_key(Modifiers::NONE, Key::Escape),
                input.focused,
            )
        });
        if let Some(pointer) = pointer {
            drag.pointer = pointer;
        }
        let target = targets::target_at(drag.pointer, lanes, rail);
        if escaped || !focused {
            self.drag = None;
            return;
        }
        if down {
            drag::ghost(ui, view, drag, referral, target);
            ui.ctx().request_repaint();
            return;
        }
        if let Some(target) = target
            && let targets::Drop::Move(kind, _) = drag.drop_on(view, referral, target)
        {
            view.ask(match drag.load {
                Some(_) => Ask::BeginWithSelected(kind),
                None => Ask::Begin(drag.id, kind),
            });
        }
        self.drag = None;
    }
}

/// A lower board gives the room of the strip across its top to the lanes, so that they show two cards at least; in points.
const LEAST_HEIGHT_WITH_STRIP: f32 = 284.0;
