//! Light or dark as the desktop has it, where the window system does not tell.

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

/// On Linux the settings portal tells it.
#[cfg(target_os = "linux")]
fn follow(ctx: &egui::Context) {
    let ctx = ctx.clone();
    let spawned = std::thread::Builder::new()
        .name("system-theme".to_owned())
        .spawn(move || {
            if let Err(error) = portal::follow(&ctx) {
                // A desktop without the portal is nothing to worry about: the theme is then chosen in the settings.
                tracing::debug!(%error, "the desktop does not tell its colour scheme");
            }
        });
    if let Err(error) = spawned {
        tracing::warn!(%error, "a thread could not be started");
    }
}

/// Elsewhere the window system tells.
#[cfg(not(target_os = "linux"))]
fn follow(_ctx: &egui::Context) {}

#[cfg(target_os = "linux")]
mod portal {
    use zbus::blocking::{Connection, Proxy};
    use zbus::zvariant::OwnedValue;

    const NAMESPACE: &str = "org.freedesktop.appearance";
    const KEY: &str = "color-scheme";

    /// Reads the choice, then waits for it to change for as long as the program runs.
    pub(super) fn follow(ctx: &egui::Context) -> zbus::Result<()> {
        let connection = Connection::session()?;
        let settings = Proxy::new(
            &connection,
            "org.freedesktop.portal.Desktop",
            "/org/freedesktop/portal/desktop",
            "org.freedesktop.portal.Settings",
        )?;
        let changes = settings.receive_signal("SettingChanged")?;
        let now: OwnedValue = settings.call("ReadOne", &(NAMESPACE, KEY))?;
        apply(ctx, &now);
        for change in changes {
            let body = change.body();
            let (namespace, key, value): (String, String, OwnedValue) = body.deserialize()?;
            if namespace == NAMESPACE && key == KEY {
                apply(ctx, &value);
            }
        }
        Ok(())
    }

    /// 1 is dark and 2 is light in the portal's numbering; 0 is no preference.
    fn apply(ctx: &egui::Context, value: &OwnedValue) {
        let theme = match u32::try_from(value) {
            Ok(1) => egui::Theme::Dark,
            _ => egui::Theme::Light,
        };
        ctx.options_mut(|options| options.fallback_theme = theme);
        ctx.request_repaint();
    }
}
