//! What a lane shows while a card is held over the board: whether it may take it, where it would land, and how many may come along.

use super::super::theme::{Radius, Space, Type};
use super::super::view::{ActionKind, View};
use super::galley::galley;
use super::lane::LaneContext;
use super::targets::{Drop, Target};
use super::{collapsed, header};
use egui::{Rect, Stroke, StrokeKind, Ui, Vec2};

/// Where the card that is held would land, when this lane may take it.
pub(super) fn landing(view: &View<'_>, context: &LaneContext<'_>) -> Option<usize> {
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
pub(super) fn landing_place(ui: &Ui, view: &View<'_>, area: Rect, place: Rect) {
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
    let words = galley(painter, words, Type::caption_strong(), ink, width, 1);
    let size = words.size() + Vec2::new(2.0 * Space::M, 2.0 * Space::XS);
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
    painter.galley(pill.center() - words.size() / 2.0, words, ink);
}

/// While a card is dragged: this lane lights up when it may take it, and dims when it may not.
pub(super) fn drop_hint(ui: &Ui, view: &View<'_>, context: &LaneContext<'_>) {
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
                if !context.is_open {
                    let some = (count, load.total());
                    return collapsed::how_many(ui, view, context.rect, some, is_under);
                }
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
    let words = galley(
        painter,
        &words,
        Type::caption_strong(),
        ink,
        lane.width() - 48.0,
        1,
    );
    let size = words.size() + Vec2::new(2.0 * Space::M, 2.0 * Space::XS);
    // Where the sums stand, which matter less now; there no notice covers it.
    let centre = lane.center_top() + Vec2::new(0.0, Space::S + header::SUMS_MIDDLE);
    let rect = Rect::from_center_size(centre, size);
    let line = Stroke::new(1.0, tokens.accent);
    painter.rect(rect, Radius::L, ground, line, StrokeKind::Inside);
    painter.galley(rect.center() - words.size() / 2.0, words, ink);
}
