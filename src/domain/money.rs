//! Amounts of money: decimal, never floating point.

use super::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// An ISO 4217 currency code.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Currency([u8; 3]);

impl Currency {
    /// Japanese yen.
    pub const JPY: Self = Self(*b"JPY");
    /// United States dollar.
    pub const USD: Self = Self(*b"USD");
    /// Euro.
    pub const EUR: Self = Self(*b"EUR");

    /// Reads a code of three letters in either case; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes: [u8; 3] = text.trim().as_bytes().try_into().ok()?;
        bytes
            .iter()
            .all(u8::is_ascii_alphabetic)
            .then(|| Self(bytes.map(|letter| letter.to_ascii_uppercase())))
    }

    /// The three letters.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("???")
    }

    /// Whether ISO 4217 lists it. A file may name one that is not listed; a person hardly means it.
    pub fn is_listed(&self) -> bool {
        iso_currency::Currency::from_code(self.code()).is_some()
    }

    /// How many decimal places the currency has: 0 for JPY, 2 for USD, 3 for KWD (ISO 4217); 2 for one that is not listed.
    pub fn decimal_places(&self) -> u8 {
        match *self {
            // The list is long, and every sum on the board asks.
            Self::JPY => 0,
            Self::USD | Self::EUR => 2,
            _ => iso_currency::Currency::from_code(self.code())
                .and_then(|listed| u8::try_from(listed.exponent()?).ok())
                .unwrap_or(2),
        }
    }
}

impl std::fmt::Display for Currency {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}

/// A decimal number that is not negative: `units` of ten to the minus `decimal_places`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Amount {
    units: i64,
    decimal_places: u8,
}

/// Why a text is no amount.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum AmountError {
    /// It holds something other than digits, grouping commas and one decimal point.
    #[error("not a number such as 12000.50")]
    NotANumber,
    /// It has more decimal places than the currency.
    #[error("more decimal places than {0} has")]
    TooPrecise(Currency),
    /// It exceeds what can be kept.
    #[error("too large")]
    TooLarge,
}

impl Amount {
    /// The amount of this many units of ten to the minus `decimal_places`.
    pub const fn from_units(units: i64, decimal_places: u8) -> Self {
        Self {
            units,
            decimal_places,
        }
    }

    /// Minor units: cents for USD, yen for JPY.
    pub const fn units(self) -> i64 {
        self.units
    }

    /// How many of the digits of [`Self::units`] stand behind the decimal point.
    pub const fn decimal_places(self) -> u8 {
        self.decimal_places
    }

    /// Reads digits with an optional decimal point and grouping commas, full-width digits included. With a currency the
    /// amount gets that currency's decimal places.
    ///
    /// # Errors
    /// See [`AmountError`].
    pub fn parse(text: &str, currency: Option<Currency>) -> Result<Self, AmountError> {
        use unicode_normalization::UnicodeNormalization;
        let text = text.trim();
        // Imports read many amounts, and nearly all are ASCII: only others need their width folded.
        let folded: String;
        let plain = if text.is_ascii() {
            text
        } else {
            folded = text.nfkc().collect();
            &folded
        };
        let (whole, fraction) = plain.split_once('.').unwrap_or((plain, ""));
        let well_grouped = !whole.contains(',') || is_grouped(whole);
        let mut digits: String = whole.chars().filter(|c| *c != ',').collect();
        let only_digits = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit());
        if digits.is_empty() || !well_grouped || !only_digits(&digits) || !only_digits(fraction) {
            return Err(AmountError::NotANumber);
        }
        let significant = fraction.trim_end_matches('0');
        let decimal_places = match currency {
            Some(currency) => {
                let places = usize::from(currency.decimal_places());
                if significant.len() > places {
                    return Err(AmountError::TooPrecise(currency));
                }
                places
            }
            None => significant.len(),
        };
        digits.push_str(significant);
        digits.extend(std::iter::repeat_n('0', decimal_places - significant.len()));
        let units: i64 = digits.parse().map_err(|_| AmountError::TooLarge)?;
        let decimal_places = u8::try_from(decimal_places).map_err(|_| AmountError::TooLarge)?;
        if units > MAXIMUM_UNITS || decimal_places > 6 {
            return Err(AmountError::TooLarge);
        }
        Ok(Self {
            units,
            decimal_places,
        })
    }
}

