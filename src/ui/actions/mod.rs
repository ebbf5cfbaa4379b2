//! Everything a person can have done by a key or from the palette: one list, from which menus, tooltips, the sheet of keys and the palette are
//! made, so that none of them knows what another one does not.

mod held;
mod keys;
mod situation;

pub use held::HeldKeys;
pub use keys::{Reach, Shortcut, pressed, take};
pub use situation::Situation;

use super::theme::Icon;
use super::view::{ActionKind, Screen};
use crate::desk::{Density, Swimlanes};
use crate::domain::{SnoozeChoice, Stage};
use crate::text::{Say, Texts};

/// Something a person can have done.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum UiAction {
    /// Go to a screen.
    Go(Screen),
    /// Put the keyboard on another card.
    Walk(Step),
    /// Show the referral in hand in the panel.
    Open,
    /// Show the referral in hand in the panel for as long as one walks the cards, or close it again.
    Peek,
    /// Select the card in hand, or no longer.
    Select,
    /// Put the keyboard on another card of the lane, and select everything up to it.
    Extend(Step),
    /// Select every card of the lane.
    SelectLane,
    /// Select nothing any more.
    ClearSelection,
    /// Open the menu of the card in hand.
    CardMenu,
    /// Show cards of this density.
    Density(Density),
    /// Show cards of the next density.
    NextDensity,
    /// Collapse the lane in hand.
    CollapseLane,
    /// Collapse a lane, or open it where it is collapsed.
    TurnLane(Stage),
    /// Open every lane.
    OpenLanes,
    /// Put the cards into bands by this.
    Swimlanes(Swimlanes),
    /// Collapse the band in hand to its header, or open it.
    TurnBand,
    /// Collapse every band.
    CollapseBands,
    /// Open every band.
    OpenBands,
    /// Show everything larger.
    LargerText,
    /// Show everything smaller.
    SmallerText,
    /// Show everything as large as it is meant to be.
    NormalText,
    /// Do this to the referral in hand.
    Referral(ActionKind),
    /// Put the reminders of the referral in hand off.
    Snooze(SnoozeChoice),
    /// Enter a referral.
    NewReferral,
    /// Import a file.
    Import,
    /// Export every referral.
    Export,
    /// Put the board on paper, as it is shown.
    PrintBoard,
    /// Put the referral in hand on paper.
    PrintReferral,
    /// Erase the person behind the referral in hand.
    Erase,
    /// Back the file up.
    BackUp,
    /// Take the last change back.
    Undo,
    /// Make it again.
    Redo,
    /// Show or hide the list of reminders.
    Reminders,
    /// Show what is to be answered before the end of the working day.
    Today,
    /// Show what was done and told since the window was opened.
    Notices,
    /// Search the board or the archive.
    Search,
    /// Show the palette.
    Palette,
    /// Show the sheet of keys.
    Shortcuts,
    /// End the program.
    Quit,
}

/// Where the keyboard goes on the board.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Step {
    /// To the next card of the lane.
    Down,
    /// To the one before.
    Up,
    /// To the lane on the left.
    Left,
    /// To the lane on the right.
    Right,
    /// To the first card of the lane.
    First,
    /// To the last one.
    Last,
}

/// What belongs together on the sheet of keys.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Group {
    /// The referral in hand.
    Referral,
    /// The cards of the board.
    Cards,
    /// What is in the file.
    File,
    /// The window.
    Window,
}

impl Group {
    /// Every group, in the order shown.
    pub const ALL: [Self; 4] = [Self::Referral, Self::Cards, Self::File, Self::Window];

    /// The message that names it.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Referral => "keys-group-referral",
            Self::Cards => "keys-group-cards",
            Self::File => "keys-group-file",
            Self::Window => "keys-group-window",
        }
    }
}

