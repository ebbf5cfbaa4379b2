//! What could not be shown when it was raised, and is still to be: the service may only have been late or away.

use crate::desk::{ClaimedReminder, LedgerKey};

/// The reminders that this run could not show for want of a service. They are in the program's list meanwhile.
#[derive(Debug, Default)]
pub(super) struct Owed(Vec<LedgerKey>);

impl Owed {
    /// Notes what became of reminders that were to be shown.
    pub(super) fn note(&mut self, keys: &[LedgerKey], were_shown: bool) {
        let Self(owed) = self;
        owed.retain(|key| !keys.contains(key));
        if !were_shown {
            owed.extend_from_slice(keys);
        }
    }

    /// Whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Which they are.
    pub(super) fn keys(&self) -> &[LedgerKey] {
        &self.0
    }

    /// Owes none from now on.
    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    /// Owes these from now on.
    pub(super) fn owe(&mut self, reminders: &[ClaimedReminder]) {
        self.0.extend(reminders.iter().map(|reminder| reminder.key));
    }
}
