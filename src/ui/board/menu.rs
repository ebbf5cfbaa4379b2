//! The "Move to" menu of a card: the same moves as a drag, with what is not possible now said.

use super::super::theme::{Icon, Type};
use super::super::view::{ActionKind, Ask, View};
use crate::domain::Referral;
use crate::text::Say;
use egui::{Button, Key, Modifiers, RichText, Ui};

/// The keys of [`ActionKind::MOVES`], in their order.
pub(super) const MOVE_KEYS: [Key; 6] = [
    Key::Num1,
    Key::Num2,
    Key::Num3,
    Key::Num4,
    Key::Num5,
    Key::Num6,
];

/// The entries of a card's menu: open it, then every move, those that are not possible now with the reason under the pointer.
/// `takes_focus` puts the keyboard on the first one; true once it is there.
pub(super) fn move_menu(
    ui: &mut Ui,
    view: &mut View<'_>,
    referral: &Referral,
    takes_focus: bool,
) -> bool {
    ui.set_min_width(220.0);
    let first = ui.add(Button::image_and_text(
        Icon::Info.image().tint(view.tokens.text),
        view.text("board-open"),
    ));
    let has_focus = first.has_focus();
    if takes_focus && !has_focus {
        first.request_focus();
        ui.ctx().request_repaint();
    }
    if first.clicked() {
        view.ask(Ask::Open(referral.id));
        ui.close();
    }
    ui.separator();
    ui.label(
        RichText::new(view.text("board-move-to"))
            .font(Type::caption_strong())
            .color(view.tokens.text_weak),
    );
    for (index, (kind, key)) in ActionKind::MOVES.into_iter().zip(MOVE_KEYS).enumerate() {
        let refusal = kind.refusal(referral, view.now);
        let name = kind.label(view.texts);
        let entry = ui.add_enabled(
            refusal.is_none(),
            Button::new(name).shortcut_text((index + 1).to_string()),
        );
        match refusal {
            Some(refusal) => {
                entry.on_disabled_hover_text(refusal.say(view.texts));
            }
            None if entry.clicked() || pressed_anew(ui, key) => {
                view.ask(Ask::Begin(referral.id, kind));
                ui.close();
            }
            None => {}
        }
    }
    ui.separator();
    if ui
        .add(Button::image_and_text(
            Icon::Edit.image().tint(view.tokens.text),
            ActionKind::Edit.label(view.texts),
        ))
        .clicked()
    {
        view.ask(Ask::Begin(referral.id, ActionKind::Edit));
        ui.close();
    }
    has_focus
}

/// Whether a key was pressed, once however long it is held: the next card must not be answered by the same press.
pub(super) fn pressed_anew(ui: &Ui, wanted: Key) -> bool {
    ui.input_mut(|input| {
        let is_anew = input.events.iter().any(|event| {
            matches!(event, egui::Event::Key { key, pressed: true, repeat: false, .. } if *key == wanted)
        });
        input.consume_key(Modifiers::NONE, wanted) && is_anew
    })
}
