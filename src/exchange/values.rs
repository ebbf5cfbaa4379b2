//! Single values as files write them: names, company sizes, amounts, currencies, reasons, yes and no.

use crate::domain::{Amount, AmountError, COMPANY_SIZES, Currency, Reason, fold};
use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

/// Resolves the HTML entities that Partner Center leaves in names, such as `&amp;`; any other ampersand stays.
pub(super) fn without_entities(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        plain.push_str(before);
        let entity = after
            .split_once(';')
            .and_then(|(name, after)| Some((entity_character(name)?, after)));
        let (character, after) = entity.unwrap_or(('&', after));
        plain.push(character);
        rest = after;
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}

fn entity_character(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code).filter(|c| !c.is_control())?
        }
    })
}

/// One of Partner Center's documented sizes where the text means one, such as `51-250` or `従業員 51～250 名`; otherwise
/// the text as it came.
pub(super) fn company_size(text: &str) -> String {
    documented_size(text).map_or_else(|| text.to_owned(), str::to_owned)
}

/// Words around the numbers that say nothing more about the size.
const SIZE_WORDS: [&str; 9] = [
    "employees",
    "employee",
    "people",
    "従業員数",
    "従業員",
    "社員",
    "人",
    "名",
    "to",
];
/// Words and signs for "more than".
const ABOVE_WORDS: [&str; 8] = [
    "morethan",
    "over",
    "above",
    "ormore",
    "以上",
    "超",
    "より多い",
    "+",
];

fn documented_size(text: &str) -> Option<&'static str> {
    let plain: String = fold(text)
        .chars()
        .filter(|c| !c.is_whitespace() && *c != ',')
        .collect();
    let numbers: Vec<u32> = plain
        .split(|c: char| !c.is_ascii_digit())
        .filter(|digits| !digits.is_empty())
        .map(|digits| digits.parse().ok())
        .collect::<Option<_>>()?;
    let mut words: String = plain.chars().filter(|c| !c.is_ascii_digit()).collect();
    let mut is_above = false;
    for word in ABOVE_WORDS {
        is_above |= words.contains(word);
        words = words.replace(word, "");
    }
    for word in SIZE_WORDS {
        words = words.replace(word, "");
    }
    let is_plain = words.chars().all(|c| {
        matches!(
            c,
            '-' | '~' | '〜' | '–' | '—' | '‐' | '−' | '(' | ')' | 'か' | 'ら'
        )
    });
    if !is_plain {
        return None;
    }
    let known = |size: String| COMPANY_SIZES.into_iter().find(|known| **known == size);
    match (numbers.as_slice(), is_above) {
        ([from, to], false) => known(format!("{from}to{to}employees")),
        ([above], true) => known(format!("Morethan{above}employees"))
            .or_else(|| known(format!("Morethan{}employees", above.checked_sub(1)?))),
        _ => None,
    }
}

/// Words that stand where a file has no value.
pub(super) fn is_nothing(text: &str) -> bool {
    // Nearly every value starts with a digit or is long.
    text.len() <= 6
        && (matches!(text, "-" | "--" | "–" | "—" | "－" | "ー")
            || ["n/a", "null", "none"]
                .iter()
                .any(|word| text.eq_ignore_ascii_case(word)))
}

/// A currency by its code, sign or name.
pub(super) fn currency(text: &str) -> Option<Currency> {
    let plain: String = fold(text);
    let code = match plain.as_str() {
        "¥" | "円" | "日本円" | "yen" | "japanese yen" => "JPY",
        "$" | "us$" | "ドル" | "米ドル" | "us dollar" | "us dollars" | "アメリカドル" => {
            "USD"
        }
        "€" | "ユーロ" | "euro" | "euros" => "EUR",
        "£" | "ポンド" | "英ポンド" | "pound" | "pound sterling" => "GBP",
        "₩" | "ウォン" | "韓国ウォン" => "KRW",
        "元" | "人民元" => "CNY",
        "豪ドル" | "a$" => "AUD",
        "カナダドル" | "c$" | "ca$" => "CAD",
        other => other,
    };
    Currency::parse(code)
}

