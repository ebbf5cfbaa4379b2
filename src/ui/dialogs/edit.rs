//! Edit: everything that is written about a referral, as far as its stage shows it.

use super::super::widgets::{
    DatePicker, DialogAnswer, dialog, dialog_body, dialog_buttons, field, field_error,
    long_text_field, multiline_field,
};
use super::Subject;
use super::currency_field::{CurrencyField, MoneyField};
use super::edit_changes::{Written, WrittenText};
use super::form::{Answer, Draw, halves, pair, present, subject_line};
use super::receipt_field::ReceiptField;
use super::region_field::RegionField;
use super::size_field::size_field;
use crate::desk::Detail;
use crate::domain::{
    Action, Command, Deal, PolicyId, Referral, ReferralEdit, ReferralText, Seen, Stage, is_email,
};
use crate::text::{Format, Texts};
use egui::{Spinner, Ui};

/// A referral being edited.
pub(super) struct EditForm {
    subject: Subject,
    before: Written,
    written: Written,
    region: RegionField,
    deal: Option<DealFields>,
    /// When it was received, where Partner Center has not told; and the policy by which that may end it.
    receipt: Option<(ReceiptField, Option<PolicyId>)>,
    /// The long texts are not here yet.
    waits_for_text: bool,
    takes_focus: bool,
}

/// The deal's fields.
struct DealFields {
    money: MoneyField,
    close_on: DatePicker,
    /// The deal as it was: a currency without a value is kept.
    before: Deal,
    /// Its fields as they were.
    entered_before: (String, String),
}

impl EditForm {
    /// The referral it is about.
    pub(super) fn subject(&mut self) -> &mut Subject {
        &mut self.subject
    }

    pub(super) fn new(
        referral: &Referral,
        text: Option<&ReferralText>,
        texts: &Texts,
        format: &Format,
    ) -> Self {
        let mut before = Written::of(referral);
        let deal = (referral.stage() == Stage::Negotiating).then(|| {
            before.deal = Some(referral.deal);
            let currency = referral
                .deal
                .currency
                .unwrap_or_else(|| CurrencyField::usual(format.language()));
            let mut deal = DealFields {
                money: MoneyField::new(referral.deal.value, currency),
                close_on: DatePicker::new(referral.deal.close_on, format),
                before: referral.deal,
                entered_before: Default::default(),
            };
            deal.entered_before = deal.entered();
            deal
        });
        let receipt = referral.partner_center_id.is_none().then(|| {
            let field = ReceiptField::new(referral.received_at, format);
            let is_new = referral.stage() == Stage::New;
            (field, is_new.then_some(referral.policy))
        });
        let mut form = Self {
            receipt,
            subject: Subject::of(referral),
            region: RegionField::new(before.region.as_deref(), texts),
            written: before.clone(),
            before,
            deal,
            waits_for_text: referral.shows_details(),
            takes_focus: true,
        };
        if let Some(text) = text {
            form.take_text(text);
        }
        form
    }

    pub(super) const fn is_waiting(&self) -> bool {
        self.waits_for_text
    }

    /// Whether anything differs from what is saved.
    pub(super) fn holds_input(&self) -> bool {
        let mut written = self.written.clone();
        written.region = self.region.value();
        written.changes_from(&self.before) != ReferralEdit::default()
            || self.deal.as_ref().is_some_and(DealFields::differs)
            || self.entered_receipt().is_some()
    }

    /// Takes in the long texts it waits for.
    pub(super) fn take_detail(&mut self, detail: &Detail) {
        let is_as_new = |seen: &Seen| {
            seen.id == detail.referral.id
                && seen
                    .revision
                    .is_none_or(|revision| revision <= detail.referral.revision)
        };
        // What was read before the last change of the referral may be older in its texts.
        if self.waits_for_text && self.subject.on.iter().any(is_as_new) {
            self.take_text(&detail.text);
        }
    }

    /// A change of the referral that was shown already did not come about: the texts waited for are those of this one.
    pub(super) fn take_reality(&mut self, referral: &Referral) {
        if self.waits_for_text {
            for seen in self
                .subject
                .on
                .iter_mut()
                .filter(|seen| seen.id == referral.id)
            {
                seen.revision = Some(referral.revision);
            }
        }
    }

    fn take_text(&mut self, text: &ReferralText) {
        if self.waits_for_text {
            self.before.text = Some(WrittenText::of(text));
            self.written.text = Some(WrittenText::of(text));
            self.waits_for_text = false;
        }
    }

    pub(super) fn ui(&mut self, ctx: &egui::Context, draw: Draw<'_>) -> Answer<Command> {
        let title = draw.text("dialog-edit-title");
        let width = if self.written.text.is_some() {
            860.0
        } else {
            520.0
        };
        let answer = dialog(ctx, draw.tokens, "edit", title, width, |ui| {
            subject_line(ui, draw.tokens, &self.subject.name);
            if self.waits_for_text {
                return waiting(ui, draw);
            }
            dialog_body(ui, "edit", |ui| {
                if self.written.text.is_some() {
                    halves(
                        ui,
                        self,
                        |ui, form| form.fields(ui, draw),
                        |ui, form| form.text_fields(ui, draw),
                    );
                } else {
                    self.fields(ui, draw);
                }
            });
            let why_not = self.why_not(draw);
            dialog_buttons(
                ui,
                draw.tokens,
                draw.text("common-save"),
                draw.text("common-cancel"),
                why_not,
                false,
            )
        });
        Answer::of(answer, || {
            let edit = self.edit(draw)?;
            Some(self.subject.command(Action::Edit(Box::new(edit))))
        })
    }

