//! What a line of the archive says, written once and kept while it is near the screen.

use super::columns::Column;
use crate::desk::ArchiveRow;
use crate::domain::Outcome;
use crate::text::{Format, Language, Texts, company_size, outcome_with_certainty, region};
use std::collections::HashMap;

/// The texts of one line.
pub(super) struct Line {
    pub(super) outcome: Outcome,
    outcome_name: String,
    customer: String,
    region: String,
    size: String,
    value: String,
    received: String,
    archived: String,
    owner: String,
    /// The whole line, for a screen reader.
    pub(super) spoken: String,
}

impl Line {
    fn of(referral: &ArchiveRow, texts: &Texts, format: &Format) -> Self {
        let outcome = referral.outcome().unwrap_or(Outcome::Skipped);
        let deal = &referral.deal;
        let mut line = Self {
            outcome,
            outcome_name: outcome_with_certainty(texts, outcome, referral.is_presumed()),
            customer: referral.customer.clone(),
            region: referral
                .region
                .as_deref()
                .map(|code| region(texts, code).to_owned())
                .unwrap_or_default(),
            size: referral
                .company_size
                .as_deref()
                .map(|size| company_size(texts, size))
                .unwrap_or_default(),
            value: deal
                .value
                .map(|value| format.money(value, deal.currency))
                .unwrap_or_default(),
            received: format.date(format.date_of(referral.received_at)),
            archived: referral
                .archived_at()
                .map(|at| format.date_time(at))
                .unwrap_or_default(),
            owner: referral.owner.clone().unwrap_or_default(),
            spoken: String::new(),
        };
        let labelled = |key: &str, value: &str| {
            let label = texts.get(key);
            texts.with(
                "common-label-and-value",
                &[("label", label.into()), ("value", value.into())],
            )
        };
        let parts = [
            line.customer.clone(),
            line.outcome_name.clone(),
            line.region.clone(),
            line.size.clone(),
            line.value.clone(),
            labelled("common-received", &line.received),
            labelled("common-archived", &line.archived),
            line.owner.clone(),
        ];
        let parts: Vec<&str> = parts
            .iter()
            .map(String::as_str)
            .filter(|part| !part.is_empty())
            .collect();
        line.spoken = parts.join(texts.get("common-list-separator"));
        line
    }

    /// What stands in a column.
    pub(super) fn text(&self, column: Column) -> &str {
        match column {
            Column::Outcome => &self.outcome_name,
            Column::Customer => &self.customer,
            Column::Region => &self.region,
            Column::Size => &self.size,
            Column::Value => &self.value,
            Column::Received => &self.received,
            Column::Archived => &self.archived,
            Column::Owner => &self.owner,
            Column::Actions => "",
        }
    }
}

/// The lines written lately, by their place.
#[derive(Default)]
pub(super) struct Lines {
    written: HashMap<usize, Line>,
    language: Language,
}

impl Lines {
    /// Lines kept at once: several screens.
    const KEPT: usize = 500;

    /// Forgets all: the rows are others.
    pub(super) fn clear(&mut self) {
        self.written.clear();
    }

    /// Makes room for a frame's lines, in the language of `texts`.
    pub(super) fn begin(&mut self, texts: &Texts) {
        if self.language != texts.language() || self.written.len() > Self::KEPT {
            self.written.clear();
            self.language = texts.language();
        }
    }

    /// The line at `index`, which is `referral`.
    pub(super) fn line(
        &mut self,
        index: usize,
        referral: &ArchiveRow,
        texts: &Texts,
        format: &Format,
    ) -> &Line {
        self.written
            .entry(index)
            .or_insert_with(|| Line::of(referral, texts, format))
    }
}
