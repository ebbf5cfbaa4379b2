//! A choice of one among several lines, by mouse, by arrow keys, or by the number that stands beside each.

use super::super::theme::{Radius, Space, Tokens, Type};
use super::focus_ring;
use egui::{
    Align2, Event, EventFilter, InputState, Key, Modifiers, Popup, Response, RichText, Role, Sense,
    Stroke, Ui, UiBuilder, Vec2, WidgetInfo,
};

/// The height of a line, in points.
const LINE_HEIGHT: f32 = 26.0;
/// The width of a ring, in points.
const RING: f32 = 18.0;

/// The keys that choose a line by its number.
const DIGITS: [Key; 9] = [
    Key::Num1,
    Key::Num2,
    Key::Num3,
    Key::Num4,
    Key::Num5,
    Key::Num6,
    Key::Num7,
    Key::Num8,
    Key::Num9,
];

/// What a list of choices was told in a frame.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct RadioAnswer {
    /// Enter was pressed on the line that is chosen already: nothing is left to be asked.
    pub is_confirmed: bool,
}

/// Lines of which one is chosen, under `name`. Up and Down choose the line before and after, a digit the line of that number, Space the
/// one that has the keyboard. `takes_focus` puts the keyboard on the chosen line, or the first one.
pub fn radio_list<T: PartialEq + Clone>(
    ui: &mut Ui,
    tokens: &Tokens,
    name: &str,
    chosen: &mut Option<T>,
    options: &[(T, String)],
    takes_focus: &mut bool,
) -> RadioAnswer {
    let mut answer = RadioAnswer::default();
    ui.label(
        RichText::new(name)
            .font(Type::caption())
            .color(tokens.text_weak),
    );
    let group = UiBuilder::new()
        .accessibility_role(egui::accesskit::Role::RadioGroup)
        .accessibility_label(name);
    ui.scope_builder(group, |ui| {
        ui.spacing_mut().item_spacing.y = Space::XS / 2.0;
        let lines: Vec<Response> = options
            .iter()
            .enumerate()
            .map(|(index, (value, text))| {
                let is_chosen = chosen.as_ref() == Some(value);
                let is_tab_stop = is_chosen || chosen.is_none() && index == 0;
                let place = (index, options.len());
                line(ui, tokens, place, text, (is_chosen, is_tab_stop))
            })
            .collect();
        let at = lines.iter().position(Response::has_focus);
        let to = moved_to(ui, at, lines.len());
        for (index, (line, (value, _))) in lines.iter().zip(options).enumerate() {
            if line.has_focus() {
                let arrows = EventFilter {
                    vertical_arrows: true,
                    ..EventFilter::default()
                };
                ui.memory_mut(|memory| memory.set_focus_lock_filter(line.id, arrows));
            }
            let was_chosen = chosen.as_ref() == Some(value);
            if line.clicked() || to == Some(index) {
                answer.is_confirmed |=
                    was_chosen && to.is_none() && ui.input(is_enter_pressed_anew);
                *chosen = Some(value.clone());
            }
            if to == Some(index) {
                line.request_focus();
            }
        }
        if std::mem::take(takes_focus) {
            let at = options
                .iter()
                .position(|(value, _)| chosen.as_ref() == Some(value));
            if let Some(line) = lines.get(at.unwrap_or_default()) {
                line.request_focus();
            }
        }
    });
    answer
}

/// One line: a ring with a dot in it when it is chosen, the words, and the digit that chooses it.
fn line(
    ui: &mut Ui,
    tokens: &Tokens,
    (index, count): (usize, usize),
    text: &str,
    (is_chosen, is_tab_stop): (bool, bool),
) -> Response {
    let left = RING + Space::S;
    let digit_room = 2.0 * Space::L;
    let width = ui.available_width();
    let words_width = width - left - digit_room;
    let words = ui
        .painter()
        .layout(text.to_owned(), Type::body(), tokens.text, words_width);
    let height = LINE_HEIGHT.max(words.size().y);
    let (place, _) = ui.allocate_exact_size(Vec2::new(width, height), Sense::hover());
    let rect = place.with_max_x(place.left() + left + words.size().x);
    // The list is one stop on the way of Tab.
    let id = ui.unique_id().with(("radio", index));
    let has_focus = ui.memory(|memory| memory.has_focus(id));
    let mut sense = Sense::CLICK;
    // Assistive technology may put the focus on any line.
    let is_asked_for =
        ui.input(|input| input.has_accesskit_action_request(id, egui::accesskit::Action::Focus));
    if is_tab_stop || has_focus || is_asked_for {
        sense |= Sense::FOCUSABLE;
    }
    let response = ui.interact(rect, id, sense);
    if is_asked_for {
        response.request_focus();
    }
    response
        .widget_info(|| WidgetInfo::selected(Role::RadioButton, ui.is_enabled(), is_chosen, text));
    ui.ctx().accesskit_node_builder(id, |node| {
        node.set_position_in_set(index + 1);
        node.set_size_of_set(count);
        node.add_action(egui::accesskit::Action::Focus);
    });
    let painter = ui.painter();
    let middle = rect.center().y;
    let ring = if is_chosen || response.hovered() {
        tokens.accent
    } else {
        tokens.border_strong
    };
    let centre = egui::pos2(rect.left() + RING / 2.0, middle);
    let stroke = Stroke::new(if is_chosen { 2.0 } else { 1.0 }, ring);
    painter.circle(centre, RING / 2.0 - 1.0, tokens.field, stroke);
    if is_chosen {
        painter.circle_filled(centre, RING / 4.0, tokens.accent);
    }
    let at = egui::pos2(rect.left() + left, middle - words.size().y / 2.0);
    painter.galley(at, words, tokens.text);
    if index < DIGITS.len() {
        let end = egui::pos2(place.right() - Space::XS, middle);
        let ink = tokens.text_weak;
        painter.text(end, Align2::RIGHT_CENTER, index + 1, Type::caption(), ink);
    }
    let ring = rect.expand2(Vec2::new(Space::XS, 0.0));
    focus_ring(ui, tokens, &response, ring, Radius::S);
    response
}

/// The line that an arrow or a digit leads to.
fn moved_to(ui: &Ui, at: Option<usize>, count: usize) -> Option<usize> {
    // In a text field arrows and digits are the field's own.
    if count == 0 || ui.ctx().text_edit_focused() || Popup::is_any_open(ui.ctx()) {
        return None;
    }
    ui.input_mut(|input| {
        let digit = DIGITS
            .into_iter()
            .take(count)
            .position(|key| input.consume_key(Modifiers::NONE, key));
        let by_arrow = at.and_then(|at| {
            if input.consume_key(Modifiers::NONE, Key::ArrowDown) {
                Some((at + 1) % count)
            } else if input.consume_key(Modifiers::NONE, Key::ArrowUp) {
                Some((at + count - 1) % count)
            } else {
                None
            }
        });
        digit.or(by_arrow)
    })
}

/// Enter that is held since before the list came up does not answer it.
fn is_enter_pressed_anew(input: &InputState) -> bool {
    input.events.iter().any(|event| {
        matches!(event, Event::Key { key: Key::Enter, pressed: true, repeat: false, modifiers, .. }
            if modifiers.is_none())
    })
}
