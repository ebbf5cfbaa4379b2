//! What a real session bus tells about its notifications is what the program makes of it. Linux only.
#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    missing_docs,
    reason = "a test fails by panicking"
)]

mod support;

use leadline::remind::{DesktopNotifier, NoteFile, Notifier, ServiceState};
use std::path::PathBuf;
use std::time::Duration;
use support::desktop::Desktop;
use support::process::{Program, wait_for};
use zbus::blocking::Connection;
use zbus::blocking::connection::Builder;
use zbus::zvariant::{OwnedValue, Value};

/// Not a test of its own: tells how the desktop's notifications stand, over and over.
#[test]
#[ignore = "started by the other tests"]
fn the_state_of_the_desktops_notifications() {
    let file = NoteFile {
        name: "0af3".to_owned(),
        path: PathBuf::new(),
    };
    let mut notifier = DesktopNotifier::new(file, |_| {});
    println!();
    loop {
        println!("state: {:?}", notifier.state());
        std::thread::sleep(Duration::from_millis(200));
    }
}

fn watch(desktop: &Desktop, current_desktop: &str) -> Program {
    let mut command = desktop.command(std::env::current_exe().unwrap());
    command
        .args([
            "--ignored",
            "--exact",
            "--nocapture",
            "the_state_of_the_desktops_notifications",
        ])
        .env("XDG_CURRENT_DESKTOP", current_desktop);
    desktop.open("watch", &mut command)
}

/// Waits until the state was told once more than before, and is this one.
fn wait_for_state(program: &Program, state: ServiceState) {
    let expected = format!("state: {state:?}");
    let count = |log: &str| {
        log.lines()
            .filter(|line| line.starts_with("state: "))
            .count()
    };
    let before = count(&program.log());
    wait_for(&expected, || {
        let log = program.log();
        let is_new = count(&log) > before;
        let last = log.lines().rfind(|line| line.starts_with("state: "))?;
        (is_new && last == expected).then_some(())
    });
}

fn bus(desktop: &Desktop) -> Builder<'static> {
    let command = desktop.command("true");
    let (_, address) = command
        .get_envs()
        .find(|(name, _)| *name == "DBUS_SESSION_BUS_ADDRESS")
        .unwrap();
    Builder::address(address.unwrap().to_str().unwrap()).unwrap()
}

fn signal_daemon(desktop: &Desktop, signal: &str) {
    let bus = bus(desktop).build().unwrap();
    let process = zbus::blocking::fdo::DBusProxy::new(&bus)
        .unwrap()
        .get_connection_unix_process_id("org.freedesktop.Notifications".try_into().unwrap())
        .unwrap()
        .to_string();
    assert!(desktop.ask("kill", &["-s", signal, &process]).is_some());
}

#[test]
fn a_daemon_is_ready_paused_silent_or_gone() {
    let desktop = Desktop::start(400, 300);
    let program = watch(&desktop, "");
    wait_for_state(&program, ServiceState::Ready);
    desktop.ask("dunstctl", &["set-paused", "true"]).unwrap();
    wait_for_state(&program, ServiceState::HeldBack);
    desktop.ask("dunstctl", &["set-paused", "false"]).unwrap();
    wait_for_state(&program, ServiceState::Ready);
    signal_daemon(&desktop, "STOP");
    wait_for_state(&program, ServiceState::NoAnswer);
    signal_daemon(&desktop, "CONT");
    wait_for_state(&program, ServiceState::Ready);
    signal_daemon(&desktop, "KILL");
    wait_for_state(&program, ServiceState::Missing);
    // Asking shows none.
    assert!(!program.log().contains("panicked"), "{}", program.log());
}

/// A notification service as KDE has it.
struct Plasma {
    is_inhibited: bool,
}

#[zbus::interface(name = "org.freedesktop.Notifications")]
impl Plasma {
    #[zbus(property)]
    fn inhibited(&self) -> bool {
        self.is_inhibited
    }
}

/// The settings portal as GNOME has it.
struct Portal {
    shows_banners: bool,
}

#[zbus::interface(name = "org.freedesktop.portal.Settings")]
impl Portal {
    fn read(&self, namespace: &str, key: &str) -> zbus::fdo::Result<OwnedValue> {
        if (namespace, key) != ("org.gnome.desktop.notifications", "show-banners") {
            return Err(zbus::fdo::Error::Failed("no such setting".to_owned()));
        }
        // Wrapped once more than need be, as the portal does.
        let value = Value::Value(Box::new(Value::Bool(self.shows_banners)));
        Ok(OwnedValue::try_from(value).unwrap())
    }
}

fn serve_portal(desktop: &Desktop, shows_banners: bool) -> Connection {
    bus(desktop)
        .serve_at("/org/freedesktop/portal/desktop", Portal { shows_banners })
        .unwrap()
        .name("org.freedesktop.portal.Desktop")
        .unwrap()
        .build()
        .unwrap()
}

#[test]
fn kde_tells_that_notifications_are_inhibited() {
    let desktop = Desktop::start(400, 300);
    signal_daemon(&desktop, "KILL");
    let program = watch(&desktop, "KDE");
    wait_for_state(&program, ServiceState::Missing);
    for (is_inhibited, state) in [(true, ServiceState::HeldBack), (false, ServiceState::Ready)] {
        let service = bus(&desktop)
            .serve_at("/org/freedesktop/Notifications", Plasma { is_inhibited })
            .unwrap()
            .name("org.freedesktop.Notifications")
            .unwrap()
            .build()
            .unwrap();
        wait_for_state(&program, state);
        drop(service);
        wait_for_state(&program, ServiceState::Missing);
    }
}

#[test]
fn gnome_tells_by_its_settings_and_only_on_gnome_they_count() {
    let desktop = Desktop::start(400, 300);
    let gnome = watch(&desktop, "ubuntu:GNOME");
    let other = watch(&desktop, "XFCE");
    wait_for_state(&gnome, ServiceState::Ready);
    let portal = serve_portal(&desktop, false);
    wait_for_state(&gnome, ServiceState::HeldBack);
    wait_for_state(&other, ServiceState::Ready);
    drop(portal);
    let portal = serve_portal(&desktop, true);
    wait_for_state(&gnome, ServiceState::Ready);
    drop(portal);
    wait_for_state(&gnome, ServiceState::Ready);
}
