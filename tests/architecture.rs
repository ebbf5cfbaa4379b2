//! The shape of the program: which module may use which, and what only some of them may touch. The sources are read, not
//! compiled, so a breach is named by file and line whatever else is wrong.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

mod source;

use source::{Mention, mentions};
use std::fs;
use std::path::{Path, PathBuf};

/// Each module of the library and those it may use; what is not named, it may not.
const MAY_USE: [(&str, &[&str]); 10] = [
    ("domain", &[]),
    ("text", &["domain"]),
    ("store", &["domain"]),
    ("desk", &["domain", "text", "store"]),
    ("exchange", &["domain", "text", "desk"]),
    ("remind", &["domain", "text", "store", "desk"]),
    ("resident", &["domain", "text", "desk", "remind"]),
    (
        "ui",
        &["domain", "text", "desk", "exchange", "remind", "resident"],
    ),
    ("cli", &["domain", "text", "desk", "exchange", "remind"]),
    (
        "untrusted",
        &["domain", "text", "desk", "exchange", "remind", "cli", "ui"],
    ),
];

/// Crates that only one module (and, where it says so, `main`) may name.
const KEPT_IN: [(&str, &[&str]); 4] = [
    ("rusqlite", &["store"]),
    ("egui", &["ui", "main"]),
    ("eframe", &["ui", "main"]),
    ("egui_extras", &["ui"]),
];

/// What would make the domain depend on more than its arguments.
const NOT_IN_DOMAIN: [&[&str]; 8] = [
    &["std", "fs"],
    &["std", "net"],
    &["std", "env"],
    &["std", "process"],
    &["std", "thread"],
    &["std", "time", "SystemTime"],
    &["std", "time", "Instant"],
    &["chrono", "Local"],
];

/// How the clock is read, and the only files that may: everywhere else `now` is an argument.
const CLOCKS: [&[&str]; 4] = [
    &["Utc", "now"],
    &["Local", "now"],
    &["SystemTime", "now"],
    &["OffsetDateTime", "now_utc"],
];
const MAY_READ_CLOCK: [&str; 2] = ["src/main.rs", "src/desk/clock.rs"];

/// The most lines a file may have; one that needs more holds two subjects.
const LONGEST_FILE: usize = 600;

#[test]
fn imports_point_one_way_and_every_file_keeps_to_its_subject() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = rust_files(&root.join("src"));
    assert!(
        files.len() > MAY_USE.len(),
        "found only {} files under src",
        files.len()
    );
    let breaches: Vec<String> = files
        .iter()
        .flat_map(|file| {
            let name = file
                .strip_prefix(root)
                .unwrap()
                .to_string_lossy()
                .replace('\\', "/");
            breaches(&name, &fs::read_to_string(file).unwrap())
        })
        .collect();
    assert!(
        breaches.is_empty(),
        "{} breaches of the architecture:\n{}",
        breaches.len(),
        breaches.join("\n")
    );
}

#[test]
fn every_module_of_the_library_has_a_rule() {
    let library =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).unwrap();
    for line in library.lines() {
        if let Some(module) = line
            .strip_prefix("pub mod ")
            .and_then(|rest| rest.strip_suffix(';'))
        {
            assert!(
                MAY_USE.iter().any(|(name, _)| *name == module),
                "src/lib.rs: no rule says what `{module}` may use"
            );
        }
    }
}

/// Every breach in one file: the file, the line, what is wrong.
fn breaches(file: &str, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    if !text.starts_with("//!") {
        found.push(format!(
            "{file}:1: does not open with a `//!` sentence on what belongs in it"
        ));
    }
    let lines = text.lines().count();
    if lines > LONGEST_FILE {
        found.push(format!(
            "{file}:{lines}: has {lines} lines, more than {LONGEST_FILE}; it holds two subjects"
        ));
    }
    let module_path = module_path(file);
    let module = module_path.first().map_or("main", String::as_str);
    for Mention { line, path } in mentions(text, &module_path) {
        let path: Vec<&str> = path.iter().map(String::as_str).collect();
        if let Some(wrong) = misuse(file, module, &path) {
            found.push(format!("{file}:{line}: {wrong}"));
        }
    }
    found
}

/// What is wrong with a module naming this path, if anything.
fn misuse(file: &str, module: &str, path: &[&str]) -> Option<String> {
    let written = path.join("::");
    if let ["crate" | "leadline", used, ..] = *path {
        let may_use = MAY_USE
            .iter()
            .find(|(name, _)| *name == module)
            .map(|(_, may_use)| *may_use);
        let is_module = used == "*" || MAY_USE.iter().any(|(name, _)| *name == used);
        if let Some(may_use) = may_use
            && is_module
            && used != module
            && !may_use.contains(&used)
        {
            return Some(format!("`{module}` may not use `{used}` (`{written}`)"));
        }
    }
    for (name, homes) in KEPT_IN {
        if path.first() == Some(&name) && !homes.contains(&module) {
            return Some(format!(
                "`{module}` may not name `{name}` (`{written}`); only {} may",
                homes.join(" and ")
            ));
        }
    }
    if module == "domain"
        && NOT_IN_DOMAIN
            .iter()
            .any(|forbidden| path.starts_with(forbidden))
    {
        return Some(format!("the domain is pure and may not use `{written}`"));
    }
    let reads_clock = CLOCKS
        .iter()
        .any(|clock| path.windows(clock.len()).any(|part| part == *clock));
    if reads_clock && !MAY_READ_CLOCK.contains(&file) {
        return Some(format!("`{written}` reads the clock; `now` is an argument"));
    }
    None
}

