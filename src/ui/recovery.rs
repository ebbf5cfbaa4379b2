//! The window on a damaged file: what a backup and what is left of the file would bring, side by side, and the choice. Needs no database.

use super::dialogs::{FileProblemAnswer, banner};
use super::theme::{Icon, Space, Tokens, Type};
use super::widgets::{
    DialogAnswer, Emphasis, button, card, dialog, dialog_body, icon_text_button, weak_label,
};
use crate::desk::{
    Clock, DeskError, GoodBackup, Progress, Recovered, Trial, holdings_words, newest_good_backup,
    recover_from_backup, report_lines, try_salvage,
};
use crate::text::{Format, Say, Texts};
use egui::{Label, ProgressBar, RichText, Ui};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::task::Waker;
use std::thread::JoinHandle;
use std::time::Duration;

/// How often the bar that tells how far it is moves.
const TICK: Duration = Duration::from_millis(100);

/// What the person chose to do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RecoveryAnswer {
    /// Nothing yet, or something this sees to itself.
    Open,
    /// Open the file: it was recovered, or is to be tried again as it is.
    OpenFile,
    /// Open another file.
    ChooseAnother,
    /// Put a backup of the person's choice in its place.
    ChooseBackup,
    /// Leave the program.
    Quit,
}

/// A damaged file and what can be done about it.
pub struct Recovery {
    file: PathBuf,
    /// What is wrong, in the person's language.
    message: String,
    clock: Arc<dyn Clock>,
    waker: Waker,
    progress: Progress,
    /// `None` when nothing is awaited.
    found: Option<Receiver<Found>>,
    looking: Option<JoinHandle<()>>,
    backup: Backup,
    trial: Option<Result<Trial, DeskError>>,
    doing: Option<Receiver<Result<Recovered, DeskError>>>,
    done: Option<Recovered>,
    failure: Option<DeskError>,
}

/// The newest good backup.
enum Backup {
    /// It is still looked for.
    Unknown,
    Absent,
    Good(GoodBackup),
}

impl Backup {
    const fn good(&self) -> Option<&GoodBackup> {
        match self {
            Self::Good(backup) => Some(backup),
            Self::Unknown | Self::Absent => None,
        }
    }
}

/// What was found out about a damaged file.
enum Found {
    Backup(Option<GoodBackup>),
    Salvage(Box<Result<Trial, DeskError>>),
}

/// Which of the two is to be put in place.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Choice {
    Backup,
    Salvage,
}

impl Recovery {
    /// Looks for what can be had back, on a thread of its own, after `before` has ended what still uses the file.
    pub fn begin(
        file: &Path,
        message: String,
        clock: Arc<dyn Clock>,
        waker: Waker,
        before: impl FnOnce() + Send + 'static,
    ) -> Self {
        let mut recovery = Self {
            file: file.to_owned(),
            message,
            clock,
            waker,
            progress: Progress::default(),
            found: None,
            looking: None,
            backup: Backup::Unknown,
            trial: None,
            doing: None,
            done: None,
            failure: None,
        };
        recovery.look(before);
        recovery
    }

    fn look(&mut self, before: impl FnOnce() + Send + 'static) {
        let (out, found) = channel();
        let (file, waker) = (self.file.clone(), self.waker.clone());
        self.progress = Progress::default();
        let progress = self.progress.clone();
        self.backup = Backup::Unknown;
        self.trial = None;
        self.found = Some(found);
        let spawned = std::thread::Builder::new()
            .name("recovery".to_owned())
            .spawn(move || {
                before();
                let tell = |found| {
                    if out.send(found).is_ok() {
                        waker.wake_by_ref();
                    }
                };
                tell(Found::Backup(newest_good_backup(&file, None)));
                let trial = try_salvage(&file, &progress);
                // What is left of the file may know of a second folder.
                let second = trial
                    .as_ref()
                    .ok()
                    .and_then(|trial| trial.second_backups.clone());
                if let Some(second) = second {
                    tell(Found::Backup(newest_good_backup(&file, Some(&second))));
                }
                tell(Found::Salvage(Box::new(trial)));
            });
        match spawned {
            Ok(thread) => self.looking = Some(thread),
            Err(error) => tracing::error!(%error, "a thread could not be started"),
        }
    }

