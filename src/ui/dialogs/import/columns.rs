//! The columns of the file: name, an example, and the field each fills, which can be chosen anew.

use super::super::super::theme::{Space, Tokens, Type};
use super::super::form::Draw;
use super::reading::Columns;
use crate::exchange::Field;
use crate::text::Say;
use egui::{Align, ComboBox, Label, Layout, RichText, ScrollArea, Ui, Vec2, WidgetInfo};

const ROW_HEIGHT: f32 = 32.0;

/// What a column is to fill; `None` keeps its values aside.
pub(super) type Assignment = Option<Field>;

/// Draws the columns in the height there is; returns the one that was assigned anew, and to what.
pub(super) fn columns_table(
    ui: &mut Ui,
    draw: Draw<'_>,
    columns: &Columns,
) -> Option<(usize, Assignment)> {
    let widths = Widths::of(ui.available_width() - 12.0);
    head(ui, draw, &widths);
    let mut assigned = None;
    let headers = columns.table.headers();
    ScrollArea::vertical()
        .id_salt("columns")
        .max_height(ui.available_height())
        .auto_shrink([false, true])
        .show_rows(ui, ROW_HEIGHT, headers.len(), |ui, range| {
            for index in range {
                let (Some(header), Some(field)) =
                    (headers.get(index), columns.mapping.fields().get(index))
                else {
                    continue;
                };
                ui.allocate_ui_with_layout(
                    Vec2::new(ui.available_width(), ROW_HEIGHT),
                    Layout::left_to_right(Align::Center),
                    |ui| {
                        ui.spacing_mut().item_spacing.x = 0.0;
                        cell(ui, header, widths.header, Type::body(), draw.tokens.text);
                        let example = columns.examples.get(index).map_or("", String::as_str);
                        let ink = draw.tokens.text_weak;
                        cell(ui, example, widths.example, Type::caption(), ink);
                        let chosen = field_choice(ui, draw, (index, header), *field, widths.field);
                        if let Some(chosen) = chosen {
                            assigned = Some((index, chosen));
                        }
                    },
                );
            }
        });
    assigned
}

/// How the width is shared out.
struct Widths {
    header: f32,
    example: f32,
    field: f32,
}

impl Widths {
    fn of(width: f32) -> Self {
        let field = 220.0;
        let header = ((width - field) * 0.45).floor();
        Self {
            header,
            example: width - field - header,
            field,
        }
    }
}

fn head(ui: &mut Ui, draw: Draw<'_>, widths: &Widths) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.spacing_mut().interact_size.y = 18.0;
        for (key, width) in [
            ("import-column", widths.header),
            ("import-example", widths.example),
            ("import-fills", widths.field),
        ] {
            let ink = draw.tokens.text_weak;
            cell(ui, draw.text(key), width, Type::caption_strong(), ink);
        }
    });
}

fn cell(ui: &mut Ui, text: &str, width: f32, font: egui::FontId, ink: egui::Color32) {
    let height = ui.spacing().interact_size.y;
    ui.allocate_ui_with_layout(
        Vec2::new(width, height),
        Layout::left_to_right(Align::Center),
        |ui| {
            ui.set_width(width);
            ui.set_max_width(width - Space::M);
            ui.add(Label::new(RichText::new(text).font(font).color(ink)).truncate());
        },
    );
}

/// The field a column fills: one that can be chosen, the one that was recognised, aside, or left out.
fn field_choice(
    ui: &mut Ui,
    draw: Draw<'_>,
    (index, header): (usize, &str),
    field: Option<Field>,
    width: f32,
) -> Option<Assignment> {
    let name = |field: Option<Field>| match field {
        Some(field) => field.say(draw.texts),
        None => draw.text("import-kept-aside").to_owned(),
    };
    let recognised =
        field.filter(|field| *field != Field::Ignore && !Field::MAPPABLE.contains(field));
    let options = recognised
        .into_iter()
        .chain(Field::MAPPABLE)
        .map(Some)
        .chain([None, Some(Field::Ignore)]);
    let mut chosen = None;
    let tokens: &Tokens = draw.tokens;
    let ink = match field {
        Some(Field::Ignore) | None => tokens.text_weak,
        Some(_) => tokens.text,
    };
    let response = ComboBox::from_id_salt(("column", index))
        .selected_text(RichText::new(name(field)).color(ink))
        .width(width - Space::S)
        .height(260.0)
        .truncate()
        .show_ui(ui, |ui| {
            for option in options {
                let is_chosen = option == field;
                if ui.selectable_label(is_chosen, name(option)).clicked() {
                    chosen = (!is_chosen).then_some(option);
                    ui.close();
                }
            }
        })
        .response;
    let label = draw
        .texts
        .with("import-fills-of", &[("column", header.into())]);
    let value = name(field);
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(egui::Role::ComboBox, true, &label);
        info.current_text_value = Some(value.clone());
        info
    });
    chosen
}