/// An amount as files write it: with grouping, a currency sign or code before or behind, or a decimal comma where it cannot
/// be anything else. Gives the currency too: `written` when the file has a column for it, otherwise the one in the text.
pub(super) fn amount(
    text: &str,
    written: Option<Currency>,
) -> Result<(Amount, Option<Currency>), AmountError> {
    // Folding width takes longer than all the rest, and nearly every amount is ASCII.
    let plain: Cow<'_, str> = if text.is_ascii() {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.nfkc().collect())
    };
    let start = plain
        .find(|c: char| c.is_ascii_digit())
        .ok_or(AmountError::NotANumber)?;
    let end = plain
        .rfind(|c: char| c.is_ascii_digit())
        .map_or(plain.len(), |last| last + 1);
    let around = (
        plain.get(..start).unwrap_or_default().trim(),
        plain.get(end..).unwrap_or_default().trim(),
    );
    let sign = match around {
        ("", "") => None,
        (sign, "") | ("", sign) => Some(currency(sign).ok_or(AmountError::NotANumber)?),
        (before, after) => {
            let found = currency(before).ok_or(AmountError::NotANumber)?;
            if currency(after) != Some(found) {
                return Err(AmountError::NotANumber);
            }
            Some(found)
        }
    };
    let currency = written.or(sign);
    let number = with_decimal_point(plain.get(start..end).unwrap_or_default());
    Amount::parse(&number, currency).map(|amount| (amount, currency))
}

/// Takes spaces and apostrophes out of groups, and turns `1.234,56` and `1234,5` into `1234.56` and `1234.5`. A comma before
/// exactly three digits stays a grouping comma.
fn with_decimal_point(number: &str) -> Cow<'_, str> {
    let mut number = Cow::Borrowed(number);
    if number.contains([' ', '\'', '’']) {
        let groups: Vec<&str> = number.split([' ', '\'', '’']).collect();
        let is_grouped = groups.iter().skip(1).all(|group| {
            group.len() >= 3 && group.bytes().take(3).all(|byte| byte.is_ascii_digit())
        });
        if is_grouped {
            number = Cow::Owned(groups.concat());
        }
    }
    if let Some((whole, fraction)) = number.rsplit_once(',') {
        let is_decimal = !whole.contains(',')
            && fraction.bytes().all(|byte| byte.is_ascii_digit())
            && (whole.contains('.') || fraction.len() < 3);
        if is_decimal && !fraction.contains('.') && are_groups(whole, '.') {
            return Cow::Owned(format!("{}.{fraction}", whole.replace('.', "")));
        }
    } else if number.matches('.').count() > 1 && are_groups(&number, '.') {
        return Cow::Owned(number.replace('.', ""));
    }
    number
}

