//! A lane: a heading that stays, and a window onto its cards however many there are.

use super::super::theme::{Radius, Space, Type};
use super::super::view::{ActionKind, View};
use super::card::{self, Guise, Look, MenuMark};
use super::drag::Drag;
use super::faces::Faces;
use super::header::Heading;
use super::room::Room;
use super::selection::{Selection, Tally};
use super::targets::{Drop, Target};
use super::{header, menu};
use crate::domain::{Referral, ReferralId, Stage};
use egui::scroll_area::ScrollSource;
use egui::{
    EventFilter, Id, PointerButton, Popup, Pos2, Rect, Response, Role, ScrollArea, Sense, Stroke,
    StrokeKind, Ui, UiBuilder, Vec2, WidgetInfo,
};
use std::ops::Range;

/// The distance from one card's top to the next one's.
const PITCH: f32 = card::HEIGHT + Space::S;

/// What a lane keeps between frames.
pub(super) struct LaneState {
    offset: f32,
    faces: Faces,
    heading: Heading,
    room: Room,
    /// Where its cards are.
    area: Rect,
}

impl Default for LaneState {
    fn default() -> Self {
        Self {
            offset: 0.0,
            faces: Faces::default(),
            heading: Heading::default(),
            room: Room::default(),
            area: Rect::NOTHING,
        }
    }
}

/// What a lane is drawn for.
pub(super) struct LaneContext<'a> {
    pub(super) stage: Stage,
    pub(super) rect: Rect,
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
    let pitch = f64::from(PITCH);
    // A card ends before the next one begins.
    let first = ((at(rect.top()) + f64::from(Space::S)) / pitch)
        .floor()
        .max(0.0) as usize;
    let end = (at(rect.bottom()) / pitch).ceil().max(0.0) as usize;
    first.min(count)..end.clamp(first.min(count), count)
}

impl LaneState {
    /// The index of the first card in sight.
    pub(super) fn first_visible(&self) -> usize {
        (self.offset / PITCH).round().max(0.0) as usize
    }

    /// How far it is scrolled, in points.
    pub(super) const fn offset(&self) -> f32 {
        self.offset
    }

    /// Draws the lane.
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        view: &mut View<'_>,
        context: &LaneContext<'_>,
    ) -> LaneOutcome {
        let tokens = view.tokens;
        ui.painter().rect(
            context.rect,
            Radius::L,
            tokens.sunken,
            Stroke::new(1.0, tokens.border),
            StrokeKind::Inside,
        );
        let count = view.session.board().lane(context.stage).len();
        self.heading.update(view, context.stage);
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
            self.heading.ui(ui, view, context.stage);
            self.ground(ui, context, &mut outcome);
            let landing = landing(view, context);
            let lane = view.session.board().lane(context.stage);
            self.room.begin_frame(ui, lane, landing);
            if count == 0 && self.room.landing().is_none() {
                self.room.end_frame(lane, 0, 0);
                header::empty_lane(ui, view, context.stage);
            } else {
                self.cards(ui, view, context, count, &mut outcome);
            }
        });
        drop_hint(ui, view, context);
        outcome
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
        let opened = (self.room.landing()).map_or(0.0, |(_, open)| open * PITCH);
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
        let nudge = context
            .pull
            .map_or(0.0, |pointer| edge_speed(area, pointer))
            * ui.input(|input| input.stable_dt.min(LONGEST_FRAME_SECONDS));
        if let Some(offset) = wanted {
            scroll = scroll.vertical_scroll_offset(offset);
        } else if nudge != 0.0 {
            let most = (count as f32 * PITCH + opened - area.height()).max(0.0);
            scroll = scroll.vertical_scroll_offset((self.offset + nudge).clamp(0.0, most));
            ui.ctx().request_repaint();
        }
        let shown = scroll.show_viewport(ui, |ui, viewport| {
            ui.set_height(count as f32 * PITCH + opened);
            let width = area.width() - Space::XS;
            self.faces.begin_frame(ui.painter(), view, width);
            let first = (viewport.top() / PITCH).floor().max(0.0) as usize;
            let last = ((viewport.bottom() / PITCH).ceil().max(0.0) as usize).min(count);
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
                    + (index as f64 * f64::from(PITCH) - f64::from(viewport.top())) as f32
                    + self.room.places_below(index) * PITCH;
                let rect =
                    Rect::from_min_size(Pos2::new(area.left(), y), Vec2::new(width, card::HEIGHT));
                let place = (index, count);
                card(ui, view, &mut self.faces, context, place, rect, outcome);
            }
            self.faces.end_frame(ui.painter());
            if let Some((index, open)) = self.room.landing() {
                let top = area.top()
                    + (index as f64 * f64::from(PITCH) - f64::from(viewport.top())) as f32;
                let size = Vec2::new(width, card::HEIGHT * open);
                let place = Rect::from_min_size(Pos2::new(area.left(), top), size);
                landing_place(ui, view, area, place);
            }
            let lane = view.session.board().lane(context.stage);
            self.room.end_frame(lane, first, last);
        });
        self.offset = shown.state.clamped_offset().y;
    }

    /// The offset at which the card is wholly in sight, as near to the present one as can be.
    fn offset_showing(&self, index: usize, height: f32) -> f32 {
        let top = index as f32 * PITCH;
        let lowest = (top + card::HEIGHT - height).max(0.0);
        self.offset.clamp(lowest.min(top), top.max(lowest))
    }
}

