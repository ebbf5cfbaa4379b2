//! Reading everything there is to a referral.

use super::{Desk, DeskError, Detail};
use crate::domain::{ReferralId, Refusal, fit};

impl Desk {
    /// Everything the panel shows of a referral, as the file has it.
    ///
    /// # Errors
    /// When there is no such referral, or the file cannot be read.
    pub fn detail(&self, id: ReferralId) -> Result<Detail, DeskError> {
        let store = self.store();
        let referral = store.referral(id)?.ok_or(Refusal::NotFound)?;
        let text = store.referral_text(id)?;
        Ok(Detail {
            fit: fit(&store.profiles()?, &referral, &text),
            history: store.history(id)?,
            referral,
            text,
        })
    }
}
