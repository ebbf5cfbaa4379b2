//! The shipped window on a disk that fills up while something is being typed.

use crate::common::*;
use crate::crash::{replay, scratch};
use crate::file_layer::{Failure, Layer, NO_SPACE};
use crate::support::desktop::Desktop;
use crate::support::process::{Program, wait_for};
use leadline::desk::{Clock, SystemClock};

fn press(desktop: &Desktop, program: &Program, key: &str) {
    desktop.element(program, "button", "New referral");
    desktop.key(key);
}

#[test]
fn what_was_typed_is_there_again_when_the_disk_is_full_and_saved_when_it_is_not() {
    let desktop = Desktop::start(1280, 800);
    let (folder, beside) = (scratch(), scratch());
    let file = folder.path().canonicalize().unwrap().join("board.leadline");
    let mut desk = desk_on(&file);
    add(&mut desk, "Contoso", SystemClock.now());
    drop(desk);
    let layer = Layer::over(folder.path(), beside.path());
    let mut command = desktop.command(env!("CARGO_BIN_EXE_leadline"));
    command.arg("--db").arg(&file).args(["--lang", "en"]);
    let mut program = desktop.open("leadline", layer.under(&mut command));
    desktop.wait_for_window("Leadline");
    press(&desktop, &program, "ctrl+n");
    desktop.element(&program, "dialog", "");
    let typed = "Fabrikam of Osaka";
    wait_for("the name to be typed", || {
        desktop.set_element_text(&program, "entry", "Customer", typed);
        let entry = desktop.find_element(&program, "entry", "Customer")?;
        (entry.text == typed).then_some(())
    });
    layer.fail(Failure {
        kinds: "pWTC",
        error: NO_SPACE,
        after: 0,
        count: usize::MAX / 4,
    });
    desktop.key("ctrl+Return");
    desktop.element(&program, "label", "is full, so nothing was saved");
    desktop.wait_for_elements(&program, "the form with what was typed", |all| {
        all.iter()
            .any(|one| one.role == "entry" && one.name == "Customer" && one.text == typed)
    });
    assert!(program.is_running());
    layer.heal();
    desktop.key("ctrl+Return");
    desktop.element(&program, "button", &format!("Undo – {typed}"));
    // The board is as usable as before.
    desktop.element(&program, "list item", &format!("{typed}, "));
    program.kill();
    let counts = replay::holds(&file).unwrap();
    assert_eq!(counts.referrals, 2);
}
