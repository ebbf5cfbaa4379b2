//! One referral on paper: everything its panel shows, in the panel's order, with what presses first.

use super::flow::{BODY, Flow};
use super::ink::Ink;
use super::lines::{Style, few_lines};
use super::page::{Mark, Page};
use super::setting::{SMALL, Setting, pill, pill_height, put};
use crate::desk::Detail;
use crate::domain::{Profile, Referral, ReferralText, Stage};
use crate::text::{
    Say, about_line, entry_details, entry_line, headline, industry, outcome_with_certainty, region,
    shown_urgency,
};

/// What is put on paper of a referral.
#[derive(Clone, PartialEq, Debug)]
pub struct ReferralSheet {
    /// Everything there is to it.
    pub detail: Detail,
    /// The profile it fits, by [`Detail::fit`].
    pub profile: Option<Profile>,
}

const NAME: Style = Style::bold(20.0);
const PILL: Style = Style::bold(9.5);

/// Sets a referral.
pub(super) fn pages(setting: &Setting<'_>, sheet: &ReferralSheet) -> Vec<Page> {
    let Detail { referral, text, .. } = &sheet.detail;
    let printed = setting.line(&setting.printed_at(), SMALL);
    let room = Flow::width() - printed.width - 20.0;
    let continued = setting.with(
        "sheet-continued",
        &[("what", referral.customer.as_str().into())],
    );
    let continued = few_lines(setting.faces, &continued, SMALL, room, 1);
    let head = continued.into_iter().next().unwrap_or_default();
    let mut flow = Flow::new(setting, [head, printed]);
    title(setting, &mut flow, referral);
    times(setting, &mut flow, referral);
    request(setting, &mut flow, referral, text);
    if referral.shows_details() {
        fit(setting, &mut flow, sheet);
    }
    deal(setting, &mut flow, referral);
    flow.heading(setting.text("common-owner"));
    let nobody = setting.text("panel-no-owner");
    flow.text(referral.owner.as_deref().unwrap_or(nobody), BODY, Ink::TEXT);
    flow.heading(setting.text("common-notes"));
    let notes = if text.notes.is_empty() {
        setting.text("common-none")
    } else {
        &text.notes
    };
    flow.text(notes, BODY, Ink::TEXT);
    from_partner_center(setting, &mut flow, referral, text);
    history(setting, &mut flow, &sheet.detail);
    flow.finish()
}

/// Who, where it stands, and how much time is left until when.
fn title(setting: &Setting<'_>, flow: &mut Flow<'_>, referral: &Referral) {
    let number = setting.with("panel-number", &[("id", referral.id.to_string().into())]);
    let number = setting.line(&number, SMALL);
    let printed = setting.line(&setting.printed_at(), SMALL);
    let mut marks = Vec::new();
    put(&mut marks, &number, SMALL, Ink::WEAK, (0.0, 0.0));
    let right = Flow::width() - printed.width;
    put(&mut marks, &printed, SMALL, Ink::WEAK, (right, 0.0));
    flow.block(marks, SMALL.line_height() + 4.0);
    flow.text(&referral.customer, NAME, Ink::TEXT);
    let about = about_line(setting.texts, referral, None);
    if !about.is_empty() {
        flow.text(&about, BODY, Ink::WEAK);
    }
    flow.space(7.0);
    let mut marks = Vec::new();
    if let Some(outcome) = referral.outcome() {
        let words = outcome_with_certainty(setting.texts, outcome, referral.is_presumed());
        let words = setting.line(&words, PILL);
        let colors = Ink::of_outcome(outcome);
        pill(&mut marks, &words, PILL, (None, colors), (0.0, 0.0));
    } else {
        standing(setting, referral, &mut marks);
    }
    flow.block(marks, pill_height(PILL) + 2.0);
    if referral.is_presumed() {
        flow.space(3.0);
        flow.text(setting.text("panel-presumed"), SMALL, Ink::SOON);
    }
}

/// The stage, the time left with what it counts to, and the moment that falls on.
fn standing(setting: &Setting<'_>, referral: &Referral, marks: &mut Vec<Mark>) {
    let (texts, format, now) = (setting.texts, &setting.format, setting.now);
    let stage = setting.line(&referral.stage().say(texts), PILL);
    let accent = (Ink::ACCENT, Ink::ACCENT_SOFT);
    let mut left = pill(marks, &stage, PILL, (None, accent), (0.0, 0.0)) + 6.0;
    let urgency = shown_urgency(format, referral, now);
    let (time, mark) = headline(texts, format, referral, now);
    let words = if mark.is_empty() {
        time
    } else {
        format!("{time} · {mark}")
    };
    let words = setting.line(&words, PILL);
    let colors = Ink::of_urgency(urgency);
    left += pill(marks, &words, PILL, (Some(urgency), colors), (left, 0.0)) + 8.0;
    if let Some(deadline) = referral.next_deadline(now) {
        let moment = setting.line(&setting.moment(deadline.due_at), BODY);
        put(marks, &moment, BODY, Ink::TEXT, (left, 3.0));
    }
}

