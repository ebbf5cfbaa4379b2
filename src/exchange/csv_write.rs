//! The export as CSV: a table that spreadsheets open and that reads back without loss.

use super::Field;
use super::header_names::OWN_COLUMNS;
use super::record::{ExportError, ExportRecord, ExportSink};
use super::states::{outcome_word, stage_word};
use crate::domain::State;
use std::borrow::Cow;
use std::io::Write;

/// Writes the program's own CSV export: UTF-8 with a byte order mark (without it Excel takes the bytes for the system's
/// code page), commas, CRLF. Instants are ISO 8601 in UTC, amounts plain decimals, columns of earlier imports a JSON object.
pub struct CsvSink<W: Write> {
    writer: csv::Writer<W>,
    is_japanese: bool,
}

impl<W: Write> CsvSink<W> {
    /// Writes the byte order mark and the column names.
    ///
    /// # Errors
    /// When the destination cannot be written.
    pub fn start(mut writer: W, is_japanese: bool) -> Result<Self, ExportError> {
        writer.write_all("\u{feff}".as_bytes())?;
        let mut writer = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .from_writer(writer);
        let names = OWN_COLUMNS.iter().map(
            |(_, english, japanese)| {
                if is_japanese { *japanese } else { *english }
            },
        );
        writer.write_record(names).map_err(std::io::Error::from)?;
        Ok(Self {
            writer,
            is_japanese,
        })
    }
}

impl<W: Write> ExportSink for CsvSink<W> {
    fn write(&mut self, record: &ExportRecord) -> Result<(), ExportError> {
        for (field, _, _) in &OWN_COLUMNS {
            let value = value_of(record, *field, self.is_japanese)?;
            self.writer
                .write_field(guarded(&value).as_bytes())
                .map_err(std::io::Error::from)?;
        }
        self.writer
            .write_record(None::<&[u8]>)
            .map_err(std::io::Error::from)?;
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<(), ExportError> {
        Ok(self.writer.flush()?)
    }
}

/// A spreadsheet runs a text that starts like a formula. An apostrophe in front stops that, and the reader takes it off
/// again; a text that starts with an apostrophe gets one more for that reason.
fn guarded(value: &str) -> Cow<'_, str> {
    if value.starts_with([
        '=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n', '\'',
    ]) {
        Cow::Owned(format!("'{value}"))
    } else {
        Cow::Borrowed(value)
    }
}

fn value_of(
    record: &ExportRecord,
    field: Field,
    is_japanese: bool,
) -> Result<Cow<'_, str>, ExportError> {
    let (referral, text) = (&record.referral, &record.text);
    let archived = match referral.state {
        State::Archived {
            presumed, from, at, ..
        } => Some((presumed, from, at)),
        _ => None,
    };
    Ok(match field {
        Field::LeadlineId => Cow::Borrowed(&record.leadline_id),
        Field::PartnerCenterId => optional(referral.partner_center_id.as_deref()),
        Field::Customer => Cow::Borrowed(&referral.customer),
        Field::Region => optional(referral.region.as_deref()),
        Field::CompanySize => optional(referral.company_size.as_deref()),
        Field::Overview => Cow::Borrowed(&referral.overview),
        Field::Stage => Cow::Borrowed(stage_word(referral.stage(), is_japanese)),
        Field::Outcome => optional(
            referral
                .outcome()
                .map(|outcome| outcome_word(outcome, is_japanese)),
        ),
        Field::Presumed => written(archived.map(|(presumed, _, _)| presumed)),
        Field::ArchivedFrom => optional(archived.map(|(_, from, _)| stage_word(from, is_japanese))),
        Field::ArchivedAt => written(archived.map(|(_, _, at)| at)),
        Field::ReceivedAt => written(Some(referral.received_at)),
        Field::InterestedAt => written(referral.interested_at),
        Field::AcceptedAt => written(referral.accepted_at),
        Field::Policy => Cow::Borrowed(referral.policy.code()),
        Field::ExpiresAt => written(referral.expires_at),
        Field::LapseWaived => written(Some(referral.lapse_waived)),
        Field::DealValue => written(referral.deal.value),
        Field::Currency => written(referral.deal.currency),
        Field::CloseOn => written(referral.deal.close_on),
        Field::Reason => optional(referral.reason.as_ref().map(crate::domain::Reason::code)),
        Field::Owner => optional(referral.owner.as_deref()),
        Field::ContactName => Cow::Borrowed(&text.contact.name),
        Field::ContactEmail => Cow::Borrowed(&text.contact.email),
        Field::ContactPhone => Cow::Borrowed(&text.contact.phone),
        Field::Details => Cow::Borrowed(&text.details),
        Field::Notes => Cow::Borrowed(&text.notes),
        Field::Status => optional(text.reported_status.as_deref()),
        Field::Substatus => optional(text.reported_substatus.as_deref()),
        Field::OtherColumns if !text.other_columns.is_empty() => {
            Cow::Owned(serde_json::to_string(&text.other_columns).map_err(std::io::Error::from)?)
        }
        // Columns of other programs' files; the own export has none of them.
        Field::OtherColumns
        | Field::UpdatedAt
        | Field::ContactFirstName
        | Field::ContactLastName
        | Field::OfferName
        | Field::CallToAction
        | Field::LeadType
        | Field::Ignore => Cow::Borrowed(""),
    })
}

fn optional(value: Option<&str>) -> Cow<'_, str> {
    Cow::Borrowed(value.unwrap_or_default())
}

fn written<T: ToString>(value: Option<T>) -> Cow<'static, str> {
    value.map_or(Cow::Borrowed(""), |value| Cow::Owned(value.to_string()))
}
