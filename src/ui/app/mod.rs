//! The app: takes in events, lays out the window, does what screens ask for.

mod asks;
mod backups;
mod called;
mod calls;
mod closing;
mod damage;
mod erasing;
mod events;
mod files;
mod front;
mod kinds;
mod last_view;
mod newcomer;
mod opening;
mod perform;
mod protecting;
mod rescue;
mod selected;
mod sheets;
mod shortcuts;
mod system_motion;
mod system_theme;
#[cfg(test)]
mod test_window;
mod text_size;
mod title;
mod top_bar;
mod waker;

use super::actions::{HeldKeys, Situation};
use super::archive::ArchiveScreen;
use super::board::{BoardScreen, today};
use super::dialogs::Dialogs;
use super::notices::{Drawer, Notices, ReminderList};
use super::palette::{KeySheet, Palette};
use super::profiles::ProfilesScreen;
use super::referral::ReferralPanel;
use super::settings::SettingsScreen;
use super::theme::{Space, Tokens, install_fonts, install_styles, set_motion};
use super::view::{ActionKind, Ask, Screen, View};
use crate::desk::backups::BackupProblem;
use crate::desk::{
    BoardQuery, MotionChoice, NewProtection, Session, ThemeChoice, readable_by_others,
};
use crate::domain::{Referral, ReferralId, Timestamp};
use crate::resident::Residency;
use crate::text::{Format, Language, Say, Texts, Zone};
use closing::Closing;
use egui::{CentralPanel, Frame, Margin, Panel, UiBuilder};
use files::Files;
pub(super) use front::{REALLY_CLOSES, bring_to_front, hide};
use last_view::LastView;
pub use rescue::Drafts;
use std::collections::VecDeque;
use std::path::PathBuf;
use std::time::Duration;
pub(super) use system_theme::{follow_system_theme, forget_window};
use text_size::AppliedTextSize;
pub(super) use text_size::LEAST_WINDOW;
use title::Title;
use top_bar::TopBar;
pub use waker::LateWaker;

/// How the app is opened.
#[derive(Clone, Debug, Default)]
pub struct AppOptions {
    /// The language, whatever the settings say.
    pub language: Option<Language>,
    /// Add the sample referrals if the file is empty.
    pub with_samples: bool,
    /// The referral to show.
    pub open: Option<ReferralId>,
    /// The clocks on the wall, where they are not to be those of the system.
    pub zone: Zone,
    /// Whether whoever has not seen it yet is shown the card of what is worth knowing.
    pub offers_tour: bool,
    /// Whether the window before this one was ended by a fault, which is told.
    pub after_fault: bool,
}

/// The window's content and everything behind it.
pub struct App {
    session: Session,
    options: AppOptions,
    /// Asked for once: the system takes its time to tell.
    system_language: Language,
    texts: Texts,
    format: Format,
    theme: Option<ThemeChoice>,
    text_size: AppliedTextSize,
    /// As it was last set; the styles come with motion.
    is_motion_reduced: bool,
    title: Title,
    screen: Screen,
    top_bar: TopBar,
    board: BoardScreen,
    archive: ArchiveScreen,
    profiles: ProfilesScreen,
    settings: SettingsScreen,
    panel: ReferralPanel,
    dialogs: Dialogs,
    palette: Palette,
    held_keys: HeldKeys,
    key_sheet: KeySheet,
    notices: Notices,
    reminder_list: ReminderList,
    /// What the drawer shows, when it is open.
    drawer: Option<Drawer>,
    /// What is around the window; `None` in a window on its own.
    residency: Option<Residency>,
    files: Files,
    asks: Vec<Ask>,
    closing: Closing,
    /// The window is to be closed, and the program with it.
    is_told_to_quit: bool,
    /// Files dropped on the window that are still to be imported.
    dropped: VecDeque<PathBuf>,
    /// The window had the keyboard when it was last looked at.
    had_focus: bool,
    /// The frame before was drawn with the keyboard in a text field.
    was_typing: bool,
    last_view: LastView,
    /// How the file is to be protected from now on; the window sees to it.
    new_protection: Option<NewProtection>,
    /// An action on a referral that is being read.
    begin_later: Option<(ReferralId, ActionKind)>,
    /// What had the keyboard before the palette or the sheet of keys came up, where that is no card.
    focus_before: Option<egui::Id>,
    /// What gets the keyboard as soon as it may.
    focus_next: Option<egui::Id>,
    /// The panel follows the keyboard from card to card.
    peeks: bool,
    /// The window is so narrow that what is at the side stands in place of the screen.
    is_board_covered: bool,
    /// The card the keyboard was on when something was undone, for when it is made again.
    focused_before_undo: Option<ReferralId>,
    /// A referral that was called up from outside, and of which it is not known where it stands.
    called: Option<ReferralId>,
    /// A referral that was entered here and not shown yet.
    newcomer: Option<ReferralId>,
    /// What is wrong with the backups and was told.
    backup_problems: Vec<BackupProblem>,
    /// The second folder for backups that was acted upon last.
    /// Copies that may still hold an erased person, about which nobody was asked yet.
    undecided_copies: Vec<std::path::PathBuf>,
    /// After how many days archived contacts are erased, as it was last acted on.
    retention_days: Option<u32>,
    second_folder: Option<PathBuf>,
    /// What is wrong with the file, since it was found to be damaged.
    damage: Option<String>,
}

