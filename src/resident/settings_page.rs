//! The system's own settings page for notifications: which there is, and opening it.

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// A page of the system's settings, as the program that shows it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SettingsPage {
    program: PathBuf,
    arguments: &'static [&'static str],
}

/// A program that fails within this time has not shown the page; one that ends badly later was ended by somebody.
const TIME_TO_OPEN: Duration = Duration::from_secs(5);

impl SettingsPage {
    /// The page that this program shows when it is started with these arguments.
    pub fn new(program: impl Into<PathBuf>, arguments: &'static [&'static str]) -> Self {
        Self {
            program: program.into(),
            arguments,
        }
    }

    /// The page for notifications; `None` where no program is known to show one, or it is not installed.
    pub fn of_notifications() -> Option<Self> {
        #[cfg(windows)]
        return Some(Self::new("explorer.exe", &["ms-settings:notifications"]));
        #[cfg(target_os = "macos")]
        return Some(Self::new(
            "/usr/bin/open",
            &["x-apple.systempreferences:com.apple.Notifications-Settings.extension"],
        ));
        #[cfg(not(any(windows, target_os = "macos")))]
        return linux::page(
            &std::env::var("XDG_CURRENT_DESKTOP").unwrap_or_default(),
            linux::installed,
        );
    }

    /// Opens the page, and returns when it is closed: not for the window's thread.
    ///
    /// # Errors
    /// When it cannot be opened.
    pub fn open(&self) -> std::io::Result<()> {
        show_with(Command::new(&self.program).args(self.arguments))
    }
}

/// Starts a program that shows something, and returns when it is closed: not for the window's thread.
///
/// # Errors
/// When it cannot be started, or fails before it has shown anything.
pub fn show_with(program: &mut Command) -> std::io::Result<()> {
    let began = Instant::now();
    let ended = program
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()?;
    // Windows' Explorer tells of a failure also when all went well.
    if cfg!(windows) || ended.success() || began.elapsed() > TIME_TO_OPEN {
        Ok(())
    } else {
        Err(std::io::Error::other(ended.to_string()))
    }
}

#[cfg(not(any(windows, target_os = "macos")))]
mod linux {
    use super::SettingsPage;
    use std::os::unix::fs::PermissionsExt;
    use std::path::PathBuf;

    /// Which programs show the page on which desktop, as `XDG_CURRENT_DESKTOP` names it.
    const PAGES: [(&str, &str, &[&str]); 9] = [
        ("GNOME", "gnome-control-center", &["notifications"]),
        ("Unity", "gnome-control-center", &["notifications"]),
        ("KDE", "systemsettings", &["kcm_notifications"]),
        ("KDE", "systemsettings5", &["kcm_notifications"]),
        ("XFCE", "xfce4-notifyd-config", &[]),
        ("X-Cinnamon", "cinnamon-settings", &["notifications"]),
        ("Cinnamon", "cinnamon-settings", &["notifications"]),
        ("MATE", "mate-notification-properties", &[]),
        ("LXQt", "lxqt-config-notificationd", &[]),
    ];

    /// The page of these desktops, the most exact name first, among the programs that are `installed`.
    pub(super) fn page(
        desktops: &str,
        installed: impl Fn(&str) -> Option<PathBuf>,
    ) -> Option<SettingsPage> {
        desktops.split(':').find_map(|desktop| {
            PAGES
                .iter()
                .filter(|(name, ..)| name.eq_ignore_ascii_case(desktop))
                .find_map(|(_, program, arguments)| {
                    Some(SettingsPage::new(installed(program)?, arguments))
                })
        })
    }

    /// Where the program of this name is.
    pub(super) fn installed(program: &str) -> Option<PathBuf> {
        let is_program = |path: &PathBuf| {
            path.metadata()
                .is_ok_and(|data| data.is_file() && data.permissions().mode() & 0o111 != 0)
        };
        std::env::split_paths(&std::env::var_os("PATH")?)
            .map(|folder| folder.join(program))
            .find(is_program)
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn the_page_is_that_of_the_desktop_and_only_where_it_is_installed() {
            let page_where = |desktops: &str, there: &[&str]| {
                let found = page(desktops, |name| {
                    there.contains(&name).then(|| PathBuf::from(name))
                });
                found.map(|page| (page.program.display().to_string(), page.arguments))
            };
            let named = |name: &str| name.to_owned();
            let gnome = "gnome-control-center";
            assert_eq!(
                page_where("ubuntu:GNOME", &[gnome, "systemsettings"]),
                Some((named(gnome), &["notifications"][..]))
            );
            assert_eq!(
                page_where("KDE", &[gnome, "systemsettings5"]),
                Some((named("systemsettings5"), &["kcm_notifications"][..]))
            );
            assert_eq!(
                page_where("XFCE", &["xfce4-notifyd-config"]),
                Some((named("xfce4-notifyd-config"), &[][..]))
            );
            assert_eq!(page_where("XFCE", &[gnome]), None);
            assert_eq!(page_where("", &[gnome]), None);
            assert_eq!(page_where("sway", &[gnome, "systemsettings"]), None);
        }

        #[test]
        fn a_page_that_cannot_be_shown_is_told() {
            assert!(SettingsPage::new("/nowhere/page", &[]).open().is_err());
            assert!(SettingsPage::new("false", &[]).open().is_err());
            assert!(SettingsPage::new("true", &[]).open().is_ok());
        }
    }
}
