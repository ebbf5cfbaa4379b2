//! A desktop that nobody looks at: a virtual display, a window manager, a session bus, a notification daemon and an
//! accessibility bus, in a folder of their own that goes away with them. Linux only.

use super::process::{Program, wait_for};
use std::env;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{self, Command};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// How wide the strip right of the window's place is, where notifications appear without covering it.
const NOTIFICATION_STRIP: u32 = 340;

/// How many desktops this test program has started, so that each has a folder of its own.
static NUMBER: AtomicUsize = AtomicUsize::new(0);

/// The picture of the screen when a test failed.
const LAST_LOOK: &str = "screen.png";

/// What the desktop is made of.
const TOOLS: [&str; 8] = [
    "Xvfb",
    "openbox",
    "dbus-daemon",
    "dunst",
    "dunstctl",
    "xdotool",
    "import",
    "zenity",
];

/// A running desktop; it ends, with everything on it, when this is dropped.
pub struct Desktop {
    folder: PathBuf,
    width: u32,
    height: u32,
    environment: Vec<(&'static str, String)>,
    /// In the order they were started, which is the reverse of the order they end in.
    services: Vec<Program>,
}

/// A window and where its inside is on the screen.
#[derive(Clone, Debug)]
pub struct Window {
    /// The number the display knows it by.
    pub id: String,
    pub x: i32,
    pub y: i32,
    pub width: i32,
    pub height: i32,
}

impl Desktop {
    /// Starts a desktop with room for a window of this size at the top left, and for notifications at its right.
    pub fn start(width: u32, height: u32) -> Self {
        need_tools();
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let folder = env::temp_dir().join(format!("leadline-desktop-{}-{number}", process::id()));
        for inside in ["home", "run", "data", "config", "cache", "state"] {
            fs::create_dir_all(folder.join(inside)).unwrap();
        }
        // What runs for a person is readable by that person alone; some programs refuse it otherwise.
        fs::set_permissions(folder.join("run"), fs::Permissions::from_mode(0o700)).unwrap();
        let within = |name: &str| folder.join(name).to_string_lossy().into_owned();
        let environment = vec![
            ("HOME", within("home")),
            ("XDG_RUNTIME_DIR", within("run")),
            ("XDG_DATA_HOME", within("data")),
            ("XDG_CONFIG_HOME", within("config")),
            ("XDG_CACHE_HOME", within("cache")),
            ("XDG_STATE_HOME", within("state")),
            ("XDG_SESSION_TYPE", "x11".to_owned()),
            ("LANG", "en_US.UTF-8".to_owned()),
            ("LIBGL_ALWAYS_SOFTWARE", "1".to_owned()),
            ("GSETTINGS_BACKEND", "memory".to_owned()),
        ];
        let mut desktop = Self {
            folder,
            width,
            height,
            environment,
            services: Vec::new(),
        };
        desktop.start_display();
        desktop.start_bus();
        desktop.start_window_manager();
        desktop.start_notification_daemon();
        desktop.start_accessibility_bus();
        desktop
    }

    /// The folder of this desktop, for what a test puts aside.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// A command with the environment of this desktop, and nothing of the desktop the test was started from.
    pub fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        for elsewhere in [
            "WAYLAND_DISPLAY",
            "WAYLAND_SOCKET",
            "XAUTHORITY",
            "AT_SPI_BUS_ADDRESS",
            "DESKTOP_STARTUP_ID",
            "XDG_ACTIVATION_TOKEN",
            "XDG_CURRENT_DESKTOP",
            "LC_ALL",
            "LC_MESSAGES",
            "LANGUAGE",
            "LEADLINE_DB",
            "NO_AT_BRIDGE",
        ] {
            command.env_remove(elsewhere);
        }
        command.envs(self.environment.iter().map(|(name, value)| (name, value)));
        command
    }

    /// Starts a program on this desktop.
    pub fn open(&self, name: &str, command: &mut Command) -> Program {
        let mut look = self.command("import");
        look.args(["-silent", "-window", "root"])
            .arg(self.folder.join(LAST_LOOK));
        Program::start(name, command, &self.folder).with_last_look(look)
    }

