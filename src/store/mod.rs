//! The SQLite file: the only module with SQL.

mod archive;
mod backup;
mod changes;
mod check;
mod error;
mod insert_many;
mod migrate;
mod open;
mod profiles;
mod referrals;
mod reminder_rules;
mod reminder_writes;
mod reminders;
mod rows;
mod salvage;
mod screen_notes;
mod settings;
mod take_back;
mod write;
mod write_rows;

pub use crate::domain::ChangeId;
pub use archive::{ArchiveOrder, ArchiveQuery, ArchiveRow, SortColumn};
pub use backup::replace_unusable;
pub use changes::{ChangeKind, ChangeLabel, Recorded, Reverted, Since, Undoable};
pub use check::{CheckStop, Holdings, holdings};
pub use error::StoreError;
pub use insert_many::{PreparedReferral, Preparer, SpentRows};
pub use open::Store;
pub use referrals::KnownIds;
pub use reminder_rules::{StoredRules, ZoneSample};
pub use reminders::{LedgerKey, LedgerRow, LedgerState};
pub use salvage::{Progress, SalvageReport, SalvagedTable, salvage};
pub use screen_notes::ScreenNote;
pub use take_back::Before;
pub use write::WriteTransaction;
