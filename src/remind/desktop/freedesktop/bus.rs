//! The one connection to the session bus: services send a click only to the connection that showed the notification, so it stays, with a
//! thread that listens on it, as long as the program shows any.

use super::super::{NotifyError, OnClick};
use super::message;
use super::notes::{BUS, Notes, SERVICE};
use super::spot::{Place, RememberedPlace, Spot};
use std::sync::Arc;
use std::sync::mpsc::RecvTimeoutError;
use std::time::Duration;
use zbus::blocking::connection::Builder;
use zbus::blocking::{Connection, MessageIterator};
use zbus::message::Type;
use zbus::{MatchRule, Message};

pub(super) const PATH: &str = "/org/freedesktop/Notifications";
const BUS_PATH: &str = "/org/freedesktop/DBus";
/// How long the notification service is waited for.
pub(super) const LONGEST_ANSWER: Duration = Duration::from_secs(5);

/// A connection to the session bus.
pub(super) struct Bus {
    connection: Connection,
    notes: Arc<Notes>,
    listens: bool,
    /// Its own name among all the buses there ever were.
    id: String,
}

impl Bus {
    /// Connects, and listens before anything can be shown.
    pub(super) fn connect() -> zbus::Result<Self> {
        let connection = Builder::session()?.method_timeout(LONGEST_ANSWER).build()?;
        let notes = Arc::new(Notes::default());
        // Everything that comes in from here on, in its order: an answer before the click on what it tells of.
        let messages = MessageIterator::from(&connection);
        let listens = match subscribe(&connection) {
            Ok(()) => {
                listen(messages, notes.clone(), connection.clone())?;
                true
            }
            Err(error @ zbus::Error::MethodError(..)) => {
                tracing::warn!(%error, "clicks on notifications cannot be heard");
                false
            }
            Err(error) => return Err(error),
        };
        let id = connection
            .call_method(Some(BUS), BUS_PATH, Some(BUS), "GetId", &())?
            .body()
            .deserialize()?;
        Ok(Self {
            connection,
            notes,
            listens,
            id,
        })
    }

    /// This place as a later run of the program will understand it.
    pub(super) fn remembered(&self, place: Place) -> RememberedPlace {
        let program = self.connection.unique_name();
        RememberedPlace {
            bus: self.id.clone(),
            place,
            program: program.map(ToString::to_string).unwrap_or_default(),
        }
    }

    /// Whether what is remembered was shown on this bus, by a program that has ended since: one that runs takes care of its own.
    pub(super) fn is_abandoned(&self, remembered: &RememberedPlace) -> zbus::Result<bool> {
        if remembered.bus != self.id {
            return Ok(false);
        }
        let program = remembered.program.as_str();
        let is_running: bool = self
            .connection
            .call_method(Some(BUS), BUS_PATH, Some(BUS), "NameHasOwner", &program)?
            .body()
            .deserialize()?;
        Ok(!is_running)
    }

    /// Whether clicks are heard on it; a bus can refuse that.
    pub(super) const fn listens(&self) -> bool {
        self.listens
    }

    /// Whether it has ended.
    pub(super) fn is_over(&self) -> bool {
        self.connection.is_closed() || self.notes.is_over()
    }

    /// What was shown over it.
    pub(super) const fn notes(&self) -> &Arc<Notes> {
        &self.notes
    }

    /// Who answers to the service's name; the bus itself tells, however the service is.
    pub(super) fn owner(&self) -> zbus::Result<String> {
        self.connection
            .call_method(Some(BUS), BUS_PATH, Some(BUS), "GetNameOwner", &SERVICE)?
            .body()
            .deserialize()
    }

    /// What the service can do. One that the bus can start is started.
    pub(super) fn capabilities(&self) -> zbus::Result<Vec<String>> {
        self.connection
            .call_method(Some(SERVICE), PATH, Some(SERVICE), "GetCapabilities", &())?
            .body()
            .deserialize()
    }

    /// Has a service show what this call describes. Where, is at this spot, if need be later.
    pub(super) fn show(
        &self,
        call: &Message,
        on_click: OnClick,
        spot: Arc<Spot>,
    ) -> Result<Place, NotifyError> {
        let serial = call.primary_header().serial_num();
        let answered = self.notes.expect(serial, on_click, spot);
        self.connection
            .send(call)
            .map_err(|error| NotifyError::NoService(error.to_string()))?;
        match answered.recv_timeout(LONGEST_ANSWER) {
            Ok(answer) => answer,
            Err(RecvTimeoutError::Timeout) => Err(NotifyError::NoAnswer),
            Err(RecvTimeoutError::Disconnected) => Err(NotifyError::NoService(
                "the connection to the bus ended".to_owned(),
            )),
        }
    }

    /// Has the service that shows a notification take it off the screen.
    pub(super) fn close(&self, place: &Place) {
        close(&self.connection, place);
    }
}

fn close(connection: &Connection, place: &Place) {
    if let Err(error) = message::close(place).and_then(|call| connection.send(&call)) {
        tracing::debug!(%error, "a notification could not be taken back");
    }
}

impl Drop for Bus {
    fn drop(&mut self) {
        self.notes.end();
        // The listening thread ends with it.
        if let Err(error) = self.connection.clone().close() {
            tracing::debug!(%error, "the connection to the bus was not closed");
        }
    }
}

/// Has the bus pass on what services broadcast about notifications, and who the service is from now on.
fn subscribe(connection: &Connection) -> zbus::Result<()> {
    let spoken = MatchRule::builder()
        .msg_type(Type::Signal)
        .sender(SERVICE)?
        .interface(SERVICE)?
        .build();
    let owner = MatchRule::builder()
        .msg_type(Type::Signal)
        .sender(BUS)?
        .interface(BUS)?
        .member("NameOwnerChanged")?
        .arg(0, SERVICE)?
        .build();
    for rule in [spoken, owner] {
        connection.call_method(Some(BUS), BUS_PATH, Some(BUS), "AddMatch", &rule)?;
    }
    Ok(())
}

/// Starts the thread that hears what comes in, until the connection ends.
fn listen(
    messages: MessageIterator,
    notes: Arc<Notes>,
    connection: Connection,
) -> std::io::Result<()> {
    std::thread::Builder::new()
        .name("notifications".to_owned())
        .spawn(move || {
            let over = Over(notes);
            for message in messages {
                match message {
                    Ok(message) => {
                        if let Some(unwanted) = over.0.hear(&message) {
                            close(&connection, &unwanted);
                        }
                    }
                    Err(error) => {
                        tracing::debug!(%error, "the connection to the bus ended");
                        return;
                    }
                }
            }
        })?;
    Ok(())
}

/// Says, when it goes out of scope, that nobody listens any more: also when what a click calls panics.
struct Over(Arc<Notes>);

impl Drop for Over {
    fn drop(&mut self) {
        self.0.end();
    }
}
