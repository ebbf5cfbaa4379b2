//! What a person has typed, carried from a window that was ended by a fault to the one that is opened then.

use super::{App, Screen};
use crate::ui::dialogs::Dialogs;
use crate::ui::profiles::ProfilesScreen;
use crate::ui::referral::ReferralPanel;
use std::path::PathBuf;

/// What was typed and not saved.
pub struct Drafts {
    /// The file for which.
    file: PathBuf,
    dialogs: Dialogs,
    profiles: ProfilesScreen,
    panel: ReferralPanel,
}

impl App {
    /// Whether something was typed that leaving the file now would lose.
    pub fn holds_input(&self) -> bool {
        self.dialogs.holds_input() || self.profiles.holds_input() || self.panel.holds_input()
    }

    /// Takes out what was typed and is not saved; `None` where nothing was.
    pub fn rescue(&mut self) -> Option<Drafts> {
        self.holds_input().then(|| Drafts {
            file: self.session.path().to_owned(),
            dialogs: self.dialogs.rescue(),
            profiles: self.profiles.rescue(),
            panel: self.panel.rescue(),
        })
    }

    /// Goes on with what was typed in the window before, unless that was on another file.
    pub fn take_drafts(&mut self, drafts: Drafts) {
        if drafts.file != self.session.path() {
            return;
        }
        if drafts.profiles.holds_input() {
            self.screen = Screen::Profiles;
        }
        self.dialogs = drafts.dialogs;
        self.profiles = drafts.profiles;
        if drafts.panel.holds_input() {
            self.panel = drafts.panel;
        }
    }
}
