//! Mouse and keyboard, as a hand uses them.

use super::desktop::Desktop;

/// A place on the screen, in pixels from its top left corner.
pub type Point = (i32, i32);

/// In how many steps the pointer goes from one place to another.
const DRAG_STEPS: i32 = 24;

impl Desktop {
    pub fn click(&self, (x, y): Point) {
        self.mouse(&format!(
            "mousemove {x} {y} sleep 0.1 mousedown 1 sleep 0.05 mouseup 1 sleep 0.1"
        ));
    }

    /// Drags as a hand does: press, many steps on the way, a moment over the target, release.
    pub fn drag(&self, from: Point, to: Point) {
        self.press_and_carry(from, to);
        self.release();
    }

    /// The first half of a drag: the button stays down over the target until [`Desktop::release`].
    pub fn press_and_carry(&self, (from_x, from_y): Point, (to_x, to_y): Point) {
        let steps = (1..=DRAG_STEPS).map(|step| {
            let x = from_x + (to_x - from_x) * step / DRAG_STEPS;
            let y = from_y + (to_y - from_y) * step / DRAG_STEPS;
            format!("mousemove {x} {y} sleep 0.02 ")
        });
        let way: String = steps.collect();
        self.mouse(&format!(
            "mousemove {from_x} {from_y} sleep 0.15 mousedown 1 sleep 0.1 {way} sleep 0.3"
        ));
    }

    /// Lets go of what is being dragged.
    pub fn release(&self) {
        self.mouse("mouseup 1 sleep 0.1");
    }

    /// Presses a key or a chord, in X's names: `Return`, `ctrl+z`.
    pub fn key(&self, key: &str) {
        self.xdotool(&["key", "--clearmodifiers", key, "sleep", "0.1"]);
    }

    /// Types into whatever has the keyboard.
    pub fn type_text(&self, text: &str) {
        // A character that no key has is lent one for the moment, which the program has to notice before the next comes.
        let delay = if text.is_ascii() { "20" } else { "200" };
        self.xdotool(&["type", "--delay", delay, "--", text]);
    }

    fn mouse(&self, moves: &str) {
        self.xdotool(&moves.split_whitespace().collect::<Vec<_>>());
    }
}
