//! The staff's notes in the panel: saved when the field is left, and never over what somebody else has written meanwhile.

use super::super::dialogs::banner;
use super::super::theme::{Icon, Space};
use super::super::view::{Ask, View};
use super::super::widgets::{Emphasis, button, section, weak_label};
use super::{ReferralPanel, paragraph};
use crate::desk::Detail;
use crate::domain::{
    Action, Command, NotesOver, Referral, ReferralEdit, ReferralId, Stage, Timestamp, both_notes,
};
use egui::{RichText, TextEdit, Ui};

/// Notes that were typed and are not saved.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Draft {
    text: String,
    /// What was there when typing began.
    before: String,
    /// Whose notes they are: after a restore another referral may have the number.
    of: (String, Timestamp),
    /// Both are kept where others are there by now.
    keeps_both: bool,
}

/// Notes that could not be saved, while the panel shows something else.
#[derive(Clone, PartialEq, Debug)]
pub enum Homeless {
    /// They can be saved beside what is there.
    Save(Box<Command>),
    /// Their referral is gone, or cannot be written to: they are told.
    Tell {
        /// The customer.
        customer: String,
        /// What was typed.
        notes: String,
    },
}

impl Draft {
    fn is_of(&self, referral: &Referral) -> bool {
        // One of the two may have been corrected meanwhile.
        self.of.0 == referral.customer || self.of.1 == referral.received_at
    }

    fn homeless(self) -> Homeless {
        Homeless::Tell {
            customer: self.of.0,
            notes: self.text,
        }
    }

    fn command(&self, id: ReferralId) -> Command {
        let edit = ReferralEdit {
            notes: Some(self.text.clone()),
            notes_over: Some(NotesOver {
                before: self.before.clone(),
                keeps_both: self.keeps_both,
            }),
            ..ReferralEdit::default()
        };
        Command::Act {
            id,
            revision: None,
            action: Action::Edit(Box::new(edit)),
        }
    }
}

impl ReferralPanel {
    /// Draws the notes.
    pub(super) fn notes(
        &mut self,
        ui: &mut Ui,
        view: &mut View<'_>,
        referral: &Referral,
        stored: &str,
    ) {
        section(ui, view.tokens, view.text("common-notes"));
        if referral.stage() == Stage::Archived {
            let notes = if stored.is_empty() {
                view.text("common-none")
            } else {
                stored
            };
            paragraph(ui, view, notes);
            if let Some(draft) = &self.notes {
                ui.add_space(Space::S);
                let tokens = view.tokens;
                let colours = (tokens.soon, tokens.soon_soft);
                banner(
                    ui,
                    Icon::Warning,
                    view.text("panel-notes-unsaved"),
                    colours,
                    tokens,
                );
                paragraph(ui, view, &draft.text);
            }
            return;
        }
        let others = self.others_notes(referral.id, stored).map(str::to_owned);
        if let Some(others) = others {
            self.conflict(ui, view, referral.id, &others);
        }
        let under_way = self.notes_under_way(referral.id);
        let before = under_way.unwrap_or(stored).to_owned();
        let mut text = match &self.notes {
            Some(draft) => draft.text.clone(),
            None => before.clone(),
        };
        let response = ui.add(
            TextEdit::multiline(&mut text)
                .id(egui::Id::unique(("panel-notes", referral.id.0)))
                .hint_text(
                    RichText::new(view.text("panel-notes-hint")).color(view.tokens.text_weak),
                )
                .desired_rows(3)
                .desired_width(f32::INFINITY),
        );
        let name = view.text("common-notes");
        let value = text.clone();
        response.widget_info(|| {
            let mut info = egui::WidgetInfo::labeled(egui::Role::MultilineTextInput, true, name);
            info.current_text_value = Some(value.clone());
            info
        });
        if response.changed() {
            let draft = self.notes.get_or_insert_with(|| Draft {
                text: String::new(),
                before,
                of: (referral.customer.clone(), referral.received_at),
                keeps_both: false,
            });
            draft.text = text;
        }
        // Once: egui tells of a lost focus in two frames, and what was refused in between would be sent again.
        let was_writing = std::mem::replace(&mut self.is_writing_notes, response.has_focus());
        if was_writing && !self.is_writing_notes && self.others_notes(referral.id, stored).is_none()
        {
            self.send_notes(false, view.asks);
        }
    }

