//! How numbers, times, dates and money are written in each language.

mod calendar;
mod duration;
mod money;
mod zone;

use super::{Language, Texts};
pub use zone::Zone;

/// Writes numbers, times, dates and money as the language of its texts does, and times in their zone. Cheap to make and to clone.
#[derive(Clone, Debug)]
pub struct Format {
    texts: Texts,
}

impl Format {
    /// The ways of writing of the language and zone of `texts`.
    pub fn new(texts: &Texts) -> Self {
        Self {
            texts: texts.clone(),
        }
    }

    /// The language written in.
    pub fn language(&self) -> Language {
        self.texts.language()
    }

    /// The time zone times are told in.
    pub const fn zone(&self) -> Zone {
        self.texts.zone()
    }

    /// A whole number with its digits in groups of three: `12,000`.
    pub fn number(&self, number: i64) -> String {
        grouped(i128::from(number))
    }

    /// One of the names that a message holds, parted by `|`; empty where it holds fewer.
    fn name(&self, key: &str, index: u32) -> String {
        self.texts
            .get(key)
            .split('|')
            .nth(index as usize)
            .unwrap_or_default()
            .to_owned()
    }

    /// All the names that a message holds.
    fn names(&self, key: &str) -> Vec<String> {
        self.texts.get(key).split('|').map(str::to_owned).collect()
    }
}

/// A whole number with its digits in groups of three, as both languages write it.
pub(super) fn grouped(number: i128) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    if number < 0 {
        text.push('−');
    }
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_stand_in_groups_of_three() {
        let format = Format::new(&Texts::new(Language::English));
        for (number, text) in [
            (0, "0"),
            (999, "999"),
            (1_000, "1,000"),
            (-1_234_567, "−1,234,567"),
        ] {
            assert_eq!(format.number(number), text);
        }
    }
}
