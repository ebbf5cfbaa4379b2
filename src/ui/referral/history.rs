//! The history of a referral, the newest line first.

use super::super::theme::{Space, Type};
use super::super::view::View;
use super::super::widgets::{section, weak_label};
use crate::desk::Recorded;
use crate::domain::{Entry, EntryKind};
use crate::text::{Say, field_key};
use egui::{RichText, Ui};

/// Draws the lines.
pub(super) fn history(ui: &mut Ui, view: &View<'_>, lines: &[Recorded]) {
    section(ui, view.tokens, view.text("common-history"));
    for recorded in lines.iter().rev() {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = Space::S;
            let at = view.format.date_time_short(recorded.entry.at, view.now);
            ui.allocate_ui_with_layout(
                egui::vec2(120.0, 0.0),
                egui::Layout::top_down(egui::Align::LEFT),
                |ui| {
                    ui.set_width(120.0);
                    weak_label(ui, view.tokens, &at);
                },
            );
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                ui.label(RichText::new(headline(view, &recorded.entry)).font(Type::body()));
                if let Some(details) = details(view, &recorded.entry) {
                    weak_label(ui, view.tokens, &details);
                }
            });
        });
    }
}

fn headline(view: &View<'_>, entry: &Entry) -> String {
    let what = entry.kind.say(view.texts);
    let moved = entry.from.is_some_and(|from| from != entry.to);
    if moved && !matches!(entry.kind, EntryKind::Received | EntryKind::Imported) {
        format!("{what} → {}", entry.to.say(view.texts))
    } else {
        what
    }
}

fn details(view: &View<'_>, entry: &Entry) -> Option<String> {
    let reason = entry.reason.as_ref().map(|reason| reason.say(view.texts));
    let deal = entry.deal.and_then(|deal| {
        let value = deal
            .value
            .map(|value| view.format.money(value, deal.currency));
        let date = deal.close_on.map(|date| view.format.date(date));
        let parts: Vec<String> = [value, date].into_iter().flatten().collect();
        (!parts.is_empty()).then(|| parts.join(" · "))
    });
    let fields = (!entry.fields.is_empty()).then(|| {
        entry
            .fields
            .iter()
            .map(|field| view.texts.get(&field_key(field)).to_owned())
            .collect::<Vec<_>>()
            .join(", ")
    });
    let until = entry.until.map(|until| {
        let at = view.format.date_time_short(until, view.now);
        view.text_with("reminder-snoozed-until", &[("at", at.into())])
    });
    let parts: Vec<String> = [reason, deal, fields, until, entry.note.clone()]
        .into_iter()
        .flatten()
        .collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}
