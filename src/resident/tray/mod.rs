//! The icon in the tray: how much is due and when the next deadline is, and the way to the window and to the end. Systems without a tray lack
//! nothing but it.

#[cfg(all(unix, not(target_os = "macos")))]
mod freedesktop;
#[cfg(any(windows, target_os = "macos"))]
mod platform;

#[cfg(all(unix, not(target_os = "macos")))]
pub(super) use freedesktop::BusTray;
#[cfg(any(windows, target_os = "macos"))]
pub use platform::PlatformTray;

use crate::desk::Outlook;
use crate::domain::Timestamp;
use crate::text::{Format, Language, Texts};

/// The icon, 32 pixels square: red, green, blue and opacity of each.
const ICON: &[u8] = include_bytes!("../../../assets/icon/leadline-32.rgba");
const ICON_SIZE: u32 = 32;

/// What the icon says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct TrayWords {
    /// Shown when the pointer rests on it, in lines.
    pub(super) tooltip: String,
    /// The menu's entry that brings up the window.
    pub(super) open: String,
    /// The menu's entry that ends the program.
    pub(super) quit: String,
}

impl TrayWords {
    /// The words for what lies ahead at `now`, in the file's language or else in `language`. They name no customer: anyone nearby reads them.
    pub(super) fn new(outlook: Option<&Outlook>, language: Language, now: Timestamp) -> Self {
        let chosen = outlook.and_then(|outlook| outlook.language);
        let texts = Texts::new(chosen.unwrap_or(language));
        let mut tooltip = "Leadline".to_owned();
        if let Some(outlook) = outlook {
            let count = ("count", outlook.due_within_a_day.into());
            tooltip = format!("{tooltip}\n{}", texts.with("tray-due", &[count]));
            if let Some(at) = outlook.next_at {
                let at = Format::new(&texts).date_time_short(at, now);
                let next = texts.with("tray-next", &[("at", at.into())]);
                tooltip = format!("{tooltip}\n{next}");
            }
        }
        Self {
            tooltip,
            open: texts.get("tray-open").to_owned(),
            quit: texts.get("dialog-quit").to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_icon_tells_how_much_is_due_and_when_the_next_deadline_is() {
        let now = Timestamp::from_millis(1_800_000_000_000);
        let outlook = Outlook {
            due_within_a_day: 2,
            next_at: Some(now.plus_seconds(3600)),
            ..Outlook::default()
        };
        let english = TrayWords::new(Some(&outlook), Language::English, now);
        let lines: Vec<_> = english.tooltip.lines().collect();
        assert_eq!(lines.len(), 3, "{lines:?}");
        assert!(english.tooltip.contains("2 referrals due within a day"));
        let japanese = Outlook {
            language: Some(Language::Japanese),
            ..outlook
        };
        let japanese = TrayWords::new(Some(&japanese), Language::English, now);
        assert!(japanese.tooltip.contains("2件"), "{}", japanese.tooltip);
        assert_eq!(ICON.len(), (ICON_SIZE * ICON_SIZE * 4) as usize);
    }
}