    /// Waits for a window whose title contains this, puts it at its place and gives it the keyboard.
    pub fn wait_for_window(&self, title: &str) -> Window {
        let id = wait_for(&format!("a window named {title}"), || {
            let found = self.ask("xdotool", &["search", "--onlyvisible", "--name", title])?;
            found.lines().last().map(str::to_owned)
        });
        let (width, height) = (self.width.to_string(), self.height.to_string());
        self.xdotool(&[
            "windowmove",
            &id,
            "0",
            "0",
            "windowsize",
            &id,
            &width,
            &height,
            "windowactivate",
            &id,
        ]);
        wait_for("the window to take its place", || {
            let window = self.window_geometry(&id)?;
            let is_placed = window.x == 0 && window.y == 0;
            let is_sized = (window.width, window.height)
                == (self.width.cast_signed(), self.height.cast_signed());
            (is_placed && is_sized).then_some(window)
        })
    }

    /// Whether a window whose title contains this is on the screen.
    pub fn has_window(&self, title: &str) -> bool {
        self.ask("xdotool", &["search", "--onlyvisible", "--name", title])
            .is_some_and(|found| !found.is_empty())
    }

    /// Where a window is now; nothing when it is gone.
    pub fn window_geometry(&self, id: &str) -> Option<Window> {
        let answer = self.ask("xdotool", &["getwindowgeometry", "--shell", id])?;
        let value = |name: &str| {
            answer.lines().find_map(|line| {
                line.strip_prefix(name)?
                    .strip_prefix('=')?
                    .parse::<i32>()
                    .ok()
            })
        };
        Some(Window {
            id: id.to_owned(),
            x: value("X")?,
            y: value("Y")?,
            width: value("WIDTH")?,
            height: value("HEIGHT")?,
        })
    }

    /// Closes the window that has the keyboard, as its close button would.
    pub fn close_window(&self) {
        self.key("alt+F4");
    }

    /// A picture of the whole screen.
    pub fn screenshot(&self, file: &Path) {
        let file = file.to_string_lossy();
        assert!(
            self.ask("import", &["-silent", "-window", "root", &file])
                .is_some(),
            "no picture could be taken"
        );
    }

    /// Runs a tool on this desktop; its output when it succeeds.
    pub fn ask(&self, tool: &str, arguments: &[&str]) -> Option<String> {
        // The tools read their arguments as UTF-8 only in such a locale, and this one is on every machine.
        let output = self
            .command(tool)
            .env("LC_ALL", "C.UTF-8")
            .args(arguments)
            .output()
            .ok()?;
        output
            .status
            .success()
            .then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
    }

    pub(super) fn xdotool(&self, arguments: &[&str]) {
        assert!(
            self.ask("xdotool", arguments).is_some(),
            "xdotool failed: {}",
            arguments.join(" ")
        );
    }

    fn start_display(&mut self) {
        let screen = format!("{}x{}x24", self.width + NOTIFICATION_STRIP, self.height);
        let mut command = self.command("Xvfb");
        // The server picks a free number, and says it on stdout once it is ready.
        command.args([
            "-displayfd",
            "1",
            "-screen",
            "0",
            &screen,
            "-nolisten",
            "tcp",
            "-noreset",
        ]);
        let mut server = Program::start_read("xvfb", &mut command, &self.folder);
        let number = server.first_line();
        self.environment.push(("DISPLAY", format!(":{number}")));
        self.services.push(server);
    }

    fn start_bus(&mut self) {
        let address = format!("unix:path={}", self.folder.join("run/bus").display());
        // A bus without service files starts nothing by itself, so no daemon but this desktop's own ever answers.
        let configuration = format!(
            "<!DOCTYPE busconfig PUBLIC \"-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN\" \
             \"http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd\">\n<busconfig><type>session</type>\
             <listen>{address}</listen><policy context=\"default\"><allow send_destination=\"*\" eavesdrop=\"true\"/>\
             <allow eavesdrop=\"true\"/><allow own=\"*\"/></policy></busconfig>\n"
        );
        self.write("bus.conf", &configuration);
        let bus = self.run_bus();
        self.environment.push(("DBUS_SESSION_BUS_ADDRESS", address));
        self.services.push(bus);
    }

    /// Starts the bus as it was set up, also in place of one that was killed: at the same address.
    pub fn run_bus(&self) -> Program {
        let mut command = self.command("dbus-daemon");
        let file = self.folder.join("bus.conf");
        command
            .arg(format!("--config-file={}", file.display()))
            .args(["--nofork", "--print-address=1"]);
        let mut bus = Program::start_read("bus", &mut command, &self.folder);
        bus.first_line();
        bus
    }