impl App {
    /// The app on a running session. Fonts and styles are installed into `ctx`.
    pub fn new(
        ctx: &egui::Context,
        mut session: Session,
        residency: Option<Residency>,
        options: AppOptions,
    ) -> Self {
        session.search_from_start(session.settings().last_query.clone());
        let system_language = Language::of_system();
        let language = language_of(&session, &options, system_language);
        install_fonts(ctx, language);
        install_styles(ctx);
        egui_extras::install_image_loaders(ctx);
        follow_system_theme(ctx);
        // Its keys are actions of this program, which keeps the size.
        ctx.options_mut(|options| options.zoom_with_keyboard = false);
        let texts = Texts::in_zone(language, options.zone);
        let format = Format::new(&texts);
        let mut settings = SettingsScreen::default();
        if let Some(residency) = residency.as_ref().filter(|residency| residency.may_stay()) {
            settings.show_staying();
            residency.ask_login(session.path());
        }
        let service = residency.as_ref().map(Residency::service_state);
        let mut panel = ReferralPanel::default();
        let mut asks = Vec::new();
        let called = options.open;
        if let Some(id) = called {
            panel.open(id, &mut asks);
        }
        let mut app = Self {
            session,
            options,
            system_language,
            texts,
            format,
            theme: None,
            text_size: AppliedTextSize::default(),
            is_motion_reduced: false,
            title: Title::default(),
            screen: Screen::default(),
            top_bar: TopBar::default(),
            board: BoardScreen::default(),
            archive: ArchiveScreen::default(),
            profiles: ProfilesScreen::default(),
            settings,
            panel,
            dialogs: Dialogs::default(),
            palette: Palette::default(),
            held_keys: HeldKeys::default(),
            key_sheet: KeySheet::default(),
            notices: Notices::default(),
            reminder_list: ReminderList::default(),
            drawer: None,
            residency,
            files: Files::new(ctx),
            asks,
            closing: Closing::default(),
            is_told_to_quit: false,
            dropped: VecDeque::new(),
            had_focus: false,
            was_typing: false,
            last_view: LastView::default(),
            new_protection: None,
            begin_later: None,
            focus_before: None,
            focus_next: None,
            peeks: false,
            is_board_covered: false,
            focused_before_undo: None,
            called,
            newcomer: None,
            backup_problems: Vec::new(),
            undecided_copies: Vec::new(),
            second_folder: None,
            retention_days: None,
            damage: None,
        };
        app.second_folder
            .clone_from(&app.session.settings().second_backup_folder);
        app.retention_days = app.session.settings().retention_days;
        let news = app.residency.as_ref().and_then(Residency::backup_news);
        if let Some(news) = news {
            app.on_backup_news(&news);
        }
        app.set_service(service.unwrap_or_default());
        if let Some(place) = app.session.risky_place() {
            app.notices
                .lasting(place.say(&app.texts), app.session.now());
        }
        for found in readable_by_others(app.session.path()) {
            app.notices
                .lasting(found.say(&app.texts), app.session.now());
        }
        if app.options.after_fault {
            let words = app.texts.get("notice-fault-window").to_owned();
            app.notices.lasting(words, app.session.now());
        }
        if app.options.offers_tour {
            app.board.offer_tour();
        }
        app
    }

