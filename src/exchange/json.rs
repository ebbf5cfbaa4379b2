//! Reading the program's own JSON export.

use super::bad_row::shown;
use super::dates::{calendar_date, instant};
use super::parse::MAXIMUM_ROWS;
use super::rows::{MAXIMUM_FIELD_BYTES, has_name, open_stage};
use super::states::reported_state;
use super::values::{amount, currency, exact_amount};
use super::{BadReason, BadRow, Parsed};
use crate::domain::{Currency, Date, ImportRow, PolicyId, Reason, Timestamp};
use serde::de::{Deserializer, IgnoredAny, SeqAccess, Visitor};
use serde_json::{Map, Value};

/// Why a text is no JSON export.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("it is not a JSON array of referrals: {0}")]
pub struct JsonError(String);

/// Reads an array of referrals.
///
/// The file is one array with an object per referral. Keys are those of `list --json`, with everything else that is kept of
/// a referral beside them: `leadline_id`, `partner_center_id`, `customer`, `region`, `company_size`, `overview`, `stage`,
/// `outcome`, `presumed`, `received_at`, `interested_at`, `accepted_at`, `archived_at`, `archived_from`, `policy`,
/// `expires_at`, `lapse_waived`, `deal` (`value` as text, `currency`, `close_on`), `reason`, `owner`, `contact` (`name`,
/// `email`, `phone`), `details`, `notes`, `status`, `substatus`, `other_columns`. Instants are ISO 8601 in UTC. On the way in
/// every key may be absent or null, and unknown ones go to `other_columns`.
///
/// A fault makes its entry a bad row, named by its place in the array, and leaves the others
/// alone.
///
/// # Errors
/// When the text is not JSON, or no array.
pub fn read_json(text: &str) -> Result<Parsed, JsonError> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let parsed = deserializer
        .deserialize_seq(Entries)
        .map_err(|error| JsonError(error.to_string()))?;
    deserializer
        .end()
        .map_err(|error| JsonError(error.to_string()))?;
    Ok(parsed)
}

/// Takes in the entries one after another, so that only one is held as JSON at a time.
struct Entries;

impl<'de> Visitor<'de> for Entries {
    type Value = Parsed;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("an array of referrals")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<Parsed, A::Error> {
        let mut parsed = Parsed::default();
        let mut line = 0;
        while let Some(entry) = entries.next_element::<Value>()? {
            line += 1;
            if line > MAXIMUM_ROWS as u64 {
                parsed.bad.push(BadRow {
                    line,
                    column: None,
                    reason: BadReason::TooManyRows { most: MAXIMUM_ROWS },
                });
                while entries.next_element::<IgnoredAny>()?.is_some() {}
                break;
            }
            match read_entry(entry, line) {
                Ok(row) => parsed.rows.push(row),
                Err((column, reason)) => parsed.bad.push(BadRow {
                    line,
                    column,
                    reason,
                }),
            }
        }
        Ok(parsed)
    }
}

/// What is wrong, and under which key.
type Fault = (Option<String>, BadReason);

/// Keys of `list --json` and `show --json` that are worked out from the others or hold for one file only.
const DERIVED: [&str; 5] = ["id", "stage_since", "next_deadline", "revision", "history"];

