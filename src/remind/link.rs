//! Links of the `leadline:` scheme, by which a system hands over what a person did in a notification, also after the program ended.

use super::{NoteAction, NoteAnswer};
use crate::domain::ReferralId;

/// The scheme, without its colon.
pub const SCHEME: &str = "leadline";

/// What a link asks for. It carries the file's own name, which only the file and its exports hold: any web page can send a person to a link.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NoteLink {
    /// What the person did.
    pub answer: NoteAnswer,
    /// [`crate::desk::Store::file_name`] of the file it is about.
    pub file_name: String,
}

impl NoteLink {
    const OPEN: &str = "open";

    /// Reads a link; `None` when it is none of the program's own.
    pub fn parse(text: &str) -> Option<Self> {
        let (scheme, rest) = text.trim().split_once(':')?;
        if !scheme.eq_ignore_ascii_case(SCHEME) {
            return None;
        }
        // Some systems put slashes before the path and one behind it.
        let (path, query) = rest.trim_start_matches('/').split_once('?')?;
        let (verb, id) = path.trim_end_matches('/').split_once('/')?;
        let id = ReferralId(id.parse().ok().filter(|id| *id > 0)?);
        let answer = if verb == Self::OPEN {
            NoteAnswer::Opened(id)
        } else {
            NoteAnswer::Chose(id, NoteAction::from_code(verb)?)
        };
        let file_name = query.strip_prefix("file=")?;
        let is_name = !file_name.is_empty() && file_name.bytes().all(|c| c.is_ascii_hexdigit());
        is_name.then(|| Self {
            answer,
            file_name: file_name.to_owned(),
        })
    }
}

impl std::fmt::Display for NoteLink {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (verb, id) = match self.answer {
            NoteAnswer::Opened(id) => (Self::OPEN, id),
            NoteAnswer::Chose(id, action) => (action.code(), id),
        };
        write!(f, "{SCHEME}:{verb}/{id}?file={}", self.file_name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_says_what_was_done_to_which_referral_of_which_file() {
        for answer in [
            NoteAnswer::Opened(ReferralId(17)),
            NoteAnswer::Chose(ReferralId(17), NoteAction::Interested),
        ] {
            let link = NoteLink {
                answer,
                file_name: "0af3".to_owned(),
            };
            assert_eq!(NoteLink::parse(&link.to_string()), Some(link.clone()));
            let slashed = link.to_string().replace(':', "://");
            assert_eq!(NoteLink::parse(&slashed), Some(link));
        }
    }

    #[test]
    fn what_is_no_link_of_the_program_means_nothing() {
        for text in [
            "",
            "leadline",
            "leadline:",
            "leadline:open/17",
            "leadline:open/0?file=0af3",
            "leadline:open/-1?file=0af3",
            "leadline:open/17?file=",
            "leadline:open/17?file=..%2F",
            "leadline:delete/17?file=0af3",
            "http:open/17?file=0af3",
        ] {
            assert_eq!(NoteLink::parse(text), None, "{text}");
        }
    }
}