/// The most that is kept, so that sums of 100,000 such amounts still fit.
const MAXIMUM_UNITS: i64 = 1_000_000_000_000_000;

/// Whether commas stand before groups of three digits, as in 1,234,567.
fn is_grouped(whole: &str) -> bool {
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3)
}

impl std::fmt::Display for Amount {
    /// Plain digits with a decimal point and no grouping: `12000.50`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let places = usize::from(self.decimal_places);
        if places == 0 {
            return write!(f, "{}", self.units);
        }
        let divisor = 10_i64.saturating_pow(u32::from(self.decimal_places));
        write!(
            f,
            "{}.{:0places$}",
            self.units / divisor,
            self.units % divisor
        )
    }
}

/// What is known of a deal. Accepting in the program fills all three; an import may leave some open.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Deal {
    /// Estimated value while negotiating, final value once won.
    pub value: Option<Amount>,
    /// The currency of `value`.
    pub currency: Option<Currency>,
    /// The estimated closing date.
    pub close_on: Option<Date>,
}

impl Deal {
    /// Whether nothing at all is known.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The value in its currency's minor units, whatever decimal places an import gave it.
    pub fn minor_units(&self) -> Option<i128> {
        let (value, currency) = (self.value?, self.currency?);
        let units = i128::from(value.units());
        let (has, wants) = (value.decimal_places(), currency.decimal_places());
        let factor = 10_i128.pow(u32::from(has.abs_diff(wants)));
        Some(if has <= wants {
            units * factor
        } else {
            units / factor
        })
    }
}

impl Serialize for Currency {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom("not a currency code"))
    }
}

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Amount {
    /// Keeps trailing zeros: `"12000.50"` has two decimal places.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        let places = text
            .split_once('.')
            .map_or(0, |(_, fraction)| fraction.len());
        let amount = Self::parse(&text, None).map_err(serde::de::Error::custom)?;
        let missing = places.saturating_sub(usize::from(amount.decimal_places));
        let units = u32::try_from(missing)
            .ok()
            .and_then(|missing| 10_i64.checked_pow(missing))
            .and_then(|factor| amount.units.checked_mul(factor))
            .ok_or_else(|| serde::de::Error::custom(AmountError::TooLarge))?;
        let decimal_places = u8::try_from(places).map_err(serde::de::Error::custom)?;
        Ok(Self {
            units,
            decimal_places: decimal_places.max(amount.decimal_places),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_follow_their_currency() {
        let usd = Currency::parse("usd");
        let jpy = Currency::parse("JPY");
        assert_eq!(
            Amount::parse("12000.5", usd).unwrap().to_string(),
            "12000.50"
        );
        assert_eq!(
            Amount::parse("1,234,567", jpy).unwrap().to_string(),
            "1234567"
        );
        assert_eq!(Amount::parse("１２００", jpy).unwrap().to_string(), "1200");
        assert_eq!(Amount::parse("1000.00", jpy).unwrap().to_string(), "1000");
        assert!(matches!(
            Amount::parse("1000.5", jpy),
            Err(AmountError::TooPrecise(_))
        ));
        for text in ["", "-1", "1,23", "1.2.3", "12 000", "NaN", "1e9"] {
            assert_eq!(
                Amount::parse(text, usd),
                Err(AmountError::NotANumber),
                "{text}"
            );
        }
        assert_eq!(
            Amount::parse("99999999999999999999", usd),
            Err(AmountError::TooLarge)
        );
    }

    #[test]
    fn currencies_are_those_of_the_list_and_have_its_decimal_places() {
        for (code, is_listed, decimal_places) in [
            ("JPY", true, 0),
            ("USD", true, 2),
            ("EUR", true, 2),
            ("SEK", true, 2),
            ("KRW", true, 0),
            ("KWD", true, 3),
            ("QQQ", false, 2),
        ] {
            let currency = Currency::parse(code).unwrap();
            assert_eq!(currency.is_listed(), is_listed, "{code}");
            assert_eq!(currency.decimal_places(), decimal_places, "{code}");
        }
    }

    #[test]
    fn json_keeps_amounts_exactly() {
        for text in ["\"12000.50\"", "\"0\"", "\"0.010\""] {
            let amount: Amount = serde_json::from_str(text).unwrap();
            assert_eq!(serde_json::to_string(&amount).unwrap(), text);
        }
    }
}
