//! How amounts of money are written: the code stands before, save for yen, which has a sign of its own.

use super::{Format, grouped};
use crate::domain::{Amount, Currency};

impl Format {
    /// An amount with its currency: `USD 12,000.50`, `¥1,200,000` or 1,200,000円; only the number where the currency is not known.
    pub fn money(&self, amount: Amount, currency: Option<Currency>) -> String {
        let number = decimal(
            i128::from(amount.units()),
            u32::from(amount.decimal_places()),
        );
        match currency {
            Some(currency) => self.with_currency(number, currency),
            None => number,
        }
    }

    /// A sum in minor units of its currency (cents for USD, yen for JPY), written in full.
    pub fn money_sum(&self, minor_units: i128, currency: Currency) -> String {
        let number = decimal(minor_units, u32::from(currency.decimal_places()));
        self.with_currency(number, currency)
    }

    /// A sum in minor units of its currency, rounded and short for where there is little room: `¥1.2M`, 120万円, `USD 12.3K`.
    /// Sums too small to be shortened are written in full.
    pub fn money_sum_short(&self, minor_units: i128, currency: Currency) -> String {
        let places = u32::from(currency.decimal_places());
        let minor_per_major = 10_i128.pow(places);
        let mut smaller = 0;
        let mut shortened = None;
        for (power, sign) in self.large_units() {
            let unit = 10_i128
                .saturating_pow(power)
                .saturating_mul(minor_per_major);
            // What would round up to a whole one of this unit is written in it: 1M, not 1,000K.
            if minor_units.saturating_abs() >= unit - smaller / 2 {
                shortened = Some(format!("{}{sign}", with_tenths(minor_units, unit)));
            }
            smaller = unit;
        }
        match shortened {
            Some(number) => self.with_currency(number, currency),
            None => self.money_sum(minor_units, currency),
        }
    }

    /// The powers of ten that sums are shortened by, smallest first, each with its sign.
    fn large_units(&self) -> Vec<(u32, &str)> {
        self.texts
            .get("format-large-units")
            .split('|')
            .filter_map(|unit| {
                let (power, sign) = unit.split_once(' ')?;
                Some((power.parse().ok()?, sign))
            })
            .collect()
    }

    fn with_currency(&self, number: String, currency: Currency) -> String {
        if currency.code() == "JPY" {
            self.texts
                .with("format-money-yen", &[("amount", number.into())])
        } else {
            self.texts.with(
                "format-money",
                &[
                    ("currency", currency.code().into()),
                    ("amount", number.into()),
                ],
            )
        }
    }
}

/// `units` of ten to the minus `decimal_places`, with grouped digits: `12,000.50`.
fn decimal(units: i128, decimal_places: u32) -> String {
    if decimal_places == 0 {
        return grouped(units);
    }
    let divisor = 10_i128.saturating_pow(decimal_places);
    let sign = if units < 0 && units > -divisor {
        "−"
    } else {
        ""
    };
    let places = decimal_places as usize;
    format!(
        "{sign}{}.{:0places$}",
        grouped(units / divisor),
        (units % divisor).unsigned_abs()
    )
}

/// How many `unit` there are in `minor_units`, rounded to tenths below a hundred and to whole ones above.
fn with_tenths(minor_units: i128, unit: i128) -> String {
    let tenths = rounded(minor_units, unit / 10);
    if tenths % 10 == 0 || tenths.abs() >= 1_000 {
        grouped(rounded(minor_units, unit))
    } else {
        decimal(tenths, 1)
    }
}

/// The quotient, rounded half away from zero.
fn rounded(dividend: i128, divisor: i128) -> i128 {
    let half = divisor / 2 * dividend.signum();
    (dividend.saturating_add(half)) / divisor
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Language, Texts};

    fn formats() -> [Format; 2] {
        Language::ALL.map(|language| Format::new(&Texts::new(language)))
    }

    fn currency(code: &str) -> Currency {
        Currency::parse(code).unwrap()
    }

    #[test]
    fn amounts_are_grouped_and_carry_their_currency() {
        let [english, japanese] = formats();
        let dollars = Amount::from_units(1_200_050, 2);
        let yen = Amount::from_units(1_200_000, 0);
        let (usd, jpy) = (Some(currency("USD")), Some(currency("JPY")));
        assert_eq!(english.money(dollars, usd), "USD 12,000.50");
        assert_eq!(japanese.money(dollars, usd), "USD 12,000.50");
        assert_eq!(english.money(yen, jpy), "¥1,200,000");
        assert_eq!(japanese.money(yen, jpy), "1,200,000円");
        assert_eq!(english.money(dollars, None), "12,000.50");
        assert_eq!(
            english.money(Amount::from_units(1_005, 3), Some(currency("KWD"))),
            "KWD 1.005"
        );
    }

    #[test]
    fn sums_are_written_in_full_or_short() {
        let [english, japanese] = formats();
        for (minor_units, code, full, short, short_in_japanese) in [
            (1_200_000, "JPY", "¥1,200,000", "¥1.2M", "120万円"),
            (12_345, "JPY", "¥12,345", "¥12.3K", "1.2万円"),
            (9_400, "JPY", "¥9,400", "¥9.4K", "9,400円"),
            (999, "JPY", "¥999", "¥999", "999円"),
            (-12_345, "JPY", "¥−12,345", "¥−12.3K", "−1.2万円"),
            (123_456_789, "JPY", "¥123,456,789", "¥123M", "1.2億円"),
            (99_996_000, "JPY", "¥99,996,000", "¥100M", "1億円"),
            (1_234_500, "USD", "USD 12,345.00", "USD 12.3K", "USD 1.2万"),
            (99_999_999, "USD", "USD 999,999.99", "USD 1M", "USD 100万"),
            (50, "USD", "USD 0.50", "USD 0.50", "USD 0.50"),
            (0, "USD", "USD 0.00", "USD 0.00", "USD 0.00"),
            (
                120_000_000_000_000_000,
                "JPY",
                "¥120,000,000,000,000,000",
                "¥120,000T",
                "120,000兆円",
            ),
        ] {
            let currency = currency(code);
            assert_eq!(english.money_sum(minor_units, currency), full);
            assert_eq!(english.money_sum_short(minor_units, currency), short);
            assert_eq!(
                japanese.money_sum_short(minor_units, currency),
                short_in_japanese
            );
        }
    }
}
