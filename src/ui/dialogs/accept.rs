//! Accept: asks for the deal's estimated value and closing date.

use super::super::widgets::{DatePicker, dialog, dialog_body, dialog_buttons, field_warning};
use super::currency_field::{CurrencyField, MoneyField};
use super::form::{Answer, Draw, consequence, subject_line};
use crate::domain::{Currency, DealTerms, Referral};
use crate::text::Format;

/// What accepting needs, as it is entered.
pub(super) struct AcceptForm {
    money: MoneyField,
    close_on: DatePicker,
    /// Its fields as they were offered.
    offered: (String, String),
    takes_focus: bool,
}

impl AcceptForm {
    pub(super) fn new(
        referral: &Referral,
        last_currency: Option<Currency>,
        format: &Format,
    ) -> Self {
        let deal = referral.deal;
        let currency = deal
            .currency
            .or(last_currency)
            .unwrap_or_else(|| CurrencyField::usual(format.language()));
        let mut form = Self {
            money: MoneyField::new(deal.value, currency),
            close_on: DatePicker::new(deal.close_on, format),
            offered: Default::default(),
            takes_focus: true,
        };
        form.offered = form.entered();
        form
    }

    fn entered(&self) -> (String, String) {
        (self.money.text.clone(), self.close_on.text().to_owned())
    }

    /// Whether something else was entered than was offered.
    pub(super) fn holds_input(&self) -> bool {
        self.entered() != self.offered
    }

    pub(super) fn ui(
        &mut self,
        ctx: &egui::Context,
        draw: Draw<'_>,
        customer: &str,
    ) -> Answer<DealTerms> {
        let title = draw.text("dialog-accept-title");
        let answer = dialog(ctx, draw.tokens, "accept", title, 440.0, |ui| {
            subject_line(ui, draw.tokens, customer);
            dialog_body(ui, "accept", |ui| {
                let label = draw.text("dialog-estimated-value");
                let value = self.money.show(ui, draw, label);
                if std::mem::take(&mut self.takes_focus)
                    && let Some(value) = value
                {
                    value.request_focus();
                }
                self.close_on.show(
                    ui,
                    draw.tokens,
                    draw.texts,
                    draw.format,
                    draw.text("dialog-estimated-close"),
                    draw.today,
                );
                let close_on = self.close_on.date(draw.format, draw.today);
                if close_on.is_some_and(|date| date < draw.today) {
                    field_warning(ui, draw.tokens, draw.text("dialog-close-date-past"));
                }
                consequence(ui, draw.tokens, draw.text("dialog-accept-consequence"));
            });
            dialog_buttons(
                ui,
                draw.tokens,
                draw.text("action-accept"),
                draw.text("common-cancel"),
                self.why_not(draw),
                true,
            )
        });
        Answer::of(answer, || self.terms(draw))
    }

    fn why_not<'a>(&self, draw: Draw<'a>) -> Option<&'a str> {
        let key = if self.money.is_empty() {
            "dialog-value-missing"
        } else if self.money.currency.currency().is_none() {
            "dialog-currency-missing"
        } else if self.money.amount().is_err() {
            "dialog-value-unreadable"
        } else if self.close_on.is_empty() {
            "dialog-close-date-missing"
        } else if self.close_on.date(draw.format, draw.today).is_none() {
            "dialog-close-date-unreadable"
        } else {
            return None;
        };
        Some(draw.text(key))
    }

    fn terms(&self, draw: Draw<'_>) -> Option<DealTerms> {
        Some(DealTerms {
            value: self.money.amount().ok()?,
            currency: self.money.currency.currency()?,
            close_on: self.close_on.date(draw.format, draw.today)?,
        })
    }
}
