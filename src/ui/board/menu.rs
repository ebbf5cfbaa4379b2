//! The "Move to" menu of a card: the same moves as a drag, with what is not possible now said.

use super::super::actions::{UiAction, take};
use super::super::theme::{Icon, Type};
use super::super::view::{ActionKind, Ask, View};
use super::selection::{Tally, possible_with_many, with_count};
use crate::domain::Referral;
use crate::text::Say;
use egui::{Button, RichText, Ui};

/// The entries of a card's menu: open it, then every move, those that are not possible now with the reason under the pointer.
/// On a card that is selected with others, `many` says what is possible with all of them, and that is what the moves then do.
/// `takes_focus` puts the keyboard on the first one; true once it is there.
pub(super) fn move_menu(
    ui: &mut Ui,
    view: &mut View<'_>,
    referral: &Referral,
    many: Option<&Tally>,
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
    let heading = match many {
        Some(tally) => view.text_with("select-move", &[("count", tally.total().into())]),
        None => view.text("board-move-to").to_owned(),
    };
    ui.label(
        RichText::new(heading)
            .font(Type::caption_strong())
            .color(view.tokens.text_weak),
    );
    for kind in ActionKind::MOVES {
        let action = UiAction::Referral(kind);
        let name = kind.label(view.texts);
        let (possible, name, ask) = if let Some(tally) = many {
            let possible = possible_with_many(view, tally, kind);
            let name = with_count(view, name, possible.as_ref().ok());
            (possible.map(|_| ()), name, Ask::BeginWithSelected(kind))
        } else {
            let refusal = kind.refusal(referral, view.now);
            let possible = refusal.map_or(Ok(()), |refusal| Err(refusal.say(view.texts)));
            (possible, name, Ask::Begin(referral.id, kind))
        };
        let entry = ui.add_enabled(
            possible.is_ok(),
            Button::new(name).shortcut_text(action.shown_shortcut(ui.ctx()).unwrap_or_default()),
        );
        match possible {
            Err(why) => {
                entry.on_disabled_hover_text(why);
            }
            Ok(()) if entry.clicked() || take(ui.ctx(), action) => {
                view.ask(ask);
                ui.close();
            }
            Ok(()) => {}
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
    let print = UiAction::PrintReferral;
    if ui
        .add(Button::image_and_text(
            print.icon().image().tint(view.tokens.text),
            print.name(view.texts),
        ))
        .clicked()
    {
        view.ask(Ask::Perform(print, Some(referral.id)));
        ui.close();
    }
    has_focus
}
