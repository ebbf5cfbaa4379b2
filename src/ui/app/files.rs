//! Choosing files, and writing exports and backups, off the window's thread.

use super::kinds::{there_already, with_kind};
use super::opening::Opener;
use super::{App, Ask, LateWaker};
use crate::desk::{Desk, Store, guarded};
use crate::domain::ReferralId;
use crate::exchange::{ExportFormat, WholeExportError, export_everything};
use crate::text::{Language, Say, Texts};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::task::Waker;
use std::time::{Duration, Instant};

/// What a file is chosen for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Purpose {
    /// To be read in.
    Import,
    /// To be written with every referral.
    Export,
    /// To be written as a copy of the file.
    Backup,
    /// To be put in the file's place.
    Restore,
    /// To keep every backup in as well.
    SecondFolder,
    /// To be written with the board on paper.
    Board,
    /// To be written with a referral on paper.
    Referral(ReferralId),
}

/// What came of it.
pub(super) enum Finished {
    /// A file was chosen, or none.
    Chosen(Purpose, Option<PathBuf>),
    /// The system could not show its dialog.
    NoDialog(Purpose),
    /// A file was written; the sentence that says so.
    Written(String),
    /// Sheets were written; the sentence that says so, and the first of their files.
    Saved(String, PathBuf),
    /// A file could not be written; the sentence that says why.
    Failed(String),
    /// A fault in the program ended it.
    Faulted,
}

/// What a thread tells.
enum Told {
    Finished(Finished),
    /// One that wrote a file has ended.
    WritesNoMore,
}

/// Writes a file, on a thread.
type Work = Box<dyn FnOnce() -> Finished + Send>;

/// The file dialog that is open, and the files being written.
pub(super) struct Files {
    told_out: Sender<Told>,
    told_in: Receiver<Told>,
    is_choosing: bool,
    /// So many threads write a file.
    writing: usize,
    /// Written once everything entered is saved.
    when_saved: Vec<(&'static str, Work)>,
    /// What opens a file that was written.
    pub(super) opener: Opener,
    waker: Waker,
}

impl Files {
    pub(super) fn new(ctx: &egui::Context) -> Self {
        let (told_out, told_in) = channel();
        let waker = Arc::new(LateWaker::default());
        waker.set(ctx);
        Self {
            told_out,
            told_in,
            is_choosing: false,
            writing: 0,
            when_saved: Vec::new(),
            opener: Opener::default(),
            waker: waker.waker(),
        }
    }

    /// What wakes the window.
    pub(super) fn waker(&self) -> Waker {
        self.waker.clone()
    }

    /// Opens the system's file dialog, unless one is open.
    pub(super) fn choose(&mut self, purpose: Purpose, texts: &Texts) {
        self.choose_named(purpose, texts, "");
    }

    /// The same, with a name for the file where the purpose has none of its own.
    pub(super) fn choose_named(&mut self, purpose: Purpose, texts: &Texts, name: &str) {
        if std::mem::replace(&mut self.is_choosing, true) {
            return;
        }
        let dialog = rfd::AsyncFileDialog::new();
        let filter = |dialog: rfd::AsyncFileDialog, key: &str, extensions: &[&str]| {
            dialog.add_filter(texts.get(key), extensions)
        };
        let title = |dialog: rfd::AsyncFileDialog, key: &str| dialog.set_title(texts.get(key));
        // The dialog is made on this thread, as macOS wants it, and waited for on another.
        match purpose {
            Purpose::Import => {
                let dialog = filter(dialog, "files-importable", &["csv", "tsv", "txt", "json"]);
                self.wait_for(purpose, title(dialog, "files-import-title").pick_file());
            }
            Purpose::Export => {
                let dialog = filter(dialog, "files-csv", &["csv"]);
                let dialog = filter(dialog, "files-json", &["json"]).set_file_name("leadline.csv");
                self.wait_for(purpose, title(dialog, "files-export-title").save_file());
            }
            Purpose::Backup => {
                let dialog = dialog.set_file_name("leadline-backup.db");
                self.wait_for(purpose, title(dialog, "files-backup-title").save_file());
            }
            Purpose::Restore => {
                self.wait_for(
                    purpose,
                    title(dialog, "backups-restore-file-title").pick_file(),
                );
            }
            Purpose::SecondFolder => {
                self.wait_for(purpose, title(dialog, "backups-second-title").pick_folder());
            }
            Purpose::Board | Purpose::Referral(_) => {
                let key = match purpose {
                    Purpose::Board => "sheet-board-file-title",
                    _ => "sheet-referral-file-title",
                };
                let dialog = filter(dialog, "sheet-pdf", &["pdf"]);
                let dialog = filter(dialog, "sheet-png", &["png"]).set_file_name(name);
                self.wait_for(purpose, title(dialog, key).save_file());
            }
        }
    }

