//! The "Move to" menu of a card: the same moves as a drag, with what is not possible now said.

use super::super::actions::{UiAction, take};
use super::super::theme::{Icon, Type};
use super::super::view::{ActionKind, Ask, View};
use crate::domain::Referral;
use crate::text::Say;
use egui::{Button, RichText, Ui};

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
    for kind in ActionKind::MOVES {
        let action = UiAction::Referral(kind);
        let refusal = kind.refusal(referral, view.now);
        let name = kind.label(view.texts);
        let entry = ui.add_enabled(
            refusal.is_none(),
            Button::new(name).shortcut_text(action.shown_shortcut(ui.ctx()).unwrap_or_default()),
        );
        match refusal {
            Some(refusal) => {
                entry.on_disabled_hover_text(refusal.say(view.texts));
            }
            None if entry.clicked() || take(ui.ctx(), action) => {
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
