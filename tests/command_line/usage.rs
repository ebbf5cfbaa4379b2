//! Command lines that are wrong, and help.

use super::support::{Place, Ran};

#[test]
fn wrong_usage_is_told_apart_and_touches_no_file() {
    let place = Place::new();
    for words in [
        &["lists"][..],
        &["list", "--stage", "open"],
        &["list", "--outcome", "gone"],
        &["list", "--as-of", "yesterday"],
        &["show"],
        &["show", "seven"],
        &["show", "1", "2"],
        &["add"],
        &[
            "add",
            "--customer",
            "Contoso",
            "--received-at",
            "2026-13-01T00:00:00Z",
        ],
        &["add", "--customer", "Contoso", "--region", "Atlantis"],
        &["add", "--customer", "Contoso", "--size", "big"],
        &["add", "--customer", "Contoso", "--email", "aiko at contoso"],
        &["accept", "1"],
        &["accept", "1", "--value", "1", "--currency", "USD"],
        &[
            "accept",
            "1",
            "--value",
            "x",
            "--currency",
            "USD",
            "--close",
            "2026-12-31",
        ],
        &[
            "accept",
            "1",
            "--value",
            "1",
            "--currency",
            "dollars",
            "--close",
            "2026-12-31",
        ],
        &[
            "accept",
            "1",
            "--value",
            "1",
            "--currency",
            "USD",
            "--close",
            "2026-02-30",
        ],
        &["decline", "1", "--reason", "because"],
        &["lost", "1", "--reason", "9"],
        &["won", "1", "--value", "lots"],
        &["correct", "1"],
        &["import"],
        &["import", "x.csv", "--map", "customer"],
        &["import", "x.csv", "--map", "client=Name"],
        &["export", "x.xlsx"],
        &["export"],
        &["backup"],
        &["restore"],
        &["profile"],
        &["profile", "show"],
        &["remind"],
        &["remind", "--plan", "--once"],
        &["remind", "--once", "--until", "2026-12-31T00:00:00Z"],
        &["--samples", "list"],
        &["--renderer", "paper"],
    ] {
        let ran = place.run(words);
        assert_eq!(ran.status, 2, "{words:?}: {ran:?}");
        assert_eq!(ran.out, "");
        assert!(ran.err.starts_with("leadline: "), "{ran:?}");
        assert!(!place.file().exists(), "{words:?}");
    }
    let ran = Ran::of(place.bare_command().args(["--lang", "fr", "list"]));
    assert_eq!(ran.status, 2);
}

#[test]
fn help_is_given_for_every_command_in_both_languages() {
    let place = Place::new();
    for command in [
        "import",
        "add",
        "list",
        "show",
        "interested",
        "skip",
        "accept",
        "decline",
        "won",
        "lost",
        "correct",
        "undo",
        "profile",
        "remind",
        "export",
        "backup",
        "restore",
        "check",
    ] {
        for (language, heading) in [("en", "Usage"), ("ja", "使い方")] {
            let ran = Ran::of(
                place
                    .bare_command()
                    .args(["--lang", language, command, "--help"]),
            );
            assert_eq!(ran.status, 0);
            assert!(
                ran.out.contains(&format!("{heading}: leadline {command}")),
                "{ran:?}"
            );
            assert_eq!(ran.err, "");
        }
    }
    let help = place.run(&["--help"]);
    assert!(help.out.contains("Exit status") && help.out.contains("restore"));
    let version = place.run(&["--version"]);
    assert_eq!(
        version.out,
        format!("leadline {}\n", env!("CARGO_PKG_VERSION"))
    );
    assert!(!place.file().exists());
}

#[test]
fn the_file_is_named_by_argument_then_environment() {
    let place = Place::new();
    let named = place.path("named.db");
    let by_environment = place.path("environment.db");
    let run = |words: &[&str]| {
        let mut command = place.bare_command();
        Ran::of(command.env("LEADLINE_DB", &by_environment).args(words))
    };
    assert_eq!(run(&["add", "--customer", "Contoso"]).status, 0);
    assert!(by_environment.exists());
    let ran = run(&[
        "add",
        "--customer",
        "Contoso",
        "--db",
        named.to_str().unwrap(),
    ]);
    assert_eq!(ran.status, 0, "{ran:?}");
    assert!(named.exists());
}

