//! A choice among many: a button that opens a list to be searched by typing.

use super::super::theme::{Icon, Radius, Space, Tokens, Type};
use egui::{
    Button, Frame, Id, Key, Margin, Modifiers, Popup, PopupCloseBehavior, Response, RichText, Role,
    ScrollArea, Stroke, TextEdit, Ui, Vec2, WidgetInfo,
};

/// The height of a line, in points.
const LINE_HEIGHT: f32 = 30.0;
/// The lines seen at once.
const LINES: f32 = 8.0;

/// One of the things to choose from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SearchOption {
    /// What is chosen.
    pub value: String,
    /// What is shown.
    pub label: String,
    /// Shown behind the label in second rank, such as a code.
    pub remark: String,
    /// What is searched: names, each in the form the search text is brought to by the caller's `folded`.
    pub searched: Vec<String>,
}

impl SearchOption {
    /// How well it answers the search, the less the better; `None` when not at all.
    fn rank(&self, wanted: &str) -> Option<u8> {
        self.searched
            .iter()
            .filter_map(|name| {
                if name == wanted {
                    Some(0)
                } else if name.starts_with(wanted) {
                    Some(1)
                } else {
                    name.contains(wanted).then_some(2)
                }
            })
            .min()
    }
}

/// What a choice says.
#[derive(Clone, Copy, Debug)]
pub struct SearchWords<'a> {
    /// The label above.
    pub label: &'a str,
    /// Stands on the button when nothing is chosen.
    pub placeholder: &'a str,
    /// Stands in the empty search field, and names it.
    pub search: &'a str,
    /// Stands in the list when nothing matches.
    pub nothing_found: &'a str,
}

/// What a list remembers while it is open.
#[derive(Clone, Default)]
struct Search {
    text: String,
    /// The line that Enter takes.
    at: usize,
}

/// A labelled choice; the value of the option that was chosen just now. `shown` stands on the button. `folded` brings the typed text
/// to the form of [`SearchOption::searched`].
pub fn search_choice<'o>(
    ui: &mut Ui,
    tokens: &Tokens,
    words: &SearchWords<'_>,
    shown: Option<&str>,
    options: &'o [SearchOption],
    folded: impl Fn(&str) -> String,
) -> Option<&'o str> {
    let button = ui
        .scope(|ui| {
            ui.spacing_mut().item_spacing.y = Space::XS;
            let label = ui.label(
                RichText::new(words.label)
                    .font(Type::caption())
                    .color(tokens.text_weak),
            );
            choice_button(ui, tokens, words, shown).labelled_by(label.id)
        })
        .inner;
    let search_id = button.id.with("search");
    if button.clicked() {
        ui.data_mut(|data| data.insert_temp(search_id, Search::default()));
    }
    let mut chosen = None;
    Popup::menu(&button)
        .width(button.rect.width())
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .accessible_name(words.label)
        .show(|ui| {
            ui.set_min_width(button.rect.width() - 2.0 * Space::S);
            chosen = list(ui, tokens, words, search_id, options, folded);
            if chosen.is_some() {
                ui.close();
            }
        });
    if chosen.is_some() {
        button.request_focus();
    }
    chosen
}

fn choice_button(
    ui: &mut Ui,
    tokens: &Tokens,
    words: &SearchWords<'_>,
    shown: Option<&str>,
) -> Response {
    let text = match shown {
        Some(shown) => RichText::new(shown).color(tokens.text),
        None => RichText::new(words.placeholder).color(tokens.text_weak),
    };
    let down = Icon::ChevronDown.image().tint(tokens.text_weak);
    let button = Button::new(text.font(Type::body()))
        .right_text(down)
        .truncate()
        .fill(tokens.field)
        .min_size(Vec2::new(ui.available_width(), 32.0));
    let response = ui.add(button);
    let value = shown.unwrap_or_default().to_owned();
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::ComboBox, ui.is_enabled(), words.label);
        info.current_text_value = Some(value.clone());
        info
    });
    response
}

