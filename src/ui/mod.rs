//! The window: draws what the desk holds and sends commands; it never writes.

mod actions;
mod app;
mod archive;
mod board;
mod converting;
mod dialogs;
mod fault_watch;
mod notices;
mod opening;
mod palette;
mod profiles;
mod recovery;
mod referral;
mod run;
mod settings;
mod stay;
/// Colours, spacing, type and icons: the only place that names raw values.
pub mod theme;
mod unlock;
mod view;
mod widgets;

pub use actions::{Group, Reach, Shortcut, Step, UiAction};
pub use app::{App, AppOptions, LateWaker};
pub use archive::ArchiveScreen;
pub(crate) use dialogs::read_pasted_mail;
pub use dialogs::{Confirm, Dialogs, FileProblem, FileProblemAnswer};
pub use notices::{Drawer, ReminderList};
pub use profiles::ProfilesScreen;
pub use recovery::{Recovery, RecoveryAnswer};
pub use run::{WindowOptions, run};
pub use settings::SettingsScreen;
pub use stay::run_resident;
pub use view::{ActionKind, Ask, Screen, View};
