//! Won: asks for the final value, which is the estimate unless told otherwise.

use super::super::widgets::{dialog, dialog_body, dialog_buttons, field_hint};
use super::currency_field::amount_field;
use super::form::{Answer, Draw, consequence, subject_line};
use crate::domain::{Amount, AmountError, Deal, Referral};

/// The final value as it is entered.
pub(super) struct WonForm {
    value: String,
    estimate: Deal,
    takes_focus: bool,
}

impl WonForm {
    pub(super) fn new(referral: &Referral) -> Self {
        let estimate = referral.deal;
        Self {
            value: estimate
                .value
                .map(|value| value.to_string())
                .unwrap_or_default(),
            estimate,
            takes_focus: true,
        }
    }

    /// Whether another value was entered than the estimate.
    pub(super) fn holds_input(&self) -> bool {
        let estimate = self.estimate.value.map(|value| value.to_string());
        self.value != estimate.unwrap_or_default()
    }

    /// The final value; `None` within where the estimate is to stand.
    pub(super) fn ui(
        &mut self,
        ctx: &egui::Context,
        draw: Draw<'_>,
        customer: &str,
    ) -> Answer<Option<Amount>> {
        let title = draw.text("dialog-won-title");
        let answer = dialog(ctx, draw.tokens, "won", title, 400.0, |ui| {
            subject_line(ui, draw.tokens, customer);
            dialog_body(ui, "won", |ui| {
                let label = match self.estimate.currency {
                    Some(currency) => draw.texts.with(
                        "dialog-final-value-in",
                        &[("currency", currency.code().into())],
                    ),
                    None => draw.text("dialog-final-value").to_owned(),
                };
                let response =
                    amount_field(ui, draw, &label, &mut self.value, self.estimate.currency);
                if std::mem::take(&mut self.takes_focus) {
                    response.request_focus();
                }
                if let Some(estimate) = self.estimate.value
                    && (self.value.trim().is_empty() || self.parsed() != Ok(Some(estimate)))
                {
                    let money = draw.format.money(estimate, self.estimate.currency);
                    let key = if self.value.trim().is_empty() {
                        "dialog-estimate-stands"
                    } else {
                        "dialog-estimate-was"
                    };
                    let hint = draw.texts.with(key, &[("estimate", money.into())]);
                    field_hint(ui, draw.tokens, &hint);
                }
                consequence(ui, draw.tokens, draw.text("dialog-won-consequence"));
            });
            let why_not = self
                .parsed()
                .is_err()
                .then(|| draw.text("dialog-value-unreadable"));
            dialog_buttons(
                ui,
                draw.tokens,
                title,
                draw.text("common-cancel"),
                why_not,
                true,
            )
        });
        Answer::of(answer, || self.parsed().ok())
    }

    /// The amount that is entered; none where the field is empty.
    fn parsed(&self) -> Result<Option<Amount>, AmountError> {
        if self.value.trim().is_empty() {
            return Ok(None);
        }
        Amount::parse(&self.value, self.estimate.currency).map(Some)
    }
}
