//! Reading the values of arguments, and what is said of those that cannot be read.

use crate::domain::{
    Amount, AmountError, COMPANY_SIZES, Currency, Date, Outcome, Reason, SnoozeChoice, Stage,
    Timestamp, Week, fold, is_email,
};
use crate::exchange::{Field, region_code};
use crate::text::{Language, Say, Texts, regions};
use chrono::Datelike;
use clap::builder::{PossibleValuesParser, TypedValueParser};

/// Which column of a file fills which field.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Assignment {
    /// The field.
    pub field: Field,
    /// The column's name.
    pub header: String,
}

/// Which week is meant.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum WeekChoice {
    /// The one that is running.
    This,
    /// The one before.
    Last,
    /// One of the calendar.
    Named(Week),
}

/// Why a value cannot be read.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum BadValue {
    /// No instant.
    #[error("not a date and time such as 2026-11-22T09:00:00Z")]
    Instant,
    /// No date.
    #[error("not a date such as 2026-12-31")]
    Date,
    /// No week.
    #[error("not a week such as 2026-W48")]
    Week,
    /// No number.
    #[error("not an amount such as 12000.50")]
    Amount,
    /// A number below zero.
    #[error("an amount cannot be negative")]
    Negative,
    /// No country or region.
    #[error("not a country or region such as JP")]
    Region,
    /// Not one of Partner Center's company sizes.
    #[error("not a company size of Partner Center's list")]
    CompanySize,
    /// No mail address.
    #[error("not a mail address")]
    Email,
    /// No three letters.
    #[error("not a currency code such as USD")]
    Currency,
    /// Not one of Partner Center's reasons.
    #[error("not a reason of Partner Center's list")]
    Reason,
    /// Not of the form `FIELD=HEADER`.
    #[error("not of the form FIELD=HEADER")]
    Assignment,
    /// No field of that name.
    #[error("not a field")]
    Field,
    /// Not one of a few words.
    #[error("not one of the values")]
    Word,
}

impl Say for BadValue {
    /// What would be right.
    fn say(&self, texts: &Texts) -> String {
        let listed = |key: &str, names: Vec<String>| {
            let names = names.join(texts.get("common-list-separator"));
            texts.with(key, &[("values", names.into())])
        };
        let key = match self {
            Self::Instant => "cli-value-instant",
            Self::Date => "cli-value-date",
            Self::Week => "cli-value-week",
            Self::Amount => "cli-value-amount",
            Self::Negative => "cli-value-negative",
            Self::Region => "cli-value-region",
            Self::Email => "cli-value-email",
            Self::CompanySize => {
                return listed(
                    "cli-value-listed",
                    COMPANY_SIZES.map(str::to_owned).to_vec(),
                );
            }
            Self::Currency => "cli-value-currency",
            Self::Assignment => "cli-value-assignment",
            Self::Reason => {
                let codes = Reason::listed().map(|reason| reason.code().to_owned());
                return listed("cli-value-listed", codes.collect());
            }
            Self::Field => {
                let names = Field::MAPPABLE.map(|field| field.name().to_owned());
                return listed("cli-value-listed", names.to_vec());
            }
            Self::Word => return String::new(),
        };
        texts.get(key).to_owned()
    }
}

/// RFC 3339; UTC where no offset is written.
pub(super) fn instant(text: &str) -> Result<Timestamp, BadValue> {
    // Without an offset it would silently be another instant than the person means.
    chrono::DateTime::parse_from_rfc3339(text)
        .ok()
        .and_then(|at| Timestamp::from_utc(at.to_utc()))
        .ok_or(BadValue::Instant)
}

/// A date as ISO 8601 writes it.
pub(super) fn date(text: &str) -> Result<Date, BadValue> {
    Date::parse_from_str(text.trim(), "%Y-%m-%d")
        .ok()
        .filter(|date| (1..=9999).contains(&date.year()))
        .ok_or(BadValue::Date)
}

/// The running week, the one before, or one of the calendar, as ISO 8601 names it.
pub(super) fn week(text: &str) -> Result<WeekChoice, BadValue> {
    match text.trim() {
        "this" => Ok(WeekChoice::This),
        "last" => Ok(WeekChoice::Last),
        name => Week::parse(name)
            .map(WeekChoice::Named)
            .ok_or(BadValue::Week),
    }
}

/// Keeps the text of what is a number: only its currency tells whether the number fits.
pub(super) fn amount(text: &str) -> Result<String, BadValue> {
    match Amount::parse(text, None) {
        Err(AmountError::NotANumber) => {
            let is_negative = text
                .trim()
                .strip_prefix('-')
                .is_some_and(|rest| Amount::parse(rest, None).is_ok());
            Err(if is_negative {
                BadValue::Negative
            } else {
                BadValue::Amount
            })
        }
        Ok(_) | Err(_) => Ok(text.to_owned()),
    }
}

