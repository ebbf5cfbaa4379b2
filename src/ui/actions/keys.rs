//! Which keys ask for which action, how they are written, and which were pressed.

use super::{Step, UiAction};
use crate::ui::view::{ActionKind, Screen};
use egui::os::OperatingSystem;
use egui::{Context, Key, ModifierNames, Modifiers};

/// A key, with what is held along with it. [`Modifiers::COMMAND`] is ⌘ on macOS and Ctrl elsewhere.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Shortcut {
    modifiers: Modifiers,
    key: Key,
}

const fn plain(key: Key) -> Shortcut {
    Shortcut {
        modifiers: Modifiers::NONE,
        key,
    }
}

const fn command(key: Key) -> Shortcut {
    Shortcut {
        modifiers: Modifiers::COMMAND,
        key,
    }
}

const fn shift(key: Key) -> Shortcut {
    Shortcut {
        modifiers: Modifiers::SHIFT,
        key,
    }
}

const fn command_shift(key: Key) -> Shortcut {
    Shortcut {
        modifiers: Modifiers::COMMAND.plus(Modifiers::SHIFT),
        key,
    }
}

/// Where the keys of an action are heard. Each place hears what the ones before it do.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Reach {
    /// On every screen, also while typing.
    Everywhere,
    /// On every screen, unless a text field has the keyboard.
    Screens,
    /// On the board, while nothing or a card has the keyboard.
    Board,
    /// On the board, while a card has the keyboard.
    Card,
}

impl UiAction {
    /// Where its keys are heard.
    pub const fn reach(self) -> Reach {
        match self {
            Self::Go(_)
            | Self::Import
            | Self::Export
            | Self::PrintBoard
            | Self::BackUp
            | Self::Palette
            | Self::LargerText
            | Self::SmallerText
            | Self::NormalText
            | Self::Quit => Reach::Everywhere,
            // In a text field undo and redo are the field's own, and letters are text.
            Self::NewReferral
            | Self::Undo
            | Self::Redo
            | Self::Reminders
            | Self::Notices
            | Self::Today
            | Self::Search
            | Self::Shortcuts => Reach::Screens,
            Self::Walk(_)
            | Self::SelectLane
            | Self::ClearSelection
            | Self::Density(_)
            | Self::NextDensity
            | Self::CollapseLane
            | Self::TurnLane(_)
            | Self::OpenLanes
            | Self::Swimlanes(_)
            | Self::TurnBand
            | Self::CollapseBands
            | Self::OpenBands => Reach::Board,
            Self::Open
            | Self::Peek
            | Self::Select
            | Self::Extend(_)
            | Self::CardMenu
            | Self::Referral(_)
            | Self::PrintReferral
            | Self::Erase
            | Self::Snooze(_) => Reach::Card,
        }
    }

