//! Cards: a titled surface that holds one group of fields.

use super::super::theme::{Radius, Space, Tokens, Type};
use egui::{Align, Frame, Layout, Margin, Response, RichText, Stroke, Ui};

/// A surface with a headline, a word of explanation under it, and a short text such as a count at its right.
pub fn card<R>(
    ui: &mut Ui,
    tokens: &Tokens,
    title: &str,
    explanation: Option<&str>,
    at_right: Option<RichText>,
    content: impl FnOnce(&mut Ui) -> R,
) -> (Response, R) {
    let shown = surface(tokens).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = Space::XS;
            ui.spacing_mut().interact_size.y = 0.0;
            ui.horizontal(|ui| {
                ui.label(RichText::new(title).font(Type::strong()).color(tokens.text));
                if let Some(text) = at_right {
                    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                        ui.label(text.font(Type::caption()));
                    });
                }
            });
            if let Some(explanation) = explanation {
                ui.label(
                    RichText::new(explanation)
                        .font(Type::caption())
                        .color(tokens.text_weak),
                );
            }
        });
        ui.add_space(Space::XS);
        content(ui)
    });
    (shown.response, shown.inner)
}

fn surface(tokens: &Tokens) -> Frame {
    Frame::new()
        .fill(tokens.surface)
        .stroke(Stroke::new(1.0, tokens.border))
        .corner_radius(Radius::L)
        .inner_margin(Margin::same(20))
}
