//! `import`: takes in files of referrals, all of them or none.

use super::arguments::ImportArguments;
use super::failure::Failure;
use super::plain_text::harmless;
use super::session::Session;
use super::values::Assignment;
use crate::desk::ImportReport;
use crate::domain::{Command, ImportRow};
use crate::exchange::{
    BadReason, Field, Mapping, MappingError, Parsed, Source, Table, parse, read_file,
};
use crate::text::{Say, Texts};
use serde::Serialize;
use std::path::PathBuf;

/// What all the files say, put together.
#[derive(Default)]
struct Gathered {
    /// The rows of all files. Each row's line is its place in this list, counted from 1, so that the file it is from can be told.
    rows: Vec<ImportRow>,
    /// Where each row is from.
    places: Vec<Place>,
    /// The rows that cannot be taken in.
    bad: Vec<(Place, String)>,
    /// Files of which no column says what a row is about.
    nameless_files: Vec<usize>,
    /// Files of which no column says when a referral was received.
    undated_files: Vec<usize>,
    /// The columns of a file that fill no field.
    left_over: Vec<(usize, Vec<String>)>,
}

/// A line of a file.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    /// Which of the files.
    file: usize,
    /// The line, counted from 1; in a JSON file the place in the array.
    line: u64,
}

#[derive(Serialize)]
struct JsonReport<'a> {
    new: usize,
    changed: usize,
    unchanged: usize,
    /// Rows about persons who were erased; said where there are any.
    #[serde(skip_serializing_if = "is_zero")]
    of_erased: usize,
    bad: Vec<JsonBadRow<'a>>,
}

#[derive(Serialize)]
struct JsonBadRow<'a> {
    file: String,
    line: u64,
    reason: &'a str,
}

#[allow(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde calls it with a reference"
)]
const fn is_zero(count: &usize) -> bool {
    *count == 0
}

/// Takes in the files as one change. The counts are of the rows that can be read, whether they were taken in or not: the exit status tells.
pub(super) fn import(
    session: &mut Session<'_>,
    arguments: &ImportArguments,
) -> Result<(), Failure> {
    let texts = session.texts.clone();
    let mut gathered = gather(&texts, arguments)?;
    for file in &gathered.nameless_files {
        let file = file_name(arguments, *file);
        session.tell(&texts.with("cli-import-no-customer-column", &[("file", file.into())]));
    }
    let preview = if needs_preview(&gathered, arguments) {
        let preview = session.desk.preview_import(&gathered.rows, session.now)?;
        gathered.add_nameless(&texts, &preview);
        Some(preview)
    } else {
        None
    };
    let is_refused = is_held_back(&gathered, arguments);
    let report = match preview {
        Some(preview) if is_refused || arguments.dry_run => preview,
        _ => take_in(session, &mut gathered, arguments)?,
    };
    tell_of_columns(session, arguments, &gathered, report.new > 0);
    print_report(session, arguments, &gathered, &report)?;
    if !is_refused {
        return Ok(());
    }
    // Say what was found wrong before what follows from it.
    session.out.flush()?;
    Err(Failure::Refused(match gathered.bad.len() {
        0 => String::new(),
        count => texts.with("cli-import-refused", &[("count", count.into())]),
    }))
}

/// Whether what the rows would do is to be known before it is done, or instead. Only rows without a customer can still turn out bad.
fn needs_preview(gathered: &Gathered, arguments: &ImportArguments) -> bool {
    arguments.dry_run
        || is_held_back(gathered, arguments)
        || gathered.rows.iter().any(|row| row.customer.is_none())
}

fn is_held_back(gathered: &Gathered, arguments: &ImportArguments) -> bool {
    !gathered.nameless_files.is_empty() || (!gathered.bad.is_empty() && !arguments.skip_bad_rows)
}

fn take_in(
    session: &mut Session<'_>,
    gathered: &mut Gathered,
    arguments: &ImportArguments,
) -> Result<ImportReport, Failure> {
    let command = Command::Import {
        rows: std::mem::take(&mut gathered.rows),
        skip_nameless: arguments.skip_bad_rows,
    };
    session.make_file()?;
    let done = session.desk.execute(command, session.now)?;
    Ok(done.import.unwrap_or_default())
}

fn gather(texts: &Texts, arguments: &ImportArguments) -> Result<Gathered, Failure> {
    let mut gathered = Gathered::default();
    let mut unused: Vec<(&Assignment, Option<MappingError>)> = arguments
        .assignments
        .iter()
        .map(|assignment| (assignment, None))
        .collect();
    let mut is_used = vec![false; unused.len()];
    for (index, path) in arguments.files.iter().enumerate() {
        let parsed = match read_file(path)? {
            Source::Json(parsed) => parsed,
            Source::Csv(table) => {
                let mapping = mapping(&table, &mut unused, &mut is_used);
                if !mapping.names_referrals() {
                    gathered.nameless_files.push(index);
                }
                gathered.note_columns(index, &table, &mapping);
                parse(&table, &mapping)
            }
        };
        gathered.add(texts, index, parsed);
    }
    let left_over = unused.iter().zip(is_used).find(|(_, is_used)| !is_used);
    match left_over {
        Some(((assignment, error), _)) => Err(Failure::WrongUsage(no_column(
            texts,
            assignment,
            error.as_ref(),
        ))),
        None => Ok(gathered),
    }
}

