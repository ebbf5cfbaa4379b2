//! Dialogs: a question over the dimmed window, answered by a button, Enter or Esc.

use super::super::theme::{Radius, Space, Tokens};
use super::buttons::BUTTON_GAP;
use super::{Emphasis, button, button_enabled, heading};
use egui::{Frame, Id, Key, Layout, Margin, Modal, Modifiers, Ui};

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

/// Shows a dialog with a headline; Esc cancels it, a press beside it does not, so that nothing typed is lost by a slip.
pub fn dialog(
    ctx: &egui::Context,
    tokens: &Tokens,
    id: &str,
    title: &str,
    width: f32,
    content: impl FnOnce(&mut Ui) -> DialogAnswer,
) -> DialogAnswer {
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
        .inner_margin(Margin::same(20));
    let shown = Modal::new(Id::unique(("dialog", id)))
        .frame(frame)
        .backdrop_color(tokens.backdrop)
        .show(ctx, |ui| {
            ui.set_width(width);
            ui.spacing_mut().item_spacing.y = Space::M;
            ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
                node.set_role(egui::accesskit::Role::Dialog);
                node.set_label(title);
            });
            heading(ui, tokens, title);
            content(ui)
        });
    // While the input method composes, Esc belongs to it.
    let composing = ctx.input(|input| {
        input
            .events
            .iter()
            .any(|event| matches!(event, egui::Event::Ime(_)))
    });
    let escaped = !composing
        && !egui::Popup::is_any_open(ctx)
        && ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
    if shown.inner == DialogAnswer::Open && escaped {
        DialogAnswer::Cancelled
    } else {
        shown.inner
    }
}

/// The row of buttons at a dialog's foot. `why_not` says why it cannot be confirmed yet. Ctrl or Cmd with Enter confirms from anywhere;
/// Enter alone does too when `enter_confirms`.
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
    ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = BUTTON_GAP;
        if button_enabled(ui, tokens, Emphasis::Primary, confirm, why_not).clicked() {
            answer = DialogAnswer::Confirmed;
        }
        if button(ui, tokens, Emphasis::Normal, cancel).clicked() {
            answer = DialogAnswer::Cancelled;
        }
    });
    let popup_open = egui::Popup::is_any_open(ui.ctx());
    let composing = ui.input(|input| {
        input
            .events
            .iter()
            .any(|event| matches!(event, egui::Event::Ime(_)))
    });
    if why_not.is_none() && !popup_open && !composing {
        let entered = ui.input_mut(|input| {
            input.consume_key(Modifiers::COMMAND, Key::Enter)
                || (enter_confirms && input.consume_key(Modifiers::NONE, Key::Enter))
        });
        if entered {
            answer = DialogAnswer::Confirmed;
        }
    }
    answer
}
