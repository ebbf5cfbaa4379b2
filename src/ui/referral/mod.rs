//! One referral: the panel beside the board.

mod facts;
mod fit;
mod history;
mod notes;

use super::actions::UiAction;
use super::board;
use super::theme::{Icon, Radius, Space, Type};
use super::view::{ActionKind, Ask, View};
use super::widgets::{
    Emphasis, button, heading, icon_button, pill, section, snooze_menu, weak_label,
};
use crate::desk::{DeskError, Detail, Event, Failing, InFile, Reality, Touched};
use crate::domain::{Referral, ReferralId, Refusal, Stage};
use crate::text::{Say, outcome_with_certainty};
use egui::{Layout, RichText, ScrollArea, Ui};
use notes::Draft;
pub use notes::Homeless;

/// The panel of one referral.
#[derive(Default)]
pub struct ReferralPanel {
    open: Option<ReferralId>,
    detail: Option<Box<Detail>>,
    /// The content was asked for and has not come yet.
    is_asked: bool,
    /// Notes that were typed and are not saved yet.
    notes: Option<Draft>,
    /// The keyboard was in the notes in the frame before.
    is_writing_notes: bool,
    /// Notes that were sent to be saved: they come back should that fail.
    sent_notes: Option<(ReferralId, Draft)>,
    /// Notes that could not be saved and have no field any more.
    homeless: Vec<Homeless>,
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
                self.take_detail(detail);
            }
            Event::Done { done, shown, .. } => {
                self.notes_saved(shown);
                for touched in &done.referrals {
                    if let Touched::Gone(id) = touched {
                        self.on_gone(*id);
                    }
                }
                self.is_asked = false;
            }
            Event::Failed {
                error: DeskError::Refused(Refusal::NotFound),
                of: Failing::Reading,
                ..
            } if self.is_asked => self.open.into_iter().for_each(|id| self.on_gone(id)),
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
        self.notes_without_referral(id);
        if self.open == Some(id) {
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
            self.notes_not_saved(*id);
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
