//! A notification as Windows reads it: toast XML.

use crate::domain::{ReferralId, Urgency};
use crate::remind::link::NoteLink;
use crate::remind::{NoteAnswer, Rendered};
use std::fmt::Write;

/// The toast. What is pressed in it starts the program with a link, however long the banner has been gone, and whether or not the program runs.
pub(super) fn toast_xml(note: &Rendered, file_name: &str) -> String {
    let link = |answer: NoteAnswer| {
        let link = NoteLink {
            answer,
            file_name: file_name.to_owned(),
        };
        escaped(&link.to_string())
    };
    let first: Option<ReferralId> = note.referrals.first().copied();
    let mut xml = "<toast".to_owned();
    // Long: a reminder is not to be missed by somebody who looks away for some seconds.
    xml.push_str(" duration=\"long\"");
    if note.urgency == Urgency::Critical {
        xml.push_str(" scenario=\"urgent\"");
    }
    if let Some(id) = first {
        let launch = link(NoteAnswer::Opened(id));
        push(
            &mut xml,
            format_args!(" activationType=\"protocol\" launch=\"{launch}\""),
        );
    }
    let (title, body) = (escaped(&note.title), escaped(&note.body));
    push(
        &mut xml,
        format_args!(
            "><visual><binding template=\"ToastGeneric\"><text>{title}</text><text>{body}</text></binding></visual>"
        ),
    );
    if let Some(id) = first {
        xml.push_str("<actions>");
        for button in &note.buttons {
            let label = escaped(&button.label);
            let link = link(NoteAnswer::Chose(id, button.action));
            push(
                &mut xml,
                format_args!(
                    "<action content=\"{label}\" activationType=\"protocol\" arguments=\"{link}\"/>"
                ),
            );
        }
        xml.push_str("</actions>");
    }
    xml.push_str("<audio src=\"ms-winsoundevent:Notification.Reminder\"/></toast>");
    xml
}

fn push(xml: &mut String, words: std::fmt::Arguments<'_>) {
    // Writing to a string does not fail.
    xml.write_fmt(words).unwrap_or_default();
}

/// Text as it stands between and inside tags, without what XML cannot hold.
fn escaped(text: &str) -> String {
    let mut xml = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '"' => xml.push_str("&quot;"),
            '\'' => xml.push_str("&apos;"),
            '\n' | '\t' => xml.push(c),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => xml.push(c),
        }
    }
    xml
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::LedgerKey;
    use crate::domain::{Mark, Timestamp};
    use crate::remind::{NoteAction, NoteButton, NoteKey};

    #[test]
    fn a_toast_holds_text_as_it_stands_and_starts_the_program_with_a_link() {
        let key = LedgerKey {
            referral: ReferralId(7),
            mark: Mark::from_code("lapse_72h").unwrap(),
            lead_seconds: 7_200,
            due_at: Timestamp::from_millis(1_000),
        };
        let note = Rendered {
            key: NoteKey::of_reminder(&key),
            title: "5 < 6 & \"so\"\u{1}".to_owned(),
            body: "残り4時間\n次".to_owned(),
            open_label: String::new(),
            urgency: Urgency::Critical,
            referrals: vec![ReferralId(7)],
            buttons: vec![NoteButton {
                action: NoteAction::Interested,
                label: "I’m interested".to_owned(),
            }],
        };
        assert_eq!(
            toast_xml(&note, "0af3"),
            "<toast duration=\"long\" scenario=\"urgent\" activationType=\"protocol\" launch=\"leadline:open/7?file=0af3\">\
             <visual><binding template=\"ToastGeneric\"><text>5 &lt; 6 &amp; &quot;so&quot;</text><text>残り4時間\n次</text>\
             </binding></visual><actions><action content=\"I’m interested\" activationType=\"protocol\" \
             arguments=\"leadline:interested/7?file=0af3\"/></actions>\
             <audio src=\"ms-winsoundevent:Notification.Reminder\"/></toast>"
        );
    }
}
