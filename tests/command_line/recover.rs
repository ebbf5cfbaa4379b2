//! `recover`, and what the other commands say of a damaged file.

use super::support::Place;

/// A file with many referrals, and the pages in its second half overwritten but for a few.
fn damaged() -> Place {
    let place = Place::new();
    let mut rows = String::from("customer,overview\n");
    for number in 0..400 {
        let overview = "x".repeat(200);
        rows += &["Customer ", &number.to_string(), ",", &overview, "\n"].concat();
    }
    place.write("rows.csv", &rows);
    place.done(&["import", "rows.csv"]);
    place.done(&["backup", "copy.db"]);
    let mut bytes = std::fs::read(place.file()).unwrap();
    let half = bytes.len() / 2 / 8_192 * 8_192;
    for page in bytes[half..].chunks_mut(8_192).step_by(3) {
        page.fill(0x5a);
    }
    std::fs::write(place.file(), bytes).unwrap();
    place
}

#[test]
fn a_command_that_meets_damage_names_the_way_back() {
    let place = damaged();
    let ran = place.run(&["check"]);
    assert_eq!(ran.status, 3, "{ran:?}");
    assert!(ran.err.contains("leadline recover"), "{ran:?}");
}

#[test]
fn without_a_choice_nothing_is_changed_and_both_ways_are_told() {
    let place = damaged();
    let before = std::fs::read(place.file()).unwrap();
    for words in [
        &["recover"][..],
        &["recover", "--dry-run"],
        &["recover", "--salvage", "--dry-run"],
    ] {
        let told = place.done(words);
        assert!(told.contains("recover --salvage"), "{told}");
        assert!(told.contains("Referrals: "), "{told}");
    }
    let told = place.json(&["recover", "--json"]);
    assert_eq!(told["salvage"]["report"]["whole"], false);
    assert!(told["done"].is_null());
    assert_eq!(std::fs::read(place.file()).unwrap(), before);
}

#[test]
fn what_is_left_or_a_backup_takes_the_damaged_file_s_place() {
    for (words, done) in [
        (&["recover", "--salvage", "--json"][..], "salvage"),
        (&["recover", "--from-backup", "copy.db", "--json"], "backup"),
    ] {
        let place = damaged();
        let before = std::fs::read(place.file()).unwrap();
        let told = place.json(words);
        assert_eq!(told["done"], done);
        let aside = told["damaged_file"].as_str().unwrap();
        assert_eq!(std::fs::read(aside).unwrap(), before);
        place.done(&["check"]);
        let listed = place.json(&["list", "--json"]);
        assert!(!listed.as_array().unwrap().is_empty());
        // A second time there is nothing to recover.
        let again = place.run(words);
        assert_eq!(again.status, 1, "{again:?}");
        assert!(again.err.contains("whole"), "{again:?}");
    }
}

#[test]
fn a_file_without_its_beginning_is_recovered() {
    let place = damaged();
    let mut bytes = std::fs::read(place.file()).unwrap();
    bytes[..8_192].fill(0);
    std::fs::write(place.file(), bytes).unwrap();
    assert_eq!(place.run(&["list"]).status, 3);
    place.done(&["recover", "--salvage"]);
    place.done(&["check"]);
}

#[test]
fn what_is_no_file_of_ours_is_left_alone() {
    let place = Place::new();
    std::fs::write(place.file(), "notes of mine").unwrap();
    let ran = place.run(&["recover", "--salvage"]);
    assert_eq!(ran.status, 3, "{ran:?}");
    assert_eq!(
        std::fs::read_to_string(place.file()).unwrap(),
        "notes of mine"
    );
    // The backup is no backup.
    std::fs::write(place.path("copy.db"), "nor is this").unwrap();
    let ran = place.run(&["recover", "--from-backup", "copy.db"]);
    assert_eq!(ran.status, 3, "{ran:?}");
    assert_eq!(
        place
            .run(&["recover", "--salvage", "--from-backup", "x"])
            .status,
        2
    );
}
