//! How egui's own widgets look, from the tokens.

use super::{Radius, Space, Tokens, Type, set_motion};
use egui::style::{Selection, WidgetVisuals};
use egui::{CornerRadius, Shadow, Stroke, Style, TextStyle, Theme, Visuals};

/// Installs the styles of both themes.
pub fn install_styles(ctx: &egui::Context) {
    for theme in [Theme::Light, Theme::Dark] {
        ctx.set_style_of(theme, style(theme));
    }
    set_motion(ctx, false);
}

fn style(theme: Theme) -> Style {
    let tokens = Tokens::of(theme);
    let mut style = Style {
        visuals: visuals(theme, tokens),
        ..theme.default_style()
    };
    style.text_styles = [
        (TextStyle::Small, Type::caption()),
        (TextStyle::Body, Type::body()),
        (TextStyle::Monospace, Type::body()),
        (TextStyle::Button, Type::body()),
        (TextStyle::Heading, Type::heading()),
    ]
    .into();
    style.spacing.item_spacing = egui::vec2(Space::S, Space::S);
    style.spacing.button_padding = egui::vec2(Space::M, 6.0);
    style.spacing.interact_size = egui::vec2(32.0, 30.0);
    style.spacing.menu_margin = egui::Margin::same(6);
    style.spacing.combo_width = 160.0;
    style.spacing.icon_width = 18.0;
    style.spacing.scroll = egui::style::ScrollStyle::thin();
    style.interaction.selectable_labels = false;
    #[cfg(debug_assertions)]
    {
        style.debug.warn_if_rect_changes_id = false;
    }
    style
}

fn visuals(theme: Theme, tokens: &Tokens) -> Visuals {
    let radius = CornerRadius::same(Radius::S);
    let widget = |fill, weak_fill, border, text| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: weak_fill,
        bg_stroke: Stroke::new(1.0, border),
        corner_radius: radius,
        fg_stroke: Stroke::new(1.0, text),
        expansion: 0.0,
    };
    let mut visuals = match theme {
        Theme::Light => Visuals::light(),
        Theme::Dark => Visuals::dark(),
    };
    visuals.widgets.noninteractive =
        widget(tokens.surface, tokens.surface, tokens.border, tokens.text);
    visuals.widgets.inactive = widget(
        tokens.surface,
        tokens.surface,
        tokens.border_strong,
        tokens.text,
    );
    visuals.widgets.hovered = widget(
        tokens.surface_hover,
        tokens.surface_hover,
        tokens.accent,
        tokens.text,
    );
    visuals.widgets.active = widget(
        tokens.accent_soft,
        tokens.accent_soft,
        tokens.accent,
        tokens.text,
    );
    // Also where the keyboard is: a line that is seen without looking for it.
    visuals.widgets.active.bg_stroke.width = 2.0;
    visuals.widgets.open = widget(
        tokens.surface_hover,
        tokens.surface_hover,
        tokens.accent,
        tokens.text,
    );
    visuals.selection = Selection {
        bg_fill: tokens.accent_soft,
        stroke: Stroke::new(2.0, tokens.accent),
    };
    visuals.hyperlink_color = tokens.accent;
    visuals.weak_text_color = Some(tokens.text_weak);
    visuals.faint_bg_color = tokens.sunken;
    visuals.extreme_bg_color = tokens.field;
    visuals.text_edit_bg_color = Some(tokens.field);
    visuals.code_bg_color = tokens.sunken;
    visuals.warn_fg_color = tokens.soon;
    visuals.error_fg_color = tokens.critical;
    visuals.window_fill = tokens.raised;
    visuals.window_stroke = Stroke::new(1.0, tokens.raised_border);
    visuals.window_corner_radius = CornerRadius::same(Radius::L);
    visuals.menu_corner_radius = CornerRadius::same(Radius::M);
    visuals.panel_fill = tokens.background;
    let shadow = Shadow {
        offset: [0, 6],
        blur: 20,
        spread: 0,
        color: tokens.shadow,
    };
    visuals.window_shadow = shadow;
    visuals.popup_shadow = shadow;
    visuals.indent_has_left_vline = false;
    visuals
}
