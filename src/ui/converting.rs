//! The window while its file is encrypted or decrypted, which nothing may use meanwhile, and what came of that.

use super::dialogs::{FileProblemAnswer, banner};
use super::theme::{Icon, Space, Tokens};
use super::widgets::{DialogAnswer, Emphasis, button, dialog};
use crate::desk::{Converted, DeskError, NewProtection, StoreError, convert};
use crate::text::{Say, Texts};
use egui::{Label, Spinner};
use std::path::Path;
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::task::Waker;
use std::time::{Duration, Instant};

/// So long what still reads the file may take to end.
const PATIENCE: Duration = Duration::from_secs(10);
const LOOK_AGAIN: Duration = Duration::from_millis(200);

/// A file whose protection is being changed.
pub struct Converting {
    is_encrypting: bool,
    doing: Receiver<Result<Converted, DeskError>>,
    done: Option<Result<Converted, DeskError>>,
    is_told: bool,
}

impl Converting {
    /// Begins, on a thread of its own, after `before` has ended what uses the file.
    pub fn begin(
        file: &Path,
        to: NewProtection,
        waker: Waker,
        before: impl FnOnce() + Send + 'static,
    ) -> Self {
        let (out, doing) = channel();
        let file = file.to_owned();
        let is_encrypting = to != NewProtection::Plain;
        let spawned = std::thread::Builder::new()
            .name("converting".to_owned())
            .spawn(move || {
                before();
                let started = Instant::now();
                let done = loop {
                    match convert(&file, &to) {
                        Err(DeskError::Store(StoreError::Locked(_)))
                            if started.elapsed() < PATIENCE =>
                        {
                            std::thread::sleep(LOOK_AGAIN);
                        }
                        done => break done,
                    }
                };
                if out.send(done).is_ok() {
                    waker.wake();
                }
            });
        if let Err(error) = spawned {
            tracing::error!(%error, "a thread could not be started");
        }
        Self {
            is_encrypting,
            doing,
            done: None,
            is_told: false,
        }
    }

    /// Whether it has ended.
    pub const fn is_done(&self) -> bool {
        self.done.is_some()
    }

    /// Draws how far it is, and then what came of it until that was read.
    pub fn ui(&mut self, ctx: &egui::Context, texts: &Texts) -> FileProblemAnswer {
        if self.done.is_none() {
            self.done = match self.doing.try_recv() {
                Ok(done) => Some(done),
                Err(TryRecvError::Empty) => None,
                Err(TryRecvError::Disconnected) => Some(Err(DeskError::Ended)),
            };
        }
        let tokens = Tokens::of(ctx.theme());
        let mut answer = FileProblemAnswer::Open;
        let title = texts.get(match (&self.done, self.is_encrypting) {
            (Some(Ok(_)), true) => "encryption-done-title",
            (Some(Ok(_)), false) => "encryption-off-done-title",
            (Some(Err(_)), _) => "encryption-failed-title",
            (None, _) => "encryption-title",
        });
        dialog(ctx, tokens, "converting", title, 560.0, |ui| {
            let Some(done) = &self.done else {
                ui.horizontal(|ui| {
                    ui.add(Spinner::new().size(18.0).color(tokens.accent));
                    ui.label(texts.get(if self.is_encrypting {
                        "encryption-working"
                    } else {
                        "encryption-off-working"
                    }));
                });
                return DialogAnswer::Open;
            };
            match done {
                Ok(converted) => {
                    let key = if self.is_encrypting {
                        "encryption-done"
                    } else {
                        "encryption-off-done"
                    };
                    let backups = ("backups", converted.rewritten.into());
                    ui.add(Label::new(texts.with(key, &[backups])).wrap());
                    let colours = (tokens.soon, tokens.soon_soft);
                    for problem in converted.problems(texts) {
                        banner(ui, Icon::Warning, &problem, colours, tokens);
                    }
                }
                Err(error) => {
                    let colours = (tokens.critical, tokens.critical_soft);
                    banner(ui, Icon::Warning, &error.say(texts), colours, tokens);
                    ui.add(Label::new(texts.get("encryption-as-it-was")).wrap());
                }
            }
            ui.add_space(Space::XS);
            let words = texts.get("encryption-open-board");
            let go_on = button(ui, tokens, Emphasis::Primary, words);
            if !std::mem::replace(&mut self.is_told, true) {
                go_on.request_focus();
            }
            if go_on.clicked() {
                answer = FileProblemAnswer::Retry;
            }
            DialogAnswer::Open
        });
        answer
    }
}
