//! Doing something with every selected card.

use super::App;
use crate::domain::{Action, Command, ReferralId, Refusal, Seen, SnoozeChoice};
use crate::text::Say;
use crate::ui::dialogs::Confirm;
use crate::ui::notices::About;
use crate::ui::view::{ActionKind, Ask};
use std::collections::HashSet;

impl App {
    /// Begins an action on the selected cards: one that needs nothing more is carried out, another asks once for all of them.
    pub(super) fn begin_with_selected(&mut self, kind: ActionKind) {
        self.save_notes_now();
        let now = self.session.now();
        let board = self.session.board();
        let ids = self.board.selected_ids(board);
        let refusal = |id: &ReferralId| match board.referral(*id) {
            Some(referral) => kind.refusal(referral, now),
            None => Some(Refusal::NotFound),
        };
        let possible: Vec<ReferralId> = (ids.iter().copied())
            .filter(|id| refusal(id).is_none())
            .collect();
        match (ids.as_slice(), possible.as_slice()) {
            ([], _) => return,
            (_, []) => {
                let why = ids.first().and_then(refusal).unwrap_or(Refusal::NotFound);
                let words = why.say(&self.texts);
                return self
                    .notices
                    .refused(words, About::Referrals(ids.clone()), now);
            }
            ([only], _) => return self.begin(*only, kind),
            (_, [only]) if !kind.is_for_many() => return self.begin(*only, kind),
            _ if !kind.is_for_many() => {
                let words = self.texts.get("select-one-at-a-time").to_owned();
                return self.notices.info(words, now);
            }
            _ => {}
        }
        let on: Vec<Seen> = (ids.iter())
            .map(|id| Seen {
                id: *id,
                revision: board.referral(*id).map(|referral| referral.revision),
            })
            .collect();
        if let Some(action) = kind.immediate() {
            return self.send_many(on, action);
        }
        let count = [("count", possible.len().into())];
        if kind == ActionKind::Won {
            let confirm = Confirm {
                title: self.texts.get("dialog-won-title").to_owned(),
                body: self.texts.with("dialog-won-many", &count),
                confirm: self.texts.get("dialog-won-title").to_owned(),
            };
            let action = Action::Won { value: None };
            let command = Command::ActOnMany { on, action };
            return self
                .dialogs
                .open_confirm(confirm, Ask::Do(Box::new(command)));
        }
        let name = self.texts.with("common-referral-count", &count);
        self.dialogs.open_end_of_many(on, name, kind);
    }

    /// Puts the reminders of the selected cards off, each no further than its deadline allows.
    pub(super) fn snooze_selected(&mut self, choice: SnoozeChoice) {
        let now = self.session.now();
        let hours = &self.session.settings().hours;
        let until = choice.wanted(now, hours, &self.texts.zone());
        let ids = self.board.selected_ids(self.session.board());
        let seen = |id| Seen { id, revision: None };
        self.send_many(
            ids.into_iter().map(seen).collect(),
            Action::Snooze { until },
        );
    }

    /// Sends an action on many. What was selected has been dealt with then, and the keyboard goes on with the next card.
    pub(super) fn send_many(&mut self, on: Vec<Seen>, action: Action) {
        let before = self.session.board();
        let ids: HashSet<ReferralId> = on.iter().map(|seen| seen.id).collect();
        let focused = self.board.focused().filter(|id| ids.contains(id));
        let place = focused.and_then(|id| before.place(id));
        let next = self.board.next_beyond(before, |id| ids.contains(&id));
        let first = on.first().map(|seen| seen.id);
        match self.session.send(Command::ActOnMany { on, action }) {
            Ok(()) => {
                self.board.clear_selection();
                let after = focused.and_then(|id| self.session.board().place(id));
                let is_gone = after.map(|(stage, _)| stage) != place.map(|(stage, _)| stage);
                let Some(focused) = focused else { return };
                let to = next.filter(|_| is_gone);
                // A key never acts on another referral than the person sees in the panel.
                if let Some(next) = to.filter(|_| self.panel.open_id() == Some(focused)) {
                    if after.is_some() {
                        return self.board.focus_on(focused);
                    }
                    self.panel.open(next, &mut self.asks);
                }
                self.board.focus_on(to.unwrap_or(focused));
            }
            Err(refusal) => {
                self.bring_back_form(first);
                let error = refusal.into();
                self.keep_open(&error);
                self.tell_failure(&error, None);
            }
        }
    }
}