/// What the columns of a table fill: what is recognised, then what was assigned. A column need not be in every one of the files.
fn mapping(
    table: &Table,
    assignments: &mut [(&Assignment, Option<MappingError>)],
    is_used: &mut [bool],
) -> Mapping {
    let mut mapping = Mapping::recognise(table);
    for ((assignment, error), is_used) in assignments.iter_mut().zip(is_used) {
        match mapping.assign(table, assignment.field.name(), &assignment.header) {
            Ok(()) => *is_used = true,
            Err(unknown) => *error = Some(unknown),
        }
    }
    mapping
}

fn no_column(texts: &Texts, assignment: &Assignment, error: Option<&MappingError>) -> String {
    let known = match error {
        Some(MappingError::UnknownHeader { known, .. }) => {
            known.join(texts.get("common-list-separator"))
        }
        _ => String::new(),
    };
    texts.with(
        "cli-import-no-column",
        &[
            ("column", assignment.header.as_str().into()),
            ("columns", harmless(&known).into()),
        ],
    )
}

/// Says what of the files is not where a person may expect it.
fn tell_of_columns(
    session: &mut Session<'_>,
    arguments: &ImportArguments,
    gathered: &Gathered,
    has_new: bool,
) {
    let texts = session.texts.clone();
    for file in gathered.undated_files.iter().filter(|_| has_new) {
        let file = file_name(arguments, *file);
        session.tell(&texts.with("cli-import-no-receipt-column", &[("file", file.into())]));
    }
    for (file, headers) in &gathered.left_over {
        let file = file_name(arguments, *file);
        let columns = headers.join(texts.get("common-list-separator"));
        session.tell(&texts.with(
            "cli-import-left-over",
            &[
                ("file", file.into()),
                ("columns", harmless(&columns).into()),
            ],
        ));
    }
}

impl Gathered {
    fn note_columns(&mut self, file: usize, table: &Table, mapping: &Mapping) {
        if !mapping.has(Field::ReceivedAt) {
            self.undated_files.push(file);
        }
        let fields = mapping.fields().iter().copied();
        let left_over: Vec<String> = table
            .headers()
            .iter()
            .zip(fields)
            .filter(|(header, field)| field.is_none() && !header.trim().is_empty())
            .map(|(header, _)| header.clone())
            .collect();
        if !left_over.is_empty() {
            self.left_over.push((file, left_over));
        }
    }

    fn add(&mut self, texts: &Texts, file: usize, parsed: Parsed) {
        for mut row in parsed.rows {
            let line = row.line;
            self.places.push(Place { file, line });
            row.line = self.places.len() as u64;
            self.rows.push(row);
        }
        for bad in parsed.bad {
            let line = bad.line;
            self.bad.push((Place { file, line }, bad.say(texts)));
        }
    }

    /// Rows that name a referral only by an id turn out bad where nothing has that id.
    fn add_nameless(&mut self, texts: &Texts, report: &ImportReport) {
        for line in &report.nameless_lines {
            let index = usize::try_from(line.saturating_sub(1)).unwrap_or(usize::MAX);
            if let Some(place) = self.places.get(index) {
                self.bad
                    .push((*place, BadReason::CustomerMissing.say(texts)));
            }
        }
        self.bad.sort_by_key(|(place, _)| *place);
    }
}

fn print_report(
    session: &mut Session<'_>,
    arguments: &ImportArguments,
    gathered: &Gathered,
    report: &ImportReport,
) -> Result<(), Failure> {
    if arguments.json {
        let bad = gathered.bad.iter().map(|(place, reason)| JsonBadRow {
            file: file_name(arguments, place.file),
            line: place.line,
            reason,
        });
        return session.print_json(&JsonReport {
            new: report.new,
            changed: report.changed,
            unchanged: report.unchanged,
            of_erased: report.of_erased,
            bad: bad.collect(),
        });
    }
    for (place, reason) in &gathered.bad {
        let file = file_name(arguments, place.file);
        session.tell(&format!("{file}:{}: {}", place.line, harmless(reason)));
    }
    if report.of_erased > 0 {
        let count = ("count", report.of_erased.into());
        let words = session.texts.with("import-of-erased", &[count]);
        session.tell(&words);
    }
    let counts = session.texts.with(
        "cli-import-counts",
        &[
            ("new", report.new.into()),
            ("changed", report.changed.into()),
            ("unchanged", report.unchanged.into()),
            ("bad", gathered.bad.len().into()),
        ],
    );
    session.print(&counts)
}

fn file_name(arguments: &ImportArguments, index: usize) -> String {
    arguments
        .files
        .get(index)
        .map(PathBuf::as_path)
        .map(|path| path.display().to_string())
        .unwrap_or_default()
}
