//! The window on an encrypted file whose passphrase is not known: it asks for it. Needs no database.

use super::dialogs::{FileProblemAnswer, banner};
use super::theme::{Icon, Space, Tokens, Type};
use super::widgets::{
    DialogAnswer, Emphasis, dialog, dialog_buttons, icon_text_button, passphrase_field, switch,
    weak_label,
};
use crate::desk::keychain::KeychainError;
use crate::desk::{Passphrase, StoreError, unlock_with};
use crate::text::{Say, Texts};
use egui::{Label, RichText, Ui};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::task::Waker;

/// An encrypted file, and what was typed to open it.
pub struct Unlock {
    file: PathBuf,
    waker: Waker,
    typed: Passphrase,
    is_shown: bool,
    is_remembered: bool,
    /// What a thread finds out about what was typed; `None` when nothing is tried.
    trying: Option<Receiver<Result<Option<KeychainError>, StoreError>>>,
    /// Why it did not open.
    problem: Option<String>,
    has_begun: bool,
}

impl Unlock {
    /// Asks for the passphrase of a file.
    pub fn new(file: &Path, waker: Waker) -> Self {
        Self {
            file: file.to_owned(),
            waker,
            typed: Passphrase::default(),
            is_shown: false,
            is_remembered: false,
            trying: None,
            problem: None,
            has_begun: false,
        }
    }

    /// Whether what was typed is being tried.
    pub const fn is_trying(&self) -> bool {
        self.trying.is_some()
    }

    fn try_typed(&mut self) {
        let (out, trying) = channel();
        let (file, waker) = (self.file.clone(), self.waker.clone());
        let (typed, is_remembered) = (self.typed.clone(), self.is_remembered);
        self.problem = None;
        self.trying = Some(trying);
        let spawned = std::thread::Builder::new()
            .name("unlocking".to_owned())
            .spawn(move || {
                let done = unlock_with(&file, &typed, is_remembered);
                if out.send(done).is_ok() {
                    waker.wake();
                }
            });
        if let Err(error) = spawned {
            tracing::error!(%error, "a thread could not be started");
        }
    }

    /// Takes in what came of the try.
    fn take_in(&mut self, texts: &Texts) -> FileProblemAnswer {
        let Some(trying) = &self.trying else {
            return FileProblemAnswer::Open;
        };
        let done = match trying.try_recv() {
            Ok(done) => done,
            Err(TryRecvError::Empty) => return FileProblemAnswer::Open,
            Err(TryRecvError::Disconnected) => Err(StoreError::Cancelled),
        };
        self.trying = None;
        match done {
            // That it is not remembered shows at the next start, and is no reason to keep anybody from the board.
            Ok(not_remembered) => {
                if let Some(error) = not_remembered {
                    tracing::warn!(%error, "the passphrase is not remembered");
                }
                FileProblemAnswer::Retry
            }
            Err(error) if error.is_damage() => FileProblemAnswer::Recover,
            Err(error) => {
                self.problem = Some(error.say(texts));
                self.has_begun = false;
                FileProblemAnswer::Open
            }
        }
    }

    /// Draws the question. Esc answers nothing: leaving the program is one of the choices.
    pub fn ui(&mut self, ctx: &egui::Context, texts: &Texts) -> FileProblemAnswer {
        let answer = self.take_in(texts);
        if answer != FileProblemAnswer::Open {
            return answer;
        }
        let tokens = Tokens::of(ctx.theme());
        let mut chosen = FileProblemAnswer::Open;
        let title = texts.get("unlock-title");
        dialog(ctx, tokens, "unlock", title, 500.0, |ui| {
            let name = self.file.display().to_string();
            let name = RichText::new(name)
                .font(Type::caption())
                .color(tokens.text_weak);
            ui.add(Label::new(name).wrap());
            if let Some(problem) = &self.problem {
                let colours = (tokens.critical, tokens.critical_soft);
                banner(ui, Icon::Warning, problem, colours, tokens);
            }
            self.form(ui, tokens, texts);
            chosen = other_ways(ui, tokens, texts);
            let why_not = if self.is_trying() {
                Some(texts.get("unlock-trying"))
            } else if self.typed.is_empty() {
                Some(texts.get("unlock-nothing-typed"))
            } else {
                None
            };
            let (confirm, quit) = (texts.get("unlock-do"), texts.get("dialog-quit"));
            match dialog_buttons(ui, tokens, confirm, quit, why_not, true) {
                DialogAnswer::Confirmed => self.try_typed(),
                DialogAnswer::Cancelled => chosen = FileProblemAnswer::Quit,
                DialogAnswer::Open => {}
            }
            DialogAnswer::Open
        });
        chosen
    }

    fn form(&mut self, ui: &mut Ui, tokens: &'static Tokens, texts: &Texts) {
        let label = texts.get("unlock-passphrase");
        let typed = self.typed.edit();
        let response = passphrase_field(ui, tokens, label, typed, self.is_shown);
        if !std::mem::replace(&mut self.has_begun, true) {
            response.request_focus();
        }
        for (key, is_on) in [
            ("encryption-show", &mut self.is_shown),
            ("encryption-remember", &mut self.is_remembered),
        ] {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = Space::S;
                let label = texts.get(key);
                *is_on ^= switch(ui, tokens, label, *is_on).clicked();
                ui.label(RichText::new(label).font(Type::body()).color(tokens.text));
            });
        }
        weak_label(ui, tokens, texts.get("unlock-forgotten"));
    }
}

fn other_ways(ui: &mut Ui, tokens: &'static Tokens, texts: &Texts) -> FileProblemAnswer {
    let mut chosen = FileProblemAnswer::Open;
    let another = texts.with_dialog("dialog-choose-another-file");
    let offers = [
        (FileProblemAnswer::ChooseAnother, Icon::Folder, another),
        (
            FileProblemAnswer::Recover,
            Icon::Refresh,
            texts.get("recovery-recover").to_owned(),
        ),
    ];
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
