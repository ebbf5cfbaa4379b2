//! How texts are compared when something is searched in them: more is the same than by [`super::fold`], which is kept in files.

use std::ops::Range;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The form in which texts are searched: as [`super::fold`] has it, and accents dropped, katakana as hiragana, dashes and apostrophes of one
/// kind. `É` is `e`, `ß` is `ss`, `カ`, `ｶ` and `か` are the same; `カ` and `ガ` are not.
pub fn search_fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    push_search_fold(&mut folded, text);
    folded
}

/// Adds [`search_fold`] of a text to another.
pub fn push_search_fold(folded: &mut String, text: &str) {
    let start = folded.len();
    each_cluster(text, |_, form| {
        for c in form.chars() {
            let is_space = c.is_whitespace();
            if !is_space {
                folded.push(c);
            } else if folded.len() > start && !folded.ends_with(' ') {
                folded.push(' ');
            }
        }
    });
    if folded.len() > start && folded.ends_with(' ') {
        folded.pop();
    }
}

/// The words of what was typed to search for, folded, each once. All of them are to occur.
pub fn search_words(typed: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in search_fold(typed).split(' ') {
        if !word.is_empty() && !words.iter().any(|known| known == word) {
            words.push(word.to_owned());
        }
    }
    words
}

/// Where words of [`search_words`] stand in a text: ranges of bytes between whole characters, in order, none touching the next.
pub fn search_matches(text: &str, words: &[String]) -> Vec<Range<usize>> {
    if words.is_empty() {
        return Vec::new();
    }
    let mut folded = String::with_capacity(text.len());
    // Where each cluster's form ends in `folded`, and where the cluster is in `text`.
    let mut clusters: Vec<(usize, Range<usize>)> = Vec::with_capacity(text.len());
    each_cluster(text, |range, form| {
        folded.push_str(form);
        clusters.push((folded.len(), range));
    });
    let cluster_of = |at: usize| {
        let index = clusters.partition_point(|(end, _)| *end <= at);
        clusters.get(index).map(|(_, range)| range.clone())
    };
    let mut found: Vec<Range<usize>> = words
        .iter()
        .filter(|word| !word.is_empty())
        .flat_map(|word| {
            folded
                .match_indices(word.as_str())
                .map(|(at, word)| at..at + word.len())
        })
        .filter_map(|range| {
            let (first, last) = (cluster_of(range.start)?, cluster_of(range.end - 1)?);
            Some(first.start..last.end)
        })
        .collect();
    found.sort_unstable_by_key(|range| (range.start, range.end));
    found.dedup_by(|next, before| {
        let touches = next.start <= before.end;
        if touches {
            before.end = before.end.max(next.end);
        }
        touches
    });
    found
}

/// Hands each character, with the marks that belong to it, to `take`: where it is and how it is searched.
fn each_cluster(text: &str, mut take: impl FnMut(Range<usize>, &str)) {
    let mut characters = text.char_indices().peekable();
    let mut form = String::new();
    while let Some((start, c)) = characters.next() {
        let alone = start + c.len_utf8();
        let mut end = alone;
        while let Some((at, mark)) = characters.next_if(|(_, c)| joins(*c)) {
            end = at + mark.len_utf8();
        }
        if let Some(c) = plain_form(c).filter(|_| end == alone) {
            take(start..end, c.encode_utf8(&mut [0; 4]));
        } else {
            form.clear();
            form.extend(folded_form(text.get(start..end).unwrap_or_default()));
            take(start..end, &form);
        }
    }
}

/// Whether the character belongs to the one before it: a combining mark, or the voicing mark of half-width kana.
fn joins(c: char) -> bool {
    match c {
        '\0'..='\u{2FF}' | '\u{3041}'..='\u{3098}' | '\u{30A0}'..='\u{9FFF}' => false,
        '\u{FF9E}' | '\u{FF9F}' => true,
        _ => is_combining_mark(c),
    }
}

/// The form of the characters that most texts are made of, found without tables.
const fn plain_form(c: char) -> Option<char> {
    match c {
        '~' => Some('-'),
        '\0'..='\x7F' => Some(c.to_ascii_lowercase()),
        // Hiragana; the common Chinese characters; the long vowel, the full stop and the comma.
        'ぁ'..='ゖ' | '\u{4E00}'..='\u{9FFF}' | 'ー' | '、' | '。' => Some(c),
        'ァ'..='ヶ' => char::from_u32(c as u32 - KATAKANA_TO_HIRAGANA),
        _ => None,
    }
}

/// How far a katakana character stands behind its hiragana one.
const KATAKANA_TO_HIRAGANA: u32 = 0x60;

