//! `report`

use super::support::{Place, Ran, hours_from_now};
use chrono::{Datelike, TimeDelta, Utc};
use serde_json::{Value, json};

/// The name of the week that is so many weeks away from the running one.
fn week(weeks: i64) -> String {
    let day = Utc::now() + TimeDelta::weeks(weeks);
    let week = day.iso_week();
    format!("{}-W{:02}", week.year(), week.week())
}

/// A referral of the week before, by Partner Center's file.
fn exported(place: &Place, rows: &[Value]) {
    let file = place.write("rows.json", &json!(rows).to_string());
    place.done(&["import", file.to_str().unwrap()]);
}

/// An instant of the week before: a Wednesday, so that no day of the year puts it into another.
fn last_wednesday(hour: i64) -> chrono::DateTime<Utc> {
    let today = Utc::now().date_naive();
    let monday = today - TimeDelta::days(i64::from(today.weekday().num_days_from_monday()));
    (monday - TimeDelta::days(5))
        .and_hms_opt(0, 0, 0)
        .unwrap()
        .and_utc()
        + TimeDelta::hours(hour)
}

fn instant(at: chrono::DateTime<Utc>) -> String {
    at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true)
}

#[test]
fn a_week_in_which_nothing_came_is_told_in_a_sentence() {
    let place = Place::new();
    place.make();
    assert_eq!(
        place.done(&["report", "--week"]),
        "There are no referrals yet, so there is nothing to report.\n"
    );
    place.add("Contoso", 1);
    let out = place.done(&["report", "--week", "2020-W10"]);
    assert!(
        out.starts_with("Week 2020-W10, Mon 2 Mar 2020 to Sun 8 Mar 2020\n"),
        "{out}"
    );
    assert!(
        out.contains("No referral came in this week, and none ended.\n"),
        "{out}"
    );
    assert!(
        !out.contains("Answered"),
        "a zero that looks like a result: {out}"
    );
    assert!(out.contains("Due in the next 7 days: 1\n"), "{out}");
}

#[test]
fn a_week_tells_what_came_what_was_answered_in_time_and_what_the_clock_took() {
    let place = Place::new();
    let row = |id: &str, extra: Value| {
        let mut row = json!({"partner_center_id": id, "customer": id, "region": "JP", "received_at": instant(last_wednesday(1))});
        row.as_object_mut()
            .unwrap()
            .extend(extra.as_object().unwrap().clone());
        row
    };
    exported(
        &place,
        &[
            row(
                "Answered",
                json!({"stage": "negotiating", "interested_at": instant(last_wednesday(4)), "accepted_at": instant(last_wednesday(9)),
                "deal": {"value": "900000", "currency": "JPY", "close_on": "2021-03-01"}}),
            ),
            row(
                "Late",
                json!({"stage": "archived", "outcome": "declined", "interested_at": instant(last_wednesday(31)), "archived_at": instant(last_wednesday(40))}),
            ),
            row(
                "Missed",
                json!({"stage": "archived", "outcome": "missed", "archived_at": instant(last_wednesday(73)), "presumed": true}),
            ),
            row(
                "Expired",
                json!({"stage": "archived", "outcome": "expired", "interested_at": instant(last_wednesday(2)), "archived_at": instant(last_wednesday(74)),
                "deal": {"value": "12000.50", "currency": "USD"}}),
            ),
        ],
    );
    let report = place.json(&["report", "--week", "last", "--json"]);
    let this = &report["this_week"];
    assert_eq!(report["is_over"], true);
    assert_eq!((&this["received"], &this["open"]), (&json!(4), &json!(1)));
    assert_eq!(
        this["answered_within_24h"],
        json!({"part": 2, "of": 4, "percent": null})
    );
    assert_eq!(this["time_to_first_answer"], Value::Null);
    assert_eq!(
        this["lost_to_clock"],
        json!({"count": 2, "values": [{"value": "12000.50", "currency": "USD", "count": 1}], "without_value": 1})
    );
    assert_eq!(report["past_closing"][0]["customer"], "Answered");
    let out = place.done(&["report", "--week", &week(-1)]);
    for line in [
        "Against the week before",
        "Received             4 ",
        "Answered within 24 h 2 of 4 ",
        "too few to tell (3)",
        "2 (USD 12,000.50 of 1, 1 without a value)",
        "1 outcome of this week is presumed",
        "Closing date past, outcome not entered: 1",
        "¥900,000",
    ] {
        let squeezed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(squeezed(&out).contains(&squeezed(line)), "{line}: {out}");
    }
    assert!(!out.contains('%'), "{out}");
    assert!(out.lines().count() < 50, "{out}");
    let before = place.json(&["report", "--week", "--json"]);
    assert_eq!(before["this_week"]["received"], 0);
    assert_eq!(before["week"], week(0));
}

#[test]
fn what_is_due_is_named_with_its_time() {
    let place = Place::new();
    place.add("Contoso", 30);
    place.done(&[
        "add",
        "--customer",
        "Fabrikam",
        "--received-at",
        &hours_from_now(-71),
    ]);
    let report = place.json(&["report", "--week", "--json"]);
    let due: Vec<_> = report["due"]
        .as_array()
        .unwrap()
        .iter()
        .map(|due| &due["customer"])
        .collect();
    assert_eq!(due, ["Fabrikam", "Contoso"]);
    assert_eq!(report["due"][0]["mark"], "lapse_72h");
}

#[test]
fn a_week_is_asked_for_and_named_rightly() {
    let place = Place::new();
    place.add("Contoso", 1);
    place.refused(2, &["report"]);
    place.refused(2, &["report", "--week", "48"]);
    place.refused(2, &["report", "--week", "2025-W53"]);
    let err = place.refused(2, &["report", "--week", &week(2)]);
    assert!(err.contains("has not begun"), "{err}");
    let mut in_japanese = place.bare_command();
    in_japanese.arg("--db").arg(place.file());
    in_japanese.args(["--lang", "ja", "report", "--week", "2020-W10"]);
    let ja = Ran::of(&mut in_japanese).out;
    assert!(
        ja.contains("この週は受信した紹介案件も終了した紹介案件もありません。"),
        "{ja}"
    );
}
