//! The weekly review as scripts get it. The names are a contract: fields are added at the end only.

use crate::desk::{ClosingReferral, DueReferral, WeeklyReview};
use crate::domain::{
    Date, Deal, DealSum, Figures, Outcome, Period, Population, Share, Spread, Timestamp, Worth,
};
use serde::Serialize;
use std::collections::BTreeMap;

/// A review.
#[derive(Serialize)]
pub(super) struct JsonReview<'a> {
    week: String,
    from: Timestamp,
    until: Timestamp,
    is_over: bool,
    samples: bool,
    this_week: JsonFigures,
    week_before: JsonFigures,
    due: Vec<JsonDue<'a>>,
    past_closing: Vec<JsonClosing<'a>>,
    near_closing: Vec<JsonClosing<'a>>,
}

#[derive(Serialize)]
struct JsonFigures {
    from: Timestamp,
    until: Timestamp,
    /// Of what arrived.
    received: usize,
    open: usize,
    accepted: usize,
    answered_within_24h: JsonShare,
    decided_within_24h: JsonShare,
    time_to_first_answer: Option<JsonSpread>,
    time_to_decision: Option<JsonSpread>,
    /// Of what ended.
    ended: BTreeMap<&'static str, usize>,
    ended_presumed: usize,
    value_won: JsonWorth,
    lost_to_clock: JsonWorth,
}

/// A percentage only where there are enough cases for one.
#[derive(Serialize)]
struct JsonShare {
    part: usize,
    of: usize,
    percent: Option<usize>,
}

#[derive(Serialize)]
struct JsonSpread {
    cases: usize,
    median_s: i64,
    percentile_90_s: i64,
}

#[derive(Serialize)]
struct JsonWorth {
    count: usize,
    values: Vec<JsonValue>,
    without_value: usize,
}

#[derive(Serialize)]
struct JsonValue {
    value: String,
    currency: String,
    count: usize,
}

#[derive(Serialize)]
struct JsonDue<'a> {
    id: i64,
    customer: &'a str,
    mark: String,
    due_at: Timestamp,
}

#[derive(Serialize)]
struct JsonClosing<'a> {
    id: i64,
    customer: &'a str,
    close_on: Date,
    deal: Deal,
}

impl<'a> JsonReview<'a> {
    pub(super) fn of(review: &'a WeeklyReview) -> Self {
        let closing = |all: &'a [ClosingReferral]| all.iter().map(JsonClosing::of).collect();
        Self {
            week: review.week.to_string(),
            from: review.period.from,
            until: review.period.until,
            is_over: review.is_over,
            samples: review.population == Population::Samples,
            this_week: JsonFigures::of(&review.figures, review.period),
            week_before: JsonFigures::of(&review.figures_before, review.before),
            due: review.due.iter().map(JsonDue::of).collect(),
            past_closing: closing(&review.past_closing),
            near_closing: closing(&review.near_closing),
        }
    }
}

impl JsonFigures {
    fn of(figures: &Figures, period: Period) -> Self {
        let (arrived, ended) = (&figures.arrived, &figures.ended);
        Self {
            from: period.from,
            until: period.until,
            received: arrived.received,
            open: arrived.open(),
            accepted: arrived.accepted,
            answered_within_24h: JsonShare::of(arrived.first_answer.within_24h),
            decided_within_24h: JsonShare::of(arrived.decision.within_24h),
            time_to_first_answer: JsonSpread::of(arrived.first_answer.times),
            time_to_decision: JsonSpread::of(arrived.decision.times),
            ended: Outcome::ALL
                .into_iter()
                .map(|outcome| (outcome.code(), ended.outcomes.of(outcome)))
                .collect(),
            ended_presumed: ended.presumed,
            value_won: JsonWorth::of(&ended.won),
            lost_to_clock: JsonWorth::of(&ended.lost_to_clock),
        }
    }
}

impl JsonShare {
    fn of(share: Share) -> Self {
        Self {
            part: share.part,
            of: share.of,
            percent: share.percent(),
        }
    }
}

impl JsonSpread {
    /// Only where there are enough cases for a median.
    fn of(times: Spread) -> Option<Self> {
        times.unless_few().map(|times| Self {
            cases: times.cases,
            median_s: times.median_millis / 1_000,
            percentile_90_s: times.percentile_90_millis / 1_000,
        })
    }
}

impl JsonWorth {
    fn of(worth: &Worth) -> Self {
        let values = worth.sums.iter().map(|(currency, sum)| JsonValue {
            value: plain(*sum, currency.decimal_places()),
            currency: currency.to_string(),
            count: sum.deals,
        });
        Self {
            count: worth.deals,
            values: values.collect(),
            without_value: worth.without_value(),
        }
    }
}

/// Plain digits with a decimal point, as amounts are written elsewhere.
fn plain(sum: DealSum, decimal_places: u8) -> String {
    let places = usize::from(decimal_places);
    let digits = format!("{:0>width$}", sum.minor_units, width = places + 1);
    let (whole, fraction) = digits.split_at(digits.len() - places);
    if fraction.is_empty() {
        whole.to_owned()
    } else {
        format!("{whole}.{fraction}")
    }
}

impl<'a> JsonDue<'a> {
    fn of(due: &'a DueReferral) -> Self {
        Self {
            id: due.id.0,
            customer: &due.customer,
            mark: due.deadline.mark.code(),
            due_at: due.deadline.due_at,
        }
    }
}

impl<'a> JsonClosing<'a> {
    fn of(closing: &'a ClosingReferral) -> Self {
        Self {
            id: closing.id.0,
            customer: &closing.customer,
            close_on: closing.close_on,
            deal: closing.deal,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_written_as_amounts_are() {
        let written = |minor_units, places| {
            let sum = DealSum {
                minor_units,
                deals: 1,
            };
            plain(sum, places)
        };
        assert_eq!(written(1_200_050, 2), "12000.50");
        assert_eq!(written(5, 2), "0.05");
        assert_eq!(written(0, 3), "0.000");
        assert_eq!(written(900_000, 0), "900000");
    }
}
