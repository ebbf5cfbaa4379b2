//! The file itself: what cannot be used is left alone, and copies come back whole.

use super::support::{Place, text};
use rusqlite::Connection;
use std::path::{Path, PathBuf};

fn sorted_names(folder: &Path) -> Vec<PathBuf> {
    let mut names: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    names.sort();
    names
}

/// Every command that uses the file fails with 3 and leaves it byte for byte as it is.
fn assert_unusable(place: &Place, words_expected: &str) {
    let before = std::fs::read(place.file()).unwrap();
    let names = sorted_names(place.file().parent().unwrap());
    let copy = place.path("copy.db");
    for words in [
        &["list"][..],
        &["list", "--json"],
        &["add", "--customer", "Contoso"],
        &["interested", "1"],
        &["undo"],
        &["profile", "list"],
        &["remind", "--plan"],
        &["remind", "--once"],
        &["export", "all.csv"],
        &["backup", text(&copy)],
        &["check"],
    ] {
        let ran = place.run(words);
        assert_eq!(ran.status, 3, "{words:?}: {ran:?}");
        assert_eq!(ran.out, "", "{words:?}");
        assert!(ran.err.contains(words_expected), "{words:?}: {ran:?}");
        assert_eq!(std::fs::read(place.file()).unwrap(), before, "{words:?}");
    }
    assert_eq!(sorted_names(place.file().parent().unwrap()), names);
}

#[test]
fn a_file_that_is_not_leadline_is_left_untouched() {
    let place = Place::new();
    place.write("test.db", "Dear diary, this is not a database.\n");
    assert_unusable(&place, "not a Leadline file");
    let place = Place::new();
    let other = Connection::open(place.file()).unwrap();
    other
        .execute_batch("CREATE TABLE song (name TEXT)")
        .unwrap();
    drop(other);
    assert_unusable(&place, "not a Leadline file");
}

#[test]
fn a_file_of_a_newer_version_is_left_untouched() {
    let place = Place::new();
    place.add("Contoso", 1);
    let connection = Connection::open(place.file()).unwrap();
    connection
        .pragma_update(None, "user_version", 9_999)
        .unwrap();
    connection
        .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
        .unwrap();
    drop(connection);
    assert_unusable(&place, "newer version");
}

#[test]
fn a_locked_file_is_told_and_works_again_afterwards() {
    let place = Place::new();
    place.add("Contoso", 1);
    let holder = Connection::open(place.file()).unwrap();
    holder.execute_batch("BEGIN EXCLUSIVE").unwrap();
    let ran = place.run(&["add", "--customer", "Fabrikam"]);
    assert_eq!(ran.status, 3, "{ran:?}");
    assert!(ran.err.contains("locked"), "{ran:?}");
    holder.execute_batch("ROLLBACK").unwrap();
    assert_eq!(place.json(&["list", "--json"]).as_array().unwrap().len(), 1);
}

#[test]
fn a_path_that_cannot_be_is_told() {
    let place = Place::new();
    let plain = place.write("plain.txt", "x");
    let below = plain.join("test.db");
    let mut command = place.bare_command();
    command.arg("--db").arg(below).arg("list");
    let ran = super::support::Ran::of(&mut command);
    assert_eq!(ran.status, 3, "{ran:?}");
    assert_eq!(std::fs::read_to_string(plain).unwrap(), "x");
    // A folder is no file.
    let mut command = place.bare_command();
    command.arg("--db").arg(place.path("")).arg("list");
    assert_eq!(super::support::Ran::of(&mut command).status, 3);
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    let folder = place.path("closed");
    std::fs::create_dir(&folder).unwrap();
    let set = |mode| {
        std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(mode)).unwrap();
    };
    set(0o500);
    // Permissions do not hold back the system's administrator.
    let holds = std::fs::write(folder.join("probe"), "x").is_err();
    let mut command = place.bare_command();
    command
        .arg("--db")
        .arg(folder.join("test.db"))
        .args(["--lang", "en", "list"]);
    let ran = super::support::Ran::of(&mut command);
    set(0o700);
    if holds {
        assert_eq!(ran.status, 3, "{ran:?}");
        assert!(ran.err.contains("cannot be written"), "{ran:?}");
    }
}

