//! Restoring a backup: what that would change is shown before it is done.

use super::super::theme::{Icon, Radius, Space, Type};
use super::super::widgets::{dialog, dialog_body, dialog_buttons, weak_label};
use super::confirm::paragraph;
use super::form::{Answer, Draw, banner};
use crate::desk::backups::{BackupName, Compared, Group, differing_words, holds_words};
use crate::desk::{DeskError, settings_words};
use crate::text::{Say, Texts};
use egui::{Frame, Label, Margin, RichText, ScrollArea, Ui};
use std::path::{Path, PathBuf};

/// The question whether to restore a backup.
pub(super) struct RestoreDialog {
    backup: PathBuf,
    state: State,
}

enum State {
    Comparing,
    Compared(Box<Compared>),
    /// Why it cannot be restored.
    Unusable(String),
}

/// Names of no more referrals than these are shown at once; the list of them scrolls.
const LIST_HEIGHT: f32 = 110.0;

impl RestoreDialog {
    pub(super) const fn new(backup: PathBuf) -> Self {
        Self {
            backup,
            state: State::Comparing,
        }
    }

    pub(super) fn backup(&self) -> &Path {
        &self.backup
    }

    /// Takes in what the comparison came to.
    pub(super) fn take_comparison(
        &mut self,
        compared: Result<&Compared, &DeskError>,
        texts: &Texts,
    ) {
        self.state = match compared {
            Ok(compared) => State::Compared(Box::new(compared.clone())),
            Err(error) => State::Unusable(error.say(texts)),
        };
    }

    pub(super) fn ui(&self, ctx: &egui::Context, draw: Draw<'_>) -> Answer<()> {
        let title = draw.text("backups-dialog-title");
        let answer = dialog(ctx, draw.tokens, "restore", title, 560.0, |ui| {
            dialog_body(ui, "restore-body", |ui| self.body(ui, draw));
            let why_not = match &self.state {
                State::Comparing => Some(draw.text("backups-dialog-wait")),
                State::Unusable(_) => Some(draw.text("backups-dialog-cannot")),
                State::Compared(_) => None,
            };
            let confirm = draw.text("backups-dialog-restore");
            let cancel = draw.text("common-cancel");
            dialog_buttons(ui, draw.tokens, confirm, cancel, why_not, false)
        });
        Answer::of(answer, || {
            matches!(self.state, State::Compared(_)).then_some(())
        })
    }

    fn body(&self, ui: &mut Ui, draw: Draw<'_>) {
        ui.spacing_mut().item_spacing.y = Space::S;
        let name = RichText::new(self.name(draw))
            .font(Type::strong())
            .color(draw.tokens.text);
        ui.add(Label::new(name).wrap());
        match &self.state {
            State::Comparing => paragraph(ui, draw, draw.text("backups-dialog-comparing")),
            State::Unusable(why) => {
                let colours = (draw.tokens.critical, draw.tokens.critical_soft);
                banner(ui, Icon::Warning, why, colours, draw.tokens);
            }
            State::Compared(compared) => comparison(ui, draw, compared),
        }
    }

    fn name(&self, draw: Draw<'_>) -> String {
        if let Some(name) = BackupName::of_file(&self.backup) {
            let date = ("date", draw.format.date_time(name.made_at).into());
            draw.texts.with("backups-dialog-of", &[date])
        } else {
            self.backup.display().to_string()
        }
    }
}

fn comparison(ui: &mut Ui, draw: Draw<'_>, compared: &Compared) {
    weak_label(
        ui,
        draw.tokens,
        &holds_words(draw.texts, draw.format, &compared.holds),
    );
    let differences = &compared.differences;
    if differences.is_of_other_file {
        let colours = (draw.tokens.soon, draw.tokens.soon_soft);
        let words = draw.text("backups-dialog-other-file");
        banner(ui, Icon::Warning, words, colours, draw.tokens);
    }
    if differences.is_none() {
        paragraph(ui, draw, draw.text("backups-dialog-same"));
    }
    group(ui, draw, "backups-dialog-added", &differences.added);
    group(ui, draw, "backups-dialog-changed", &differences.changed);
    group(ui, draw, "backups-dialog-missing", &differences.missing);
    if differences.profiles > 0 {
        let count = ("count", differences.profiles.into());
        paragraph(
            ui,
            draw,
            &draw.texts.with("backups-dialog-profiles", &[count]),
        );
    }
    if let Some(words) = settings_words(draw.texts, &compared.settings) {
        paragraph(ui, draw, &words);
    }
    weak_label(ui, draw.tokens, draw.text("backups-dialog-undo"));
}

/// How many referrals of one kind, and which.
fn group(ui: &mut Ui, draw: Draw<'_>, key: &str, group: &Group) {
    if group.count == 0 {
        return;
    }
    paragraph(
        ui,
        draw,
        &draw.texts.with(key, &[("count", group.count.into())]),
    );
    Frame::new()
        .fill(draw.tokens.sunken)
        .corner_radius(Radius::S)
        .inner_margin(Margin::symmetric(10, 6))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = Space::XS;
            ScrollArea::vertical()
                .id_salt(key)
                .max_height(LIST_HEIGHT)
                .auto_shrink([false, true])
                .show(ui, |ui| {
                    for referral in &group.first {
                        let words = RichText::new(differing_words(draw.texts, referral))
                            .font(Type::caption())
                            .color(draw.tokens.text);
                        ui.add(Label::new(words).truncate());
                    }
                    let more = group.count.saturating_sub(group.first.len());
                    if more > 0 {
                        let count = ("count", more.into());
                        weak_label(
                            ui,
                            draw.tokens,
                            &draw.texts.with("backups-dialog-more", &[count]),
                        );
                    }
                });
        });
}
