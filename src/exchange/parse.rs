//! From a table to the rows of an import: one record after the other, a large file's halves at the same time.

use super::rows::RowReader;
use super::{BadReason, BadRow, Mapping, Parsed, Table};
use crate::domain::ImportRow;
use std::ops::Range;

/// Room is made for so many rows at once, whatever the file says.
const MOST_ROWS_RESERVED: usize = 100_000;

/// Five times the referrals of a very large file: a row takes up to two kilobytes of memory, however short it is. Each half of a file that is
/// read by two threads may have as many.
pub(super) const MAXIMUM_ROWS: usize = 500_000;

/// Reads every record of a table. A fault makes its row a bad one and leaves the others alone.
pub fn parse(table: &Table, mapping: &Mapping) -> Parsed {
    match table.likely_middle() {
        Some(middle) => parse_halves(table, mapping, middle),
        None => parse_part(table, mapping, table.whole()).0,
    }
}

/// Reads the records before `middle` and those from there on at the same time.
fn parse_halves(table: &Table, mapping: &Mapping, middle: usize) -> Parsed {
    let Range { start, end } = table.whole();
    std::thread::scope(|scope| {
        let second = std::thread::Builder::new()
            .name("parsing".to_owned())
            .spawn_scoped(scope, || parse_part(table, mapping, middle..end).0);
        let (mut parsed, next) = parse_part(table, mapping, start..middle);
        let rest = match second {
            // Where the records before end at the middle, one starts there.
            Ok(second) if next == middle => second.join().ok(),
            _ => None,
        };
        let mut rest = rest.unwrap_or_else(|| parse_part(table, mapping, next..end).0);
        parsed.rows.append(&mut rest.rows);
        parsed.bad.append(&mut rest.bad);
        parsed
    })
}

/// Reads the records that start in a part of the text; says where the first one behind it starts.
fn parse_part(table: &Table, mapping: &Mapping, part: Range<usize>) -> (Parsed, usize) {
    let mut parsed = Parsed::default();
    let lines = table.line_count(&part);
    parsed.rows.reserve(lines.min(MOST_ROWS_RESERVED));
    let next = parse_each_in(table, mapping, part, |row| {
        let is_full = parsed.rows.len() + parsed.bad.len() >= MAXIMUM_ROWS;
        match row {
            _ if is_full => parsed.bad.push(BadRow {
                line: row.map_or_else(|bad| bad.line, |row| row.line),
                column: None,
                reason: BadReason::TooManyRows { most: MAXIMUM_ROWS },
            }),
            Ok(row) => parsed.rows.push(row),
            Err(bad) => parsed.bad.push(bad),
        }
        !is_full
    });
    (parsed, next)
}

/// [`parse`] one row at a time, for whoever need not hold them all.
pub fn parse_each(
    table: &Table,
    mapping: &Mapping,
    mut take: impl FnMut(Result<ImportRow, BadRow>),
) {
    parse_each_in(table, mapping, table.whole(), |row| {
        take(row);
        true
    });
}

fn parse_each_in(
    table: &Table,
    mapping: &Mapping,
    part: Range<usize>,
    mut take: impl FnMut(Result<ImportRow, BadRow>) -> bool,
) -> usize {
    let mut reader = RowReader::new(table, mapping);
    table.for_each_record_in(part, |record| {
        take(reader.read(&record).map_err(|(column, reason)| BadRow {
            line: record.line,
            column: column.and_then(|index| table.headers().get(index).cloned()),
            reason,
        }))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Enough lines for two threads; `line` makes each from its number.
    fn long_table(line_end: &str, line: impl Fn(usize) -> String) -> Table {
        let lines: Vec<String> = (0..9_000).map(line).collect();
        let text = format!(
            "Customer,Received at,Notes{line_end}{}",
            lines.join(line_end)
        );
        Table::read(text.as_bytes()).unwrap()
    }

    #[test]
    fn two_threads_read_what_one_reads() {
        let padding = "long enough to be worth two threads ".repeat(2);
        for line_end in ["\n", "\r\n"] {
            let tables = [
                long_table(line_end, |n| format!("C{n},2026-11-22,{padding}")),
                long_table(line_end, |n| {
                    format!("C{n},2026-11-22,\"{padding}{line_end}\"\"x\"\",{line_end}y\"")
                }),
                // A lone quote inside a field: quotes no longer tell where records start.
                long_table(line_end, |n| {
                    let inch = if n == 7 { "\"" } else { "" };
                    format!("C{n},2026-11-22,5{inch} {padding}\n,\n\"a\nb\",,")
                }),
                long_table(line_end, |n| {
                    let quote = if n == 5_000 { "\"" } else { "" };
                    format!("C{n},{},{quote}{padding}{line_end}", n % 9)
                }),
            ];
            for table in tables {
                assert!(table.line_count(&table.whole()) > 9_000);
                let mapping = Mapping::recognise(&table);
                let one = parse_part(&table, &mapping, table.whole()).0;
                assert_eq!(parse(&table, &mapping), one);
                assert!(one.rows.len() + one.bad.len() > 4_000);
            }
        }
    }
}
