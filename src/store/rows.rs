//! How a referral is laid out in its row, and read back.

use crate::domain::{
    Amount, Contact, Currency, Date, Deal, Outcome, PolicyId, Reason, Referral, ReferralId,
    ReferralText, Stage, State, Timestamp,
};
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use rusqlite::{Result, Row};
use std::collections::BTreeMap;

/// The columns of a referral in the order [`read_referral`] takes them.
pub(super) const REFERRAL_COLUMNS: &str = "id, revision, partner_center_id, customer, region, company_size, overview, \
     stage, outcome, presumed, archived_from, archived_at, received_at, interested_at, accepted_at, policy, \
     expires_at, lapse_waived, deal_value, currency, close_on, owner, reason, sample, snoozed_until";

/// A value that is stored as text and read back by parsing.
pub(super) struct Parsed<T>(pub(super) T);

impl FromSql for Parsed<Stage> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Stage::from_code(value.as_str()?)
            .map(Self)
            .ok_or(FromSqlError::InvalidType)
    }
}

impl FromSql for Parsed<Outcome> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Outcome::from_code(value.as_str()?)
            .map(Self)
            .ok_or(FromSqlError::InvalidType)
    }
}

impl FromSql for Parsed<PolicyId> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        PolicyId::from_code(value.as_str()?)
            .map(Self)
            .ok_or(FromSqlError::InvalidType)
    }
}

impl FromSql for Parsed<Currency> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Currency::parse(value.as_str()?)
            .map(Self)
            .ok_or(FromSqlError::InvalidType)
    }
}

impl FromSql for Parsed<Amount> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        use serde::Deserialize;
        use serde::de::value::{BorrowedStrDeserializer, Error};
        Amount::deserialize(BorrowedStrDeserializer::<Error>::new(value.as_str()?))
            .map(Self)
            .map_err(FromSqlError::other)
    }
}

impl FromSql for Parsed<Date> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let text = value.as_str()?;
        match written_date(text) {
            Some(date) => Ok(Self(date)),
            None => text.parse().map(Self).map_err(FromSqlError::other),
        }
    }
}

/// A date as it is written into a row, `2026-11-22`; chrono's own reading, which knows many ways, takes ten times as long.
fn written_date(text: &str) -> Option<Date> {
    let mut parts = text.splitn(3, '-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if year.len() != 4 || month.len() != 2 || day.len() != 2 {
        return None;
    }
    Date::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

impl FromSql for Parsed<Reason> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Ok(Self(Reason::from_import(value.as_str()?)))
    }
}

impl FromSql for Timestamp {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_i64().map(Self::from_millis)
    }
}

impl ToSql for Timestamp {
    fn to_sql(&self) -> Result<ToSqlOutput<'_>> {
        Ok(self.millis().into())
    }
}

impl FromSql for ReferralId {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_i64().map(Self)
    }
}

impl ToSql for ReferralId {
    fn to_sql(&self) -> Result<ToSqlOutput<'_>> {
        Ok(self.0.into())
    }
}