fn read_entry(entry: Value, line: u64) -> Result<ImportRow, Fault> {
    let Value::Object(map) = entry else {
        return Err((None, BadReason::NotAnObject));
    };
    let mut entry = Entry(map);
    let mut contact = entry.object("contact")?;
    let mut deal = entry.object("deal")?;
    let currency = deal.currency("currency")?;
    let (stage, outcome) = (entry.text("stage")?, entry.text("outcome")?);
    let (status, substatus) = (entry.text("status")?, entry.text("substatus")?);
    let word = |text: &Option<String>| text.clone().unwrap_or_default();
    let reported = if stage.is_some() || outcome.is_some() {
        reported_state(&word(&stage), &word(&outcome))
    } else {
        reported_state(&word(&status), &word(&substatus))
    };
    let mut row = ImportRow {
        line,
        leadline_id: entry.text("leadline_id")?,
        partner_center_id: entry.text("partner_center_id")?,
        customer: entry.text("customer")?,
        region: entry.text("region")?,
        company_size: entry.text("company_size")?,
        overview: entry.text("overview")?,
        reported,
        presumed: entry.flag("presumed")?,
        received_at: entry.instant("received_at")?,
        updated_at: entry.instant("updated_at")?,
        interested_at: entry.instant("interested_at")?,
        accepted_at: entry.instant("accepted_at")?,
        archived_at: entry.instant("archived_at")?,
        expires_at: entry.instant("expires_at")?,
        lapse_waived: entry.flag("lapse_waived")?,
        currency,
        close_on: deal.date("close_on")?,
        reason: entry.text("reason")?.map(|text| Reason::from_import(&text)),
        owner: entry.text("owner")?,
        contact_name: contact.text("name")?,
        contact_email: contact.text("email")?,
        contact_phone: contact.text("phone")?,
        details: entry.text("details")?,
        notes: entry.text("notes")?,
        status,
        substatus,
        ..ImportRow::default()
    };
    deal.value(&mut row)?;
    if reported.is_none() {
        row.keep("stage", stage);
        row.keep("outcome", outcome);
    }
    let policy = entry.text("policy")?;
    row.policy = policy.as_deref().and_then(PolicyId::from_code);
    if row.policy.is_none() {
        row.keep("policy", policy);
    }
    let archived_from = entry.text("archived_from")?;
    row.archived_from = archived_from.as_deref().and_then(open_stage);
    if row.archived_from.is_none() {
        row.keep("archived_from", archived_from);
    }
    for (key, value) in entry.object("other_columns")?.0 {
        row.other_columns.insert(key, as_text(value));
    }
    for (prefix, rest) in [("", entry), ("contact.", contact), ("deal.", deal)] {
        for (key, value) in rest.0 {
            if !value.is_null() && !DERIVED.contains(&key.as_str()) {
                row.keep(&format!("{prefix}{key}"), Some(as_text(value)));
            }
        }
    }
    if has_name(&row) {
        Ok(row)
    } else {
        Err((None, BadReason::CustomerMissing))
    }
}

trait Keep {
    fn keep(&mut self, key: &str, text: Option<String>);
}

impl Keep for ImportRow {
    /// Keeps a value the program has no field for.
    fn keep(&mut self, key: &str, text: Option<String>) {
        if let Some(text) = text {
            self.other_columns.insert(key.to_owned(), text);
        }
    }
}

fn as_text(value: Value) -> String {
    match value {
        Value::String(text) => text,
        other => other.to_string(),
    }
}

/// What is left of a JSON object while its known keys are taken out.
struct Entry(Map<String, Value>);

impl Entry {
    fn text(&mut self, key: &str) -> Result<Option<String>, Fault> {
        let text = match self.0.remove(key) {
            None | Some(Value::Null) => return Ok(None),
            Some(Value::String(text)) => text,
            Some(Value::Number(number)) => number.to_string(),
            Some(_) => return Err((Some(key.to_owned()), BadReason::WrongType)),
        };
        if text.len() > MAXIMUM_FIELD_BYTES {
            let (bytes, most) = (text.len(), MAXIMUM_FIELD_BYTES);
            return Err((
                Some(key.to_owned()),
                BadReason::FieldTooLong { bytes, most },
            ));
        }
        Ok(Some(text).filter(|text| !text.is_empty()))
    }

