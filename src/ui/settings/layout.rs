//! How the settings stand: cards of lines, each with what it is at the left and the control at the right.

use super::super::theme::{Icon, Radius, Space, Tokens, Type};
use super::super::widgets::switch;
use egui::{
    Align, Color32, CornerRadius, Frame, Label, Layout, Margin, Rect, RichText, Sense, Stroke, Ui,
    UiBuilder, Vec2, pos2, vec2,
};

/// The width of the column of cards, in points: lines stay short enough to be read in one look.
pub(super) const WIDTH: f32 = 780.0;

/// Between the icon's column and the words.
const ICON_COLUMN: f32 = Icon::SIZE + Space::M;

/// A card of lines under its name.
pub(super) fn card(ui: &mut Ui, tokens: &Tokens, title: &str, lines: impl FnOnce(&mut Ui)) {
    ui.add_space(Space::XL);
    ui.label(RichText::new(title).font(Type::strong()).color(tokens.text));
    ui.add_space(Space::S);
    Frame::new()
        .fill(tokens.surface)
        .stroke(Stroke::new(1.0, tokens.border))
        .corner_radius(CornerRadius::same(Radius::M))
        .inner_margin(Margin::symmetric(Space::L as i8, Space::XS as i8))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 0.0;
            lines(ui);
        });
}

/// How much of a line its control needs; the words get the rest.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Room {
    /// A switch.
    Narrow,
    /// A button of one word.
    Medium,
    /// A button, a field or a choice.
    Wide,
}

impl Room {
    const fn width(self) -> f32 {
        match self {
            Self::Narrow => 60.0,
            Self::Medium => 120.0,
            Self::Wide => 320.0,
        }
    }
}

/// A line with a switch, which bears the line's name; true when it was switched just now.
pub(super) fn switch_line(
    ui: &mut Ui,
    tokens: &Tokens,
    (icon, title, help): (Icon, &str, &str),
    is_on: bool,
) -> bool {
    let mut is_switched = false;
    line(ui, tokens, (icon, title, help), Room::Narrow, |ui| {
        is_switched = switch(ui, tokens, title, is_on).clicked();
    });
    is_switched
}

/// A line of a card: what is set, why, and the control.
pub(super) fn line(
    ui: &mut Ui,
    tokens: &Tokens,
    (icon, title, help): (Icon, &str, &str),
    room: Room,
    control: impl FnOnce(&mut Ui),
) {
    let icon = (icon, tokens.text_weak);
    inked_line(ui, tokens, icon, (title, help), room, control);
}

/// A line whose icon tells how it stands, as the words below its name do.
pub(super) fn inked_line(
    ui: &mut Ui,
    tokens: &Tokens,
    (icon, ink): (Icon, Color32),
    (title, help): (&str, &str),
    room: Room,
    control: impl FnOnce(&mut Ui),
) {
    const LEAST_HEIGHT: f32 = 38.0;
    const BETWEEN_WORDS: f32 = 2.0;
    part_from_above(ui, tokens);
    let width = ui.available_width();
    let words_width = width - ICON_COLUMN - Space::L - room.width();
    let lay_out = |text: &str, font, ink| {
        ui.painter()
            .layout(text.to_owned(), font, ink, words_width.max(120.0))
    };
    let title = lay_out(title, Type::body(), tokens.text);
    let help = lay_out(help, Type::caption(), tokens.text_weak);
    let words_height = title.size().y + BETWEEN_WORDS + help.size().y;
    let height = words_height.max(LEAST_HEIGHT) + 2.0 * Space::M;
    let (rect, _) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    let middle = rect.center().y;
    let icon_place = Rect::from_center_size(
        pos2(rect.left() + Icon::SIZE / 2.0, middle),
        Vec2::splat(Icon::SIZE),
    );
    icon.paint(ui, icon_place, ink);
    let mut at = pos2(rect.left() + ICON_COLUMN, middle - words_height / 2.0);
    for galley in [title, help] {
        let place = Rect::from_min_size(at, galley.size());
        at.y += galley.size().y + BETWEEN_WORDS;
        if !galley.is_empty() {
            ui.place(place, Label::new(galley));
        }
    }
    let control_place = rect.with_min_x(rect.right() - room.width());
    let builder = UiBuilder::new()
        .max_rect(control_place)
        .layout(Layout::right_to_left(Align::Center));
    let mut control_ui = ui.new_child(builder);
    control_ui.spacing_mut().item_spacing.x = Space::S;
    control(&mut control_ui);
}

/// A line whose control needs the whole width, under its words.
pub(super) fn tall_line(
    ui: &mut Ui,
    tokens: &Tokens,
    (icon, title, help): (Icon, &str, &str),
    control: impl FnOnce(&mut Ui),
) {
    part_from_above(ui, tokens);
    ui.add_space(Space::M);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = Space::M;
        ui.add(icon.image().tint(tokens.text_weak));
        ui.vertical(|ui| words(ui, tokens, title, help));
    });
    ui.add_space(Space::S);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.add_space(ICON_COLUMN);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing = egui::vec2(Space::S, Space::S);
            control(ui);
        });
    });
    ui.add_space(Space::M);
}

/// A hairline above every line but a card's first.
fn part_from_above(ui: &Ui, tokens: &Tokens) {
    if ui.min_rect().height() > 1.0 {
        let y = ui.cursor().top();
        ui.painter()
            .hline(ui.max_rect().x_range(), y, Stroke::new(1.0, tokens.border));
    }
}

fn words(ui: &mut Ui, tokens: &Tokens, title: &str, help: &str) {
    ui.spacing_mut().item_spacing.y = 2.0;
    ui.label(RichText::new(title).font(Type::body()).color(tokens.text));
    if !help.is_empty() {
        ui.label(
            RichText::new(help)
                .font(Type::caption())
                .color(tokens.text_weak),
        );
    }
}
