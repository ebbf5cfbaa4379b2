//! Doing what the screens asked for in a frame.

use super::files::Purpose;
use super::{App, Ask, Screen, known_referral};
use crate::domain::{Command, ReferralId, Refusal};
use crate::exchange::sample_referrals;
use crate::resident::SettingsPage;
use crate::text::{Language, Say};
use crate::ui::notices::{About, Drawer};
use crate::ui::referral::Homeless;
use crate::ui::view::ActionKind;

impl App {
    /// Does what was asked for, in order.
    pub(super) fn do_asks(&mut self, ctx: &egui::Context) {
        let mut asks = std::mem::take(&mut self.asks);
        for ask in asks.drain(..) {
            self.do_ask(ctx, ask);
            ctx.request_repaint();
        }
        // What was asked for while doing it, such as saving notes when the panel closes.
        while !self.asks.is_empty() {
            for ask in std::mem::take(&mut self.asks) {
                self.do_ask(ctx, ask);
            }
        }
        self.settle_homeless_notes();
    }

    fn do_ask(&mut self, ctx: &egui::Context, ask: Ask) {
        match ask {
            Ask::Do(command) => self.send(*command),
            Ask::Begin(id, kind) => self.begin(id, kind),
            Ask::BeginWithSelected(kind) => self.begin_with_selected(kind),
            Ask::SnoozeSelected(choice) => self.snooze_selected(choice),
            Ask::EndTour => {
                let mut settings = self.session.settings().clone();
                settings.has_seen_tour = true;
                self.session.save_settings(settings);
            }
            Ask::ClearSelection => self.clear_selection(),
            Ask::Perform(action, referral) => self.perform(action, referral),
            Ask::Open(id) => {
                self.peeks = false;
                self.drawer = None;
                if !matches!(self.screen, Screen::Board | Screen::Archive) {
                    self.go(Screen::Board);
                }
                self.panel.open(id, &mut self.asks);
                if self.screen == Screen::Board && self.session.board().place(id).is_some() {
                    self.board.focus_on(id);
                }
            }
            Ask::Peek(id) => {
                self.do_ask(ctx, Ask::Open(id));
                self.peeks = true;
            }
            Ask::ClosePanel => {
                self.peeks = false;
                self.panel.close(&mut self.asks);
                // Back to the card the panel was opened from.
                if let (Screen::Board, Some(id)) = (self.screen, self.board.focused()) {
                    self.board.focus_on(id);
                }
            }
            Ask::Go(screen) => {
                self.panel.save_notes(&mut self.asks);
                self.go(screen);
            }
            Ask::NewReferral => {
                let now = self.session.now();
                self.dialogs.open_new(&self.texts, &self.format, now);
            }
            Ask::ChooseImport => self.files.choose(Purpose::Import, &self.texts),
            Ask::Import(path) => self.dialogs.open_import(path, self.files.waker()),
            Ask::ChooseExport => self.files.choose(Purpose::Export, &self.texts),
            Ask::OpenFile(path) => self.open_file(path),
            Ask::ChooseBackup => self.files.choose(Purpose::Backup, &self.texts),
            Ask::BackUpNow => self.session.back_up_now(),
            Ask::ChooseSecondFolder => self.files.choose(Purpose::SecondFolder, &self.texts),
            Ask::ChooseRestore => self.files.choose(Purpose::Restore, &self.texts),
            Ask::OpenRestore(backup) => {
                self.session.compare_backup(backup.clone());
                self.dialogs.open_restore(backup);
            }
            Ask::Restore(backup) => {
                self.save_notes_now();
                self.session.restore(backup);
            }
            Ask::BeginErasing(id) => self.begin_erasing(id),
            Ask::DeleteCopies(copies) => self.delete_copies(&copies),
            Ask::AskAboutCopies(copies) => self.ask_about_copies(copies),
            Ask::LeaveCopies(copies) => self.session.leave_copies(copies),
            Ask::AskRetention(days) => self.session.count_kept_too_long(days),
            Ask::SetRetention(days) => self.set_retention(days),
            Ask::BeginEncrypting { is_change } => self.begin_encrypting(is_change),
            Ask::BeginDecrypting => self.begin_decrypting(),
            Ask::Protect(to) => self.protect(*to),
            Ask::AddSamples => self.add_samples(),
            Ask::FocusSearch => {
                if self.is_board_covered {
                    self.uncover();
                }
                match self.screen {
                    Screen::Board => self.board.focus_search(),
                    Screen::Archive => self.archive.focus_search(),
                    Screen::Profiles | Screen::Settings => {}
                }
            }
            Ask::SearchBoard(query) => self.session.search(*query),
            Ask::CountFilters(query) => self.session.ask_filter_choices(*query),
            Ask::CountQueries(queries) => self.session.ask_counts(queries),
            Ask::FindNamed(wanted) => self.session.ask_named(&wanted),
            Ask::SearchArchiveFor(words) => {
                self.panel.save_notes(&mut self.asks);
                self.go(Screen::Archive);
                self.archive.search_for(words);
            }
            Ask::SearchArchive(query) => self.session.ask_archive(*query),
            Ask::ArrivalFacts(id, region) => self.session.ask_arrival_facts(id, &region),
            Ask::SaveSettings(settings) => {
                if settings.language != self.session.settings().language {
                    self.options.language = None;
                    if let Some(residency) = &self.residency {
                        residency.keep_language(false);
                    }
                }
                self.session.save_settings(*settings);
            }
            Ask::ToggleReminders => {
                let is_shown = self.drawer == Some(Drawer::Reminders);
                self.show_drawer((!is_shown).then_some(Drawer::Reminders));
            }
            Ask::ShowDrawer(drawer) => self.show_drawer(drawer),
            Ask::CloseWindow => {
                if self.close_or_ask(ctx) {
                    self.go_away(ctx);
                }
            }
            Ask::Quit => {
                self.is_told_to_quit = true;
                ctx.send_viewport_cmd(egui::ViewportCommand::Close);
            }
            Ask::CloseAsAnswered {
                keeps_reminding,
                starts_at_login,
            } => {
                let mut settings = self.session.settings().clone();
                settings.keeps_reminding = Some(keeps_reminding);
                self.session.save_settings(settings);
                if let Some(residency) = &self.residency {
                    residency.keep_reminding(keeps_reminding);
                }
                if starts_at_login != self.settings.starts_at_login() {
                    self.switch_login(starts_at_login);
                }
                if self.save_and_close(ctx) {
                    self.go_away(ctx);
                }
            }
            Ask::StartAtLogin(on) => self.switch_login(on),
            Ask::TestNotification => self.test_notification(),
            Ask::OpenNotificationSettings => self.open_notification_settings(),
        }
    }

