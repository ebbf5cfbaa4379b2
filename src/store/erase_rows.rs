//! Erasing persons from the rows of a copy of any version: referrals and their texts, histories, the names of changes, and the settings.

use super::ErasedReferral;
use super::PendingErasure;
use super::erase::{KNOWN, PENDING, present, unerased};
use super::referrals::referral_text;
use super::rows::json_error;
use super::write::{Snapshot, to_json};
use crate::domain::{
    Contact, ERASED_MARK, Entry, ErasedTexts, PersonTerms, Persons, Referral, ReferralId,
    ReferralText, Timestamp, fingerprint,
};
use rusqlite::{Connection, OptionalExtension, params};
use serde_json::Value;

/// By what the persons behind these referrals are known in a copy: what their contacts are and ever were.
pub(super) fn terms(
    connection: &Connection,
    referrals: &[ErasedReferral],
) -> rusqlite::Result<Persons> {
    let mut known = Persons::default();
    for erased in present(connection, referrals)? {
        let terms = known.of(erased.id);
        terms.add(&referral_text(connection, erased.id)?.contact);
        let mut statement = connection.prepare_cached(
            "SELECT before FROM history WHERE referral_id = ?1 AND before IS NOT NULL",
        )?;
        let mut rows = statement.query([erased.id])?;
        while let Some(row) = rows.next()? {
            if let Some(text) = read_snapshot(row.get_ref(0)?.as_str()?)?.text {
                terms.add(&text.contact);
            }
        }
    }
    Ok(known)
}

/// By what the persons that are to be erased are known in a copy from before.
pub(super) fn terms_of_all(
    connection: &Connection,
    pending: &[PendingErasure],
) -> rusqlite::Result<Persons> {
    let mut known = Persons::default();
    for erasure in pending {
        known.add_all(&terms(connection, &unerased(connection, erasure)?)?);
    }
    Ok(known)
}

/// Erases every person that is to be erased from a copy.
pub(super) fn scrub_all(
    connection: &Connection,
    pending: &[PendingErasure],
    known: &Persons,
) -> rusqlite::Result<()> {
    for erasure in pending {
        let referrals = unerased(connection, erasure)?;
        scrub(connection, &referrals, known, erasure.texts)?;
    }
    Ok(())
}

/// Erases the persons behind these referrals from a copy of any version of the file.
pub(super) fn scrub(
    connection: &Connection,
    referrals: &[ErasedReferral],
    known: &Persons,
    texts: ErasedTexts,
) -> rusqlite::Result<()> {
    for erased in present(connection, referrals)? {
        let nobody = PersonTerms::default();
        let person = known.get(erased.id).unwrap_or(&nobody);
        scrub_row(connection, erased.id, person, texts)?;
        scrub_text(connection, erased.id, person, texts)?;
        scrub_history(connection, erased.id, person, texts)?;
        scrub_change_names(connection, erased.id, person)?;
    }
    scrub_settings(connection, &known.everyone())
}

fn scrub_row(
    connection: &Connection,
    id: ReferralId,
    known: &PersonTerms,
    texts: ErasedTexts,
) -> rusqlite::Result<()> {
    type Row = (String, String, Option<String>, Timestamp, Option<String>);
    // Only the columns that every version has.
    let row: Option<Row> = connection
        .query_row(
            "SELECT customer, overview, region, received_at, import_key FROM referral WHERE id = ?1",
            [id],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?)),
        )
        .optional()?;
    let Some((mut customer, mut overview, region, received_at, key)) = row else {
        return Ok(());
    };
    let is_changed = texts.erase_from_fields(&mut customer, &mut overview, known);
    // It is made of the customer and the request, in its own spelling.
    let names_person = key.as_deref().is_some_and(|key| known.occur_in(key));
    let key = if names_person {
        let region = region.as_deref();
        Some(fingerprint(&customer, region, Some(received_at), &overview))
    } else {
        key
    };
    if !is_changed && !names_person {
        return Ok(());
    }
    connection
        .execute(
            "UPDATE referral SET customer = ?2, overview = ?3, import_key = ?4 WHERE id = ?1",
            params![id, customer, overview, key],
        )
        .map(drop)
}

fn key_of(referral: &Referral) -> String {
    fingerprint(
        &referral.customer,
        referral.region.as_deref(),
        Some(referral.received_at),
        &referral.overview,
    )
}

