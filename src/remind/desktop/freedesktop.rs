//! Notifications over the session bus, as Linux desktops have them.
//!
//! notify-rust opens a connection for each notification, and most services send a click only to the connection that showed it: it is heard
//! there, on a thread of its own that ends when told to. A connection of ours beside those asks what the service can do, and who it is.

use super::{NoteFile, NotifyError, Rendered};
use crate::domain::Urgency;
use notify_rust::{Hint, Notification, NotificationHandle, NotificationResponse};
use std::borrow::Cow;
use std::future::poll_fn;
use std::pin::pin;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::Duration;
use zbus::blocking::Connection;
use zbus::blocking::connection::Builder;

const NAME: &str = "org.freedesktop.Notifications";
const PATH: &str = "/org/freedesktop/Notifications";
/// How long the notification service is waited for.
const LONGEST_ANSWER: Duration = Duration::from_secs(5);

/// What is known of the session's notification service.
#[derive(Default)]
pub(super) struct Service {
    connection: Option<Connection>,
    server: Option<Server>,
}

/// A running notification service.
#[derive(Clone, PartialEq, Eq)]
struct Server {
    /// Its connection's own name: another one has other notifications, whose numbers start anew.
    owner: String,
    /// Whether it reads the body as markup.
    reads_markup: bool,
}

impl Service {
    /// For the reminders of this file. What is clicked is heard by the process that showed it, which knows its file.
    pub(super) fn of_file(_: NoteFile) -> Self {
        Self::default()
    }

    /// The service that runs now; one that the bus can start is started.
    fn server(&mut self) -> Result<Server, NotifyError> {
        let looked = self.look();
        if looked.is_err() {
            // The next one asked may be another, or on another bus.
            self.connection = None;
            self.server = None;
        }
        looked.map_err(|error| not_shown(&error))
    }

    fn look(&mut self) -> zbus::Result<Server> {
        let connection = if let Some(connection) = &self.connection {
            connection.clone()
        } else {
            let made = Builder::session()?.method_timeout(LONGEST_ANSWER).build()?;
            self.connection.insert(made).clone()
        };
        if let Some(server) = &self.server
            && owner(&connection).is_ok_and(|owner| owner == server.owner)
        {
            return Ok(server.clone());
        }
        let capabilities: Vec<String> = connection
            .call_method(Some(NAME), PATH, Some(NAME), "GetCapabilities", &())?
            .body()
            .deserialize()?;
        let server = Server {
            owner: owner(&connection)?,
            reads_markup: capabilities.iter().any(|name| name == "body-markup"),
        };
        Ok(self.server.insert(server).clone())
    }

    /// Whether the service of this name still runs. Starts none.
    fn is_running(&self, name: &str) -> bool {
        self.connection
            .as_ref()
            .is_some_and(|connection| owner(connection).is_ok_and(|owner| owner == name))
    }
}

/// Who answers to the service's name; the bus itself tells, however the service is.
fn owner(connection: &Connection) -> zbus::Result<String> {
    connection
        .call_method(
            Some("org.freedesktop.DBus"),
            "/org/freedesktop/DBus",
            Some("org.freedesktop.DBus"),
            "GetNameOwner",
            &NAME,
        )?
        .body()
        .deserialize()
}

fn not_shown(error: &zbus::Error) -> NotifyError {
    match error {
        zbus::Error::InputOutput(source) if source.kind() == std::io::ErrorKind::TimedOut => {
            NotifyError::NoAnswer
        }
        _ => NotifyError::NoService(error.to_string()),
    }
}

/// A notification that was shown.
pub(super) struct Shown {
    /// Kept although it may be off the screen: GNOME takes away all of a program's notifications when the connection that showed the first
    /// one ends.
    handle: Arc<NotificationHandle>,
    owner: String,
    ear: Arc<Ear>,
}

impl Shown {
    /// Whether it may still be on the screen.
    pub(super) fn is_live(&self) -> bool {
        matches!(self.ear.state().wish, Wish::Listen)
    }

    /// Listens no more; what is on the screen stays.
    pub(super) fn let_go(&self) {
        self.ear.wish(Wish::End);
    }

    /// Takes it off the screen.
    pub(super) fn close(&self, service: &Service) {
        // A service that came later would take away another notification of the same number.
        let wish = if service.is_running(&self.owner) {
            Wish::Close
        } else {
            Wish::End
        };
        self.ear.wish(wish);
    }
}

impl Drop for Shown {
    fn drop(&mut self) {
        self.let_go();
    }
}