fn folded_form(cluster: &str) -> impl Iterator<Item = char> {
    cluster
        .nfkd()
        .filter(|c| !is_accent(*c))
        .flat_map(char::to_lowercase)
        .flat_map(|c| {
            spelled_out(c)
                .chars()
                .chain(spelled_out(c).is_empty().then_some(c))
        })
        .nfc()
        .map(|c| match c {
            'ァ'..='ヶ' | 'ヽ' | 'ヾ' => {
                char::from_u32(c as u32 - KATAKANA_TO_HIRAGANA).unwrap_or(c)
            }
            c => c,
        })
}

/// Marks on Latin, Greek and Cyrillic letters. The voicing marks of kana and the vowels of Indic scripts make another letter and stay.
const fn is_accent(c: char) -> bool {
    matches!(
        c,
        '\u{300}'..='\u{36F}'
            | '\u{1AB0}'..='\u{1AFF}'
            | '\u{1DC0}'..='\u{1DFF}'
            | '\u{20D0}'..='\u{20FF}'
            | '\u{FE20}'..='\u{FE2F}'
    )
}

/// Letters that are typed otherwise where a keyboard lacks them, and signs of which people type the nearest; empty for the others.
const fn spelled_out(c: char) -> &'static str {
    match c {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'ł' => "l",
        'þ' => "th",
        'ı' => "i",
        'ς' => "σ",
        '‘' | '’' | '‛' | 'ʼ' => "'",
        '“' | '”' | '„' => "\"",
        '‐'..='―' | '−' | '~' | '〜' => "-",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_in_one_way_is_found_written_in_another() {
        for (typed, written) in [
            ("かたかな", "カタカナ"),
            ("カナ", "ｶﾅ"),
            ("がいど", "ｶﾞｲﾄﾞ"),
            ("ぱ", "ﾊﾟ"),
            ("azure", "Ａｚｕｒｅ"),
            ("A", "ａ"),
            ("etude", "Étude"),
            ("E\u{301}tude", "étude"),
            ("strasse", "Straße"),
            ("STRASSE", "STRAẞE"),
            ("istanbul", "İstanbul"),
            ("cote d'ivoire", "Côte d’Ivoire"),
            ("51-250", "51〜250"),
            ("51-250", "51–250"),
            ("(株)", "㈱"),
            ("ヴ", "ゔ"),
            ("か\u{3099}", "ガ"),
            ("a b", " A　\n B "),
        ] {
            assert_eq!(
                search_fold(typed),
                search_fold(written),
                "{typed} {written}"
            );
        }
    }

    #[test]
    fn what_means_something_else_stays_apart() {
        for (one, other) in [
            ("カ", "ガ"),
            ("ハ", "パ"),
            ("は", "ば"),
            ("か", "が"),
            ("移行", "移"),
        ] {
            assert_ne!(search_fold(one), search_fold(other), "{one} {other}");
        }
        assert_eq!(search_fold("コーヒー"), "こーひー");
        assert_eq!(search_fold("हिन्दी"), "हिन्दी");
    }

    #[test]
    fn words_are_parted_at_spaces_of_every_width() {
        assert_eq!(search_words(" Azure　移行 azure "), ["azure", "移行"]);
        assert!(search_words(" 　 ").is_empty());
    }

    #[test]
    fn matches_are_found_in_the_text_as_it_is_written() {
        let marked = |text: &str, typed: &str| -> Vec<String> {
            search_matches(text, &search_words(typed))
                .into_iter()
                .map(|range| text[range].to_owned())
                .collect()
        };
        assert_eq!(marked("ｶﾞｲﾄﾞ と ガイド", "がいど"), ["ｶﾞｲﾄﾞ", "ガイド"]);
        assert_eq!(marked("Straße", "ss"), ["ß"]);
        assert_eq!(marked("E\u{301}tude", "et"), ["E\u{301}t"]);
        assert_eq!(marked("Contoso Ltd", "ont toso"), ["ontoso"]);
        assert_eq!(marked("aaa", "aa"), ["aa"]);
        assert_eq!(marked("banana", "an na"), ["anana"]);
        assert!(marked("Contoso", "").is_empty());
        assert!(marked("", "x").is_empty());
    }

    #[test]
    fn a_match_of_the_folded_text_is_a_match_of_the_text() {
        use proptest::prelude::*;
        let characters = prop::sample::select(vec![
            'a', 'É', 'ß', 'ｶ', '\u{FF9E}', 'ガ', 'か', '\u{3099}', ' ', '\n', '㈱', 'Ａ',
            '\u{301}', '移',
        ]);
        let text = prop::collection::vec(characters, 0..12)
            .prop_map(|characters| characters.into_iter().collect::<String>());
        proptest!(|(text in text.clone(), typed in text)| {
            let folded = search_fold(&text);
            for word in search_words(&typed) {
                let is_found = !search_matches(&text, std::slice::from_ref(&word)).is_empty();
                prop_assert_eq!(folded.contains(&word), is_found, "{} in {}", word, text);
            }
        });
    }
}
