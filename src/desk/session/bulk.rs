//! One action on many referrals, shown on the board before it is written.

use super::Session;
use crate::desk::execute::changed_meanwhile;
use crate::domain::{Action, Command, Refusal, Seen, Timestamp, decide};
use std::collections::HashSet;

impl Session {
    /// Shows what `action` makes of those it is possible with, and sends it for all: what the file says about the others is told when it is done.
    ///
    /// # Errors
    /// When the rules refuse it for every one of them as the board stands, for the reason of the first; nothing is then sent.
    pub(super) fn send_many(
        &mut self,
        mut on: Vec<Seen>,
        action: Action,
        now: Timestamp,
    ) -> Result<(), Refusal> {
        let mut known = HashSet::with_capacity(on.len());
        on.retain(|seen| known.insert(seen.id));
        let mut shown = Vec::with_capacity(on.len());
        let mut after = Vec::with_capacity(on.len());
        let mut first_refusal = None;
        let mut refused = 0;
        for seen in &mut on {
            // The file decides on those that are not on the board.
            let Some(before) = self.board.referral(seen.id) else {
                continue;
            };
            let is_as_seen = seen
                .revision
                .is_none_or(|revision| revision == before.revision);
            let refusal = match decide(before, &action, now) {
                Ok(change) if is_as_seen => {
                    seen.revision = Some(before.revision);
                    shown.push(seen.id);
                    after.push(change.after);
                    continue;
                }
                Ok(_) => changed_meanwhile(before),
                Err(refusal) => refusal,
            };
            refused += 1;
            first_refusal.get_or_insert(refusal);
        }
        if refused == on.len() {
            return Err(first_refusal.unwrap_or(Refusal::NothingToChange));
        }
        if self.can_save() {
            self.board.put_all(after, now);
            for id in &shown {
                *self.unwritten.entry(*id).or_default() += 1;
            }
        } else {
            shown.clear();
        }
        self.execute(Command::ActOnMany { on, action }, now, shown);
        Ok(())
    }
}
