//! New referral: a form for what came by mail or phone, which can read a pasted mail.

use super::super::theme::Icon;
use super::super::widgets::{
    Emphasis, dialog, dialog_body, dialog_buttons, field, icon_text_button, long_text_field,
    weak_label,
};
use super::edit::contact_fields;
use super::form::{Answer, Draw, halves, pair, present};
use super::mail::{read_mail, sent_at};
use super::receipt_field::ReceiptField;
use super::region_field::RegionField;
use super::size_field::size_field;
use crate::domain::{Contact, NewReferral, PolicyId, Timestamp};
use crate::text::{Format, Texts};
use egui::{Event, Id, Ui};

/// A referral being entered.
pub(super) struct NewForm {
    customer: String,
    received: ReceiptField,
    /// The moment the form offered: while it stays, the moment of saving counts.
    offered: Option<Timestamp>,
    region: RegionField,
    company_size: Option<String>,
    overview: String,
    details: String,
    contact: Contact,
    owner: String,
    /// What was read off the mail, in words.
    read_off: Option<String>,
    takes_focus: bool,
    /// The field of one line for the request, once it was drawn.
    overview_id: Option<Id>,
}

impl NewForm {
    pub(super) fn new(texts: &Texts, format: &Format, now: Timestamp) -> Self {
        let mut form = Self {
            customer: String::new(),
            received: ReceiptField::new(now, format),
            offered: None,
            region: RegionField::new(None, texts),
            company_size: None,
            overview: String::new(),
            details: String::new(),
            contact: Contact::default(),
            owner: String::new(),
            read_off: None,
            takes_focus: true,
            overview_id: None,
        };
        form.offered = form.received.moment(format, now);
        form
    }

    /// Whether anything but the moment of receipt was entered.
    pub(super) fn holds_input(&self) -> bool {
        let contact = &self.contact;
        let texts = [
            &self.customer,
            &self.overview,
            &self.details,
            &self.owner,
            &contact.name,
            &contact.email,
            &contact.phone,
        ];
        texts.iter().any(|text| present(text).is_some())
            || self.region.value().is_some()
            || self.company_size.is_some()
    }

    pub(super) fn ui(
        &mut self,
        ctx: &egui::Context,
        draw: Draw<'_>,
        policy: PolicyId,
    ) -> Answer<NewReferral> {
        let title = draw.text("dialog-new-title");
        let answer = dialog(ctx, draw.tokens, "new", title, 860.0, |ui| {
            dialog_body(ui, "new", |ui| {
                halves(
                    ui,
                    self,
                    |ui, form| form.who(ui, draw, policy),
                    |ui, form| form.what(ui, draw),
                );
            });
            dialog_buttons(
                ui,
                draw.tokens,
                draw.text("dialog-new-save"),
                draw.text("common-cancel"),
                self.why_not(draw),
                false,
            )
        });
        Answer::of(answer, || self.referral(draw))
    }

    fn who(&mut self, ui: &mut Ui, draw: Draw<'_>, policy: PolicyId) {
        let label = draw.text("common-customer");
        let customer = field(ui, draw.tokens, label, &mut self.customer);
        if std::mem::take(&mut self.takes_focus) {
            customer.request_focus();
        }
        pair(
            ui,
            |ui| {
                self.region.show(ui, draw);
            },
            |ui| size_field(ui, draw, &mut self.company_size),
        );
        self.received.show(ui, draw);
        self.received.warn(ui, draw, policy);
        let contact = &mut self.contact;
        contact_fields(
            ui,
            draw,
            (&mut contact.name, &mut contact.email, &mut contact.phone),
        );
        let label = draw.optional("common-owner");
        field(ui, draw.tokens, &label, &mut self.owner);
    }

