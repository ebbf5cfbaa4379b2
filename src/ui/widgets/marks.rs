//! What is only looked at: headings, badges, pills, and what stands where there is nothing yet.

use super::super::theme::{Icon, Radius, Space, Tokens, Type};
use egui::{Color32, Frame, Label, Margin, Response, RichText, Ui, Vec2};

/// The headline of a screen or dialog.
pub fn heading(ui: &mut Ui, tokens: &Tokens, text: &str) -> Response {
    ui.add(Label::new(
        RichText::new(text).font(Type::heading()).color(tokens.text),
    ))
}

/// The name of a group of fields or lines.
pub fn section(ui: &mut Ui, tokens: &Tokens, text: &str) {
    ui.add_space(Space::S);
    ui.label(
        RichText::new(text)
            .font(Type::caption_strong())
            .color(tokens.text_weak),
    );
}

/// A line of second rank.
pub fn weak_label(ui: &mut Ui, tokens: &Tokens, text: &str) -> Response {
    ui.label(
        RichText::new(text)
            .font(Type::caption())
            .color(tokens.text_weak),
    )
}

/// A short word on a coloured ground, with an icon where it has one.
pub fn pill(
    ui: &mut Ui,
    icon: Option<Icon>,
    text: &str,
    (ink, ground): (Color32, Color32),
) -> Response {
    Frame::new()
        .fill(ground)
        .corner_radius(Radius::S)
        .inner_margin(Margin::symmetric(8, 2))
        .show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = Space::XS;
                ui.spacing_mut().interact_size.y = 0.0;
                let icon =
                    icon.map(|icon| icon.image().tint(ink).fit_to_exact_size(Vec2::splat(14.0)));
                let word = RichText::new(text).font(Type::caption_strong()).color(ink);
                // Icon before word, whichever way the row around it runs.
                if ui.layout().prefer_right_to_left() {
                    ui.label(word);
                    icon.map(|icon| ui.add(icon));
                } else {
                    icon.map(|icon| ui.add(icon));
                    ui.label(word);
                }
            });
        })
        .response
}

/// A count in a small circle.
pub fn badge(ui: &mut Ui, text: &str, (ink, ground): (Color32, Color32)) -> Response {
    Frame::new()
        .fill(ground)
        .corner_radius(Radius::L)
        .inner_margin(Margin::symmetric(7, 1))
        .show(ui, |ui| {
            ui.label(RichText::new(text).font(Type::caption_strong()).color(ink));
        })
        .response
}

/// What stands where there is nothing yet: what would be here, and the next step below it.
pub fn empty_state(
    ui: &mut Ui,
    tokens: &Tokens,
    icon: Icon,
    title: &str,
    body: &str,
    next_steps: impl FnOnce(&mut Ui),
) {
    ui.vertical_centered(|ui| {
        ui.add_space(Space::XL * 2.0);
        ui.add(
            icon.image()
                .tint(tokens.text_weak)
                .fit_to_exact_size(Vec2::splat(40.0)),
        );
        ui.add_space(Space::S);
        ui.label(
            RichText::new(title)
                .font(Type::heading())
                .color(tokens.text),
        );
        ui.set_max_width(520.0);
        ui.label(
            RichText::new(body)
                .font(Type::body())
                .color(tokens.text_weak),
        );
        ui.add_space(Space::M);
        next_steps(ui);
    });
}