    /// Selects nothing any more; the keyboard is on its card again.
    fn clear_selection(&mut self) {
        self.board.clear_selection();
        if let Some(id) = self.board.focused() {
            self.board.focus_on(id);
        }
    }

    fn send(&mut self, command: Command) {
        let command = match command {
            Command::ActOnMany { on, action } => return self.send_many(on, action),
            command => command,
        };
        let subject = match &command {
            Command::Act { id, .. } => Some(*id),
            _ => None,
        };
        let before = subject.and_then(|id| self.session.board().place(id));
        let next = subject.and_then(|id| self.session.board().successor(id));
        let sent = self.session.send(command);
        let after = subject.and_then(|id| self.session.board().place(id));
        // The keyboard goes on with the next card of the lane, so that one after the other can be answered; but stays with a referral that
        // is shown in the panel, so that a key never acts on another one than the person sees.
        if let (Some((lane, _)), Some(next)) = (before, next)
            && after.is_none_or(|(now_in, _)| now_in != lane)
            && self.board.focused() == subject
        {
            match subject.filter(|_| self.panel.open_id() == subject) {
                Some(shown) if after.is_some() => self.board.focus_on(shown),
                Some(_) => {
                    self.panel.open(next, &mut self.asks);
                    self.board.focus_on(next);
                }
                None => self.board.focus_on(next),
            }
        }
        if let Err(refusal) = sent {
            self.bring_back_form(subject);
            if let Some(id) = subject {
                self.panel.notes_refused(id, refusal == Refusal::NotFound);
            }
            let error = refusal.into();
            self.keep_open(&error);
            self.tell_failure(&error, subject);
        }
    }

    /// What was entered in a dialog is not lost when its command comes to nothing: the form is there again.
    pub(super) fn bring_back_form(&mut self, failed: Option<ReferralId>) {
        if self.dialogs.is_sent_about(failed) {
            let board = self.session.board();
            self.dialogs
                .bring_back(|id| board.referral(id).map(|referral| referral.revision));
        }
    }

