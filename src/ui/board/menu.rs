//! The "Move to" menu of a card: the same moves as a drag, with what is not possible now said.

use super::super::theme::{Icon, Type};
use super::super::view::{ActionKind, Ask, View};
use crate::domain::Referral;
use crate::text::Say;
use egui::{Button, RichText, Ui};

/// The entries of a card's menu: open it, then every move, those that are not possible now with the reason under the pointer.
pub fn move_menu(ui: &mut Ui, view: &mut View<'_>, referral: &Referral) {
    ui.set_min_width(220.0);
    if ui
        .add(Button::image_and_text(
            Icon::Info.image().tint(view.tokens.text),
            view.text("board-open"),
        ))
        .clicked()
    {
        view.ask(Ask::Open(referral.id));
        ui.close();
    }
    ui.separator();
    ui.label(
        RichText::new(view.text("board-move-to"))
            .font(Type::caption_strong())
            .color(view.tokens.text_weak),
    );
    for (index, kind) in ActionKind::MOVES.into_iter().enumerate() {
        let refusal = kind.refusal(referral, view.now);
        let mut name = view.text(kind.key()).to_owned();
        if kind.needs_dialog() {
            name.push('…');
        }
        let entry = ui.add_enabled(
            refusal.is_none(),
            Button::new(name).shortcut_text((index + 1).to_string()),
        );
        match refusal {
            Some(refusal) => {
                entry.on_disabled_hover_text(refusal.say(view.texts));
            }
            None if entry.clicked() => {
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
            format!("{}…", view.text(ActionKind::Edit.key())),
        ))
        .clicked()
    {
        view.ask(Ask::Begin(referral.id, ActionKind::Edit));
        ui.close();
    }
}
