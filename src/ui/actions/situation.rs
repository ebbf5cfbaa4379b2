//! Whether an action can be done now, and if not, why.

use super::UiAction;
use crate::desk::{Session, Swimlanes, TextSize};
use crate::domain::{Referral, Timestamp, snooze};
use crate::text::{Say, Texts};
use crate::ui::board::Tally;
use crate::ui::view::{ActionKind, Screen};

/// What an action is offered in.
#[derive(Clone, Copy)]
pub struct Situation<'a> {
    /// The words.
    pub texts: &'a Texts,
    /// The desk.
    pub session: &'a Session,
    /// The screen that is shown.
    pub screen: Screen,
    /// The referral in hand: the one the keyboard is on, or the one in the panel.
    pub referral: Option<&'a Referral>,
    /// How many cards are selected.
    pub selected: usize,
    /// What can be done with the selected cards together; `None` where it is not several.
    pub tally: Option<Tally>,
    /// Now.
    pub now: Timestamp,
}

impl Situation<'_> {
    /// What can be done with the selected cards together, where an action is about them.
    pub fn many(&self) -> Option<&Tally> {
        self.tally.as_ref().filter(|_| self.screen == Screen::Board)
    }

    /// With how many of the selected cards it can be done, where it is about those.
    pub fn count_of(&self, action: UiAction) -> Option<usize> {
        let tally = self.many()?;
        match action {
            UiAction::Referral(kind) if kind.is_for_many() => {
                tally.possible(kind, self.session, self.now).ok()
            }
            UiAction::Snooze(_) => tally.snoozable().ok(),
            _ => None,
        }
    }

    /// Why it cannot be done with the selected cards together.
    fn why_not_with_many(&self, action: UiAction, tally: &Tally) -> Option<String> {
        let one_only = || Some(self.texts.get("keys-why-one-only").to_owned());
        let refusal = match action {
            UiAction::Referral(kind) => match tally.possible(kind, self.session, self.now) {
                Ok(count) if count > 1 && kind == ActionKind::Accept => {
                    return Some(self.texts.get("select-one-at-a-time").to_owned());
                }
                Ok(_) if kind.is_for_many() || kind == ActionKind::Accept => return None,
                Ok(_) => return one_only(),
                Err(refusal) => refusal,
            },
            UiAction::Snooze(_) => tally.snoozable().err()?,
            _ => return one_only(),
        };
        Some(refusal.say(self.texts))
    }

    /// Why the action cannot be done now, in the person's language; `None` when it can.
    pub fn why_not(&self, action: UiAction) -> Option<String> {
        let text = |key| Some(self.texts.get(key).to_owned());
        if let Some(tally) = self.many().filter(|_| action.is_about_referral()) {
            return self.why_not_with_many(action, tally);
        }
        if action.is_about_referral() && self.referral.is_none() {
            return text("keys-why-no-referral");
        }
        let overview = self.session.overview();
        match action {
            UiAction::Referral(kind) => {
                let refusal = kind.refusal(self.referral?, self.now)?;
                Some(refusal.say(self.texts))
            }
            UiAction::Snooze(choice) => {
                let hours = &self.session.settings().hours;
                let zone = self.texts.zone();
                let snoozed = snooze(self.referral?, choice, self.now, hours, &zone);
                snoozed.err().map(|refusal| refusal.say(self.texts))
            }
            UiAction::Undo if overview.undoable.is_none() => text("refusal-nothing-to-undo"),
            UiAction::Redo if overview.redoable.is_none() => text("refusal-nothing-to-undo"),
            UiAction::Go(screen) if screen == self.screen => text("keys-why-here"),
            UiAction::PrintBoard if !self.session.is_read() => text("sheet-why-not-read"),
            UiAction::PrintBoard if self.session.board().shown() == 0 => {
                text("sheet-why-empty-board")
            }
            UiAction::ClearSelection if self.selected == 0 => text("keys-why-nothing-selected"),
            UiAction::Density(density) if density == self.session.settings().density => {
                text("keys-why-so-already")
            }
            UiAction::Swimlanes(by) if by == self.session.settings().swimlanes => {
                text("keys-why-so-already")
            }
            UiAction::Walk(_)
            | UiAction::Density(_)
            | UiAction::NextDensity
            | UiAction::CollapseLane
            | UiAction::TurnLane(_)
            | UiAction::OpenLanes
            | UiAction::Swimlanes(_)
            | UiAction::TurnBand
            | UiAction::CollapseBands
            | UiAction::OpenBands
            | UiAction::Select
            | UiAction::Extend(_)
            | UiAction::SelectLane
            | UiAction::ClearSelection
                if self.screen != Screen::Board =>
            {
                text("keys-why-not-on-board")
            }
            UiAction::CollapseLane if self.session.settings().collapsed_lanes.len() == 3 => {
                text("keys-why-so-already")
            }
            UiAction::OpenLanes if self.session.settings().collapsed_lanes.is_empty() => {
                text("keys-why-so-already")
            }
            UiAction::TurnBand | UiAction::CollapseBands | UiAction::OpenBands
                if self.session.settings().swimlanes == Swimlanes::Off =>
            {
                text("keys-why-no-swimlanes")
            }
            UiAction::LargerText if self.session.settings().text_size.larger().is_none() => {
                text("keys-why-so-already")
            }
            UiAction::SmallerText if self.session.settings().text_size.smaller().is_none() => {
                text("keys-why-so-already")
            }
            UiAction::NormalText if self.session.settings().text_size == TextSize::NORMAL => {
                text("keys-why-so-already")
            }
            UiAction::Search if !matches!(self.screen, Screen::Board | Screen::Archive) => {
                text("keys-why-no-search")
            }
            _ => None,
        }
    }
}