    /// Its keys; the first is the one that is shown.
    pub const fn shortcuts(self) -> &'static [Shortcut] {
        const fn digit(kind: ActionKind) -> &'static [Shortcut] {
            match kind {
                ActionKind::Interested => const { &[plain(Key::Num1)] },
                ActionKind::Skip => const { &[plain(Key::Num2)] },
                ActionKind::Accept => const { &[plain(Key::Num3)] },
                ActionKind::Decline => const { &[plain(Key::Num4)] },
                ActionKind::Won => const { &[plain(Key::Num5)] },
                ActionKind::Lost => const { &[plain(Key::Num6)] },
                ActionKind::Edit => const { &[plain(Key::E)] },
                ActionKind::Correct | ActionKind::Confirm => &[],
            }
        }
        match self {
            Self::Go(Screen::Board) => const { &[command(Key::Num1)] },
            Self::Go(Screen::Archive) => const { &[command(Key::Num2)] },
            Self::Go(Screen::Profiles) => const { &[command(Key::Num3)] },
            Self::Go(Screen::Settings) => const { &[command(Key::Num4), command(Key::Comma)] },
            Self::Walk(Step::Down) => const { &[plain(Key::ArrowDown), plain(Key::J)] },
            Self::Walk(Step::Up) => const { &[plain(Key::ArrowUp), plain(Key::K)] },
            Self::Walk(Step::Left) => const { &[plain(Key::ArrowLeft), plain(Key::H)] },
            Self::Walk(Step::Right) => const { &[plain(Key::ArrowRight), plain(Key::L)] },
            Self::Walk(Step::First) => const { &[plain(Key::Home)] },
            Self::Walk(Step::Last) => const { &[plain(Key::End)] },
            Self::Select => const { &[plain(Key::X)] },
            Self::Extend(Step::Up) => const { &[shift(Key::ArrowUp)] },
            Self::Extend(Step::Down) => const { &[shift(Key::ArrowDown)] },
            Self::SelectLane => const { &[command(Key::A)] },
            Self::ClearSelection => const { &[plain(Key::Escape)] },
            Self::Open => const { &[plain(Key::Enter)] },
            Self::Peek => const { &[plain(Key::Space)] },
            Self::CardMenu => const { &[plain(Key::M)] },
            Self::Referral(kind) => digit(kind),
            Self::NextDensity => const { &[plain(Key::D)] },
            Self::CollapseLane => const { &[plain(Key::C)] },
            Self::OpenLanes => const { &[shift(Key::C)] },
            Self::TurnBand => const { &[plain(Key::B)] },
            Self::OpenBands => const { &[shift(Key::B)] },
            Self::LargerText => const { &[command(Key::Plus), command(Key::Equals)] },
            Self::SmallerText => const { &[command(Key::Minus)] },
            Self::NormalText => const { &[command(Key::Num0)] },
            Self::Extend(_)
            | Self::Snooze(_)
            | Self::PrintReferral
            | Self::Erase
            | Self::Export
            | Self::BackUp
            | Self::Notices
            | Self::Density(_)
            | Self::Swimlanes(_)
            | Self::CollapseBands
            | Self::TurnLane(_) => &[],
            Self::NewReferral => const { &[command(Key::N), plain(Key::N)] },
            Self::Import => const { &[command(Key::O)] },
            Self::PrintBoard => const { &[command(Key::P)] },
            Self::Undo => const { &[command(Key::Z), plain(Key::U)] },
            Self::Redo => const { &[command_shift(Key::Z), command(Key::Y)] },
            Self::Reminders => const { &[plain(Key::R)] },
            Self::Today => const { &[plain(Key::T)] },
            Self::Search => const { &[plain(Key::Slash), command(Key::F)] },
            Self::Palette => const { &[command(Key::K)] },
            Self::Shortcuts => const { &[plain(Key::Questionmark)] },
            Self::Quit => const { &[command(Key::Q)] },
        }
    }

    /// The key that is shown with it, as it is written on this system.
    pub fn shown_shortcut(self, ctx: &Context) -> Option<String> {
        let first = self.shortcuts().first()?;
        Some(first.written(is_mac(ctx)))
    }

    /// All its keys, as they are written on this system.
    pub fn written_shortcuts(self, ctx: &Context) -> Vec<String> {
        let is_mac = is_mac(ctx);
        let keys = self.shortcuts().iter();
        keys.map(|shortcut| shortcut.written(is_mac)).collect()
    }

    /// Whether it is done again and again while its key is held.
    const fn repeats(self) -> bool {
        matches!(
            self,
            Self::Walk(_) | Self::Extend(_) | Self::LargerText | Self::SmallerText
        )
    }

    /// Whether its keys are heard in text fields too: they are held with a modifier.
    fn is_heard(self, reach: Reach, shortcut: Shortcut) -> bool {
        let own = match self {
            // Ctrl+N and Ctrl+F make no text.
            Self::NewReferral | Self::Search if !shortcut.modifiers.is_none() => Reach::Everywhere,
            _ => self.reach(),
        };
        // Esc is first heard by whatever stands over the board: see `App::ui`.
        !matches!(self, Self::ClearSelection) && own <= reach
    }
}

/// Whether the system writes keys as macOS does.
fn is_mac(ctx: &Context) -> bool {
    matches!(ctx.os(), OperatingSystem::Mac | OperatingSystem::IOS)
}