fn scrub_text(
    connection: &Connection,
    id: ReferralId,
    known: &PersonTerms,
    texts: ErasedTexts,
) -> rusqlite::Result<()> {
    let mut text: ReferralText = referral_text(connection, id)?;
    let before = text.clone();
    texts.erase_from_text(&mut text, known);
    if text == before {
        return Ok(());
    }
    let Contact { name, email, phone } = &text.contact;
    connection
        .prepare_cached(
            "UPDATE referral_text SET details = ?2, contact_name = ?3, contact_email = ?4, contact_phone = ?5, notes = ?6,
             other_columns = ?7 WHERE referral_id = ?1",
        )?
        .execute(params![
            id,
            text.details,
            name,
            email,
            phone,
            text.notes,
            to_json(&text.other_columns)?
        ])
        .map(drop)
}

fn scrub_history(
    connection: &Connection,
    id: ReferralId,
    known: &PersonTerms,
    texts: ErasedTexts,
) -> rusqlite::Result<()> {
    let lines: Vec<(i64, String, Option<String>)> = connection
        .prepare_cached("SELECT change_id, entry, before FROM history WHERE referral_id = ?1")?
        .query_map([id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<rusqlite::Result<_>>()?;
    for (change, entry, before) in lines {
        let mut line: Entry = serde_json::from_str(&entry).map_err(|error| json_error(1, error))?;
        texts.erase_from_entry(&mut line, known);
        let before = before
            .map(|json| {
                let mut snapshot = read_snapshot(&json)?;
                texts.erase_from_referral(&mut snapshot.referral, known);
                if let Some(text) = &mut snapshot.text {
                    texts.erase_from_text(text, known);
                }
                if let Some(key) = &mut snapshot.import_key
                    && known.occur_in(key)
                {
                    *key = key_of(&snapshot.referral);
                }
                to_json(&snapshot)
            })
            .transpose()?;
        connection
            .prepare_cached(
                "UPDATE history SET entry = ?3, before = ?4 WHERE referral_id = ?1 AND change_id = ?2",
            )?
            .execute(params![id, change, to_json(&line)?, before])?;
    }
    Ok(())
}

fn read_snapshot(json: &str) -> rusqlite::Result<Snapshot> {
    serde_json::from_str(json).map_err(|error| json_error(2, error))
}

/// A change is called by the customer, who may be the person.
fn scrub_change_names(
    connection: &Connection,
    id: ReferralId,
    known: &PersonTerms,
) -> rusqlite::Result<()> {
    let named: Vec<(i64, String)> = connection
        .prepare_cached(
            "SELECT change.id, change.subject FROM history JOIN change ON change.id = history.change_id
             WHERE history.referral_id = ?1 AND change.subject IS NOT NULL",
        )?
        .query_map([id], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    for (change, subject) in named {
        if let Some(without) = known.without(&subject) {
            connection.execute(
                "UPDATE change SET subject = ?2 WHERE id = ?1",
                params![change, without],
            )?;
        }
    }
    Ok(())
}

/// What the board is narrowed to, and the views that are kept, may name the person.
pub(super) fn scrub_settings(connection: &Connection, known: &PersonTerms) -> rusqlite::Result<()> {
    if known.is_empty() {
        return Ok(());
    }
    let settings: Vec<(String, String)> = connection
        // What is still to be erased names nobody, and is long; by what it is known is needed until the end.
        .prepare("SELECT name, value FROM setting WHERE name NOT IN (?1, ?2)")?
        .query_map([PENDING, KNOWN], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    for (name, json) in settings {
        let Ok(mut value) = serde_json::from_str::<Value>(&json) else {
            continue;
        };
        if scrub_value(&mut value, "", known) {
            connection.execute(
                "UPDATE setting SET value = ?2 WHERE name = ?1",
                params![name, value.to_string()],
            )?;
        }
    }
    Ok(())
}

/// True when something was erased. What was searched for goes when it is no more than a word of the name.
fn scrub_value(value: &mut Value, field: &str, known: &PersonTerms) -> bool {
    match value {
        Value::String(text) if field == "search" && known.are_searched_by(text) => {
            text.clear();
            true
        }
        Value::String(text) if field == "name" && known.are_searched_by(text) => {
            ERASED_MARK.clone_into(text);
            true
        }
        Value::String(text) => known.erase_from(text),
        Value::Array(values) => values
            .iter_mut()
            // Every one of them, whether or not one before had something.
            .map(|value| scrub_value(value, field, known))
            .fold(false, std::ops::BitOr::bitor),
        Value::Object(fields) => fields
            .iter_mut()
            .map(|(name, value)| scrub_value(value, name, known))
            .fold(false, std::ops::BitOr::bitor),
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}
