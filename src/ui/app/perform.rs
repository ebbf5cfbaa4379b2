//! Doing what was chosen by a key or in the palette.

use super::files::Purpose;
use super::{App, Ask, Screen, known_referral};
use crate::desk::TextSize;
use crate::domain::{Action, Command, ReferralId, SnoozeChoice, snooze};
use crate::text::Say;
use crate::ui::actions::{Situation, UiAction};
use crate::ui::board::BoardScreen;
use crate::ui::dialogs::Confirm;
use crate::ui::notices::{About, Drawer};
use crate::ui::palette::Target;

impl App {
    /// The situation in which actions are offered on this referral.
    fn situation(&self, referral: Option<ReferralId>) -> Situation<'_> {
        Situation {
            texts: &self.texts,
            session: &self.session,
            screen: self.screen,
            referral: referral.and_then(|id| known_referral(&self.session, &self.panel, id)),
            selected: self.board.selected(),
            // By a key, what is selected is dealt with elsewhere.
            tally: None,
            now: self.session.now(),
        }
    }

    /// The referral in hand: the one in the panel, or the one the keyboard is or was last on.
    fn in_hand(&self) -> Option<ReferralId> {
        let on_board = self
            .board
            .focused()
            .filter(|_| self.screen == Screen::Board)
            .filter(|id| self.session.board().place(*id).is_some());
        let selected = (self.screen == Screen::Board && self.board.selected() == 1)
            .then(|| self.board.selected_ids(self.session.board()));
        let selected = selected.and_then(|ids| ids.first().copied());
        selected.or(self.panel.open_id()).or(on_board)
    }

    /// Does it; where it cannot be done now, says why.
    pub(super) fn perform(&mut self, action: UiAction, referral: Option<ReferralId>) {
        // What the workflow refuses is said where it is begun.
        let is_move = matches!(action, UiAction::Referral(_));
        if let Some(why) = self
            .situation(referral)
            .why_not(action)
            .filter(|_| !is_move)
        {
            if let UiAction::Go(screen) = action {
                // Going where one is already leads to what is searched there.
                self.go_to_search(screen);
            } else {
                self.notices.info(why, self.session.now());
            }
            return;
        }
        let ask = match action {
            UiAction::Go(screen) => {
                self.asks.push(Ask::Go(screen));
                return self.go_to_search(screen);
            }
            UiAction::Open | UiAction::Peek => {
                let Some(id) = referral else { return };
                match action {
                    UiAction::Open => Ask::Open(id),
                    _ if self.panel.open_id() == Some(id) => Ask::ClosePanel,
                    _ => Ask::Peek(id),
                }
            }
            UiAction::Referral(kind) => match referral {
                Some(id) => Ask::Begin(id, kind),
                None => return,
            },
            UiAction::Snooze(choice) => return self.snooze(choice, referral),
            UiAction::NewReferral => Ask::NewReferral,
            UiAction::Import => return self.files.choose(Purpose::Import, &self.texts),
            UiAction::Export => return self.files.choose(Purpose::Export, &self.texts),
            UiAction::PrintBoard => return self.choose_sheet(Purpose::Board),
            UiAction::PrintReferral => match referral {
                Some(id) => return self.choose_sheet(Purpose::Referral(id)),
                None => return,
            },
            UiAction::Erase => match referral {
                Some(id) => Ask::BeginErasing(id),
                None => return,
            },
            UiAction::BackUp => return self.files.choose(Purpose::Backup, &self.texts),
            UiAction::Undo => Ask::Do(Box::new(Command::Undo)),
            UiAction::Redo => Ask::Do(Box::new(Command::Redo)),
            UiAction::Reminders => Ask::ToggleReminders,
            UiAction::Today => Ask::ShowDrawer(Some(Drawer::Today)),
            UiAction::Notices => Ask::ShowDrawer(Some(Drawer::Notices)),
            UiAction::SelectLane => return self.board.select_lane(self.session.board()),
            UiAction::ClearSelection => Ask::ClearSelection,
            UiAction::Search => Ask::FocusSearch,
            UiAction::Palette => {
                let is_about_selected = self.screen == Screen::Board && self.board.selected() > 1;
                let target = if is_about_selected {
                    Target::Selected
                } else {
                    Target::One(self.in_hand())
                };
                return self.palette.open(&self.texts, target);
            }
            UiAction::Shortcuts => return self.key_sheet.open(),
            UiAction::Density(_)
            | UiAction::NextDensity
            | UiAction::CollapseLane
            | UiAction::TurnLane(_)
            | UiAction::OpenLanes
            | UiAction::Swimlanes(_)
            | UiAction::TurnBand
            | UiAction::CollapseBands
            | UiAction::OpenBands
            | UiAction::LargerText
            | UiAction::SmallerText
            | UiAction::NormalText => return self.lay_out(action),
            UiAction::Quit => return self.quit_or_ask(),
            // They are done before the window is drawn.
            UiAction::Walk(_) | UiAction::Select | UiAction::Extend(_) | UiAction::CardMenu => {
                return;
            }
        };
        self.asks.push(ask);
    }

    /// Changes how things are laid out, and keeps that.
    fn lay_out(&mut self, action: UiAction) {
        let mut settings = self.session.settings().clone();
        let board = self.session.board();
        let size = settings.text_size;
        match action {
            UiAction::Density(density) => settings.density = density,
            UiAction::NextDensity => settings.density = settings.density.next(),
            UiAction::CollapseLane => self.board.collapse_in_hand(board, &mut settings),
            UiAction::TurnLane(stage) => self.board.turn_lane(board, &mut settings, stage),
            UiAction::OpenLanes => settings.collapsed_lanes.clear(),
            UiAction::Swimlanes(by) => settings.swimlanes = by,
            UiAction::TurnBand => self.board.turn_band_in_hand(board, &mut settings),
            UiAction::CollapseBands => BoardScreen::collapse_bands(board, &mut settings),
            UiAction::OpenBands => BoardScreen::open_bands(&mut settings),
            UiAction::LargerText => settings.text_size = size.larger().unwrap_or(size),
            UiAction::SmallerText => settings.text_size = size.smaller().unwrap_or(size),
            UiAction::NormalText => settings.text_size = TextSize::NORMAL,
            _ => {}
        }
        self.asks.push(Ask::SaveSettings(Box::new(settings)));
    }

    /// Ends the program; where it was told to go on reminding without its window, asks whether that is meant.
    fn quit_or_ask(&mut self) {
        let goes_on = self.session.settings().keeps_reminding == Some(true);
        if !goes_on || self.residency.as_ref().is_none_or(|one| !one.may_stay()) {
            self.asks.push(Ask::Quit);
            return;
        }
        let text = |key| self.texts.get(key).to_owned();
        let confirm = Confirm {
            title: text("dialog-quit-title"),
            body: text("dialog-quit-body"),
            confirm: text("dialog-quit"),
        };
        self.dialogs.open_confirm(confirm, Ask::Quit);
    }

    /// The archive is come to for searching it, the board for its cards.
    fn go_to_search(&mut self, screen: Screen) {
        if screen == Screen::Archive {
            self.asks.push(Ask::FocusSearch);
        }
    }

    fn snooze(&mut self, choice: SnoozeChoice, referral: Option<ReferralId>) {
        let Some(referral) = referral.and_then(|id| known_referral(&self.session, &self.panel, id))
        else {
            return;
        };
        let (id, revision) = (referral.id, Some(referral.revision));
        let now = self.session.now();
        let hours = &self.session.settings().hours;
        match snooze(referral, choice, now, hours, &self.texts.zone()) {
            Ok(until) => self.asks.push(Ask::Do(Box::new(Command::Act {
                id,
                revision,
                action: Action::Snooze { until: until.until },
            }))),
            Err(refusal) => {
                let about = About::Referrals(vec![id]);
                self.notices.refused(refusal.say(&self.texts), about, now);
            }
        }
    }
}
