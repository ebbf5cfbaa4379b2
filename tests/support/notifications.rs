//! The desktop's notification daemon: what it has been given, what it shows, and pressing what it shows.

use super::desktop::Desktop;
use super::process::{Program, wait_for};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use zbus::blocking::Connection;
use zbus::blocking::connection::Builder;
use zbus::blocking::fdo::DBusProxy;

/// The daemon's name on the bus.
const NAME: &str = "org.freedesktop.Notifications";

/// A notification as the daemon received it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notification {
    /// The program that raised it.
    pub program: String,
    pub summary: String,
    pub body: String,
}

/// Between the fields of a notification, and after each notification, in the file the daemon's script writes.
const FIELD: char = '\u{1f}';
const RECORD: char = '\u{1e}';

impl Desktop {
    /// Every notification raised so far, the first one first, whether still shown or not.
    pub fn notifications(&self) -> Vec<Notification> {
        let text = fs::read_to_string(self.folder().join("notifications")).unwrap_or_default();
        let complete = text.rfind(RECORD).map_or("", |end| &text[..end]);
        let records = complete.split(RECORD).filter(|record| !record.is_empty());
        records
            .map(|record| {
                let mut fields = record.split(FIELD).map(str::to_owned);
                let mut next = || fields.next().unwrap_or_default();
                Notification {
                    program: next(),
                    summary: next(),
                    body: next(),
                }
            })
            .collect()
    }

    /// Waits for a notification whose summary or body contains this.
    pub fn wait_for_notification(&self, text: &str) -> Notification {
        wait_for(&format!("a notification about {text}"), || {
            self.notifications()
                .into_iter()
                .find(|one| one.summary.contains(text) || one.body.contains(text))
        })
    }

    /// How many notifications are on the screen, or wait to be.
    pub fn notification_count(&self) -> usize {
        self.daemon_count("displayed") + self.daemon_count("waiting")
    }

    /// Waits until that many are on the screen, or wait to be.
    pub fn wait_for_notification_count(&self, count: usize) {
        wait_for(&format!("{count} notifications"), || {
            (self.notification_count() == count).then_some(())
        });
    }

    /// How many notifications the daemon has of a kind: `displayed`, `waiting` or `history`.
    pub fn daemon_count(&self, kind: &str) -> usize {
        self.ask("dunstctl", &["count", kind])
            .and_then(|number| number.parse().ok())
            .unwrap_or(0)
    }

    /// Presses the body of the topmost notification, as a click on it does.
    pub fn press_notification(&self) {
        assert!(
            self.ask("dunstctl", &["action", "0"]).is_some(),
            "dunst did not press the notification"
        );
    }

    /// Presses the button with this label on whichever notification has it.
    pub fn press_notification_action(&self, label: &str) {
        self.write("wanted-action", label);
        assert!(
            self.ask("dunstctl", &["context"]).is_some(),
            "dunst did not offer its actions"
        );
        wait_for(
            &format!("the notification's action {label} to be pressed"),
            || {
                fs::read_to_string(self.folder().join("pressed-action"))
                    .ok()
                    .filter(|pressed| pressed.contains(label))
            },
        );
        fs::remove_file(self.folder().join("pressed-action")).unwrap();
    }

    /// Takes every notification off the screen.
    pub fn close_notifications(&self) {
        assert!(
            self.ask("dunstctl", &["close-all"]).is_some(),
            "dunst did not close its notifications"
        );
    }

