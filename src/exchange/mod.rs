//! Files in and out: CSV and JSON; and out alone, PDF and PNG.
//!
//! In: [`read_file`] gives a [`Source`]; a CSV [`Table`] goes with a [`Mapping`] through [`parse`], JSON is parsed at once.
//! Both end as [`Parsed`]: rows for the desk, and bad rows with their line and reason. Out: an [`ExportSink`] takes one
//! [`ExportRecord`] after another. What it writes reads back without loss.

mod bad_row;
mod csv_write;
mod dates;
mod encoding;
mod field;
mod file;
mod header_names;
mod headers;
mod json;
mod json_write;
mod names;
mod parse;
mod partner_center_names;
mod places;
mod record;
mod rows;
mod samples;
mod sheet;
mod states;
mod table;
mod unfinished;
mod values;
mod whole;
mod words;

pub use bad_row::{BadReason, BadRow, Parsed};
pub use csv_write::CsvSink;
pub(crate) use dates::{calendar_date as read_date, instant as read_instant};
pub use encoding::{FileEncoding, NotText};
pub use field::Field;
pub use file::{
    ExportFile, FileError, FileProblem, MAXIMUM_FILE_BYTES, Source, read_bytes, read_file,
};
pub use headers::{Layout, Mapping, MappingError};
pub use json::{JsonError, read_json};
pub use json_write::JsonSink;
pub use parse::{parse, parse_each};
pub use places::region as region_code;
pub use record::{ExportError, ExportFormat, ExportRecord, ExportSink};
pub use rows::MAXIMUM_FIELD_BYTES;
pub use samples::{SampleError, sample_referrals};
pub use sheet::{
    BoardSheet, Content as SheetContent, MOST_CARDS, MOST_PAGES, PrintError, Printed, Printing,
    ReferralSheet, SheetFormat, is_same_file,
};
pub use table::{Table, TableError};
pub use unfinished::{create_private, give_up_unfinished};
pub use whole::{WholeExportError, export_everything};
