//! One referral: the panel beside the board.

mod facts;
mod fit;
mod history;

use super::actions::UiAction;
use super::board;
use super::theme::{Icon, Radius, Space, Type};
use super::view::{ActionKind, Ask, View};
use super::widgets::{
    Emphasis, button, heading, icon_button, pill, section, snooze_menu, weak_label,
};
use crate::desk::{Detail, Event, InFile, Reality, Touched};
use crate::domain::{Action, Command, Referral, ReferralEdit, ReferralId, Stage};
use crate::text::{Say, outcome_with_certainty};
use egui::{Layout, RichText, ScrollArea, TextEdit, Ui};

/// The panel of one referral.
#[derive(Default)]
pub struct ReferralPanel {
    open: Option<ReferralId>,
    detail: Option<Box<Detail>>,
    /// The content was asked for and has not come yet.
    is_asked: bool,
    /// Notes that were typed and are not saved yet.
    notes: Option<String>,
    /// The keyboard was in the notes in the frame before.
    is_writing_notes: bool,
    /// Notes that were sent to be saved: they come back should that fail.
    sent_notes: Option<(ReferralId, String)>,
}

impl ReferralPanel {
    /// The referral that is shown.
    pub const fn open_id(&self) -> Option<ReferralId> {
        self.open
    }

    /// Its long texts, once they are read.
    pub fn detail(&self) -> Option<&Detail> {
        self.detail.as_deref()
    }

    /// Shows a referral. Notes typed for another one are saved first.
    pub fn open(&mut self, id: ReferralId, asks: &mut Vec<Ask>) {
        if self.open != Some(id) {
            self.save_notes(asks);
            self.show(Some(id));
        }
    }

    /// Closes the panel; typed notes are saved.
    pub fn close(&mut self, asks: &mut Vec<Ask>) {
        self.save_notes(asks);
        self.show(None);
    }

    fn show(&mut self, id: Option<ReferralId>) {
        self.open = id;
        self.detail = None;
        self.is_asked = false;
        self.is_writing_notes = false;
    }

    /// The referral whose content is to be read now, once for every call that names it.
    pub fn asks_for(&mut self) -> Option<ReferralId> {
        let id = self.open.filter(|_| !self.is_asked)?;
        self.is_asked = true;
        Some(id)
    }

    /// Takes in what was read, and notes when it has to be read again.
    pub fn on_event(&mut self, event: &Event) {
        match event {
            Event::Detail(detail) if self.open == Some(detail.referral.id) => {
                if self.notes.as_ref() == Some(&detail.text.notes) {
                    self.notes = None;
                }
                self.detail = Some(detail.clone());
            }
            Event::Done { done, shown, .. } => {
                let saved = self.sent_notes.take_if(|(id, _)| shown.contains(id));
                if let (Some((id, notes)), Some(detail)) = (saved, &mut self.detail)
                    && detail.referral.id == id
                {
                    detail.text.notes = notes;
                }
                for touched in &done.referrals {
                    if let Touched::Gone(id) = touched {
                        self.on_gone(*id);
                    }
                }
                self.is_asked = false;
            }
            Event::Failed { shown, .. } => self.on_failure(shown),
            Event::WrittenElsewhere(touched) => {
                for (id, referral) in touched {
                    if referral.is_none() {
                        self.on_gone(*id);
                    }
                }
                self.is_asked = false;
            }
            Event::Settled(_) | Event::FileReplaced => self.is_asked = false,
            _ => {}
        }
    }

    /// A referral that is gone cannot be shown.
    fn on_gone(&mut self, id: ReferralId) {
        if self.open == Some(id) {
            self.notes = None;
            self.show(None);
        }
    }

    fn on_failure(&mut self, shown: &[Reality]) {
        if shown.is_empty() && self.is_asked && self.detail.is_none() {
            // The content could not be read, now or at all; the notice says why.
            self.show(None);
        }
        for (id, in_file) in shown {
            if *in_file == InFile::Gone {
                self.on_gone(*id);
                continue;
            }
            let unsaved = self.sent_notes.take_if(|(sent, _)| sent == id);
            if let Some((id, notes)) = unsaved
                && self.open.is_none_or(|open| open == id)
            {
                // What was typed is shown again, so that it can be saved again or copied.
                self.open = Some(id);
                self.notes.get_or_insert(notes);
            }
            self.is_asked = false;
        }
    }

