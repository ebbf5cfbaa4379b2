//! A choice of one among several lines, by mouse, by arrow keys, or by the number that stands beside each.

use super::super::theme::{Radius, Space, Tokens, Type};
use super::focus_ring;
use egui::{
    Align2, Event, EventFilter, InputState, Key, Modifiers, Popup, Response, RichText, Ui,
    UiBuilder, Vec2,
};

/// The height of a line, in points.
const LINE_HEIGHT: f32 = 26.0;

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
        ui.spacing_mut().interact_size.y = LINE_HEIGHT;
        ui.spacing_mut().icon_spacing = Space::S;
        let lines: Vec<Response> = options
            .iter()
            .enumerate()
            .map(|(index, (value, text))| {
                let is_chosen = chosen.as_ref() == Some(value);
                line(ui, tokens, (index, options.len()), text, is_chosen)
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

fn line(
    ui: &mut Ui,
    tokens: &Tokens,
    (index, count): (usize, usize),
    text: &str,
    is_chosen: bool,
) -> Response {
    let response = ui.radio(is_chosen, text);
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_position_in_set(index + 1);
        node.set_size_of_set(count);
    });
    if response.has_focus() {
        let ring = response.rect.expand2(Vec2::new(Space::XS, 0.0));
        focus_ring(ui, tokens, &response, ring, Radius::S);
    }
    if index < DIGITS.len() {
        let end = egui::pos2(ui.max_rect().right() - Space::XS, response.rect.center().y);
        ui.painter().text(
            end,
            Align2::RIGHT_CENTER,
            index + 1,
            Type::caption(),
            tokens.text_weak,
        );
    }
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
