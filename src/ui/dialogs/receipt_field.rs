//! When a referral was received: a date and a time of day, with what they mean for its clocks.

use super::super::widgets::{DatePicker, field, field_error, field_warning};
use super::form::{Draw, pair};
use crate::domain::{NewReferral, PolicyId, Timestamp, receive};
use crate::text::{Argument, Format};
use egui::Ui;

/// The two fields.
pub(super) struct ReceiptField {
    date: DatePicker,
    time: String,
    /// What was in them at first.
    before: (String, String),
}

impl ReceiptField {
    pub(super) fn new(at: Timestamp, format: &Format) -> Self {
        let date = DatePicker::new(Some(format.date_of(at)), format);
        let time = format.time(at);
        Self {
            before: (date.text().to_owned(), time.clone()),
            date,
            time,
        }
    }

    /// Whether something else is entered than was at first.
    pub(super) fn differs(&self) -> bool {
        (self.date.text(), self.time.as_str()) != (self.before.0.as_str(), self.before.1.as_str())
    }

    /// Puts in another moment.
    pub(super) fn set(&mut self, at: Timestamp, format: &Format) {
        *self = Self::new(at, format);
    }

    /// The moment that is entered; `None` where it cannot be read.
    pub(super) fn moment(&self, format: &Format, now: Timestamp) -> Option<Timestamp> {
        let date = self.date.date(format, format.date_of(now))?;
        format.parse_date_time(&format!("{date} {}", self.time.trim()), now)
    }

    pub(super) fn show(&mut self, ui: &mut Ui, draw: Draw<'_>) {
        let is_time_read = self.moment(draw.format, draw.now).is_some()
            || self.date.date(draw.format, draw.today).is_none();
        pair(
            ui,
            |ui| {
                let label = draw.text("dialog-received-on");
                self.date
                    .show(ui, draw.tokens, draw.texts, draw.format, label, draw.today);
            },
            |ui| {
                let label = draw.text("dialog-received-time");
                field(ui, draw.tokens, label, &mut self.time);
                if !is_time_read {
                    field_error(ui, draw.tokens, draw.text("dialog-time-unreadable"));
                }
            },
        );
    }

    /// Says below the fields what a referral that is New would be since then.
    pub(super) fn warn(&self, ui: &mut Ui, draw: Draw<'_>, policy: PolicyId) {
        let Some(received_at) = self.moment(draw.format, draw.now) else {
            return;
        };
        if received_at > draw.now {
            field_warning(ui, draw.tokens, draw.text("dialog-received-in-future"));
            return;
        }
        let new = NewReferral {
            customer: draw.text("common-customer").to_owned(),
            received_at: Some(received_at),
            ..NewReferral::default()
        };
        let lapse = receive(&new, policy, draw.now)
            .ok()
            .and_then(|(referral, _, _)| referral.pending_lapse());
        if let Some((at, _)) = lapse
            && at <= draw.now
        {
            let at = draw.format.date_time_short(at, draw.now);
            let text = draw
                .texts
                .with("dialog-received-lapsed", &[("at", Argument::from(at))]);
            field_warning(ui, draw.tokens, &text);
        }
    }
}
