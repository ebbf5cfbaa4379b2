//! Where a sheet goes: the names of its files, what they may not take the place of, and putting all of them there or none.

use super::print::PrintError;
use crate::exchange::unfinished::{Unfinished, remove};
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

/// Whether both names lead to one file that is there.
pub fn is_same_file(one: &Path, other: &Path) -> bool {
    matches!((one.canonicalize(), other.canonicalize()), (Ok(one), Ok(other)) if one == other)
}

/// The files of a sheet with so many pages: the first is `path` itself, the others are `NAME-2.png` and so on, with as many digits as the
/// last one needs so that they sort.
pub(super) fn names(path: &Path, pages: usize) -> Vec<PathBuf> {
    let digits = pages.to_string().len();
    let others = (2..=pages).map(|number| {
        let mut name: OsString = path.file_stem().unwrap_or_default().to_owned();
        name.push(format!("-{number:0digits$}."));
        name.push(path.extension().unwrap_or_default());
        path.with_file_name(name)
    });
    std::iter::once(path.to_owned()).chain(others).collect()
}

/// What stands beside `path` and is named as a further page of it, the first by name: nobody was asked whether it may go, and what is left of
/// a longer sheet would pass for a page of this one.
pub(super) fn further_page(path: &Path) -> Option<PathBuf> {
    let folder = path.parent().filter(|folder| *folder != Path::new(""));
    let entries = std::fs::read_dir(folder.unwrap_or(Path::new("."))).ok()?;
    let names = entries.filter_map(|entry| Some(entry.ok()?.file_name()));
    let further = names.filter(|name| is_further_page(path, name)).min()?;
    Some(path.with_file_name(further))
}

/// Whether `name` is `NAME-2.png` to a `path` of `NAME.png`, with any number of a page; many systems take letters of either case as one.
fn is_further_page(path: &Path, name: &OsStr) -> bool {
    /// No sheet has more pages than these can number.
    const MOST_DIGITS: usize = 3;
    let folded = |part: Option<&OsStr>| part.map(|part| part.to_string_lossy().to_lowercase());
    let name = Path::new(name);
    let (Some(stem), Some(of_name)) = (folded(path.file_stem()), folded(name.file_stem())) else {
        return false;
    };
    let rest = of_name.strip_prefix(&stem);
    let number = rest.and_then(|rest| rest.strip_prefix('-'));
    folded(path.extension()) == folded(name.extension())
        && number.is_some_and(|number| {
            (1..=MOST_DIGITS).contains(&number.len())
                && number.bytes().all(|byte| byte.is_ascii_digit())
        })
}

/// Puts the files in place, the first last: it alone may replace what is there, so whatever fails, nothing has changed.
///
/// # Errors
/// When one of them cannot be put in its place.
pub(super) fn put_in_place(files: &[Unfinished]) -> Result<(), PrintError> {
    let Some((first, others)) = files.split_first() else {
        return Ok(());
    };
    let mut placed = Vec::new();
    let put = others.iter().try_for_each(|file| {
        file.finish_new()
            .map_err(|error| PrintError::new_file(file.path(), error))?;
        placed.push(file.path());
        Ok(())
    });
    put.and_then(|()| {
        first
            .finish()
            .map_err(|error| PrintError::write(first.path(), error))
    })
    .inspect_err(|_| placed.into_iter().for_each(remove))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_page_has_the_name_that_was_chosen_and_the_others_sort_behind_one_another() {
        let names = names(Path::new("/to/Contoso.png"), 12);
        assert_eq!(names.len(), 12);
        assert_eq!(names[0], Path::new("/to/Contoso.png"));
        assert_eq!(names[1], Path::new("/to/Contoso-02.png"));
        assert_eq!(names[11], Path::new("/to/Contoso-12.png"));
        assert!(names[1..].is_sorted());
    }

    #[test]
    fn only_a_number_behind_the_name_makes_a_further_page() {
        let path = Path::new("to/Contoso.png");
        for name in ["Contoso-2.png", "contoso-02.PNG", "Contoso-100.png"] {
            assert!(is_further_page(path, OsStr::new(name)), "{name}");
        }
        for name in [
            "Contoso.png",
            "Contoso-.png",
            "Contoso-2.pdf",
            "Contoso-2026.png",
            "Contoso-x.png",
            "Contoso Ltd-2.png",
        ] {
            assert!(!is_further_page(path, OsStr::new(name)), "{name}");
        }
    }

    #[test]
    fn what_fails_on_the_way_leaves_nothing_of_the_sheet_and_names_its_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sheet.png");
        std::fs::write(&path, "old").unwrap();
        let names = names(&path, 3);
        let files = || -> Vec<Unfinished> {
            let names = names.iter();
            names
                .map(|name| Unfinished::holding(name, b"new").unwrap())
                .collect()
        };
        // Somebody else was faster.
        std::fs::create_dir(&names[2]).unwrap();
        let failed = put_in_place(&files()).unwrap_err();
        assert!(matches!(failed, PrintError::Exists(file) if file == names[2]));
        assert_eq!(std::fs::read(&path).unwrap(), b"old");
        assert!(!names[1].exists());
        std::fs::remove_dir(&names[2]).unwrap();
        put_in_place(&files()).unwrap();
        assert!(
            names
                .iter()
                .all(|name| std::fs::read(name).unwrap() == b"new")
        );
    }
}
