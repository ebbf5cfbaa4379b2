//! How backups are told to a person.

use super::{DifferingReferral, Holds, KnownBackup, Why};
use crate::text::{Format, Say, Texts};

impl Say for Why {
    fn say(&self, texts: &Texts) -> String {
        let key = match self {
            Self::Routine => "backups-why-routine",
            Self::Migration => "backups-why-migration",
            Self::Import => "backups-why-import",
            Self::Restore => "backups-why-restore",
            Self::Purge => "backups-why-purge",
        };
        texts.get(key).to_owned()
    }
}

/// Why a backup was made, how large it is and, where that is known, what it holds.
pub fn what_it_is(
    texts: &Texts,
    format: &Format,
    backup: &KnownBackup,
    holds: Option<Holds>,
) -> String {
    let why = ("why", backup.why.say(texts).into());
    let size = ("size", size_words(texts, format, backup.bytes).into());
    match holds {
        Some(holds) => {
            let open = ("open", holds.open.into());
            let archived = ("archived", holds.archived.into());
            texts.with("backups-what-held", &[why, size, open, archived])
        }
        None => texts.with("backups-what", &[why, size]),
    }
}

fn size_words(texts: &Texts, format: &Format, bytes: u64) -> String {
    const KILO: u64 = 1_000;
    const MEGA: u64 = 1_000_000;
    let (key, size) = if bytes < MEGA {
        ("backups-size-kilobytes", bytes.div_ceil(KILO))
    } else {
        ("backups-size-megabytes", bytes.div_ceil(MEGA))
    };
    let size = format.number(i64::try_from(size).unwrap_or(i64::MAX));
    texts.with(key, &[("size", size.into())])
}

/// What a backup holds, in a sentence.
pub fn holds_words(texts: &Texts, format: &Format, holds: &Holds) -> String {
    let Some(newest) = holds.newest_change_at else {
        return texts.get("backups-dialog-holds-nothing").to_owned();
    };
    texts.with(
        "backups-dialog-holds",
        &[
            ("open", holds.open.into()),
            ("archived", holds.archived.into()),
            ("profiles", holds.profiles.into()),
            ("newest", format.date_time(newest).into()),
        ],
    )
}

/// The customer and, where both have the referral, in what it differs.
pub fn differing_words(texts: &Texts, referral: &DifferingReferral) -> String {
    let mut fields: Vec<&str> = Vec::new();
    for column in &referral.fields {
        let name = texts.get(field_key(column));
        if !fields.contains(&name) {
            fields.push(name);
        }
    }
    if fields.is_empty() {
        return referral.customer.clone();
    }
    texts.with(
        "backups-dialog-named",
        &[
            ("customer", referral.customer.as_str().into()),
            (
                "fields",
                fields.join(texts.get("common-list-separator")).into(),
            ),
        ],
    )
}

/// What a column of the file is called.
fn field_key(column: &str) -> &'static str {
    match column {
        "customer" => "common-customer",
        "region" => "common-region",
        "company_size" => "common-company-size",
        "overview" | "details" => "common-request",
        "stage" | "outcome" | "presumed" | "archived_from" | "archived_at" | "interested_at"
        | "accepted_at" | "lapse_waived" | "reason" => "backups-field-status",
        "received_at" | "policy" | "expires_at" => "backups-field-deadline",
        "deal_value" | "currency" | "close_on" => "common-deal",
        "owner" => "common-owner",
        "snoozed_until" => "backups-field-reminders",
        "contact_name" | "contact_email" | "contact_phone" => "common-contact",
        "notes" => "common-notes",
        _ => "backups-field-other",
    }
}
