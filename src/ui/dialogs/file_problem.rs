//! What is asked when the data file cannot be opened: it comes before there is anything else to show.

use super::super::theme::{Icon, Space, Tokens};
use super::super::widgets::{DialogAnswer, Emphasis, dialog, icon_text_button};
use super::form::banner;
use crate::text::Texts;
use egui::Ui;

/// A data file that cannot be opened.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FileProblem {
    /// What is wrong and what to do, in the person's language.
    pub message: String,
    /// Whether it may be a file of the program's all the same, with its beginning damaged.
    pub may_be_damaged: bool,
}

/// What the person chose to do about it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FileProblemAnswer {
    /// Nothing yet.
    Open,
    /// Open the same file again.
    Retry,
    /// Open another file.
    ChooseAnother,
    /// Put a backup in its place.
    OpenBackup,
    /// Look for what can be had back of it.
    Recover,
    /// Leave the program.
    Quit,
}

impl FileProblem {
    /// Draws the question. Esc answers nothing: leaving the program is one of the choices.
    pub fn ui(&self, ctx: &egui::Context, texts: &Texts) -> FileProblemAnswer {
        let tokens = Tokens::of(ctx.theme());
        let mut chosen = FileProblemAnswer::Open;
        let title = texts.get("dialog-file-problem-title");
        dialog(ctx, tokens, "file-problem", title, 580.0, |ui| {
            let colours = (tokens.critical, tokens.critical_soft);
            banner(ui, Icon::Warning, &self.message, colours, tokens);
            ui.add_space(Space::XS);
            chosen = choices(ui, tokens, texts, self.may_be_damaged);
            DialogAnswer::Open
        });
        chosen
    }
}

fn choices(ui: &mut Ui, tokens: &Tokens, texts: &Texts, may_be_damaged: bool) -> FileProblemAnswer {
    let offers = [
        (
            FileProblemAnswer::Retry,
            Icon::Refresh,
            texts.get("common-retry").to_owned(),
        ),
        (
            FileProblemAnswer::ChooseAnother,
            Icon::Folder,
            texts.with_dialog("dialog-choose-another-file"),
        ),
        (
            FileProblemAnswer::OpenBackup,
            Icon::History,
            texts.with_dialog("dialog-open-backup"),
        ),
        (
            FileProblemAnswer::Recover,
            Icon::Check,
            texts.get("recovery-recover").to_owned(),
        ),
        (
            FileProblemAnswer::Quit,
            Icon::Close,
            texts.get("dialog-quit").to_owned(),
        ),
    ];
    let mut chosen = FileProblemAnswer::Open;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::Vec2::splat(Space::S);
        let offered = |answer| answer != FileProblemAnswer::Recover || may_be_damaged;
        for (answer, icon, label) in offers.into_iter().filter(|(answer, ..)| offered(*answer)) {
            let emphasis = match answer {
                FileProblemAnswer::Retry => Emphasis::Primary,
                FileProblemAnswer::Quit => Emphasis::Quiet,
                _ => Emphasis::Normal,
            };
            if icon_text_button(ui, tokens, emphasis, icon, &label).clicked() {
                chosen = answer;
            }
        }
    });
    chosen
}