/// Where the card that is held would land, when this lane may take it.
fn landing(view: &View<'_>, context: &LaneContext<'_>) -> Option<usize> {
    let drag = context.drag?;
    if !context.rect.contains(drag.pointer) {
        return None;
    }
    let board = view.session.board();
    let drop = drag.drop_on(view, board.referral(drag.id)?, Target::Lane(context.stage));
    matches!(drop, Drop::Move(..))
        .then(|| board.landing(drag.id, context.stage, view.now))
        .flatten()
}

/// Draws the place where the card that is held would land; where it is out of sight in the lane's `area`, says in which direction it is.
fn landing_place(ui: &Ui, view: &View<'_>, area: Rect, place: Rect) {
    let tokens = view.tokens;
    let line = Stroke::new(1.5, tokens.accent);
    let painter = ui.painter();
    let (words, edge) = if place.top() >= area.bottom() - Space::L {
        ("board-lands-below", area.center_bottom())
    } else if place.bottom() <= area.top() + Space::L && place.height() > 0.0 {
        ("board-lands-above", area.center_top())
    } else {
        painter.rect(
            place,
            Radius::M,
            tokens.accent_soft,
            line,
            StrokeKind::Inside,
        );
        return;
    };
    let words = view.text(words);
    let ink = tokens.on_accent;
    let width = area.width() - 2.0 * Space::L;
    let galley = card::galley(painter, words, Type::caption_strong(), ink, width, 1);
    let size = galley.size() + Vec2::new(2.0 * Space::M, 2.0 * Space::XS);
    let inward = Space::S + size.y / 2.0;
    let centre = edge
        + Vec2::new(
            0.0,
            if edge.y > area.center().y {
                -inward
            } else {
                inward
            },
        );
    let pill = Rect::from_center_size(centre, size);
    painter.rect_filled(pill, Radius::L, tokens.accent);
    painter.galley(pill.center() - galley.size() / 2.0, galley, ink);
}