#[test]
fn check_and_backup_make_no_file_where_none_is() {
    let place = Place::new();
    for words in [&["check"][..], &["backup", "copy.db"]] {
        assert_eq!(place.run(words).status, 3, "{words:?}");
    }
    assert!(!place.file().exists() && !place.path("copy.db").exists());
}

#[test]
fn check_tells_a_whole_file_from_a_damaged_one() {
    let place = Place::new();
    let mut rows = String::from("customer,overview\n");
    for number in 0..400 {
        let overview = "x".repeat(200);
        rows += &["Customer ", &number.to_string(), ",", &overview, "\n"].concat();
    }
    place.write("rows.csv", &rows);
    place.done(&["import", "rows.csv"]);
    assert_eq!(place.run(&["check"]).status, 0);
    let mut bytes = std::fs::read(place.file()).unwrap();
    let middle = bytes.len() / 2;
    for byte in &mut bytes[middle..middle + 8_192] {
        *byte = 0x5a;
    }
    std::fs::write(place.file(), &bytes).unwrap();
    let ran = place.run(&["check"]);
    assert_eq!(ran.status, 3, "{ran:?}");
    assert!(ran.err.contains("damaged"), "{ran:?}");
}

#[test]
fn a_backup_comes_back_and_what_was_there_is_kept() {
    let place = Place::new();
    place.add("Contoso", 1);
    place.done(&["backup", "copy.db"]);
    let then = place.done(&["list", "--json"]);
    place.add("Fabrikam", 1);
    place.done(&["restore", "copy.db"]);
    assert_eq!(place.done(&["list", "--json"]), then);
    let kept = sorted_names(&place.path("test.db.backups"))
        .into_iter()
        .find(|path| text(path).contains("-restore.leadline"))
        .unwrap();
    place.done(&["restore", text(&kept)]);
    assert_eq!(place.json(&["list", "--json"]).as_array().unwrap().len(), 2);
}

#[test]
fn a_restore_replaces_a_file_that_cannot_be_opened_and_keeps_it() {
    let place = Place::new();
    place.add("Contoso", 1);
    place.done(&["backup", "copy.db"]);
    place.write("test.db", "not a database any more");
    place.done(&["restore", "copy.db"]);
    assert_eq!(place.json(&["list", "--json"])[0]["customer"], "Contoso");
    let kept = sorted_names(&place.path(""))
        .into_iter()
        .find(|path| text(path).contains("damaged-"))
        .unwrap();
    assert_eq!(
        std::fs::read_to_string(kept).unwrap(),
        "not a database any more"
    );
}

#[test]
fn a_restore_makes_the_file_where_none_is() {
    let place = Place::new();
    place.add("Contoso", 1);
    place.done(&["backup", "copy.db"]);
    let target = place.path("new/leadline.db");
    let mut command = place.bare_command();
    command
        .arg("--db")
        .arg(&target)
        .args(["restore", "copy.db"]);
    assert_eq!(super::support::Ran::of(&mut command).status, 0);
    let mut command = place.bare_command();
    command.arg("--db").arg(&target).args(["list", "--json"]);
    assert!(
        super::support::Ran::of(&mut command)
            .out
            .contains("Contoso")
    );
}

#[test]
fn a_copy_that_is_none_is_refused_and_changes_nothing() {
    let place = Place::new();
    place.add("Contoso", 1);
    place.write("copy.db", "not a copy");
    place.refused(3, &["restore", "copy.db"]);
    place.refused(3, &["restore", "missing.db"]);
    place.refused(3, &["restore", "test.db"]);
    place.refused(3, &["backup", "test.db"]);
    place.refused(3, &["backup", "missing/copy.db"]);
}