fn list<'o>(
    ui: &mut Ui,
    tokens: &Tokens,
    words: &SearchWords<'_>,
    search_id: Id,
    options: &'o [SearchOption],
    folded: impl Fn(&str) -> String,
) -> Option<&'o str> {
    let mut search: Search = ui.data(|data| data.get_temp(search_id)).unwrap_or_default();
    let composing = ui.input(|input| {
        input
            .events
            .iter()
            .any(|event| matches!(event, egui::Event::Ime(_)))
    });
    let (mut up, mut down, mut enter) = (false, false, false);
    if !composing {
        ui.input_mut(|input| {
            up = input.consume_key(Modifiers::NONE, Key::ArrowUp);
            down = input.consume_key(Modifiers::NONE, Key::ArrowDown);
            enter = input.consume_key(Modifiers::NONE, Key::Enter);
        });
    }
    let field = ui.add(
        TextEdit::singleline(&mut search.text)
            .id(search_id)
            .hint_text(RichText::new(words.search).color(tokens.text_weak))
            .prefix(Icon::Search.image().tint(tokens.text_weak))
            .desired_width(f32::INFINITY)
            .frame(field_frame(tokens)),
    );
    let field = field.accessible_name(words.search);
    if !field.has_focus() {
        field.request_focus();
    }
    if field.changed() {
        search.at = 0;
    }
    let wanted = folded(&search.text);
    let found = found(options, &wanted);
    if down {
        search.at = (search.at + 1).min(found.len().saturating_sub(1));
    }
    if up {
        search.at = search.at.saturating_sub(1);
    }
    let mut chosen = enter.then(|| found.get(search.at)).flatten().copied();
    if found.is_empty() {
        ui.label(
            RichText::new(words.nothing_found)
                .font(Type::caption())
                .color(tokens.text_weak),
        );
    }
    let mut area = ScrollArea::vertical()
        .max_height(LINE_HEIGHT * LINES)
        .auto_shrink([false, true]);
    if up || down || field.changed() {
        let top = (search.at as f32 - LINES / 2.0).max(0.0) * LINE_HEIGHT;
        area = area.vertical_scroll_offset(top);
    }
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.spacing_mut().button_padding.x = Space::M;
        area.show_rows(ui, LINE_HEIGHT, found.len(), |ui, rows| {
            for index in rows {
                let Some(option) = found.get(index) else {
                    continue;
                };
                if line(ui, tokens, option, index == search.at).clicked() {
                    chosen = Some(*option);
                }
            }
        });
    });
    ui.data_mut(|data| data.insert_temp(search_id, search));
    chosen.map(|option| option.value.as_str())
}

/// A menu takes the frames from what stands in it; a field keeps its own.
fn field_frame(tokens: &Tokens) -> Frame {
    Frame::new()
        .fill(tokens.field)
        .stroke(Stroke::new(1.0, tokens.accent))
        .corner_radius(Radius::S)
        .inner_margin(Margin::symmetric(8, 6))
}

/// The options that answer the search, the best first.
fn found<'o>(options: &'o [SearchOption], wanted: &str) -> Vec<&'o SearchOption> {
    let mut found: Vec<_> = options
        .iter()
        .filter_map(|option| Some((option.rank(wanted)?, option)))
        .collect();
    if !wanted.is_empty() {
        found.sort_by_key(|(rank, _)| *rank);
    }
    found.into_iter().map(|(_, option)| option).collect()
}

/// The field keeps the focus while the pointer works on the lines.
fn line(ui: &mut Ui, tokens: &Tokens, option: &SearchOption, is_at: bool) -> Response {
    let remark = RichText::new(&option.remark)
        .font(Type::caption())
        .color(tokens.text_weak);
    let response = ui.add(
        Button::selectable(is_at, RichText::new(&option.label).font(Type::body()))
            .right_text(remark)
            .truncate()
            .sense(egui::Sense::CLICK)
            .min_size(Vec2::new(ui.available_width(), LINE_HEIGHT)),
    );
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, is_at, &option.label));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_that_begins_as_typed_comes_first() {
        let option = |value: &str, name: &str| SearchOption {
            value: value.to_owned(),
            label: name.to_owned(),
            remark: value.to_owned(),
            searched: vec![value.to_owned(), name.to_owned()],
        };
        let options = [
            option("ar", "argentina"),
            option("in", "india"),
            option("io", "indian ocean"),
            option("jp", "japan"),
        ];
        let values = |wanted| -> Vec<&str> {
            found(&options, wanted)
                .iter()
                .map(|option| option.value.as_str())
                .collect()
        };
        assert_eq!(values("in"), ["in", "io", "ar"]);
        assert_eq!(values("ar"), ["ar"]);
        assert_eq!(values(""), ["ar", "in", "io", "jp"]);
        assert!(values("x").is_empty());
    }
}
