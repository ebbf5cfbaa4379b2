//! Which keys are heard now, and what they do before the window is drawn.

use super::{App, Ask, Screen};
use crate::ui::actions::{Reach, UiAction, pressed, take};
use crate::ui::board::is_on_rail;
use crate::ui::view::ActionKind;
use egui::{Context, FocusDirection, Key, Modifiers, Popup};

/// Takes Esc, where nothing nearer the keyboard has a use for it.
pub(super) fn escape(ctx: &Context) -> bool {
    ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape))
}

/// Whether it walks among the cards, selects some, or changes how they are laid out.
fn is_about_cards(action: UiAction) -> bool {
    action.reach() == Reach::Board
        || matches!(
            action,
            UiAction::Select | UiAction::Extend(_) | UiAction::CardMenu
        )
}

impl App {
    /// Takes the keys that were pressed. Where the keyboard goes on the board counts in this frame already; all else is done after it.
    pub(super) fn take_keys(&mut self, ctx: &Context, is_typing: bool) {
        if self.dialogs.is_open() || self.palette.is_open() || self.key_sheet.is_open() {
            return;
        }
        let has_selected = self.board.selected() > 0;
        // In a narrow window the panel stands in place of the board: keys are about its referral, and no key changes what is unseen.
        let covering = self.panel.open_id().filter(|_| self.is_board_covered);
        for action in pressed(ctx, self.reach(ctx, is_typing)) {
            if self.is_board_covered && is_about_cards(action) {
                continue;
            }
            if matches!(action, UiAction::Walk(_) | UiAction::Extend(_)) {
                // Otherwise egui goes on by the same arrow from the card that gets the keyboard now to whatever widget is next to it.
                ctx.memory_mut(|memory| memory.move_focus(FocusDirection::None));
            }
            match action {
                UiAction::Walk(step) => self.board.walk(ctx, self.session.board(), step),
                UiAction::Select => self.board.toggle_focused(self.session.board()),
                UiAction::Extend(step) => self.board.extend(ctx, self.session.board(), step),
                UiAction::SelectLane => self.board.select_lane(self.session.board()),
                // While cards are selected, a key does with all of them what it does with one.
                UiAction::Referral(kind) if kind != ActionKind::Edit && has_selected => {
                    self.asks.push(Ask::BeginWithSelected(kind));
                }
                UiAction::CardMenu => self.board.open_menu(),
                action if action.is_about_referral() => {
                    let focused = covering.or(self.board.focused());
                    self.asks.push(Ask::Perform(action, focused));
                }
                action => self.asks.push(Ask::Perform(action, None)),
            }
        }
    }

    /// Takes the keys of the text size, which are heard over a question too: it may be what cannot be read.
    pub(super) fn take_text_size_keys(&mut self, ctx: &Context) {
        for action in [
            UiAction::LargerText,
            UiAction::SmallerText,
            UiAction::NormalText,
        ] {
            if take(ctx, action) {
                self.asks.push(Ask::Perform(action, None));
            }
        }
    }

    /// Whether a referral stands in place of the board, and nothing in it has the keyboard.
    fn has_covering_referral(&self, ctx: &Context) -> bool {
        self.is_board_covered
            && self.drawer.is_none()
            && self.panel.open_id().is_some()
            && ctx.memory(egui::Memory::focused).is_none()
    }

    /// Where keys are heard: a text field, an open menu and a card that is dragged have theirs to themselves.
    fn reach(&self, ctx: &Context, is_typing: bool) -> Reach {
        if is_typing || Popup::is_any_open(ctx) || self.board.is_dragging() {
            Reach::Everywhere
        } else if self.screen != Screen::Board {
            Reach::Screens
        } else if self.board.has_focus(ctx) || self.has_covering_referral(ctx) {
            Reach::Card
        } else if ctx.memory(egui::Memory::focused).is_none()
            || is_on_rail(ctx)
            || self.board.is_on_band(ctx)
        {
            Reach::Board
        } else {
            Reach::Screens
        }
    }
}