#[cfg(target_os = "linux")]
#[test]
fn without_a_name_the_file_is_in_the_data_folder() {
    let place = Place::new();
    let mut command = place.bare_command();
    command.env("XDG_DATA_HOME", place.path("data")).args([
        "add",
        "--customer",
        "Contoso",
        "--json",
    ]);
    assert_eq!(Ran::of(&mut command).status, 0);
    assert!(place.path("data/leadline/leadline.db").exists());
}

#[test]
fn a_mistyped_file_is_told_and_not_made() {
    let place = Place::new();
    place.write("profiles.json", "[]");
    for words in [
        &["list"][..],
        &["show", "1"],
        &["interested", "1"],
        &["won", "1"],
        &["undo"],
        &["profile", "list"],
        &["profile", "export"],
        &["remind", "--plan"],
        &["export", "all.csv"],
        &["backup", "copy.db"],
        &["check"],
    ] {
        let ran = place.run(words);
        assert_eq!(ran.status, 3, "{words:?}: {ran:?}");
        assert!(ran.err.contains("There is no file"), "{ran:?}");
        assert!(!place.file().exists(), "{words:?}");
    }
    let mut command = place.bare_command();
    let file = place.file();
    command.args(["--lang", "ja", "list", "--db"]).arg(&file);
    let ran = Ran::of(&mut command);
    assert!(ran.err.contains("がありません"), "{ran:?}");
}

#[test]
fn what_is_refused_or_only_tried_makes_no_file() {
    let place = Place::new();
    place.write("good.csv", "Customer\nContoso\n");
    place.write("bad.csv", "Customer,Received\nContoso,someday\n");
    place.write("none.json", "[]");
    for (words, status) in [
        (&["import", "good.csv", "--dry-run"][..], 0),
        (&["import", "bad.csv"], 1),
        (&["import", "bad.csv", "--dry-run"], 1),
        (&["import", "missing.csv"], 3),
        (&["add", "--customer", " "], 1),
        (&["profile", "import", "none.json"], 0),
    ] {
        let ran = place.run(words);
        assert_eq!(ran.status, status, "{words:?}: {ran:?}");
        assert!(!place.file().exists(), "{words:?}");
    }
    assert_eq!(place.run(&["import", "good.csv"]).status, 0);
    assert!(place.file().exists());
}

#[test]
fn a_region_is_taken_by_its_code_or_its_name_in_either_language() {
    let place = Place::new();
    for region in ["JP", "jp", "Japan", "日本"] {
        let words = ["add", "--customer", "Contoso", "--region", region, "--json"];
        assert_eq!(place.json(&words)["region"], "JP", "{region}");
    }
    let ran = place.run(&["add", "--customer", "Contoso", "--region", "Atlantis"]);
    assert!(ran.err.contains("two letters"), "{ran:?}");
}

#[test]
fn an_amount_below_zero_and_a_past_closing_date_are_named() {
    let place = Place::new();
    let id = place.add("Contoso", 1);
    place.done(&["interested", &id]);
    let accept = |value: &str, close: &str| {
        let (currency, words) = ("jpy", ["accept", &id, "--value", value]);
        let mut words = words.to_vec();
        words.extend(["--currency", currency, "--close", close]);
        place.run(&words)
    };
    let ran = accept("-5", "2100-12-31");
    assert_eq!(ran.status, 2, "{ran:?}");
    assert!(ran.err.contains("cannot be negative"), "{ran:?}");
    let ran = accept("5", "2020-12-31");
    assert_eq!(ran.status, 1, "{ran:?}");
    assert!(ran.err.contains("2020-12-31 has passed"), "{ran:?}");
    assert_eq!(place.json(&["show", &id, "--json"])["stage"], "evaluating");
    let ran = accept("5", "2100-12-31");
    assert_eq!(ran.status, 0, "{ran:?}");
    let deal = &place.json(&["show", &id, "--json"])["deal"];
    assert_eq!(deal["currency"], "JPY");
}

#[test]
fn what_is_logged_has_no_colours_where_it_is_not_a_terminal() {
    let place = Place::new();
    place.add("Contoso", 1);
    let file = rusqlite::Connection::open(place.file()).unwrap();
    let broken = "INSERT OR REPLACE INTO setting VALUES ('settings', '{');";
    file.execute_batch(broken).unwrap();
    let mut command = place.bare_command();
    let ran = Ran::of(command.arg("--db").arg(place.file()).arg("list"));
    assert!(ran.err.contains("WARN"), "{ran:?}");
    assert!(!ran.err.contains('\u{1b}'), "{ran:?}");
}
