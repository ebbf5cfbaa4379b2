//! Calls over a named pipe that only this person may open.

use super::short_name;
use interprocess::local_socket::traits::{Listener as _, Stream as _};
use interprocess::local_socket::{
    GenericNamespaced, Listener as PipeListener, ListenerOptions, Name, Stream as PipeStream,
    ToNsName,
};
use interprocess::os::windows::local_socket::ListenerOptionsExt;
use interprocess::os::windows::security_descriptor::SecurityDescriptor;
use std::io;
use std::path::Path;
use widestring::u16cstr;

/// Where the program for a file listens.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Address(String);

impl Address {
    pub(super) fn of(file: &Path) -> io::Result<Self> {
        Ok(Self(format!("leadline-{}", short_name(file))))
    }

    fn name(&self) -> io::Result<Name<'_>> {
        self.0.as_str().to_ns_name::<GenericNamespaced>()
    }

    /// A pipe goes with the program.
    pub(super) const fn clean_up(&self) {}
}

/// A call.
pub(super) type Stream = PipeStream;

pub(super) struct Listener(PipeListener);

impl Listener {
    pub(super) fn bind(address: &Address) -> io::Result<Self> {
        // Everything for whoever makes it and for the system, nothing for anybody else; without a list everybody may read from a pipe.
        let only_us = SecurityDescriptor::deserialize(u16cstr!("D:P(A;;GA;;;OW)(A;;GA;;;SY)"))?;
        ListenerOptions::new()
            .name(address.name()?)
            .security_descriptor(only_us)
            .create_sync()
            .map(Self)
    }

    /// Waits for a caller.
    pub(super) fn accept(&self) -> io::Result<Stream> {
        self.0.accept()
    }
}

/// Calls whoever listens there.
pub(super) fn connect(address: &Address) -> io::Result<Stream> {
    Stream::connect(address.name()?)
}
