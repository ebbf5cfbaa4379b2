//! How long the figures of a large file take; run by hand: `cargo test --release --test metrics -- --ignored --nocapture`.

use crate::chance::Chance;
use crate::common::*;
use leadline::domain::{
    Action, Amount, Command, ImportRow, MetricGrouping, MetricsQuery, Outcome, Period, Population,
    ReferralId, ReportedState, Stage, Timestamp,
};
use std::time::Instant;

const REFERRALS: usize = 100_000;
/// The last of them went through the program by hand, the won ones included, and so have histories.
const BY_HAND: i64 = 10_000;

#[test]
#[ignore = "measures, and takes its time"]
#[allow(clippy::print_stderr, reason = "what it measures is read")]
fn how_long_the_figures_of_100_000_archived_referrals_take() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    let mut chance = Chance::new(1);
    let year_ago = start().plus_seconds(-365 * DAY);
    let rows: Vec<ImportRow> = (0..REFERRALS)
        .map(|number| {
            let received_at = year_ago.plus_seconds(chance.between(0, 364 * DAY));
            let is_won_by_hand = number < BY_HAND as usize;
            let later = |chance: &mut Chance| received_at.plus_seconds(chance.between(0, 3 * DAY));
            ImportRow {
                received_at: Some(received_at),
                region: Some(chance.one_of(&["JP", "US", "DE", "FR"]).to_owned()),
                company_size: Some("51to250employees".to_owned()),
                owner: Some(chance.one_of(&["Mori", "Sato"]).to_owned()),
                reported: Some(if is_won_by_hand {
                    ReportedState::Open(Stage::Negotiating)
                } else {
                    ReportedState::Archived(chance.one_of(&Outcome::ALL))
                }),
                interested_at: Some(later(&mut chance)),
                accepted_at: Some(later(&mut chance)),
                archived_at: Some(received_at.plus_seconds(4 * DAY)),
                deal_value: Some(Amount::from_units(chance.between(0, 1_000_000), 2)),
                currency: Some(usd()),
                close_on: Some("2026-12-31".parse().unwrap()),
                ..row(&format!("PC-{number}"), "Fabrikam")
            }
        })
        .collect();
    import(&mut desk, &rows, start()).unwrap();
    let on = (1..=BY_HAND)
        .map(|id| leadline::domain::Seen {
            id: ReferralId(id),
            revision: None,
        })
        .collect();
    let action = Action::Won { value: None };
    desk.execute(Command::ActOnMany { on, action }, start())
        .unwrap();
    let weeks: Vec<Timestamp> = (0..53)
        .map(|week| year_ago.plus_seconds(week * 7 * DAY))
        .collect();
    let period = |from, until| Period { from, until };
    for (name, period, grouping) in [
        (
            "a year, whole",
            period(year_ago, start().plus_seconds(1)),
            MetricGrouping::Whole,
        ),
        (
            "a year, by region",
            period(year_ago, start().plus_seconds(1)),
            MetricGrouping::Region,
        ),
        (
            "a year, by week",
            period(year_ago, start().plus_seconds(1)),
            MetricGrouping::Week(&weeks),
        ),
        (
            "a year, by source",
            period(year_ago, start().plus_seconds(1)),
            MetricGrouping::Source,
        ),
        (
            "a year, by outcome",
            period(year_ago, start().plus_seconds(1)),
            MetricGrouping::Outcome,
        ),
        (
            "a week, whole",
            period(
                start().plus_seconds(-30 * DAY),
                start().plus_seconds(-23 * DAY),
            ),
            MetricGrouping::Whole,
        ),
    ] {
        let query = MetricsQuery {
            period,
            grouping,
            population: Population::Real,
            now: start(),
        };
        let times: Vec<u128> = (0..5)
            .map(|_| {
                let begun = Instant::now();
                desk.store().metrics(&query).unwrap();
                begun.elapsed().as_millis()
            })
            .collect();
        eprintln!("{name}: {times:?} ms");
    }
}