    /// Draws the panel.
    pub fn ui(&mut self, ui: &mut Ui, view: &mut View<'_>) {
        let Some(id) = self.open else { return };
        // The board has the newest; an archived referral is known from the detail.
        let referral = view
            .session
            .board()
            .referral(id)
            .or_else(|| {
                self.detail
                    .as_ref()
                    .map(|detail| &detail.referral)
                    .filter(|referral| referral.stage() == Stage::Archived)
            })
            .cloned();
        let Some(referral) = referral else {
            top_line(ui, view, None);
            weak_label(ui, view.tokens, view.text("panel-reading"));
            return;
        };
        top_line(ui, view, Some(&referral));
        heading(ui, view.tokens, &referral.customer);
        facts::about(ui, view, &referral);
        actions(ui, view, &referral);
        ui.separator();
        ScrollArea::vertical()
            .id_salt("panel-scroll")
            .auto_shrink(false)
            .show(ui, |ui| self.body(ui, view, &referral));
    }

    fn body(&mut self, ui: &mut Ui, view: &mut View<'_>, referral: &Referral) {
        ui.spacing_mut().item_spacing.y = Space::XS;
        section(ui, view.tokens, view.text("panel-asked"));
        let asked = if referral.overview.is_empty() {
            view.text("panel-nothing-asked")
        } else {
            referral.overview.as_str()
        };
        paragraph(ui, view, asked);
        if !referral.shows_details() {
            ui.add_space(Space::S);
            egui::Frame::new()
                .fill(view.tokens.accent_soft)
                .corner_radius(Radius::M)
                .inner_margin(Space::M)
                .show(ui, |ui| {
                    ui.set_width(ui.available_width());
                    ui.label(view.text("panel-hidden-in-new"));
                });
        }
        match &self.detail {
            Some(detail) if detail.referral.id == referral.id => {
                if referral.shows_details() {
                    facts::contact(ui, view, &detail.text.contact);
                    facts::full_request(ui, view, &detail.text);
                    fit::fit(ui, view, &detail.fit);
                }
                facts::deal(ui, view, referral);
                facts::owner(ui, view, referral);
                let stored = detail.text.notes.clone();
                self.notes(ui, view, referral, &stored);
                facts::dates(ui, view, referral);
                if let Some(detail) = &self.detail {
                    facts::from_partner_center(ui, view, referral, &detail.text);
                    history::history(ui, view, &detail.history);
                }
            }
            _ => {
                weak_label(ui, view.tokens, view.text("panel-reading"));
            }
        }
        ui.add_space(Space::L);
    }

    /// The staff's notes: saved when the field is left.
    fn notes(&mut self, ui: &mut Ui, view: &mut View<'_>, referral: &Referral, stored: &str) {
        section(ui, view.tokens, view.text("common-notes"));
        if referral.stage() == Stage::Archived {
            let notes = if stored.is_empty() {
                view.text("common-none")
            } else {
                stored
            };
            paragraph(ui, view, notes);
            return;
        }
        let mut text = self
            .notes
            .clone()
            .or_else(|| self.notes_under_way(referral.id).cloned())
            .unwrap_or_else(|| stored.to_owned());
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
            self.notes = Some(text);
        }
        // Once: egui tells of a lost focus in two frames, and what was refused in between would be sent again.
        let was_writing = std::mem::replace(&mut self.is_writing_notes, response.has_focus());
        if was_writing && !self.is_writing_notes {
            self.save_notes(view.asks);
        }
    }

    /// The notes of the referral that are being saved.
    fn notes_under_way(&self, id: ReferralId) -> Option<&String> {
        let (_, notes) = self.sent_notes.as_ref().filter(|(sent, _)| *sent == id)?;
        Some(notes)
    }

    /// Saves the notes that were typed, if any.
    pub fn save_notes(&mut self, asks: &mut Vec<Ask>) {
        let (Some(id), Some(notes)) = (self.open, self.notes.take()) else {
            return;
        };
        let stored = self.detail.as_ref().map(|detail| &detail.text.notes);
        if self.notes_under_way(id).or(stored) == Some(&notes) {
            return;
        }
        self.sent_notes = Some((id, notes.clone()));
        let edit = ReferralEdit {
            notes: Some(notes),
            ..ReferralEdit::default()
        };
        asks.push(Ask::Do(Box::new(Command::Act {
            id,
            revision: None,
            action: Action::Edit(Box::new(edit)),
        })));
    }
}

