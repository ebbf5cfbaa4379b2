//! Calls over a socket in a folder that only this person can look into.

use super::{make_folder, short_name};
use etcetera::BaseStrategy;
use std::fs::Permissions;
use std::io;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long either side waits for the other's line.
const LONGEST_SILENCE: Duration = Duration::from_secs(2);

/// Where the program for a file listens.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Address(PathBuf);

impl Address {
    /// In the folder for what runs, which systemd gives each person; otherwise in the one for what can be made anew.
    pub(super) fn of(file: &Path) -> io::Result<Self> {
        let strategy = etcetera::base_strategy::choose_native_strategy()
            .map_err(|error| io::Error::new(io::ErrorKind::NotFound, error))?;
        let folder = strategy
            .runtime_dir()
            .unwrap_or_else(|| strategy.cache_dir());
        let name = format!("{}.socket", short_name(file));
        Ok(Self(folder.join("leadline").join(name)))
    }

    /// The socket.
    #[cfg(test)]
    pub(super) fn path(&self) -> &Path {
        &self.0
    }

    /// Takes the socket away.
    pub(super) fn clean_up(&self) {
        if let Err(error) = std::fs::remove_file(&self.0) {
            tracing::debug!(%error, "the socket was not taken away");
        }
    }
}

/// A call.
pub(super) type Stream = UnixStream;

pub(super) struct Listener(UnixListener);

impl Listener {
    /// Listens, in place of whatever was left there.
    pub(super) fn bind(address: &Address) -> io::Result<Self> {
        let Some(folder) = address.0.parent() else {
            return Err(io::ErrorKind::InvalidInput.into());
        };
        make_folder(folder)?;
        // The folder keeps others out, also between the socket's making and its own permissions.
        if std::fs::metadata(folder)?.mode() & 0o077 != 0 {
            std::fs::set_permissions(folder, Permissions::from_mode(0o700))?;
        }
        match std::fs::remove_file(&address.0) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let listener = UnixListener::bind(&address.0)?;
        std::fs::set_permissions(&address.0, Permissions::from_mode(0o600))?;
        Ok(Self(listener))
    }

    /// Waits for a caller.
    pub(super) fn accept(&self) -> io::Result<Stream> {
        let (stream, _) = self.0.accept()?;
        with_patience(stream)
    }
}

/// Calls whoever listens there.
pub(super) fn connect(address: &Address) -> io::Result<Stream> {
    with_patience(UnixStream::connect(&address.0)?)
}

fn with_patience(stream: Stream) -> io::Result<Stream> {
    stream.set_read_timeout(Some(LONGEST_SILENCE))?;
    stream.set_write_timeout(Some(LONGEST_SILENCE))?;
    Ok(stream)
}