    fn flag(&mut self, key: &str) -> Result<Option<bool>, Fault> {
        match self.0.remove(key) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::Bool(flag)) => Ok(Some(flag)),
            Some(_) => Err((Some(key.to_owned()), BadReason::WrongType)),
        }
    }

    fn object(&mut self, key: &str) -> Result<Self, Fault> {
        match self.0.remove(key) {
            None | Some(Value::Null) => Ok(Self(Map::new())),
            Some(Value::Object(map)) => Ok(Self(map)),
            Some(_) => Err((Some(key.to_owned()), BadReason::WrongType)),
        }
    }

    fn instant(&mut self, key: &str) -> Result<Option<Timestamp>, Fault> {
        self.text(key)?
            .map(|text| instant(&text).ok_or_else(|| unreadable_date(key, &text)))
            .transpose()
    }

    fn date(&mut self, key: &str) -> Result<Option<Date>, Fault> {
        self.text(key)?
            .map(|text| calendar_date(&text).ok_or_else(|| unreadable_date(key, &text)))
            .transpose()
    }

    fn currency(&mut self, key: &str) -> Result<Option<Currency>, Fault> {
        self.text(key)?
            .map(|text| {
                Currency::parse(&text)
                    .or_else(|| currency(&text))
                    .ok_or_else(|| {
                        let value = shown(&text);
                        (
                            Some(key.to_owned()),
                            BadReason::UnreadableCurrency { value },
                        )
                    })
            })
            .transpose()
    }

    /// The deal's value: text keeps its decimal places, a number gets the currency's.
    fn value(&mut self, row: &mut ImportRow) -> Result<(), Fault> {
        let is_text = self.0.get("value").is_some_and(Value::is_string);
        let Some(text) = self.text("value")? else {
            return Ok(());
        };
        if let Some(exact) = exact_amount(&text).filter(|_| is_text) {
            row.deal_value = Some(exact);
            return Ok(());
        }
        let (value, currency) = amount(&text, row.currency).map_err(|problem| {
            let value = shown(&text);
            (
                Some("deal.value".to_owned()),
                BadReason::UnreadableAmount { value, problem },
            )
        })?;
        row.deal_value = Some(value);
        row.currency = currency;
        Ok(())
    }
}

fn unreadable_date(key: &str, text: &str) -> Fault {
    let value = shown(text);
    (Some(key.to_owned()), BadReason::UnreadableDate { value })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_names_the_entry_and_the_key() {
        let parsed = read_json(
            r#"[{"customer": "Contoso"}, 5, {"region": "JP"}, {"customer": "A", "received_at": "soon"},
                {"customer": "B", "deal": {"value": "lots"}}, {"customer": ["C"]}, {"leadline_id": "f:1"}]"#,
        )
        .unwrap();
        assert_eq!(parsed.rows.len(), 2);
        let found: Vec<_> = parsed
            .bad
            .iter()
            .map(|bad| (bad.line, bad.column.as_deref(), bad.reason.clone()))
            .collect();
        assert_eq!(
            found,
            [
                (2, None, BadReason::NotAnObject),
                (3, None, BadReason::CustomerMissing),
                (
                    4,
                    Some("received_at"),
                    BadReason::UnreadableDate {
                        value: "soon".to_owned()
                    }
                ),
                (
                    5,
                    Some("deal.value"),
                    BadReason::UnreadableAmount {
                        value: "lots".to_owned(),
                        problem: crate::domain::AmountError::NotANumber
                    }
                ),
                (6, Some("customer"), BadReason::WrongType),
            ]
        );
    }

    #[test]
    fn unknown_keys_are_kept_and_derived_ones_left_out() {
        let parsed = read_json(
            r#"[{"id": 7, "customer": "Contoso", "colour": "red", "tags": ["a"], "policy": "1999", "stage": "paused",
                "deal": {"value": 12000.5, "currency": "USD", "probability": 40}, "next_deadline": {"mark": "x"}, "empty": null}]"#,
        )
        .unwrap();
        let row = parsed.rows.first().unwrap();
        let kept: Vec<_> = row
            .other_columns
            .iter()
            .map(|(key, value)| (key.as_str(), value.as_str()))
            .collect();
        assert_eq!(
            kept,
            [
                ("colour", "red"),
                ("deal.probability", "40"),
                ("policy", "1999"),
                ("stage", "paused"),
                ("tags", "[\"a\"]")
            ]
        );
        assert_eq!(row.deal_value.unwrap().to_string(), "12000.50");
    }

    #[test]
    fn what_is_no_array_is_refused_with_the_place() {
        for text in ["", "{}", "[", "[] x", "[{\"customer\": }]"] {
            let message = read_json(text).unwrap_err().to_string();
            assert!(message.contains("line 1"), "{message}");
        }
    }
}