/// `src/ui/board/mod.rs` is `ui::board`; `src/lib.rs` and `src/main.rs` are the root.
fn module_path(file: &str) -> Vec<String> {
    let inside = file.strip_prefix("src/").unwrap_or(file);
    let mut parts: Vec<String> = inside
        .trim_end_matches(".rs")
        .split('/')
        .map(str::to_owned)
        .collect();
    if parts.last().is_some_and(|last| last == "mod") || matches!(inside, "lib.rs" | "main.rs") {
        parts.pop();
    }
    parts
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The breaches of a file made up here, without its opening sentence.
fn planted(file: &str, body: &str) -> Vec<String> {
    breaches(file, &format!("//! Planted.\n{body}"))
}

#[test]
fn a_planted_breach_is_named_with_its_file_and_line() {
    let found = planted(
        "src/ui/board.rs",
        "use std::fmt;\nuse crate::store::Store;\n",
    );
    assert_eq!(
        found,
        ["src/ui/board.rs:3: `ui` may not use `store` (`crate::store::Store`)"]
    );
}

#[test]
fn no_way_of_writing_an_import_slips_through() {
    for body in [
        "use crate::{domain::Stage, store::{self, Store}};",
        "use crate::{\n    domain,\n    store as keeper,\n};",
        "fn f() -> crate::store::Store { g() }",
        "fn f() { leadline::store::open() }",
        "use super::super::store;",
        "mod inner { use super::super::super::store; }",
        "use crate::*;",
        "fn f(x: &'static str, y: char) { let c = '\"'; crate::store::g(); let d = '\"'; }",
        "fn f() { let s = r#\"a \" b\"#; crate::store::g(s); }",
        "fn f() { let s = br\"a \\\"; loop { break crate::store::g(s) } }",
    ] {
        assert!(!planted("src/ui/board.rs", body).is_empty(), "{body}");
    }
}

#[test]
fn words_in_comments_and_strings_are_not_imports() {
    let body = "// crate::store::a\n/* crate::store /* rusqlite::b */ egui::c */\nconst A: &str = \"crate::store::d\";\n\
        const B: &str = r##\"rusqlite::e \"# crate::store\"##;\nconst C: char = '\\'';\nfn f<'a>(x: &'a str) -> &'a str { x }\n";
    assert_eq!(planted("src/cli/mod.rs", body), Vec::<String>::new());
}

#[test]
fn what_is_allowed_passes() {
    assert_eq!(
        planted(
            "src/desk/board.rs",
            "use crate::{domain::Stage, store::Store, text};"
        ),
        Vec::<String>::new()
    );
    assert_eq!(
        planted(
            "src/ui/board/card.rs",
            "use super::super::theme;\nuse egui::Ui;"
        ),
        Vec::<String>::new()
    );
    assert_eq!(
        planted(
            "src/store/mod.rs",
            "mod tests { use super::*; use super::super::domain; }"
        ),
        Vec::<String>::new()
    );
    assert_eq!(
        planted(
            "src/main.rs",
            "use leadline::{cli, ui, store};\nfn f() { chrono::Utc::now(); }"
        ),
        Vec::<String>::new()
    );
    assert_eq!(
        planted("src/desk/clock.rs", "fn f() { chrono::Utc::now(); }"),
        Vec::<String>::new()
    );
}

#[test]
fn crates_clocks_and_files_stay_where_they_belong() {
    for (file, body) in [
        ("src/desk/mod.rs", "use rusqlite::Connection;"),
        ("src/cli/mod.rs", "fn f(ui: &mut egui::Ui) {}"),
        ("src/remind/mod.rs", "use eframe::egui;"),
        ("src/domain/time.rs", "use std::{fmt, fs};"),
        ("src/domain/time.rs", "use chrono::{Local, Utc};"),
        (
            "src/domain/time.rs",
            "fn f() { std::time::SystemTime::UNIX_EPOCH; }",
        ),
        (
            "src/remind/mod.rs",
            "fn f() { let now = chrono::Utc::now(); }",
        ),
        (
            "src/ui/mod.rs",
            "use chrono::Local;\nfn f() { Local::now(); }",
        ),
        ("src/store/mod.rs", "fn f() { SystemTime::now(); }"),
    ] {
        assert_eq!(planted(file, body).len(), 1, "{file}: {body}");
    }
}

#[test]
fn a_file_without_an_opening_sentence_or_too_long_is_named() {
    assert_eq!(breaches("src/text/mod.rs", "use std::fmt;\n").len(), 1);
    assert_eq!(
        planted("src/text/mod.rs", &"\n".repeat(LONGEST_FILE)).len(),
        1
    );
}