/// Draws the card at place `index` of `count`.
fn card(
    ui: &mut Ui,
    view: &mut View<'_>,
    faces: &mut Faces,
    context: &LaneContext<'_>,
    (index, count): (usize, usize),
    rect: Rect,
    outcome: &mut LaneOutcome,
) {
    let board = view.session.board();
    let Some(referral) = board
        .lane(context.stage)
        .id_at(index)
        .and_then(|id| board.referral(id))
    else {
        return;
    };
    let id = card::id_of(referral.id);
    let is_tab_stop = context.tab_stop == Some(referral.id);
    let mut sense = Sense::CLICK | Sense::DRAG;
    // Assistive technology may put the focus on any card, also on one that Tab passes over.
    let is_asked_for =
        ui.input(|input| input.has_accesskit_action_request(id, egui::accesskit::Action::Focus));
    let takes_focus = is_asked_for || context.wants_focus == Some(referral.id);
    if is_tab_stop || takes_focus || ui.memory(|memory| memory.has_focus(id)) {
        sense |= Sense::FOCUSABLE;
    }
    let response = ui.interact(rect, id, sense);
    response.widget_info(|| {
        let name = card::spoken(view, referral, context.stage, index, count);
        WidgetInfo::labeled(Role::ListItem, true, name)
    });
    ui.ctx().accesskit_node_builder(id, |node| {
        node.set_position_in_set(index + 1);
        node.set_size_of_set(count);
        node.set_selected(context.selection.contains(referral.id));
        node.add_action(egui::accesskit::Action::Focus);
    });
    if takes_focus {
        response.request_focus();
        outcome.took_focus = true;
    }
    if response.has_focus() {
        outcome.focused = Some(referral.id);
        if response.gained_focus() && !ui.clip_rect().contains_rect(rect) {
            outcome.out_of_sight = Some(referral.id);
        }
        let arrows = EventFilter {
            horizontal_arrows: true,
            vertical_arrows: true,
            ..EventFilter::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, arrows));
    }
    let menu_button = menu_button(ui, view, referral, rect);
    let look = look_of(view, context, referral, &response);
    if ui.is_rect_visible(rect) {
        let menu = match look {
            Look::Lifted => MenuMark::Absent,
            _ if menu_button.hovered() => MenuMark::Hovered,
            _ => MenuMark::Resting,
        };
        let guise = Guise {
            look,
            menu,
            is_selected: context.selection.contains(referral.id),
        };
        faces.paint(ui.painter(), view, referral, rect, guise);
    }
    outcome.opened_menu |= card_menu(ui, view, context, referral, &menu_button, &response);
    if response.drag_started_by(PointerButton::Primary)
        && let Some(pointer) = ui.input(|input| input.pointer.press_origin())
    {
        outcome.drag_started = Some(Drag {
            id: referral.id,
            grabbed_at: pointer - rect.min,
            size: rect.size(),
            pointer,
            load: None,
        });
    } else if response.clicked() {
        let held = ui.input(|input| input.modifiers);
        let click = if held.command {
            Click::Toggle(referral.id)
        } else if held.shift {
            Click::Range(referral.id)
        } else {
            view.ask(super::Ask::Open(referral.id));
            Click::Alone
        };
        response.request_focus();
        outcome.click = Some(click);
        outcome.focused = Some(referral.id);
    }
}

/// While a card is dragged: this lane lights up when it may take it, and dims when it may not.
fn drop_hint(ui: &Ui, view: &View<'_>, context: &LaneContext<'_>) {
    let Some(drag) = context.drag else { return };
    let Some(referral) = view.session.board().referral(drag.id) else {
        return;
    };
    let tokens = view.tokens;
    let painter = ui.painter();
    let is_under = context.rect.contains(drag.pointer);
    match drag.drop_on(view, referral, Target::Lane(context.stage)) {
        Drop::Stays => {}
        Drop::Move(kind, count) => {
            let line = Stroke::new(if is_under { 3.0 } else { 1.5 }, tokens.accent);
            painter.rect_stroke(context.rect, Radius::L, line, StrokeKind::Inside);
            if let Some(load) = &drag.load {
                how_many(
                    ui,
                    view,
                    context.rect,
                    (kind, count, load.total()),
                    is_under,
                );
            }
        }
        Drop::Refused(_) => {
            painter.rect_filled(
                context.rect,
                Radius::L,
                tokens.background.gamma_multiply(0.65),
            );
        }
    }
}

