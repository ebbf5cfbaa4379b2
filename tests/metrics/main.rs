//! Each figure is what a slow, plain count over the histories says, whatever the referrals went through.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

#[path = "../reminder_simulation/chance.rs"]
mod chance;
#[path = "../common/mod.rs"]
mod common;
mod oracle;
mod size;
mod story;

use chance::Chance;
use common::*;
use leadline::domain::{
    Action, Figures, ImportRow, MetricGroup, MetricGrouping, MetricsQuery, Outcome, Period,
    PolicyId, Population, ReferralId, ReportedState, Stage, Timestamp,
};
use std::collections::BTreeMap;
use story::Story;

/// So many lives of a file, each of so many steps.
const STORIES: u64 = 12;
const STEPS: usize = 150;

#[test]
fn every_figure_is_what_the_histories_say() {
    let mut occurred: BTreeMap<String, usize> = BTreeMap::new();
    for seed in 0..STORIES {
        let folder = Folder::new();
        let mut story = Story::new(&folder, seed);
        let mut chance = Chance::new(seed + 1_000);
        for step in 0..STEPS {
            story.go_on();
            if step % 10 == 9 {
                compare(&story, &mut chance, &format!("seed {seed}, step {step}"));
            }
        }
        for (kind, count) in story.occurred {
            *occurred.entry(kind).or_default() += count;
        }
    }
    for kind in [
        "received",
        "imported",
        "updated",
        "interested",
        "skipped",
        "accepted",
        "declined",
        "won",
        "lost",
        "lapsed",
        "reopened",
        "corrected",
        "confirmed",
        "edited",
        "undone",
        "redone",
        "erased",
    ] {
        let count = occurred.get(kind).copied().unwrap_or(0);
        assert!(count >= 5, "{kind} occurred {count} times");
    }
}

fn compare(story: &Story, chance: &mut Chance, when: &str) {
    let lived = story.lived();
    let day = |days: i64| start().plus_seconds(days * DAY);
    let length = chance.between(1, 60);
    let from = chance.between(-25, 40);
    let weeks: Vec<Timestamp> = (0..8).map(|week| day(from + 7 * week)).collect();
    let everything = Period {
        from: day(-1_000),
        until: day(1_000),
    };
    let some = Period {
        from: day(from),
        until: day(from + length),
    };
    for (period, population) in [
        (everything, Population::Real),
        (some, Population::Real),
        (some.before(), Population::Real),
        (everything, Population::Samples),
    ] {
        for grouping in [
            MetricGrouping::Whole,
            MetricGrouping::Region,
            MetricGrouping::CompanySize,
            MetricGrouping::Source,
            MetricGrouping::Owner,
            MetricGrouping::Outcome,
            MetricGrouping::Week(&weeks),
        ] {
            let query = MetricsQuery {
                period,
                grouping,
                population,
                now: story.now,
            };
            let counted = story.desk.store().metrics(&query).unwrap();
            let expected = oracle::figures(&lived, &query);
            assert_eq!(counted, expected, "{when}: {query:?}\n{lived:#?}");
        }
    }
}

#[test]
fn at_exactly_24_hours_the_mark_has_passed() {
    let folder = Folder::new();
    let mut desk = folder.desk();
    for seconds in [DAY - 1, DAY, DAY + 1] {
        let id = add(&mut desk, "Contoso", start());
        let at = start().plus_seconds(seconds);
        act(&mut desk, id, Action::Interested, at).unwrap();
    }
    let query = |now| MetricsQuery {
        period: Period {
            from: start(),
            until: start().plus_seconds(1),
        },
        grouping: MetricGrouping::Whole,
        population: Population::Real,
        now,
    };
    let at = |seconds| {
        let query = query(start().plus_seconds(seconds));
        let figures = desk.store().metrics(&query).unwrap();
        figures[&MetricGroup::Whole].arrived
    };
    let answered = at(DAY).first_answer.within_24h;
    assert_eq!((answered.part, answered.of), (1, 3));
    // None is decided: until the mark has passed, none is late.
    let decided = |seconds| at(seconds).decision.within_24h;
    assert_eq!((decided(DAY - 1).of, decided(DAY).of), (0, 3));
}

#[test]
fn where_nothing_is_there_the_whole_is_nothing_and_there_are_no_groups() {
    let folder = Folder::new();
    let desk = folder.desk();
    let query = |grouping| MetricsQuery {
        period: Period {
            from: start(),
            until: start().plus_seconds(DAY),
        },
        grouping,
        population: Population::Real,
        now: start(),
    };
    let whole = desk.store().metrics(&query(MetricGrouping::Whole)).unwrap();
    assert_eq!(whole[&MetricGroup::Whole], Figures::default());
    let grouped = desk.store().metrics(&query(MetricGrouping::Owner)).unwrap();
    assert!(grouped.is_empty());
}

/// What a lapse of a negotiation cost is known by its history, also when it was confirmed since.
#[test]
fn a_negotiation_that_the_clock_ended_is_lost_to_it_also_when_confirmed_and_not_when_a_person_ended_it()
 {
    let folder = Folder::new();
    let mut desk = folder.desk();
    let negotiating = |id: &str| ImportRow {
        reported: Some(ReportedState::Open(Stage::Negotiating)),
        accepted_at: Some(start()),
        policy: Some(PolicyId::JointPlanning),
        deal_value: Some(terms().value),
        currency: Some(usd()),
        ..row(id, "Contoso")
    };
    import(&mut desk, &[negotiating("A"), negotiating("B")], start()).unwrap();
    act(&mut desk, ReferralId(1), lost(), start().plus_seconds(DAY)).unwrap();
    let now = start().plus_seconds(61 * DAY);
    desk.settle(now).unwrap();
    act(&mut desk, ReferralId(2), Action::Confirm, now).unwrap();
    let query = MetricsQuery {
        period: Period {
            from: start(),
            until: now,
        },
        grouping: MetricGrouping::Whole,
        population: Population::Real,
        now,
    };
    let ended = desk.store().metrics(&query).unwrap()[&MetricGroup::Whole]
        .ended
        .clone();
    assert_eq!(ended.outcomes.of(Outcome::Lost), 2);
    assert_eq!(ended.presumed, 0);
    assert_eq!(ended.lost_to_clock.deals, 1);
    assert_eq!(ended.lost_to_clock.sums[&usd()].minor_units, 1_200_050);
}