    /// The session, for looking at what the desk holds.
    pub const fn session(&self) -> &Session {
        &self.session
    }

    /// Narrows the board.
    pub fn search(&mut self, query: BoardQuery) {
        self.session.search(query);
    }

    /// Waits for the board, no longer than this, if it has not been read yet.
    pub fn wait_for_board(&mut self, longest: Duration) {
        self.session.wait_for_board(longest);
    }

    /// What is done whether or not the window is in sight: takes in what the threads tell, and keeps language, theme and title.
    pub fn logic(&mut self, ctx: &egui::Context) {
        self.take_in_events();
        self.take_in_calls(ctx);
        self.keep_language(ctx);
        self.keep_theme(ctx);
        self.keep_text_size(ctx);
        self.keep_motion(ctx);
        self.keep_title(ctx);
        self.look_at_service_on_return(ctx);
        self.keep_last_view(ctx);
        self.guard_closing(ctx);
        self.wake_for_the_clock(ctx);
    }

    /// Draws the window.
    pub fn ui(&mut self, ui: &mut egui::Ui) {
        let ctx = ui.ctx().clone();
        self.held_keys.follow(&ctx);
        self.take_dropped_files(&ctx);
        // Esc takes the focus from a field before anything is drawn.
        let is_typing = ctx.text_edit_focused();
        let was_typing = std::mem::replace(&mut self.was_typing, is_typing);
        // Not before egui has noticed that nothing stands over it any more.
        let is_covered = ctx.memory(|memory| memory.top_modal_layer().is_some());
        if let Some(id) = self.focus_next.take_if(|_| !is_covered) {
            ctx.memory_mut(|memory| memory.request_focus(id));
        }
        let question_was_open = self.is_question_open();
        let dialog_was_open = self.dialogs.is_open();
        if question_was_open {
            self.take_text_size_keys(&ctx);
        } else {
            let focused = ctx.memory(egui::Memory::focused);
            self.focus_before = focused.filter(|_| !self.board.has_focus(&ctx));
            self.take_keys(&ctx, is_typing);
            let is_busy = was_typing || self.board.is_dragging() || egui::Popup::is_any_open(&ctx);
            let closes = if self.drawer.is_some() {
                Some(Ask::ShowDrawer(None))
            } else {
                let panel = self.panel.open_id().map(|_| Ask::ClosePanel);
                let has_selected = self.screen == Screen::Board && self.board.selected() > 0;
                panel.or(has_selected.then_some(Ask::ClearSelection))
            }
            .or_else(|| {
                let shows_tour =
                    self.screen == Screen::Board && self.board.shows_tour(&self.session);
                shows_tour.then_some(Ask::EndTour)
            });
            if let Some(close) = closes
                && !is_busy
                && shortcuts::escape(&ctx)
            {
                self.asks.push(close);
            }
        }
        let tokens = Tokens::of(ctx.theme());
        let mut view = View {
            texts: &self.texts,
            format: &self.format,
            tokens,
            session: &self.session,
            open: self.panel.open_id(),
            now: self.session.now(),
            asks: &mut self.asks,
        };
        Panel::top("top-bar")
            .frame(
                Frame::new()
                    .fill(tokens.surface)
                    .inner_margin(Margin::symmetric(16, 8)),
            )
            .show(ui, |ui| self.top_bar.ui(ui, &mut view, self.screen));
        let resize = view.text("app-resize-panel");
        let is_narrow = ui.available_width() < LEAST_WIDTH_FOR_TWO;
        let shows_panel = self.drawer.is_some()
            || self.panel.open_id().is_some()
                && matches!(self.screen, Screen::Board | Screen::Archive);
        if shows_panel {
            let salt = self.drawer.map_or("referral", |_| "reminders");
            let shown = self.panel.open_id().filter(|_| self.drawer.is_none());
            let shown = shown.and_then(|id| known_referral(&self.session, &self.panel, id));
            let name = match shown {
                Some(referral) => view.text_with(
                    "panel-name",
                    &[("customer", referral.customer.as_str().into())],
                ),
                None => view.text("app-side-bar").to_owned(),
            };
            side_panel(
                ui,
                tokens,
                (salt, &name, resize),
                is_narrow,
                |ui| match self.drawer {
                    Some(Drawer::Today) => today(ui, &mut view),
                    Some(Drawer::Reminders) => self.reminder_list.ui(ui, &mut view),
                    Some(Drawer::Notices) => self.notices.log_ui(ui, &mut view),
                    None => self.panel.ui(ui, &mut view),
                },
            );
        }
        self.is_board_covered = shows_panel && is_narrow;
        if shows_panel || self.screen == Screen::Board {
            schedule_tick(&ctx, view.now);
        }
        if self.is_board_covered {
            self.board.step_aside();
        } else {
            CentralPanel::no_frame()
                .frame(Frame::new().fill(tokens.background))
                .show(ui, |ui| match self.screen {
                    Screen::Board => self.board.ui(ui, &mut view),
                    Screen::Archive => {
                        Frame::new()
                            .inner_margin(Margin::same(Space::L as i8))
                            .show(ui, |ui| self.archive.ui(ui, &mut view));
                    }
                    Screen::Profiles => self.profiles.ui(ui, &mut view),
                    Screen::Settings => self.settings.ui(ui, &mut view),
                });
        }
        self.dialogs.ui(&ctx, &mut view);
        let in_hand = self.palette.referral();
        let situation = Situation {
            texts: &self.texts,
            session: &self.session,
            screen: self.screen,
            referral: in_hand.and_then(|id| known_referral(&self.session, &self.panel, id)),
            selected: self.board.selected(),
            tally: if self.palette.is_about_selected() {
                let zone = self.texts.zone();
                self.board.tally_of_many(&self.session, view.now, zone)
            } else {
                None
            },
            now: view.now,
        };
        self.palette.ui(&ctx, &mut view, &situation);
        self.key_sheet.ui(&ctx, &view);
        let foot = match self.screen {
            Screen::Board => self.board.foot(),
            Screen::Archive | Screen::Profiles | Screen::Settings => 0.0,
        };
        self.notices.ui(&ctx, &mut view, foot);
        self.do_asks(&ctx);
        self.follow_while_peeking(&ctx);
        let is_over = question_was_open && !self.is_question_open();
        if is_over && let Some(before) = self.focus_before.filter(|_| !dialog_was_open) {
            // Whoever was writing goes on writing.
            self.focus_next = Some(before);
            ctx.request_repaint();
        } else if is_over
            && self.screen == Screen::Board
            && let Some(id) = self.board.focused()
        {
            // The keyboard returns to the card it was on before the question.
            self.board.focus_on(id);
            ctx.request_repaint();
        }
    }

