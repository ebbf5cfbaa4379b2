//! Text on a terminal: columns that line up in every script, and nothing in them that a terminal would obey.

use crate::domain::{Referral, Timestamp};
use crate::text::{Format, Say, Texts, outcome_with_certainty};

/// The text on one line, without the control characters that a terminal would obey.
pub(super) fn harmless(text: &str) -> String {
    text.split(|c: char| c.is_control())
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Rows of cells, lined up under each other.
pub(super) fn table<const COLUMNS: usize>(rows: &[[String; COLUMNS]]) -> Vec<String> {
    let mut widths = [0; COLUMNS];
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(width_of(cell));
        }
    }
    rows.iter()
        .map(|row| {
            let mut line = String::new();
            for (cell, width) in row.iter().zip(widths) {
                line.push_str(cell);
                line.extend(std::iter::repeat_n(' ', width - width_of(cell) + 2));
            }
            line.truncate(line.trim_end().len());
            line
        })
        .collect()
}

/// The text, cut to at most `width` columns of a terminal.
pub(super) fn shortened(text: &str, width: usize) -> String {
    if width_of(text) <= width {
        return text.to_owned();
    }
    let mut used = 0;
    let mut short: String = text
        .chars()
        .take_while(|c| {
            used += width_of_char(*c);
            used < width
        })
        .collect();
    short.push('…');
    short
}

/// Where the referral stands: its stage, or in the archive its outcome.
pub(super) fn standing(texts: &Texts, referral: &Referral) -> String {
    match referral.outcome() {
        Some(outcome) => outcome_with_certainty(texts, outcome, referral.is_presumed()),
        None => referral.stage().say(texts),
    }
}

/// What comes next for the referral, when, and how long that is from `now`; empty texts where no clock runs.
pub(super) fn deadline(
    texts: &Texts,
    format: &Format,
    referral: &Referral,
    now: Timestamp,
) -> [String; 3] {
    referral
        .next_deadline(now)
        .map(|deadline| {
            [
                deadline.mark.say(texts),
                format.date_time(deadline.due_at),
                format.time_left(deadline.due_at.millis_from(now)),
            ]
        })
        .unwrap_or_default()
}

/// The columns a text takes on a terminal.
fn width_of(text: &str) -> usize {
    text.chars().map(width_of_char).sum()
}

/// Two columns for what East Asian fonts draw on a square (Unicode Standard Annex 11, in its large blocks), otherwise one.
const fn width_of_char(c: char) -> usize {
    match c {
        '\u{1100}'..='\u{115f}'
        | '\u{2e80}'..='\u{303e}'
        | '\u{3041}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}'
        | '\u{ff00}'..='\u{ff60}'
        | '\u{ffe0}'..='\u{ffe6}'
        | '\u{1f300}'..='\u{1faff}'
        | '\u{20000}'..='\u{3fffd}' => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_line_up_in_every_script() {
        let rows = [
            ["1".to_owned(), "株式会社".to_owned(), "日本".to_owned()],
            ["10".to_owned(), "Contoso".to_owned(), String::new()],
        ];
        assert_eq!(table(&rows), ["1   株式会社  日本", "10  Contoso"]);
    }

    #[test]
    fn nothing_reaches_the_terminal_that_it_would_obey() {
        assert_eq!(harmless("a\u{1b}[31m\r\nb"), "a [31m b");
    }

    #[test]
    fn long_names_are_cut_to_their_columns() {
        assert_eq!(shortened("Contoso", 7), "Contoso");
        assert_eq!(shortened("Contoso", 6), "Conto…");
        assert_eq!(shortened("株式会社", 7), "株式会…");
    }
}