/// When it was received, what its marks are, and under which policy.
fn times(setting: &Setting<'_>, flow: &mut Flow<'_>, referral: &Referral) {
    flow.heading(setting.text("panel-dates"));
    flow.row(
        setting.text("common-received"),
        &setting.moment(referral.received_at),
    );
    if referral.stage() != Stage::New {
        let stage = referral.stage().say(setting.texts);
        let since = setting.with("panel-since", &[("stage", stage.into())]);
        flow.row(&since, &setting.moment(referral.stage_since()));
    }
    let deadlines = [referral.answer_deadline(), referral.lapse_deadline()];
    for deadline in deadlines.into_iter().flatten() {
        let mark = deadline.mark.say(setting.texts);
        flow.row(&mark, &setting.moment(deadline.due_at));
    }
    if referral.stage() != Stage::Archived {
        let policy = referral.policy.say(setting.texts);
        flow.row(setting.text("panel-policy"), &policy);
    }
}

/// What is asked; who asks and the full request only where the workflow shows them.
fn request(setting: &Setting<'_>, flow: &mut Flow<'_>, referral: &Referral, text: &ReferralText) {
    flow.heading(setting.text("panel-asked"));
    let asked = if referral.overview.is_empty() {
        setting.text("panel-nothing-asked")
    } else {
        &referral.overview
    };
    flow.text(asked, BODY, Ink::TEXT);
    if !referral.shows_details() {
        flow.space(4.0);
        flow.text(setting.text("panel-hidden-in-new"), SMALL, Ink::WEAK);
        return;
    }
    flow.heading(setting.text("common-contact"));
    let contact = &text.contact;
    if contact.is_empty() {
        flow.text(setting.text("panel-no-contact"), BODY, Ink::WEAK);
    }
    for (key, value) in [
        ("common-contact-name", &contact.name),
        ("common-mail", &contact.email),
        ("common-phone", &contact.phone),
    ] {
        if !value.is_empty() {
            flow.row(setting.text(key), value);
        }
    }
    if !text.details.is_empty() {
        flow.heading(setting.text("common-full-request"));
        flow.text(&text.details, BODY, Ink::TEXT);
    }
}

/// How it fits the profiles, and why.
fn fit(setting: &Setting<'_>, flow: &mut Flow<'_>, sheet: &ReferralSheet) {
    let (texts, fit) = (setting.texts, &sheet.detail.fit);
    flow.heading(setting.text("panel-fit"));
    let Some(profile) = &sheet.profile else {
        return flow.text(&fit.region.say(texts), BODY, Ink::TEXT);
    };
    let key = if profile.active {
        "panel-fit-published"
    } else {
        "panel-fit-unpublished"
    };
    let place = region(texts, &profile.region).into();
    flow.text(&setting.with(key, &[("region", place)]), BODY, Ink::TEXT);
    flow.text(&fit.size.say(texts), BODY, Ink::TEXT);
    let industries = fit.industries.iter().map(|name| industry(texts, name));
    let found: Vec<&str> = fit
        .keywords
        .iter()
        .map(String::as_str)
        .chain(industries)
        .collect();
    if !found.is_empty() {
        flow.text(&found.join(" · "), BODY, Ink::TEXT);
    }
    if fit.keywords.is_empty() {
        flow.text(setting.text("panel-no-keywords"), SMALL, Ink::WEAK);
    }
}

fn deal(setting: &Setting<'_>, flow: &mut Flow<'_>, referral: &Referral) {
    let deal = referral.deal;
    if deal.is_empty() && referral.reason.is_none() {
        return;
    }
    flow.heading(setting.text("common-deal"));
    if let Some(value) = deal.value {
        let value = setting.format.money(value, deal.currency);
        flow.row(setting.text("common-value"), &value);
    }
    if let Some(date) = deal.close_on {
        let date = setting.format.date_with_weekday(date);
        flow.row(setting.text("common-closing-date"), &date);
    }
    if let Some(reason) = &referral.reason {
        flow.row(setting.text("common-reason"), &reason.say(setting.texts));
    }
}

/// What came with an import and has no field of its own.
fn from_partner_center(
    setting: &Setting<'_>,
    flow: &mut Flow<'_>,
    referral: &Referral,
    text: &ReferralText,
) {
    let status = text.reported_status.as_ref();
    let status = status.map(|status| match &text.reported_substatus {
        Some(substatus) => format!("{status} / {substatus}"),
        None => status.clone(),
    });
    // A column the program does not know may hold what the workflow does not show yet.
    let columns = Some(&text.other_columns).filter(|_| referral.shows_details());
    let has_columns = columns.is_some_and(|columns| !columns.is_empty());
    if referral.partner_center_id.is_none() && status.is_none() && !has_columns {
        return;
    }
    flow.heading(setting.text("panel-from-partner-center"));
    if let Some(id) = &referral.partner_center_id {
        flow.row(setting.text("panel-partner-center-id"), id);
    }
    if let Some(status) = status {
        flow.row(setting.text("panel-reported-status"), &status);
    }
    for (header, value) in columns.into_iter().flatten() {
        flow.row(header, value);
    }
}

/// What happened, the newest line first.
fn history(setting: &Setting<'_>, flow: &mut Flow<'_>, detail: &Detail) {
    flow.heading(setting.text("common-history"));
    for recorded in detail.history.iter().rev() {
        let entry = &recorded.entry;
        flow.row(&setting.moment(entry.at), &entry_line(setting.texts, entry));
        let details = entry_details(setting.texts, &setting.format, entry, setting.now);
        if let Some(details) = details {
            flow.beside(&details);
        }
    }
}