impl Shortcut {
    /// As it is written on keycaps: `Ctrl+K`, or `⌘K` on macOS.
    pub fn written(self, is_mac: bool) -> String {
        let names = if is_mac {
            ModifierNames::SYMBOLS
        } else {
            ModifierNames::NAMES
        };
        let held = names.format(&self.modifiers, is_mac);
        let between = if held.is_empty() { "" } else { names.concat };
        let key = match self.key {
            Key::ArrowDown => "↓",
            Key::ArrowUp => "↑",
            Key::ArrowLeft => "←",
            Key::ArrowRight => "→",
            Key::Questionmark => "?",
            Key::Comma => ",",
            Key::Slash => "/",
            Key::Plus => "+",
            Key::Minus => "-",
            Key::Equals => "=",
            key => key.name(),
        };
        format!("{held}{between}{key}")
    }

    /// Whether it is this that was pressed.
    fn fits(self, event: &egui::Event) -> bool {
        let egui::Event::Key {
            key,
            pressed: true,
            modifiers: held,
            ..
        } = event
        else {
            return false;
        };
        // What is held with a letter makes another key of it; digits and signs may need Shift on one keyboard and not on another.
        let is_exact = held.alt == self.modifiers.alt
            && (held.shift == self.modifiers.shift || needs_shift_somewhere(*key));
        *key == self.key && is_exact && held.matches_logically(self.modifiers)
    }
}

/// Whether there are keyboards on which this is typed with Shift.
const fn needs_shift_somewhere(key: Key) -> bool {
    matches!(
        key,
        Key::Questionmark
            | Key::Slash
            | Key::Comma
            | Key::Plus
            | Key::Minus
            | Key::Equals
            | Key::Num0
            | Key::Num1
            | Key::Num2
            | Key::Num3
            | Key::Num4
            | Key::Num5
            | Key::Num6
    )
}

/// Takes the keys that were pressed, as far as they are heard there, in the order pressed. After the first that is more than a step to another card
/// nothing is heard any more in this frame: what comes up then has the keyboard.
pub fn pressed(ctx: &Context, reach: Reach) -> Vec<UiAction> {
    let mut heard = Vec::new();
    if !ctx.input(|input| input.events.iter().any(is_key)) {
        return heard;
    }
    ctx.input_mut(|input| {
        input.events.retain(|event| {
            if heard.last().is_some_and(|last: &UiAction| !last.repeats()) {
                return true;
            }
            let Some(action) = action_of(event, reach) else {
                return true;
            };
            if action.repeats() || !is_repeat(event) {
                heard.push(action);
            }
            false
        });
    });
    heard
}

/// What this key asks for, where it is heard there.
fn action_of(event: &egui::Event, reach: Reach) -> Option<UiAction> {
    let is_asked = |action: &UiAction| {
        let mut shortcuts = action.shortcuts().iter();
        shortcuts.any(|shortcut| shortcut.fits(event) && action.is_heard(reach, *shortcut))
    };
    is_key(event)
        .then(|| UiAction::ALL.into_iter().find(is_asked))
        .flatten()
}

/// Takes the keys of one action, as in a menu that offers it.
pub fn take(ctx: &Context, action: UiAction) -> bool {
    let mut is_pressed = false;
    ctx.input_mut(|input| {
        input.events.retain(|event| {
            let fits = action
                .shortcuts()
                .iter()
                .any(|shortcut| shortcut.fits(event));
            is_pressed |= fits && (action.repeats() || !is_repeat(event));
            !fits
        });
    });
    is_pressed
}

/// Whether the key is held down since before.
const fn is_repeat(event: &egui::Event) -> bool {
    matches!(event, egui::Event::Key { repeat: true, .. })
}

