//! A table of text: delimiter, header record and records of a CSV file.

use super::encoding::{FileEncoding, NotText, decode};
use csv::StringRecord;
use std::borrow::Cow;
use std::ops::Range;

/// A CSV file that was read. Its records are cut apart as they are asked for, so the file is held only once.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Table {
    /// The decoded text, without byte order mark.
    text: String,
    /// Where the header record starts in `text`.
    header_at: usize,
    headers: Vec<String>,
    delimiter: char,
    encoding: FileEncoding,
}

/// Why bytes are no table.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum TableError {
    /// There is nothing in the file, or only white space.
    #[error("the file is empty")]
    Empty,
    /// The first record names no columns.
    #[error("the first line holds no column names")]
    NoHeader,
    /// It has far more columns than a table of referrals.
    #[error("the first line holds {0} columns; at most {MAXIMUM_COLUMNS} are read")]
    TooManyColumns(usize),
    /// It is no text.
    #[error(transparent)]
    NotText(#[from] NotText),
}

/// The most columns that are read; the widest documented file has about 150.
const MAXIMUM_COLUMNS: usize = 2_000;

/// A line of more fields is no row of a table: cutting it apart would take twenty times its size.
const MOST_FIELDS_OF_A_LINE: usize = 500_000;

/// From here on two threads read a file faster than one.
const WORTH_HALVING_BYTES: usize = 256 * 1024;

/// One record as it stands in the file.
#[derive(Clone, Copy, Debug)]
pub(super) struct RawRecord<'a> {
    /// The line it starts on, counted from 1.
    pub line: u64,
    /// Its fields, quotes resolved.
    pub fields: &'a StringRecord,
    /// Whether a quoted field runs on to the end of the file: its closing quote is missing.
    pub is_left_open: bool,
}

impl Table {
    /// Reads a CSV file: decodes it, finds the delimiter and the column names.
    ///
    /// # Errors
    /// See [`TableError`]. Faults of single records are found by [`super::parse`].
    pub fn read(bytes: &[u8]) -> Result<Self, TableError> {
        let (text, encoding) = decode(bytes)?;
        Self::from_text(&text, encoding)
    }

    /// [`Self::read`] for a text that is decoded already.
    pub(super) fn from_text(text: &str, encoding: FileEncoding) -> Result<Self, TableError> {
        let text = with_line_feeds(text).into_owned();
        let (header_at, announced) = skip_delimiter_line(&text);
        let body = text.get(header_at..).unwrap_or_default();
        if body.trim().is_empty() {
            return Err(TableError::Empty);
        }
        let delimiter = announced.unwrap_or_else(|| detect_delimiter(body));
        let most = most_fields_of_a_line(body, delimiter);
        if most > MOST_FIELDS_OF_A_LINE {
            return Err(TableError::TooManyColumns(most));
        }
        let mut table = Self {
            headers: Vec::new(),
            header_at,
            delimiter,
            encoding,
            text,
        };
        table.headers = table.read_headers()?;
        Ok(table)
    }

    /// The column names, outer white space cut. A name that is missing or comes twice gets its column's number, so every
    /// column has a name of its own.
    pub fn headers(&self) -> &[String] {
        &self.headers
    }

    /// What separates the fields: comma, semicolon or tab.
    pub const fn delimiter(&self) -> char {
        self.delimiter
    }

    /// How the file is encoded.
    pub const fn encoding(&self) -> FileEncoding {
        self.encoding
    }

    /// The fields of the first records, for showing what each column holds.
    pub fn first_records(&self, count: usize) -> Vec<Vec<String>> {
        let mut records = Vec::new();
        if count > 0 {
            self.for_each_record(|record| {
                records.push(record.fields.iter().map(str::to_owned).collect());
                records.len() < count
            });
        }
        records
    }

