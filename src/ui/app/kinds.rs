//! As which kind of file something is written that was chosen by a name.

use crate::text::Texts;
use std::path::{Path, PathBuf};

/// A file that was chosen to be written, and as what. A name that tells none of the kinds there are gets the ending of the usual one, whatever
/// dots are in it. The system then asked about another file than that: where it is there already, nobody said that it may be replaced.
///
/// # Errors
/// With the file that would be replaced unasked.
pub(super) fn with_kind<Kind>(
    path: PathBuf,
    (extension, usual, kind_of): (&str, Kind, impl Fn(&Path) -> Option<Kind>),
) -> Result<(PathBuf, Kind), PathBuf> {
    if let Some(kind) = kind_of(&path) {
        return Ok((path, kind));
    }
    let mut name = path.into_os_string();
    name.push(".");
    name.push(extension);
    let path = PathBuf::from(name);
    // Also a link that leads nowhere is there.
    if path.symlink_metadata().is_ok() {
        return Err(path);
    }
    Ok((path, usual))
}

/// Why nothing was written, where [`with_kind`] came upon another file.
pub(super) fn there_already(texts: &Texts, path: &Path) -> String {
    let file = path.display().to_string();
    texts.with("files-there-already", &[("file", file.into())])
}

#[cfg(test)]
mod tests {
    use super::super::App;
    use super::super::test_window::{until, window};
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable as _;
    use std::path::PathBuf;

    fn says(window: &Harness<'_, App>, words: &str) -> bool {
        window.query_all_by_label_contains(words).count() > 0
    }

    #[test]
    fn a_name_that_tells_no_kind_of_file_gets_the_usual_ending_whatever_dots_are_in_it() {
        let folder = tempfile::tempdir().unwrap();
        let mut window = window(folder.path(), &["Contoso"]);
        let at = |name: &str| folder.path().join(name);
        window.state_mut().export(at("A. Datum"));
        until(&mut window, |_| at("A. Datum.csv").exists());
        window.state_mut().export(at("all.JSON"));
        until(&mut window, |_| at("all.JSON").exists());
        window.state_mut().print_board(at("v1.5"));
        until(&mut window, |_| at("v1.5.pdf").exists());
    }

    #[test]
    fn no_file_is_replaced_but_the_one_that_was_chosen() {
        let folder = tempfile::tempdir().unwrap();
        let mut window = window(folder.path(), &["Contoso"]);
        for (chosen, other) in [("board", "board.pdf"), ("all", "all.csv")] {
            let [chosen, other] = [chosen, other].map(|name| folder.path().join(name));
            std::fs::write(&other, "kept").unwrap();
            let write = |window: &mut Harness<'_, App>, path: PathBuf| {
                let app = window.state_mut();
                if other.ends_with("board.pdf") {
                    app.print_board(path);
                } else {
                    app.export(path);
                }
            };
            write(&mut window, chosen.clone());
            let refused = format!("{} is there already", other.display());
            until(&mut window, |window| says(window, &refused));
            assert_eq!(std::fs::read(&other).unwrap(), b"kept");
            assert!(!chosen.exists());
            // About this one the system asked.
            write(&mut window, other.clone());
            until(&mut window, |_| std::fs::read(&other).unwrap() != b"kept");
        }
    }
}
