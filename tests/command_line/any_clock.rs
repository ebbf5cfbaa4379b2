//! `remind` as the machine's clock goes on, is set back and is set forward: the program runs under libfaketime, which shows it that clock.

use super::support::Place;
use chrono::{DateTime, Duration, Utc};
use serde_json::Value;
use std::collections::BTreeMap;
use std::process::Command;

/// How often the program looks in this test.
const STEP_MINUTES: i64 = 15;

/// Runs the program at an instant of its own.
fn at(place: &Place, now: DateTime<Utc>, words: &[&str]) -> String {
    let program = place.command(words);
    let mut command = Command::new("faketime");
    command
        .args(["-f", &now.format("@%Y-%m-%d %H:%M:%S").to_string()])
        .arg(program.get_program())
        .args(program.get_args())
        .current_dir(program.get_current_dir().unwrap());
    for (name, value) in program.get_envs() {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    let output = command
        .output()
        .expect("this test needs faketime; scripts/test installs it");
    assert!(output.status.success(), "{words:?}: {output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// A reminder: the referral, the mark and the lead, in hours.
type Key = (u64, String, i64);

#[test]
fn three_days_with_a_clock_set_back_and_forward_raise_each_reminder_once_and_in_time() {
    let place = Place::new();
    let start: DateTime<Utc> = "2026-11-20T10:00:00Z".parse().unwrap();
    let hours = |count: i64| Duration::hours(count);
    // 1 stays New; interest is shown in 2 after 30 hours.
    for _ in 0..2 {
        at(&place, start, &["add", "--customer", "Contoso"]);
    }
    let expected: BTreeMap<Key, DateTime<Utc>> = [
        (1, "answer_24h", 24, 4),
        (1, "answer_24h", 24, 1),
        (1, "lapse_72h", 72, 12),
        (1, "lapse_72h", 72, 2),
        (1, "lapse_72h", 72, 0),
        (2, "answer_24h", 24, 4),
        (2, "answer_24h", 24, 1),
    ]
    .into_iter()
    .map(|(referral, mark, due, lead)| {
        let raise_at = start + hours(due) - hours(lead);
        ((referral, mark.to_owned(), lead), raise_at)
    })
    .collect();

    let mut raised: BTreeMap<Key, DateTime<Utc>> = BTreeMap::new();
    let mut look = |now: DateTime<Utc>| {
        for line in at(&place, now, &["remind", "--once", "--json"]).lines() {
            let reminder: Value = serde_json::from_str(line).unwrap();
            let key = (
                reminder["referral"].as_u64().unwrap(),
                reminder["mark"].as_str().unwrap().to_owned(),
                reminder["lead_s"].as_i64().unwrap() / 3_600,
            );
            let before = raised.insert(key.clone(), now);
            assert_eq!(before, None, "{key:?} was raised again at {now}");
        }
    };
    let end = start + hours(74);
    let mut now = start;
    while now <= end {
        look(now);
        if now == start + hours(30) {
            at(&place, now, &["interested", "2"]);
            // For a while the clock is a day behind, and then right again.
            look(now - hours(24));
            look(now - hours(23));
            look(now + Duration::minutes(5));
        }
        now += Duration::minutes(STEP_MINUTES);
    }
    let late = Duration::minutes(STEP_MINUTES);
    for (key, raise_at) in &expected {
        let raised_at = raised
            .get(key)
            .unwrap_or_else(|| panic!("{key:?} was never raised"));
        assert!(
            *raised_at >= *raise_at && *raised_at - *raise_at <= late,
            "{key:?}: due to be raised at {raise_at}, raised at {raised_at}"
        );
    }
    raised.retain(|key, _| !expected.contains_key(key));
    // Interest in 2 starts its seven days: what they call for is not due within the three days of this test.
    assert!(raised.is_empty(), "{raised:?}");
}
