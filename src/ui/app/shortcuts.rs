//! The keys that work on every screen.

use super::{Ask, Screen};
use crate::domain::Command;
use egui::{Key, KeyboardShortcut, Modifiers};

const SCREEN_KEYS: [Key; 4] = [Key::Num1, Key::Num2, Key::Num3, Key::Num4];

/// Takes Esc, where nothing nearer the keyboard has a use for it.
pub(super) fn escape(ctx: &egui::Context) -> bool {
    ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape))
}

/// Takes the keys that were pressed. While a text field has the focus, undo and redo are the field's own.
pub(super) fn global(ctx: &egui::Context, is_typing: bool, asks: &mut Vec<Ask>) {
    let pressed = |modifiers: Modifiers, key: Key| {
        ctx.input_mut(|input| input.consume_shortcut(&KeyboardShortcut::new(modifiers, key)))
    };
    let with_shift = Modifiers::COMMAND | Modifiers::SHIFT;
    if !is_typing {
        // The longer combination first: it contains the shorter one.
        if pressed(with_shift, Key::Z) || pressed(Modifiers::COMMAND, Key::Y) {
            asks.push(Ask::Do(Box::new(Command::Redo)));
        } else if pressed(Modifiers::COMMAND, Key::Z) {
            asks.push(Ask::Do(Box::new(Command::Undo)));
        }
    }
    if pressed(Modifiers::COMMAND, Key::N) {
        asks.push(Ask::NewReferral);
    }
    if pressed(Modifiers::COMMAND, Key::O) {
        asks.push(Ask::ChooseImport);
    }
    if pressed(Modifiers::COMMAND, Key::Q) {
        asks.push(Ask::Quit);
    }
    for (key, screen) in SCREEN_KEYS.into_iter().zip(Screen::ALL) {
        if pressed(Modifiers::COMMAND, key) {
            asks.push(Ask::Go(screen));
            if screen == Screen::Archive {
                asks.push(Ask::FocusSearch);
            }
        }
    }
}
