//! The icon on Windows and macOS. It belongs to the thread of the window, whose loop of events it needs.

use super::{ICON, ICON_SIZE, TrayWords};
use crate::resident::{Call, Residency};
use tray_icon::menu::{Menu, MenuEvent, MenuItem, PredefinedMenuItem};
use tray_icon::{Icon, MouseButton, MouseButtonState, TrayIcon, TrayIconBuilder, TrayIconEvent};

/// The icon in the tray; it goes when this is dropped.
pub struct PlatformTray {
    icon: TrayIcon,
    open: MenuItem,
    quit: MenuItem,
    words: TrayWords,
}

impl PlatformTray {
    /// Puts the icon into the tray. Called on the main thread while the loop of events runs. `None` where the system refuses it.
    pub fn show(residency: &Residency) -> Option<Self> {
        let words = residency.tray_words();
        match Self::build(words, residency) {
            Ok(tray) => Some(tray),
            Err(error) => {
                tracing::warn!(%error, "no icon in the tray");
                None
            }
        }
    }

    fn build(words: TrayWords, residency: &Residency) -> Result<Self, Box<dyn std::error::Error>> {
        let open = MenuItem::new(&words.open, true, None);
        let quit = MenuItem::new(&words.quit, true, None);
        let menu = Menu::new();
        menu.append_items(&[&open, &PredefinedMenuItem::separator(), &quit])?;
        let icon = TrayIconBuilder::new()
            .with_menu(Box::new(menu))
            // On Windows a click brings up the window, as people there expect; the menu comes with the other button.
            .with_menu_on_left_click(cfg!(target_os = "macos"))
            .with_tooltip(&words.tooltip)
            .with_icon(Icon::from_rgba(ICON.to_vec(), ICON_SIZE, ICON_SIZE)?)
            .build()?;
        let (opens, quits) = (open.id().clone(), quit.id().clone());
        let calls = residency.clone();
        MenuEvent::set_event_handler(Some(move |event: MenuEvent| {
            if event.id == opens {
                calls.post(Call::Open(None));
            } else if event.id == quits {
                calls.post(Call::Quit);
            }
        }));
        let calls = residency.clone();
        TrayIconEvent::set_event_handler(Some(move |event| {
            if let TrayIconEvent::Click {
                button: MouseButton::Left,
                button_state: MouseButtonState::Up,
                ..
            } = event
                && cfg!(windows)
            {
                calls.post(Call::Open(None));
            }
        }));
        Ok(Self {
            icon,
            open,
            quit,
            words,
        })
    }

    /// Says what lies ahead now.
    pub fn refresh(&mut self, residency: &Residency) {
        let words = residency.tray_words();
        if words == self.words {
            return;
        }
        self.open.set_text(&words.open);
        self.quit.set_text(&words.quit);
        if let Err(error) = self.icon.set_tooltip(Some(&words.tooltip)) {
            tracing::debug!(%error, "the tray was not told");
        }
        self.words = words;
    }
}

impl std::fmt::Debug for PlatformTray {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PlatformTray")
            .field("words", &self.words)
            .finish_non_exhaustive()
    }
}
