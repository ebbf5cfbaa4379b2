//! `list`

use super::support::{Place, hours_from_now, moved};
use serde_json::{Value, json};
use std::io::Read;
use std::process::Stdio;

fn ids(list: &Value) -> Vec<i64> {
    list.as_array()
        .unwrap()
        .iter()
        .map(|referral| referral["id"].as_i64().unwrap())
        .collect()
}

#[test]
fn the_list_is_in_the_order_of_the_board_with_the_archive_last() {
    let place = Place::new();
    place.add("Just received", 0);
    place.add("Missed", 80);
    place.add("About to lapse", 71);
    place.add("Evaluating", 30);
    place.add("Missed later", 75);
    place.done(&["interested", "4"]);
    let all = place.json(&["list", "--json"]);
    assert_eq!(ids(&all), [3, 1, 4, 5, 2]);
    let of = |words: &[&str]| ids(&place.json(&[&["list", "--json"], words].concat()));
    assert_eq!(of(&["--stage", "new"]), [3, 1]);
    assert_eq!(of(&["--stage", "evaluating"]), [4]);
    assert_eq!(of(&["--stage", "negotiating"]), [0_i64; 0]);
    assert_eq!(of(&["--stage", "archived"]), [5, 2]);
    assert_eq!(of(&["--outcome", "missed"]), [5, 2]);
    assert_eq!(of(&["--outcome", "won"]), [0_i64; 0]);
    assert_eq!(of(&["--outcome", "missed", "--stage", "new"]), [0_i64; 0]);
}

#[test]
fn as_of_works_out_the_clocks_and_writes_nothing() {
    let place = Place::new();
    let received = hours_from_now(-1);
    place.done(&["add", "--customer", "Contoso", "--received-at", &received]);
    let as_of = |at: &str| place.json(&["list", "--json", "--as-of", at])[0].clone();
    let bytes = || {
        let connection = rusqlite::Connection::open(place.file()).unwrap();
        connection
            .query_row("SELECT count(*), max(id) FROM change", [], |row| {
                Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?))
            })
            .unwrap()
    };
    let before = bytes();
    let hour = 3_600;
    let early = as_of(&moved(&received, 24 * hour - 1));
    assert_eq!(early["next_deadline"]["mark"], "answer_24h");
    let later = as_of(&moved(&received, 24 * hour));
    assert_eq!(
        later["next_deadline"],
        json!({"mark": "lapse_72h", "due_at": moved(&received, 72 * hour)})
    );
    assert_eq!(as_of(&moved(&received, 72 * hour - 1))["stage"], "new");
    let missed = as_of(&moved(&received, 72 * hour));
    assert_eq!(missed["outcome"], "missed");
    assert_eq!(missed["presumed"], true);
    assert_eq!(missed["stage_since"], moved(&received, 72 * hour));
    assert_eq!(missed["next_deadline"], Value::Null);
    assert_eq!(bytes(), before);
    assert_eq!(place.json(&["list", "--json"])[0]["stage"], "new");
}

#[test]
fn as_of_before_a_lapse_shows_what_was_open_then() {
    let place = Place::new();
    let received = "2021-03-01T00:00:00Z";
    place.done(&["add", "--customer", "Contoso", "--received-at", received]);
    let as_of = |at: &str| place.json(&["list", "--json", "--as-of", at])[0].clone();
    let open = as_of("2021-03-03T23:59:59.999Z");
    assert_eq!(
        (&open["stage"], &open["revision"]),
        (&json!("new"), &json!(1))
    );
    assert_eq!(as_of("2021-03-04T00:00:00Z")["outcome"], "missed");
    assert_eq!(as_of("2021-03-04T09:00:00+09:00")["outcome"], "missed");
}

#[test]
fn a_reader_that_leaves_early_is_no_failure() {
    let place = Place::new();
    for number in 0..20 {
        place.add(&format!("{number}{}", "x".repeat(4_000)), 1);
    }
    let mut child = place
        .command(&["list", "--json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut err = String::new();
    child
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut err)
        .unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(0), "{err}");
    assert_eq!(err, "");
}

#[cfg(target_os = "linux")]
#[test]
fn results_that_cannot_be_written_are_told() {
    let place = Place::new();
    place.add("Contoso", 1);
    let full = std::fs::File::create("/dev/full").unwrap();
    let output = place.command(&["list"]).stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(3));
    assert!(!output.stderr.is_empty());
}

#[test]
fn a_terminal_gets_nothing_it_would_obey() {
    let place = Place::new();
    place.add("Con\u{1b}[31mtoso\r", 1);
    for words in [&["list"][..], &["show", "1"], &["interested", "1"]] {
        let out = place.done(words);
        assert!(!out.contains(['\u{1b}', '\r']), "{out:?}");
    }
}

#[test]
fn an_empty_list_is_an_empty_array_and_a_count() {
    let place = Place::new();
    place.make();
    assert_eq!(place.json(&["list", "--json"]), json!([]));
    assert_eq!(place.done(&["list"]), "0 referrals\n");
}