    /// What came of the files since the last call.
    pub(super) fn finished(&mut self) -> Vec<Finished> {
        let mut finished = Vec::new();
        for told in self.told_in.try_iter() {
            match told {
                Told::Finished(one) => finished.push(one),
                Told::WritesNoMore => self.writing -= 1,
            }
        }
        if finished.iter().any(ends_choosing) {
            self.is_choosing = false;
        }
        finished
    }

    fn wait_for(
        &mut self,
        purpose: Purpose,
        chosen: impl Future<Output = Option<rfd::FileHandle>> + Send + 'static,
    ) {
        self.start("file-dialog", move || {
            let asked = Instant::now();
            let chosen = pollster::block_on(chosen);
            let path = chosen.map(|file| file.path().to_owned());
            Some(came_of_dialog(purpose, path, asked.elapsed()))
        });
    }

    /// Whether a file is being written, or is still to be.
    pub(super) const fn is_writing(&self) -> bool {
        self.writing > 0 || !self.when_saved.is_empty()
    }

    /// Writes a file on a thread, which closing the window waits for.
    pub(super) fn spawn(
        &mut self,
        name: &'static str,
        work: impl FnOnce() -> Finished + Send + 'static,
    ) {
        self.writing += 1;
        let writes = Writes(self.told_out.clone(), self.waker.clone());
        self.start(name, move || {
            let finished = work();
            // What came of it is told before the end.
            writes.0.send(Told::Finished(finished)).ok();
            drop(writes);
            None
        });
    }

    /// The same, once everything that was entered until now is saved.
    pub(super) fn spawn_when_saved(
        &mut self,
        name: &'static str,
        work: impl FnOnce() -> Finished + Send + 'static,
    ) {
        self.when_saved.push((name, Box::new(work)));
    }

    /// Everything that was entered is saved.
    pub(super) fn on_saved(&mut self) {
        for (name, work) in std::mem::take(&mut self.when_saved) {
            self.spawn(name, work);
        }
    }

