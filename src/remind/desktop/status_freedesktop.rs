//! What a Linux desktop tells about its notifications, asked without showing any and without starting anything.
//!
//! It tells who shows them, and dunst, KDE and GNOME that a person wants no disturbance. No desktop tells that something fills the screen.

use super::NoteFile;
use crate::remind::{NoteKey, ServiceState};
use std::time::Duration;
use zbus::Message;
use zbus::blocking::Connection;
use zbus::blocking::connection::Builder;
use zbus::zvariant::{DynamicType, Value};

const NOTIFICATIONS: &str = "org.freedesktop.Notifications";
const PORTAL: &str = "org.freedesktop.portal.Desktop";
const BUS: &str = "org.freedesktop.DBus";
/// A service that has not answered by then does not answer: reminders wait as long.
const LONGEST_ANSWER: Duration = Duration::from_secs(1);

/// What the desktop tells.
pub(super) struct Status {
    /// Of its own: with one that waits longer, looking would hold up the reminders.
    connection: Option<Connection>,
}

impl Status {
    /// For the reminders of this file.
    pub(super) const fn of_file(_: &NoteFile) -> Self {
        Self { connection: None }
    }

    /// Whether notifications are shown now.
    pub(super) fn state(&mut self) -> ServiceState {
        self.ask().unwrap_or_else(|error| {
            tracing::debug!(%error, "the state of the notification service is not known");
            // The next one asked may be on another bus.
            self.connection = None;
            if is_late(&error) {
                ServiceState::NoAnswer
            } else {
                ServiceState::Missing
            }
        })
    }

    /// A notification is known by its number alone; what was found again by that is not asked for by its name.
    #[allow(clippy::unused_self, reason = "elsewhere it is used")]
    pub(super) const fn take_back(&self, _: &NoteKey) {}

    fn ask(&mut self) -> zbus::Result<ServiceState> {
        let connection = if let Some(connection) = &self.connection {
            connection
        } else {
            let made = Builder::session()?.method_timeout(LONGEST_ANSWER).build()?;
            self.connection.insert(made)
        };
        if !has_owner(connection, NOTIFICATIONS)? {
            return Ok(if is_activatable(connection)? {
                // It comes up with the first notification.
                ServiceState::Ready
            } else {
                ServiceState::Missing
            });
        }
        let is_quiet = is_set(connection, "org.dunstproject.cmd0", "paused")?
            || is_set(connection, NOTIFICATIONS, "Inhibited")?
            || is_gnome() && hides_banners(connection);
        Ok(if is_quiet {
            ServiceState::HeldBack
        } else {
            ServiceState::Ready
        })
    }
}

fn has_owner(connection: &Connection, name: &str) -> zbus::Result<bool> {
    ask_bus(connection, "NameHasOwner", &name)?
        .body()
        .deserialize()
}

/// Whether the bus starts a notification service when one is called.
fn is_activatable(connection: &Connection) -> zbus::Result<bool> {
    let reply = ask_bus(connection, "ListActivatableNames", &())?;
    let names: Vec<String> = reply.body().deserialize()?;
    Ok(names.iter().any(|name| name == NOTIFICATIONS))
}

fn ask_bus(
    connection: &Connection,
    method: &str,
    body: &(impl serde::Serialize + DynamicType),
) -> zbus::Result<Message> {
    connection.call_method(Some(BUS), "/org/freedesktop/DBus", Some(BUS), method, body)
}

/// Whether the notification service has this property, and it is true.
fn is_set(connection: &Connection, interface: &str, property: &str) -> zbus::Result<bool> {
    let asked = connection.call_method(
        Some(NOTIFICATIONS),
        "/org/freedesktop/Notifications",
        Some("org.freedesktop.DBus.Properties"),
        "Get",
        &(interface, property),
    );
    match asked {
        Ok(reply) => Ok(is_true(&reply)),
        // Services are of one kind or another.
        Err(zbus::Error::MethodError(..)) => Ok(false),
        Err(error) => Err(error),
    }
}

fn is_gnome() -> bool {
    std::env::var("XDG_CURRENT_DESKTOP").is_ok_and(|names| {
        names
            .split(':')
            .any(|name| name.eq_ignore_ascii_case("GNOME"))
    })
}

/// Whether GNOME's "do not disturb" is on, which is a setting there; the settings portal tells, if it runs.
fn hides_banners(connection: &Connection) -> bool {
    if !has_owner(connection, PORTAL).unwrap_or(false) {
        return false;
    }
    let asked = connection.call_method(
        Some(PORTAL),
        "/org/freedesktop/portal/desktop",
        Some("org.freedesktop.portal.Settings"),
        "Read",
        &("org.gnome.desktop.notifications", "show-banners"),
    );
    asked.is_ok_and(|reply| is(&reply, false))
}

fn is_true(reply: &Message) -> bool {
    is(reply, true)
}

/// Whether a reply is this truth value, however often it is wrapped: the portal wraps it twice.
fn is(reply: &Message, expected: bool) -> bool {
    let body = reply.body();
    let Ok(mut value) = body.deserialize::<Value<'_>>() else {
        return false;
    };
    while let Value::Value(inner) = value {
        value = *inner;
    }
    value == Value::Bool(expected)
}

fn is_late(error: &zbus::Error) -> bool {
    matches!(error, zbus::Error::InputOutput(source) if source.kind() == std::io::ErrorKind::TimedOut)
}