    /// Takes in what the threads have found out. Call it before each frame.
    pub fn take_in(&mut self) {
        while let Some(found) = &self.found {
            match found.try_recv() {
                Ok(Found::Backup(backup)) => {
                    self.backup = backup.map_or(Backup::Absent, Backup::Good);
                }
                Ok(Found::Salvage(trial)) => self.trial = Some(*trial),
                Err(TryRecvError::Empty) => break,
                Err(TryRecvError::Disconnected) => {
                    self.found = None;
                    if matches!(self.backup, Backup::Unknown) {
                        self.backup = Backup::Absent;
                    }
                    self.trial.get_or_insert(Err(DeskError::Ended));
                }
            }
        }
        let Some(doing) = &self.doing else { return };
        let done = match doing.try_recv() {
            Ok(done) => done,
            Err(TryRecvError::Empty) => return,
            Err(TryRecvError::Disconnected) => Err(DeskError::Ended),
        };
        self.doing = None;
        match done {
            Ok(done) => self.done = Some(done),
            Err(error) => {
                tracing::error!(%error, "the file could not be recovered");
                self.failure = Some(error);
                // The trial is gone.
                self.look(|| ());
            }
        }
    }

    /// Whether everything there is to know is known.
    pub const fn is_looked_through(&self) -> bool {
        !matches!(self.backup, Backup::Unknown) && self.trial.is_some()
    }

    fn put_in_place(&mut self, choice: Choice, texts: &Texts) {
        let (out, doing) = channel();
        let (file, texts, waker) = (self.file.clone(), texts.clone(), self.waker.clone());
        let now = self.clock.now();
        let backup = self
            .backup
            .good()
            .filter(|_| choice == Choice::Backup)
            .map(|backup| backup.path.clone());
        let trial = match self.trial.take() {
            Some(Ok(trial)) if choice == Choice::Salvage => Some(trial),
            _ => None,
        };
        self.progress.cancel();
        let looking = self.looking.take();
        self.found = None;
        self.failure = None;
        self.doing = Some(doing);
        let spawned = std::thread::Builder::new()
            .name("recovery".to_owned())
            .spawn(move || {
                // It still reads the file.
                if looking.is_some_and(|looking| looking.join().is_err()) {
                    tracing::error!("a thread ended badly");
                }
                let done = match (trial, backup) {
                    (Some(trial), _) => trial.keep(&texts, now),
                    (None, Some(backup)) => recover_from_backup(&file, &backup, now),
                    (None, None) => Err(DeskError::Ended),
                };
                if out.send(done).is_ok() {
                    waker.wake();
                }
            });
        if let Err(error) = spawned {
            tracing::error!(%error, "a thread could not be started");
        }
    }

    /// Draws the screen. Esc answers nothing: leaving the program is one of the choices.
    pub fn ui(&mut self, ctx: &egui::Context, texts: &Texts) -> RecoveryAnswer {
        self.take_in();
        let tokens = Tokens::of(ctx.theme());
        let mut answer = RecoveryAnswer::Open;
        let title = texts.get(if self.done.is_some() {
            "recovery-done-title"
        } else {
            "recovery-title"
        });
        dialog(ctx, tokens, "recovery", title, 640.0, |ui| {
            answer = if let Some(done) = &self.done {
                done_ui(ui, tokens, texts, done)
            } else if self.doing.is_some() {
                ui.horizontal(|ui| {
                    ui.add(egui::Spinner::new().size(18.0).color(tokens.accent));
                    ui.label(texts.get("recovery-working"));
                });
                RecoveryAnswer::Open
            } else {
                self.choices_ui(ui, tokens, texts)
            };
            DialogAnswer::Open
        });
        if self.doing.is_some() || !self.is_looked_through() {
            ctx.request_repaint_after(TICK);
        }
        answer
    }

