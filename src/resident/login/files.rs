//! Login entries that are files: the autostart folder of Linux desktops, the launch agents of macOS.

use super::{LoginError, LoginStart, LoginSystem, entry_text};
use etcetera::BaseStrategy;
use std::fs;
use std::io::{ErrorKind, Write};
use std::path::PathBuf;

const SYSTEM: LoginSystem = if cfg!(target_os = "macos") {
    LoginSystem::MacOs
} else {
    LoginSystem::Freedesktop
};

pub(super) fn is_on(start: &LoginStart) -> Result<bool, LoginError> {
    let path = path(start)?;
    match fs::read_to_string(&path) {
        // A desktop's own settings switch an entry off this way, and leave it there.
        Ok(text) => Ok(!text.lines().any(|line| {
            matches!(
                line.trim(),
                "Hidden=true" | "X-GNOME-Autostart-enabled=false"
            )
        })),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(LoginError::Entry(path.display().to_string(), error)),
    }
}

pub(super) fn set(start: &LoginStart, on: bool) -> Result<(), LoginError> {
    let path = path(start)?;
    let done = if on {
        write(&path, &entry_text(SYSTEM, start))
    } else {
        match fs::remove_file(&path) {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
            done => done,
        }
    };
    done.map_err(|error| LoginError::Entry(path.display().to_string(), error))
}

/// Whole or not at all: half an entry could start anything.
fn write(path: &std::path::Path, text: &str) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let beside = path.with_extension("new");
    let mut file = fs::File::create(&beside)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    fs::rename(&beside, path)
}

fn path(start: &LoginStart) -> Result<PathBuf, LoginError> {
    let home = etcetera::home_dir().map_err(|_| LoginError::NoPlace)?;
    if cfg!(target_os = "macos") {
        let agents = home.join("Library").join("LaunchAgents");
        return Ok(agents.join(format!("{}.plist", start.name)));
    }
    let strategy =
        etcetera::base_strategy::choose_base_strategy().map_err(|_| LoginError::NoPlace)?;
    let folder = strategy.config_dir().join("autostart");
    Ok(folder.join(format!("{}.desktop", start.name)))
}
