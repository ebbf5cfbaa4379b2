//! `import` and `export`

use super::support::{Place, keys_in_order};
use serde_json::{Value, json};

/// Received in the future: no clock ends these while a test runs.
const GOOD: &str = "customer,region,received_at,overview\n\
    Contoso,JP,2099-03-01T00:00:00Z,Azure\n\
    Fabrikam,US,2099-03-02T00:00:00Z,Teams\n";

#[test]
fn rows_are_taken_in_and_the_second_time_say_nothing_new() {
    let place = Place::new();
    place.write("good.csv", GOOD);
    let out = place.done(&["import", "good.csv", "--json"]);
    assert_eq!(keys_in_order(&out), ["new", "changed", "unchanged", "bad"]);
    let first: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(
        first,
        json!({"new": 2, "changed": 0, "unchanged": 0, "bad": []})
    );
    let again = place.json(&["import", "good.csv", "--json"]);
    assert_eq!(
        again,
        json!({"new": 0, "changed": 0, "unchanged": 2, "bad": []})
    );
    let words = place.done(&["import", "good.csv"]);
    assert!(
        words.contains("New: 0") && words.contains("unchanged: 2"),
        "{words}"
    );
}

#[test]
fn a_dry_run_counts_the_same_and_changes_nothing() {
    let place = Place::new();
    place.write("good.csv", GOOD);
    let dry = place.json(&["import", "good.csv", "--dry-run", "--json"]);
    assert!(!place.file().exists());
    assert_eq!(place.json(&["import", "good.csv", "--json"]), dry);
}

#[test]
fn one_bad_row_in_one_file_holds_everything_back() {
    let place = Place::new();
    place.write("good.csv", GOOD);
    place.write(
        "bad.csv",
        "customer,received_at\nTailspin,2099-03-03T00:00:00Z\nWingtip,soon\n,2099-03-04T00:00:00Z\n",
    );
    place.done(&["add", "--customer", "Already here"]);
    let before = place.done(&["list", "--json"]);
    let ran = place.run(&["import", "good.csv", "bad.csv", "--json"]);
    assert_eq!(ran.status, 1, "{ran:?}");
    let report: Value = serde_json::from_str(&ran.out).unwrap();
    let bad = report["bad"].as_array().unwrap();
    assert_eq!(bad.len(), 2);
    assert_eq!(
        (&bad[0]["file"], &bad[0]["line"]),
        (&json!("bad.csv"), &json!(3))
    );
    assert_eq!(
        (&bad[1]["file"], &bad[1]["line"]),
        (&json!("bad.csv"), &json!(4))
    );
    assert!(bad[0]["reason"].as_str().unwrap().contains("soon"));
    assert!(ran.err.contains("--skip-bad-rows"), "{ran:?}");
    assert_eq!(place.done(&["list", "--json"]), before);

    let ran = place.run(&["import", "good.csv", "bad.csv"]);
    assert_eq!(ran.status, 1);
    assert!(
        ran.err.contains("bad.csv:3: ") && ran.err.contains("bad.csv:4: "),
        "{ran:?}"
    );
    assert_eq!(place.done(&["list", "--json"]), before);

    let dry = place.run(&["import", "good.csv", "bad.csv", "--json", "--dry-run"]);
    assert_eq!(dry.status, 1);
    assert_eq!(serde_json::from_str::<Value>(&dry.out).unwrap(), report);

    let taken = place.json(&["import", "good.csv", "bad.csv", "--skip-bad-rows", "--json"]);
    assert_eq!(taken["new"], 3);
    assert_eq!(taken["bad"], report["bad"]);
    assert_eq!(place.json(&["list", "--json"]).as_array().unwrap().len(), 4);
    // All files are one change.
    let undone = place.json(&["undo", "--json"]);
    assert_eq!(undone["undone"]["count"], 3);
    assert_eq!(place.done(&["list", "--json"]), before);
}

#[test]
fn a_row_that_names_only_an_unknown_id_is_bad() {
    let place = Place::new();
    place.write("good.csv", GOOD);
    place.write("ids.csv", "customer,partner_center_id\nTailspin,a1\n,b2\n");
    let ran = place.run(&["import", "good.csv", "ids.csv", "--json"]);
    assert_eq!(ran.status, 1, "{ran:?}");
    let report: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(report["bad"][0]["file"], "ids.csv");
    assert_eq!(report["bad"][0]["line"], 3);
    assert!(!place.file().exists());
    let taken = place.json(&["import", "good.csv", "ids.csv", "--skip-bad-rows", "--json"]);
    assert_eq!(
        (&taken["new"], taken["bad"].as_array().unwrap().len()),
        (&json!(3), 1)
    );
}

#[test]
fn a_column_is_assigned_to_the_field_it_fills() {
    let place = Place::new();
    place.write("odd.csv", "Wer,Was\nContoso,Azure\n");
    let ran = place.run(&["import", "odd.csv", "--skip-bad-rows"]);
    assert_eq!(ran.status, 1, "{ran:?}");
    assert!(ran.err.contains("--map"), "{ran:?}");
    place.refused(2, &["import", "odd.csv", "--map", "customer=Who"]);
    place.done(&[
        "import",
        "odd.csv",
        "--map",
        "customer=Wer",
        "--map",
        "overview=Was",
    ]);
    let list = place.json(&["list", "--json"]);
    assert_eq!(
        (&list[0]["customer"], &list[0]["overview"]),
        (&json!("Contoso"), &json!("Azure"))
    );
}

