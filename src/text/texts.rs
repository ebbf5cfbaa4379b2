//! The messages of one language, read from the Fluent files under `assets/locales`.

use super::{Language, Zone};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;
use unic_langid::LanguageIdentifier;

/// All messages of one language, and the time zone in which its times are told. Cheap to clone and to share between threads.
#[derive(Clone)]
pub struct Texts {
    messages: Arc<Messages>,
    zone: Zone,
}

struct Messages {
    language: Language,
    bundle: FluentBundle<FluentResource>,
    /// Messages without arguments, formatted once, so that a frame pays nothing for them.
    plain: HashMap<&'static str, String>,
}

/// A value put into a message.
#[derive(Clone, Debug)]
pub enum Argument<'a> {
    /// Put in as it is.
    Text(Cow<'a, str>),
    /// Put in with grouped digits, and able to choose a plural form. Numbers that are names, such as years, are given as text.
    Number(i64),
}

/// The Fluent files of one language: a file per area of the program.
macro_rules! files {
    ($folder:literal: $($area:literal)*) => {
        &[$(include_str!(concat!("../../assets/locales/", $folder, "/", $area, ".ftl"))),*]
    };
}

const ENGLISH_FILES: &[&str] = files!("en":
    "app" "archive" "backups" "board" "cli" "common" "dialogs" "encryption" "erase" "format" "import" "keys" "notices" "panel" "profile"
    "profiles" "recovery" "reminders" "report" "settings" "sheet" "values" "workflow");
const JAPANESE_FILES: &[&str] = files!("ja":
    "app" "archive" "backups" "board" "cli" "common" "dialogs" "encryption" "erase" "format" "import" "keys" "notices" "panel" "profile"
    "profiles" "recovery" "reminders" "report" "settings" "sheet" "values" "workflow");

impl Texts {
    /// The messages of `language`, with times told in the system's time zone.
    pub fn new(language: Language) -> Self {
        Self::in_zone(language, Zone::Local)
    }

    /// The messages of `language`, with times told in `zone`.
    pub fn in_zone(language: Language, zone: Zone) -> Self {
        let files = match language {
            Language::English => ENGLISH_FILES,
            Language::Japanese => JAPANESE_FILES,
        };
        let identifier: LanguageIdentifier = language.code().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
        // The marks keep right-to-left text apart; none of the languages is written so, and fonts show them as boxes.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(grouped_number));
        for &source in files {
            // What can be read of a faulty file is used; `tests/locales.rs` keeps faulty ones from being shipped.
            let resource = match FluentResource::try_new(source.to_owned()) {
                Ok(resource) => resource,
                Err((resource, errors)) => {
                    tracing::error!(?errors, "a language file cannot be read in full");
                    resource
                }
            };
            if let Err(errors) = bundle.add_resource(resource) {
                tracing::error!(?errors, "a language file repeats a message");
            }
        }
        let plain = files
            .iter()
            .copied()
            .flat_map(message_keys)
            .filter_map(|key| Some((key, plain_message(&bundle, key)?)))
            .collect();
        Self {
            messages: Arc::new(Messages {
                language,
                bundle,
                plain,
            }),
            zone,
        }
    }

    /// The same messages, with times told in `zone`.
    #[must_use]
    pub fn moved_to(&self, zone: Zone) -> Self {
        Self {
            messages: self.messages.clone(),
            zone,
        }
    }

    /// The language of the messages.
    pub fn language(&self) -> Language {
        self.messages.language
    }

    /// The time zone in which times are told.
    pub const fn zone(&self) -> Zone {
        self.zone
    }

    /// The message without arguments named `key`; the key itself where there is none.
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        self.messages.plain.get(key).map_or(key, String::as_str)
    }

    /// Whether there is a message named `key`.
    pub fn has(&self, key: &str) -> bool {
        self.messages.bundle.has_message(key)
    }

    /// The message named `key` as the name of what asks for more before anything changes.
    pub fn with_dialog(&self, key: &str) -> String {
        self.with("common-with-dialog", &[("label", self.get(key).into())])
    }

    /// The message named `key` with `arguments` put in; the key itself where there is none.
    pub fn with(&self, key: &str, arguments: &[(&str, Argument<'_>)]) -> String {
        let Some(pattern) = self
            .messages
            .bundle
            .get_message(key)
            .and_then(|message| message.value())
        else {
            return key.to_owned();
        };
        let mut values = FluentArgs::with_capacity(arguments.len());
        for (name, argument) in arguments {
            values.set(*name, argument.to_value());
        }
        // An argument that is missing shows as its name in braces, which is the best that can be done at this place.
        let mut errors = Vec::new();
        self.messages
            .bundle
            .format_pattern(pattern, Some(&values), &mut errors)
            .into_owned()
    }
}

impl std::fmt::Debug for Texts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Texts")
            .field("language", &self.messages.language)
            .field("zone", &self.zone)
            .finish_non_exhaustive()
    }
}

/// The names of the messages in a Fluent file: a message starts a line with its name and an equals sign.
fn message_keys(source: &str) -> impl Iterator<Item = &str> {
    source
        .lines()
        .filter(|line| line.starts_with(|c: char| c.is_ascii_alphabetic()))
        .filter_map(|line| line.split_once('='))
        .map(|(key, _)| key.trim_end())
}

/// The message named `key`, when it needs no arguments.
fn plain_message(bundle: &FluentBundle<FluentResource>, key: &str) -> Option<String> {
    let pattern = bundle.get_message(key)?.value()?;
    let mut errors = Vec::new();
    let text = bundle
        .format_pattern(pattern, None, &mut errors)
        .into_owned();
    errors.is_empty().then_some(text)
}

/// Whole numbers in messages get grouped digits.
fn grouped_number<M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    match value {
        FluentValue::Number(number) => Some(super::format::grouped(number.value as i128)),
        _ => None,
    }
}

impl Argument<'_> {
    fn to_value(&self) -> FluentValue<'_> {
        match self {
            Self::Text(text) => FluentValue::String(Cow::Borrowed(text)),
            Self::Number(number) => FluentValue::from(*number),
        }
    }
}

impl<'a> From<&'a str> for Argument<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl<'a> From<&'a String> for Argument<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Argument<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl From<i64> for Argument<'_> {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<u64> for Argument<'_> {
    fn from(number: u64) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<usize> for Argument<'_> {
    fn from(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_shared_between_threads() {
        fn shared<T: Send + Sync + Clone>() {}
        shared::<Texts>();
    }

    #[test]
    fn an_unknown_key_is_returned() {
        let texts = Texts::new(Language::English);
        assert_eq!(texts.get("no-such-key"), "no-such-key");
        assert_eq!(texts.with("no-such-key", &[]), "no-such-key");
        assert!(!texts.has("no-such-key"));
    }

    #[test]
    fn numbers_are_grouped_and_choose_the_plural() {
        let english = Texts::new(Language::English);
        let japanese = Texts::new(Language::Japanese);
        let count = |texts: &Texts, count: i64| {
            texts.with("common-referral-count", &[("count", count.into())])
        };
        assert_eq!(count(&english, 1), "1 referral");
        assert_eq!(count(&english, 12_000), "12,000 referrals");
        assert_eq!(count(&japanese, 12_000), "12,000件");
    }
}
