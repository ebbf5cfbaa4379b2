//! What keeps the program at hand for one file, with or without a window: only one of it runs, it reminds, it can be called, it has an icon in
//! the tray and starts at login.

mod instance;
mod login;
mod residency;
mod tray;

pub use instance::{CallLine, Claim, Instance, Reply, claim};
pub use login::{LoginError, LoginStart, LoginSystem, entry_text};
pub use residency::{Call, ClaimOutcome, Residency};
#[cfg(any(windows, target_os = "macos"))]
pub use tray::PlatformTray;
