//! A key as it looks on a keyboard.

use super::super::theme::{Radius, Tokens, Type};
use egui::{Frame, Margin, RichText, Stroke, Ui};

/// Draws a key with what is written on it.
pub fn keycap(ui: &mut Ui, tokens: &Tokens, key: &str) {
    Frame::new()
        .fill(tokens.sunken)
        .stroke(Stroke::new(1.0, tokens.border))
        .corner_radius(Radius::S)
        .inner_margin(Margin::symmetric(6, 1))
        .show(ui, |ui| {
            ui.label(
                RichText::new(key)
                    .font(Type::caption_strong())
                    .color(tokens.text_weak),
            );
        });
}
