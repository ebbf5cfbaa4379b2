//! `erase`: nothing before it is meant, what goes is said beforehand, and what is left is named.

use super::support::Place;
use leadline::desk::backups;
use std::path::Path;

fn place() -> (Place, String) {
    let place = Place::new();
    let words = [
        "add",
        "--customer",
        "Contoso",
        "--contact-name",
        "Zvyxqua Brokkel",
    ];
    let more = [
        "--overview",
        "Zvyxqua Brokkel asks",
        "--email",
        "z@quuxmail.example",
        "--json",
    ];
    let added = place.json(&[&words[..], &more[..]].concat());
    place.done(&["backups", "--now"]);
    (place, added["id"].to_string())
}

fn holds(path: &Path) -> bool {
    let bytes = std::fs::read(path).unwrap();
    String::from_utf8_lossy(&bytes).contains("quuxmail")
}

#[test]
fn nothing_is_erased_without_yes_and_what_would_go_is_said() {
    let (place, id) = place();
    let before = std::fs::read(place.file()).unwrap();
    let ran = place.run(&["erase", &id]);
    assert_eq!((ran.status, ran.out.as_str()), (1, ""));
    assert!(
        ran.err.contains("Add --yes to erase for good"),
        "{}",
        ran.err
    );
    assert!(ran.err.contains("cannot be undone"), "{}", ran.err);
    let said = place.done(&["erase", &id, "--dry-run"]);
    assert!(said.contains("2 backups are looked through"), "{said}");
    let said = place.json(&["erase", &id, "--dry-run", "--json"]);
    assert_eq!(said["backups"], 2);
    assert_eq!(said["same_contact"], serde_json::json!([]));
    assert_eq!(std::fs::read(place.file()).unwrap(), before);
}

#[test]
fn with_yes_the_person_is_gone_from_the_file_and_its_backups() {
    let (place, id) = place();
    let backup = backups::list(&place.file(), None).remove(0).path;
    assert!(holds(&backup) && holds(&place.file()));
    let done = place.json(&["erase", &id, "--yes", "--json"]);
    assert_eq!(done["backups_rewritten"], 2);
    assert_eq!(done["not_reached"], serde_json::json!([]));
    assert!(!holds(&backup) && !holds(&place.file()));
    let shown = place.json(&["show", &id, "--json"]);
    assert_eq!(shown["overview"], "[…] asks");
    assert_eq!(shown["customer"], "Contoso");
    let history = place.done(&["show", &id]);
    assert!(history.contains("Person erased"), "{history}");
    // What came before can be undone no more than it could bring the person back.
    place.run(&["undo"]);
    assert!(!holds(&place.file()));
}

#[test]
fn an_unknown_referral_or_a_contradiction_is_refused() {
    let (place, id) = place();
    place.refused(1, &["erase", "99", "--yes"]);
    place.refused(1, &["erase", "99", "--dry-run"]);
    place.refused(2, &["erase", &id, "--yes", "--dry-run"]);
    place.refused(2, &["erase"]);
}

#[test]
fn what_cannot_be_written_anew_is_named_and_deleted_when_asked_for() {
    let (place, id) = place();
    let aside = place.write("test.db.damaged-20261121T000000000Z", "quuxmail");
    let ran = place.run(&["erase", &id, "--yes"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert!(ran.err.contains(aside.to_str().unwrap()), "{}", ran.err);
    assert!(aside.exists());
    let done = place.json(&["erase", &id, "--yes", "--delete-copies", "--json"]);
    assert_eq!(done["set_aside"], serde_json::json!([]));
    assert!(!aside.exists());
}
