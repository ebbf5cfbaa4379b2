//! What came out of a file: rows, and bad rows with the reason.

use crate::domain::{AmountError, ImportRow};

/// What a file holds.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Parsed {
    /// The rows that can be taken in, in the file's order. Where an id comes twice, the later row is merged over the
    /// earlier one.
    pub rows: Vec<ImportRow>,
    /// The rows that cannot, in the file's order.
    pub bad: Vec<BadRow>,
}

/// A row that cannot be taken in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BadRow {
    /// The line the row starts on, in a JSON file its place in the array, counted from 1.
    pub line: u64,
    /// The column at fault, by its header, in a JSON file by its key; `None` when it is the row as a whole.
    pub column: Option<String>,
    /// What is wrong.
    pub reason: BadReason,
}

/// Why a row cannot be taken in. Values are shown for dates, amounts and currencies only: no contact data gets into a log.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum BadReason {
    /// Nothing says which customer the referral is from, and no known id does.
    #[error("the customer's name is missing")]
    CustomerMissing,
    /// It is no date in any known way of writing.
    #[error("\"{value}\" is not a date such as 11/22/2026, 2026-11-22T09:00:00Z or 2026年11月22日")]
    UnreadableDate {
        /// The value, at most 40 characters of it.
        value: String,
    },
    /// It is no amount.
    #[error("\"{value}\" is not an amount: {problem}")]
    UnreadableAmount {
        /// The value, at most 40 characters of it.
        value: String,
        /// What is wrong with it.
        problem: AmountError,
    },
    /// It is no currency.
    #[error("\"{value}\" is not a currency code such as USD or JPY")]
    UnreadableCurrency {
        /// The value, at most 40 characters of it.
        value: String,
    },
    /// It has fewer fields than the table has columns.
    #[error("it has {found} fields where the table has {expected} columns")]
    TooFewFields {
        /// Columns of the table.
        expected: usize,
        /// Fields of the row.
        found: usize,
    },
    /// It has more fields than the table has columns, and not all of them empty.
    #[error("it has {found} fields where the table has {expected} columns")]
    TooManyFields {
        /// Columns of the table.
        expected: usize,
        /// Fields of the row.
        found: usize,
    },
    /// The file holds more rows than are read at once.
    #[error("only {most} rows are read at once")]
    TooManyRows {
        /// How many are.
        most: usize,
    },
    /// A field is larger than any text a referral has.
    #[error("a field holds {bytes} bytes; at most {most} are taken")]
    FieldTooLong {
        /// The size of the field.
        bytes: usize,
        /// The most that is taken.
        most: usize,
    },
    /// A quotation mark opens a field and none closes it.
    #[error("a quotation mark is opened and never closed")]
    QuoteLeftOpen,
    /// In a JSON file: the entry is no object.
    #[error("it is not an object")]
    NotAnObject,
    /// In a JSON file: the value is of another kind than the key takes.
    #[error("the value has the wrong type")]
    WrongType,
}

impl BadRow {
    /// A row without a customer's name whose ids turned out to be unknown: only the desk can tell.
    pub const fn customer_missing(line: u64) -> Self {
        Self {
            line,
            column: None,
            reason: BadReason::CustomerMissing,
        }
    }
}

impl std::fmt::Display for BadRow {
    /// In English, for logs and errors; the window has its own words.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "line {}: ", self.line)?;
        if let Some(column) = &self.column {
            write!(f, "{column}: ")?;
        }
        self.reason.fmt(f)
    }
}

/// A value fit to be shown in a message.
pub(super) fn shown(value: &str) -> String {
    value.chars().take(40).collect()
}