    /// Has the running bus set up otherwise.
    pub fn set_up_bus_with(&self, set_up: &str, otherwise: &str) {
        let file = self.folder.join("bus.conf");
        let before = fs::read_to_string(&file).unwrap();
        assert!(before.contains(set_up), "{before}");
        fs::write(&file, before.replace(set_up, otherwise)).unwrap();
        let bus = zbus::blocking::connection::Builder::address(self.bus_address().as_str())
            .unwrap()
            .build()
            .unwrap();
        zbus::blocking::fdo::DBusProxy::new(&bus)
            .unwrap()
            .reload_config()
            .unwrap();
    }

    fn start_window_manager(&mut self) {
        // Without title bars, a window's inside is where the window is.
        let configuration = "<openbox_config xmlns=\"http://openbox.org/3.4/rc\"><theme><keepBorder>no</keepBorder></theme>\
            <keyboard><keybind key=\"A-F4\"><action name=\"Close\"/></keybind></keyboard>\
            <applications><application class=\"*\"><decor>no</decor><focus>yes</focus></application></applications>\
            </openbox_config>\n";
        let file = self.write("openbox.xml", configuration);
        let mut command = self.command("openbox");
        command.args(["--sm-disable", "--config-file", &file]);
        self.start_service("openbox", &mut command);
        wait_for("the window manager", || {
            self.ask("xdotool", &["get_num_desktops"])
        });
    }

    fn start_accessibility_bus(&mut self) {
        let launcher = [
            "/usr/libexec/at-spi-bus-launcher",
            "/usr/lib/at-spi2-core/at-spi-bus-launcher",
        ]
        .into_iter()
        .find(|path| Path::new(path).exists())
        .expect("the end-to-end tests need at-spi-bus-launcher: scripts/test installs it");
        let mut command = self.command(launcher);
        // Said to be in use from the start: programs tell nothing to a desktop where nobody listens.
        command.args(["--launch-immediately", "--a11y=1"]);
        self.start_service("accessibility", &mut command);
    }

    /// Starts a part of the desktop.
    pub(super) fn start_service(&mut self, name: &str, command: &mut Command) {
        let service = Program::start(name, command, &self.folder);
        self.services.push(service);
    }

    /// Writes a file of this desktop's and tells its path.
    pub(super) fn write(&self, name: &str, text: &str) -> String {
        let file = self.folder.join(name);
        fs::write(&file, text).unwrap();
        file.to_string_lossy().into_owned()
    }

    /// Keeps what tells why a test failed: a picture of the screen and what every program wrote.
    fn keep_evidence(&self) {
        let kept = Path::new(env!("CARGO_TARGET_TMPDIR")).join("failed-desktop");
        fs::remove_dir_all(&kept).ok();
        if fs::create_dir_all(&kept).is_err() {
            return;
        }
        for entry in fs::read_dir(&self.folder).into_iter().flatten().flatten() {
            let name = entry.file_name();
            if Path::new(&name)
                .extension()
                .is_some_and(|extension| extension == "log" || extension == "png")
            {
                fs::copy(entry.path(), kept.join(name)).ok();
            }
        }
        println!("the screen and the logs are kept in {}", kept.display());
    }
}

impl Drop for Desktop {
    fn drop(&mut self) {
        if thread::panicking() {
            self.keep_evidence();
        }
        while let Some(service) = self.services.pop() {
            drop(service);
        }
        fs::remove_dir_all(&self.folder).ok();
    }
}

/// Stops the test with one clear sentence when the machine lacks a part of the desktop.
fn need_tools() {
    let path = env::var_os("PATH").unwrap_or_default();
    let has = |tool: &str| env::split_paths(&path).any(|folder| folder.join(tool).is_file());
    let mut missing: Vec<&str> = TOOLS.into_iter().filter(|tool| !has(tool)).collect();
    let binding = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi";
    if !Command::new("/usr/bin/python3")
        .args(["-c", binding])
        .output()
        .is_ok_and(|output| output.status.success())
    {
        missing.push("the Python binding of the accessibility bus");
    }
    assert!(
        missing.is_empty(),
        "the end-to-end tests need what is not on this machine: {}. scripts/test installs it.",
        missing.join(", ")
    );
}
