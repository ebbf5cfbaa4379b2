//! How an outcome looks wherever it stands: its icon and its pill.

use super::super::theme::{Icon, Radius, Space, Tokens, Type};
use crate::domain::Outcome;
use egui::{Color32, CornerRadius, Rect, Ui, pos2, vec2};

/// The icon of an outcome, so that none is told by its colour alone.
pub const fn outcome_icon(outcome: Outcome) -> Icon {
    match outcome {
        Outcome::Won => Icon::Check,
        Outcome::Lost => Icon::Cross,
        Outcome::Skipped => Icon::Redo,
        Outcome::Missed => Icon::Warning,
        Outcome::Declined => Icon::Close,
        Outcome::Expired => Icon::Clock,
    }
}

/// Paints the pill of an outcome into the left of `cell`, with `text` cut where it does not fit. True when it was cut.
pub fn paint_outcome_pill(
    ui: &Ui,
    tokens: &Tokens,
    cell: Rect,
    outcome: Outcome,
    text: &str,
) -> bool {
    const HEIGHT: f32 = 24.0;
    const ICON_SIZE: f32 = 14.0;
    let (ink, ground) = tokens.outcome(outcome);
    let around_text = Space::S + ICON_SIZE + Space::XS + Space::S;
    let galley = super::cut_galley(
        ui,
        text,
        Type::caption_strong(),
        cell.width() - around_text,
        Color32::PLACEHOLDER,
    );
    let pill = Rect::from_min_size(
        pos2(cell.left(), cell.center().y - HEIGHT / 2.0),
        vec2(around_text + galley.size().x, HEIGHT),
    );
    ui.painter()
        .rect_filled(pill, CornerRadius::same(Radius::S), ground);
    let icon = Rect::from_center_size(
        pos2(pill.left() + Space::S + ICON_SIZE / 2.0, pill.center().y),
        vec2(ICON_SIZE, ICON_SIZE),
    );
    outcome_icon(outcome).paint(ui, icon, ink);
    let is_cut = galley.elided;
    let at = pos2(
        icon.right() + Space::XS,
        pill.center().y - galley.size().y / 2.0,
    );
    ui.painter().galley(at, galley, ink);
    is_cut
}
