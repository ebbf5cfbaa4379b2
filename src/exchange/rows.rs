//! From one record of a table to a row of an import.

use super::bad_row::shown;
use super::dates::{calendar_date, instant};
use super::headers::Layout;
use super::places::region;
use super::states::{is_error_state, reported_state};
use super::table::RawRecord;
use super::values::{
    amount, company_size, currency, exact_amount, full_name, is_nothing, reason, without_entities,
    yes_or_no,
};
use super::{BadReason, Field, Mapping, Table};
use crate::domain::{
    Currency, ImportRow, MAXIMUM_TEXT_BYTES, PolicyId, Reason, ReportedState, Stage, Timestamp,
};
use std::collections::{BTreeMap, HashMap};

/// The most a single field may hold.
pub const MAXIMUM_FIELD_BYTES: usize = MAXIMUM_TEXT_BYTES;

/// What is wrong, and in which column.
pub(super) type Fault = (Option<usize>, BadReason);

pub(super) struct RowReader<'a> {
    headers: &'a [String],
    fields: &'a [Option<Field>],
    /// The program's own export: texts are taken exactly as they stand.
    is_own: bool,
    seen: Seen,
}

/// Values that come again and again, already read: folding them anew for each row would take most of the time.
#[derive(Default)]
struct Seen {
    regions: HashMap<String, String>,
    sizes: HashMap<String, String>,
    currencies: HashMap<String, Option<Currency>>,
    states: HashMap<String, Option<ReportedState>>,
    reasons: HashMap<String, Reason>,
}

/// More different values than this are not remembered.
const MOST_SEEN: usize = 1_000;

fn remembered<T: Clone>(seen: &mut HashMap<String, T>, key: &str, read: impl FnOnce() -> T) -> T {
    if let Some(value) = seen.get(key) {
        return value.clone();
    }
    let value = read();
    if seen.len() < MOST_SEEN {
        seen.insert(key.to_owned(), value.clone());
    }
    value
}

