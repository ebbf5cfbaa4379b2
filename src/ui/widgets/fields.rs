//! Fields: a label above, the input below, and what is wrong with it under that.

use super::super::theme::{Icon, Radius, Space, Tokens, Type};
use egui::text_edit::TextEditState;
use egui::{
    Color32, ComboBox, Event, EventFilter, Frame, Key, Label, Margin, Modifiers, Popup, Response,
    RichText, ScrollArea, Stroke, TextEdit, Ui,
};

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

/// A labelled line for a passphrase, of which only the length shows unless it is to be read.
pub fn passphrase_field(
    ui: &mut Ui,
    tokens: &Tokens,
    label: &str,
    text: &mut String,
    is_shown: bool,
) -> Response {
    let response = labelled(ui, tokens, label, |ui| {
        ui.add(
            TextEdit::singleline(text)
                .password(!is_shown)
                .desired_width(f32::INFINITY)
                .margin(Margin::symmetric(8, 6)),
        )
    });
    // Nothing of it is to come back by undo, here or in a later dialog.
    if let Some(mut state) = TextEditState::load(ui.ctx(), response.id) {
        state.clear_undoer();
        state.store(ui.ctx(), response.id);
    }
    response
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

/// A labelled text of any length in a field of fixed height, which scrolls within.
pub fn long_text_field(
    ui: &mut Ui,
    tokens: &Tokens,
    label: &str,
    text: &mut String,
    height: f32,
) -> Response {
    labelled(ui, tokens, label, |ui| {
        let mut frame = Frame::new()
            .fill(tokens.field)
            .stroke(Stroke::new(1.0, tokens.border_strong))
            .corner_radius(Radius::S)
            .inner_margin(Margin::same(1))
            .begin(ui);
        let response = ScrollArea::vertical()
            .id_salt(label)
            .auto_shrink(false)
            .min_scrolled_height(height)
            .max_height(height)
            .show(&mut frame.content_ui, |ui| {
                ui.add_sized(
                    [ui.available_width(), height],
                    TextEdit::multiline(text)
                        .frame(Frame::new().inner_margin(Margin::symmetric(7, 5)))
                        .desired_width(f32::INFINITY),
                )
            })
            .inner;
        if response.has_focus() {
            frame.frame.stroke = Stroke::new(1.0, tokens.accent);
        } else if response.hovered() {
            frame.frame.stroke = Stroke::new(1.0, tokens.text_weak);
        }
        frame.end(ui);
        response
    })
}

/// A line to search with; its accessible name is `name`.
pub fn search_field(ui: &mut Ui, tokens: &Tokens, name: &str, text: &mut String) -> Response {
    let response = ui.add(
        TextEdit::singleline(text)
            // It keeps the keyboard whatever comes to stand before it.
            .id(egui::Id::unique(("search", name)))
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
        let combo = ComboBox::from_id_salt(label)
            .selected_text(shown)
            .width(ui.available_width())
            .height(320.0)
            .truncate()
            .show_ui(ui, |ui| {
                for (value, name) in options {
                    if ui.selectable_label(value == chosen, name).clicked() {
                        changed = value != chosen;
                        *chosen = value.clone();
                        // A press of the pointer closes the list by itself, Enter does not.
                        ui.close();
                    }
                }
            })
            .response;
        changed |= choose_by_key(ui, &combo, chosen, options);
        combo
    });
    changed
}

/// While a choice has the keyboard and its list is closed, Up and Down choose the option before and after, a letter the next one that
/// begins with it. True when another was chosen.
fn choose_by_key<T: PartialEq + Clone>(
    ui: &Ui,
    combo: &Response,
    chosen: &mut T,
    options: &[(T, String)],
) -> bool {
    if !combo.has_focus() || options.is_empty() || Popup::is_any_open(ui.ctx()) {
        return false;
    }
    let arrows = EventFilter {
        vertical_arrows: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(combo.id, arrows));
    let at = options
        .iter()
        .position(|(value, _)| value == chosen)
        .unwrap_or_default();
    let to = ui.input_mut(|input| {
        if input.consume_key(Modifiers::NONE, Key::ArrowDown) {
            return Some((at + 1).min(options.len() - 1));
        }
        if input.consume_key(Modifiers::NONE, Key::ArrowUp) {
            return Some(at.saturating_sub(1));
        }
        let letter = input.events.iter().find_map(|event| match event {
            Event::Text(text) => text.chars().find(|letter| letter.is_alphanumeric()),
            _ => None,
        })?;
        let begins = |index: &usize| {
            let name = options.get(*index).map_or("", |(_, name)| name);
            let first = name.chars().next();
            first.is_some_and(|first| first.to_lowercase().eq(letter.to_lowercase()))
        };
        (1..=options.len())
            .map(|step| (at + step) % options.len())
            .find(begins)
    });
    let Some((value, _)) = to.and_then(|to| options.get(to)) else {
        return false;
    };
    let is_other = value != chosen;
    *chosen = value.clone();
    is_other
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
    // It belongs to the field above.
    ui.add_space(Space::XS - ui.spacing().item_spacing.y);
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
