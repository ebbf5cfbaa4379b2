//! Links of the `leadline:` scheme: what a person did in a notification, when the system starts the program for it.

use super::failure::{Exit, Failure};
use super::parse::{WindowArguments, tell};
use super::session::require_existing;
use crate::desk::{Clock, Desk, Store};
use crate::domain::ReferralId;
use crate::remind::link::{NoteLink, SCHEME};
use crate::remind::{DesktopNotifier, Engine, NoteAction, NoteAnswer, NoteFile};
use crate::text::{Language, Texts};
use std::ffi::OsString;
use std::io::Write;
use std::sync::Arc;

/// A link to follow.
#[derive(Debug)]
pub struct LinkRequest {
    /// How the window is opened, if it comes to that.
    pub window: WindowArguments,
    /// The link as the system handed it over.
    pub link: String,
}

/// What following a link came to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Followed {
    /// The window is to be opened, with this referral if the link named one.
    Open(Option<ReferralId>),
    /// It is done, or cannot be and that was said: the exit status.
    Done(Exit),
}

/// Takes a link off the end of the command line.
pub(super) fn take_link(words: &mut Vec<OsString>) -> Option<String> {
    let last = words.last()?.to_str()?;
    let (scheme, _) = last.split_once(':')?;
    if words.len() < 2 || !scheme.eq_ignore_ascii_case(SCHEME) {
        return None;
    }
    let link = last.to_owned();
    words.pop();
    Some(link)
}

/// Follows a link. One that means nothing to the file opens the window all the same: the person wanted the program.
pub fn follow_link(request: &LinkRequest, err: &mut dyn Write, clock: &Arc<dyn Clock>) -> Followed {
    let language = request.window.language.unwrap_or_else(Language::of_system);
    let mut texts = Texts::new(language);
    match look_up(request, &mut texts) {
        Ok(Some((desk, NoteAnswer::Opened(id)))) => {
            drop(desk);
            Followed::Open(Some(id))
        }
        Ok(Some((desk, NoteAnswer::Chose(id, action)))) => {
            Followed::Done(act(desk, (id, action), texts, err, clock))
        }
        Ok(None) => {
            tell(err, texts.get("cli-link-unknown"));
            Followed::Open(None)
        }
        Err(failure) => {
            if let Some(message) = failure.message(&texts) {
                tell(err, &message);
            }
            // The window says what is wrong with the file, and offers a way on.
            Followed::Open(None)
        }
    }
}

/// The file and what the person did; `None` where the link is not of this file.
fn look_up(
    request: &LinkRequest,
    texts: &mut Texts,
) -> Result<Option<(Desk, NoteAnswer)>, Failure> {
    let Some(link) = NoteLink::parse(&request.link) else {
        return Ok(None);
    };
    require_existing(texts, &request.window.file)?;
    let store = Store::open(&request.window.file)?;
    if store.file_name() != link.file_name {
        return Ok(None);
    }
    let desk = Desk::new(store);
    if request.window.language.is_none()
        && let Some(language) = desk.settings()?.language
    {
        *texts = Texts::new(language);
    }
    Ok(Some((desk, link.answer)))
}

fn act(
    desk: Desk,
    (id, action): (ReferralId, NoteAction),
    texts: Texts,
    err: &mut dyn Write,
    clock: &Arc<dyn Clock>,
) -> Exit {
    let notifier = DesktopNotifier::of_a_short_run(NoteFile::of(desk.store()));
    let mut engine = Engine::new(desk, clock.clone(), Box::new(notifier), texts).keeping_language();
    match engine.act(id, action) {
        Ok(_) => Exit::Done,
        Err(why) => {
            tell(err, &why);
            Exit::Refused
        }
    }
}
