//! The language files are complete, alike in every language, in use, and can be shown with the font that ships.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use fluent_bundle::FluentResource;
use leadline::text::{Language, Texts, regions};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Messages whose names are put together in the code, by `leadline::text`'s key functions, from a code of the domain.
const COMPOSED: [&str; 8] = [
    "stage-",
    "outcome-",
    "entry-",
    "reason-",
    "policy-",
    "field-",
    "refusal-wrong-stage-archived",
    "refusal-changed-meanwhile-archived",
];

/// A message as it stands in a file: its name, and everything up to the next message.
struct Message {
    file: String,
    key: String,
    body: String,
}

impl Message {
    /// The names of the arguments: what follows a dollar sign.
    fn arguments(&self) -> BTreeSet<String> {
        self.body
            .split('$')
            .skip(1)
            .map(|rest| {
                rest.chars()
                    .take_while(|c| c.is_ascii_alphanumeric() || *c == '-' || *c == '_')
                    .collect()
            })
            .collect()
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files(language: Language) -> Vec<PathBuf> {
    let folder = root().join("assets/locales").join(language.code());
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    files
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap().to_str().unwrap().to_owned()
}

fn messages(language: Language) -> Vec<Message> {
    let mut messages: Vec<Message> = Vec::new();
    for path in files(language) {
        for line in std::fs::read_to_string(&path).unwrap().lines() {
            if line.starts_with('#') {
                continue;
            }
            match line.split_once('=') {
                Some((key, body)) if line.starts_with(|c: char| c.is_ascii_alphabetic()) => {
                    messages.push(Message {
                        file: file_name(&path),
                        key: key.trim().to_owned(),
                        body: body.to_owned(),
                    });
                }
                _ if line.trim().is_empty() => {}
                _ => {
                    let message = messages.last_mut().expect("a line before any message");
                    message.body.push('\n');
                    message.body.push_str(line);
                }
            }
        }
    }
    messages
}

fn keys(language: Language) -> BTreeSet<String> {
    messages(language)
        .into_iter()
        .map(|message| message.key)
        .collect()
}

/// The program's source by file, without its unit tests, which stand last in a file.
fn sources() -> Vec<(PathBuf, String)> {
    fn collect(folder: &Path, sources: &mut Vec<(PathBuf, String)>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                collect(&path, sources);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let source = std::fs::read_to_string(&path).unwrap();
                let program = source
                    .split("#[cfg(test)]\nmod tests {")
                    .next()
                    .unwrap_or_default();
                sources.push((path, program.to_owned()));
            }
        }
    }
    let mut found = Vec::new();
    collect(&root().join("src"), &mut found);
    found
}

/// Whether the text could name a message: words of small letters and digits, joined by hyphens.
fn is_key(text: &str) -> bool {
    text.contains('-')
        && text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.split('-').all(|word| {
            !word.is_empty()
                && word
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        })
}

/// The string literals of a source file that could name a message.
fn key_literals(source: &str) -> impl Iterator<Item = &str> {
    source.split('"').filter(|literal| is_key(literal))
}

/// The literal keys that a source file asks a `Texts` for, with `.get("…")` or `.with("…"`.
fn asked_keys<'a>(source: &'a str, areas: &BTreeSet<String>) -> Vec<&'a str> {
    let mut asked = Vec::new();
    for method in [".get(", ".with("] {
        for (at, _) in source.match_indices(method) {
            let argument = source[at + method.len()..].trim_start();
            let Some(literal) = argument
                .strip_prefix('"')
                .and_then(|rest| rest.split('"').next())
            else {
                continue;
            };
            let of_texts = source[..at].trim_end().ends_with("texts");
            let of_area = literal
                .split_once('-')
                .is_some_and(|(area, _)| areas.contains(area));
            if of_texts || (of_area && is_key(literal)) {
                asked.push(literal);
            }
        }
    }
    asked
}

#[test]
fn every_file_is_well_formed() {
    for language in Language::ALL {
        for path in files(language) {
            let source = std::fs::read_to_string(&path).unwrap();
            if let Err((_, errors)) = FluentResource::try_new(source) {
                panic!("{}: {errors:?}", path.display());
            }
        }
    }
}

