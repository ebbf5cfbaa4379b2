//! Login entries in the registry of Windows, for this person alone.

use super::{LoginError, LoginStart, LoginSystem, entry_text};
use std::io;
use windows_registry::CURRENT_USER;

const RUN: &str = r"Software\Microsoft\Windows\CurrentVersion\Run";
/// `HRESULT_FROM_WIN32(ERROR_FILE_NOT_FOUND)`: there is no such key or value.
const NOT_FOUND: i32 = 0x8007_0002_u32.cast_signed();

pub(super) fn is_on(start: &LoginStart) -> Result<bool, LoginError> {
    let value = CURRENT_USER
        .open(RUN)
        .and_then(|key| key.get_string(&start.name));
    match value {
        Ok(_) => Ok(true),
        Err(error) if error.code().0 == NOT_FOUND => Ok(false),
        Err(error) => Err(failed(error)),
    }
}

pub(super) fn set(start: &LoginStart, on: bool) -> Result<(), LoginError> {
    let key = CURRENT_USER.create(RUN).map_err(failed)?;
    let done = if on {
        key.set_string(&start.name, entry_text(LoginSystem::Windows, start))
    } else {
        match key.remove_value(&start.name) {
            Err(error) if error.code().0 == NOT_FOUND => Ok(()),
            done => done,
        }
    };
    done.map_err(failed)
}

fn failed(error: impl std::fmt::Display) -> LoginError {
    LoginError::Entry(RUN.to_owned(), io::Error::other(error.to_string()))
}