    /// The number of lines in a part of the text, a bound for the number of records.
    pub(super) fn line_count(&self, part: &Range<usize>) -> usize {
        let bytes = self.text.as_bytes().get(part.clone()).unwrap_or_default();
        // The last line may have no end.
        usize::try_from(count_line_feeds(bytes) + 1).unwrap_or(usize::MAX)
    }

    /// Calls `visit` with each record under the header, blank ones left out, until it returns false.
    pub(super) fn for_each_record(&self, visit: impl FnMut(RawRecord<'_>) -> bool) {
        self.for_each_record_in(self.whole(), visit);
    }

    /// From the header to the end.
    pub(super) const fn whole(&self) -> Range<usize> {
        self.header_at..self.text.len()
    }

    /// Calls `visit` with each record that starts in `part`, the header and blank ones left out, until it returns false. `part` starts with a
    /// record. Returns where the first record behind it starts.
    pub(super) fn for_each_record_in(
        &self,
        part: Range<usize>,
        mut visit: impl FnMut(RawRecord<'_>) -> bool,
    ) -> usize {
        let mut is_header = part.start == self.header_at;
        self.walk(part, |record| {
            if is_header {
                is_header = false;
                return true;
            }
            visit(record)
        })
    }

    /// Where a record near the middle of a long file starts, if quotes are used as they should be. It is certain when the records before
    /// end there.
    pub(super) fn likely_middle(&self) -> Option<usize> {
        let Range { start, end } = self.whole();
        if end - start < WORTH_HALVING_BYTES {
            return None;
        }
        let bytes = self.text.as_bytes();
        let middle = usize::midpoint(start, end);
        let mut is_quoted = bytes
            .get(start..middle)?
            .iter()
            .fold(false, |quoted, byte| quoted ^ (*byte == b'"'));
        let line_end = bytes.get(middle..)?.iter().position(|byte| {
            is_quoted ^= *byte == b'"';
            *byte == b'\n' && !is_quoted
        })?;
        let next = self.skip_line_breaks(middle + line_end);
        // The reader would take a byte order mark for the file's own and leave it out.
        let has_mark = self.text.get(next..)?.starts_with('\u{feff}');
        (next < end && !has_mark).then_some(next)
    }

    fn skip_line_breaks(&self, from: usize) -> usize {
        let rest = self.text.as_bytes().get(from..).unwrap_or_default();
        from + rest.iter().take_while(|byte| is_line_break(**byte)).count()
    }

    fn read_headers(&self) -> Result<Vec<String>, TableError> {
        let mut headers: Vec<String> = Vec::new();
        let mut columns = 0;
        self.walk(self.whole(), |record| {
            columns = record.fields.len();
            headers = record
                .fields
                .iter()
                .take(MAXIMUM_COLUMNS)
                .map(|name| name.trim().to_owned())
                .collect();
            false
        });
        if columns > MAXIMUM_COLUMNS {
            return Err(TableError::TooManyColumns(columns));
        }
        if !headers.iter().any(|name| name.chars().any(is_name_letter)) {
            return Err(TableError::NoHeader);
        }
        let mut seen = std::collections::HashSet::new();
        for (index, header) in headers.iter_mut().enumerate() {
            if header.is_empty() || seen.contains(header.as_str()) {
                let number = index + 1;
                let numbered = format!("{header} ({number})");
                numbered.trim_start().clone_into(header);
            }
            seen.insert(header.clone());
        }
        Ok(headers)
    }

    /// Calls `visit` with every record that starts in `part` and is not blank, until it returns false. Returns where the first record behind
    /// `part` starts.
    fn walk(&self, part: Range<usize>, mut visit: impl FnMut(RawRecord<'_>) -> bool) -> usize {
        let body = self.text.get(part.start..).unwrap_or_default();
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(u8::try_from(self.delimiter).unwrap_or(b','))
            .from_reader(body.as_bytes());
        let mut lines = LineCounter::new(&self.text, part.start);
        let mut fields = StringRecord::new();
        loop {
            let start = self.skip_line_breaks(part.start + position_of(&reader));
            // The text is valid UTF-8 and in memory: reading it cannot fail, only end.
            if start >= part.end || !matches!(reader.read_record(&mut fields), Ok(true)) {
                return start;
            }
            if fields.iter().all(|field| field.trim().is_empty()) {
                continue;
            }
            let end = part.start + position_of(&reader);
            let line = lines.line_at(start);
            let is_left_open =
                end >= self.text.len() && is_left_open(self.text.get(start..).unwrap_or_default());
            let record = RawRecord {
                line,
                fields: &fields,
                is_left_open,
            };
            if !visit(record) {
                return end;
            }
        }
    }
}

fn position_of(reader: &csv::Reader<&[u8]>) -> usize {
    usize::try_from(reader.position().byte()).unwrap_or(usize::MAX)
}

/// Whether the last record of a file ends inside quotes. Quotes come in pairs there unless one was never closed; a single
/// one on a single line is a mark of inches or the like.
fn is_left_open(record: &str) -> bool {
    let record = record.trim_matches(['\r', '\n']);
    record.contains('\n') && record.bytes().filter(|byte| *byte == b'"').count() % 2 == 1
}

const fn is_line_break(byte: u8) -> bool {
    matches!(byte, b'\r' | b'\n')
}

/// Line ends of old Macs (CR alone) become LF; any other text is left alone.
fn with_line_feeds(text: &str) -> Cow<'_, str> {
    if text.contains('\r') && !text.contains('\n') {
        Cow::Owned(text.replace('\r', "\n"))
    } else {
        Cow::Borrowed(text)
    }
}

/// Excel's own hint, a first line such as `sep=;`: where the rest starts, and the delimiter.
fn skip_delimiter_line(text: &str) -> (usize, Option<char>) {
    let line = text.split(['\r', '\n']).next().unwrap_or_default();
    let delimiter = line
        .get(..4)
        .filter(|start| start.eq_ignore_ascii_case("sep="))
        .and_then(|start| line.strip_prefix(start))
        .and_then(|rest| {
            DELIMITERS
                .into_iter()
                .find(|delimiter| rest == delimiter.to_string())
        });
    (delimiter.map_or(0, |_| line.len()), delimiter)
}

const DELIMITERS: [char; 3] = [',', ';', '\t'];

/// The delimiter that comes most often in the header record, outside quotes.
fn detect_delimiter(text: &str) -> char {
    let mut counts = [0_usize; DELIMITERS.len()];
    let mut is_quoted = false;
    for c in text.trim_start_matches(['\r', '\n']).chars() {
        match c {
            '"' => is_quoted = !is_quoted,
            '\r' | '\n' if !is_quoted => break,
            _ if is_quoted => {}
            _ => {
                for (delimiter, count) in DELIMITERS.iter().zip(&mut counts) {
                    *count += usize::from(c == *delimiter);
                }
            }
        }
    }
    // The comma stands first and keeps a draw: `rev` because `max_by_key` takes the last of equals.
    DELIMITERS
        .into_iter()
        .zip(counts)
        .rev()
        .max_by_key(|(_, count)| *count)
        .map_or(',', |(delimiter, _)| delimiter)
}

/// How many fields the longest line holds at most. Quotes do not matter: what they enclose makes the number too high, never too low.
fn most_fields_of_a_line(text: &str, delimiter: char) -> usize {
    let of_line = |line: &str| line.matches(delimiter).count() + 1;
    text.split('\n').map(of_line).max().unwrap_or_default()
}

/// Names hold letters; a first record of numbers and dates is data.
fn is_name_letter(c: char) -> bool {
    c.is_alphabetic() && !matches!(c, '年' | '月' | '日' | '円' | 'T' | 'Z')
}

/// Counts lines as the records go by. csv's own count does not know blank lines nor the second byte of CRLF.
struct LineCounter<'a> {
    bytes: &'a [u8],
    at: usize,
    line: u64,
}

impl<'a> LineCounter<'a> {
    fn new(text: &'a str, start: usize) -> Self {
        let bytes = text.as_bytes();
        let before = bytes.get(..start).unwrap_or_default();
        Self {
            bytes,
            at: start,
            line: 1 + count_line_feeds(before),
        }
    }