#[test]
fn backups_are_made_and_listed_with_what_they_hold() {
    let place = Place::new();
    let id = place.add("Contoso", 1);
    // The command that changed something made one, and within half an hour no other does.
    place.done(&["interested", &id]);
    assert_eq!(
        place.json(&["backups", "--json"]).as_array().unwrap().len(),
        1
    );
    let second = place.path("second");
    std::fs::create_dir(&second).unwrap();
    place.done(&["backups", "--now", "--second-folder", "second"]);
    place.add("Fabrikam", 1);
    place.done(&["backups", "--now"]);
    let listed = place.json(&["backups", "--json"]);
    let open: Vec<_> = listed
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["open"])
        .collect();
    assert_eq!(open, [2, 1, 1]);
    assert_eq!(listed[0]["why"], "routine");
    let copies = sorted_names(&sorted_names(&second)[0]);
    let is_backup = |path: &&PathBuf| text(path).ends_with(".leadline");
    assert_eq!(copies.iter().filter(is_backup).count(), 2);
    let words = place.done(&["backups"]);
    assert_eq!(words.lines().count(), 3);
    place.done(&["backups", "--single-folder", "--now"]);
    assert_eq!(sorted_names(&sorted_names(&second)[0]).len(), copies.len());
}

#[test]
fn a_preview_tells_what_a_restore_would_change_and_changes_nothing() {
    let place = Place::new();
    let kept = place.add("Contoso", 1);
    place.done(&["backups", "--now"]);
    let backup = place.json(&["backups", "--json"])[0]["file"]
        .as_str()
        .unwrap()
        .to_owned();
    place.done(&["interested", &kept]);
    place.add("Fabrikam", 1);
    let before = place.done(&["list", "--json"]);
    let preview = place.done(&["restore", &backup, "--preview", "--json"]);
    let preview: serde_json::Value = serde_json::from_str(&preview).unwrap();
    assert_eq!(preview["open"], 1);
    assert_eq!(preview["added"]["referrals"][0]["customer"], "Fabrikam");
    assert_eq!(preview["changed"]["count"], 1);
    assert_eq!(preview["missing"]["count"], 0);
    let words = place.done(&["restore", &backup, "--preview"]);
    assert!(words.contains("Contoso: Status"), "{words}");
    assert_eq!(place.done(&["list", "--json"]), before);
    // Without being asked it tells the same before it is done.
    let told = place.done(&["restore", &backup]);
    assert!(told.starts_with(&words), "{told}");
    assert_eq!(place.json(&["list", "--json"]).as_array().unwrap().len(), 1);
    assert_eq!(
        place.run(&["restore", "none.leadline", "--preview"]).status,
        3
    );
    assert_eq!(place.run(&["restore", &backup, "--json"]).status, 2);
}

#[test]
fn a_check_warns_of_a_second_folder_that_is_missing() {
    let place = Place::new();
    place.add("Contoso", 1);
    assert_eq!(place.run(&["check"]).err, "");
    place.run(&["backups", "--second-folder", "none"]);
    let ran = place.run(&["check"]);
    assert_eq!(ran.status, 0, "{ran:?}");
    assert!(ran.err.contains("second folder"), "{ran:?}");
}

#[test]
fn a_copy_takes_the_place_of_an_earlier_copy_and_of_nothing_else() {
    let place = Place::new();
    place.add("Contoso", 1);
    place.done(&["backup", "copy.db"]);
    place.add("Fabrikam", 1);
    place.done(&["backup", "copy.db"]);
    // Another file, of other people.
    let other = place.path("other.db");
    let mut command = place.bare_command();
    command
        .arg("--db")
        .arg(&other)
        .args(["add", "--customer", "Tailspin"]);
    assert_eq!(super::support::Ran::of(&mut command).status, 0);
    let before = std::fs::read(&other).unwrap();
    let told = place.refused(3, &["backup", "other.db"]);
    assert!(told.contains("of its own"), "{told}");
    assert_eq!(std::fs::read(&other).unwrap(), before);
    // A copy that somebody works on.
    std::fs::write(place.path("copy.db-wal"), "").unwrap();
    place.refused(3, &["backup", "copy.db"]);
}
