//! A notification service that the test plays itself: for what dunst does not do, as answering from its history.
#![allow(
    clippy::needless_pass_by_value,
    clippy::unused_self,
    clippy::used_underscore_binding,
    reason = "a method of the service is as the specification has it, whatever the test looks at"
)]

use super::desktop::Desktop;
use super::process::PATIENCE;
use std::collections::HashMap;
use std::sync::mpsc::{Receiver, Sender, channel};
use zbus::blocking::Connection;
use zbus::blocking::connection::Builder;
use zbus::message::Header;
use zbus::zvariant::OwnedValue;

const NAME: &str = "org.freedesktop.Notifications";
const PATH: &str = "/org/freedesktop/Notifications";

/// The service, in place of the desktop's daemon.
pub struct PlayedService {
    connection: Connection,
    asked: Receiver<Asked>,
}

/// A notification it was asked to show.
#[derive(Clone, Debug)]
pub struct Asked {
    pub id: u32,
    pub summary: String,
    /// The name and the label of each action.
    pub actions: Vec<String>,
    /// The connection that asked, which alone is told of it.
    sender: String,
}

impl PlayedService {
    /// Ends the desktop's daemon and takes its name.
    pub fn start(desktop: &Desktop) -> Self {
        desktop.signal_daemon("KILL");
        desktop.wait_for_no_daemon();
        let (asks, asked) = channel();
        let connection = Builder::address(desktop.bus_address().as_str())
            .unwrap()
            .serve_at(PATH, Server { asks, last: 0 })
            .unwrap()
            .name(NAME)
            .unwrap()
            .build()
            .unwrap();
        Self { connection, asked }
    }

    /// Waits for the next notification.
    pub fn next(&self) -> Asked {
        self.asked.recv_timeout(PATIENCE).unwrap()
    }

    /// Tells that a notification went from the screen: 1 because its time was over, 2 because a person dismissed it.
    pub fn close(&self, asked: &Asked, reason: u32) {
        self.tell(asked, "NotificationClosed", &(asked.id, reason));
    }

    /// Tells that a person chose an action, after the token that lets a window come to the front.
    pub fn choose(&self, asked: &Asked, action: &str) {
        self.tell(asked, "ActivationToken", &(asked.id, "token"));
        self.tell(asked, "ActionInvoked", &(asked.id, action));
    }

    fn tell<B>(&self, asked: &Asked, signal: &str, body: &B)
    where
        B: serde::Serialize + zbus::zvariant::DynamicType,
    {
        let sender = Some(asked.sender.as_str());
        self.connection
            .emit_signal(sender, PATH, NAME, signal, body)
            .unwrap();
    }
}

struct Server {
    asks: Sender<Asked>,
    last: u32,
}

#[zbus::interface(name = "org.freedesktop.Notifications")]
impl Server {
    fn get_capabilities(&self) -> Vec<String> {
        ["actions", "body"].map(str::to_owned).to_vec()
    }

    #[expect(clippy::too_many_arguments, reason = "as the specification has it")]
    fn notify(
        &mut self,
        #[zbus(header)] header: Header<'_>,
        _program: String,
        _replaced: u32,
        _icon: String,
        summary: String,
        _body: String,
        actions: Vec<String>,
        _hints: HashMap<String, OwnedValue>,
        _time_out: i32,
    ) -> u32 {
        self.last += 1;
        let asked = Asked {
            id: self.last,
            summary,
            actions,
            sender: header.sender().unwrap().to_string(),
        };
        self.asks.send(asked).unwrap();
        self.last
    }

    fn close_notification(&self, _id: u32) {}
}
