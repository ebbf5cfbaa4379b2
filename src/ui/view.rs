//! What every screen gets to draw from, and the way it asks for something to happen.

use super::actions::UiAction;
use super::notices::Drawer;
use super::theme::Tokens;
use crate::desk::{ArchiveQuery, BoardQuery, Session, Settings};
use crate::domain::{Action, Command, ProfileId, Referral, ReferralId, SnoozeChoice, Timestamp};
use crate::text::{Argument, Format, Texts};

/// The screens of the window.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Screen {
    /// The board of open referrals.
    #[default]
    Board,
    /// The archive.
    Archive,
    /// The business profiles.
    Profiles,
    /// The settings.
    Settings,
}

impl Screen {
    /// Every screen, in the order shown.
    pub const ALL: [Self; 4] = [Self::Board, Self::Archive, Self::Profiles, Self::Settings];

    /// The message that names it.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Board => "app-board",
            Self::Archive => "app-archive",
            Self::Profiles => "app-profiles",
            Self::Settings => "app-settings",
        }
    }
}

/// What a screen asks for. The app does it after the frame is drawn.
#[derive(Clone, PartialEq, Debug)]
pub enum Ask {
    /// Carry out a command.
    Do(Box<Command>),
    /// Begin an action on a referral: at once, or through the dialog that asks for what it needs.
    Begin(ReferralId, ActionKind),
    /// Begin an action on every selected card: at once, or through the dialog that asks for what it needs.
    BeginWithSelected(ActionKind),
    /// Put the reminders of every selected card off.
    SnoozeSelected(SnoozeChoice),
    /// Put the card of what is worth knowing away for good.
    EndTour,
    /// Select no card any more.
    ClearSelection,
    /// Show a referral in the panel.
    Open(ReferralId),
    /// Show a referral in the panel, which then follows the keyboard from card to card.
    Peek(ReferralId),
    /// Close the panel.
    ClosePanel,
    /// Go to a screen.
    Go(Screen),
    /// Ask for a new referral's data.
    NewReferral,
    /// Choose a file to import.
    ChooseImport,
    /// Import this file.
    Import(std::path::PathBuf),
    /// Choose a file to export to.
    ChooseExport,
    /// Open this file with the program that the system has for it.
    OpenFile(std::path::PathBuf),
    /// Choose a file to back up to.
    ChooseBackup,
    /// Make a backup now.
    BackUpNow,
    /// Choose a second folder for backups.
    ChooseSecondFolder,
    /// Choose a file to restore.
    ChooseRestore,
    /// Show what restoring this backup would change.
    OpenRestore(std::path::PathBuf),
    /// Put this backup in the file's place.
    Restore(std::path::PathBuf),
    /// Ask whether to erase the person behind this referral.
    BeginErasing(ReferralId),
    /// Delete these copies, which cannot be written anew without an erased person.
    DeleteCopies(Vec<std::path::PathBuf>),
    /// Ask whether to delete these copies.
    AskAboutCopies(Vec<std::path::PathBuf>),
    /// Leave these copies and folders as they are, whoever is in them.
    LeaveCopies(Vec<std::path::PathBuf>),
    /// Count whom a retention period of so many days would erase now, and ask whether it is meant.
    AskRetention(u32),
    /// Erase contacts so many days after archiving, or keep them.
    SetRetention(Option<u32>),
    /// Ask for a passphrase for the file.
    BeginEncrypting {
        /// Whether it has one.
        is_change: bool,
    },
    /// Ask whether the file is to be without a passphrase.
    BeginDecrypting,
    /// Change how the file is protected.
    Protect(Box<crate::desk::NewProtection>),
    /// Add the sample referrals.
    AddSamples,
    /// Do this; where it is about a referral, about this one.
    Perform(UiAction, Option<ReferralId>),
    /// Put the keyboard into the search line of the board or the archive, whichever is shown.
    FocusSearch,
    /// Narrow the board to this.
    SearchBoard(Box<BoardQuery>),
    /// Count what the filters that can be set beside this would show.
    CountFilters(Box<BoardQuery>),
    /// Count how many open referrals each of these shows.
    CountQueries(Vec<BoardQuery>),
    /// Find the open referrals whose customers are called like this.
    FindNamed(String),
    /// Go to the archive and search it for these words.
    SearchArchiveFor(String),
    /// Search the archive.
    SearchArchive(Box<ArchiveQuery>),
    /// Find out what arrives for a profile.
    ArrivalFacts(ProfileId, String),
    /// Keep the settings.
    SaveSettings(Box<Settings>),
    /// Show or hide the list of reminders.
    ToggleReminders,
    /// Show this in the drawer, or close it.
    ShowDrawer(Option<Drawer>),
    /// Close the window.
    CloseWindow,
    /// Close the window, after this was answered about what comes then.
    CloseAsAnswered {
        /// Whether the program goes on reminding.
        keeps_reminding: bool,
        /// Whether the system starts it at login.
        starts_at_login: bool,
    },
    /// Close the window, and end the program whatever was chosen.
    Quit,
    /// Have the system start the program at login, or no more.
    StartAtLogin(bool),
    /// Raise a notification now, to see whether the system shows it.
    TestNotification,
    /// Open the system's own settings page for notifications.
    OpenNotificationSettings,
}