impl UiAction {
    /// Every action, in the order shown.
    pub const ALL: [Self; 65] = [
        Self::Open,
        Self::Peek,
        Self::Referral(ActionKind::Interested),
        Self::Referral(ActionKind::Skip),
        Self::Referral(ActionKind::Accept),
        Self::Referral(ActionKind::Decline),
        Self::Referral(ActionKind::Won),
        Self::Referral(ActionKind::Lost),
        Self::Referral(ActionKind::Edit),
        Self::Referral(ActionKind::Correct),
        Self::Referral(ActionKind::Confirm),
        Self::Snooze(SnoozeChoice::OneHour),
        Self::Snooze(SnoozeChoice::FourHours),
        Self::Snooze(SnoozeChoice::Tomorrow),
        Self::PrintReferral,
        Self::Erase,
        Self::CardMenu,
        Self::Walk(Step::Down),
        Self::Walk(Step::Up),
        Self::Walk(Step::Left),
        Self::Walk(Step::Right),
        Self::Walk(Step::First),
        Self::Walk(Step::Last),
        Self::Select,
        Self::Extend(Step::Down),
        Self::Extend(Step::Up),
        Self::SelectLane,
        Self::ClearSelection,
        Self::NextDensity,
        Self::Density(Density::Compact),
        Self::Density(Density::Normal),
        Self::Density(Density::Roomy),
        Self::CollapseLane,
        Self::TurnLane(Stage::New),
        Self::TurnLane(Stage::Evaluating),
        Self::TurnLane(Stage::Negotiating),
        Self::OpenLanes,
        Self::Swimlanes(Swimlanes::Off),
        Self::Swimlanes(Swimlanes::Region),
        Self::Swimlanes(Swimlanes::CompanySize),
        Self::Swimlanes(Swimlanes::Owner),
        Self::TurnBand,
        Self::CollapseBands,
        Self::OpenBands,
        Self::NewReferral,
        Self::Import,
        Self::Export,
        Self::PrintBoard,
        Self::BackUp,
        Self::Undo,
        Self::Redo,
        Self::Search,
        Self::Palette,
        Self::Shortcuts,
        Self::Today,
        Self::Reminders,
        Self::Notices,
        Self::Go(Screen::Board),
        Self::Go(Screen::Archive),
        Self::Go(Screen::Profiles),
        Self::Go(Screen::Settings),
        Self::LargerText,
        Self::SmallerText,
        Self::NormalText,
        Self::Quit,
    ];

    /// What it belongs to on the sheet of keys.
    pub const fn group(self) -> Group {
        match self {
            Self::Open
            | Self::Peek
            | Self::CardMenu
            | Self::Referral(_)
            | Self::Snooze(_)
            | Self::PrintReferral
            | Self::Erase => Group::Referral,
            Self::Walk(_)
            | Self::Select
            | Self::Extend(_)
            | Self::SelectLane
            | Self::ClearSelection
            | Self::Density(_)
            | Self::NextDensity
            | Self::CollapseLane
            | Self::TurnLane(_)
            | Self::OpenLanes
            | Self::Swimlanes(_)
            | Self::TurnBand
            | Self::CollapseBands
            | Self::OpenBands => Group::Cards,
            Self::NewReferral
            | Self::Import
            | Self::Export
            | Self::PrintBoard
            | Self::BackUp
            | Self::Undo
            | Self::Redo => Group::File,
            Self::Go(_)
            | Self::Reminders
            | Self::Notices
            | Self::Today
            | Self::Search
            | Self::Palette
            | Self::Shortcuts
            | Self::LargerText
            | Self::SmallerText
            | Self::NormalText
            | Self::Quit => Group::Window,
        }
    }

    /// Whether it is about a referral.
    pub const fn is_about_referral(self) -> bool {
        matches!(self.group(), Group::Referral)
    }

    /// Whether the palette offers it: walking the cards from there would lead nowhere.
    pub const fn is_in_palette(self) -> bool {
        !matches!(
            self,
            Self::Walk(_)
                | Self::Select
                | Self::Extend(_)
                | Self::Peek
                | Self::CardMenu
                | Self::Palette
        )
    }

    /// What it is called.
    pub fn name(self, texts: &Texts) -> String {
        match self {
            Self::Referral(kind) => kind.label(texts),
            Self::Snooze(choice) => {
                let choice = choice.say(texts);
                texts.with("keys-snooze", &[("choice", choice.into())])
            }
            Self::Go(screen) => {
                let screen = texts.get(screen.key());
                texts.with("keys-go", &[("screen", screen.into())])
            }
            Self::Density(density) => {
                let density = texts.get(density_key(density));
                texts.with("keys-density", &[("density", density.into())])
            }
            Self::TurnLane(stage) => {
                let stage = stage.say(texts);
                texts.with("keys-turn-lane", &[("stage", stage.into())])
            }
            Self::Erase => {
                let name = texts.get(self.key());
                texts.with("common-with-dialog", &[("label", name.into())])
            }
            _ => texts.get(self.key()).to_owned(),
        }
    }