    /// What somebody else has written in place of the notes that are being written over.
    fn others_notes<'a>(&self, id: ReferralId, stored: &'a str) -> Option<&'a str> {
        let draft = self.notes.as_ref()?;
        let is_other =
            self.notes_under_way(id).is_none() && stored != draft.before && stored != draft.text;
        is_other.then_some(stored)
    }

    /// Shows both notes, and asks which are to be kept.
    fn conflict(&mut self, ui: &mut Ui, view: &mut View<'_>, id: ReferralId, others: &str) {
        let tokens = view.tokens;
        let colours = (tokens.soon, tokens.soon_soft);
        banner(
            ui,
            Icon::Warning,
            view.text("panel-notes-changed"),
            colours,
            tokens,
        );
        if others.is_empty() {
            weak_label(ui, tokens, view.text("panel-notes-emptied"));
        } else {
            paragraph(ui, view, others);
        }
        let mut kept = None;
        ui.horizontal_wrapped(|ui| {
            if button(ui, tokens, Emphasis::Primary, view.text("panel-notes-both")).clicked() {
                kept = self
                    .notes
                    .as_ref()
                    .map(|draft| both_notes(others, &draft.text));
            }
            if button(ui, tokens, Emphasis::Normal, view.text("panel-notes-mine")).clicked() {
                kept = self.notes.as_ref().map(|draft| draft.text.clone());
            }
            if button(
                ui,
                tokens,
                Emphasis::Normal,
                view.text("panel-notes-theirs"),
            )
            .clicked()
            {
                self.notes = None;
            }
        });
        if let (Some(kept), Some(draft)) = (kept, &mut self.notes) {
            draft.text = kept;
            others.clone_into(&mut draft.before);
            draft.keeps_both = false;
            view.ask(Ask::Do(Box::new(draft.command(id))));
            self.sent_notes = self.notes.take().map(|draft| (id, draft));
        }
    }

    /// The notes of the referral that are being saved.
    fn notes_under_way(&self, id: ReferralId) -> Option<&str> {
        let (_, draft) = self.sent_notes.as_ref().filter(|(sent, _)| *sent == id)?;
        Some(&draft.text)
    }

    /// Saves the notes that were typed, if any, as the panel turns to something else: beside what somebody else has written meanwhile.
    pub fn save_notes(&mut self, asks: &mut Vec<Ask>) {
        self.send_notes(true, asks);
    }

    fn send_notes(&mut self, keeps_both: bool, asks: &mut Vec<Ask>) {
        let (Some(id), Some(mut draft)) = (self.open, self.notes.take()) else {
            return;
        };
        let stored = self
            .detail
            .as_ref()
            .map(|detail| detail.text.notes.as_str());
        if self.notes_under_way(id).or(stored) == Some(&draft.text) {
            return;
        }
        let is_archived =
            (self.detail.as_ref()).is_some_and(|detail| detail.referral.stage() == Stage::Archived);
        if is_archived {
            // Nothing can be written there; it was shown beside.
            self.homeless.push(draft.homeless());
            return;
        }
        draft.keeps_both = keeps_both;
        asks.push(Ask::Do(Box::new(draft.command(id))));
        self.sent_notes = Some((id, draft));
    }

    /// Takes in what the file has of the referral.
    pub(super) fn take_detail(&mut self, detail: &Detail) {
        if let Some(draft) = self.notes.take_if(|draft| !draft.is_of(&detail.referral)) {
            self.homeless.push(draft.homeless());
        }
        self.notes.take_if(|draft| draft.text == detail.text.notes);
        self.detail = Some(Box::new(detail.clone()));
    }

    /// What was sent is written.
    pub(super) fn notes_saved(&mut self, shown: &[ReferralId]) {
        let saved = self.sent_notes.take_if(|(id, _)| shown.contains(id));
        if let (Some((id, draft)), Some(detail)) = (saved, &mut self.detail)
            && detail.referral.id == id
        {
            detail.text.notes = draft.text;
        }
    }

    /// A command came to nothing that was about this referral, which is not on the board; `is_gone` where there is no such referral.
    pub fn notes_refused(&mut self, id: ReferralId, is_gone: bool) {
        if is_gone {
            self.notes_without_referral(id);
        } else {
            self.notes_not_saved(id);
        }
    }

    /// The referral whose notes are being saved.
    pub fn saves_notes_of(&self) -> Option<ReferralId> {
        self.sent_notes.as_ref().map(|(id, _)| *id)
    }

    /// What was sent could not be written. It is shown again, so that it can be saved again or copied.
    pub(super) fn notes_not_saved(&mut self, id: ReferralId) {
        let Some((_, mut draft)) = self.sent_notes.take_if(|(sent, _)| *sent == id) else {
            return;
        };
        match self.open {
            // Unless it was typed over since.
            Some(open) if open == id => {
                self.notes.get_or_insert(draft);
            }
            _ if !draft.keeps_both => {
                draft.keeps_both = true;
                self.homeless
                    .push(Homeless::Save(Box::new(draft.command(id))));
                self.sent_notes = Some((id, draft));
            }
            None => {
                self.open = Some(id);
                self.notes = Some(draft);
            }
            Some(_) => self.homeless.push(draft.homeless()),
        }
    }

    /// The referral of these notes is gone.
    pub(super) fn notes_without_referral(&mut self, id: ReferralId) {
        let sent = self.sent_notes.take_if(|(sent, _)| *sent == id);
        let typed = self.notes.take_if(|_| self.open == Some(id));
        let last = typed.or(sent.map(|(_, draft)| draft));
        self.homeless.extend(
            last.filter(|draft| !draft.text.is_empty())
                .map(Draft::homeless),
        );
    }

    /// Whether notes were typed that are not known to be saved.
    pub const fn holds_input(&self) -> bool {
        self.notes.is_some() || self.sent_notes.is_some()
    }

    /// The notes that were typed and are not known to be saved, for a window that begins anew: what was sent shows to be saved, or not, once the
    /// referral is read.
    #[must_use]
    pub fn rescue(&mut self) -> Self {
        let typed = self.open.zip(self.notes.take());
        let (open, notes) = typed.or_else(|| self.sent_notes.take()).unzip();
        Self {
            open,
            notes,
            homeless: self.take_homeless(),
            ..Self::default()
        }
    }

    /// Notes that could not be saved where they belong, once.
    pub fn take_homeless(&mut self) -> Vec<Homeless> {
        std::mem::take(&mut self.homeless)
    }
}
