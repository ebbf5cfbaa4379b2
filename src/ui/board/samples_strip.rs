//! Says above the lanes that they show samples, and takes those away, until it is closed.

use super::super::theme::{Icon, Radius, Space, Type};
use super::super::view::View;
use super::super::widgets::{Emphasis, button, icon_button};
use crate::domain::Command;
use egui::{Align, Label, Layout, Rect, RichText, Stroke, StrokeKind, Ui, UiBuilder, Vec2};

/// In points.
pub(super) const HEIGHT: f32 = 40.0;

/// Draws it into `rect`; true when it was closed.
pub(super) fn samples_strip(ui: &mut Ui, view: &mut View<'_>, rect: Rect) -> bool {
    let tokens = view.tokens;
    let line = Stroke::new(1.0, tokens.border);
    ui.painter().rect(
        rect,
        Radius::M,
        tokens.accent_soft,
        line,
        StrokeKind::Inside,
    );
    let inner = rect.shrink2(Vec2::new(Space::M, Space::XS));
    let row = UiBuilder::new()
        .max_rect(inner)
        .layout(Layout::right_to_left(Align::Center));
    let mut is_closed = false;
    ui.scope_builder(row, |ui| {
        is_closed = icon_button(ui, Icon::Close, view.text("board-samples-close")).clicked();
        let remove = view.text("app-remove-samples");
        if button(ui, tokens, Emphasis::Quiet, remove).clicked() {
            view.command(Command::RemoveSamples);
        }
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            ui.add(Icon::Info.image().tint(tokens.accent));
            let words = RichText::new(view.text("board-samples"))
                .font(Type::body())
                .color(tokens.text);
            ui.add(Label::new(words).truncate());
        });
    });
    is_closed
}