    /// Starts the daemon: it keeps what it is given on the screen, writes it down, and picks the action a test asks for.
    pub(super) fn start_notification_daemon(&mut self) {
        let folder = self.folder().display().to_string();
        let record = self.write_script(
            "record-notification",
            &format!(
                "printf '%s\\037%s\\037%s\\036' \"$DUNST_APP_NAME\" \"$DUNST_SUMMARY\" \"$DUNST_BODY\" >>'{folder}/notifications'\n"
            ),
        );
        // In place of the menu a person would choose from: the first line with the wanted words, kept for the test to see.
        let choose = self.write_script(
            "choose-action",
            &format!(
                "grep -m 1 -F -- \"$(cat '{folder}/wanted-action')\" >'{folder}/choice'\ncat '{folder}/choice'\n\
                 mv '{folder}/choice' '{folder}/pressed-action'\n"
            ),
        );
        // Two of the same words count as two: only the program's own names for them make one of them.
        let configuration = format!(
            "[global]\n\
             monitor = 0\nfollow = none\nstack_duplicates = false\norigin = top-right\nwidth = 300\nidle_threshold = 0\nhistory_length = 200\n\
             notification_limit = 20\nfont = Sans 9\nalways_run_script = true\ndmenu = {choose}\nbrowser = /bin/true\n\
             mouse_left_click = do_action, close_current\n\
             [urgency_low]\ntimeout = 0\n[urgency_normal]\ntimeout = 0\n[urgency_critical]\ntimeout = 0\n\
             [record]\nsummary = \"*\"\nscript = {record}\n"
        );
        let file = self.write("dunstrc", &configuration);
        let mut command = self.command("dunst");
        command.args(["-config", &file]);
        self.start_service("dunst", &mut command);
        wait_for("the notification daemon", || {
            self.ask("dunstctl", &["count", "displayed"])
        });
    }

    /// Sends a signal to the daemon's process, which the bus knows.
    pub fn signal_daemon(&self, signal: &str) {
        self.signal_owner(NAME, signal);
    }

    /// Sends a signal to the process that has this name on the bus; the bus itself has one too.
    pub fn signal_owner(&self, name: &str, signal: &str) {
        let process = process_of(&self.bus_address(), name).to_string();
        assert!(self.ask("kill", &["-s", signal, &process]).is_some());
    }

    /// Waits until the bus has noticed that the daemon is gone: only then is its name free.
    pub(super) fn wait_for_no_daemon(&self) {
        let bus = connect(&self.bus_address());
        let bus = DBusProxy::new(&bus).unwrap();
        wait_for("the daemon to be gone", || {
            let is_there = bus.name_has_owner(NAME.try_into().unwrap()).unwrap();
            (!is_there).then_some(())
        });
    }

    /// Starts a daemon in place of the one that is gone, as that was set up.
    pub fn start_daemon_again(&self) -> Program {
        self.wait_for_no_daemon();
        let mut command = self.command("dunst");
        command.arg("-config").arg(self.folder().join("dunstrc"));
        let daemon = self.open("dunst-again", &mut command);
        wait_for("the notification daemon", || {
            self.ask("dunstctl", &["count", "displayed"])
        });
        daemon
    }

    /// Ends the daemon and starts one that is set up otherwise.
    pub fn restart_daemon_with(&self, set_up: &str, otherwise: &str) -> Program {
        self.signal_daemon("KILL");
        let configuration = self.folder().join("dunstrc");
        let before = fs::read_to_string(&configuration).unwrap();
        assert!(before.contains(set_up), "{before}");
        fs::write(&configuration, before.replace(set_up, otherwise)).unwrap();
        self.start_daemon_again()
    }

    /// Where the session bus is.
    pub fn bus_address(&self) -> String {
        let command = self.command("true");
        let (_, address) = command
            .get_envs()
            .find(|(name, _)| *name == "DBUS_SESSION_BUS_ADDRESS")
            .unwrap();
        address.unwrap().to_string_lossy().into_owned()
    }

    fn write_script(&self, name: &str, body: &str) -> String {
        let file = self.write(name, &format!("#!/bin/sh\n{body}"));
        fs::set_permissions(&file, fs::Permissions::from_mode(0o700)).unwrap();
        file
    }
}

fn connect(bus_address: &str) -> Connection {
    Builder::address(bus_address).unwrap().build().unwrap()
}

fn process_of(bus_address: &str, name: &str) -> u32 {
    DBusProxy::new(&connect(bus_address))
        .unwrap()
        .get_connection_unix_process_id(name.try_into().unwrap())
        .unwrap()
}