    fn choices_ui(
        &mut self,
        ui: &mut Ui,
        tokens: &'static Tokens,
        texts: &Texts,
    ) -> RecoveryAnswer {
        let mut choice = None;
        dialog_body(ui, "recovery-body", |ui| {
            ui.spacing_mut().item_spacing.y = Space::M;
            let colours = (tokens.critical, tokens.critical_soft);
            banner(ui, Icon::Warning, &self.message, colours, tokens);
            if let Some(failure) = &self.failure {
                banner(ui, Icon::Warning, &failure.say(texts), colours, tokens);
            }
            weak_label(ui, tokens, texts.get("recovery-kept-note"));
            let format = Format::new(texts);
            let better = self.better();
            let emphasis = |this| {
                if better == Some(this) {
                    Emphasis::Primary
                } else {
                    Emphasis::Normal
                }
            };
            card(
                ui,
                tokens,
                texts.get("recovery-backup-title"),
                None,
                None,
                |ui| match &self.backup {
                    Backup::Unknown => {
                        weak_label(ui, tokens, texts.get("recovery-looking-for-backups"));
                    }
                    Backup::Absent => {
                        ui.label(texts.get("recovery-no-backup"));
                    }
                    Backup::Good(backup) => {
                        let at = ("at", format.date_time(backup.made_at).into());
                        ui.label(texts.with("recovery-backup-made", &[at]));
                        ui.label(holdings_words(texts, &format, &backup.holdings));
                        let words = texts.get("recovery-use-backup");
                        if button(ui, tokens, emphasis(Choice::Backup), words).clicked() {
                            choice = Some(Choice::Backup);
                        }
                    }
                },
            );
            card(
                ui,
                tokens,
                texts.get("recovery-salvage-title"),
                None,
                None,
                |ui| match &self.trial {
                    None => {
                        let words = texts.get("recovery-looking");
                        ui.label(words);
                        let bar = ui.add(
                            ProgressBar::new(self.progress.share())
                                .desired_height(8.0)
                                .fill(tokens.accent),
                        );
                        let share = f64::from(self.progress.share());
                        ui.ctx().accesskit_node_builder(bar.id, |node| {
                            node.set_label(words);
                            node.set_numeric_value(share * 100.0);
                        });
                    }
                    Some(Err(error)) => {
                        ui.label(error.say(texts));
                    }
                    Some(Ok(trial)) => {
                        ui.label(holdings_words(texts, &format, &trial.holdings));
                        let words = texts.get("recovery-use-salvage");
                        if button(ui, tokens, emphasis(Choice::Salvage), words).clicked() {
                            choice = Some(Choice::Salvage);
                        }
                        ui.add_space(Space::XS);
                        ui.spacing_mut().item_spacing.y = Space::XS;
                        for line in report_lines(texts, &trial.report) {
                            ui.add(
                                Label::new(
                                    RichText::new(line)
                                        .font(Type::caption())
                                        .color(tokens.text_weak),
                                )
                                .wrap(),
                            );
                        }
                    }
                },
            );
        });
        let answer = other_ways(ui, tokens, texts);
        if let Some(choice) = choice {
            self.put_in_place(choice, texts);
        }
        answer
    }

    /// Which of the two has more, where that is plain.
    fn better(&self) -> Option<Choice> {
        match (self.backup.good(), self.trial.as_ref()?) {
            (_, Ok(trial)) if trial.report.is_whole() => Some(Choice::Salvage),
            (Some(backup), Ok(trial))
                if backup.holdings.newest_change_at >= trial.holdings.newest_change_at =>
            {
                Some(Choice::Backup)
            }
            (Some(_), Ok(_)) | (None, Err(_)) => None,
            (None, Ok(_)) => Some(Choice::Salvage),
            (Some(_), Err(_)) => Some(Choice::Backup),
        }
    }
}

impl From<RecoveryAnswer> for FileProblemAnswer {
    fn from(answer: RecoveryAnswer) -> Self {
        match answer {
            RecoveryAnswer::Open => Self::Open,
            RecoveryAnswer::OpenFile => Self::Retry,
            RecoveryAnswer::ChooseAnother => Self::ChooseAnother,
            RecoveryAnswer::ChooseBackup => Self::OpenBackup,
            RecoveryAnswer::Quit => Self::Quit,
        }
    }
}

impl Drop for Recovery {
    fn drop(&mut self) {
        self.progress.cancel();
    }
}

/// What else can be done.
fn other_ways(ui: &mut Ui, tokens: &'static Tokens, texts: &Texts) -> RecoveryAnswer {
    let offers = [
        (
            RecoveryAnswer::OpenFile,
            Icon::Refresh,
            texts.get("common-retry").to_owned(),
        ),
        (
            RecoveryAnswer::ChooseBackup,
            Icon::History,
            texts.with_dialog("recovery-another-backup"),
        ),
        (
            RecoveryAnswer::ChooseAnother,
            Icon::Folder,
            texts.with_dialog("dialog-choose-another-file"),
        ),
        (
            RecoveryAnswer::Quit,
            Icon::Close,
            texts.get("dialog-quit").to_owned(),
        ),
    ];
    let mut chosen = RecoveryAnswer::Open;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::Vec2::splat(Space::S);
        for (answer, icon, label) in offers {
            if icon_text_button(ui, tokens, Emphasis::Quiet, icon, &label).clicked() {
                chosen = answer;
            }
        }
    });
    chosen
}

fn done_ui(
    ui: &mut Ui,
    tokens: &'static Tokens,
    texts: &Texts,
    done: &Recovered,
) -> RecoveryAnswer {
    for (key, path) in [
        ("recovery-done-kept", &done.damaged),
        ("recovery-done-report", &done.report),
    ] {
        if let Some(path) = path {
            let file = ("file", path.display().to_string().into());
            ui.add(Label::new(texts.with(key, &[file])).wrap());
        }
    }
    if !done.knows_erasures {
        ui.add(Label::new(texts.get("erase-recovered-unknown")).wrap());
    }
    ui.add_space(Space::XS);
    let words = texts.get("recovery-open-board");
    if button(ui, tokens, Emphasis::Primary, words).clicked() {
        RecoveryAnswer::OpenFile
    } else {
        RecoveryAnswer::Open
    }
}
