//! Which keys are held down: whether a press is the system repeating one.

use egui::{Context, Event, Key};
use std::collections::HashSet;

/// The keys that are down, by where they are on the keyboard. egui knows a key by what it types, and `?` is let go as `/` where Shift is let go
/// first: it would then be taken to be held for ever, and every press of it for a repetition.
#[derive(Debug, Default)]
pub struct HeldKeys(HashSet<Key>);

impl HeldKeys {
    /// Says of every press of this frame whether the system repeats it. To be called before anything looks at the keys.
    pub fn follow(&mut self, ctx: &Context) {
        ctx.input_mut(|input| {
            if !input.focused {
                self.0.clear();
            }
            for event in &mut input.events {
                if let Event::Key {
                    physical_key: Some(place),
                    pressed,
                    repeat,
                    ..
                } = event
                {
                    if *pressed {
                        *repeat = !self.0.insert(*place);
                    } else {
                        self.0.remove(place);
                    }
                }
            }
        });
    }
}
