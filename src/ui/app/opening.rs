//! Opening a file that was written, with the program that the system has for its kind.

use super::App;
use super::files::Finished;
use crate::resident::show_with;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What hands a file to the program for it. A URL would not do: what opens URLs takes the browser for files of any kind.
#[derive(Clone, Debug)]
pub(super) struct Opener(PathBuf);

impl Default for Opener {
    /// The system's own.
    fn default() -> Self {
        Self::by(if cfg!(windows) {
            "explorer.exe"
        } else if cfg!(target_os = "macos") {
            "/usr/bin/open"
        } else {
            "xdg-open"
        })
    }
}

impl Opener {
    /// A program that is started with the file's path.
    pub(super) fn by(program: impl Into<PathBuf>) -> Self {
        Self(program.into())
    }

    fn command(&self, file: &Path) -> Command {
        let mut command = Command::new(&self.0);
        // From the root on, no name is taken for an option.
        let file = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
        #[cfg(windows)]
        {
            use std::os::windows::process::CommandExt;
            // Explorer takes what follows a comma for the next argument where there are no quotes; a path has none in it.
            command.raw_arg(format!("\"{}\"", file.display()));
        }
        #[cfg(not(windows))]
        command.arg(file);
        command
    }
}

impl App {
    /// Opens a file, on a thread; tells when that fails.
    pub(super) fn open_file(&mut self, file: PathBuf) {
        let (opener, texts) = (self.files.opener.clone(), self.texts.clone());
        self.files.start("open-file", move || {
            let error = show_with(&mut opener.command(&file)).err()?;
            let arguments = [
                ("file", file.display().to_string().into()),
                ("why", error.to_string().into()),
            ];
            Some(Finished::Failed(
                texts.with("sheet-cannot-open", &arguments),
            ))
        });
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::super::test_window::{until, window};
    use super::*;
    use egui_kittest::kittest::Queryable as _;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn a_file_is_handed_over_by_its_whole_path() {
        let command = Opener::by("open").command(Path::new("--help, a b.pdf"));
        let arguments: Vec<_> = command.get_args().collect();
        let expected = std::env::current_dir().unwrap().join("--help, a b.pdf");
        assert_eq!(arguments, [expected.as_os_str()]);
    }

    #[test]
    fn a_file_is_opened_by_what_the_system_has_for_it_and_a_failure_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let mut window = window(folder.path(), &[]);
        let (program, seen) = (folder.path().join("opens"), folder.path().join("seen"));
        std::fs::write(
            &program,
            "#!/bin/sh\nprintf %s \"$1\" > \"$0.now\" && mv \"$0.now\" \"${0%opens}seen\"\n",
        )
        .unwrap();
        std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
        window.state_mut().files.opener = Opener::by(program);
        let file = folder.path().join("盤 #1.pdf");
        window.state_mut().open_file(file.clone());
        until(&mut window, |_| seen.exists());
        assert_eq!(
            std::fs::read_to_string(&seen).unwrap(),
            file.to_str().unwrap()
        );

        window.state_mut().files.opener = Opener::by("/nowhere/opens");
        window.state_mut().open_file(file);
        until(&mut window, |window| {
            let told = window.query_all_by_label_contains("盤 #1.pdf could not be opened");
            told.count() > 0
        });
    }
}