fn parsed<T>(row: &Row<'_>, column: usize) -> Result<T>
where
    Parsed<T>: FromSql,
{
    row.get::<_, Parsed<T>>(column).map(|Parsed(value)| value)
}

fn parsed_option<T>(row: &Row<'_>, column: usize) -> Result<Option<T>>
where
    Parsed<T>: FromSql,
{
    row.get::<_, Option<Parsed<T>>>(column)
        .map(|value| value.map(|Parsed(value)| value))
}

/// The state of an open stage, which holds nothing more.
const fn open_state(stage: Stage) -> Option<State> {
    match stage {
        Stage::New => Some(State::New),
        Stage::Evaluating => Some(State::Evaluating),
        Stage::Negotiating => Some(State::Negotiating),
        Stage::Archived => None,
    }
}

/// Reads a row of [`REFERRAL_COLUMNS`].
pub(super) fn read_referral(row: &Row<'_>) -> Result<Referral> {
    let state = match open_state(parsed(row, 7)?) {
        Some(state) => state,
        None => State::Archived {
            outcome: parsed(row, 8)?,
            presumed: row.get(9)?,
            from: parsed(row, 10)?,
            at: row.get(11)?,
        },
    };
    Ok(Referral {
        id: row.get(0)?,
        revision: row.get(1)?,
        partner_center_id: row.get(2)?,
        customer: row.get(3)?,
        region: row.get(4)?,
        company_size: row.get(5)?,
        overview: row.get(6)?,
        state,
        received_at: row.get(12)?,
        interested_at: row.get(13)?,
        accepted_at: row.get(14)?,
        policy: parsed(row, 15)?,
        expires_at: row.get(16)?,
        lapse_waived: row.get(17)?,
        snoozed_until: row.get(24)?,
        deal: Deal {
            value: parsed_option(row, 18)?,
            currency: parsed_option(row, 19)?,
            close_on: parsed_option(row, 20)?,
        },
        owner: row.get(21)?,
        reason: parsed_option(row, 22)?,
        sample: row.get(23)?,
    })
}

/// The columns of an open referral's outline in the order [`read_outline`] takes them.
pub(super) const OUTLINE_COLUMNS: &str = "id, stage, received_at, interested_at, accepted_at, policy, \
     expires_at, lapse_waived, deal_value, currency, close_on";

/// Reads a row of [`OUTLINE_COLUMNS`].
pub(super) fn read_outline(row: &Row<'_>) -> Result<Referral> {
    let state = open_state(parsed(row, 1)?).ok_or(rusqlite::Error::InvalidQuery)?;
    Ok(Referral {
        id: row.get(0)?,
        revision: 0,
        partner_center_id: None,
        customer: String::new(),
        region: None,
        company_size: None,
        overview: String::new(),
        state,
        received_at: row.get(2)?,
        interested_at: row.get(3)?,
        accepted_at: row.get(4)?,
        policy: parsed(row, 5)?,
        expires_at: row.get(6)?,
        lapse_waived: row.get(7)?,
        snoozed_until: None,
        deal: Deal {
            value: parsed_option(row, 8)?,
            currency: parsed_option(row, 9)?,
            close_on: parsed_option(row, 10)?,
        },
        owner: None,
        reason: None,
        sample: false,
    })
}

/// The columns of a referral's texts in the order [`read_text`] takes them.
pub(super) const TEXT_COLUMNS: &str = "details, contact_name, contact_email, contact_phone, notes, \
     reported_status, reported_substatus, other_columns";

/// Reads a row of [`TEXT_COLUMNS`].
pub(super) fn read_text(row: &Row<'_>) -> Result<ReferralText> {
    read_text_from(row, 0)
}

/// Reads [`TEXT_COLUMNS`] from the column `first` on.
pub(super) fn read_text_from(row: &Row<'_>, first: usize) -> Result<ReferralText> {
    let other: String = row.get(first + 7)?;
    Ok(ReferralText {
        details: row.get(first)?,
        contact: Contact {
            name: row.get(first + 1)?,
            email: row.get(first + 2)?,
            phone: row.get(first + 3)?,
        },
        notes: row.get(first + 4)?,
        reported_status: row.get(first + 5)?,
        reported_substatus: row.get(first + 6)?,
        other_columns: match other.as_str() {
            "{}" => BTreeMap::new(),
            other => serde_json::from_str(other).map_err(|error| json_error(first + 7, error))?,
        },
    })
}

/// A JSON column that cannot be read, as SQLite would report a bad value.
pub(super) fn json_error(column: usize, error: serde_json::Error) -> rusqlite::Error {
    let unread = Box::new(UnreadJson::from(error));
    rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Text, unread)
}

/// Where JSON could not be read, without what stands there: serde quotes it, and it may be a person's.
#[derive(Debug, thiserror::Error)]
#[error("not the JSON that was expected ({category:?} at line {line}, column {column})")]
pub(super) struct UnreadJson {
    category: serde_json::error::Category,
    line: usize,
    column: usize,
}

impl From<serde_json::Error> for UnreadJson {
    fn from(error: serde_json::Error) -> Self {
        Self {
            category: error.classify(),
            line: error.line(),
            column: error.column(),
        }
    }
}