pub(super) fn currency(text: &str) -> Result<Currency, BadValue> {
    Currency::parse(text)
        .filter(Currency::is_listed)
        .ok_or(BadValue::Currency)
}

/// The code of a country or region, by its code or by a name of it in either language.
pub(super) fn region(text: &str) -> Result<String, BadValue> {
    let code = region_code(text.trim());
    let named = fold(&code);
    Language::ALL
        .into_iter()
        .flat_map(|language| regions(&Texts::new(language)))
        .find(|(known, name)| *known == code || fold(name) == named)
        .map(|(known, _)| known.to_owned())
        .ok_or(BadValue::Region)
}

/// One of Partner Center's company sizes, however its letters are written.
pub(super) fn company_size(text: &str) -> Result<String, BadValue> {
    COMPANY_SIZES
        .into_iter()
        .find(|known| known.eq_ignore_ascii_case(text.trim()))
        .map(str::to_owned)
        .ok_or(BadValue::CompanySize)
}

pub(super) fn email(text: &str) -> Result<String, BadValue> {
    let text = text.trim();
    if is_email(text) {
        Ok(text.to_owned())
    } else {
        Err(BadValue::Email)
    }
}

/// A reason of Partner Center's list, by its code or its number.
pub(super) fn reason(text: &str) -> Result<Reason, BadValue> {
    Reason::parse_listed(text).ok_or(BadValue::Reason)
}

pub(super) fn assignment(text: &str) -> Result<Assignment, BadValue> {
    let (field, header) = text.split_once('=').ok_or(BadValue::Assignment)?;
    let field = Field::from_name(&field.trim().to_ascii_lowercase()).ok_or(BadValue::Field)?;
    Ok(Assignment {
        field,
        header: header.to_owned(),
    })
}

pub(super) fn language() -> impl TypedValueParser<Value = Language> {
    PossibleValuesParser::new(Language::ALL.map(Language::code))
        .try_map(|code| Language::from_code(&code).ok_or(BadValue::Word))
}

pub(super) fn stage() -> impl TypedValueParser<Value = Stage> {
    PossibleValuesParser::new(Stage::ALL.map(Stage::code))
        .try_map(|code| Stage::from_code(&code).ok_or(BadValue::Word))
}

pub(super) fn snooze_choice() -> impl TypedValueParser<Value = SnoozeChoice> {
    PossibleValuesParser::new(SnoozeChoice::ALL.map(SnoozeChoice::code))
        .try_map(|code| SnoozeChoice::from_code(&code).ok_or(BadValue::Word))
}

pub(super) fn outcome() -> impl TypedValueParser<Value = Outcome> {
    PossibleValuesParser::new(Outcome::ALL.map(Outcome::code))
        .try_map(|code| Outcome::from_code(&code).ok_or(BadValue::Word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read_strictly() {
        assert!(date("2026-12-31").is_ok());
        for text in ["", "31.12.2026", "2026-02-30", "12026-01-01", "tomorrow"] {
            assert_eq!(date(text), Err(BadValue::Date), "{text}");
        }
        assert!(amount("12000.50").is_ok() && amount("12,000").is_ok());
        assert_eq!(amount("-5"), Err(BadValue::Negative));
        assert_eq!(amount("-five"), Err(BadValue::Amount));
        for text in ["JP", "jp", "Japan", "日本", " japan "] {
            assert_eq!(region(text).as_deref(), Ok("JP"), "{text}");
        }
        assert_eq!(region("UK").as_deref(), Ok("GB"));
        for text in ["ZZ", "Atlantis", ""] {
            assert_eq!(region(text), Err(BadValue::Region), "{text}");
        }
        assert!(company_size("51To250Employees").is_ok());
        assert_eq!(company_size("big"), Err(BadValue::CompanySize));
        assert!(email("aiko@contoso.example").is_ok());
        assert_eq!(email("aiko at contoso"), Err(BadValue::Email));
        assert_eq!(currency("dollars"), Err(BadValue::Currency));
        assert!(reason("budget").is_ok() && reason("8").is_ok());
        assert_eq!(reason("9"), Err(BadValue::Reason));
        assert_eq!(assignment("customer"), Err(BadValue::Assignment));
        assert_eq!(assignment("client=Name"), Err(BadValue::Field));
        assert_eq!(
            assignment("customer=Company = name").map(|assignment| assignment.header),
            Ok("Company = name".to_owned())
        );
    }
}