    /// The line on which the record at offset `start` starts.
    fn line_at(&mut self, start: usize) -> u64 {
        self.line += count_line_feeds(self.bytes.get(self.at..start).unwrap_or_default());
        self.at = start;
        self.line
    }
}

#[expect(
    clippy::naive_bytecount,
    reason = "the compiler makes vector code of it; a crate for that alone is not worth having"
)]
fn count_line_feeds(bytes: &[u8]) -> u64 {
    bytes.iter().filter(|byte| **byte == b'\n').count() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn records(text: &str) -> Vec<(u64, Vec<String>)> {
        let mut records = Vec::new();
        Table::read(text.as_bytes())
            .unwrap()
            .for_each_record(|record| {
                let fields = record.fields.iter().map(str::to_owned).collect();
                records.push((record.line, fields));
                true
            });
        records
    }

    #[test]
    fn the_delimiter_is_found_outside_quotes() {
        for (text, delimiter) in [
            ("a,b\n", ','),
            ("a;b;c\n", ';'),
            ("a\tb\n", '\t'),
            ("\"a,b,c\";d\n", ';'),
            ("\"a\n,,,b\"\tc\nx,y,z\n", '\t'),
            ("only\n", ','),
            ("sep=;\r\na,b\r\n", ';'),
        ] {
            assert_eq!(
                Table::read(text.as_bytes()).unwrap().delimiter(),
                delimiter,
                "{text}"
            );
        }
    }

    #[test]
    fn quotes_and_line_breaks_inside_fields_are_kept_and_lines_counted() {
        for line_end in ["\n", "\r\n"] {
            let text = [
                "",
                "a,b",
                "1,\"x \"\"y\"\", z\"",
                "",
                "  ",
                "2,\"p",
                "q\"",
                ",",
                "3,r",
            ]
            .join(line_end);
            let broken = format!("p{line_end}q");
            assert_eq!(
                records(&text),
                [
                    (3, vec!["1".to_owned(), "x \"y\", z".to_owned()]),
                    (6, vec!["2".to_owned(), broken]),
                    (9, vec!["3".to_owned(), "r".to_owned()]),
                ]
            );
        }
    }

    #[test]
    fn lines_are_counted_after_a_delimiter_line_and_for_old_line_ends() {
        assert_eq!(records("sep=,\r\na,b\r\n1,2\r\n").first().unwrap().0, 3);
        assert_eq!(records("a,b\r1,2\r3,4").last().unwrap().0, 3);
    }

    #[test]
    fn every_column_has_a_name_of_its_own() {
        let table = Table::read(b" Name ,Notes,,Notes\n1,2,3,4\n").unwrap();
        assert_eq!(table.headers(), ["Name", "Notes", "(3)", "Notes (4)"]);
        assert_eq!(table.first_records(5), [["1", "2", "3", "4"]]);
    }

    #[test]
    fn a_file_without_a_table_is_refused_with_the_reason() {
        for text in ["", "  \r\n\r\n", "\u{feff}"] {
            assert_eq!(Table::read(text.as_bytes()), Err(TableError::Empty));
        }
        assert_eq!(
            Table::read(b"1,2026-11-22T00:00:00Z\n2,3\n"),
            Err(TableError::NoHeader)
        );
        assert_eq!(
            Table::read(b"\x89PNG\r\n\x1a\n\0\0"),
            Err(TableError::NotText(NotText::Unreadable))
        );
        assert_eq!(
            Table::read(&b"a,".repeat(2001)),
            Err(TableError::TooManyColumns(2002))
        );
    }
}