    fn what(&mut self, ui: &mut Ui, draw: Draw<'_>) {
        if let Some(mail) = self.pasted_mail(ui) {
            if !self.details.is_empty() {
                self.details.push_str("\n\n");
            }
            self.details.push_str(&mail);
            self.read_off = Some(draw.text("dialog-read-mail-pasted").to_owned());
        }
        let label = draw.text("common-request");
        let overview = field(ui, draw.tokens, label, &mut self.overview);
        self.overview_id = Some(overview.id);
        let label = draw.optional("common-full-request");
        long_text_field(ui, draw.tokens, &label, &mut self.details, 200.0);
        let read = draw.text("dialog-read-mail");
        let has_text = present(&self.details).is_some();
        let pressed = ui
            .add_enabled_ui(has_text, |ui| {
                icon_text_button(ui, draw.tokens, Emphasis::Normal, Icon::Mail, read).clicked()
            })
            .inner;
        if pressed {
            self.read_off = Some(self.read_mail(draw));
        }
        let explanation = self
            .read_off
            .as_deref()
            .unwrap_or_else(|| draw.text("dialog-read-mail-explained"));
        weak_label(ui, draw.tokens, explanation);
    }

    /// Takes a text of several lines that is being pasted into the field of one line, where they would run together.
    fn pasted_mail(&self, ui: &Ui) -> Option<String> {
        let id = self.overview_id?;
        if !ui.memory(|memory| memory.has_focus(id)) {
            return None;
        }
        ui.input_mut(|input| {
            let is_mail = |event: &Event| match event {
                Event::Paste(text) => text.trim().lines().nth(1).is_some(),
                _ => false,
            };
            let at = input.events.iter().position(is_mail)?;
            match input.events.remove(at) {
                Event::Paste(text) => Some(text.trim().to_owned()),
                _ => None,
            }
        })
    }

    /// Fills fields that are still empty with what the pasted mail tells; says which.
    fn read_mail(&mut self, draw: Draw<'_>) -> String {
        let facts = read_mail(&self.details);
        let slots = [
            (&mut self.customer, facts.company, "common-customer"),
            (&mut self.overview, facts.subject, "common-request"),
            (&mut self.contact.name, facts.name, "common-contact-name"),
            (&mut self.contact.email, facts.email, "common-contact-mail"),
            (&mut self.contact.phone, facts.phone, "common-contact-phone"),
        ];
        let mut filled = Vec::new();
        // Its clocks count from when the mail was sent, unless the person has said otherwise already.
        let is_offered = self.received.moment(draw.format, draw.now) == self.offered;
        if let Some(sent) = facts
            .sent
            .and_then(|text| sent_at(&text, draw.format, draw.now))
            && sent <= draw.now
            && is_offered
        {
            self.received.set(sent, draw.format);
            filled.push(draw.text("common-received"));
        }
        for (slot, found, key) in slots {
            if let Some(found) = found
                && slot.trim().is_empty()
            {
                *slot = found;
                filled.push(draw.text(key));
            }
        }
        if filled.is_empty() {
            return draw.text("dialog-read-mail-nothing").to_owned();
        }
        let fields = filled.join(draw.text("common-list-separator"));
        draw.texts
            .with("dialog-read-mail-filled", &[("fields", fields.into())])
    }

    fn why_not<'a>(&self, draw: Draw<'a>) -> Option<&'a str> {
        let key = if present(&self.customer).is_none() {
            "dialog-customer-missing"
        } else if self.received.moment(draw.format, draw.now).is_none() {
            "dialog-received-unreadable"
        } else {
            return None;
        };
        Some(draw.text(key))
    }

    fn referral(&self, draw: Draw<'_>) -> Option<NewReferral> {
        let received_at = self.received.moment(draw.format, draw.now)?;
        Some(NewReferral {
            customer: present(&self.customer)?,
            received_at: (Some(received_at) != self.offered).then_some(received_at),
            region: self.region.value(),
            company_size: self.company_size.clone(),
            overview: self.overview.trim().to_owned(),
            details: self.details.trim_end().to_owned(),
            contact: Contact {
                name: self.contact.name.trim().to_owned(),
                email: self.contact.email.trim().to_owned(),
                phone: self.contact.phone.trim().to_owned(),
            },
            owner: present(&self.owner),
        })
    }
}
