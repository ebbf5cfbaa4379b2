//! What the threads behind a window tell it.

use super::backups::{BackupsSeen, Compared, KnownBackup, Why};
use super::import::ImportReport;
use super::search::{BoardQuery, FilterChoices, Found};
use super::{
    ArchiveQuery, ArchiveRow, Board, DeskError, Done, Erasure, ErasurePreview, ReminderNote,
    Settings, Touched,
};
use crate::domain::{
    ArrivalFacts, ChangeId, Fit, ImportRow, Profile, ProfileId, Referral, ReferralId, ReferralText,
};
use crate::store::{ChangeLabel, Recorded, StoreError};
use std::path::PathBuf;
use std::sync::Arc;

/// Everything the panel shows of a referral.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Detail {
    /// The referral.
    pub referral: Referral,
    /// Its long texts.
    pub text: ReferralText,
    /// Its history, the oldest line first.
    pub history: Vec<Recorded>,
    /// How it fits the profiles.
    pub fit: Fit,
}

/// Counts of the whole file, and what undo and redo would do.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Overview {
    /// Archived referrals.
    pub archived: usize,
    /// Sample referrals.
    pub samples: usize,
    /// Reminders no person has seen in the list.
    pub unread_reminders: usize,
    /// What undo would take back.
    pub undoable: Option<ChangeLabel>,
    /// What redo would make again.
    pub redoable: Option<ChangeLabel>,
    /// The change that `undoable` names.
    pub undoes: Option<ChangeId>,
    /// The undo that `redoable` names.
    pub redoes: Option<ChangeId>,
    /// The newest change the file then had.
    pub newest: ChangeId,
}

/// What came to nothing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Failing {
    /// A command.
    Command,
    /// Writing down what the clock has ended.
    Clock,
    /// Keeping the settings, or that reminders were seen.
    Settings,
    /// Reading.
    Reading,
}

/// A referral, and what it is in the file.
pub type Reality = (ReferralId, InFile);

/// What a referral is in the file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum InFile {
    /// This.
    Is(Box<Referral>),
    /// There is no such referral any more.
    Gone,
    /// Not known: the file could not be read.
    Unread,
}

/// A thread behind the window.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Worker {
    /// Without it nothing can be saved.
    Writer,
    /// Without it nothing new can be shown.
    Reader,
    /// Without it the board cannot be searched.
    Search,
    /// Without it backups cannot be listed or compared.
    Backups,
    /// Without it damage is not looked for.
    Check,
}

/// What the threads tell the window. The session has taken it in already.
#[derive(Debug)]
pub enum Event {
    /// The lanes of a large board were read, with the cards in sight.
    Outlined(Box<Board>),
    /// The board was read.
    BoardRead(Box<Board>),
    /// A command was carried out, durably.
    Done {
        /// What it did.
        done: Box<Done>,
        /// The referrals whose change was shown before it was written, and is.
        shown: Vec<ReferralId>,
        /// Those whose change was shown and was refused after all, and what they really are.
        taken_back: Vec<Reality>,
    },
    /// Something came to nothing.
    Failed {
        /// Why.
        error: DeskError,
        /// What it was.
        of: Failing,
        /// The referrals whose change was shown too early, and what they really are.
        shown: Vec<Reality>,
    },
    /// The clock ended these, or opened them again after it had been ahead.
    Settled(Vec<Touched>),
    /// What was searched for on the board was found.
    Found(Found),
    /// The filters that can be set beside this query, and how many referrals each would show.
    FilterChoices(Box<BoardQuery>, Box<FilterChoices>),
    /// How many open referrals each of these queries shows.
    Counted(Vec<(BoardQuery, usize)>),
    /// The referrals whose customers are called like this, the best first; a handful.
    Named {
        /// As it was typed.
        wanted: Box<str>,
        /// The referrals.
        ids: Vec<ReferralId>,
    },
    /// What taking in these rows would do.
    ImportPreviewed {
        /// The rows.
        rows: Vec<ImportRow>,
        /// What they would do.
        report: Result<ImportReport, DeskError>,
    },
    /// What was changed in the settings is kept; with what other programs have chosen they are these now.
    SettingsSaved(Box<Settings>),
    /// The panel's content.
    Detail(Box<Detail>),
    /// The archive's lines.
    Archive {
        /// For which query.
        query: Box<ArchiveQuery>,
        /// The lines.
        rows: Arc<[ArchiveRow]>,
        /// The regions that occur in the archive.
        regions: Vec<String>,
    },
    /// The recorded reminders that still matter.
    Reminders(Vec<ReminderNote>),
    /// What arrives for a profile.
    ArrivalFacts(ProfileId, Box<ArrivalFacts>),
    /// The profiles.
    Profiles(Arc<[Profile]>),
    /// The counts.
    Overview(Box<Overview>),
    /// Another program, or this one's other threads, wrote these.
    WrittenElsewhere(Vec<(ReferralId, Option<Referral>)>),
    /// A backup was put in the file's place.
    FileReplaced,
    /// What is asked for has to wait until a backup is made, for this reason, which takes a while.
    BackingUp(Why),
    /// The backups of the file.
    Backups(Box<BackupsSeen>),
    /// A backup was made because a person asked for it, or why not.
    BackupMade(Result<KnownBackup, DeskError>),
    /// What restoring a backup would change.
    Compared {
        /// The backup.
        backup: PathBuf,
        /// What it would change.
        compared: Result<Box<Compared>, DeskError>,
    },
    /// A backup was put in the file's place, or why not.
    Restored {
        /// The backup.
        backup: PathBuf,
        /// Where what the file held before is kept.
        kept: Result<PathBuf, DeskError>,
    },
    /// What erasing the persons behind these referrals would do.
    ErasurePreviewed(Vec<ReferralId>, Result<Box<ErasurePreview>, DeskError>),
    /// How many persons a retention period of so many days would erase now.
    KeptTooLong(u32, Result<usize, DeskError>),
    /// What was erased is gone from the backups as well, or why not; `None` when there was nothing to do.
    ErasureFinished(Result<Option<Box<Erasure>>, DeskError>),
    /// The settings that are kept are others than they were.
    SettingsRead {
        /// These.
        settings: Box<Settings>,
        /// So many changes of this window were written when they were asked for.
        saved: u64,
    },
    /// A thread ended before its time. What was shown but not written goes back; only starting the program again helps.
    Ended(Worker),
    /// Somebody was erased, by whichever program: what is known of the settings may name that person.
    PersonsErased,
    /// The file is damaged. Nothing more should be written to it.
    DamageFound(StoreError),
}
