//! Buttons: one that stands out, ordinary ones, quiet ones, and icons with a name.

use super::super::theme::{Icon, Radius, Space, Tokens, Type};
use super::toggles::focus_ring;
use egui::{
    Button, Color32, Context, FontId, Pos2, Rect, Response, RichText, Role, Sense, Stroke,
    StrokeKind, Ui, Vec2, WidgetInfo,
};

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
    let response = ui.add(styled(tokens, emphasis, text));
    ring_around_primary(ui, tokens, emphasis, &response);
    response
}

/// What is filled with the accent shows that it has the keyboard by a ring around it; everything else has a line of the accent then.
fn ring_around_primary(ui: &Ui, tokens: &Tokens, emphasis: Emphasis, response: &Response) {
    if emphasis == Emphasis::Primary {
        focus_ring(ui, tokens, response, response.rect.expand(2.0), Radius::M);
    }
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
    let response = ui.add_enabled(why.is_none(), styled(tokens, emphasis, text));
    ring_around_primary(ui, tokens, emphasis, &response);
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
    let (font, ink) = match emphasis {
        Emphasis::Primary => (Type::strong(), Some(tokens.on_accent)),
        Emphasis::Danger => (Type::strong(), Some(tokens.critical)),
        Emphasis::Normal | Emphasis::Quiet => (Type::body(), Some(tokens.text)),
    };
    let face = Face {
        icon: Some(icon),
        word: Some((text, font)),
        ink,
        fill: (emphasis == Emphasis::Primary).then_some(tokens.accent),
        shows_frame: emphasis != Emphasis::Quiet,
        height: 32.0,
    };
    let response = face.ui(ui);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), text));
    ring_around_primary(ui, tokens, emphasis, &response);
    response
}

/// A button with an icon alone; `name` is its accessible name and tooltip.
pub fn icon_button(ui: &mut Ui, icon: Icon, name: &str) -> Response {
    icon_button_named(ui, icon, |_| None, || name.to_owned())
}

/// [`icon_button`] with a key that does the same; name and key are put together only when they are asked for.
pub fn icon_button_named(
    ui: &mut Ui,
    icon: Icon,
    key: impl Fn(&Context) -> Option<String>,
    name: impl Fn() -> String,
) -> Response {
    let face = Face {
        icon: Some(icon),
        word: None,
        ink: None,
        fill: None,
        shows_frame: false,
        height: 30.0,
    };
    let response = face.ui(ui);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), name()));
    tooltip(response, |ui| {
        name_and_key(ui, &name(), key(ui.ctx()).as_deref());
    })
}

/// Says more under the pointer. Nearly every control of nearly every frame has none on it, and is then done with.
pub fn tooltip(response: Response, add: impl FnOnce(&mut Ui)) -> Response {
    if response.hovered() {
        response.on_hover_ui(add)
    } else {
        response
    }
}

/// What a tooltip says of a button: its name, and the key that does the same.
pub fn name_and_key(ui: &mut Ui, name: &str, key: Option<&str>) {
    ui.horizontal(|ui| {
        ui.label(name);
        if let Some(key) = key {
            ui.weak(key);
        }
    });
}

/// The tab of a screen: an icon, and its name as a word where there is room. The key that leads there is asked for only when it is shown.
pub fn tab(
    ui: &mut Ui,
    tokens: &Tokens,
    (icon, name): (Icon, &str),
    is_current: bool,
    shows_word: bool,
    key: impl Fn(&Context) -> Option<String>,
) -> Response {
    let (font, ink) = if is_current {
        (Type::strong(), tokens.accent)
    } else {
        (Type::body(), tokens.text_weak)
    };
    let face = Face {
        icon: Some(icon),
        word: shows_word.then_some((name, font)),
        ink: Some(ink),
        fill: is_current.then_some(tokens.accent_soft),
        shows_frame: is_current,
        height: 34.0,
    };
    let response = face.ui(ui);
    response.widget_info(|| WidgetInfo::selected(Role::Button, ui.is_enabled(), is_current, name));
    tooltip(response, |ui| {
        name_and_key(ui, name, key(ui.ctx()).as_deref());
    })
}

/// A button of one line, painted straight: the bar at the top has a dozen of them in every frame.
struct Face<'a> {
    icon: Option<Icon>,
    word: Option<(&'a str, FontId)>,
    /// The style's where there is none.
    ink: Option<Color32>,
    /// The style's where there is none; with one, no line is drawn around it.
    fill: Option<Color32>,
    /// Whether it has a frame also where nobody points at it.
    shows_frame: bool,
    height: f32,
}

impl Face<'_> {
    fn ui(&self, ui: &mut Ui) -> Response {
        const GAP: f32 = 6.0;
        let galley = self.word.as_ref().map(|(word, font)| {
            let word = (*word).to_owned();
            ui.painter()
                .layout_no_wrap(word, font.clone(), Color32::PLACEHOLDER)
        });
        let icon_width = self.icon.map_or(0.0, |_| Icon::SIZE);
        let word_width = galley.as_ref().map_or(0.0, |galley| galley.size().x);
        let gap = if icon_width * word_width > 0.0 {
            GAP
        } else {
            0.0
        };
        let padding = ui.spacing().button_padding;
        let width = icon_width + gap + word_width + 2.0 * padding.x;
        let (rect, response) =
            ui.allocate_exact_size(Vec2::new(width, self.height), Sense::click());
        if !ui.is_rect_visible(rect) {
            return response;
        }
        let visuals = ui.style().interact(&response);
        let is_touched =
            response.hovered() || response.has_focus() || response.is_pointer_button_down_on();
        let painter = ui.painter();
        if self.shows_frame || is_touched {
            let fill = self.fill.unwrap_or(visuals.weak_bg_fill);
            let line = match self.fill {
                // A tab that is chosen is of the soft accent, on which a line of it is seen.
                Some(fill) if !response.has_focus() || fill == visuals.bg_stroke.color => {
                    Stroke::NONE
                }
                _ => visuals.bg_stroke,
            };
            painter.rect(rect, Radius::S, fill, line, StrokeKind::Inside);
        }
        let ink = self.ink.unwrap_or(visuals.text_color());
        let left = rect.left() + padding.x;
        if let Some(icon) = self.icon {
            let centre = Pos2::new(left + icon_width / 2.0, rect.center().y);
            icon.paint_with(
                painter,
                Rect::from_center_size(centre, Vec2::splat(Icon::SIZE)),
                ink,
            );
        }
        if let Some(galley) = galley {
            let top = rect.center().y - galley.size().y / 2.0;
            painter.galley(Pos2::new(left + icon_width + gap, top), galley, ink);
        }
        response
    }
}

fn styled<'a>(tokens: &Tokens, emphasis: Emphasis, text: &'a str) -> Button<'a> {
    let rich = match emphasis {
        Emphasis::Primary => RichText::new(text)
            .font(Type::strong())
            .color(tokens.on_accent),
        Emphasis::Danger => RichText::new(text)
            .font(Type::strong())
            .color(tokens.critical),
        Emphasis::Normal | Emphasis::Quiet => RichText::new(text).font(Type::body()),
    };
    let button = Button::new(rich)
        .corner_radius(Radius::S)
        .min_size(Vec2::new(0.0, 32.0));
    match emphasis {
        Emphasis::Primary => button.fill(tokens.accent).stroke(Stroke::NONE),
        Emphasis::Quiet => button.frame_when_inactive(false),
        Emphasis::Normal | Emphasis::Danger => button,
    }
}

/// The gap that keeps a row of buttons apart.
pub(super) const BUTTON_GAP: f32 = Space::S;
