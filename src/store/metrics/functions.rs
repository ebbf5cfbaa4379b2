//! What the figures need of SQL and SQLite does not have: ranks, exact sums of money, and weeks of a calendar.

use crate::domain::{Amount, Currency, Deal, MetricGrouping, Spread};
use crate::store::rows::Parsed;
use rusqlite::functions::{Aggregate, Context, FunctionFlags};
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ValueRef};
use rusqlite::{Connection, Result};

/// A spread as SQL hands it on.
pub(super) struct CountedSpread(pub(super) Spread);

/// A sum of minor units as SQL hands it on; 0 where nothing was added.
pub(super) struct Units(pub(super) i128);

/// Gives SQL these functions.
pub(super) fn add(connection: &Connection, grouping: MetricGrouping<'_>) -> Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    connection.create_scalar_function("minor_units", 2, flags, |context| {
        Ok(minor_units(context.get_raw(0), context.get_raw(1)))
    })?;
    connection.create_aggregate_function("spread", 1, flags, SpreadOf)?;
    connection.create_aggregate_function("sum_units", 1, flags, SumOfUnits)?;
    if let MetricGrouping::Week(starts) = grouping {
        let starts = starts.to_vec();
        connection.create_scalar_function("week_of", 1, flags, move |context| {
            let at = context.get(0)?;
            let begun = starts.partition_point(|start| *start <= at);
            Ok(begun
                .checked_sub(1)
                .and_then(|week| i64::try_from(week).ok()))
        })?;
    }
    Ok(())
}

/// The value of a deal in its currency's minor units; `None` where one of the two is not known.
fn minor_units(value: ValueRef<'_>, currency: ValueRef<'_>) -> Option<i64> {
    let deal = Deal {
        value: Some(Parsed::<Amount>::column_result(value).ok()?.0),
        currency: Some(Parsed::<Currency>::column_result(currency).ok()?.0),
        close_on: None,
    };
    i64::try_from(deal.minor_units()?).ok()
}

/// Collects times, and tells [`Spread::of`] them: three numbers in a text.
struct SpreadOf;

impl Aggregate<Vec<i64>, String> for SpreadOf {
    fn init(&self, _: &mut Context<'_>) -> Result<Vec<i64>> {
        Ok(Vec::new())
    }

    fn step(&self, context: &mut Context<'_>, times: &mut Vec<i64>) -> Result<()> {
        times.extend(context.get::<Option<i64>>(0)?);
        Ok(())
    }

    fn finalize(&self, _: &mut Context<'_>, times: Option<Vec<i64>>) -> Result<String> {
        let spread = Spread::of(times.unwrap_or_default());
        let Spread {
            cases,
            median_millis,
            percentile_90_millis,
        } = spread;
        Ok(format!("{cases} {median_millis} {percentile_90_millis}"))
    }
}

impl FromSql for CountedSpread {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let mut numbers = value.as_str()?.split(' ').map(str::parse::<i64>);
        let mut next = || match numbers.next() {
            Some(Ok(number)) => Ok(number),
            _ => Err(FromSqlError::InvalidType),
        };
        Ok(Self(Spread {
            cases: usize::try_from(next()?).map_err(FromSqlError::other)?,
            median_millis: next()?,
            percentile_90_millis: next()?,
        }))
    }
}

/// Adds minor units exactly: SQLite's own sum fails where its 64 bits do not hold it.
struct SumOfUnits;

impl Aggregate<i128, String> for SumOfUnits {
    fn init(&self, _: &mut Context<'_>) -> Result<i128> {
        Ok(0)
    }

    fn step(&self, context: &mut Context<'_>, sum: &mut i128) -> Result<()> {
        *sum += i128::from(context.get::<Option<i64>>(0)?.unwrap_or_default());
        Ok(())
    }

    fn finalize(&self, _: &mut Context<'_>, sum: Option<i128>) -> Result<String> {
        Ok(sum.unwrap_or_default().to_string())
    }
}

impl FromSql for Units {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value
            .as_str()?
            .parse()
            .map(Self)
            .map_err(FromSqlError::other)
    }
}
