//! The parts of the panel that only show: who, what, when, how much.

use super::super::board::about_line;
use super::super::theme::{Icon, Space, Type};
use super::super::view::{Ask, View};
use super::super::widgets::{Emphasis, icon_button, icon_text_button, section, weak_label};
use super::paragraph;
use crate::domain::{Action, Command, Contact, Referral, ReferralEdit, ReferralText, Stage};
use crate::text::Say;
use egui::{RichText, Ui};

/// Region, size and the moment of receipt in one line.
pub(super) fn about(ui: &mut Ui, view: &View<'_>, referral: &Referral) {
    let number = view.text_with("panel-number", &[("id", referral.id.to_string().into())]);
    let line = about_line(view, referral, Some(&number));
    weak_label(ui, view.tokens, &line);
}

/// Who asked; each line can be copied.
pub(super) fn contact(ui: &mut Ui, view: &View<'_>, contact: &Contact) {
    section(ui, view.tokens, view.text("common-contact"));
    if contact.is_empty() {
        weak_label(ui, view.tokens, view.text("panel-no-contact"));
        return;
    }
    for (icon, value) in [
        (Icon::Person, &contact.name),
        (Icon::Mail, &contact.email),
        (Icon::Phone, &contact.phone),
    ] {
        if value.is_empty() {
            continue;
        }
        ui.horizontal(|ui| {
            ui.add(icon.image().tint(view.tokens.text_weak));
            ui.add(
                egui::Label::new(RichText::new(value).font(Type::body()))
                    .selectable(true)
                    .truncate(),
            );
            let name = view.text_with("panel-copy", &[("what", value.as_str().into())]);
            if icon_button(ui, Icon::Copy, &name).clicked() {
                ui.ctx().copy_text(value.clone());
            }
        });
    }
}

/// The full request.
pub(super) fn full_request(ui: &mut Ui, view: &View<'_>, text: &ReferralText) {
    if !text.details.is_empty() {
        section(ui, view.tokens, view.text("common-full-request"));
        paragraph(ui, view, &text.details);
    }
}

/// Value and closing date.
pub(super) fn deal(ui: &mut Ui, view: &View<'_>, referral: &Referral) {
    let deal = referral.deal;
    if deal.is_empty() {
        return;
    }
    section(ui, view.tokens, view.text("common-deal"));
    if let Some(value) = deal.value {
        line(
            ui,
            view,
            view.text("common-value"),
            &view.format.money(value, deal.currency),
        );
    }
    if let Some(date) = deal.close_on {
        line(
            ui,
            view,
            view.text("common-closing-date"),
            &view.format.date_with_weekday(date),
        );
    }
    if let Some(reason) = &referral.reason {
        line(
            ui,
            view,
            view.text("common-reason"),
            &reason.say(view.texts),
        );
    }
}

/// Who works on it, and a button to take it on.
pub(super) fn owner(ui: &mut Ui, view: &mut View<'_>, referral: &Referral) {
    section(ui, view.tokens, view.text("common-owner"));
    let own_name = view.session.settings().own_name.clone();
    ui.horizontal(|ui| {
        match &referral.owner {
            Some(owner) => ui.label(owner),
            None => weak_label(ui, view.tokens, view.text("panel-no-owner")),
        };
        let can_take = !own_name.is_empty()
            && referral.owner.as_ref() != Some(&own_name)
            && referral.stage() != Stage::Archived;
        if can_take
            && icon_text_button(
                ui,
                view.tokens,
                Emphasis::Quiet,
                Icon::Person,
                view.text("panel-take-on"),
            )
            .clicked()
        {
            let edit = ReferralEdit {
                owner: Some(Some(own_name)),
                ..ReferralEdit::default()
            };
            view.ask(Ask::Do(Box::new(Command::Act {
                id: referral.id,
                revision: Some(referral.revision),
                action: Action::Edit(Box::new(edit)),
            })));
        }
    });
}

/// When it was received, what its marks are, and under which policy.
pub(super) fn dates(ui: &mut Ui, view: &View<'_>, referral: &Referral) {
    section(ui, view.tokens, view.text("panel-dates"));
    let at = |at| view.format.date_time_short(at, view.now);
    line(
        ui,
        view,
        view.text("common-received"),
        &at(referral.received_at),
    );
    if referral.stage() != Stage::New {
        let since = view.text_with(
            "panel-since",
            &[("stage", referral.stage().say(view.texts).into())],
        );
        line(ui, view, &since, &at(referral.stage_since()));
    }
    for deadline in [referral.answer_deadline(), referral.lapse_deadline()]
        .into_iter()
        .flatten()
    {
        line(
            ui,
            view,
            &deadline.mark.say(view.texts),
            &at(deadline.due_at),
        );
    }
    if referral.stage() != Stage::Archived {
        line(
            ui,
            view,
            view.text("panel-policy"),
            &referral.policy.say(view.texts),
        );
    }
}

/// What came with an import and has no field of its own.
pub(super) fn from_partner_center(
    ui: &mut Ui,
    view: &View<'_>,
    referral: &Referral,
    text: &ReferralText,
) {
    let has_any = referral.partner_center_id.is_some()
        || text.reported_status.is_some()
        || !text.other_columns.is_empty();
    if !has_any {
        return;
    }
    // A file of anybody's own has columns of its own too.
    let is_from_there = referral.partner_center_id.is_some() || text.reported_status.is_some();
    let heading = if is_from_there {
        "panel-from-partner-center"
    } else {
        "panel-further-columns"
    };
    section(ui, view.tokens, view.text(heading));
    if let Some(id) = &referral.partner_center_id {
        line(ui, view, view.text("panel-partner-center-id"), id);
    }
    if let Some(status) = &text.reported_status {
        let words = match &text.reported_substatus {
            Some(substatus) => format!("{status} / {substatus}"),
            None => status.clone(),
        };
        line(ui, view, view.text("panel-reported-status"), &words);
    }
    for (header, value) in &text.other_columns {
        line(ui, view, header, value);
    }
}

/// A name on the left and its value beside it.
pub(super) fn line(ui: &mut Ui, view: &View<'_>, name: &str, value: &str) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = Space::S;
        let width = (ui.available_width() * 0.42).min(190.0);
        ui.allocate_ui_with_layout(
            egui::vec2(width, 0.0),
            egui::Layout::top_down(egui::Align::LEFT),
            |ui| {
                ui.set_width(width);
                weak_label(ui, view.tokens, name);
            },
        );
        ui.add(
            egui::Label::new(RichText::new(value).font(Type::body()))
                .selectable(true)
                .wrap(),
        );
    });
}
