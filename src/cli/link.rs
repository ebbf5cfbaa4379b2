//! Links of the `leadline:` scheme: what a person did in a notification, when the system starts the program for it.

use super::failure::{Exit, Failure};
use super::parse::{WindowArguments, tell};
use super::session::require_existing;
use crate::desk::{Clock, Desk, Store, unlock_where_remembered};
use crate::domain::ReferralId;
use crate::remind::link::{NoteLink, SCHEME};
use crate::remind::{DesktopNotifier, Engine, NoteAction, NoteAnswer, NoteFile, known_file};
use crate::text::{Language, Texts};
use std::ffi::OsString;
use std::io::Write;
use std::path::{Path, PathBuf};
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
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Followed {
    /// The window is to be opened on the file that was asked for, with this referral if the link named one.
    Open(Option<ReferralId>),
    /// The window is to be opened on this other file, which the link is of, with this referral.
    OpenOther(PathBuf, ReferralId),
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
    follow(request, known_file, err, clock)
}

/// Follows a link, with `known_file` to say where the file of a name was last.
fn follow(
    request: &LinkRequest,
    known_file: impl Fn(&str) -> Option<PathBuf>,
    err: &mut dyn Write,
    clock: &Arc<dyn Clock>,
) -> Followed {
    let language = request.window.language.unwrap_or_else(Language::of_system);
    let mut texts = Texts::new(language);
    match look_up(request, known_file, &mut texts) {
        Ok(Some((desk, NoteAnswer::Opened(id)))) => {
            let path = desk.store().path();
            if path == request.window.file {
                Followed::Open(Some(id))
            } else {
                Followed::OpenOther(path.to_owned(), id)
            }
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

/// The file and what the person did; `None` where the link is of no file that is known. A file is asked for its own name: what is known of it may be
/// out of date.
fn look_up(
    request: &LinkRequest,
    known_file: impl Fn(&str) -> Option<PathBuf>,
    texts: &mut Texts,
) -> Result<Option<(Desk, NoteAnswer)>, Failure> {
    let Some(link) = NoteLink::parse(&request.link) else {
        return Ok(None);
    };
    let asked_for = || -> Result<Option<Store>, Failure> {
        require_existing(texts, &request.window.file)?;
        unlock_where_remembered(&request.window.file)?;
        let store = Store::open(&request.window.file)?;
        Ok((store.file_name() == link.file_name).then_some(store))
    };
    let store = match asked_for() {
        Ok(Some(store)) => store,
        // Windows names the file whose reminders were shown last, which another one's link is not of.
        elsewhere => match known_file(&link.file_name).and_then(|path| open_of(&link, &path)) {
            Some(store) => store,
            None => return elsewhere.map(|_| None),
        },
    };
    let desk = Desk::new(store);
    if request.window.language.is_none()
        && let Some(language) = desk.settings()?.language
    {
        *texts = Texts::new(language);
    }
    Ok(Some((desk, link.answer)))
}

/// The file at this path, if the link is of it.
fn open_of(link: &NoteLink, path: &Path) -> Option<Store> {
    if !path.exists() {
        return None;
    }
    let store = unlock_where_remembered(path)
        .and_then(|()| Store::open(path))
        .inspect_err(|error| tracing::warn!(%error, "the file of a link cannot be opened"))
        .ok()?;
    (store.file_name() == link.file_name).then_some(store)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::SystemClock;
    use crate::domain::{Command, NewReferral, Stage};

    /// A file with one referral in it.
    fn file(folder: &tempfile::TempDir, name: &str) -> (PathBuf, String) {
        let path = folder.path().join(name);
        let mut desk = Desk::new(Store::open(&path).unwrap());
        let new = NewReferral {
            customer: "Contoso".to_owned(),
            ..NewReferral::default()
        };
        desk.execute(Command::Add(Box::new(new)), SystemClock.now())
            .unwrap();
        let name = desk.store().file_name().to_owned();
        (path, name)
    }

    fn request(file: &Path, link: String) -> LinkRequest {
        LinkRequest {
            window: WindowArguments {
                file: file.to_owned(),
                language: Some(Language::English),
                with_samples: false,
                usual_file: None,
                in_background: false,
                open: None,
                renderer: None,
            },
            link,
        }
    }

    fn stage(path: &Path) -> Stage {
        let store = Store::open(path).unwrap();
        store.referral(ReferralId(1)).unwrap().unwrap().stage()
    }

    #[test]
    fn a_link_of_another_file_than_was_asked_for_is_followed_in_its_own() {
        let folder = tempfile::tempdir().unwrap();
        let (first, name) = file(&folder, "first.leadline");
        let (second, _) = file(&folder, "second.leadline");
        let clock: Arc<dyn Clock> = Arc::new(SystemClock);
        let known = |asked: &str| (asked == name).then(|| first.clone());
        let mut err = Vec::new();
        for asked_for in [second.clone(), folder.path().join("gone.leadline")] {
            let open = request(&asked_for, format!("leadline:open/1?file={name}"));
            let followed = follow(&open, known, &mut err, &clock);
            assert_eq!(followed, Followed::OpenOther(first.clone(), ReferralId(1)));
        }
        let press = request(&second, format!("leadline:interested/1?file={name}"));
        let followed = follow(&press, known, &mut err, &clock);
        assert_eq!(followed, Followed::Done(Exit::Done));
        assert_eq!(
            [stage(&first), stage(&second)],
            [Stage::Evaluating, Stage::New]
        );
        assert!(err.is_empty());
    }

    #[test]
    fn what_is_known_of_a_file_is_not_believed_over_its_own_name() {
        let folder = tempfile::tempdir().unwrap();
        let (first, _) = file(&folder, "first.leadline");
        let (second, _) = file(&folder, "second.leadline");
        let clock: Arc<dyn Clock> = Arc::new(SystemClock);
        let mut err = Vec::new();
        for known in [Some(first.clone()), Some(folder.path().join("gone")), None] {
            let press = request(&second, "leadline:interested/1?file=0af3".to_owned());
            let followed = follow(&press, |_| known.clone(), &mut err, &clock);
            assert_eq!(followed, Followed::Open(None));
        }
        assert_eq!([stage(&first), stage(&second)], [Stage::New, Stage::New]);
    }
}
