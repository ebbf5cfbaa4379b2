//! Whether the system is told that things on the screen are to move less.

/// As the desktop tells it, through the same thread that follows its colours.
#[cfg(target_os = "linux")]
pub(super) fn is_reduced(_ctx: &egui::Context) -> bool {
    super::system_theme::reduces_motion()
}

/// As the system's settings have it; asked anew whenever the person comes to the window, who may have been there.
#[cfg(not(target_os = "linux"))]
pub(super) fn is_reduced(ctx: &egui::Context) -> bool {
    #[derive(Clone, Copy)]
    struct Asked {
        is_focused: bool,
        is_reduced: bool,
    }
    let id = egui::Id::unique("whether the system reduces motion");
    let is_focused = ctx.input(|input| input.focused);
    let before = ctx.data(|data| data.get_temp::<Asked>(id));
    if let Some(asked) = before
        && (asked.is_focused || !is_focused)
    {
        if asked.is_focused != is_focused {
            ctx.data_mut(|data| {
                data.insert_temp(
                    id,
                    Asked {
                        is_focused,
                        ..asked
                    },
                )
            });
        }
        return asked.is_reduced;
    }
    let is_reduced = system::is_reduced();
    let asked = Asked {
        is_focused,
        is_reduced,
    };
    ctx.data_mut(|data| data.insert_temp(id, asked));
    is_reduced
}

/// "Animation effects" in the settings of Windows.
#[cfg(windows)]
mod system {
    use windows::UI::ViewManagement::UISettings;

    pub(super) fn is_reduced() -> bool {
        let animates = UISettings::new().and_then(|settings| settings.AnimationsEnabled());
        matches!(animates, Ok(false))
    }
}

/// "Reduce motion" in the settings of macOS.
#[cfg(target_os = "macos")]
mod system {
    use objc2_app_kit::NSWorkspace;

    pub(super) fn is_reduced() -> bool {
        NSWorkspace::sharedWorkspace().accessibilityDisplayShouldReduceMotion()
    }
}

/// Nobody tells.
#[cfg(not(any(target_os = "linux", windows, target_os = "macos")))]
mod system {
    pub(super) const fn is_reduced() -> bool {
        false
    }
}