/// What is put together from several columns.
#[derive(Default)]
struct Parts<'r> {
    value: Option<(usize, &'r str)>,
    currency: Option<(usize, &'r str)>,
    stage: &'r str,
    outcome: &'r str,
    reason: &'r str,
    first_name: &'r str,
    last_name: &'r str,
    /// Offer and call to action.
    asked: [Option<(usize, &'r str)>; 2],
    lead_type: Option<(usize, &'r str)>,
}

impl<'a> RowReader<'a> {
    pub(super) fn new(table: &'a Table, mapping: &'a Mapping) -> Self {
        Self {
            headers: table.headers(),
            fields: mapping.fields(),
            is_own: mapping.layout() == Layout::Leadline,
            seen: Seen::default(),
        }
    }

    pub(super) fn read(&mut self, record: &RawRecord<'_>) -> Result<ImportRow, Fault> {
        self.check_shape(record)?;
        let mut row = ImportRow {
            line: record.line,
            ..ImportRow::default()
        };
        let mut parts = Parts::default();
        for (index, raw) in record.fields.iter().enumerate() {
            let text = if self.is_own {
                without_guard(raw)
            } else {
                trimmed(raw)
            };
            if text.is_empty() {
                continue;
            }
            match self.fields.get(index).copied().flatten() {
                Some(field) => self.fill(&mut row, &mut parts, field, index, text)?,
                None => self.keep_aside(&mut row, index, text),
            }
        }
        self.finish(&mut row, &parts)?;
        if !has_name(&row) {
            return Err((None, BadReason::CustomerMissing));
        }
        Ok(row)
    }

    fn check_shape(&self, record: &RawRecord<'_>) -> Result<(), Fault> {
        let (expected, found) = (self.headers.len(), record.fields.len());
        if record.is_left_open {
            return Err((None, BadReason::QuoteLeftOpen));
        }
        if found < expected {
            return Err((None, BadReason::TooFewFields { expected, found }));
        }
        // Empty fields behind the last column come from trailing delimiters and hold nothing that could get lost.
        if found > expected
            && record
                .fields
                .iter()
                .skip(expected)
                .any(|field| !field.trim().is_empty())
        {
            return Err((None, BadReason::TooManyFields { expected, found }));
        }
        let too_long = record
            .fields
            .iter()
            .position(|field| field.len() > MAXIMUM_FIELD_BYTES);
        match too_long {
            Some(index) => {
                let bytes = record.fields.get(index).map_or(0, str::len);
                let most = MAXIMUM_FIELD_BYTES;
                Err((Some(index), BadReason::FieldTooLong { bytes, most }))
            }
            None => Ok(()),
        }
    }

    fn keep_aside(&self, row: &mut ImportRow, index: usize, text: &str) {
        if let Some(header) = self.headers.get(index) {
            row.other_columns.insert(header.clone(), text.to_owned());
        }
    }

    /// A text in the form it is kept in.
    fn text(&self, text: &str) -> String {
        if self.is_own {
            text.to_owned()
        } else {
            without_entities(text).into_owned()
        }
    }

    fn fill<'r>(
        &mut self,
        row: &mut ImportRow,
        parts: &mut Parts<'r>,
        field: Field,
        index: usize,
        text: &'r str,
    ) -> Result<(), Fault> {
        let at = || instant_in(index, text);
        match field {
            Field::PartnerCenterId => row.partner_center_id = Some(text.to_owned()),
            Field::LeadlineId => row.leadline_id = Some(text.to_owned()),
            Field::Customer => row.customer = Some(self.text(text)),
            Field::Overview => row.overview = Some(self.text(text)),
            Field::Details => row.details = Some(text.to_owned()),
            Field::ContactName => row.contact_name = Some(self.text(text)),
            Field::ContactEmail => row.contact_email = Some(text.to_owned()),
            Field::ContactPhone => row.contact_phone = Some(text.to_owned()),
            Field::Owner => row.owner = Some(self.text(text)),
            Field::Notes => row.notes = Some(text.to_owned()),
            Field::Status => row.status = Some(text.to_owned()),
            Field::Substatus => row.substatus = Some(text.to_owned()),
            Field::Region if self.is_own => row.region = Some(text.to_owned()),
            Field::Region => {
                row.region = Some(remembered(&mut self.seen.regions, text, || region(text)));
            }
            Field::CompanySize if self.is_own => row.company_size = Some(text.to_owned()),
            Field::CompanySize => {
                row.company_size = Some(remembered(&mut self.seen.sizes, text, || {
                    company_size(text)
                }));
            }
            Field::ReceivedAt => row.received_at = at()?,
            Field::UpdatedAt => row.updated_at = at()?,
            Field::ExpiresAt => row.expires_at = at()?,
            Field::InterestedAt => row.interested_at = at()?,
            Field::AcceptedAt => row.accepted_at = at()?,
            Field::ArchivedAt => row.archived_at = at()?,
            Field::CloseOn => {
                if !is_nothing(text) {
                    let date = calendar_date(text).ok_or_else(|| unreadable_date(index, text))?;
                    row.close_on = Some(date);
                }
            }
            Field::DealValue => parts.value = Some((index, text)),
            Field::Currency => parts.currency = Some((index, text)),
            Field::Stage => parts.stage = text,
            Field::Outcome => parts.outcome = text,
            Field::Reason => parts.reason = text,
            Field::ContactFirstName => parts.first_name = text,
            Field::ContactLastName => parts.last_name = text,
            Field::OfferName => parts.asked[0] = Some((index, text)),
            Field::CallToAction => parts.asked[1] = Some((index, text)),
            Field::LeadType => parts.lead_type = Some((index, text)),
            Field::Policy => {
                row.policy = PolicyId::from_code(text.trim());
                if row.policy.is_none() {
                    self.keep_aside(row, index, text);
                }
            }
            Field::ArchivedFrom => match self.state(text, "") {
                Some(ReportedState::Open(stage)) => row.archived_from = Some(stage),
                _ => self.keep_aside(row, index, text),
            },
            Field::Presumed => {
                row.presumed = yes_or_no(text);
                if row.presumed.is_none() {
                    self.keep_aside(row, index, text);
                }
            }
            Field::LapseWaived => {
                row.lapse_waived = yes_or_no(text);
                if row.lapse_waived.is_none() {
                    self.keep_aside(row, index, text);
                }
            }
            Field::OtherColumns => match serde_json::from_str::<BTreeMap<String, String>>(text) {
                Ok(columns) => row.other_columns.extend(columns),
                Err(_) => self.keep_aside(row, index, text),
            },
            Field::Ignore => {}
        }
        Ok(())
    }

    fn finish(&mut self, row: &mut ImportRow, parts: &Parts<'_>) -> Result<(), Fault> {
        self.finish_deal(row, parts)?;
        self.finish_state(row, parts);
        if row.contact_name.is_none()
            && !(parts.first_name.is_empty() && parts.last_name.is_empty())
        {
            row.contact_name = Some(self.text(&full_name(parts.first_name, parts.last_name)));
        }
        self.finish_overview(row, parts);
        Ok(())
    }

    /// What is asked: the column for it, otherwise offer and call to action. The type of the lead tells what kind of contact it is and not
    /// what is asked, so it stands in only where the request itself says nothing either.
    fn finish_overview(&self, row: &mut ImportRow, parts: &Parts<'_>) {
        let has_overview = row.overview.is_some();
        let asked: Vec<&str> = parts
            .asked
            .iter()
            .flatten()
            .map(|(_, text)| *text)
            .collect();
        if has_overview {
            for (index, text) in parts.asked.iter().flatten() {
                self.keep_aside(row, *index, text);
            }
        } else if !asked.is_empty() {
            row.overview = Some(self.text(&asked.join(" · ")));
        }
        let Some((index, lead_type)) = parts.lead_type else {
            return;
        };
        if row.overview.is_none() {
            let details = row.details.as_deref().unwrap_or_default();
            let first_line = details.lines().map(str::trim).find(|line| !line.is_empty());
            let Some(line) = first_line else {
                row.overview = Some(self.text(lead_type));
                return;
            };
            row.overview = Some(self.text(line));
        }
        self.keep_aside(row, index, lead_type);
    }

    fn finish_deal(&mut self, row: &mut ImportRow, parts: &Parts<'_>) -> Result<(), Fault> {
        if let Some((index, text)) = parts.currency.filter(|(_, text)| !is_nothing(text)) {
            let is_own = self.is_own;
            let read = remembered(&mut self.seen.currencies, text, || {
                Currency::parse(text)
                    .filter(|_| is_own)
                    .or_else(|| currency(text))
            });
            row.currency = Some(read.ok_or_else(|| {
                let value = shown(text);
                (Some(index), BadReason::UnreadableCurrency { value })
            })?);
        }
        if let Some((index, text)) = parts.value.filter(|(_, text)| !is_nothing(text)) {
            if let Some(exact) = exact_amount(text).filter(|_| self.is_own) {
                row.deal_value = Some(exact);
                return Ok(());
            }
            let (value, found) = amount(text, row.currency).map_err(|problem| {
                let value = shown(text);
                (Some(index), BadReason::UnreadableAmount { value, problem })
            })?;
            row.deal_value = Some(value);
            row.currency = found;
        }
        Ok(())
    }

    fn finish_state(&mut self, row: &mut ImportRow, parts: &Parts<'_>) {
        let (status, substatus) = if parts.stage.is_empty() && parts.outcome.is_empty() {
            (
                row.status.clone().unwrap_or_default(),
                row.substatus.clone().unwrap_or_default(),
            )
        } else {
            (parts.stage.to_owned(), parts.outcome.to_owned())
        };
        row.reported = self.state(&status, &substatus);
        if row.reported.is_none() {
            for (field, text) in [(Field::Stage, parts.stage), (Field::Outcome, parts.outcome)] {
                if let Some(index) = self.fields.iter().position(|own| *own == Some(field))
                    && !text.is_empty()
                {
                    self.keep_aside(row, index, text);
                }
            }
        }
        if parts.reason.is_empty() {
            return;
        }
        row.reason = Some(if self.is_own {
            Reason::from_import(parts.reason)
        } else {
            let is_error = is_error_state(&substatus) || is_error_state(&status);
            let key = format!("{is_error} {}", parts.reason);
            remembered(&mut self.seen.reasons, &key, || {
                reason(parts.reason, is_error)
            })
        });
    }

    fn state(&mut self, status: &str, substatus: &str) -> Option<ReportedState> {
        if status.is_empty() && substatus.is_empty() {
            return None;
        }
        let key = format!("{status}\u{1f}{substatus}");
        remembered(&mut self.seen.states, &key, || {
            reported_state(status, substatus)
        })
    }
}

/// A row without a customer may still fill in a referral that is known by its id; the desk decides.
pub(super) fn has_name(row: &ImportRow) -> bool {
    let is_named =
        |text: &Option<String>| text.as_deref().is_some_and(|text| !text.trim().is_empty());
    is_named(&row.customer) || is_named(&row.partner_center_id) || is_named(&row.leadline_id)
}

fn instant_in(index: usize, text: &str) -> Result<Option<Timestamp>, Fault> {
    if is_nothing(text) {
        return Ok(None);
    }
    instant(text)
        .map(Some)
        .ok_or_else(|| unreadable_date(index, text))
}

fn unreadable_date(index: usize, text: &str) -> Fault {
    let value = shown(text);
    (Some(index), BadReason::UnreadableDate { value })
}

/// `trim`, with a short cut for what has nothing to cut: most fields.
fn trimmed(text: &str) -> &str {
    match text.as_bytes() {
        [] => text,
        [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => text,
        _ => text.trim(),
    }
}

/// Takes off the apostrophe that the export sets before texts a spreadsheet would run as a formula.
fn without_guard(text: &str) -> &str {
    text.strip_prefix('\'').unwrap_or(text)
}

/// The open stage a word names, in the program's own export.
pub(super) fn open_stage(word: &str) -> Option<Stage> {
    match reported_state(word, "") {
        Some(ReportedState::Open(stage)) => Some(stage),
        _ => None,
    }
}
