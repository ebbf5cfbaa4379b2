//! The names of messages that are put together from a domain value's neutral code.

use crate::domain::{Action, EntryKind, Outcome, PolicyId, Reason, Stage, Urgency};

/// The message that names a stage.
pub fn stage_key(stage: Stage) -> String {
    format!("stage-{}", stage.code())
}

/// The message that names an outcome.
pub fn outcome_key(outcome: Outcome) -> String {
    format!("outcome-{}", outcome.code())
}

/// The message that names what can be done with a referral: the label of its button.
pub const fn action_key(action: &Action) -> &'static str {
    match action {
        Action::Interested => "action-interested",
        Action::Skip => "action-skip",
        Action::Accept(_) => "action-accept",
        Action::Decline { .. } => "action-decline",
        Action::Won { .. } => "action-won",
        Action::Lost { .. } => "action-lost",
        Action::Correct { .. } => "action-correct",
        Action::Confirm => "action-confirm",
        Action::Snooze { .. } => "action-snooze",
        Action::Edit(_) => "action-edit",
    }
}

/// The message that names how pressing a referral is.
pub const fn urgency_key(urgency: Urgency) -> &'static str {
    match urgency {
        Urgency::Calm => "urgency-calm",
        Urgency::Soon => "urgency-soon",
        Urgency::Critical => "urgency-critical",
    }
}

/// The message that names what happened to a referral.
pub fn entry_key(kind: EntryKind) -> String {
    format!("entry-{}", kind.code())
}

/// The message of a listed reason; `None` for a text that came with an import.
pub fn reason_key(reason: &Reason) -> Option<String> {
    reason.number()?;
    Some(key_of_code("reason", reason.code()))
}

/// The message that names a deadline policy.
pub fn policy_key(policy: PolicyId) -> String {
    key_of_code("policy", policy.code())
}

/// The message that names a referral's field, by the name it has in [`crate::domain::Entry::fields`].
pub fn field_key(field: &str) -> String {
    key_of_code("field", field)
}

/// Codes are written with underscores, messages are named with hyphens.
fn key_of_code(area: &str, code: &str) -> String {
    format!("{area}-{}", code.replace('_', "-"))
}
