//! The icon as Linux desktops have it, over the session bus.

use super::{ICON, ICON_SIZE, TrayWords};
use crate::resident::{Call, Residency};
use ksni::blocking::{Handle, TrayMethods};
use ksni::menu::{MenuItem, StandardItem};
use ksni::{Icon, ToolTip};

/// The icon in the tray; it goes when this is dropped.
pub(in crate::resident) struct BusTray(Handle<Item>);

struct Item {
    words: TrayWords,
    residency: Residency,
}

impl BusTray {
    /// Puts the icon into the tray, or waits for a tray to come: at login the program may be there before it. `None` where there is no session
    /// bus.
    pub(in crate::resident) fn show(words: TrayWords, residency: Residency) -> Option<Self> {
        let item = Item { words, residency };
        match item.assume_sni_available(true).spawn() {
            Ok(handle) => Some(Self(handle)),
            Err(error) => {
                tracing::debug!(%error, "no tray");
                None
            }
        }
    }

    pub(in crate::resident) fn tell(&self, words: TrayWords) {
        self.0.update(|item| item.words = words);
    }
}

impl Drop for BusTray {
    fn drop(&mut self) {
        // What hangs on the bus does not hold up the end of the program.
        drop(self.0.shutdown());
    }
}

impl Item {
    fn call(&self, call: Call) {
        self.residency.post(call);
    }
}

impl ksni::Tray for Item {
    fn id(&self) -> String {
        "leadline".to_owned()
    }

    fn title(&self) -> String {
        "Leadline".to_owned()
    }

    fn activate(&mut self, _x: i32, _y: i32) {
        self.call(Call::Open(None));
    }

    fn icon_name(&self) -> String {
        "leadline".to_owned()
    }

    /// For desktops where the icon is not installed.
    fn icon_pixmap(&self) -> Vec<Icon> {
        let mut data = ICON.to_vec();
        for pixel in data.chunks_exact_mut(4) {
            // Opacity comes first on the bus.
            pixel.rotate_right(1);
        }
        vec![Icon {
            width: ICON_SIZE.cast_signed(),
            height: ICON_SIZE.cast_signed(),
            data,
        }]
    }

    fn tool_tip(&self) -> ToolTip {
        let (title, description) = self
            .words
            .tooltip
            .split_once('\n')
            .unwrap_or((&self.words.tooltip, ""));
        ToolTip {
            title: title.to_owned(),
            description: description.to_owned(),
            ..ToolTip::default()
        }
    }

    fn menu(&self) -> Vec<MenuItem<Self>> {
        let entry = |label: &str, call: fn() -> Call| -> MenuItem<Self> {
            StandardItem {
                // An underscore marks a key.
                label: label.replace('_', "__"),
                activate: Box::new(move |item: &mut Self| item.call(call())),
                ..StandardItem::default()
            }
            .into()
        };
        vec![
            entry(&self.words.open, || Call::Open(None)),
            MenuItem::Separator,
            entry(&self.words.quit, || Call::Quit),
        ]
    }
}
