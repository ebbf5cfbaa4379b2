//! Chips: short words side by side, each switched on and off.

use super::super::theme::{Icon, Radius, Space, Tokens, Type};
use super::toggles::focus_ring;
use egui::{Button, Response, RichText, Role, Stroke, Ui, Vec2, WidgetInfo};

/// The height of a chip, in points.
pub(super) const HEIGHT: f32 = 30.0;

/// A word that is switched on and off. `why_not` says why it cannot be switched now.
pub fn check_chip(
    ui: &mut Ui,
    tokens: &Tokens,
    label: &str,
    is_on: bool,
    why_not: Option<&str>,
) -> Response {
    let (icon, ink, fill, border) = if is_on {
        (
            Icon::Check,
            tokens.accent,
            tokens.accent_soft,
            tokens.accent,
        )
    } else {
        (
            Icon::Add,
            tokens.text_weak,
            tokens.surface,
            tokens.border_strong,
        )
    };
    let image = icon
        .image()
        .tint(ink)
        .fit_to_exact_size(Vec2::splat(Space::L));
    let text = RichText::new(label).font(Type::body()).color(tokens.text);
    let chip = Button::image_and_text(image, text)
        .truncate()
        .gap(6.0)
        .fill(fill)
        .stroke(Stroke::new(1.0, border))
        .corner_radius(Radius::L)
        .min_size(Vec2::new(0.0, HEIGHT));
    let response = ui.add_enabled(why_not.is_none(), chip);
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, why_not.is_none(), is_on, label));
    focus_ring(ui, tokens, &response, response.rect.expand(2.0), Radius::M);
    match why_not {
        Some(why) => response.on_disabled_hover_text(why),
        None => response,
    }
}