    /// Whether something stands over the window that has the keyboard to itself.
    fn is_question_open(&self) -> bool {
        self.dialogs.is_open() || self.palette.is_open() || self.key_sheet.is_open()
    }

    /// While one peeks, the panel shows the card that the keyboard is on.
    fn follow_while_peeking(&mut self, ctx: &egui::Context) {
        if self.peeks
            && self.screen == Screen::Board
            && let Some(id) = self.board.focused()
            && self.panel.open_id() != Some(id)
            && self.session.board().place(id).is_some()
        {
            self.panel.open(id, &mut self.asks);
            ctx.request_repaint();
        }
    }

    /// A lapse is noticed at its instant, whatever the window shows.
    fn wake_for_the_clock(&self, ctx: &egui::Context) {
        if let Some(at) = self.session.next_moment() {
            let millis = at.millis_from(self.session.now()).max(1);
            ctx.request_repaint_after(Duration::from_millis(millis.unsigned_abs()));
        }
    }

    fn keep_language(&mut self, ctx: &egui::Context) {
        let language = language_of(&self.session, &self.options, self.system_language);
        if language != self.texts.language() {
            self.texts = Texts::in_zone(language, self.options.zone);
            self.format = Format::new(&self.texts);
            install_fonts(ctx, language);
        }
        self.session.speak(language);
    }

