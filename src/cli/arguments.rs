//! What can be written after `leadline`: the commands and their arguments, as scripts rely on them. What is said about them to people is in
//! the language files; see `help`.

use super::values;
use crate::domain::{Currency, Date, Outcome, Reason, SnoozeChoice, Stage, Timestamp};
use crate::text::Language;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Everything on the command line.
#[derive(Debug, Parser)]
#[command(
    name = "leadline",
    version,
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true
)]
pub struct Arguments {
    /// The file; otherwise `LEADLINE_DB`, otherwise the one in the system's data folder.
    #[arg(long, global = true, value_name = "FILE")]
    pub db: Option<PathBuf>,
    /// The language; otherwise the file's, otherwise the system's.
    #[arg(long, global = true, value_name = "LANG", value_parser = values::language())]
    pub lang: Option<Language>,
    /// The file whose first line is the passphrase of an encrypted file.
    #[arg(long, global = true, value_name = "FILE")]
    pub passphrase_file: Option<PathBuf>,
    /// Start without a window.
    #[arg(long, conflicts_with = "open")]
    pub background: bool,
    /// Show this referral in the window.
    #[arg(long, value_name = "ID")]
    pub open: Option<i64>,
    /// Fill an empty file with the sample referrals; for the window.
    #[arg(long, hide = true)]
    pub samples: bool,
    /// What draws the window.
    #[arg(long, hide = true)]
    pub renderer: Option<Renderer>,
    /// What to do; the window opens without.
    #[command(subcommand)]
    pub command: Option<CommandArguments>,
}

/// What draws the window.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum Renderer {
    /// OpenGL.
    Glow,
    /// Vulkan, Metal or Direct3D.
    #[cfg(feature = "wgpu")]
    Wgpu,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum CommandArguments {
    /// Take in files of referrals.
    Import(ImportArguments),
    /// Enter a referral.
    Add(AddArguments),
    /// List the referrals.
    List(ListArguments),
    /// Show a referral with its history.
    Show(ReferralArguments),
    /// New to Evaluating.
    Interested(ReferralsArguments),
    /// New to Archived, Skipped.
    Skip(ReferralsArguments),
    /// Evaluating to Negotiating.
    Accept(AcceptArguments),
    /// Evaluating to Archived, Declined.
    Decline(ReasonArguments),
    /// Negotiating to Archived, Won.
    Won(WonArguments),
    /// Negotiating to Archived, Lost.
    Lost(ReasonArguments),
    /// From the archive to the stage before.
    Correct(CorrectArguments),
    /// The clock ended it, as presumed.
    Confirm(ReferralsArguments),
    /// Put the reminders of referrals off.
    Snooze(SnoozeArguments),
    /// Take back the last change.
    Undo(UndoArguments),
    /// Erase the person behind referrals.
    Erase(EraseArguments),
    /// The business profiles, as JSON.
    #[command(subcommand)]
    Profile(ProfileArguments),
    /// Plan and raise reminders.
    Remind(RemindArguments),
    /// The weekly review.
    Report(ReportArguments),
    /// Write all referrals to a file.
    Export(FileArguments),
    /// Write the board or a referral to a PDF or PNG file.
    Print(PrintArguments),
    /// Copy the file.
    Backup(FileArguments),
    /// Put a copy's content in place of the file's.
    Restore(RestoreArguments),
    /// List the backups the program made by itself.
    Backups(BackupsArguments),
    /// Check the file for damage.
    Check,
    /// Get a damaged file back.
    Recover(RecoverArguments),
    /// A passphrase for the file and its backups.
    #[command(subcommand)]
    Encryption(EncryptionArguments),
    /// Try out what depends on the system.
    #[command(subcommand)]
    Selftest(SelftestArguments),
}

/// `import`
#[derive(Debug, Args)]
pub struct ImportArguments {
    /// The files.
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Which column fills which field, where that is not recognised.
    #[arg(long = "map", value_name = "FIELD=HEADER", value_parser = values::assignment)]
    pub assignments: Vec<values::Assignment>,
    /// Tell what would be done, and do nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// Leave out rows that cannot be read, instead of refusing everything.
    #[arg(long)]
    pub skip_bad_rows: bool,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
}

