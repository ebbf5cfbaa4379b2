//! `remind`

use super::support::{Place, hours_from_now, keys_in_order, moved};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader};
use std::process::Stdio;

const KEYS: [&str; 5] = ["referral", "mark", "lead_s", "raise_at", "due_at"];

#[test]
fn the_plan_tells_what_will_be_raised() {
    let place = Place::new();
    let received = hours_from_now(-1);
    place.done(&["add", "--customer", "Contoso", "--received-at", &received]);
    let out = place.done(&["remind", "--plan", "--json"]);
    let line = out.lines().nth(1).unwrap();
    assert_eq!(keys_in_order(line), KEYS);
    let hour = 3_600;
    let expected: Vec<Value> = [
        ("answer_24h", 24, 4),
        ("answer_24h", 24, 1),
        ("lapse_72h", 72, 12),
        ("lapse_72h", 72, 2),
        ("lapse_72h", 72, 0),
    ]
    .into_iter()
    .map(|(mark, due, lead)| {
        json!({
            "referral": 1, "mark": mark, "lead_s": lead * hour,
            "raise_at": moved(&received, (due - lead) * hour), "due_at": moved(&received, due * hour)
        })
    })
    .collect();
    let plan: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(plan, Value::Array(expected));
    let until = moved(&received, 23 * hour);
    let near = place.json(&["remind", "--plan", "--json", "--until", &until]);
    assert_eq!(near.as_array().unwrap().len(), 2);
    let words = place.done(&["remind", "--plan"]);
    assert!(
        words.contains("Contoso") && words.contains("5 reminders"),
        "{words}"
    );
}

#[test]
fn what_is_due_is_raised_once() {
    let place = Place::new();
    let received = hours_from_now(-71);
    place.done(&["add", "--customer", "Contoso", "--received-at", &received]);
    let ran = place.run(&["remind", "--once", "--json"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    assert_eq!(ran.out.lines().count(), 1, "{ran:?}");
    assert_eq!(keys_in_order(&ran.out), KEYS);
    let raised: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(
        (&raised["mark"], &raised["lead_s"]),
        (&json!("lapse_72h"), &json!(7_200))
    );
    assert_eq!(place.done(&["remind", "--once", "--json"]), "");
}

#[test]
fn the_watch_raises_what_is_due_as_it_starts() {
    let place = Place::new();
    place.add("Contoso", 71);
    let mut child = place
        .command(&["remind", "--watch", "--json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap())
        .read_line(&mut line)
        .unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(keys_in_order(&line), KEYS);
}

#[test]
fn snoozing_says_until_when_and_that_the_deadline_shortens_it() {
    let place = Place::new();
    place.done(&["add", "--customer", "Contoso"]);
    let snoozed = place.json(&["snooze", "1", "4h", "--json"]);
    assert_eq!(snoozed["referral"], 1);
    assert_eq!(snoozed["shortened"], false);
    let until = &snoozed["snoozed_until"];
    assert!(until.as_str().unwrap().ends_with('Z'));
    let shown = place.json(&["show", "1", "--json"]);
    assert_eq!(&shown["snoozed_until"], until);
    assert_eq!(shown["history"][0].get("until"), None);
    assert_eq!(&shown["history"][1]["until"], until);
    let said = place.done(&["snooze", "1", "1h"]);
    assert!(said.contains("Snoozed until"), "{said}");
    assert_eq!(place.run(&["snooze", "1", "2h"]).status, 2);
    assert_eq!(place.run(&["snooze", "7", "1h"]).status, 1);
    place.done(&["skip", "1"]);
    assert_eq!(place.run(&["snooze", "1", "1h"]).status, 1);
}

#[test]
fn a_link_does_what_was_pressed_in_a_notification_of_this_file_alone() {
    let place = Place::new();
    let id = place.add("Contoso", 1);
    let name = {
        let store = leadline::desk::Store::open(&place.file()).unwrap();
        store.file_name().to_owned()
    };
    let stage = || place.json(&["show", &id, "--json"])["stage"].clone();
    let follow = |link: &str| place.run(&[link]);

    let done = follow(&format!("leadline:interested/{id}?file={name}"));
    assert_eq!((done.status, stage()), (0, json!("evaluating")), "{done:?}");
    // Pressed once more, after the referral moved on.
    let late = follow(&format!("leadline:interested/{id}?file={name}"));
    assert_eq!(late.status, 1, "{late:?}");
    assert!(!late.err.is_empty());

    let snoozed = follow(&format!("leadline:snooze-1h/{id}?file={name}"));
    assert_eq!(snoozed.status, 0, "{snoozed:?}");

    // A link opens the window; a command beside it is a slip.
    let both = place.run(&["list", &format!("leadline:open/{id}?file={name}")]);
    assert_eq!(both.status, 2, "{both:?}");
}

#[test]
fn a_link_from_elsewhere_changes_nothing() {
    let place = Place::new();
    let id = place.add("Contoso", 1);
    let mut command = place.command(&[&format!("leadline:interested/{id}?file=0af3")]);
    // The window it opens instead has no display to come up on.
    command
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .env("XDG_RUNTIME_DIR", place.path("run"));
    let ran = super::support::Ran::of(&mut command);
    assert!(ran.err.contains("not of this file"), "{ran:?}");
    assert_eq!(place.json(&["show", &id, "--json"])["stage"], "new");
}
