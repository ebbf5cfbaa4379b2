//! Notifications over the session bus, as Linux desktops have them: which service there is, what it is asked to show and to take back.

mod bus;
mod message;
mod notes;
mod unheard;

use super::{NoteFile, NotifyError, Rendered};
use bus::Bus;
use notes::{Notes, Place};
use notify_rust::NotificationHandle;
use std::sync::Arc;

/// What is known of the session's notification service.
#[derive(Default)]
pub(super) struct Service {
    /// Kept from the first notification on: GNOME takes away all of a program's notifications when the connection that showed the first
    /// one ends.
    bus: Option<Bus>,
    server: Option<Server>,
    /// For the same reason, where the bus does not let the program listen.
    first_unheard: Option<NotificationHandle>,
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

    /// The service that runs now, and the bus it is on; one that the bus can start is started.
    fn server(&mut self) -> Result<(&Bus, Server), NotifyError> {
        if self.bus.as_ref().is_none_or(Bus::is_over) {
            // Unique names, too, start anew on another connection.
            *self = Self::default();
            self.bus = Some(Bus::connect().map_err(|error| not_shown(&error))?);
        }
        let Some(bus) = &self.bus else {
            return Err(NotifyError::NoService("no bus".to_owned()));
        };
        let server = look(bus, self.server.take()).map_err(|error| not_shown(&error))?;
        Ok((bus, self.server.insert(server).clone()))
    }
}

/// The service on this bus, which may be the one known before.
fn look(bus: &Bus, known: Option<Server>) -> zbus::Result<Server> {
    if let Some(known) = known
        && bus.owner().is_ok_and(|owner| owner == known.owner)
    {
        return Ok(known);
    }
    let capabilities = bus.capabilities()?;
    Ok(Server {
        owner: bus.owner()?,
        reads_markup: capabilities.iter().any(|name| name == "body-markup"),
    })
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
    place: Place,
    /// Of the connection over which it was shown.
    notes: Arc<Notes>,
}

impl Shown {
    /// Whether it may still be on the screen.
    pub(super) fn is_live(&self) -> bool {
        self.notes.is_on_screen(&self.place)
    }

    /// Takes it off the screen.
    pub(super) fn close(&self, service: &Service) {
        // What was shown over a connection that has ended is not to be reached: another service may be of that name by now.
        if let Some(bus) = service.bus.as_ref().filter(|bus| self.is_on(bus)) {
            bus.close(&self.place);
        }
    }

    fn is_on(&self, bus: &Bus) -> bool {
        Arc::ptr_eq(&self.notes, bus.notes())
    }
}

/// Shows a notification, in place of `before` where that one is of the same service, and calls `on_click` each time it is clicked: with the
/// name of the button, if it was one.
pub(super) fn show(
    service: &mut Service,
    note: &Rendered,
    before: Option<&Shown>,
    on_click: impl Fn(Option<&str>) + Send + Sync + 'static,
) -> Result<Shown, NotifyError> {
    let (bus, server) = service.server()?;
    let replaced = before
        .filter(|before| before.is_on(bus) && before.place.owner == server.owner)
        .map_or(0, |before| before.place.id);
    let notes = bus.notes().clone();
    if bus.listens() {
        let addressee = (server.owner.as_str(), server.reads_markup);
        let call = message::notify(note, addressee, replaced)
            .map_err(|error| NotifyError::Refused(error.to_string()))?;
        let place = bus.show(&call, Arc::new(on_click))?;
        return Ok(Shown { place, notes });
    }
    let handle = unheard::show(note, server.reads_markup, replaced)?;
    let place = Place {
        owner: server.owner,
        id: handle.id(),
    };
    notes.add(place.clone(), Arc::new(|_| {}));
    service.first_unheard.get_or_insert(handle);
    Ok(Shown { place, notes })
}
