//! Notifications over the session bus, as Linux desktops have them: which service there is, what it is asked to show and to take back.

mod bus;
mod message;
mod notes;
mod spot;
mod unheard;

use super::{NotShown, NoteButton, NoteFile, NoteKey, NotifyError, OnClick, Rendered, ScreenNote};
use bus::Bus;
use notes::Notes;
use notify_rust::NotificationHandle;
use spot::{Place, RememberedPlace, Spot};
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

    /// Nothing need be readied.
    #[allow(
        clippy::unused_self,
        clippy::needless_pass_by_ref_mut,
        reason = "elsewhere it is used"
    )]
    pub(super) const fn prepare(&mut self, _: &[Vec<NoteButton>]) {}

    fn bus(&mut self) -> Result<&Bus, NotifyError> {
        if self.bus.as_ref().is_none_or(Bus::is_over) {
            // Unique names, too, start anew on another connection.
            *self = Self::default();
            self.bus = Some(Bus::connect().map_err(|error| not_shown(&error))?);
        }
        self.bus
            .as_ref()
            .ok_or_else(|| NotifyError::NoService("no bus".to_owned()))
    }

    /// The service that runs now, and the bus it is on; one that the bus can start is started.
    fn server(&mut self) -> Result<(&Bus, Server), NotifyError> {
        self.bus()?;
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

/// A notification that was shown, or may be yet.
pub(super) struct Shown {
    spot: Arc<Spot>,
    /// Of the connection over which it was shown.
    notes: Arc<Notes>,
}

impl Shown {
    /// Whether it may still be on the screen, or come up there.
    pub(super) fn is_live(&self) -> bool {
        match self.spot.place() {
            Some(place) => self.notes.is_on_screen(&place),
            None => self.spot.is_awaited() && !self.notes.is_over(),
        }
    }

    /// Where it is, for a later run of the program; `None` when it is not on the screen.
    pub(super) fn remembered(&self, service: &Service) -> Option<String> {
        let bus = service.bus.as_ref().filter(|bus| self.is_on(bus))?;
        let place = self.spot.place()?;
        let is_there = self.notes.is_on_screen(&place);
        is_there.then(|| bus.remembered(place).to_string())
    }

    /// Takes it off the screen, as soon as it is there.
    pub(super) fn close(&self, service: &Service) {
        // What was shown over a connection that has ended is not to be reached: another service may be of that name by now.
        if let Some(bus) = service.bus.as_ref().filter(|bus| self.is_on(bus))
            && let Some(place) = self.spot.take_back()
        {
            bus.close(&place);
        }
    }

    /// Whether it is known where it is, so that another can take its place.
    pub(super) fn is_in_place(&self) -> bool {
        self.spot.place().is_some()
    }

    /// Goes where a newer one of its name has come up elsewhere: it may have come late.
    pub(super) fn give_way(&self, newer: &Self, service: &Service) {
        if self.spot.place() != newer.spot.place() {
            self.close(service);
        }
    }

    fn is_on(&self, bus: &Bus) -> bool {
        Arc::ptr_eq(&self.notes, bus.notes())
    }
}

/// Finds again what earlier runs have shown, where the same service still runs: nobody hears what is clicked there. That it is still on the
/// screen is not told by any service. `on_click` says what is to be called when one of this name is clicked: some services tell everybody.
pub(super) fn recall(
    service: &mut Service,
    remembered: &[ScreenNote],
    on_click: impl Fn(&NoteKey) -> OnClick,
) -> Result<Option<Vec<(NoteKey, Shown)>>, NotifyError> {
    let mut recalled = Vec::new();
    if remembered.is_empty() {
        return Ok(Some(recalled));
    }
    let bus = service.bus()?;
    let owner = match bus.owner() {
        Ok(owner) => owner,
        // Nothing shows notifications: what did has taken its own along.
        Err(zbus::Error::MethodError(..)) => return Ok(Some(recalled)),
        Err(error) => return Err(not_shown(&error)),
    };
    for note in remembered {
        let Some(found) = RememberedPlace::parse(&note.place) else {
            continue;
        };
        if found.place.owner == owner
            && bus
                .is_abandoned(&found)
                .map_err(|error| not_shown(&error))?
        {
            let key = NoteKey::of_name(&note.name);
            let notes = bus.notes().clone();
            notes.add(found.place.clone(), on_click(&key));
            let spot = Arc::new(Spot::at(found.place));
            recalled.push((key, Shown { spot, notes }));
        }
    }
    Ok(Some(recalled))
}

/// Whether a click on what an earlier run has shown does nothing until it is shown anew.
pub(super) const FORGETS_EARLIER_RUNS: bool = true;

/// Shows a notification, in place of `before` where that one is of the same service, and calls `on_click` each time it is clicked: with the
/// name of the button, if it was one. What `is_renewed` makes no sound.
pub(super) fn show(
    service: &mut Service,
    note: &Rendered,
    before: Option<&Shown>,
    is_renewed: bool,
    on_click: OnClick,
) -> Result<Shown, NotShown> {
    let (bus, server) = service.server()?;
    let replaced = before
        .filter(|before| before.is_on(bus))
        .and_then(|before| before.spot.place())
        .filter(|place| place.owner == server.owner)
        .map_or(0, |place| place.id);
    let notes = bus.notes().clone();
    if bus.listens() {
        let addressee = (server.owner.as_str(), server.reads_markup);
        let call = message::notify(note, addressee, replaced, is_renewed)
            .map_err(|error| NotifyError::Refused(error.to_string()))?;
        let spot = Arc::new(Spot::default());
        let answer = bus.show(&call, on_click, spot.clone());
        let shown = Shown { spot, notes };
        return match answer {
            Ok(_) => Ok(shown),
            Err(error) => Err(NotShown {
                late: (error == NotifyError::NoAnswer).then_some(shown),
                error,
            }),
        };
    }
    let handle = unheard::show(note, server.reads_markup, replaced)?;
    let place = Place {
        owner: server.owner,
        id: handle.id(),
    };
    notes.add(place.clone(), Arc::new(|_| {}));
    service.first_unheard.get_or_insert(handle);
    let spot = Arc::new(Spot::at(place));
    Ok(Shown { spot, notes })
}