    fn keep_motion(&mut self, ctx: &egui::Context) {
        let is_reduced = match self.session.settings().motion {
            MotionChoice::System => system_motion::is_reduced(ctx),
            MotionChoice::Full => false,
            MotionChoice::Reduced => true,
        };
        if self.is_motion_reduced != is_reduced {
            self.is_motion_reduced = is_reduced;
            set_motion(ctx, is_reduced);
        }
    }

    fn keep_theme(&mut self, ctx: &egui::Context) {
        let choice = self.session.settings().theme;
        if self.theme == Some(choice) {
            return;
        }
        self.theme = Some(choice);
        ctx.set_theme(match choice {
            ThemeChoice::System => egui::ThemePreference::System,
            ThemeChoice::Light => egui::ThemePreference::Light,
            ThemeChoice::Dark => egui::ThemePreference::Dark,
        });
    }
}

/// What is known of a referral without asking: it is on the board, or in the panel.
fn known_referral<'a>(
    session: &'a Session,
    panel: &'a ReferralPanel,
    id: ReferralId,
) -> Option<&'a Referral> {
    session.board().referral(id).or_else(|| {
        let detail = panel.detail().map(|detail| &detail.referral);
        detail.filter(|referral| referral.id == id)
    })
}

/// The language a person chose on the command line or in the settings, or the system's.
fn language_of(session: &Session, options: &AppOptions, of_system: Language) -> Language {
    // A choice made in the settings while the window is open counts more than the one it was opened with.
    session
        .settings()
        .language
        .filter(|_| options.language.is_none())
        .or(options.language)
        .unwrap_or(of_system)
}

/// A narrower window shows a panel in place of the screen, not beside it; in points.
const LEAST_WIDTH_FOR_TWO: f32 = 660.0;

/// A panel on the right of the screens, called `name`; `resize` names the edge by which its width is changed. In a narrow window it has all
/// the room.
fn side_panel(
    ui: &mut egui::Ui,
    tokens: &Tokens,
    (salt, name, resize): (&'static str, &str, &str),
    is_narrow: bool,
    content: impl FnOnce(&mut egui::Ui),
) {
    let frame = Frame::new()
        .fill(tokens.surface)
        .inner_margin(Margin::same(16));
    let region = UiBuilder::new()
        .accessibility_role(egui::accesskit::Role::Complementary)
        .accessibility_label(name);
    if is_narrow {
        CentralPanel::no_frame().frame(frame).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = Space::S;
            ui.scope_builder(region, content);
        });
        return;
    }
    // In a narrow window the lanes keep some room.
    let most = (ui.available_width() - 400.0).clamp(260.0, 620.0);
    let edge = ui.scope_id().with(salt).with("__resize");
    Panel::right(salt)
        .frame(frame)
        .default_size(most.min(400.0))
        .size_range(most.min(320.0)..=most)
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = Space::S;
            ui.scope_builder(region, content);
        });
    // egui names it in English.
    ui.ctx()
        .accesskit_node_builder(edge, |node| node.set_label(resize));
}

/// The times shown change with the minute, all in one frame; nothing else wakes an idle window.
fn schedule_tick(ctx: &egui::Context, now: Timestamp) {
    const MINUTE_MILLIS: i64 = 60_000;
    let to_next_minute = MINUTE_MILLIS - now.millis().rem_euclid(MINUTE_MILLIS);
    let after = std::time::Duration::from_millis(to_next_minute.unsigned_abs());
    ctx.request_repaint_after(after);
}
