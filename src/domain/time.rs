//! Instants and dates: what the program means by "when".

use chrono::{DateTime, NaiveDateTime, SecondsFormat, Utc};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A calendar date without a time zone, such as a closing date.
pub type Date = chrono::NaiveDate;

/// An instant in UTC, in whole milliseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Timestamp(i64);

/// Why a text is not an instant.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("not a date and time such as 2026-11-22T09:00:00Z")]
pub struct TimestampError;

impl Timestamp {
    /// The instant this many milliseconds after 1970-01-01T00:00:00Z.
    pub const fn from_millis(millis: i64) -> Self {
        Self(millis)
    }

    /// Milliseconds since 1970-01-01T00:00:00Z.
    pub const fn millis(self) -> i64 {
        self.0
    }

    /// The instant `seconds` later (earlier when negative). Saturates at the ends of time.
    #[must_use]
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds.saturating_mul(1000)))
    }

    /// Milliseconds from `now` until this instant; negative once it has passed.
    pub const fn millis_from(self, now: Self) -> i64 {
        self.0.saturating_sub(now.0)
    }

    /// Reads RFC 3339 with any number of fraction digits. A text without an offset is taken as UTC,
    /// as Partner Center's 2018 analytics dates are.
    ///
    /// # Errors
    /// When the text is no date and time, or its year is outside 1 to 9999.
    pub fn parse(text: &str) -> Result<Self, TimestampError> {
        let text = text.trim();
        let utc = DateTime::parse_from_rfc3339(text)
            .map(|at| at.with_timezone(&Utc))
            .or_else(|_| {
                NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f")
                    .or_else(|_| NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S%.f"))
                    .map(|at| at.and_utc())
            })
            .map_err(|_| TimestampError)?;
        Self::from_utc(utc).ok_or(TimestampError)
    }

    /// The instant of a chrono date and time; `None` outside the years 1 to 9999.
    pub fn from_utc(at: DateTime<Utc>) -> Option<Self> {
        let year = chrono::Datelike::year(&at);
        (1..=9999)
            .contains(&year)
            .then(|| Self(at.timestamp_millis()))
    }

    /// As a chrono date and time, for showing it. Clamped to what chrono can hold.
    pub fn to_utc(self) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(self.0).unwrap_or(if self.0 < 0 {
            DateTime::<Utc>::MIN_UTC
        } else {
            DateTime::<Utc>::MAX_UTC
        })
    }
}

impl std::fmt::Display for Timestamp {
    /// RFC 3339 in UTC, with milliseconds only when there are any.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let format = if self.0 % 1000 == 0 {
            SecondsFormat::Secs
        } else {
            SecondsFormat::Millis
        };
        f.write_str(&self.to_utc().to_rfc3339_opts(format, true))
    }
}

impl std::str::FromStr for Timestamp {
    type Err = TimestampError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_of_fraction_digits_is_read() {
        let whole = Timestamp::parse("2026-11-19T02:00:00Z").unwrap();
        for text in [
            "2026-11-19T02:00:00.0Z",
            "2026-11-19T02:00:00.0000000Z",
            "2026-11-19T11:00:00+09:00",
            "2026-11-19T02:00:00",
            "2026-11-19 02:00:00.000",
        ] {
            assert_eq!(Timestamp::parse(text), Ok(whole), "{text}");
        }
        assert_eq!(
            Timestamp::parse("2026-11-19T02:00:00.1234567Z")
                .unwrap()
                .millis()
                % 1000,
            123
        );
    }

    #[test]
    fn text_comes_back_as_it_went() {
        for text in ["2026-11-19T02:00:00Z", "2026-11-19T02:00:00.250Z"] {
            assert_eq!(Timestamp::parse(text).unwrap().to_string(), text);
        }
        assert!(Timestamp::parse("yesterday").is_err());
    }
}