    /// Saves notes under way before a dialog takes the referral's revision, which they raise.
    pub(super) fn save_notes_now(&mut self) {
        let mut notes = Vec::new();
        self.panel.save_notes(&mut notes);
        for ask in notes {
            if let Ask::Do(command) = ask {
                self.send(*command);
            }
        }
    }

    /// Notes that could not be saved where they belong are saved beside what is there, or told: they are lost in no case.
    pub(super) fn settle_homeless_notes(&mut self) {
        for homeless in self.panel.take_homeless() {
            match homeless {
                Homeless::Save(command) => self.send(*command),
                Homeless::Tell { customer, notes } => {
                    let arguments = [("customer", customer.into()), ("notes", notes.into())];
                    let words = self.texts.with("notice-notes-unsaved", &arguments);
                    self.notices.problem(words, self.session.now());
                    self.stay_to_tell();
                }
            }
        }
    }

    /// Begins an action: one that needs nothing more is carried out, another asks in its dialog first.
    pub(super) fn begin(&mut self, id: ReferralId, kind: ActionKind) {
        self.save_notes_now();
        let now = self.session.now();
        let referral = known_referral(&self.session, &self.panel, id);
        let Some(referral) = referral.cloned() else {
            // An archived referral that is not in the panel: it is shown there, and the action begun again once it is read.
            self.panel.open(id, &mut self.asks);
            self.begin_later = Some((id, kind));
            return;
        };
        if let Some(refusal) = kind.refusal(&referral, now) {
            let about = About::Referrals(vec![id]);
            self.notices.refused(refusal.say(&self.texts), about, now);
            return;
        }
        if let Some(action) = kind.immediate() {
            self.send(Command::Act {
                id,
                revision: Some(referral.revision),
                action,
            });
            return;
        }
        if kind == ActionKind::Edit {
            self.panel.open(id, &mut self.asks);
        }
        // Older texts than the referral beside them could take the place of what another program has written.
        let text = self
            .panel
            .detail()
            .filter(|detail| {
                detail.referral.id == id && detail.referral.revision == referral.revision
            })
            .map(|detail| detail.text.clone());
        if text.is_none() && kind == ActionKind::Edit {
            self.session.ask_detail(id);
        }
        self.dialogs
            .open_action(&referral, text.as_ref(), kind, &self.texts, &self.format);
    }

    /// Closes what stands in place of the screen.
    fn uncover(&mut self) {
        self.peeks = false;
        self.drawer = None;
        self.panel.close(&mut self.asks);
    }

    fn go(&mut self, screen: Screen) {
        if self.screen == screen {
            return;
        }
        if self.screen == Screen::Profiles && !self.profiles.may_leave(Ask::Go(screen)) {
            return;
        }
        self.board.cancel_drag();
        if self.is_board_covered {
            self.uncover();
        }
        self.screen = screen;
        self.drawer = None;
        match screen {
            Screen::Archive => self.archive.ask_again(),
            Screen::Settings => {
                self.settings.offer_page(SettingsPage::of_notifications());
                self.session.ask_backups();
                self.look_at_service();
            }
            Screen::Board | Screen::Profiles => {}
        }
    }

    fn add_samples(&mut self) {
        let is_japanese = self.texts.language() == Language::Japanese;
        match sample_referrals(is_japanese, self.session.now()) {
            Ok(rows) => self.send(Command::AddSamples(rows)),
            Err(error) => {
                tracing::error!(%error, "the sample referrals cannot be read");
                let words = self.texts.get("notice-samples-unreadable").to_owned();
                self.notices.problem(words, self.session.now());
            }
        }
    }

    fn show_drawer(&mut self, drawer: Option<Drawer>) {
        self.panel.save_notes(&mut self.asks);
        self.drawer = drawer;
        if drawer == Some(Drawer::Reminders) {
            self.session.ask_reminders();
            self.session.mark_reminders_read();
            self.look_at_service();
        }
    }

    fn test_notification(&self) {
        if let Some(residency) = &self.residency {
            residency.test_notification();
        }
    }

    fn open_notification_settings(&self) {
        if let (Some(residency), Some(page)) = (&self.residency, self.settings.page()) {
            residency.open_settings_page(page.clone());
        }
    }

    fn switch_login(&self, on: bool) {
        if let Some(residency) = &self.residency {
            residency.set_login(self.session.path(), on);
        }
    }
}
