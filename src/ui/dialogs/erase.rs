//! Erasing the person behind a referral: what goes and what stays is said before, and it has to be meant.

use super::super::theme::{Icon, Space, Type};
use super::super::widgets::{dialog, dialog_body, dialog_buttons, radio_list, switch};
use super::confirm::paragraph;
use super::form::{Answer, Draw, banner, subject_line};
use crate::desk::{DeskError, ErasurePreview, preview_lines};
use crate::domain::{Command, ErasedTexts, ReferralId};
use crate::text::{Say, Texts};
use egui::{RichText, Ui};

/// The question whether to erase a person.
pub(super) struct EraseDialog {
    id: ReferralId,
    erased: Option<ErasedTexts>,
    is_meant: bool,
    takes_focus: bool,
    state: State,
}

enum State {
    Looking,
    Seen(Box<ErasurePreview>),
    /// Why nothing can be erased.
    Unusable(String),
}

impl EraseDialog {
    pub(super) const fn new(id: ReferralId) -> Self {
        Self {
            id,
            erased: Some(ErasedTexts::All),
            is_meant: false,
            takes_focus: true,
            state: State::Looking,
        }
    }

    /// Takes in what erasing would do, when that is about this referral.
    pub(super) fn take_preview(
        &mut self,
        ids: &[ReferralId],
        preview: Result<&ErasurePreview, &DeskError>,
        texts: &Texts,
    ) {
        if ids != [self.id] {
            return;
        }
        self.state = match preview {
            Ok(preview) => State::Seen(Box::new(preview.clone())),
            Err(error) => State::Unusable(error.say(texts)),
        };
    }

    pub(super) fn ui(&mut self, ctx: &egui::Context, draw: Draw<'_>) -> Answer<Command> {
        let title = draw.text("erase-title");
        let answer = dialog(ctx, draw.tokens, "erase", title, 560.0, |ui| {
            dialog_body(ui, "erase-body", |ui| self.body(ui, draw));
            let why_not = match &self.state {
                State::Seen(_) if self.is_meant => None,
                State::Seen(_) => Some(draw.text("erase-agree-missing")),
                State::Looking | State::Unusable(_) => Some(draw.text("erase-wait")),
            };
            let confirm = draw.text("erase-do");
            let cancel = draw.text("common-cancel");
            dialog_buttons(ui, draw.tokens, confirm, cancel, why_not, true)
        });
        Answer::of(answer, || self.command())
    }

    fn body(&mut self, ui: &mut Ui, draw: Draw<'_>) {
        ui.spacing_mut().item_spacing.y = Space::S;
        let preview = match &self.state {
            State::Looking => {
                paragraph(ui, draw, draw.text("erase-looking"));
                return;
            }
            State::Unusable(why) => {
                let colours = (draw.tokens.critical, draw.tokens.critical_soft);
                banner(ui, Icon::Warning, why, colours, draw.tokens);
                return;
            }
            State::Seen(preview) => preview,
        };
        if let Some(customer) = &preview.customer {
            subject_line(ui, draw.tokens, customer);
        }
        let options = [
            (ErasedTexts::All, draw.text("erase-scope-all").to_owned()),
            (
                ErasedTexts::Contact,
                draw.text("erase-scope-contact").to_owned(),
            ),
        ];
        radio_list(
            ui,
            draw.tokens,
            draw.text("erase-scope"),
            &mut self.erased,
            &options,
            &mut self.takes_focus,
        );
        for line in preview_lines(draw.texts, preview, self.erased.unwrap_or_default()) {
            paragraph(ui, draw, &line);
        }
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = Space::M;
            let label = draw.text("erase-agree");
            if switch(ui, draw.tokens, label, self.is_meant).clicked() {
                self.is_meant = !self.is_meant;
            }
            ui.label(
                RichText::new(label)
                    .font(Type::body())
                    .color(draw.tokens.text),
            );
        });
    }

    fn command(&self) -> Option<Command> {
        let is_seen = matches!(self.state, State::Seen(_));
        (is_seen && self.is_meant).then(|| Command::Erase {
            ids: vec![self.id],
            texts: self.erased.unwrap_or_default(),
        })
    }
}