/// Shows a notification, in place of `before` where that one is of the same service, and calls `on_click` when it is clicked: with the name of the button, if it was one.
pub(super) fn show(
    service: &mut Service,
    note: &Rendered,
    before: Option<&Shown>,
    on_click: impl FnOnce(Option<&str>) + Send + 'static,
) -> Result<Shown, NotifyError> {
    let server = service.server()?;
    let mut notification = notification(note, server.reads_markup);
    if let Some(before) = before.filter(|before| before.owner == server.owner) {
        notification.id(before.handle.id());
    }
    let ear = Arc::new(Ear::default());
    let (answer, answered) = channel();
    let thread_ear = ear.clone();
    std::thread::Builder::new()
        .name("notification".to_owned())
        .spawn(move || {
            // Also when notify-rust panics, as it does on a bus that ends while it begins to listen.
            let _over = Over(&thread_ear);
            zbus::block_on(show_and_listen(
                &notification,
                &answer,
                &thread_ear,
                on_click,
            ));
        })
        .map_err(|error| NotifyError::Refused(error.to_string()))?;
    match answered.recv_timeout(LONGEST_ANSWER) {
        Ok(Ok(handle)) => Ok(Shown {
            handle,
            owner: server.owner,
            ear,
        }),
        Ok(Err(error)) => Err(NotifyError::Refused(error.to_string())),
        Err(RecvTimeoutError::Timeout) => {
            ear.wish(Wish::End);
            Err(NotifyError::NoAnswer)
        }
        Err(RecvTimeoutError::Disconnected) => {
            Err(NotifyError::NoService("the connection ended".to_owned()))
        }
    }
}

type Answer = Result<Arc<NotificationHandle>, notify_rust::error::Error>;

async fn show_and_listen(
    notification: &Notification,
    answer: &Sender<Answer>,
    ear: &Ear,
    on_click: impl FnOnce(Option<&str>),
) {
    let Some(shown) = unless_told(ear, notification.show_async()).await else {
        return;
    };
    let handle = match shown {
        Ok(handle) => Arc::new(handle),
        Err(error) => return tell(answer, Err(error)),
    };
    tell(answer, Ok(handle.clone()));
    let click = |response: &NotificationResponse| match response {
        NotificationResponse::Default => on_click(None),
        NotificationResponse::Action(code) => on_click(Some(code)),
        _ => {}
    };
    unless_told(ear, handle.wait_for_action_async(click)).await;
    if matches!(ear.state().wish, Wish::Close) {
        handle.close_async().await;
    }
}

fn tell(answer: &Sender<Answer>, said: Answer) {
    if answer.send(said).is_err() {
        tracing::debug!("a notification was shown too late to be waited for");
    }
}

/// What `work` comes to; `None` when the ear is told to end before that.
async fn unless_told<T>(ear: &Ear, work: impl Future<Output = T>) -> Option<T> {
    let mut work = pin!(work);
    poll_fn(|context| {
        if ear.is_told(context) {
            Poll::Ready(None)
        } else {
            work.as_mut().poll(context).map(Some)
        }
    })
    .await
}

/// What a listening thread is to do.
#[derive(Default)]
enum Wish {
    #[default]
    Listen,
    Close,
    End,
}

/// Where a listening thread is told what to do.
#[derive(Default)]
struct Ear(Mutex<Told>);

#[derive(Default)]
struct Told {
    wish: Wish,
    waker: Option<Waker>,
}

impl Ear {
    fn wish(&self, wish: Wish) {
        let mut state = self.state();
        // The first wish stands: what is to be closed is not merely let go.
        if matches!(state.wish, Wish::Listen) {
            state.wish = wish;
        }
        if let Some(waker) = state.waker.take() {
            waker.wake();
        }
    }

    fn is_told(&self, context: &Context<'_>) -> bool {
        let mut state = self.state();
        state.waker = Some(context.waker().clone());
        !matches!(state.wish, Wish::Listen)
    }

    fn state(&self) -> MutexGuard<'_, Told> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Says, when it goes out of scope, that nobody listens any more.
struct Over<'a>(&'a Ear);

impl Drop for Over<'_> {
    fn drop(&mut self) {
        self.0.wish(Wish::End);
    }
}

fn notification(note: &Rendered, reads_markup: bool) -> Notification {
    let body = if reads_markup {
        escaped(&note.body)
    } else {
        Cow::Borrowed(note.body.as_str())
    };
    let urgency = match note.urgency {
        Urgency::Calm | Urgency::Soon => notify_rust::Urgency::Normal,
        Urgency::Critical => notify_rust::Urgency::Critical,
    };
    let stack = |hint: &str| Hint::Custom(hint.to_owned(), note.key.as_str().to_owned());
    let mut notification = Notification::new();
    notification
        .appname("Leadline")
        .icon("leadline")
        .summary(&note.title)
        .body(&body)
        .urgency(urgency)
        .hint(Hint::DesktopEntry("leadline".to_owned()))
        // With these, services replace the notification of the same name even when another run of the program showed it.
        .hint(stack("x-dunst-stack-tag"))
        .hint(stack("x-canonical-private-synchronous"))
        // Without this action a click on the body is not told.
        .action("default", &note.open_label);
    for button in &note.buttons {
        notification.action(button.action.code(), &button.label);
    }
    notification
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
