//! The figures over the file: counted by SQL, in one look at it.

mod facts;
mod functions;

use super::rows::Parsed;
use super::{Store, StoreError};
use crate::domain::{
    Arrived, Currency, Ended, EstimateSum, Figures, MetricGroup, MetricGrouping, MetricsQuery,
    Outcome, Population, Share, Timing,
};
use functions::{CountedSpread, Units};
use rusqlite::{Connection, Row, ToSql};
use std::collections::BTreeMap;

impl Store {
    /// The figures that `query` asks for, of each group there is; of the whole also where nothing is counted.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn metrics(
        &self,
        query: &MetricsQuery<'_>,
    ) -> Result<BTreeMap<MetricGroup, Figures>, StoreError> {
        let mut figures = BTreeMap::new();
        if query.grouping == MetricGrouping::Whole {
            figures.insert(MetricGroup::Whole, Figures::default());
        }
        let mut count = || -> rusqlite::Result<()> {
            // Both parts are of the file as it is at one moment.
            let reading = self.connection.unchecked_transaction()?;
            functions::add(&reading, query.grouping)?;
            count_arrived(&reading, query, &mut figures)?;
            count_ended(&reading, query, &mut figures)?;
            reading.finish()
        };
        count().map_err(|error| self.error(error))?;
        Ok(figures)
    }
}

fn count_arrived(
    connection: &Connection,
    query: &MetricsQuery<'_>,
    figures: &mut BTreeMap<MetricGroup, Figures>,
) -> rusqlite::Result<()> {
    let samples = query.population == Population::Samples;
    let values: [&dyn ToSql; 4] = [
        &query.period.from,
        &query.period.until,
        &samples,
        &query.now,
    ];
    let mut statement = connection.prepare_cached(&facts::arrived(query.grouping))?;
    let mut rows = statement.query(values)?;
    while let Some(row) = rows.next()? {
        if let Some(group) = group(row, query.grouping)? {
            figures.entry(group).or_default().arrived = read_arrived(row)?;
        }
    }
    Ok(())
}

fn read_arrived(row: &Row<'_>) -> rusqlite::Result<Arrived> {
    let timing = |name: &str| -> rusqlite::Result<Timing> {
        Ok(Timing {
            within_24h: Share {
                part: row.get(format!("{name}_within").as_str())?,
                of: row.get(format!("{name}_known").as_str())?,
            },
            times: row
                .get::<_, CountedSpread>(format!("{name}_times").as_str())?
                .0,
        })
    };
    let mut arrived = Arrived {
        received: row.get("received")?,
        evaluated: row.get("evaluated")?,
        accepted: row.get("accepted")?,
        presumed: row.get("presumed")?,
        first_answer: timing("answer")?,
        decision: timing("decision")?,
        accept_time: row.get::<_, CountedSpread>("accept_times")?.0,
        ..Arrived::default()
    };
    for outcome in Outcome::ALL {
        arrived.outcomes.add(outcome, row.get(outcome.code())?);
    }
    Ok(arrived)
}

fn count_ended(
    connection: &Connection,
    query: &MetricsQuery<'_>,
    figures: &mut BTreeMap<MetricGroup, Figures>,
) -> rusqlite::Result<()> {
    let samples = query.population == Population::Samples;
    let values: [&dyn ToSql; 3] = [&query.period.from, &query.period.until, &samples];
    let mut statement = connection.prepare_cached(&facts::ended(query.grouping))?;
    let mut rows = statement.query(values)?;
    while let Some(row) = rows.next()? {
        if let Some(group) = group(row, query.grouping)? {
            add_ended(row, &mut figures.entry(group).or_default().ended)?;
        }
    }
    Ok(())
}

/// Adds the referrals of one outcome and currency.
fn add_ended(row: &Row<'_>, ended: &mut Ended) -> rusqlite::Result<()> {
    let Parsed(outcome) = row.get::<_, Parsed<Outcome>>("outcome")?;
    let count: usize = row.get("ended")?;
    ended.outcomes.add(outcome, count);
    ended.presumed += row.get::<_, usize>("presumed")?;
    let worth = match outcome {
        Outcome::Won => &mut ended.won,
        _ if row.get("is_by_clock")? => &mut ended.lost_to_clock,
        _ => return Ok(()),
    };
    worth.deals += count;
    let Some(Parsed(currency)) = row.get::<_, Option<Parsed<Currency>>>("currency")? else {
        return Ok(());
    };
    let with_value: usize = row.get("with_value")?;
    if with_value > 0 {
        // Each outcome of what was lost to the clock is a row of its own.
        let sum = worth.sums.entry(currency).or_default();
        sum.minor_units += row.get::<_, Units>("value")?.0;
        sum.deals += with_value;
    }
    let compared: usize = row.get("compared")?;
    if compared > 0 {
        let estimates = EstimateSum {
            deals: compared,
            estimated: row.get::<_, Units>("estimated")?.0,
            final_value: row.get::<_, Units>("compared_value")?.0,
            above: row.get("above")?,
            equal: row.get("equal")?,
        };
        ended.estimates.insert(currency, estimates);
    }
    Ok(())
}

/// Which group a row is of; `None` for what is in none of the weeks.
fn group(row: &Row<'_>, grouping: MetricGrouping<'_>) -> rusqlite::Result<Option<MetricGroup>> {
    Ok(match grouping {
        MetricGrouping::Whole => Some(MetricGroup::Whole),
        MetricGrouping::Week(_) => row
            .get::<_, Option<usize>>("in_group")?
            .map(MetricGroup::Week),
        _ => Some(
            row.get::<_, Option<String>>("in_group")?
                .map_or(MetricGroup::Unnamed, MetricGroup::Named),
        ),
    })
}