    /// Does something on a thread, which nobody waits for.
    pub(super) fn start(
        &mut self,
        name: &'static str,
        work: impl FnOnce() -> Option<Finished> + Send + 'static,
    ) {
        let (out, waker) = (self.told_out.clone(), self.waker.clone());
        let spawned = std::thread::Builder::new()
            .name(name.to_owned())
            .spawn(move || {
                let finished = guarded(work).unwrap_or(Some(Finished::Faulted));
                if let Some(finished) = finished
                    && out.send(Told::Finished(finished)).is_ok()
                {
                    waker.wake();
                }
            });
        if let Err(error) = spawned {
            tracing::error!(%error, name, "a thread could not be started");
            self.is_choosing = false;
        }
    }
}

/// Nobody reads a dialog and closes it again within this time.
const LEAST_TIME_TO_CANCEL: Duration = Duration::from_millis(250);

/// What came of a dialog that took so long. A dialog that fails, for want of anything that could show it, is told like one that is cancelled.
fn came_of_dialog(purpose: Purpose, path: Option<PathBuf>, took: Duration) -> Finished {
    if path.is_none() && took < LEAST_TIME_TO_CANCEL {
        tracing::warn!(?purpose, "the system showed no file dialog");
        return Finished::NoDialog(purpose);
    }
    Finished::Chosen(purpose, path)
}

/// Whether the dialog that was open is so no more.
const fn ends_choosing(finished: &Finished) -> bool {
    matches!(
        finished,
        Finished::Chosen(..) | Finished::NoDialog(_) | Finished::Faulted
    )
}

/// That there is no dialog, and the way around it.
fn no_dialog(texts: &Texts, purpose: Purpose) -> String {
    let command = match purpose {
        Purpose::Import => return texts.get("files-no-dialog-import").to_owned(),
        Purpose::SecondFolder => return texts.get("files-no-dialog-at-all").to_owned(),
        Purpose::Export => "leadline export FILE".to_owned(),
        Purpose::Backup => "leadline backup FILE".to_owned(),
        Purpose::Restore => "leadline restore FILE".to_owned(),
        Purpose::Board => "leadline print FILE.pdf".to_owned(),
        Purpose::Referral(id) => format!("leadline print FILE.pdf {}", id.0),
    };
    texts.with("files-no-dialog", &[("command", command.into())])
}

/// Tells that a thread writes no more, however it ends.
struct Writes(Sender<Told>, Waker);

impl Drop for Writes {
    fn drop(&mut self) {
        if self.0.send(Told::WritesNoMore).is_ok() {
            self.1.wake_by_ref();
        }
    }
}

impl App {
    /// Goes on with a file that was chosen or written.
    pub(super) fn take_in_file(&mut self, finished: Finished) {
        match finished {
            Finished::Chosen(_, None) => {}
            Finished::NoDialog(purpose) => {
                let words = no_dialog(&self.texts, purpose);
                self.notices.problem(words, self.session.now());
            }
            Finished::Chosen(Purpose::Import, Some(path)) => self.asks.push(Ask::Import(path)),
            Finished::Chosen(Purpose::Export, Some(path)) => self.export(path),
            Finished::Chosen(Purpose::Backup, Some(path)) => self.back_up(path),
            Finished::Chosen(Purpose::Restore, Some(path)) => {
                self.asks.push(Ask::OpenRestore(path));
            }
            Finished::Chosen(Purpose::SecondFolder, Some(path)) => self.take_second_folder(path),
            Finished::Chosen(Purpose::Board, Some(path)) => self.print_board(path),
            Finished::Chosen(Purpose::Referral(id), Some(path)) => self.print_referral(id, path),
            Finished::Saved(words, file) => {
                self.notices.saved(words, file, self.session.now());
            }
            Finished::Written(words) => self.notices.info(words, self.session.now()),
            Finished::Faulted => {
                let words = self.texts.get("notice-fault").to_owned();
                self.notices.problem(words, self.session.now());
                self.stay_to_tell();
            }
            Finished::Failed(words) => {
                self.notices.problem(words, self.session.now());
                self.stay_to_tell();
            }
        }
    }

    /// Files dropped on the window are imported, one after the other.
    pub(super) fn take_dropped_files(&mut self, ctx: &egui::Context) {
        ctx.input(|input| {
            let paths = input.raw.dropped_files.iter();
            self.dropped
                .extend(paths.map(|file| file.path().to_owned()));
        });
        if !self.dialogs.is_open()
            && let Some(path) = self.dropped.pop_front()
        {
            self.asks.push(Ask::Import(path));
        }
    }

