//! The use cases: takes commands, keeps the board, undoes; the only module that changes data.

mod ahead;
pub mod backups;
mod board;
mod bulk;
mod clock;
mod clock_watch;
mod detail;
mod encryption;
mod erasure;
mod erasure_words;
mod error;
mod event;
mod execute;
mod fault;
mod import;
mod import_ids;
pub mod keychain;
mod outline;
mod outlook;
mod profiles;
mod readable;
mod recovery;
mod reminders;
mod retention;
mod revert;
mod risky_place;
mod screen;
mod search;
mod session;
mod settings;
mod settle;
mod threads;
mod upkeep;
mod weekly_review;
mod words;

#[cfg(test)]
pub(crate) use crate::store::forget_all_keys;
/// What a copy of the file holds: see [`crate::store::holdings`].
pub use crate::store::holdings;
/// Puts a backup in the place of a file that cannot be opened: see [`crate::store::replace_unusable`].
pub use crate::store::replace_unusable as replace_unusable_file;
pub use crate::store::{
    ArchiveOrder, ArchiveQuery, ArchiveRow, ChangeKind, ChangeLabel, Holdings, LedgerKey,
    LedgerRow, LedgerState, LeftCopies, Passphrase, Progress, Recorded, SalvageReport,
    SalvagedTable, ScreenNote, SortColumn, Store, StoreError, Undoable, is_unlocked,
};
pub use board::{Band, Bands, Board, BoardBuilder, Grouping, Lane};
pub use bulk::Refused;
pub use clock::{Clock, ManualClock, SystemClock};
pub(crate) use clock_watch::ClockWatch;
pub use encryption::{
    Converted, EncryptionState, FEWEST_CHARACTERS, NewProtection, convert, encryption_state,
    unlock_remembered, unlock_where_remembered, unlock_with,
};
pub use erasure::{Erasure, ErasurePreview, delete_copies};
pub use erasure_words::{erasure_lines, erasure_problems, preview_lines};
pub use error::DeskError;
pub use event::{Detail, Event, Failing, InFile, Overview, Reality, Worker};
pub use execute::{Desk, Done, Touched};
pub use fault::{Fault, FaultReport, guarded};
pub use import::ImportReport;
pub use outlook::Outlook;
pub use readable::{ReadableByOthers, readable_by_others};
pub use recovery::{
    GoodBackup, Recovered, Trial, holdings_words, newest_good_backup, recover_from_backup,
    report_lines, report_text, try_salvage,
};
pub use reminders::{CLAIM_LASTS_SECONDS, ClaimedReminder, ReminderNote};
pub use risky_place::RiskyPlace;
pub use search::{
    BoardFilter, BoardQuery, FilterChoices, FilterKind, Found, SourceCode, UrgencyCode,
};
pub use session::{BackgroundCheck, CheckNews, Session, Stopped};
pub use settings::{
    BandName, Density, DifferingSetting, MotionChoice, SavedView, Settings, Swimlanes, TextSize,
    ThemeChoice, differing_settings, settings_words,
};
pub use upkeep::restore_file;
pub use weekly_review::{ClosingReferral, DueReferral, WeeklyReview};
pub use words::{change_done, change_name, refused_words};
