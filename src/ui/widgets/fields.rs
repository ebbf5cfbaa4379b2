//! Fields: a label above, the input below, and what is wrong with it under that.

use super::super::theme::{Icon, Space, Tokens, Type};
use egui::{Color32, ComboBox, Label, Margin, Response, RichText, TextEdit, Ui};

/// A labelled line of text.
pub fn field(ui: &mut Ui, tokens: &Tokens, label: &str, text: &mut String) -> Response {
    labelled(ui, tokens, label, |ui| {
        ui.add(
            TextEdit::singleline(text)
                .desired_width(f32::INFINITY)
                .margin(Margin::symmetric(8, 6)),
        )
    })
}

/// A labelled text of several lines.
pub fn multiline_field(
    ui: &mut Ui,
    tokens: &Tokens,
    label: &str,
    text: &mut String,
    rows: usize,
) -> Response {
    labelled(ui, tokens, label, |ui| {
        ui.add(
            TextEdit::multiline(text)
                .desired_width(f32::INFINITY)
                .desired_rows(rows)
                .margin(Margin::symmetric(8, 6)),
        )
    })
}

/// A line to search with; its accessible name is `name`.
pub fn search_field(ui: &mut Ui, tokens: &Tokens, name: &str, text: &mut String) -> Response {
    let response = ui.add(
        TextEdit::singleline(text)
            .hint_text(RichText::new(name).color(tokens.text_weak))
            .prefix(Icon::Search.image().tint(tokens.text_weak))
            .desired_width(ui.available_width().min(280.0))
            .margin(Margin::symmetric(8, 6)),
    );
    let value = text.clone();
    response.widget_info(|| {
        let mut info = egui::WidgetInfo::labeled(egui::Role::SearchInput, true, name);
        info.current_text_value = Some(value.clone());
        info
    });
    response
}

/// A labelled choice between `options`; true when another was chosen.
pub fn choice<T: PartialEq + Clone>(
    ui: &mut Ui,
    tokens: &Tokens,
    label: &str,
    chosen: &mut T,
    options: &[(T, String)],
) -> bool {
    let mut changed = false;
    let shown = options
        .iter()
        .find(|(value, _)| value == chosen)
        .map(|(_, name)| name.clone())
        .unwrap_or_default();
    labelled(ui, tokens, label, |ui| {
        ComboBox::from_id_salt(label)
            .selected_text(shown)
            .width(ui.available_width())
            .truncate()
            .show_ui(ui, |ui| {
                for (value, name) in options {
                    if ui.selectable_label(value == chosen, name).clicked() {
                        changed = value != chosen;
                        *chosen = value.clone();
                    }
                }
            })
            .response
    });
    changed
}

/// What is wrong with a field, under it.
pub fn field_error(ui: &mut Ui, tokens: &Tokens, message: &str) {
    field_note(ui, Some(Icon::Warning), tokens.critical, message);
}

/// What is allowed but worth a second look, under the field.
pub fn field_warning(ui: &mut Ui, tokens: &Tokens, message: &str) {
    field_note(ui, Some(Icon::Info), tokens.soon, message);
}

/// How a field was understood, or what it is for, under it.
pub fn field_hint(ui: &mut Ui, tokens: &Tokens, message: &str) {
    field_note(ui, None, tokens.text_weak, message);
}

fn field_note(ui: &mut Ui, icon: Option<Icon>, ink: Color32, message: &str) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = Space::XS;
        ui.spacing_mut().interact_size.y = 0.0;
        if let Some(icon) = icon {
            ui.add(
                icon.image()
                    .tint(ink)
                    .fit_to_exact_size(egui::Vec2::splat(14.0)),
            );
        }
        ui.add(Label::new(RichText::new(message).font(Type::caption()).color(ink)).wrap());
    });
}

/// An input with its label above, which also is its accessible name.
pub fn labelled(
    ui: &mut Ui,
    tokens: &Tokens,
    label: &str,
    add: impl FnOnce(&mut Ui) -> Response,
) -> Response {
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = Space::XS;
        let label = ui.label(
            RichText::new(label)
                .font(Type::caption())
                .color(tokens.text_weak),
        );
        add(ui).labelled_by(label.id)
    })
    .inner
}