#[test]
fn what_a_file_does_not_tell_is_said_when_its_referrals_are_new() {
    let place = Place::new();
    place.write(
        "odd.csv",
        "Partner Center ID,Customer,Got on\n1f0c,Contoso,2026-11-20\n",
    );
    let ran = place.run(&["import", "odd.csv", "--dry-run"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    assert!(ran.err.contains("count from this import"), "{ran:?}");
    assert!(ran.err.contains("Got on"), "{ran:?}");
    let ran = place.run(&["import", "odd.csv", "--map", "received_at=Got on"]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{ran:?}");
    // The second time nothing of it is new, and no clock begins.
    let ran = place.run(&["import", "odd.csv"]);
    assert!(!ran.err.contains("count from"), "{ran:?}");
}

#[test]
fn a_file_that_cannot_be_read_holds_the_others_back() {
    let place = Place::new();
    place.write("good.csv", GOOD);
    place.write("empty.csv", "");
    place.refused(3, &["import", "good.csv", "missing.csv"]);
    place.refused(3, &["import", "good.csv", "empty.csv"]);
    place.refused(3, &["import", "good.csv", "."]);
}

#[test]
fn an_export_comes_back_without_loss_in_either_kind() {
    let place = Place::new();
    place.write("good.csv", GOOD);
    place.done(&["import", "good.csv"]);
    place.done(&[
        "add",
        "--customer",
        "=Tailspin, \"Toys\"",
        "--email",
        "a@b.example",
    ]);
    place.done(&["interested", "3"]);
    for name in ["all.csv", "all.JSON"] {
        place.write(name, "what was there before");
        let out = place.done(&["export", name]);
        assert!(out.contains("3 referrals"), "{out}");
        let again = place.json(&["import", name, "--json"]);
        assert_eq!(
            again,
            json!({"new": 0, "changed": 0, "unchanged": 3, "bad": []}),
            "{name}"
        );
        let other = Place::new();
        let path = place.path(name);
        let taken = other.json(&["import", path.to_str().unwrap(), "--json"]);
        assert_eq!(
            (&taken["new"], &taken["bad"]),
            (&json!(3), &json!([])),
            "{name}"
        );
        let customers = |place: &Place| -> Vec<(Value, Value, Value)> {
            place
                .json(&["list", "--json"])
                .as_array()
                .unwrap()
                .iter()
                .map(|referral| {
                    let part = |key: &str| referral[key].clone();
                    (part("customer"), part("stage"), part("contact"))
                })
                .collect()
        };
        assert_eq!(customers(&other), customers(&place));
    }
    let left: Vec<_> = std::fs::read_dir(place.path(""))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "part")
        })
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn an_export_that_cannot_be_written_is_told() {
    let place = Place::new();
    place.add("Contoso", 1);
    place.refused(3, &["export", "missing/all.csv"]);
    place.refused(2, &["export", "all.txt"]);
}

#[test]
fn the_board_and_a_referral_are_printed_and_other_kinds_of_file_are_wrong_usage() {
    let place = Place::new();
    let early = place.run(&["print", "board.txt"]);
    assert_eq!(early.status, 2, "{early:?}");
    assert!(early.err.contains(".pdf") && early.err.contains(".png"));
    place.done(&["add", "--customer", "Contoso"]);
    for words in [
        &["print", "board.pdf"][..],
        &["print", "board.PNG"],
        &["print", "referral.pdf", "1"],
        &["print", "referral.png", "1"],
    ] {
        let said = place.done(words);
        let bytes = std::fs::read(place.path(words[1])).unwrap();
        assert!(bytes.starts_with(b"%PDF-") || bytes.starts_with(b"\x89PNG"));
        assert_eq!(said.trim_end(), format!("Written to {}", words[1]));
    }
    let unknown = place.run(&["print", "referral.pdf", "99"]);
    assert_eq!(unknown.status, 1, "{unknown:?}");
    let nowhere = place.run(&["print", "no/such/folder/board.pdf"]);
    assert_eq!(nowhere.status, 3, "{nowhere:?}");
    let missing = place.run(&["print", "referral.pdf", "one"]);
    assert_eq!(missing.status, 2, "{missing:?}");
}

#[test]
fn a_further_page_that_is_there_already_is_refused_by_its_name() {
    let place = Place::new();
    let long = "a line of the request\n".repeat(150);
    place.done(&["add", "--customer", "Contoso", "--overview", &long]);
    let said = place.done(&["print", "long.png", "1"]);
    assert_eq!(
        said.lines().take(2).collect::<Vec<_>>(),
        ["Written to long.png", "Written to long-2.png"]
    );
    let first = std::fs::read(place.path("long.png")).unwrap();
    std::fs::write(place.path("long.png"), "yesterday's").unwrap();
    let refused = place.run(&["print", "long.png", "1"]);
    assert_eq!(refused.status, 1, "{refused:?}");
    assert!(refused.err.contains("long-2.png"), "{refused:?}");
    assert_eq!(
        std::fs::read(place.path("long.png")).unwrap(),
        b"yesterday's"
    );
    let others = said.lines().skip(1);
    for name in others.map(|line| line.trim_start_matches("Written to ")) {
        std::fs::remove_file(place.path(name)).unwrap();
    }
    place.done(&["print", "long.png", "1"]);
    assert_eq!(
        std::fs::read(place.path("long.png")).unwrap().len(),
        first.len()
    );
}
