//! Erasing persons from the rows of a copy of any version: referrals and their texts, histories, the names of changes, and the settings.

use super::ErasedReferral;
use super::PendingErasure;
use super::erase::{present, unerased};
use super::erased_keys::{self, hashed_import_key};
use super::open::file_name;
use super::referrals::referral_text;
use super::rows::json_error;
use super::settings::read_setting;
use super::write::{Snapshot, to_json};
use crate::domain::{Contact, Entry, ErasedTexts, PersonTerms, Persons, ReferralId, ReferralText};
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
    let file = file_name(connection)?;
    for erased in present(connection, referrals)? {
        let nobody = PersonTerms::default();
        let person = known.get(erased.id).unwrap_or(&nobody);
        let history = read_history(connection, erased.id)?;
        let snapshots = history.iter().filter_map(|line| line.before.as_ref());
        erased_keys::note(connection, &file, erased, snapshots)?;
        scrub_row(connection, &file, erased.id, person, texts)?;
        scrub_text(connection, erased.id, person, texts)?;
        scrub_history(connection, &file, (erased.id, history), person, texts)?;
        scrub_change_names(connection, erased.id, person)?;
    }
    scrub_settings(connection, &known.everyone()).map(drop)
}

fn scrub_row(
    connection: &Connection,
    file: &str,
    id: ReferralId,
    known: &PersonTerms,
    texts: ErasedTexts,
) -> rusqlite::Result<()> {
    // Only the columns that every version has.
    let row: Option<(String, String, Option<String>)> = connection
        .query_row(
            "SELECT customer, overview, import_key FROM referral WHERE id = ?1",
            [id],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )
        .optional()?;
    let Some((mut customer, mut overview, key)) = row else {
        return Ok(());
    };
    let is_changed = texts.erase_from_fields(&mut customer, &mut overview, known);
    // It is made of the customer and the request, in its own spelling.
    let names_person = key.as_deref().is_some_and(|key| known.occur_in(key));
    let key = key.map(|key| {
        if names_person {
            hashed_import_key(file, &key)
        } else {
            key
        }
    });
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

/// A line of the history as it is kept.
struct Line {
    change: i64,
    entry: Entry,
    before: Option<Snapshot>,
}

fn read_history(connection: &Connection, id: ReferralId) -> rusqlite::Result<Vec<Line>> {
    connection
        .prepare_cached("SELECT change_id, entry, before FROM history WHERE referral_id = ?1")?
        .query_map([id], |row| {
            let before: Option<String> = row.get(2)?;
            Ok(Line {
                change: row.get(0)?,
                entry: serde_json::from_str(row.get_ref(1)?.as_str()?)
                    .map_err(|error| json_error(1, error))?,
                before: before.as_deref().map(read_snapshot).transpose()?,
            })
        })?
        .collect()
}

fn scrub_history(
    connection: &Connection,
    file: &str,
    (id, history): (ReferralId, Vec<Line>),
    known: &PersonTerms,
    texts: ErasedTexts,
) -> rusqlite::Result<()> {
    for mut line in history {
        texts.erase_from_entry(&mut line.entry, known);
        if let Some(snapshot) = &mut line.before {
            texts.erase_from_referral(&mut snapshot.referral, known);
            if let Some(text) = &mut snapshot.text {
                texts.erase_from_text(text, known);
            }
            if let Some(key) = &mut snapshot.import_key
                && known.occur_in(key)
            {
                *key = hashed_import_key(file, key);
            }
        }
        let before = line.before.as_ref().map(to_json).transpose()?;
        connection
            .prepare_cached(
                "UPDATE history SET entry = ?3, before = ?4 WHERE referral_id = ?1 AND change_id = ?2",
            )?
            .execute(params![id, line.change, to_json(&line.entry)?, before])?;
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

/// The name under which the settings are kept that have no name of their own: see [`crate::desk::Settings`].
const SETTINGS: &str = "settings";

/// What the board is narrowed to, and the views that are kept, may name the person. Nothing else of the settings can. True when they did.
pub(super) fn scrub_settings(
    connection: &Connection,
    known: &PersonTerms,
) -> rusqlite::Result<bool> {
    if known.is_empty() {
        return Ok(false);
    }
    let Some(mut settings) = read_setting::<Value>(connection, SETTINGS)? else {
        return Ok(false);
    };
    let mut is_changed = false;
    if let Some(views) = settings.get_mut("views").and_then(Value::as_array_mut) {
        is_changed |= scrub_views(views, known);
    }
    if let Some(query) = settings.get_mut("last_query") {
        is_changed |= scrub_query(query, |typed| known.are_searched_by(typed), known);
    }
    if is_changed {
        connection.execute(
            "UPDATE setting SET value = ?2 WHERE name = ?1",
            params![SETTINGS, settings.to_string()],
        )?;
    }
    Ok(is_changed)
}

/// No two views are called the same afterwards either.
fn scrub_views(views: &mut [Value], known: &PersonTerms) -> bool {
    let mut is_changed = false;
    let name_of = |view: &Value| view.get("name").and_then(Value::as_str).map(str::to_owned);
    let mut names: Vec<Option<String>> = views.iter().map(name_of).collect();
    for (place, view) in views.iter_mut().enumerate() {
        let without = name_of(view).and_then(|name| known.without_in_general(&name));
        if let (Some(without), Some(name)) = (without, view.get_mut("name")) {
            let numbered = (2..).map(|number| format!("{without} {number}"));
            let unused = std::iter::once(without.clone())
                .chain(numbered)
                .find(|name| !names.iter().flatten().any(|used| used == name));
            if let Some(used) = names.get_mut(place) {
                used.clone_from(&unused);
            }
            *name = Value::from(unused.unwrap_or(without));
            is_changed = true;
        }
        if let Some(query) = view.get_mut("query") {
            let names_person = |typed: &str| known.without_in_general(typed).is_some();
            is_changed |= scrub_query(query, names_person, known);
        }
    }
    is_changed
}

/// What was searched for goes where it is the person, and so does a filter by a text that is.
fn scrub_query(
    query: &mut Value,
    names_person: impl Fn(&str) -> bool,
    known: &PersonTerms,
) -> bool {
    let mut is_changed = false;
    if let Some(search) = query.get_mut("search")
        && search.as_str().is_some_and(names_person)
    {
        *search = Value::from("");
        is_changed = true;
    }
    if let Some(filters) = query.get_mut("filters").and_then(Value::as_array_mut) {
        let before = filters.len();
        filters.retain(|filter| {
            let texts = ["region", "size", "owner"].map(|kind| filter.get(kind)?.as_str());
            let mut texts = texts.into_iter().flatten();
            !texts.any(|text| known.without_in_general(text).is_some())
        });
        is_changed |= filters.len() < before;
    }
    is_changed
}
