//! The window as a screen reader meets it: its elements by role and name, where they are, and what can be done to them.

use super::desktop::Desktop;
use super::input::Point;
use super::process::{PATIENCE, Program, wait_for};
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

/// The accessibility client, which speaks to the bus through the system's own library.
const CLIENT: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/tests/support/accessibility.py"
);

/// One element of a window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element {
    /// As the accessibility bus calls it: `button`, `label`, `entry`, `check box`.
    pub role: String,
    pub name: String,
    /// On the screen, in pixels.
    pub x: i32,
    pub y: i32,
    pub width: i32,
    pub height: i32,
    /// What it is at the moment: `focused`, `checked`, `enabled`.
    pub states: Vec<String>,
    /// The text in it, of an element that holds text.
    pub text: String,
}

impl Element {
    pub fn centre(&self) -> Point {
        (self.x + self.width / 2, self.y + self.height / 2)
    }

    pub fn is(&self, state: &str) -> bool {
        self.states.iter().any(|one| one == state)
    }

    fn read(line: &str) -> Option<Self> {
        let mut fields = line.split('\t');
        let (role, name, place, states) = (
            fields.next()?,
            fields.next()?,
            fields.next()?,
            fields.next()?,
        );
        let mut place = place.split(',').map(|number| number.parse::<i32>().ok());
        let mut next = || place.next().flatten();
        Some(Self {
            role: role.to_owned(),
            name: name.to_owned(),
            x: next()?,
            y: next()?,
            width: next()?,
            height: next()?,
            states: states.split(',').map(str::to_owned).collect(),
            text: fields.next().unwrap_or_default().to_owned(),
        })
    }
}

impl Desktop {
    /// Every element a program shows, in the order a screen reader meets them.
    pub fn elements(&self, program: &Program) -> Vec<Element> {
        let lines = self.client(program, &["tree"]).unwrap_or_default();
        lines.lines().filter_map(Element::read).collect()
    }

    /// Waits until the window is so; a test that waits in vain says what there was instead, and where the keyboard was.
    pub fn wait_for_elements(
        &self,
        program: &Program,
        what: &str,
        is_so: impl Fn(&[Element]) -> bool,
    ) {
        let end = Instant::now() + PATIENCE;
        loop {
            let shown = self.elements(program);
            if is_so(&shown) {
                return;
            }
            let focused: Vec<Element> = shown
                .iter()
                .filter(|one| one.is("focused"))
                .cloned()
                .collect();
            assert!(
                Instant::now() < end,
                "waited in vain for {what}; the keyboard was on {}; there are {}",
                listed(&focused),
                listed(&shown)
            );
            thread::sleep(Duration::from_millis(50));
        }
    }

    /// Waits for the element with this role whose name contains this.
    pub fn element(&self, program: &Program, role: &str, name: &str) -> Element {
        let end = Instant::now() + PATIENCE;
        loop {
            let shown = self.elements(program);
            if let Some(found) = shown
                .iter()
                .find(|element| element.role == role && element.name.contains(name))
            {
                return found.clone();
            }
            assert!(
                Instant::now() < end,
                "waited in vain for the {role} named {name}; there are {}",
                listed(&shown)
            );
            thread::sleep(Duration::from_millis(50));
        }
    }

    /// The element with this role whose name contains this, when it is there.
    pub fn find_element(&self, program: &Program, role: &str, name: &str) -> Option<Element> {
        self.elements(program)
            .into_iter()
            .find(|element| element.role == role && element.name.contains(name))
    }

    /// Does to an element what a screen reader's click does.
    pub fn press_element(&self, program: &Program, role: &str, name: &str) {
        self.act(program, role, name, &["click"]);
    }

    /// Gives an element the keyboard.
    pub fn focus_element(&self, program: &Program, role: &str, name: &str) {
        self.act(program, role, name, &["focus"]);
    }

    /// Starts to listen to what a program has a screen reader say; each is a line on its stdout, see [`Program::next_line`].
    pub fn listen(&self, program: &Program) -> Program {
        let process = program.id().to_string();
        let mut command = self.command("/usr/bin/python3");
        command.args([CLIENT, &process, "listen"]);
        let mut listener = Program::start_read("listener", &mut command, self.folder());
        assert_eq!(listener.first_line(), "listening");
        listener
    }

    /// Replaces the text of an element.
    pub fn set_element_text(&self, program: &Program, role: &str, name: &str, text: &str) {
        self.act(program, role, name, &["set", text]);
    }

    fn act(&self, program: &Program, role: &str, name: &str, action: &[&str]) {
        let arguments = [&action[..1], &[role, name], &action[1..]].concat();
        wait_for(
            &format!("the {role} named {name} to take {}", action[0]),
            || self.client(program, &arguments),
        );
    }

    fn client(&self, program: &Program, arguments: &[&str]) -> Option<String> {
        assert!(Path::new(CLIENT).exists(), "{CLIENT} is missing");
        let process = program.id().to_string();
        // The system's Python: it alone is sure to see the system's binding.
        self.ask(
            "/usr/bin/python3",
            &[&[CLIENT, &process], arguments].concat(),
        )
    }
}

/// Elements for a person to read, when the one looked for is not among them.
fn listed(elements: &[Element]) -> String {
    let named = elements.iter().filter(|element| !element.name.is_empty());
    named
        .map(|element| format!("{} \"{}\"", element.role, element.name))
        .collect::<Vec<_>>()
        .join(", ")
}