const fn is_key(event: &egui::Event) -> bool {
    matches!(event, egui::Event::Key { pressed: true, .. })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    /// What a system or egui itself does with its keys, whatever has the keyboard; by whether ⌘ stands for the command key.
    fn taken(is_mac: bool) -> Vec<Shortcut> {
        let mut taken = vec![
            command(Key::C),
            command(Key::X),
            command(Key::V),
            plain(Key::Tab),
        ];
        if is_mac {
            // Hide, minimise, close the window, next window.
            taken.extend([Key::H, Key::M, Key::W, Key::Backtick].map(command));
        } else {
            taken.push(plain(Key::F10));
        }
        taken
    }

    #[test]
    fn no_two_actions_share_a_key_on_any_system() {
        for is_mac in [false, true] {
            let mut known: HashMap<String, UiAction> = HashMap::new();
            let taken: Vec<String> = taken(is_mac)
                .into_iter()
                .map(|shortcut| shortcut.written(is_mac))
                .collect();
            for action in UiAction::ALL {
                for shortcut in action.shortcuts() {
                    let written = shortcut.written(is_mac);
                    assert!(!taken.contains(&written), "{action:?}: {written} is taken");
                    let other = known.insert(written.clone(), action);
                    assert_eq!(other, None, "{action:?}: {written}");
                }
            }
        }
    }

    #[test]
    fn what_is_heard_while_typing_makes_no_text() {
        for action in UiAction::ALL {
            for shortcut in action.shortcuts() {
                if action.is_heard(Reach::Everywhere, *shortcut) {
                    assert!(shortcut.modifiers.command, "{action:?}: {shortcut:?}");
                }
            }
        }
    }

    fn press(key: Key, modifiers: Modifiers) -> egui::Event {
        egui::Event::Key {
            key,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers,
        }
    }

    #[test]
    fn what_is_held_along_makes_another_key() {
        let heard = |key, held| action_of(&press(key, held), Reach::Card);
        let skip = UiAction::Referral(ActionKind::Skip);
        assert_eq!(heard(Key::Num2, Modifiers::NONE), Some(skip));
        assert_eq!(heard(Key::Num2, Modifiers::ALT), None);
        assert_eq!(heard(Key::U, Modifiers::SHIFT), None);
        let ctrl = Modifiers::CTRL | Modifiers::COMMAND;
        assert_eq!(heard(Key::Z, ctrl), Some(UiAction::Undo));
        assert_eq!(heard(Key::Z, ctrl | Modifiers::SHIFT), Some(UiAction::Redo));
        // On a keyboard where it takes Shift.
        assert_eq!(
            heard(Key::Questionmark, Modifiers::SHIFT),
            Some(UiAction::Shortcuts)
        );
    }

    #[test]
    fn keys_count_in_the_order_pressed_and_nothing_after_what_takes_the_keyboard() {
        let ctx = Context::default();
        let mut heard = Vec::new();
        let keys = [Key::J, Key::J, Key::Num2, Key::U];
        let input = egui::RawInput {
            events: keys.map(|key| press(key, Modifiers::NONE)).to_vec(),
            ..egui::RawInput::default()
        };
        let mut output = ctx.run_ui(input, |ui| heard = pressed(ui.ctx(), Reach::Card));
        output.textures_delta.clear();
        let down = UiAction::Walk(Step::Down);
        assert_eq!(heard, [down, down, UiAction::Referral(ActionKind::Skip)]);
    }

    #[test]
    fn keys_are_written_as_on_the_keycaps() {
        assert_eq!(command(Key::K).written(false), "Ctrl+K");
        assert_eq!(command(Key::K).written(true), "⌘K");
        assert_eq!(command_shift(Key::Z).written(false), "Ctrl+Shift+Z");
        assert_eq!(plain(Key::ArrowDown).written(false), "↓");
        assert_eq!(plain(Key::Questionmark).written(false), "?");
        assert_eq!(plain(Key::Num1).written(true), "1");
    }

    #[test]
    fn every_action_is_listed_once() {
        let mut seen = std::collections::HashSet::new();
        assert!(UiAction::ALL.into_iter().all(|action| seen.insert(action)));
        for screen in Screen::ALL {
            assert!(seen.contains(&UiAction::Go(screen)));
        }
        for kind in ActionKind::MOVES {
            assert!(seen.contains(&UiAction::Referral(kind)));
        }
        for choice in crate::domain::SnoozeChoice::ALL {
            assert!(seen.contains(&UiAction::Snooze(choice)));
        }
    }
}
