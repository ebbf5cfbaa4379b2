//! The countries and regions, in the order of the language in use, with what they can be searched by.

use super::super::widgets::SearchOption;
use crate::domain::fold;
use crate::text::{Language, Texts, region_reading, regions};
use std::collections::HashMap;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

#[derive(Default)]
pub(super) struct Regions {
    language: Option<Language>,
    options: Vec<SearchOption>,
    /// Each code's place in the language's order.
    places: HashMap<String, usize>,
}

impl Regions {
    /// Names the regions in the language of `texts`; true when that changed.
    pub fn take_language(&mut self, texts: &Texts) -> bool {
        if self.language == Some(texts.language()) {
            return false;
        }
        self.language = Some(texts.language());
        self.options = options(texts);
        self.places = self
            .options
            .iter()
            .enumerate()
            .map(|(place, option)| (option.value.clone(), place))
            .collect();
        true
    }

    pub fn options(&self) -> &[SearchOption] {
        &self.options
    }

    /// Where a region stands in the language's order; unknown ones stand last.
    pub fn place(&self, code: &str) -> usize {
        self.places.get(code).copied().unwrap_or(usize::MAX)
    }
}

fn options(texts: &Texts) -> Vec<SearchOption> {
    let mut names: HashMap<&str, Vec<String>> = HashMap::new();
    for language in Language::ALL {
        for (code, name) in regions(&Texts::new(language)) {
            names.entry(code).or_default().push(searched(name));
        }
    }
    regions(texts)
        .into_iter()
        .map(|(code, name)| {
            let mut searched_by = names.remove(code).unwrap_or_default();
            searched_by.push(searched(code));
            searched_by.extend(region_reading(code).map(searched));
            SearchOption {
                value: code.to_owned(),
                label: name.to_owned(),
                remark: code.to_owned(),
                searched: searched_by,
            }
        })
        .collect()
}

/// The form in which regions are searched: without case, width, accents and voicing marks, hiragana as katakana.
pub(super) fn searched(text: &str) -> String {
    fold(text)
        .nfd()
        .filter(|c| !is_combining_mark(*c))
        .map(|c| match c {
            'ぁ'..='ゖ' => char::from_u32(u32::from(c) + 0x60).unwrap_or(c),
            _ => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_region_is_found_by_code_and_by_name_in_both_languages() {
        let mut regions = Regions::default();
        assert!(regions.take_language(&Texts::new(Language::English)));
        assert!(!regions.take_language(&Texts::new(Language::English)));
        let finds = |typed: &str, code: &str| {
            let typed = searched(typed);
            regions
                .options()
                .iter()
                .filter(|option| option.searched.iter().any(|name| name.contains(&typed)))
                .any(|option| option.value == code)
        };
        for typed in ["jp", "ＪＰ", "japan", "日本", "にほん"] {
            assert!(finds(typed, "JP"), "{typed}");
        }
        for typed in ["germ", "ドイツ", "どいつ", "ﾄﾞｲﾂ"] {
            assert!(finds(typed, "DE"), "{typed}");
        }
        assert!(finds("aland", "AX"));
        assert!(!finds("japan", "DE"));
    }
}