/// The actions on a referral, without what they need.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ActionKind {
    /// New to Evaluating.
    Interested,
    /// New to Skipped.
    Skip,
    /// Evaluating to Negotiating; asks for the deal.
    Accept,
    /// Evaluating to Declined; asks for the reason.
    Decline,
    /// Negotiating to Won; asks for the final value.
    Won,
    /// Negotiating to Lost; asks for the reason.
    Lost,
    /// Back from the archive; asks for a written reason.
    Correct,
    /// A presumed lapse is right.
    Confirm,
    /// Change what is written; asks in a form.
    Edit,
}

impl ActionKind {
    /// The actions that move a referral, in the order offered.
    pub const MOVES: [Self; 6] = [
        Self::Interested,
        Self::Skip,
        Self::Accept,
        Self::Decline,
        Self::Won,
        Self::Lost,
    ];

    /// The message that names it on a button.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Interested => "action-interested",
            Self::Skip => "action-skip",
            Self::Accept => "action-accept",
            Self::Decline => "action-decline",
            Self::Won => "action-won",
            Self::Lost => "action-lost",
            Self::Correct => "action-correct",
            Self::Confirm => "action-confirm",
            Self::Edit => "action-edit",
        }
    }

    /// What stands on its button: its name, marked where a dialog asks for more first.
    pub fn label(self, texts: &Texts) -> String {
        let name = texts.get(self.key());
        if self.needs_dialog() {
            texts.with("common-with-dialog", &[("label", name.into())])
        } else {
            name.to_owned()
        }
    }

    /// Whether a dialog asks for more before anything changes.
    pub const fn needs_dialog(self) -> bool {
        !matches!(self, Self::Interested | Self::Skip | Self::Confirm)
    }

    /// Whether one answer can be right for many referrals. A deal that is accepted has a value and a closing date of its own, a text is
    /// edited or corrected by itself.
    pub const fn is_for_many(self) -> bool {
        !matches!(self, Self::Accept | Self::Correct | Self::Edit)
    }

    /// Whether the workflow allows it from where the referral stands. Asks the domain, so that it is said in one place only.
    pub fn refusal(self, referral: &Referral, now: Timestamp) -> Option<crate::domain::Refusal> {
        crate::domain::decide(referral, &self.probe(), now)
            .err()
            .filter(|refusal| {
                // What the dialog will ask for is not missing yet.
                !matches!(
                    refusal,
                    crate::domain::Refusal::NoteRequired | crate::domain::Refusal::NothingToChange
                )
            })
    }

    /// The action with stand-ins for what the dialog will ask.
    fn probe(self) -> Action {
        use crate::domain::{Amount, Currency, DealTerms, ReferralEdit};
        match self {
            Self::Interested => Action::Interested,
            Self::Skip => Action::Skip,
            Self::Accept => {
                let currency = Currency::JPY;
                Action::Accept(DealTerms {
                    value: Amount::from_units(0, currency.decimal_places()),
                    currency,
                    close_on: crate::domain::Date::default(),
                })
            }
            Self::Decline => Action::Decline {
                reason: None,
                note: None,
            },
            Self::Won => Action::Won { value: None },
            Self::Lost => Action::Lost {
                reason: None,
                note: None,
            },
            Self::Correct => Action::Correct {
                note: String::new(),
            },
            Self::Confirm => Action::Confirm,
            Self::Edit => Action::Edit(Box::<ReferralEdit>::default()),
        }
    }

    /// The action itself, for those that need nothing more.
    pub fn immediate(self) -> Option<Action> {
        (!self.needs_dialog()).then(|| self.probe())
    }
}

/// What every screen gets to draw from.
pub struct View<'a> {
    /// The words.
    pub texts: &'a Texts,
    /// How dates, times and money are written.
    pub format: &'a Format,
    /// The colours of the theme in use.
    pub tokens: &'static Tokens,
    /// The desk, for reading.
    pub session: &'a Session,
    /// The referral shown in the panel.
    pub open: Option<ReferralId>,
    /// Now; the same for the whole frame.
    pub now: Timestamp,
    /// What is asked for in this frame.
    pub asks: &'a mut Vec<Ask>,
}

impl<'a> View<'a> {
    /// The message of this key.
    pub fn text(&self, key: &'a str) -> &'a str {
        self.texts.get(key)
    }

    /// The message of this key with arguments.
    pub fn text_with(&self, key: &str, arguments: &[(&str, Argument<'_>)]) -> String {
        self.texts.with(key, arguments)
    }

    /// Asks for something to happen.
    pub fn ask(&mut self, ask: Ask) {
        self.asks.push(ask);
    }

    /// Asks for a command to be carried out.
    pub fn command(&mut self, command: Command) {
        self.ask(Ask::Do(Box::new(command)));
    }
}
