//! The system's own store of passphrases: the login keychain, the Credential Manager, or the Secret Service of the desktop.

use crate::store::{Passphrase, keychain_name};
use std::path::Path;

/// Why the system's store of passphrases could not be used.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("the system's store of passphrases cannot be used: {0}")]
pub struct KeychainError(pub String);

/// The passphrase of a file that is remembered on this computer; `None` where there is none, and where the store cannot be asked.
pub fn remembered(file: &Path) -> Option<Passphrase> {
    keychain_name(file).and_then(|name| recall(&name))
}

/// See [`remembered`], by the name of the file's entry.
pub(super) fn recall(name: &str) -> Option<Passphrase> {
    system::recall(name).unwrap_or_else(|error| {
        tracing::info!(%error, "no passphrase could be asked for");
        None
    })
}

/// Has the system remember the passphrase of a file for whoever is logged in.
///
/// # Errors
/// When the store cannot be used.
pub fn remember(file: &Path, passphrase: &Passphrase) -> Result<(), KeychainError> {
    let name = keychain_name(file).unwrap_or_default();
    system::remember(&name, passphrase)
}

/// Has the system forget the passphrase of a file; one that it does not know is forgotten already.
///
/// # Errors
/// When the store cannot be used.
pub fn forget(file: &Path) -> Result<(), KeychainError> {
    keychain_name(file).map_or(Ok(()), |name| forget_named(&name))
}

/// See [`forget`], by the name of the file's entry.
pub(super) fn forget_named(name: &str) -> Result<(), KeychainError> {
    system::forget(name)
}

#[cfg(feature = "encryption")]
mod system {
    use super::KeychainError;
    use crate::store::Passphrase;
    use keyring_core::api::CredentialStoreApi;
    use keyring_core::{Entry, Error};

    const SERVICE: &str = "Leadline";

    impl From<Error> for KeychainError {
        fn from(error: Error) -> Self {
            Self(error.to_string())
        }
    }

    fn entry(name: &str) -> Result<Entry, KeychainError> {
        #[cfg(all(unix, not(target_os = "macos")))]
        let store = zbus_secret_service_keyring_store::Store::new()?;
        #[cfg(target_os = "macos")]
        let store = apple_native_keyring_store::keychain::Store::new()?;
        #[cfg(windows)]
        let store = windows_native_keyring_store::Store::new()?;
        Ok(store.build(SERVICE, name, None)?)
    }

    pub(super) fn recall(name: &str) -> Result<Option<Passphrase>, KeychainError> {
        match entry(name)?.get_password() {
            Ok(passphrase) => Ok(Some(Passphrase::new(passphrase))),
            Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    pub(super) fn remember(name: &str, passphrase: &Passphrase) -> Result<(), KeychainError> {
        Ok(entry(name)?.set_password(passphrase.as_str())?)
    }

    pub(super) fn forget(name: &str) -> Result<(), KeychainError> {
        match entry(name)?.delete_credential() {
            Ok(()) | Err(Error::NoEntry) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}

#[cfg(not(feature = "encryption"))]
mod system {
    use super::KeychainError;
    use crate::store::Passphrase;

    fn absent() -> KeychainError {
        KeychainError("this program was built without encryption".to_owned())
    }

    pub(super) fn recall(_name: &str) -> Result<Option<Passphrase>, KeychainError> {
        Err(absent())
    }

    pub(super) fn remember(_name: &str, _passphrase: &Passphrase) -> Result<(), KeychainError> {
        Err(absent())
    }

    pub(super) fn forget(_name: &str) -> Result<(), KeychainError> {
        Err(absent())
    }
}
