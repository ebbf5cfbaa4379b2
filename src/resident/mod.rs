//! What keeps the program at hand for one file, with or without a window: only one of it runs, it reminds, it can be called, it has an icon in
//! the tray, starts at login and leads to the system's settings.

mod instance;
mod login;
mod residency;
mod settings_page;
mod tray;

pub use instance::{CallLine, Claim, Instance, Reply, claim};
pub use login::{LoginError, LoginStart, LoginSystem, entry_text};
pub use residency::{Call, ClaimOutcome, Residency};
pub use settings_page::{SettingsPage, show_with};
#[cfg(any(windows, target_os = "macos"))]
pub use tray::PlatformTray;
