//! A notification as the desktop notifications specification has it sent.

use super::super::Rendered;
use super::bus::PATH;
use super::notes::{BODY, SERVICE};
use super::spot::Place;
use crate::domain::Urgency;
use std::borrow::Cow;
use std::collections::HashMap;
use zbus::Message;
use zbus::message::Flags;
use zbus::zvariant::Value;

/// The program, as services call it.
pub(super) const PROGRAM: &str = "Leadline";
/// The program's icon and its entry in the menu.
pub(super) const ENTRY: &str = "leadline";
/// With these, services replace the notification of the same name even when another run of the program showed it.
pub(super) const STACKS: [&str; 2] = ["x-dunst-stack-tag", "x-canonical-private-synchronous"];

/// Asks the service of this name on the bus to show a notification, in place of the one of this number, without a sound where a person has
/// heard it before.
pub(super) fn notify(
    note: &Rendered,
    (owner, reads_markup): (&str, bool),
    replaced: u32,
    is_renewed: bool,
) -> zbus::Result<Message> {
    // Without the first, a click on the body is not told.
    let mut actions = vec![BODY, note.open_label.as_str()];
    for button in &note.buttons {
        actions.extend([button.action.code(), button.label.as_str()]);
    }
    let urgency: u8 = match note.urgency {
        Urgency::Calm | Urgency::Soon => 1,
        Urgency::Critical => 2,
    };
    let mut hints = HashMap::from([
        ("desktop-entry", Value::from(ENTRY)),
        ("urgency", Value::from(urgency)),
    ]);
    hints.extend(STACKS.map(|stack| (stack, Value::from(note.key.as_str()))));
    if is_renewed {
        hints.insert("suppress-sound", Value::from(true));
    }
    let body = body(note, reads_markup);
    // How long it stays is left to the person's settings.
    let time_out = -1;
    Message::method_call(PATH, "Notify")?
        .destination(owner)?
        .interface(SERVICE)?
        .build(&(
            PROGRAM,
            replaced,
            ENTRY,
            note.title.as_str(),
            body,
            actions,
            hints,
            time_out,
        ))
}

/// Asks the service that shows a notification to take it off the screen.
pub(super) fn close(place: &Place) -> zbus::Result<Message> {
    Message::method_call(PATH, "CloseNotification")?
        .destination(place.owner.as_str())?
        .interface(SERVICE)?
        .with_flags(Flags::NoReplyExpected)?
        .build(&place.id)
}

/// The text below the title, for a service that reads it as markup or does not.
pub(super) fn body(note: &Rendered, reads_markup: bool) -> Cow<'_, str> {
    if reads_markup {
        escaped(&note.body)
    } else {
        Cow::Borrowed(&note.body)
    }
}

/// Plain text as markup shows it.
fn escaped(text: &str) -> Cow<'_, str> {
    if !text.contains(['&', '<', '>']) {
        return Cow::Borrowed(text);
    }
    let mut markup = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => markup.push_str("&amp;"),
            '<' => markup.push_str("&lt;"),
            '>' => markup.push_str("&gt;"),
            c => markup.push(c),
        }
    }
    Cow::Owned(markup)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_shown_as_it_stands_where_the_body_is_markup() {
        assert_eq!(escaped("5 < 6 & <b>"), "5 &lt; 6 &amp; &lt;b&gt;");
        assert_eq!(escaped("残り4時間"), "残り4時間");
    }
}