/// `add`
#[derive(Debug, Args)]
pub struct AddArguments {
    /// The customer's company name.
    #[arg(long, value_name = "NAME", allow_hyphen_values = true)]
    pub customer: String,
    /// When Partner Center received it; now when not told.
    #[arg(long, value_name = "RFC3339", value_parser = values::instant)]
    pub received_at: Option<Timestamp>,
    /// The customer's country or region.
    #[arg(long, value_name = "CC", value_parser = values::region)]
    pub region: Option<String>,
    /// The customer's size.
    #[arg(long, value_name = "VALUE", value_parser = values::company_size)]
    pub size: Option<String>,
    /// What is asked, in short.
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub overview: Option<String>,
    /// The contact's name.
    #[arg(long, value_name = "NAME", allow_hyphen_values = true)]
    pub contact_name: Option<String>,
    /// The contact's mail address.
    #[arg(long, value_name = "EMAIL", value_parser = values::email)]
    pub email: Option<String>,
    /// The contact's phone number.
    #[arg(long, value_name = "PHONE")]
    pub phone: Option<String>,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
}

/// `list`
#[derive(Debug, Args)]
pub struct ListArguments {
    /// Only this stage.
    #[arg(long, value_name = "STAGE", value_parser = values::stage())]
    pub stage: Option<Stage>,
    /// Only this outcome, and so only the archive.
    #[arg(long, value_name = "OUTCOME", value_parser = values::outcome())]
    pub outcome: Option<Outcome>,
    /// As it will stand at that instant if nobody acts.
    #[arg(long, value_name = "RFC3339", value_parser = values::instant)]
    pub as_of: Option<Timestamp>,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
}

/// A referral and nothing else.
#[derive(Debug, Args)]
pub struct ReferralArguments {
    /// Which referral.
    #[arg(value_name = "ID")]
    pub id: i64,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
}

/// Referrals and nothing else.
#[derive(Debug, Args)]
pub struct ReferralsArguments {
    /// Which referrals.
    #[arg(required = true, value_name = "ID")]
    pub ids: Vec<i64>,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
}

/// `accept`
#[derive(Debug, Args)]
pub struct AcceptArguments {
    /// Which referral.
    #[arg(value_name = "ID")]
    pub id: i64,
    /// Estimated value.
    #[arg(long, value_name = "AMOUNT", value_parser = values::amount, allow_negative_numbers = true)]
    pub value: String,
    /// Its currency.
    #[arg(long, value_name = "CODE", value_parser = values::currency)]
    pub currency: Currency,
    /// Estimated closing date.
    #[arg(long, value_name = "DATE", value_parser = values::date)]
    pub close: Date,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
}

/// `decline` and `lost`
#[derive(Debug, Args)]
pub struct ReasonArguments {
    /// Which referrals.
    #[arg(required = true, value_name = "ID")]
    pub ids: Vec<i64>,
    /// Why, from Partner Center's list.
    #[arg(long, value_name = "CODE", value_parser = values::reason)]
    pub reason: Option<Reason>,
    /// In the person's words.
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub note: Option<String>,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
}

/// `won`
#[derive(Debug, Args)]
pub struct WonArguments {
    /// Which referrals.
    #[arg(required = true, value_name = "ID")]
    pub ids: Vec<i64>,
    /// The final value; the estimate stands without.
    #[arg(long, value_name = "AMOUNT", value_parser = values::amount, allow_negative_numbers = true)]
    pub value: Option<String>,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
}

/// `correct`
#[derive(Debug, Args)]
pub struct CorrectArguments {
    /// Which referral.
    #[arg(value_name = "ID")]
    pub id: i64,
    /// Why.
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub note: String,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
}

/// `snooze`
#[derive(Debug, Args)]
pub struct SnoozeArguments {
    /// Which referrals.
    #[arg(required = true, value_name = "ID")]
    pub ids: Vec<i64>,
    /// How long.
    #[arg(value_name = "1h|4h|tomorrow", value_parser = values::snooze_choice())]
    pub choice: SnoozeChoice,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
}

/// `undo`
#[derive(Debug, Args)]
pub struct UndoArguments {
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
}

/// `erase`
#[derive(Debug, Args)]
pub struct EraseArguments {
    /// Whose persons.
    #[arg(required = true, value_name = "ID")]
    pub erased_ids: Vec<i64>,
    /// The full request and the notes as well.
    #[arg(long)]
    pub all_texts: bool,
    /// Tell what would be done, and do nothing.
    #[arg(long, conflicts_with_all = ["yes", "delete_copies"])]
    pub dry_run: bool,
    /// Do it.
    #[arg(long)]
    pub yes: bool,
    /// Also delete what cannot be written anew.
    #[arg(long)]
    pub delete_copies: bool,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
}

