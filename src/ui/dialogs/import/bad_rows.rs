//! The rows that cannot be taken in: line and reason. Of a long list only those in sight are laid out.

use super::super::super::theme::{Radius, Space, Type};
use super::super::form::Draw;
use crate::exchange::BadRow;
use crate::text::Say;
use egui::{Align, Frame, Label, Layout, Margin, RichText, ScrollArea, Ui, Vec2};

const ROW_HEIGHT: f32 = 22.0;
const LINE_WIDTH: f32 = 90.0;
/// Reasons of no more rows than these are shown in full; those of more on one line each, so that the rows in sight can be told.
const LAID_OUT_IN_FULL: usize = 100;

/// Draws the list.
pub(super) fn bad_rows_list(ui: &mut Ui, draw: Draw<'_>, bad: &[BadRow], most_height: f32) {
    Frame::new()
        .fill(draw.tokens.sunken)
        .corner_radius(Radius::S)
        .inner_margin(Margin::symmetric(10, 6))
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.spacing_mut().interact_size.y = ROW_HEIGHT;
            let area = ScrollArea::vertical()
                .id_salt("bad-rows")
                .max_height(most_height)
                .auto_shrink([false, true]);
            if bad.len() <= LAID_OUT_IN_FULL {
                area.show(ui, |ui| {
                    ui.spacing_mut().item_spacing.y = Space::XS;
                    for row in bad {
                        bad_row(ui, draw, row, true);
                    }
                });
                return;
            }
            area.show_rows(ui, ROW_HEIGHT, bad.len(), |ui, range| {
                for row in bad.get(range).unwrap_or_default() {
                    bad_row(ui, draw, row, false);
                }
            });
        });
}

fn bad_row(ui: &mut Ui, draw: Draw<'_>, row: &BadRow, is_in_full: bool) {
    let line = draw
        .texts
        .with("import-line", &[("line", row.line.to_string().into())]);
    let line = RichText::new(line)
        .font(Type::caption_strong())
        .color(draw.tokens.critical);
    let reason = RichText::new(row.say(draw.texts))
        .font(Type::caption())
        .color(draw.tokens.text);
    let align = if is_in_full {
        Align::Min
    } else {
        Align::Center
    };
    let size = Vec2::new(ui.available_width(), ROW_HEIGHT);
    ui.allocate_ui_with_layout(size, Layout::left_to_right(align), |ui| {
        ui.allocate_ui_with_layout(
            Vec2::new(LINE_WIDTH, ROW_HEIGHT),
            Layout::left_to_right(align),
            |ui| {
                ui.set_width(LINE_WIDTH);
                ui.add(Label::new(line).truncate());
            },
        );
        let reason = Label::new(reason);
        ui.add(if is_in_full {
            reason.wrap()
        } else {
            reason.truncate()
        });
    });
}
