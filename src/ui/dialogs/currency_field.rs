//! Amounts and currencies as they are entered: the common currencies to choose from, any other by its code.

use super::super::widgets::{choice, field, field_error, field_hint};
use super::form::{Draw, pair};
use crate::domain::{Amount, AmountError, Currency};
use crate::text::{Language, Say};
use egui::{Response, Ui};

/// The currencies offered by name, the most common among partners first.
const COMMON: [&str; 11] = [
    "JPY", "USD", "EUR", "GBP", "AUD", "CAD", "CHF", "CNY", "INR", "KRW", "SGD",
];

/// A currency being chosen.
pub(super) struct CurrencyField {
    /// One of the offered; `None` for another, which is typed.
    common: Option<Currency>,
    code: String,
    /// The currency as it was; a file may have brought one that no list has.
    original: Currency,
}

impl CurrencyField {
    pub(super) fn new(currency: Currency) -> Self {
        let is_common = COMMON.contains(&currency.code());
        Self {
            common: is_common.then_some(currency),
            code: if is_common {
                String::new()
            } else {
                currency.code().to_owned()
            },
            original: currency,
        }
    }

    /// The currency most deals of the language's people are in.
    pub(super) const fn usual(language: Language) -> Currency {
        match language {
            Language::Japanese => Currency::JPY,
            Language::English => Currency::USD,
        }
    }

    /// The currency; `None` while the code is not one.
    pub(super) fn currency(&self) -> Option<Currency> {
        let is_one = |typed: &Currency| typed.is_listed() || *typed == self.original;
        self.common
            .or_else(|| Currency::parse(&self.code).filter(is_one))
    }

    fn show(&mut self, ui: &mut Ui, draw: Draw<'_>) {
        let options: Vec<(Option<Currency>, String)> = COMMON
            .iter()
            .filter_map(|code| Some((Some(Currency::parse(code)?), (*code).to_owned())))
            .chain([(None, draw.text("dialog-other-currency").to_owned())])
            .collect();
        let label = draw.text("common-currency");
        choice(ui, draw.tokens, label, &mut self.common, &options);
        if self.common.is_none() {
            let label = draw.text("dialog-currency-code");
            field(ui, draw.tokens, label, &mut self.code);
            if self.currency().is_none() && !self.code.trim().is_empty() {
                field_error(ui, draw.tokens, draw.text("dialog-currency-unreadable"));
            }
        }
    }
}

/// An amount being entered, with its currency.
pub(super) struct MoneyField {
    pub text: String,
    pub currency: CurrencyField,
}

impl MoneyField {
    pub(super) fn new(value: Option<Amount>, currency: Currency) -> Self {
        Self {
            text: value.map(|value| value.to_string()).unwrap_or_default(),
            currency: CurrencyField::new(currency),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// The amount in its currency.
    pub(super) fn amount(&self) -> Result<Amount, AmountError> {
        Amount::parse(&self.text, self.currency.currency())
    }

    /// Value and currency beside each other; returns the value's field.
    pub(super) fn show(&mut self, ui: &mut Ui, draw: Draw<'_>, label: &str) -> Option<Response> {
        let Self { text, currency } = self;
        let mut response = None;
        let in_currency = currency.currency();
        pair(
            ui,
            |ui| {
                response = Some(amount_field(ui, draw, label, text, in_currency));
            },
            |ui| currency.show(ui, draw),
        );
        response
    }
}

/// A field for an amount, with how it was understood or what is wrong with it.
pub(super) fn amount_field(
    ui: &mut Ui,
    draw: Draw<'_>,
    label: &str,
    text: &mut String,
    currency: Option<Currency>,
) -> Response {
    let response = field(ui, draw.tokens, label, text);
    if !text.trim().is_empty() {
        match Amount::parse(text, currency) {
            Ok(amount) => field_hint(ui, draw.tokens, &draw.format.money(amount, currency)),
            Err(error) => field_error(ui, draw.tokens, &error.say(draw.texts)),
        }
    }
    response
}