    fn fields(&mut self, ui: &mut Ui, draw: Draw<'_>) {
        let written = &mut self.written;
        let customer = field(
            ui,
            draw.tokens,
            draw.text("common-customer"),
            &mut written.customer,
        );
        if std::mem::take(&mut self.takes_focus) {
            customer.request_focus();
        }
        if present(&written.customer).is_none() {
            field_error(ui, draw.tokens, draw.text("dialog-customer-missing"));
        }
        pair(
            ui,
            |ui| {
                self.region.show(ui, draw);
            },
            |ui| size_field(ui, draw, &mut written.company_size),
        );
        multiline_field(
            ui,
            draw.tokens,
            draw.text("common-request"),
            &mut written.overview,
            2,
        );
        let owner = draw.optional("common-owner");
        field(ui, draw.tokens, &owner, &mut written.owner);
        if let Some((receipt, policy)) = &mut self.receipt {
            receipt.show(ui, draw);
            if let Some(policy) = policy
                && receipt.differs()
            {
                receipt.warn(ui, draw, *policy);
            }
        }
        if let Some(deal) = &mut self.deal {
            deal.show(ui, draw);
        }
    }

    /// The moment of receipt, where another one was entered: the fields leave seconds out.
    fn entered_receipt(&self) -> Option<&ReceiptField> {
        let (field, _) = self.receipt.as_ref()?;
        field.differs().then_some(field)
    }

    fn text_fields(&mut self, ui: &mut Ui, draw: Draw<'_>) {
        let Some(text) = &mut self.written.text else {
            return;
        };
        let contact = &mut text.contact;
        contact_fields(
            ui,
            draw,
            (&mut contact.name, &mut contact.email, &mut contact.phone),
        );
        let label = draw.text("common-full-request");
        long_text_field(ui, draw.tokens, label, &mut text.details, 120.0);
        let label = draw.text("common-notes");
        long_text_field(ui, draw.tokens, label, &mut text.notes, 72.0);
    }

    fn why_not<'a>(&self, draw: Draw<'a>) -> Option<&'a str> {
        let key = if present(&self.written.customer).is_none() {
            "dialog-customer-missing"
        } else if let Some(key) = self.deal.as_ref().and_then(|deal| deal.fault(draw)) {
            key
        } else if self
            .entered_receipt()
            .is_some_and(|field| field.moment(draw.format, draw.now).is_none())
        {
            "dialog-received-unreadable"
        } else if self.edit(draw).is_none() {
            "dialog-nothing-changed"
        } else {
            return None;
        };
        Some(draw.text(key))
    }

    /// What was changed; `None` when nothing was, or what is entered cannot be read.
    fn edit(&self, draw: Draw<'_>) -> Option<ReferralEdit> {
        let mut written = self.written.clone();
        written.region = self.region.value();
        if let Some(deal) = &self.deal {
            written.deal = Some(deal.deal(draw)?);
        }
        if let Some(field) = self.entered_receipt() {
            written.received_at = Some(field.moment(draw.format, draw.now)?);
        }
        let edit = written.changes_from(&self.before);
        (edit != ReferralEdit::default()).then_some(edit)
    }
}

impl DealFields {
    fn entered(&self) -> (String, String) {
        (self.money.text.clone(), self.close_on.text().to_owned())
    }

    fn differs(&self) -> bool {
        self.entered() != self.entered_before
    }

    fn show(&mut self, ui: &mut Ui, draw: Draw<'_>) {
        let label = draw.text("dialog-estimated-value");
        self.money.show(ui, draw, label);
        self.close_on.show(
            ui,
            draw.tokens,
            draw.texts,
            draw.format,
            draw.text("dialog-estimated-close"),
            draw.today,
        );
    }

    fn fault(&self, draw: Draw<'_>) -> Option<&'static str> {
        if self.money.currency.currency().is_none() {
            Some("dialog-currency-missing")
        } else if !self.money.is_empty() && self.money.amount().is_err() {
            Some("dialog-value-unreadable")
        } else if !self.close_on.is_empty() && self.close_on.date(draw.format, draw.today).is_none()
        {
            Some("dialog-close-date-unreadable")
        } else {
            None
        }
    }

    fn deal(&self, draw: Draw<'_>) -> Option<Deal> {
        if self.fault(draw).is_some() {
            return None;
        }
        let value = self.money.amount().ok();
        Some(Deal {
            value,
            currency: if value.is_some() {
                self.money.currency.currency()
            } else {
                self.before.currency
            },
            close_on: self.close_on.date(draw.format, draw.today),
        })
    }
}

/// Name, mail and phone.
pub(super) fn contact_fields(
    ui: &mut Ui,
    draw: Draw<'_>,
    (name, email, phone): (&mut String, &mut String, &mut String),
) {
    field(ui, draw.tokens, draw.text("common-contact-name"), name);
    pair(
        ui,
        |ui| {
            field(ui, draw.tokens, draw.text("common-contact-mail"), email);
            if present(email).is_some_and(|email| !is_email(&email)) {
                field_error(ui, draw.tokens, draw.text("dialog-mail-malformed"));
            }
        },
        |ui| {
            field(ui, draw.tokens, draw.text("common-contact-phone"), phone);
        },
    );
}

fn waiting(ui: &mut Ui, draw: Draw<'_>) -> DialogAnswer {
    ui.horizontal(|ui| {
        ui.add(Spinner::new().size(18.0).color(draw.tokens.accent));
        ui.label(draw.text("dialog-reading"));
    });
    let why_not = Some(draw.text("dialog-reading"));
    let (save, cancel) = (draw.text("common-save"), draw.text("common-cancel"));
    dialog_buttons(ui, draw.tokens, save, cancel, why_not, false)
}
