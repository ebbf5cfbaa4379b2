//! What countries and regions are called, by their two letters (ISO 3166-1).

use super::region_names::{NAMES, READINGS};
use super::{Language, Texts};
use crate::domain::fold;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What a region is called; the text itself where it is not a code of two letters in upper case.
pub fn region<'a>(texts: &Texts, code: &'a str) -> &'a str {
    NAMES
        .binary_search_by_key(&code, |(code, ..)| code)
        .ok()
        .and_then(|index| NAMES.get(index))
        .map_or(code, |row| name_of(row, texts.language()))
}

/// How a region's Japanese name is read, in kana, where the name itself is not; to be found by typing.
pub fn region_reading(code: &str) -> Option<&'static str> {
    READINGS
        .iter()
        .find(|(of, _)| *of == code)
        .map(|(_, reading)| *reading)
}

/// The codes of the regions of which a word of the name, in either language, begins with `word`, which is folded. Japanese names have no
/// words: of them any part counts.
pub fn regions_named(word: &str) -> Vec<&'static str> {
    let is_named = |name: &str| {
        let name = fold(name);
        if word.is_ascii() {
            name.split(|c: char| !c.is_alphanumeric())
                .any(|part| part.starts_with(word))
        } else {
            name.contains(word)
        }
    };
    NAMES
        .iter()
        .filter(|(code, english, japanese)| {
            [*english, *japanese]
                .into_iter()
                .chain(region_reading(code))
                .any(is_named)
        })
        .map(|(code, ..)| *code)
        .collect()
}

/// What a region is sorted by among others, as a language sorts their names.
pub fn region_sorting_key(language: Language, code: &str) -> String {
    let name = NAMES
        .binary_search_by_key(&code, |(code, ..)| code)
        .ok()
        .and_then(|index| NAMES.get(index))
        .map_or(code, |row| name_of(row, language));
    sorting_key(code, name, language)
}

/// Every region's code and name, in the order of the names as the language sorts them.
pub fn regions(texts: &Texts) -> Vec<(&'static str, &'static str)> {
    let language = texts.language();
    let mut regions: Vec<_> = NAMES
        .iter()
        .map(|row| (row.0, name_of(row, language)))
        .collect();
    regions.sort_by_cached_key(|(code, name)| sorting_key(code, name, language));
    regions
}

fn name_of(
    (_, english, japanese): &(&'static str, &'static str, &'static str),
    language: Language,
) -> &'static str {
    match language {
        Language::English => english,
        Language::Japanese => japanese,
    }
}

/// The name without accents, and in Japanese as it is read, without voicing marks: Å sorts as A, ガ as カ.
fn sorting_key(code: &str, name: &str, language: Language) -> String {
    let read = match language {
        Language::English => None,
        Language::Japanese => region_reading(code),
    };
    read.unwrap_or(name)
        .nfd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn regions_are_named_in_both_languages() {
        let english = Texts::new(Language::English);
        let japanese = Texts::new(Language::Japanese);
        assert_eq!(region(&english, "JP"), "Japan");
        assert_eq!(region(&japanese, "JP"), "日本");
        assert_eq!(region(&japanese, "US"), "米国");
        assert_eq!(region(&japanese, "ZW"), "ジンバブエ");
        for unknown in ["", "XX", "Nippon", "jp"] {
            assert_eq!(region(&english, unknown), unknown);
        }
    }

    #[test]
    fn every_code_is_named_once() {
        assert!(NAMES.is_sorted_by(|a, b| a.0 < b.0));
        for language in Language::ALL {
            let names: HashSet<_> = regions(&Texts::new(language))
                .into_iter()
                .map(|(_, name)| name)
                .collect();
            assert_eq!(names.len(), NAMES.len());
        }
    }

    #[test]
    fn regions_stand_where_they_are_looked_for() {
        let place = |language, wanted: &str| {
            regions(&Texts::new(language))
                .iter()
                .position(|(code, _)| *code == wanted)
                .unwrap()
        };
        let english = |code| place(Language::English, code);
        let japanese = |code| place(Language::Japanese, code);
        assert!(english("AF") < english("AX") && english("AX") < english("AL"));
        assert!(japanese("NE") < japanese("JP") && japanese("JP") < japanese("NZ"));
        assert!(japanese("GA") < japanese("CM") && japanese("CM") < japanese("KR"));
    }

    #[test]
    fn every_name_that_is_not_in_kana_has_a_reading() {
        for (code, _, name) in NAMES {
            let in_kana = name
                .chars()
                .next()
                .is_some_and(|c| ('ァ'..='ヺ').contains(&c));
            let has_reading = READINGS.iter().any(|(of, _)| *of == code);
            assert_ne!(in_kana, has_reading, "{name}");
        }
    }

    #[test]
    fn a_region_is_found_by_the_beginning_of_its_name_in_either_language() {
        for word in ["japan", "jap", "日本", "本"] {
            assert!(regions_named(word).contains(&"JP"), "{word}");
        }
        assert!(regions_named("states").contains(&"US"));
        assert!(!regions_named("pan").contains(&"JP"));
        assert!(regions_named("nowhere").is_empty());
    }
}
