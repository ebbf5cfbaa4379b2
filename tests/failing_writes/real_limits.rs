//! The kernel's own limits, without any layer: how large a file may be, a disk with no more room, one that is closed for writing.

use crate::common::*;
use crate::crash::content::content;
use crate::crash::{replay, scratch};
use std::path::Path;
use std::process::Command;

#[test]
fn a_limit_on_the_size_of_files_refuses_a_command_and_does_not_end_the_program() {
    let folder = scratch();
    let file = folder.path().join("leadline.db");
    let mut desk = desk_on(&file);
    add(&mut desk, "Contoso", start());
    drop(desk);
    let lines: Vec<String> = (0..400)
        .map(|row| format!("P-{row},Northwind {row},\"{}\"\n", "All of it. ".repeat(40)))
        .collect();
    let csv = folder.path().join("referrals.csv");
    std::fs::write(
        &csv,
        format!("Referral ID,Customer Name,Overview\n{}", lines.concat()),
    )
    .unwrap();
    let mut refused = 0;
    let mut bytes = 16_384;
    loop {
        let before = content(&file);
        let ran = Command::new("prlimit")
            .arg(format!("--fsize={bytes}"))
            .arg(env!("CARGO_BIN_EXE_leadline"))
            .arg("--db")
            .arg(&file)
            .args(["--lang", "en", "import"])
            .arg(&csv)
            .output()
            .expect("prlimit is part of every Linux system");
        let said = String::from_utf8_lossy(&ran.stderr);
        replay::holds(&file).unwrap();
        if ran.status.success() {
            break;
        }
        assert_eq!(ran.status.code(), Some(3), "{bytes} bytes: {said}");
        assert!(said.contains("may be full"), "{bytes} bytes: {said}");
        assert_eq!(content(&file), before, "{bytes} bytes");
        refused += 1;
        bytes += 65_536;
    }
    assert!(refused > 3, "{refused}");
}

/// Runs a script in a file system of its own, of this size; nothing where this system does not permit that.
fn in_own_file_system(size: &str, script: &str) -> Option<String> {
    let folder = scratch();
    let place = folder.path().to_str().unwrap().to_owned();
    let script = format!(
        "mount -t tmpfs -o size={size} none '{place}' || {{ echo not permitted; exit 0; }}
         cd '{place}'
         leadline() {{ '{}' --db '{place}/leadline.db' --lang en \"$@\" 2>&1; echo \"status $?\"; }}
         {script}",
        env!("CARGO_BIN_EXE_leadline")
    );
    let ran = Command::new("unshare")
        .args(["--map-root-user", "--mount", "sh", "-c", &script])
        .output();
    let said = match &ran {
        Ok(ran) => String::from_utf8_lossy(&ran.stdout).into_owned(),
        Err(error) => error.to_string(),
    };
    if ran.is_err() || said.contains("not permitted") || said.is_empty() {
        println!("skipped: this system lets nobody mount a file system of their own: {said}");
        return None;
    }
    Some(said)
}

#[test]
fn a_small_disk_that_fills_up_refuses_what_does_not_fit_and_takes_it_when_there_is_room() {
    let script = "
        leadline add --customer Contoso
        head -c 3000000 /dev/zero > filler 2>/dev/null
        leadline add --customer Fabrikam
        leadline list
        rm filler
        leadline check
        leadline add --customer Fabrikam
        leadline list --json";
    let Some(said) = in_own_file_system("1m", script) else {
        return;
    };
    let statuses: Vec<&str> = said
        .lines()
        .filter(|line| line.starts_with("status"))
        .collect();
    // While there is no room at all, not even reading has the room it needs; it says so.
    assert_eq!(statuses[..2], ["status 0", "status 3"], "{said}");
    assert_eq!(statuses[3..], ["status 0"; 3], "{said}");
    assert!(said.contains("full"), "{said}");
    assert_eq!(
        said.matches("\"customer\":\"Contoso\"").count(),
        1,
        "{said}"
    );
    assert_eq!(
        said.matches("\"customer\":\"Fabrikam\"").count(),
        1,
        "{said}"
    );
}

#[test]
fn a_disk_that_is_closed_for_writing_refuses_a_change_and_takes_it_when_it_is_open() {
    let script = "
        leadline add --customer Contoso
        mount -o remount,ro \"$PWD\"
        leadline add --customer Fabrikam
        mount -o remount,rw \"$PWD\"
        leadline add --customer Fabrikam
        leadline check
        leadline list --json";
    let Some(said) = in_own_file_system("4m", script) else {
        return;
    };
    let statuses: Vec<&str> = said
        .lines()
        .filter(|line| line.starts_with("status"))
        .collect();
    assert_eq!(
        statuses,
        ["status 0", "status 3", "status 0", "status 0", "status 0"],
        "{said}"
    );
    assert!(said.contains("cannot be written to"), "{said}");
    assert_eq!(said.matches("\"customer\":").count(), 2, "{said}");
}

#[test]
fn a_folder_that_nobody_may_write_to_refuses_a_change() {
    use std::os::unix::fs::PermissionsExt;
    let folder = scratch();
    let closed = folder.path().join("closed");
    std::fs::create_dir(&closed).unwrap();
    let file = closed.join("leadline.db");
    add(&mut desk_on(&file), "Contoso", start());
    let set = |mode| std::fs::set_permissions(&closed, std::fs::Permissions::from_mode(mode));
    set(0o500).unwrap();
    if std::fs::write(closed.join("probe"), "").is_ok() {
        println!("skipped: this user may write to a folder that is closed for writing");
        set(0o700).unwrap();
        return;
    }
    let ran = run_add(&file);
    set(0o700).unwrap();
    let said = String::from_utf8_lossy(&ran.stderr);
    assert_eq!(ran.status.code(), Some(3), "{said}");
    assert!(said.contains("cannot be written to"), "{said}");
    assert_eq!(run_add(&file).status.code(), Some(0));
}

fn run_add(file: &Path) -> std::process::Output {
    Command::new(env!("CARGO_BIN_EXE_leadline"))
        .arg("--db")
        .arg(file)
        .args(["--lang", "en", "add", "--customer", "Fabrikam"])
        .output()
        .unwrap()
}
