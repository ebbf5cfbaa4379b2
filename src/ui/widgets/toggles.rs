//! Controls that are on or off, and choices that all stand in sight.

use super::super::theme::{Icon, Radius, Space, Tokens, Type};
use egui::{
    Color32, CornerRadius, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, UiBuilder,
    WidgetInfo, pos2, vec2,
};

const CHIP_HEIGHT: f32 = 32.0;
const CHIP_ICON_SIZE: f32 = 15.0;

/// A chip that is pressed in or not, such as a filter. The icon keeps its own colour.
pub fn toggle_chip(
    ui: &mut Ui,
    tokens: &Tokens,
    icon: Option<(Icon, Color32)>,
    text: &str,
    is_on: bool,
) -> Response {
    let galley = ui.painter().layout_no_wrap(
        text.to_owned(),
        Type::caption_strong(),
        Color32::PLACEHOLDER,
    );
    let icon_width = icon.map_or(0.0, |_| CHIP_ICON_SIZE + 6.0);
    let size = vec2(galley.size().x + icon_width + 2.0 * Space::M, CHIP_HEIGHT);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, ui.is_enabled(), is_on, text));
    if !ui.is_rect_visible(rect) {
        return response;
    }
    let (fill, border) = match (is_on, response.hovered()) {
        (true, _) => (tokens.accent_soft, tokens.accent),
        (false, true) => (tokens.surface_hover, tokens.border_strong),
        (false, false) => (tokens.surface, tokens.border),
    };
    let radius = CornerRadius::same(16);
    ui.painter().rect(
        rect,
        radius,
        fill,
        Stroke::new(1.0, border),
        StrokeKind::Inside,
    );
    focus_ring(ui, tokens, &response, rect, radius);
    let mut x = rect.left() + Space::M;
    if let Some((icon, ink)) = icon {
        let place = Rect::from_center_size(
            pos2(x + CHIP_ICON_SIZE / 2.0, rect.center().y),
            vec2(CHIP_ICON_SIZE, CHIP_ICON_SIZE),
        );
        icon.paint(ui, place, ink);
        x += icon_width;
    }
    let at = pos2(x, rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, tokens.text);
    response
}

/// A switch; its accessible name is `name`. The caller turns it when the response is clicked.
pub fn switch(ui: &mut Ui, tokens: &Tokens, name: &str, is_on: bool) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(42.0, 24.0), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Switch, ui.is_enabled(), is_on, name));
    if !ui.is_rect_visible(rect) {
        return response;
    }
    let how_on = ui.ctx().animate_bool_responsive(response.id, is_on);
    let (track, border, knob) = if is_on {
        (tokens.accent, tokens.accent, tokens.on_accent)
    } else {
        (tokens.field, tokens.border_strong, tokens.text_weak)
    };
    let radius = CornerRadius::same(12);
    ui.painter().rect(
        rect,
        radius,
        track,
        Stroke::new(1.0, border),
        StrokeKind::Inside,
    );
    focus_ring(ui, tokens, &response, rect, radius);
    let knob_radius = if response.hovered() { 8.0 } else { 7.0 };
    let x = egui::lerp((rect.left() + 12.0)..=(rect.right() - 12.0), how_on);
    ui.painter()
        .circle_filled(pos2(x, rect.center().y), knob_radius, knob);
    response
}

/// A choice between a few `options` that all stand in sight; `name` is the group's accessible name. True when another was chosen.
pub fn segmented<T: PartialEq + Clone>(
    ui: &mut Ui,
    tokens: &Tokens,
    name: &str,
    chosen: &mut T,
    options: &[(T, String)],
) -> bool {
    const INSET: f32 = 3.0;
    const HEIGHT: f32 = 34.0;
    let galleys: Vec<_> = options
        .iter()
        .map(|(value, text)| {
            let font = if value == chosen {
                Type::strong()
            } else {
                Type::body()
            };
            ui.painter()
                .layout_no_wrap(text.clone(), font, Color32::PLACEHOLDER)
        })
        .collect();
    let widths: Vec<f32> = galleys
        .iter()
        .map(|galley| (galley.size().x + 2.0 * Space::L).ceil())
        .collect();
    let size = vec2(widths.iter().sum::<f32>() + 2.0 * INSET, HEIGHT);
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    let group = UiBuilder::new()
        .max_rect(rect)
        .id_salt(("segmented", name))
        .accessibility_role(egui::accesskit::Role::RadioGroup)
        .accessibility_label(name);
    let outer = CornerRadius::same(Radius::M);
    let inner = CornerRadius::same(Radius::S);
    ui.painter().rect_filled(rect, outer, tokens.sunken);
    let mut changed = false;
    ui.scope_builder(group, |ui| {
        let mut left = rect.left() + INSET;
        for (index, (((value, text), galley), width)) in
            options.iter().zip(galleys).zip(widths).enumerate()
        {
            let place = Rect::from_min_size(
                pos2(left, rect.top() + INSET),
                vec2(width, HEIGHT - 2.0 * INSET),
            );
            left += width;
            let is_chosen = value == chosen;
            let id = ui.unique_id().with(text);
            let response = ui.interact(place, id, Sense::click());
            response.widget_info(|| {
                WidgetInfo::selected(Role::RadioButton, ui.is_enabled(), is_chosen, text)
            });
            ui.ctx().accesskit_node_builder(id, |node| {
                node.set_position_in_set(index + 1);
                node.set_size_of_set(options.len());
            });
            if is_chosen {
                ui.painter().rect(
                    place,
                    inner,
                    tokens.surface,
                    Stroke::new(1.0, tokens.border_strong),
                    StrokeKind::Inside,
                );
            } else if response.hovered() {
                ui.painter().rect_filled(place, inner, tokens.surface_hover);
            }
            focus_ring(ui, tokens, &response, place, inner);
            let ink = if is_chosen || response.hovered() {
                tokens.text
            } else {
                tokens.text_weak
            };
            let at = place.center() - galley.size() / 2.0;
            ui.painter().galley(at, galley, ink);
            if response.clicked() && !is_chosen {
                *chosen = value.clone();
                changed = true;
            }
        }
    });
    changed
}

/// Shows where the keyboard is.
pub fn focus_ring(
    ui: &Ui,
    tokens: &Tokens,
    response: &Response,
    rect: Rect,
    radius: impl Into<CornerRadius>,
) {
    if response.has_focus() {
        ui.painter().rect_stroke(
            rect,
            radius,
            Stroke::new(2.0, tokens.accent),
            StrokeKind::Outside,
        );
    }
}
