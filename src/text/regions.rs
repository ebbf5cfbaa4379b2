//! What countries and regions are called, by their two letters (ISO 3166-1).

use super::Texts;

/// What a region is called; the text itself where it is no code.
pub fn region<'a>(_texts: &Texts, code: &'a str) -> &'a str {
    code
}

/// Every region.
pub fn regions(_texts: &Texts) -> Vec<(&'static str, &'static str)> {
    Vec::new()
}
