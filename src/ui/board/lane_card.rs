//! A card in its lane: what a click, a drag, a key and assistive technology do with it, and its menu.

use super::super::view::View;
use super::card::{self, Guise, Look, MenuMark};
use super::density::Measures;
use super::drag::Drag;
use super::faces::Faces;
use super::lane::{Click, LaneContext, LaneOutcome};
use super::menu;
use super::words::{about_line, spoken};
use crate::desk::Density;
use crate::domain::Referral;
use crate::text::Say;
use egui::{EventFilter, Id, PointerButton, Popup, Rect, Response, Role, Sense, Ui, WidgetInfo};

/// Which card of a lane is drawn, and where it stands in the list that it belongs to.
#[derive(Clone, Copy)]
pub(super) struct Place {
    /// Among all cards of its lane.
    pub(super) index: usize,
    /// Counted from 0 among those of its list: its lane's, or those of its lane in its band.
    pub(super) in_list: usize,
    /// How many cards that list has.
    pub(super) count: usize,
    pub(super) density: Density,
}

/// Draws the card at this place.
pub(super) fn card(
    ui: &mut Ui,
    view: &mut View<'_>,
    faces: &mut Faces,
    context: &LaneContext<'_>,
    place: Place,
    rect: Rect,
    outcome: &mut LaneOutcome,
) {
    let board = view.session.board();
    let Some(referral) = board
        .lane(context.stage)
        .id_at(place.index)
        .and_then(|id| board.referral(id))
    else {
        return;
    };
    let density = place.density;
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
        let name = spoken(view, referral, context.stage, (place.in_list, place.count));
        WidgetInfo::labeled(Role::ListItem, true, name)
    });
    ui.ctx().accesskit_node_builder(id, |node| {
        node.set_position_in_set(place.in_list + 1);
        node.set_size_of_set(place.count);
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
            density,
        };
        faces.paint(ui.painter(), view, referral, rect, guise);
    }
    if look == Look::Hovered {
        tooltip(view, referral, density, &response);
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
            density,
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

/// What the card has no room for: over its time when its marks fall, and where cards are dense what is asked too.
fn tooltip(view: &View<'_>, referral: &Referral, density: Density, card: &Response) {
    let time_bottom = card.rect.top() + Measures::of(density).height_to_customer();
    let is_over_time = card.hover_pos().is_some_and(|at| at.y < time_bottom);
    let mut lines = Vec::new();
    if density == Density::Compact {
        lines.push(about_line(view, referral, referral.owner.as_deref()));
        lines.push(referral.overview.clone());
    }
    if is_over_time || density == Density::Compact {
        let marks = [referral.answer_deadline(), referral.lapse_deadline()];
        lines.extend(marks.into_iter().flatten().map(|deadline| {
            let at = view.format.date_time_short(deadline.due_at, view.now);
            let arguments = [
                ("label", deadline.mark.say(view.texts).into()),
                ("value", at.into()),
            ];
            view.text_with("common-label-and-value", &arguments)
        }));
    }
    lines.retain(|line| !line.is_empty());
    if !lines.is_empty() {
        card.clone().on_hover_text(lines.join("\n"));
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
