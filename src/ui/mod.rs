//! The window: draws what the desk holds and sends commands; it never writes.

mod app;
mod archive;
mod board;
mod dialogs;
mod notices;
mod profiles;
mod referral;
mod run;
mod settings;
/// Colours, spacing, type and icons: the only place that names raw values.
pub mod theme;
mod view;
mod widgets;

pub use archive::ArchiveScreen;
pub use notices::ReminderList;
pub use settings::SettingsScreen;
pub use view::{ActionKind, Ask, Screen, View};
