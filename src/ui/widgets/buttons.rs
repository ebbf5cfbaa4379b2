//! Buttons: one that stands out, ordinary ones, quiet ones, and icons with a name.

use super::super::theme::{Icon, Radius, Space, Tokens, Type};
use egui::{Button, Response, RichText, Role, Ui, Vec2, WidgetInfo};

/// How much a button stands out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Emphasis {
    /// The one thing to press.
    Primary,
    /// An ordinary button.
    Normal,
    /// No frame until the pointer is on it.
    Quiet,
    /// Takes something away for good.
    Danger,
}

/// A button with a word on it.
pub fn button(ui: &mut Ui, tokens: &Tokens, emphasis: Emphasis, text: &str) -> Response {
    ui.add(styled(tokens, emphasis, text, None))
}

/// A button that may not be pressed now; `why` then says so under the pointer.
pub fn button_enabled(
    ui: &mut Ui,
    tokens: &Tokens,
    emphasis: Emphasis,
    text: &str,
    why: Option<&str>,
) -> Response {
    let emphasis = if why.is_some() && emphasis == Emphasis::Primary {
        Emphasis::Normal
    } else {
        emphasis
    };
    let response = ui.add_enabled(why.is_none(), styled(tokens, emphasis, text, None));
    match why {
        Some(why) => response.on_disabled_hover_text(why),
        None => response,
    }
}

/// A button with an icon and a word.
pub fn icon_text_button(
    ui: &mut Ui,
    tokens: &Tokens,
    emphasis: Emphasis,
    icon: Icon,
    text: &str,
) -> Response {
    ui.add(styled(tokens, emphasis, text, Some(icon)))
}

/// A button with an icon alone; `name` is its accessible name and tooltip.
pub fn icon_button(ui: &mut Ui, icon: Icon, name: &str) -> Response {
    let image = icon.image().alt_text(name);
    let response = ui.add(
        Button::image(image)
            .image_tint_follows_text_color(true)
            .frame_when_inactive(false)
            .corner_radius(Radius::S)
            .min_size(Vec2::splat(30.0)),
    );
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), name));
    response.on_hover_text(name)
}

fn styled<'a>(
    tokens: &Tokens,
    emphasis: Emphasis,
    text: &'a str,
    icon: Option<Icon>,
) -> Button<'a> {
    let rich = match emphasis {
        Emphasis::Primary => RichText::new(text)
            .font(Type::strong())
            .color(tokens.on_accent),
        Emphasis::Danger => RichText::new(text)
            .font(Type::strong())
            .color(tokens.critical),
        Emphasis::Normal | Emphasis::Quiet => RichText::new(text).font(Type::body()),
    };
    let button = match icon {
        Some(icon) => {
            let image = match emphasis {
                Emphasis::Primary => icon.image().tint(tokens.on_accent),
                _ => icon.image().tint(tokens.text),
            };
            Button::image_and_text(image, rich)
        }
        None => Button::new(rich),
    };
    let button = button
        .corner_radius(Radius::S)
        .gap(6.0)
        .min_size(Vec2::new(0.0, 32.0));
    match emphasis {
        Emphasis::Primary => button.fill(tokens.accent).stroke(egui::Stroke::NONE),
        Emphasis::Quiet => button.frame_when_inactive(false),
        Emphasis::Normal | Emphasis::Danger => button,
    }
}

/// The gap that keeps a row of buttons apart.
pub(super) const BUTTON_GAP: f32 = Space::S;
