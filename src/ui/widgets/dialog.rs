//! Dialogs: a question over the dimmed window, answered by a button, Enter or Esc.

use super::super::theme::{Radius, Space, Tokens, Type};
use super::buttons::BUTTON_GAP;
use super::{Emphasis, button, button_enabled, heading};
use egui::{
    Event, Frame, Id, ImeEvent, InputState, Key, Label, Layout, Margin, Modal, Modifiers, Popup,
    RichText, ScrollArea, Ui,
};

/// How a dialog was left.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DialogAnswer {
    /// Not yet.
    Open,
    /// Cancelled by button or Esc.
    Cancelled,
    /// Confirmed by button or Enter.
    Confirmed,
}

/// What the keys may answer in this frame. It is settled before the content is drawn: a popup that Esc closes, or a
/// button that Enter presses, has then had its key.
#[derive(Clone, Copy, Default)]
struct Keys {
    /// Neither a popup nor the input method has them.
    are_free: bool,
    /// Enter is not for the button that has the focus.
    enter_is_free: bool,
}

const MARGIN: i8 = 20;
/// What a dialog takes up besides its body: margins, headline, buttons, and some of the window around it.
const AROUND_BODY: f32 = 190.0;

/// Shows a dialog with a headline; Esc cancels it, a press beside it does not, so that nothing typed is lost by a slip.
pub fn dialog(
    ctx: &egui::Context,
    tokens: &Tokens,
    id: &str,
    title: &str,
    width: f32,
    content: impl FnOnce(&mut Ui) -> DialogAnswer,
) -> DialogAnswer {
    let keys = Keys {
        are_free: !is_composing(ctx) && !Popup::is_any_open(ctx),
        enter_is_free: ctx.memory(egui::Memory::focused).is_none() || ctx.text_edit_focused(),
    };
    ctx.data_mut(|data| data.insert_temp(keys_id(), keys));
    let frame = Frame::new()
        .fill(tokens.surface)
        .stroke(egui::Stroke::new(1.0, tokens.border))
        .corner_radius(Radius::L)
        .shadow(egui::Shadow {
            offset: [0, 8],
            blur: 24,
            spread: 0,
            color: tokens.shadow,
        })
        .inner_margin(Margin::same(MARGIN));
    let most = ctx.content_rect().width() - 2.0 * (f32::from(MARGIN) + Space::L);
    let id = Id::unique(("dialog", id));
    let shown = Modal::new(id)
        .area(Modal::default_area(id).accessible_name(title))
        .frame(frame)
        .backdrop_color(tokens.backdrop)
        .show(ctx, |ui| {
            ui.set_width(width.min(most));
            ui.spacing_mut().item_spacing.y = Space::M;
            heading(ui, tokens, title);
            content(ui)
        });
    ctx.accesskit_node_builder(id, egui::accesskit::Node::set_modal);
    let escaped =
        keys.are_free && ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
    if shown.inner == DialogAnswer::Open && escaped {
        DialogAnswer::Cancelled
    } else {
        shown.inner
    }
}

/// What stands between a dialog's headline and its buttons; scrolls where the window is too low for it.
pub fn dialog_body<R>(ui: &mut Ui, id: &str, content: impl FnOnce(&mut Ui) -> R) -> R {
    let most = (ui.ctx().content_rect().height() - AROUND_BODY).max(160.0);
    // The scroll bar, and the lines around fields, which the area would cut off, stand in the dialog's margin.
    let bleed = Margin {
        left: 2,
        right: 14,
        top: 2,
        bottom: 2,
    };
    Frame::new()
        .outer_margin(Margin::ZERO - bleed)
        .show(ui, |ui| {
            ScrollArea::vertical()
                .id_salt(id)
                .max_height(most)
                .auto_shrink([false, true])
                .show(ui, |ui| {
                    Frame::new().inner_margin(bleed).show(ui, content).inner
                })
                .inner
        })
        .inner
}

/// The row of buttons at a dialog's foot. `why_not` says why it cannot be confirmed yet, and stands beside them. Ctrl or Cmd
/// with Enter confirms from anywhere; Enter alone does too when `enter_confirms`, unless a button has the focus.
pub fn dialog_buttons(
    ui: &mut Ui,
    tokens: &Tokens,
    confirm: &str,
    cancel: &str,
    why_not: Option<&str>,
    enter_confirms: bool,
) -> DialogAnswer {
    let mut answer = DialogAnswer::Open;
    ui.add_space(Space::XS);
    let row = egui::vec2(ui.available_width(), 32.0);
    ui.allocate_ui_with_layout(row, Layout::right_to_left(egui::Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = BUTTON_GAP;
        if button_enabled(ui, tokens, Emphasis::Primary, confirm, why_not).clicked() {
            answer = DialogAnswer::Confirmed;
        }
        if button(ui, tokens, Emphasis::Normal, cancel).clicked() {
            answer = DialogAnswer::Cancelled;
        }
        if let Some(why) = why_not {
            let rest = egui::vec2(ui.available_width(), ui.available_height());
            ui.allocate_ui_with_layout(rest, Layout::left_to_right(egui::Align::Center), |ui| {
                ui.set_width(rest.x);
                ui.add(
                    Label::new(
                        RichText::new(why)
                            .font(Type::caption())
                            .color(tokens.text_weak),
                    )
                    .wrap(),
                );
            });
        }
    });
    let keys: Keys = ui
        .ctx()
        .data(|data| data.get_temp(keys_id()))
        .unwrap_or_default();
    if answer == DialogAnswer::Open && why_not.is_none() && keys.are_free {
        let entered = ui.input_mut(|input| {
            consume_first_press(input, Modifiers::COMMAND)
                || (enter_confirms
                    && keys.enter_is_free
                    && consume_first_press(input, Modifiers::NONE))
        });
        if entered {
            answer = DialogAnswer::Confirmed;
        }
    }
    answer
}

fn keys_id() -> Id {
    Id::unique("keys of a dialog")
}

/// Whether Enter was pressed. One that is held down since before the dialog came up does not answer it.
fn consume_first_press(input: &mut InputState, modifiers: Modifiers) -> bool {
    let is_pressed = input.events.iter().any(|event| {
        matches!(event, Event::Key { key: Key::Enter, pressed: true, repeat: false, modifiers: held, .. }
            if held.matches_logically(modifiers))
    });
    is_pressed && input.consume_key(modifiers, Key::Enter)
}

/// Whether the input method composes: Enter and Esc then belong to it, up to and including the frame in which it ends.
pub fn is_composing(ctx: &egui::Context) -> bool {
    let id = Id::unique("input method in a dialog");
    let was_composing = ctx.data(|data| data.get_temp::<bool>(id)) == Some(true);
    // Esc takes the focus before anything is drawn.
    let has_field = ctx.text_edit_focused() || ctx.input(|input| input.key_pressed(Key::Escape));
    let mut heard = None;
    ctx.input(|input| {
        for event in &input.events {
            match event {
                Event::Ime(ImeEvent::Preedit { text, .. }) => heard = Some(!text.is_empty()),
                Event::Ime(ImeEvent::Commit(_)) => heard = Some(false),
                _ => {}
            }
        }
    });
    let is_composing = heard.unwrap_or(was_composing && has_field);
    ctx.data_mut(|data| data.insert_temp(id, is_composing));
    heard.is_some() || is_composing
}
