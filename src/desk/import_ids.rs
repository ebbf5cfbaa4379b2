//! Which referral a row of a file is about: one of the file's, one that a row before it made, or a new one.

use crate::domain::{ImportRow, ReferralId};
use crate::store::{ErasedKeys, KnownIds};

/// The ids by which rows find their referrals, those of the rows before included.
pub(super) struct ImportIds {
    known: KnownIds,
    erased: ErasedKeys,
    /// What tells this file's own ids from another's.
    file_name: String,
    /// The first id given to a new referral, and the next one.
    first_new: ReferralId,
    next_new: ReferralId,
}

/// What a row is about.
pub(super) enum Found {
    /// A referral that is there already, or will be when the rows before are written.
    Known {
        id: ReferralId,
        /// Whether its person is known to have been erased.
        is_erased: bool,
    },
    /// A referral that is not there any more, of which a person was erased: it is not to be made again.
    Erased,
    /// A referral that it makes.
    New {
        id: ReferralId,
        import_key: Option<String>,
    },
    /// Nobody can tell: it names neither a known referral nor a customer.
    Nameless,
}

impl ImportIds {
    /// New referrals get the ids from `first_new` on.
    pub(super) const fn new(
        known: KnownIds,
        erased: ErasedKeys,
        file_name: String,
        first_new: ReferralId,
    ) -> Self {
        Self {
            known,
            erased,
            file_name,
            first_new,
            next_new: first_new,
        }
    }

    /// Finds what `row` is about, and remembers by what it is called there.
    pub(super) fn find(&mut self, row: &ImportRow) -> Found {
        let import_key = match (&row.partner_center_id, &row.leadline_id) {
            (Some(_), _) => None,
            (None, Some(name)) => Some(name.clone()),
            (None, None) => Some(row.fingerprint()),
        };
        if let Some(id) = self.known_as(row, import_key.as_deref()) {
            self.remember(row, import_key, id);
            let is_erased = self.erased.has(row);
            Found::Known { id, is_erased }
        } else if self.erased.has(row) {
            Found::Erased
        } else if row.customer_name().is_none() {
            Found::Nameless
        } else {
            let id = self.next_new;
            self.next_new.0 += 1;
            self.remember(row, import_key.clone(), id);
            Found::New { id, import_key }
        }
    }

    /// The referral by the ways a row can name it, the surest first.
    fn known_as(&self, row: &ImportRow, import_key: Option<&str>) -> Option<ReferralId> {
        // Partner Center's id comes first: no two referrals can have the same one.
        row.partner_center_id
            .as_ref()
            .and_then(|id| self.known.by_partner_center_id.get(id).copied())
            .or_else(|| self.own_id(row))
            .or_else(|| self.known.by_import_key.get(import_key?).copied())
            .or_else(|| {
                let mut hashed = self.erased.hashed_import_keys(import_key?);
                hashed.find_map(|key| self.known.by_import_key.get(&key).copied())
            })
    }

    /// The referral by this file's own name for it.
    fn own_id(&self, row: &ImportRow) -> Option<ReferralId> {
        let (file, id) = row.leadline_id.as_deref()?.split_once(':')?;
        let id = ReferralId(id.parse().ok()?);
        let is_known =
            self.known.ids.contains(&id) || (self.first_new..self.next_new).contains(&id);
        (file == self.file_name && is_known).then_some(id)
    }

    fn remember(&mut self, row: &ImportRow, import_key: Option<String>, id: ReferralId) {
        if let Some(partner_center_id) = &row.partner_center_id {
            let ids = &mut self.known.by_partner_center_id;
            if ids.get(partner_center_id) != Some(&id) {
                ids.insert(partner_center_id.clone(), id);
            }
        }
        if let Some(import_key) = import_key {
            self.known.by_import_key.insert(import_key, id);
        }
    }
}
