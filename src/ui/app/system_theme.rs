//! Light or dark, and whether things move, as the desktop has it, where the window system does not tell.

/// Follows the desktop's choice from now on; light until the desktop tells, and where it never does.
pub(in crate::ui) fn follow_system_theme(ctx: &egui::Context) {
    #[derive(Clone, Copy)]
    struct Follows;
    let follows = ctx.data_mut(|data| {
        let before: Option<Follows> = data.get_temp(egui::Id::NULL);
        data.insert_temp(egui::Id::NULL, Follows);
        before.is_some()
    });
    if !follows {
        ctx.options_mut(|options| options.fallback_theme = egui::Theme::Light);
        follow(ctx);
    }
}

/// On Linux the settings portal tells it: to one thread, for whichever window there is.
#[cfg(target_os = "linux")]
fn follow(ctx: &egui::Context) {
    if portal::set_window(ctx) {
        return;
    }
    let spawned = std::thread::Builder::new()
        .name("system-theme".to_owned())
        .spawn(move || {
            if let Err(error) = portal::follow() {
                // A desktop without the portal is nothing to worry about: the theme is then chosen in the settings.
                tracing::debug!(%error, "the desktop does not tell its colour scheme");
            }
        });
    if let Err(error) = spawned {
        tracing::warn!(%error, "a thread could not be started");
    }
}

/// Whether the desktop wants things on the screen to move less.
#[cfg(target_os = "linux")]
pub(super) fn reduces_motion() -> bool {
    portal::reduces_motion()
}

/// The window is gone, and everything in it with it.
#[cfg(target_os = "linux")]
pub(in crate::ui) fn forget_window() {
    portal::forget_window();
}

/// Elsewhere nobody holds on to it.
#[cfg(not(target_os = "linux"))]
pub(in crate::ui) fn forget_window() {}

/// Elsewhere the window system tells.
#[cfg(not(target_os = "linux"))]
fn follow(_ctx: &egui::Context) {}

#[cfg(target_os = "linux")]
mod portal {
    use std::sync::{Mutex, MutexGuard, PoisonError};
    use zbus::blocking::{Connection, Proxy};
    use zbus::zvariant::OwnedValue;

    /// What the portal tells, as it names it: since its first version, since 1.20, and the older name of the latter on GNOME and whoever
    /// follows it there.
    const COLOURS: (&str, &str) = ("org.freedesktop.appearance", "color-scheme");
    const LESS_MOTION: (&str, &str) = ("org.freedesktop.appearance", "reduced-motion");
    const ANIMATIONS: (&str, &str) = ("org.gnome.desktop.interface", "enable-animations");

    /// What is known, and whom to tell.
    struct Following {
        is_running: bool,
        theme: egui::Theme,
        /// As the portal's own setting has it, and as GNOME's has it; what is not told is no wish.
        less_motion: bool,
        without_animations: bool,
        window: Option<egui::Context>,
    }

    static FOLLOWING: Mutex<Following> = Mutex::new(Following {
        is_running: false,
        theme: egui::Theme::Light,
        less_motion: false,
        without_animations: false,
        window: None,
    });

    fn following() -> MutexGuard<'static, Following> {
        FOLLOWING.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn reduces_motion() -> bool {
        let following = following();
        following.less_motion || following.without_animations
    }

    /// Tells this window from now on. Whether a thread follows the desktop already; if not, the caller starts one.
    pub(super) fn set_window(ctx: &egui::Context) -> bool {
        let mut following = following();
        following.window = Some(ctx.clone());
        let theme = following.theme;
        let was_running = std::mem::replace(&mut following.is_running, true);
        drop(following);
        ctx.options_mut(|options| options.fallback_theme = theme);
        was_running
    }

    pub(super) fn forget_window() {
        let window = following().window.take();
        drop(window);
    }

    /// Reads the choice, then waits for it to change for as long as the program runs.
    pub(super) fn follow() -> zbus::Result<()> {
        let connection = Connection::session()?;
        let settings = Proxy::new(
            &connection,
            "org.freedesktop.portal.Desktop",
            "/org/freedesktop/portal/desktop",
            "org.freedesktop.portal.Settings",
        )?;
        let changes = settings.receive_signal("SettingChanged")?;
        // A desktop tells some of it, or all; what it does not know is an error of its own.
        for setting in [COLOURS, LESS_MOTION, ANIMATIONS] {
            match settings.call("ReadOne", &setting) {
                Ok(value) => apply(setting, &value),
                Err(error) => tracing::debug!(%error, key = setting.1, "the desktop does not tell"),
            }
        }
        for change in changes {
            let body = change.body();
            let (namespace, key, value): (String, String, OwnedValue) = body.deserialize()?;
            apply((&namespace, &key), &value);
        }
        Ok(())
    }

    /// Takes in one setting. In the portal's numbering 1 is dark and 2 is light, and 1 is less motion; 0 is no preference.
    fn apply(setting: (&str, &str), value: &OwnedValue) {
        let is_one = u32::try_from(value).is_ok_and(|value| value == 1);
        let (window, theme) = {
            let mut following = following();
            match setting {
                COLOURS if is_one => following.theme = egui::Theme::Dark,
                COLOURS => following.theme = egui::Theme::Light,
                LESS_MOTION => following.less_motion = is_one,
                ANIMATIONS => following.without_animations = bool::try_from(value) == Ok(false),
                _ => return,
            }
            (following.window.clone(), following.theme)
        };
        if let Some(ctx) = window {
            ctx.options_mut(|options| options.fallback_theme = theme);
            ctx.request_repaint();
        }
    }
}