#[test]
fn every_language_has_the_same_files_and_each_is_loaded() {
    let names = |language| -> Vec<_> { files(language).iter().map(|f| file_name(f)).collect() };
    for language in Language::ALL {
        assert_eq!(names(language), names(Language::English));
        let texts = Texts::new(language);
        for message in messages(language) {
            assert!(
                texts.has(&message.key),
                "{}: {} is not loaded",
                message.file,
                message.key
            );
        }
    }
}

#[test]
fn no_message_is_given_twice() {
    for language in Language::ALL {
        let mut seen = BTreeMap::new();
        for message in messages(language) {
            if let Some(first) = seen.insert(message.key.clone(), message.file.clone()) {
                panic!("{} is in {first} and in {}", message.key, message.file);
            }
        }
    }
}

#[test]
fn every_message_is_in_every_language_with_the_same_arguments() {
    let of = |language| -> BTreeMap<(String, String), BTreeSet<String>> {
        messages(language)
            .into_iter()
            .map(|message| {
                let arguments = message.arguments();
                ((message.file, message.key), arguments)
            })
            .collect()
    };
    let english = of(Language::English);
    let japanese = of(Language::Japanese);
    let differing: Vec<_> = english
        .keys()
        .chain(japanese.keys())
        .filter(|key| english.get(key) != japanese.get(key))
        .collect::<BTreeSet<_>>()
        .into_iter()
        .map(|key| (key, english.get(key), japanese.get(key)))
        .collect();
    assert!(differing.is_empty(), "{differing:#?}");
}

#[test]
fn every_message_the_program_asks_for_exists() {
    let keys = keys(Language::English);
    let areas = keys
        .iter()
        .filter_map(|key| key.split_once('-'))
        .map(|(area, _)| area.to_owned())
        .collect();
    let mut missing = Vec::new();
    for (path, source) in sources() {
        for key in asked_keys(&source, &areas) {
            if !keys.contains(key) {
                missing.push(format!("{}: {key}", path.display()));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn every_message_is_used() {
    let sources = sources();
    let used: BTreeSet<&str> = sources
        .iter()
        .flat_map(|(_, source)| key_literals(source))
        .collect();
    let unused: Vec<_> = keys(Language::English)
        .into_iter()
        .filter(|key| {
            !used.contains(key.as_str()) && !COMPOSED.iter().any(|prefix| key.starts_with(prefix))
        })
        .collect();
    assert!(unused.is_empty(), "{unused:#?}");
}

#[test]
fn no_message_shouts() {
    for language in Language::ALL {
        for message in messages(language) {
            assert!(
                !message.body.contains(['!', '！']),
                "{}: {}",
                message.file,
                message.key
            );
        }
    }
}

#[test]
fn the_font_that_ships_has_every_character() {
    use egui::epaint::text::{FontData, FontDefinitions, Fonts, TextOptions};
    for name in ["NotoSansJP-Regular.ttf", "NotoSansJP-Bold.ttf"] {
        let font = std::fs::read(root().join("assets/fonts").join(name)).unwrap();
        let mut definitions = FontDefinitions::empty();
        definitions
            .font_data
            .insert(name.to_owned(), FontData::from_owned(font).into());
        definitions
            .families
            .insert(egui::FontFamily::Proportional, vec![name.to_owned()]);
        definitions
            .families
            .insert(egui::FontFamily::Monospace, vec![name.to_owned()]);
        let mut fonts = Fonts::new(TextOptions::default(), definitions);
        let characters = fonts
            .with_pixels_per_point(1.0)
            .characters(&egui::FontFamily::Proportional)
            .clone();
        assert!(characters.contains_key(&'案') && !characters.contains_key(&'\u{13000}'));
        for language in Language::ALL {
            let texts = Texts::new(language);
            let regions = regions(&texts);
            let shown = messages(language)
                .into_iter()
                .map(|message| (message.key, message.body))
                .chain(
                    regions
                        .into_iter()
                        .map(|(code, region)| (code.to_owned(), region.to_owned())),
                );
            for (key, text) in shown {
                let missing: String = text
                    .chars()
                    .filter(|c| *c != '\n' && !characters.contains_key(c))
                    .collect();
                assert!(missing.is_empty(), "{name}: {key} needs {missing}");
            }
        }
    }
}
