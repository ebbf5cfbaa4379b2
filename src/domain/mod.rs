//! What a referral is and what may happen to it: pure rules, with no clock, no input or output, no SQL and no window.

mod command;
mod deadline;
mod decide;
mod edit;
mod erase;
mod fit;
mod history;
mod import;
mod lapse;
mod metrics;
mod money;
mod policy;
mod profile;
mod profile_check;
mod referral;
mod reminder;
mod search_fold;
mod snooze;
mod text_limit;
mod time;
mod values;
mod week;
mod working_hours;

pub use command::{
    Action, ChangeId, Command, DealTerms, NewReferral, NotesOver, ReferralEdit, Seen, both_notes,
};
pub use deadline::{Deadline, Mark, MarkKind, Urgency};
pub use decide::{Change, Refusal, TextChange, decide, entered, receive};
pub use erase::{ERASED_MARK, ErasedTexts, PersonTerms, Persons, erasure_entry, without_person};
pub use fit::{Fit, RegionFit, SizeFit, fit};
pub use history::{Entry, EntryKind, Origin};
pub use import::{ImportRow, ReportedState, fingerprint, merge};
pub use lapse::{CLOCK_AHEAD_SECONDS, lapse, reopen};
pub use metrics::{
    Arrived, DealSum, Ended, EstimateSum, FEWEST_CASES, Figures, MetricGroup, MetricGrouping,
    MetricsQuery, OutcomeCounts, Period, Population, SOURCE_ENTERED, SOURCE_IMPORTED, Share,
    Spread, Timing, Worth,
};
pub use money::{Amount, AmountError, Currency, Deal};
pub use policy::{ClockStart, DeadlinePolicy, LapseRule, PolicyId};
pub use profile::{Contact, Location, Profile, ProfileId};
pub use profile_check::{
    ArrivalFacts, Finding, FindingKind, ProfileField, Severity, check, is_email,
};
pub use referral::{Outcome, Reason, Referral, ReferralId, ReferralText, Stage, State};
pub use reminder::{LeadTimes, Reminder, ReminderRules, planned_reminders};
pub use search_fold::{push_search_fold, search_fold, search_matches, search_words};
pub use snooze::{Snooze, SnoozeChoice, snooze};
pub use text_limit::MAXIMUM_TEXT_BYTES;
pub use time::{Date, Timestamp, TimestampError};
pub use values::{COMPANY_SIZES, INDUSTRIES, PRODUCTS, SERVICES, fold, size_covers};
pub use week::Week;
pub use working_hours::{LAST_CALL_SECONDS, LocalTime, WorkingHours};