/// Says at a lane's head how many of the cards that are dragged may go there.
fn how_many(
    ui: &Ui,
    view: &View<'_>,
    lane: Rect,
    (kind, count, total): (ActionKind, usize, usize),
    is_under: bool,
) {
    let tokens = view.tokens;
    let words = view.text_with(
        "select-drop",
        &[
            ("action", view.text(kind.key()).into()),
            ("count", count.into()),
            ("total", total.into()),
        ],
    );
    let (ink, ground) = if is_under {
        (tokens.on_accent, tokens.accent)
    } else {
        (tokens.accent, tokens.accent_soft)
    };
    let painter = ui.painter();
    let galley = card::galley(
        painter,
        &words,
        Type::caption_strong(),
        ink,
        lane.width() - 48.0,
        1,
    );
    let size = galley.size() + Vec2::new(2.0 * Space::M, 2.0 * Space::XS);
    // Where the sums stand, which matter less now; there no notice covers it.
    let centre = lane.center_top() + Vec2::new(0.0, Space::S + header::SUMS_MIDDLE);
    let rect = Rect::from_center_size(centre, size);
    let line = Stroke::new(1.0, tokens.accent);
    painter.rect(rect, Radius::L, ground, line, StrokeKind::Inside);
    painter.galley(rect.center() - galley.size() / 2.0, galley, ink);
}

fn look_of(
    view: &View<'_>,
    context: &LaneContext<'_>,
    referral: &Referral,
    response: &Response,
) -> Look {
    let is_carried = |drag: &Drag| {
        drag.id == referral.id || drag.load.is_some() && context.selection.contains(referral.id)
    };
    if context.drag.is_some_and(is_carried) {
        Look::Lifted
    } else if response.has_focus() {
        Look::Focused
    } else if view.open == Some(referral.id) {
        Look::Opened
    } else if response.hovered() && context.drag.is_none() {
        Look::Hovered
    } else {
        Look::Resting
    }
}

/// The button with the menu at a card's corner. Not a stop for Tab: the card itself opens the same menu by key.
fn menu_button(ui: &Ui, view: &View<'_>, referral: &Referral, card: Rect) -> Response {
    let id = Id::unique(("card-menu", referral.id.0));
    let button = ui.interact(card::menu_rect(card), id, Sense::CLICK);
    button.widget_info(|| WidgetInfo::labeled(Role::Button, true, menu_name(view, referral)));
    button
}

fn menu_name(view: &View<'_>, referral: &Referral) -> String {
    view.text_with(
        "board-card-menu",
        &[("customer", referral.customer.as_str().into())],
    )
}

/// The card's menu: below its button, at the pointer on the right mouse button, and by key. True when the menu that a key opened has
/// the focus.
fn card_menu(
    ui: &mut Ui,
    view: &mut View<'_>,
    context: &LaneContext<'_>,
    referral: &Referral,
    button: &Response,
    card: &Response,
) -> bool {
    let by_key = context.menu_for == Some(referral.id);
    if by_key {
        Popup::open_id(ui.ctx(), Popup::default_response_id(button));
    }
    // Nearly every card of nearly every frame is passed over here.
    let may_be_open = by_key || button.clicked() || card.secondary_clicked() || card.long_touched();
    if !may_be_open && !Popup::is_any_open(ui.ctx()) {
        return false;
    }
    let name = menu_name(view, referral);
    let is_selected = context.selection.contains(referral.id);
    let many = context.tally.as_ref().filter(|_| is_selected);
    let is_in_menu = Popup::menu(button)
        .accessible_name(&name)
        .show(|ui| menu::move_menu(ui, view, referral, many, by_key))
        .is_some_and(|menu| menu.inner)
        && by_key;
    Popup::context_menu(card)
        .accessible_name(&name)
        .show(|ui| menu::move_menu(ui, view, referral, many, false));
    is_in_menu
}

/// No frame scrolls further by itself than one of this length would.
const LONGEST_FRAME_SECONDS: f32 = 0.1;

/// How fast a lane scrolls by itself while a card is held near its edge: faster the nearer, in points per second.
fn edge_speed(area: Rect, pointer: Pos2) -> f32 {
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
        let state = LaneState {
            offset: 10.0 * PITCH,
            ..LaneState::default()
        };
        let height = 4.0 * PITCH;
        assert!((state.offset_showing(12, height) - 10.0 * PITCH).abs() < 0.5);
        assert!((state.offset_showing(3, height) - 3.0 * PITCH).abs() < 0.5);
        assert!(
            (state.offset_showing(20, height) - (20.0 * PITCH + card::HEIGHT - height)).abs() < 0.5
        );
    }
}
