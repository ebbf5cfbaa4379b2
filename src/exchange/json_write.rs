//! The export as JSON; [`super::read_json`] describes the format.

use super::record::{ExportError, ExportRecord, ExportSink};
use crate::domain::{Contact, Deal, Outcome, Reason, State, Timestamp};
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::Write;

/// Writes the program's own JSON export, one object per line.
pub struct JsonSink<W: Write> {
    writer: std::io::BufWriter<W>,
    is_first: bool,
}

impl<W: Write> JsonSink<W> {
    /// Opens the array.
    ///
    /// # Errors
    /// When the destination cannot be written.
    pub fn start(writer: W) -> Result<Self, ExportError> {
        let mut writer = std::io::BufWriter::new(writer);
        writer.write_all(b"[")?;
        Ok(Self {
            writer,
            is_first: true,
        })
    }
}

impl<W: Write> ExportSink for JsonSink<W> {
    fn write(&mut self, record: &ExportRecord) -> Result<(), ExportError> {
        let separator: &[u8] = if self.is_first { b"\n" } else { b",\n" };
        self.is_first = false;
        self.writer.write_all(separator)?;
        serde_json::to_writer(&mut self.writer, &JsonReferral::of(record))
            .map_err(std::io::Error::from)?;
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<(), ExportError> {
        self.writer.write_all(b"\n]\n")?;
        Ok(self.writer.flush()?)
    }
}

#[derive(Serialize)]
struct JsonReferral<'a> {
    leadline_id: &'a str,
    partner_center_id: Option<&'a str>,
    customer: &'a str,
    region: Option<&'a str>,
    company_size: Option<&'a str>,
    overview: &'a str,
    stage: &'static str,
    outcome: Option<&'static str>,
    presumed: bool,
    received_at: Timestamp,
    interested_at: Option<Timestamp>,
    accepted_at: Option<Timestamp>,
    archived_at: Option<Timestamp>,
    archived_from: Option<&'static str>,
    policy: &'static str,
    expires_at: Option<Timestamp>,
    lapse_waived: bool,
    deal: Option<Deal>,
    reason: Option<&'a str>,
    owner: Option<&'a str>,
    contact: &'a Contact,
    details: &'a str,
    notes: &'a str,
    status: Option<&'a str>,
    substatus: Option<&'a str>,
    other_columns: &'a BTreeMap<String, String>,
}

impl<'a> JsonReferral<'a> {
    fn of(record: &'a ExportRecord) -> Self {
        let (referral, text) = (&record.referral, &record.text);
        Self {
            leadline_id: &record.leadline_id,
            partner_center_id: referral.partner_center_id.as_deref(),
            customer: &referral.customer,
            region: referral.region.as_deref(),
            company_size: referral.company_size.as_deref(),
            overview: &referral.overview,
            stage: referral.stage().code(),
            outcome: referral.outcome().map(Outcome::code),
            presumed: referral.is_presumed(),
            received_at: referral.received_at,
            interested_at: referral.interested_at,
            accepted_at: referral.accepted_at,
            archived_at: referral.archived_at(),
            archived_from: match referral.state {
                State::Archived { from, .. } => Some(from.code()),
                _ => None,
            },
            policy: referral.policy.code(),
            expires_at: referral.expires_at,
            lapse_waived: referral.lapse_waived,
            deal: Some(referral.deal).filter(|deal| !deal.is_empty()),
            reason: referral.reason.as_ref().map(Reason::code),
            owner: referral.owner.as_deref(),
            contact: &text.contact,
            details: &text.details,
            notes: &text.notes,
            status: text.reported_status.as_deref(),
            substatus: text.reported_substatus.as_deref(),
            other_columns: &text.other_columns,
        }
    }
}
