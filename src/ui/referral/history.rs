//! The history of a referral, the newest line first.

use super::super::theme::{Space, Type};
use super::super::view::View;
use super::super::widgets::{section, weak_label};
use crate::desk::Recorded;
use crate::text::{entry_details, entry_line};
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
                ui.label(RichText::new(entry_line(view.texts, &recorded.entry)).font(Type::body()));
                let details = entry_details(view.texts, view.format, &recorded.entry, view.now);
                if let Some(details) = details {
                    weak_label(ui, view.tokens, &details);
                }
            });
        });
    }
}