/// Where it stands, and the way to close the panel.
fn top_line(ui: &mut Ui, view: &mut View<'_>, referral: Option<&Referral>) {
    ui.horizontal(|ui| {
        if let Some(referral) = referral {
            status_pills(ui, view, referral);
        }
        ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
            if icon_button(ui, Icon::Close, view.text("panel-close")).clicked() {
                view.ask(Ask::ClosePanel);
            }
            let print = UiAction::PrintReferral;
            if let Some(referral) = referral
                && icon_button(ui, print.icon(), &print.name(view.texts)).clicked()
            {
                view.ask(Ask::Perform(print, Some(referral.id)));
            }
            let erase = UiAction::Erase;
            if let Some(referral) = referral
                && icon_button(ui, erase.icon(), &erase.name(view.texts)).clicked()
            {
                view.ask(Ask::BeginErasing(referral.id));
            }
        });
    });
}

/// Where it stands: the stage or outcome, and how much time is left.
fn status_pills(ui: &mut Ui, view: &View<'_>, referral: &Referral) {
    let tokens = view.tokens;
    if let Some(outcome) = referral.outcome() {
        let words = outcome_with_certainty(view.texts, outcome, referral.is_presumed());
        pill(ui, None, &words, tokens.outcome(outcome));
        return;
    }
    pill(
        ui,
        None,
        &referral.stage().say(view.texts),
        (tokens.accent, tokens.accent_soft),
    );
    let urgency = board::shown_urgency(view, referral);
    let (time, mark) = board::headline(view, referral);
    let words = if mark.is_empty() {
        time
    } else {
        format!("{time} · {mark}")
    };
    pill(
        ui,
        Some(board::urgency_icon(urgency)),
        &words,
        tokens.urgency(urgency),
    );
}

/// The moves that are possible, the one that leads on first, and editing.
fn actions(ui: &mut Ui, view: &mut View<'_>, referral: &Referral) {
    let tokens = view.tokens;
    let mut possible: Vec<ActionKind> = ActionKind::MOVES
        .into_iter()
        .chain([ActionKind::Confirm, ActionKind::Correct, ActionKind::Edit])
        .filter(|kind| kind.refusal(referral, view.now).is_none())
        .collect();
    possible.dedup();
    ui.horizontal_wrapped(|ui| {
        for (index, kind) in possible.into_iter().enumerate() {
            let name = kind.label(view.texts);
            let emphasis = match kind {
                ActionKind::Edit | ActionKind::Correct => Emphasis::Normal,
                _ if index == 0 => Emphasis::Primary,
                _ => Emphasis::Normal,
            };
            if button(ui, tokens, emphasis, &name).clicked() {
                view.ask(Ask::Begin(referral.id, kind));
            }
        }
        if referral.stage() != Stage::Archived {
            snooze_menu(ui, view, referral);
        }
    });
    if let Some(until) = referral.snoozed_at(view.now) {
        let at = view.format.date_time_short(until, view.now);
        let words = view.text_with("reminder-snoozed-until", &[("at", at.into())]);
        weak_label(ui, view.tokens, &words);
    }
    if referral.is_presumed() {
        ui.label(
            RichText::new(view.text("panel-presumed"))
                .font(Type::caption())
                .color(tokens.soon),
        );
    }
}

/// Running text that can be selected and copied.
fn paragraph(ui: &mut Ui, view: &View<'_>, text: &str) {
    ui.add(
        egui::Label::new(
            RichText::new(text)
                .font(Type::body())
                .color(view.tokens.text),
        )
        .selectable(true)
        .wrap(),
    );
}
