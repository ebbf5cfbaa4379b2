//! The languages the program speaks, and which one the system asks for.

use serde::{Deserialize, Serialize};

/// A language of the program.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
pub enum Language {
    /// English; also stands in for every language the program does not speak.
    #[default]
    #[serde(rename = "en")]
    English,
    /// 日本語
    #[serde(rename = "ja")]
    Japanese,
}

impl Language {
    /// Every language, in the order shown.
    pub const ALL: [Self; 2] = [Self::English, Self::Japanese];

    /// The two-letter code (ISO 639-1), as on the command line and in the settings.
    pub const fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Japanese => "ja",
        }
    }

    /// The language with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|language| language.code() == code)
    }

    /// The language the system is set to; English where the program does not speak it.
    pub fn of_system() -> Self {
        sys_locale::get_locale().map_or(Self::English, |locale| Self::of_locale(&locale))
    }

    /// The language of a locale such as `ja-JP` or `ja_JP.UTF-8`.
    fn of_locale(locale: &str) -> Self {
        let code = locale
            .split(['-', '_', '.'])
            .next()
            .unwrap_or_default()
            .to_ascii_lowercase();
        Self::from_code(&code).unwrap_or_default()
    }

    /// What the language calls itself.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Japanese => "日本語",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_of_a_locale_is_its_first_part() {
        for (locale, language) in [
            ("ja-JP", Language::Japanese),
            ("ja_JP.UTF-8", Language::Japanese),
            ("JA", Language::Japanese),
            ("en-US", Language::English),
            ("de_DE", Language::English),
            ("jam-JM", Language::English),
            ("C", Language::English),
        ] {
            assert_eq!(Language::of_locale(locale), language, "{locale}");
        }
    }

    #[test]
    fn the_code_is_what_is_stored() {
        for language in Language::ALL {
            assert_eq!(Language::from_code(language.code()), Some(language));
            assert_eq!(
                serde_json::to_string(&language).unwrap(),
                format!("\"{}\"", language.code())
            );
        }
    }
}