/// Whether the separator stands before groups of three digits only.
fn are_groups(number: &str, separator: char) -> bool {
    number
        .split(separator)
        .skip(1)
        .all(|group| group.len() == 3 && group.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Reads what the program wrote itself: exactly as many decimal places as stand there.
pub(super) fn exact_amount(text: &str) -> Option<Amount> {
    use serde::Deserialize;
    use serde::de::IntoDeserializer;
    use serde::de::value::{Error, StrDeserializer};
    let deserializer: StrDeserializer<'_, Error> = text.into_deserializer();
    Amount::deserialize(deserializer).ok()
}

/// Partner Center's reasons for "Close as error", by their number (Partner Center, 2023, bulk operations).
const ERROR_REASONS: [&str; 9] = [
    "Duplicate-bulk",
    "Duplicate-Partner Center",
    "Duplicate-sent by Microsoft",
    "Connector data sync",
    "Customer matching",
    "Solution issues",
    "Test referral",
    "Data error",
    "Others",
];

/// Partner Center's labels of the listed reasons, folded, in the order of their numbers.
const REASON_LABELS: [(&str, &[&str]); 8] = [
    (
        "budget",
        &["project budget isn't adequate", "予算が不十分", "予算不足"],
    ),
    (
        "no_response",
        &[
            "customer didn't respond",
            "顧客が応答しなかった",
            "顧客から応答なし",
        ],
    ),
    (
        "other_vendor",
        &[
            "customer chose another vendor",
            "顧客が別のベンダーを選択",
            "他社を選択",
        ],
    ),
    (
        "requirement_not_met",
        &[
            "customer requirement not met",
            "顧客の要件を満たせない",
            "要件不一致",
        ],
    ),
    ("not_a_customer", &["not a customer", "顧客ではない"]),
    (
        "timeline_too_short",
        &[
            "proposed time line was too short",
            "proposed timeline was too short",
            "期間が短すぎる",
        ],
    ),
    (
        "abuse",
        &[
            "report as abuse, spam, or phishing",
            "迷惑行為、スパム、フィッシングとして報告",
        ],
    ),
    ("other", &["others", "その他"]),
];

/// A reason by number, code or label, otherwise the text. For "Close as error" the numbers mean another list.
pub(super) fn reason(text: &str, is_error: bool) -> Reason {
    let text = text.trim();
    if is_error {
        let label = text
            .parse::<usize>()
            .ok()
            .and_then(|number| ERROR_REASONS.get(number.checked_sub(1)?));
        return Reason::from_import(label.copied().unwrap_or(text));
    }
    let folded = fold(text).replace('’', "'");
    let code = REASON_LABELS
        .iter()
        .find(|(_, labels)| labels.contains(&folded.as_str()))
        .map_or(text, |(code, _)| code);
    Reason::from_import(code)
}

/// Yes or no in the words files use.
pub(super) fn yes_or_no(text: &str) -> Option<bool> {
    match fold(text).as_str() {
        "true" | "yes" | "y" | "1" | "はい" | "○" | "あり" => Some(true),
        "false" | "no" | "n" | "0" | "いいえ" | "×" | "なし" => Some(false),
        _ => None,
    }
}

/// First and last name as one: family name first where the name is written in Japanese.
pub(super) fn full_name(first: &str, last: &str) -> String {
    let is_japanese = |text: &str| {
        text.chars()
            .any(|c| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '々'))
    };
    let (one, two) = if is_japanese(first) || is_japanese(last) {
        (last, first)
    } else {
        (first, last)
    };
    format!("{one} {two}").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_are_resolved_and_ampersands_kept() {
        for (text, expected) in [
            ("Fabrikam &amp; Sons", "Fabrikam & Sons"),
            ("A&B; C & D", "A&B; C & D"),
            ("&lt;x&gt; &#39;y&#x27; &quot;", "<x> 'y' \""),
            ("&amp;amp;", "&amp;"),
            ("&#0;&", "&#0;&"),
        ] {
            assert_eq!(without_entities(text), expected);
        }
    }

    #[test]
    fn company_sizes_are_read_in_both_languages_and_others_kept() {
        for (text, expected) in [
            ("51to250employees", "51to250employees"),
            ("51-250", "51to250employees"),
            ("51 to 250 employees", "51to250employees"),
            ("51–250 Employees", "51to250employees"),
            ("従業員 51～250 名", "51to250employees"),
            ("５１〜２５０人", "51to250employees"),
            ("1,001 - 5,000", "1001to5000employees"),
            ("More than 500", "Morethan500employees"),
            ("500+", "Morethan500employees"),
            ("501 人以上", "Morethan500employees"),
            ("20,000 名超", "Morethan20000employees"),
            ("40-60", "40-60"),
            ("10 to 50 stores", "10 to 50 stores"),
            ("medium", "medium"),
            ("51", "51"),
        ] {
            assert_eq!(company_size(text), expected, "{text}");
        }
    }

    #[test]
    fn amounts_are_read_with_signs_codes_and_grouping() {
        let usd = Currency::parse("USD");
        for (text, written, expected) in [
            ("12563", usd, "12563.00 USD"),
            ("12,563.5", usd, "12563.50 USD"),
            ("$12,563.50", None, "12563.50 USD"),
            ("12563 usd", None, "12563.00 USD"),
            ("￥１，２００，０００", None, "1200000 JPY"),
            ("120000円", None, "120000 JPY"),
            ("1.234,56 €", None, "1234.56 EUR"),
            ("1234,5", usd, "1234.50 USD"),
            ("1 234 567,80", usd, "1234567.80 USD"),
            ("1.234.567", usd, "1234567.00 USD"),
            ("1'234.50", usd, "1234.50 USD"),
            ("€5", usd, "5.00 USD"),
            ("0", usd, "0.00 USD"),
        ] {
            let (amount, currency) = amount(text, written).unwrap();
            let code = currency.map(|currency| currency.to_string());
            assert_eq!(format!("{amount} {}", code.unwrap()), expected, "{text}");
        }
        for text in [
            "-5", "(5)", "abc", "1,23,4", "5 apples", "1 2", "$5 EUR", "1e9",
        ] {
            assert_eq!(amount(text, usd), Err(AmountError::NotANumber), "{text}");
        }
    }

    #[test]
    fn amounts_of_the_own_export_keep_their_decimal_places() {
        for text in ["12000.50", "12000", "0.010"] {
            assert_eq!(exact_amount(text).unwrap().to_string(), text);
        }
        assert_eq!(exact_amount("x"), None);
    }

    #[test]
    fn reasons_are_read_by_number_code_and_label() {
        for (text, is_error, expected) in [
            ("6", false, "timeline_too_short"),
            ("budget", false, "budget"),
            ("Customer didn’t respond", false, "no_response"),
            ("その他", false, "other"),
            ("7", true, "Test referral"),
            ("moved away", false, "moved away"),
        ] {
            assert_eq!(reason(text, is_error).code(), expected);
        }
    }

    #[test]
    fn japanese_names_have_the_family_name_first() {
        assert_eq!(full_name("花子", "山田"), "山田 花子");
        assert_eq!(full_name("Hanako", "Yamada"), "Hanako Yamada");
        assert_eq!(full_name("", "Yamada"), "Yamada");
    }
}