/// `profile`
#[derive(Debug, Subcommand)]
pub enum ProfileArguments {
    /// Print every profile.
    List,
    /// Print the profile of a region.
    Show {
        /// Which region.
        #[arg(value_name = "REGION")]
        region: String,
    },
    /// Create or replace profiles.
    Import(FileArguments),
    /// Write every profile to a file, or print them.
    Export {
        /// Where to.
        #[arg(value_name = "FILE")]
        file: Option<PathBuf>,
    },
}

/// `remind`
#[derive(Debug, Args)]
#[command(group(clap::ArgGroup::new("how").required(true).args(["plan", "once", "watch"])))]
pub struct RemindArguments {
    /// Print what will be raised.
    #[arg(long)]
    pub plan: bool,
    /// Raise what is due, and end.
    #[arg(long)]
    pub once: bool,
    /// Raise what comes due until stopped.
    #[arg(long)]
    pub watch: bool,
    /// How far to plan.
    #[arg(long, value_name = "RFC3339", value_parser = values::instant, conflicts_with_all = ["once", "watch"])]
    pub until: Option<Timestamp>,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
}

/// `report`
#[derive(Debug, Args)]
pub struct ReportArguments {
    /// Of which week; of the one that is running when none is named.
    #[arg(long, value_name = "this|last|YYYY-Www", num_args = 0..=1, default_missing_value = "this", value_parser = values::week)]
    pub week: values::WeekChoice,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
}

/// What can be tried out.
#[derive(Debug, Subcommand)]
pub enum SelftestArguments {
    /// Raise a notification and tell what becomes of it.
    Notifications(NotificationsTestArguments),
}

/// How long a notification is listened to.
#[derive(Debug, Args)]
pub struct NotificationsTestArguments {
    /// How many seconds a click or a button is waited for.
    #[arg(long, value_name = "SECONDS", default_value_t = 60, value_parser = clap::value_parser!(u64).range(0..=3_600))]
    pub wait: u64,
}

/// `print`
#[derive(Debug, Args)]
pub struct PrintArguments {
    /// Which file.
    #[arg(value_name = "FILE.pdf|FILE.png")]
    pub file: PathBuf,
    /// Which referral; the board without.
    #[arg(value_name = "ID")]
    pub printed_id: Option<i64>,
}

/// `restore`
#[derive(Debug, Args)]
pub struct RestoreArguments {
    /// The copy.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Tell what would be changed, and change nothing.
    #[arg(long)]
    pub preview: bool,
    /// Print JSON; with `--preview`.
    #[arg(long, requires = "preview")]
    pub json: bool,
}

/// `backups`
#[derive(Debug, Args)]
pub struct BackupsArguments {
    /// Make one first.
    #[arg(long)]
    pub now: bool,
    /// Keep every backup in this folder as well, from now on.
    #[arg(long, value_name = "FOLDER", conflicts_with = "single_folder")]
    pub second_folder: Option<PathBuf>,
    /// Keep them in their own folder only, from now on.
    #[arg(long)]
    pub single_folder: bool,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
}

/// `encryption`
#[derive(Debug, Subcommand)]
pub enum EncryptionArguments {
    /// Tell whether the file is encrypted.
    Status {
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Encrypt the file and its backups.
    On(NewPassphraseArguments),
    /// Encrypt them with another passphrase.
    Change(NewPassphraseArguments),
    /// Have them without a passphrase again.
    Off,
    /// Have the system remember the passphrase.
    Remember,
    /// Have the system forget it.
    Forget,
}

/// A new passphrase.
#[derive(Debug, Args)]
pub struct NewPassphraseArguments {
    /// The file whose first line it is.
    #[arg(long, value_name = "FILE", conflicts_with = "generate")]
    pub new_passphrase_file: Option<PathBuf>,
    /// Make one, and print it.
    #[arg(long)]
    pub generate: bool,
    /// Have the system remember it.
    #[arg(long)]
    pub remember: bool,
    /// Also delete copies that were set aside, which stay as they are otherwise.
    #[arg(long)]
    pub delete_copies: bool,
}

/// `recover`
#[derive(Debug, Args)]
pub struct RecoverArguments {
    /// From this backup.
    #[arg(long, value_name = "FILE", conflicts_with = "salvage")]
    pub from_backup: Option<PathBuf>,
    /// From what is left of the file itself.
    #[arg(long)]
    pub salvage: bool,
    /// Tell what would be done, and do nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// Print JSON.
    #[arg(long)]
    pub json: bool,
}

/// A file and nothing else.
#[derive(Debug, Args)]
pub struct FileArguments {
    /// Which file.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
}
