//! What is said of a command line that cannot be understood.

use super::values::BadValue;
use crate::text::{Say, Texts};
use clap::error::{ContextKind, ContextValue, ErrorKind};

/// What is wrong with the command line, and how it is to be written.
pub(super) fn wrong_usage(texts: &Texts, error: &clap::Error) -> String {
    let mut message = problem(texts, error);
    if let Some(ContextValue::StyledStr(usage)) = error.get(ContextKind::Usage) {
        let usage = usage.to_string();
        let usage = usage.trim().trim_start_matches("Usage:").trim_start();
        message += &["\n", texts.get("cli-heading-usage"), ": ", usage].concat();
    }
    message.push('\n');
    message.push_str(texts.get("cli-usage-see-help"));
    message
}

fn problem(texts: &Texts, error: &clap::Error) -> String {
    let argument = context(texts, error, ContextKind::InvalidArg);
    let with_argument = |key: &str| texts.with(key, &[("argument", argument.as_str().into())]);
    match error.kind() {
        ErrorKind::UnknownArgument => with_argument("cli-usage-unknown-argument"),
        ErrorKind::InvalidSubcommand => {
            let command = context(texts, error, ContextKind::InvalidSubcommand);
            texts.with("cli-usage-unknown-command", &[("command", command.into())])
        }
        ErrorKind::MissingRequiredArgument => with_argument("cli-usage-missing-argument"),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            texts.get("cli-usage-missing-command").to_owned()
        }
        ErrorKind::ArgumentConflict => {
            let other = context(texts, error, ContextKind::PriorArg);
            texts.with(
                "cli-usage-conflict",
                &[("argument", argument.into()), ("other", other.into())],
            )
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let value = context(texts, error, ContextKind::InvalidValue);
            if value.is_empty() {
                return with_argument("cli-usage-missing-value");
            }
            let mut sentence = texts.with(
                "cli-usage-bad-value",
                &[("argument", argument.into()), ("value", value.into())],
            );
            sentence.push_str(texts.get("cli-sentence-space"));
            sentence.push_str(&expectation(texts, error));
            sentence.trim_end().to_owned()
        }
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues | ErrorKind::NoEquals => {
            with_argument("cli-usage-missing-value")
        }
        _ => texts.get("cli-usage-not-understood").to_owned(),
    }
}

/// What would be right in place of a value that is not.
fn expectation(texts: &Texts, error: &clap::Error) -> String {
    use std::error::Error;
    if let Some(bad) = error
        .source()
        .and_then(|cause| cause.downcast_ref::<BadValue>())
    {
        return bad.say(texts);
    }
    let values = context(texts, error, ContextKind::ValidValue);
    if values.is_empty() {
        String::new()
    } else {
        texts.with("cli-value-listed", &[("values", values.into())])
    }
}

fn context(texts: &Texts, error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(several)) => several.join(texts.get("common-list-separator")),
        _ => String::new(),
    }
}
