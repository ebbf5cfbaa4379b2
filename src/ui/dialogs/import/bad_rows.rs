//! The rows that cannot be taken in: line and reason, only those in sight laid out.

use super::super::super::theme::{Radius, Type};
use super::super::form::Draw;
use crate::exchange::BadRow;
use crate::text::Say;
use egui::{Align, Frame, Label, Layout, Margin, RichText, ScrollArea, Ui, Vec2};

const ROW_HEIGHT: f32 = 22.0;
const LINE_WIDTH: f32 = 90.0;

/// Draws the list.
pub(super) fn bad_rows_list(ui: &mut Ui, draw: Draw<'_>, bad: &[BadRow], most_height: f32) {
    Frame::new()
        .fill(draw.tokens.sunken)
        .corner_radius(Radius::S)
        .inner_margin(Margin::symmetric(10, 6))
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.spacing_mut().interact_size.y = ROW_HEIGHT;
            ScrollArea::vertical()
                .id_salt("bad-rows")
                .max_height(most_height)
                .auto_shrink([false, true])
                .show_rows(ui, ROW_HEIGHT, bad.len(), |ui, range| {
                    for row in bad.get(range).unwrap_or_default() {
                        bad_row(ui, draw, row);
                    }
                });
        });
}

fn bad_row(ui: &mut Ui, draw: Draw<'_>, row: &BadRow) {
    let size = Vec2::new(ui.available_width(), ROW_HEIGHT);
    let line = draw
        .texts
        .with("import-line", &[("line", row.line.to_string().into())]);
    let reason = row.say(draw.texts);
    ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
        let line = RichText::new(line)
            .font(Type::caption_strong())
            .color(draw.tokens.critical);
        ui.allocate_ui_with_layout(
            Vec2::new(LINE_WIDTH, ROW_HEIGHT),
            Layout::left_to_right(Align::Center),
            |ui| {
                ui.set_width(LINE_WIDTH);
                ui.add(Label::new(line).truncate());
            },
        );
        let text = RichText::new(&reason)
            .font(Type::caption())
            .color(draw.tokens.text);
        ui.add(Label::new(text).truncate());
    });
}
