//! A drag under way: what is dragged, and the ghost that follows the pointer, drawn from data.

use super::super::theme::{Radius, Space, Type};
use super::super::view::View;
use super::card;
use super::targets::{Drop, Target, drop_of};
use crate::domain::{Referral, ReferralId};
use crate::text::Say;
use egui::{LayerId, Order, Pos2, Rect, Stroke, StrokeKind, Ui, Vec2};

/// What is dragged.
#[derive(Clone, Copy, Debug)]
pub(super) struct Drag {
    /// The card.
    pub(super) id: ReferralId,
    /// Where on the card it was taken.
    pub(super) grabbed_at: Vec2,
    /// The size of the card.
    pub(super) size: Vec2,
    /// Where the pointer is.
    pub(super) pointer: Pos2,
}

/// Draws the card under the pointer, and beneath it why it cannot be dropped here.
pub(super) fn ghost(
    ui: &mut Ui,
    view: &View<'_>,
    drag: &Drag,
    referral: &Referral,
    target: Option<Target>,
) {
    let layer = LayerId::new(Order::Tooltip, egui::Id::unique("board-ghost"));
    let painter = ui.ctx().layer_painter(layer);
    let rect = Rect::from_min_size(drag.pointer - drag.grabbed_at, drag.size);
    let shadow = egui::Shadow {
        offset: [0, 8],
        blur: 20,
        spread: 0,
        color: view.tokens.shadow,
    };
    painter.add(shadow.as_shape(rect, Radius::M));
    let (look, menu) = (card::Look::Ghost, card::MenuMark::Absent);
    let drawn = card::draw(&painter, view, referral, rect, look, menu);
    painter.extend(drawn.shapes);
    painter.extend(drawn.icons.into_iter().map(Into::into));
    ui.ctx().set_cursor_icon(egui::CursorIcon::Grabbing);
    let Some(Drop::Refused(refusal)) = target.map(|target| drop_of(referral, target, view.now))
    else {
        return;
    };
    ui.ctx().set_cursor_icon(egui::CursorIcon::NotAllowed);
    let words = refusal.say(view.texts);
    let galley = painter.layout(
        words,
        Type::caption(),
        view.tokens.critical,
        drag.size.x - 2.0 * Space::S,
    );
    let below = Rect::from_min_size(
        rect.left_bottom() + Vec2::new(0.0, Space::XS),
        galley.size() + Vec2::splat(2.0 * Space::S),
    );
    painter.rect(
        below,
        Radius::S,
        view.tokens.critical_soft,
        Stroke::new(1.0, view.tokens.critical),
        StrokeKind::Inside,
    );
    painter.galley(
        below.min + Vec2::splat(Space::S),
        galley,
        view.tokens.critical,
    );
}
