//! Values that many referrals share, such as regions: each kept once, with the words by which it is found.

use crate::domain::push_search_fold;
use crate::text::{Language, Texts, company_size, region, region_reading};
use std::collections::HashMap;

/// The values that occur, numbered as they come.
#[derive(Debug, Default)]
pub(super) struct Terms {
    numbers: HashMap<String, u32>,
    terms: Vec<Term>,
}

/// A value and what is searched where it occurs.
#[derive(Debug)]
struct Term {
    value: String,
    folded: String,
}

impl Terms {
    /// The number of a value; `names` adds the folded words by which a value that was not known is found.
    pub(super) fn number(&mut self, value: &str, names: impl FnOnce(&mut String)) -> u32 {
        if let Some(number) = self.numbers.get(value) {
            return *number;
        }
        let number = self.terms.len() as u32;
        let mut folded = String::new();
        names(&mut folded);
        self.terms.push(Term {
            value: value.to_owned(),
            folded,
        });
        self.numbers.insert(value.to_owned(), number);
        number
    }

    /// The number of a value that occurs.
    pub(super) fn known(&self, value: &str) -> Option<u32> {
        self.numbers.get(value).copied()
    }

    /// The value of this number.
    pub(super) fn value(&self, number: u32) -> &str {
        self.terms
            .get(number as usize)
            .map_or("", |term| term.value.as_str())
    }

    /// How many there are.
    pub(super) const fn len(&self) -> usize {
        self.terms.len()
    }

    /// The values, in the order of their numbers.
    pub(super) fn values(&self) -> impl Iterator<Item = &str> {
        self.terms.iter().map(|term| term.value.as_str())
    }

    /// What is searched where the value of this number occurs.
    pub(super) fn folded(&self, number: u32) -> &str {
        self.terms
            .get(number as usize)
            .map_or("", |term| term.folded.as_str())
    }
}

/// What regions and company sizes are called in every language.
pub(super) struct Namer {
    texts: [Texts; 2],
}

impl Namer {
    pub(super) fn new() -> Self {
        Self {
            texts: Language::ALL.map(Texts::new),
        }
    }

    /// A region's code, its names, and how the Japanese one is read.
    pub(super) fn region(&self, folded: &mut String, code: &str) {
        push_line(folded, code);
        for texts in &self.texts {
            push_line(folded, region(texts, code));
        }
        if let Some(reading) = region_reading(code) {
            push_line(folded, reading);
        }
    }

    /// A company size as it is shown.
    pub(super) fn size(&self, folded: &mut String, size: &str) {
        for texts in &self.texts {
            push_line(folded, &company_size(texts, size));
        }
    }
}

/// Adds a text on a line of its own: no word is found across two texts.
pub(super) fn push_line(folded: &mut String, text: &str) {
    if !text.is_empty() {
        push_search_fold(folded, text);
        folded.push('\n');
    }
}