    const fn key(self) -> &'static str {
        match self {
            Self::Go(screen) => screen.key(),
            Self::Walk(Step::Down) => "keys-next-card",
            Self::Walk(Step::Up) => "keys-previous-card",
            Self::Walk(Step::Left) => "keys-lane-left",
            Self::Walk(Step::Right) => "keys-lane-right",
            Self::Walk(Step::First) => "keys-first-card",
            Self::Walk(Step::Last) => "keys-last-card",
            Self::Select => "keys-select",
            Self::Extend(Step::Up | Step::Left | Step::First) => "keys-extend-up",
            Self::Extend(Step::Down | Step::Right | Step::Last) => "keys-extend-down",
            Self::SelectLane => "keys-select-lane",
            Self::ClearSelection => "select-clear",
            Self::Open => "board-open",
            Self::Peek => "keys-peek",
            Self::CardMenu => "keys-card-menu",
            Self::Density(density) => density_key(density),
            Self::NextDensity => "keys-next-density",
            Self::CollapseLane => "keys-collapse-lane",
            Self::TurnLane(_) => "keys-turn-lane",
            Self::OpenLanes => "board-open-lanes",
            Self::Swimlanes(Swimlanes::Off) => "keys-swimlanes-off",
            Self::Swimlanes(Swimlanes::Region) => "keys-swimlanes-region",
            Self::Swimlanes(Swimlanes::CompanySize) => "keys-swimlanes-company-size",
            Self::Swimlanes(Swimlanes::Owner) => "keys-swimlanes-owner",
            Self::TurnBand => "keys-turn-band",
            Self::CollapseBands => "keys-collapse-bands",
            Self::OpenBands => "keys-open-bands",
            Self::LargerText => "keys-larger-text",
            Self::SmallerText => "keys-smaller-text",
            Self::NormalText => "keys-normal-text",
            Self::Referral(kind) => kind.key(),
            Self::Snooze(_) => "reminder-snooze",
            Self::NewReferral => "app-new-referral",
            Self::Import => "app-import",
            Self::Export => "keys-export",
            Self::PrintBoard => "sheet-print-board",
            Self::PrintReferral => "sheet-print-referral",
            Self::Erase => "action-erase",
            Self::BackUp => "keys-back-up",
            Self::Undo => "common-undo",
            Self::Redo => "common-redo",
            Self::Reminders => "keys-reminders",
            Self::Notices => "notice-log-title",
            Self::Today => "board-today-title",
            Self::Search => "common-search",
            Self::Palette => "keys-palette",
            Self::Shortcuts => "keys-shortcuts",
            Self::Quit => "settings-quit",
        }
    }

    /// The icon beside its name.
    pub const fn icon(self) -> Icon {
        match self {
            Self::Go(Screen::Board)
            | Self::Walk(_)
            | Self::Extend(_)
            | Self::SelectLane
            | Self::Density(_)
            | Self::NextDensity => Icon::Board,
            Self::CollapseLane | Self::TurnLane(_) => Icon::LaneCollapse,
            Self::OpenLanes => Icon::LaneOpen,
            Self::Swimlanes(_) | Self::TurnBand | Self::CollapseBands | Self::OpenBands => {
                Icon::Swimlanes
            }
            Self::LargerText | Self::SmallerText | Self::NormalText => Icon::TextSize,
            Self::Go(Screen::Archive) => Icon::Archive,
            Self::Go(Screen::Profiles) => Icon::Profiles,
            Self::Go(Screen::Settings) => Icon::Settings,
            Self::Open | Self::Peek => Icon::Info,
            Self::CardMenu => Icon::More,
            Self::Select
            | Self::Referral(
                ActionKind::Interested | ActionKind::Accept | ActionKind::Won | ActionKind::Confirm,
            ) => Icon::Check,
            Self::Referral(ActionKind::Skip) => Icon::ChevronRight,
            Self::Referral(ActionKind::Decline | ActionKind::Lost) => Icon::Cross,
            Self::Referral(ActionKind::Edit) => Icon::Edit,
            Self::Referral(ActionKind::Correct) | Self::Undo => Icon::Undo,
            Self::Snooze(_) => Icon::Clock,
            Self::NewReferral => Icon::Add,
            Self::Import => Icon::Import,
            Self::Export => Icon::Export,
            Self::PrintBoard | Self::PrintReferral => Icon::Print,
            Self::Erase => Icon::Trash,
            Self::BackUp => Icon::Copy,
            Self::Redo => Icon::Redo,
            Self::Reminders => Icon::Bell,
            Self::Notices => Icon::History,
            Self::Today => Icon::Calendar,
            Self::Search | Self::Palette => Icon::Search,
            Self::Shortcuts => Icon::Keyboard,
            Self::ClearSelection | Self::Quit => Icon::Close,
        }
    }
}

/// The message that names a density.
pub(in crate::ui) const fn density_key(density: Density) -> &'static str {
    match density {
        Density::Compact => "settings-density-compact",
        Density::Normal => "settings-density-normal",
        Density::Roomy => "settings-density-roomy",
    }
}

/// The message that names what bands are made by.
pub(in crate::ui) const fn swimlanes_key(by: Swimlanes) -> &'static str {
    match by {
        Swimlanes::Off => "settings-swimlanes-off",
        Swimlanes::Region => "common-region",
        Swimlanes::CompanySize => "common-company-size",
        Swimlanes::Owner => "common-owner",
    }
}
