//! A passphrase for the file: asking for it, and handing the file over to the window, which lets go of it meanwhile.

use super::{App, Ask};
use crate::desk::NewProtection;
use crate::ui::dialogs::Confirm;

impl App {
    pub(super) fn begin_encrypting(&mut self, is_change: bool) {
        self.save_notes_now();
        self.dialogs.open_encryption(is_change);
    }

    pub(super) fn begin_decrypting(&mut self) {
        self.save_notes_now();
        let confirm = Confirm {
            title: self.texts.get("encryption-off-title").to_owned(),
            body: self.texts.get("encryption-off-body").to_owned(),
            confirm: self.texts.get("encryption-off-do").to_owned(),
        };
        let ask = Ask::Protect(Box::new(NewProtection::Plain));
        self.dialogs.open_confirm(confirm, ask);
    }

    /// Has the window change how the file is protected.
    pub fn protect(&mut self, to: NewProtection) {
        self.save_notes_now();
        self.new_protection = Some(to);
    }

    /// How the file is to be protected from now on, once nothing that was entered is still on its way to it.
    pub fn take_new_protection(&mut self) -> Option<NewProtection> {
        if self.session.is_saving() && self.session.can_save() {
            return None;
        }
        self.new_protection.take()
    }
}