    pub(super) fn export(&mut self, path: PathBuf) {
        let (file, texts) = (self.session.path().to_owned(), self.texts.clone());
        let is_japanese = texts.language() == Language::Japanese;
        self.files.spawn("export", move || {
            let kinds = ("csv", ExportFormat::Csv, ExportFormat::from_path);
            let (path, format) = match with_kind(path, kinds) {
                Ok(found) => found,
                Err(other) => return Finished::Failed(there_already(&texts, &other)),
            };
            let exported =
                open(&file).and_then(|desk| export_everything(&desk, &path, format, is_japanese));
            match exported {
                Ok(count) => Finished::Written(texts.with(
                    "files-exported",
                    &[
                        ("count", count.into()),
                        ("file", path.display().to_string().into()),
                    ],
                )),
                Err(WholeExportError::Desk(error)) => Finished::Failed(error.say(&texts)),
                Err(WholeExportError::Export(error)) => {
                    Finished::Failed(cannot_write(&texts, &path, &error.to_string()))
                }
            }
        });
    }

    fn back_up(&mut self, path: PathBuf) {
        let (file, texts) = (self.session.path().to_owned(), self.texts.clone());
        self.files.spawn("backup", move || {
            let backed_up = Store::open(&file).and_then(|store| store.back_up_to(&path));
            match backed_up {
                Ok(()) => Finished::Written(texts.with(
                    "files-backed-up",
                    &[("file", path.display().to_string().into())],
                )),
                Err(error) => Finished::Failed(error.say(&texts)),
            }
        });
    }
}

pub(super) fn open(file: &Path) -> Result<Desk, WholeExportError> {
    let store = Store::open(file).map_err(crate::desk::DeskError::from)?;
    Ok(Desk::new(store))
}

pub(super) fn cannot_write(texts: &Texts, path: &Path, why: &str) -> String {
    texts.with(
        "files-cannot-write",
        &[
            ("file", path.display().to_string().into()),
            ("why", why.into()),
        ],
    )
}

#[cfg(test)]
mod tests {
    use super::super::test_window::{until, window};
    use super::*;
    use crate::domain::{Action, Command, ReferralEdit};
    use egui_kittest::kittest::Queryable as _;

    #[test]
    fn a_dialog_that_could_not_be_shown_is_told_and_one_that_was_cancelled_is_not() {
        let came_of = |path, took| came_of_dialog(Purpose::Import, path, took);
        let at_once = Duration::from_millis(3);
        assert!(matches!(
            came_of(None, at_once),
            Finished::NoDialog(Purpose::Import)
        ));
        let file = Some(PathBuf::from("referrals.csv"));
        assert!(matches!(
            came_of(file, at_once),
            Finished::Chosen(_, Some(_))
        ));
        let cancelled = came_of(None, Duration::from_secs(2));
        assert!(matches!(cancelled, Finished::Chosen(_, None)));

        let folder = tempfile::tempdir().unwrap();
        let mut window = window(folder.path(), &["Contoso"]);
        window
            .state_mut()
            .take_in_file(Finished::NoDialog(Purpose::Import));
        until(&mut window, |window| {
            let told = window.query_all_by_label_contains("leadline import FILE");
            told.count() > 0
        });
    }

    #[test]
    fn notes_that_are_being_saved_are_on_the_paper() {
        let folder = tempfile::tempdir().unwrap();
        let mut window = window(folder.path(), &["Contoso"]);
        let id = ReferralId(1);
        let edit = ReferralEdit {
            notes: Some("Call back on Monday".to_owned()),
            ..ReferralEdit::default()
        };
        let command = Command::Act {
            id,
            revision: None,
            action: Action::Edit(Box::new(edit)),
        };
        window.state_mut().session.send(command).unwrap();
        let path = folder.path().join("Contoso.pdf");
        window.state_mut().print_referral(id, path.clone());
        let files = &window.state().files;
        assert!(window.state().session.is_saving());
        assert!(files.is_writing() && files.writing == 0, "it waits");
        until(&mut window, |_| path.exists());
        let document = lopdf::Document::load(&path).unwrap();
        let text = document.extract_text(&[1]).unwrap();
        let text: String = text.split_whitespace().collect();
        assert!(text.contains("CallbackonMonday"), "{text}");
    }
}
