//! Taking in the rows of a file: finds the referrals they are about, adds the new ones, fills in and updates the others.

use super::{DeskError, Touched};
use crate::domain::{Entry, EntryKind, ImportRow, PolicyId, ReferralId, Timestamp, merge};
use crate::store::{ChangeId, KnownIds, WriteTransaction};
use std::collections::HashMap;

/// What an import did, or would do.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ImportReport {
    /// Rows that made a new referral.
    pub new: usize,
    /// Rows that filled in or updated a known one.
    pub changed: usize,
    /// Rows that said nothing new.
    pub unchanged: usize,
    /// Lines of rows that name neither a known referral nor a customer.
    pub nameless_lines: Vec<u64>,
}

/// The counts and the referrals as they are now.
pub(super) struct Taken {
    pub(super) report: ImportReport,
    pub(super) referrals: Vec<Touched>,
    /// The referrals this import has changed or added so far, each with its one history line.
    seen: HashMap<ReferralId, Entry>,
}

/// Writes what `rows` say into an open transaction.
pub(super) fn take_in(
    transaction: &WriteTransaction<'_>,
    change: ChangeId,
    rows: &[ImportRow],
    file_name: &str,
    policy: PolicyId,
    sample: bool,
    now: Timestamp,
) -> Result<Taken, DeskError> {
    let mut known = transaction.known_ids()?;
    let mut taken = Taken {
        report: ImportReport::default(),
        referrals: Vec::new(),
        seen: HashMap::new(),
    };
    for row in rows {
        let key = ImportKey::of(row, file_name);
        if let Some(id) = key.find(&known) {
            update(transaction, change, row, id, now, &mut taken)?;
            key.remember(&mut known, id);
        } else if row.customer_name().is_none() {
            taken.report.nameless_lines.push(row.line);
        } else {
            let (mut referral, text, entry) = row.to_new_referral(policy, now);
            referral.sample = sample;
            transaction.insert_referral(
                change,
                &mut referral,
                &text,
                key.import_key.as_deref(),
                &entry,
            )?;
            key.remember(&mut known, referral.id);
            taken.seen.insert(referral.id, entry);
            taken.report.new += 1;
            taken.referrals.push(Touched::Put(Box::new(referral)));
        }
    }
    Ok(taken)
}

fn update(
    transaction: &WriteTransaction<'_>,
    change: ChangeId,
    row: &ImportRow,
    id: ReferralId,
    now: Timestamp,
    taken: &mut Taken,
) -> Result<(), DeskError> {
    let Some(referral) = transaction.referral(id)? else {
        return Ok(());
    };
    let text = transaction.referral_text(id)?;
    let Some((mut after, new_text, entry)) = merge(&referral, &text, row, now) else {
        taken.report.unchanged += 1;
        return Ok(());
    };
    // The same referral twice in one file is one change of it, with one revision and one history line that tells of both rows.
    if let Some(first) = taken.seen.get_mut(&id) {
        after.revision = referral.revision;
        first.to = entry.to;
        if first.kind == EntryKind::Updated {
            for field in entry.fields {
                if !first.fields.contains(&field) {
                    first.fields.push(field);
                }
            }
        }
        transaction.amend_referral(change, &after, &new_text, first)?;
    } else {
        transaction.update_referral(change, &referral, &after, Some((&text, &new_text)), &entry)?;
        taken.seen.insert(id, entry);
    }
    taken.report.changed += 1;
    taken.referrals.push(Touched::Put(Box::new(after)));
    Ok(())
}

/// The ways a row can name its referral, the surest first.
struct ImportKey {
    own_id: Option<ReferralId>,
    partner_center_id: Option<String>,
    import_key: Option<String>,
}

impl ImportKey {
    fn of(row: &ImportRow, file_name: &str) -> Self {
        let own_id = row
            .leadline_id
            .as_deref()
            .and_then(|name| name.split_once(':'))
            .filter(|(file, _)| *file == file_name)
            .and_then(|(_, id)| id.parse().ok())
            .map(ReferralId);
        let import_key = match (&row.partner_center_id, &row.leadline_id) {
            (Some(_), _) => None,
            (None, Some(name)) => Some(name.clone()),
            (None, None) => Some(row.fingerprint()),
        };
        Self {
            own_id,
            partner_center_id: row.partner_center_id.clone(),
            import_key,
        }
    }

    fn find(&self, known: &KnownIds) -> Option<ReferralId> {
        // Partner Center's id comes first: no two referrals can have the same one.
        self.partner_center_id
            .as_ref()
            .and_then(|id| known.by_partner_center_id.get(id).copied())
            .or_else(|| self.own_id.filter(|id| known.ids.contains(id)))
            .or_else(|| {
                let key = self.import_key.as_ref()?;
                known.by_import_key.get(key).copied()
            })
    }

    fn remember(self, known: &mut KnownIds, id: ReferralId) {
        known.ids.insert(id);
        if let Some(partner_center_id) = self.partner_center_id {
            known.by_partner_center_id.insert(partner_center_id, id);
        }
        if let Some(import_key) = self.import_key {
            known.by_import_key.insert(import_key, id);
        }
    }
}
