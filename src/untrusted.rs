//! Everything that reads what comes from outside, by one name each, as the fuzz targets feed it and the tests replay what those have found.
//! Whatever it is given, a reader returns, in a time and a memory that its input bounds.

use crate::cli::WordReader;
use crate::desk::{Desk, Settings, Store};
use crate::domain::{Amount, Command, Currency, Date, Profile, Timestamp};
use crate::exchange::{Mapping, Table, parse, read_bytes, read_json, sample_referrals};
use crate::remind::link::NoteLink;
use crate::text::{Format, Language, Texts, Zone};
use crate::ui::read_pasted_mail;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Reads bytes in every way that the program reads such.
pub struct Reader {
    formats: [Format; 2],
    words: WordReader,
    now: Timestamp,
    today: Date,
    file: Option<Damaging>,
}

/// The whole file that damaged ones are made of, and where they are put.
struct Damaging {
    whole: Vec<u8>,
    path: PathBuf,
    /// The damaged one. Kept, so that no memory is asked for with every input.
    file: Vec<u8>,
    /// Out of a file of no length a new one is made, always the same: once is enough.
    has_tried_nothing: bool,
}

/// What is read.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Kind {
    /// A table, however encoded and parted.
    Csv,
    /// Referrals and profiles as JSON.
    Json,
    /// Dates and times as typed and as in files.
    Dates,
    /// Amounts and currencies.
    Money,
    /// A mail that was pasted.
    Mail,
    /// The words of a command line, with NUL between them; a link.
    CommandLine,
    /// The settings as they are kept.
    Settings,
    /// A Leadline file, as what differs from a whole one: see [`Reader::damage`].
    Database,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 8] = [
        Self::Csv,
        Self::Json,
        Self::Dates,
        Self::Money,
        Self::Mail,
        Self::CommandLine,
        Self::Settings,
        Self::Database,
    ];

    /// Its name: that of the fuzz target and of the folder of its corpus.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Dates => "dates",
            Self::Money => "money",
            Self::Mail => "mail",
            Self::CommandLine => "command_line",
            Self::Settings => "settings",
            Self::Database => "database",
        }
    }
}

impl Reader {
    /// A reader in Tokyo on a day in November.
    pub fn new() -> Self {
        let now = Timestamp::from_millis(1_795_392_000_000);
        let formats = Language::ALL
            .map(|language| Format::new(&Texts::in_zone(language, Zone::fixed_hours(9))));
        let [english, _] = &formats;
        Self {
            today: english.date_of(now),
            formats,
            words: WordReader::new(Language::English),
            now,
            file: None,
        }
    }

    /// Makes a file of the sample referrals in `folder`, of which damaged ones are then made, one after the other.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn with_files_in(mut self, folder: &Path) -> Result<Self, Box<dyn std::error::Error>> {
        let path = folder.join("whole.leadline");
        let mut desk = Desk::new(Store::open(&path)?);
        let rows = sample_referrals(true, self.now)?;
        desk.execute(Command::AddSamples(rows), self.now)?;
        // With the last connection its log goes into the file.
        drop(desk);
        self.file = Some(Damaging {
            whole: std::fs::read(&path)?,
            path: folder.join("damaged.leadline"),
            file: Vec::new(),
            has_tried_nothing: false,
        });
        Ok(self)
    }

    /// Reads the bytes as this.
    pub fn read(&mut self, kind: Kind, bytes: &[u8]) {
        let text = || String::from_utf8_lossy(bytes);
        match kind {
            Kind::Csv => {
                if let Ok(table) = Table::read(bytes) {
                    parse(&table, &Mapping::recognise(&table));
                }
            }
            Kind::Json => {
                read_json(&text()).ok();
                serde_json::from_slice::<Profile>(bytes).ok();
                serde_json::from_slice::<Vec<Profile>>(bytes).ok();
                read_bytes(bytes).ok();
            }
            Kind::Dates => self.dates(&text()),
            Kind::Money => money(&text()),
            Kind::Mail => {
                for format in &self.formats {
                    read_pasted_mail(&text(), format, self.now);
                }
            }
            Kind::CommandLine => {
                self.words.read(&text());
                NoteLink::parse(&text());
            }
            Kind::Settings => {
                if let Ok(settings) = serde_json::from_slice::<Settings>(bytes) {
                    serde_json::to_string(&settings).ok();
                }
            }
            Kind::Database => self.damaged_file(bytes),
        }
    }

    fn dates(&self, text: &str) {
        Timestamp::parse(text).ok();
        crate::exchange::read_instant(text);
        crate::exchange::read_date(text);
        for format in &self.formats {
            if let Some(date) = format.parse_date(text, self.today) {
                format.date(date);
            }
            if let Some(at) = format.parse_date_time(text, self.now) {
                format.date_time(at);
                format.time_left(at.millis_from(self.now));
            }
        }
    }

    /// Opens a damaged file as the program does at its start, and reads the board.
    fn damaged_file(&mut self, bytes: &[u8]) {
        let Some(Damaging {
            whole,
            path,
            file,
            has_tried_nothing,
        }) = &mut self.file
        else {
            return;
        };
        let log = Self::damage(whole, bytes, file);
        if file.is_empty() && log.is_empty() && std::mem::replace(has_tried_nothing, true) {
            return;
        }
        for suffix in ["-wal", "-shm", "-journal"] {
            std::fs::remove_file(beside(path, suffix)).ok();
        }
        if write_over(path, file).is_err() {
            return;
        }
        if !log.is_empty() {
            std::fs::write(beside(path, "-wal"), log).ok();
        }
        if let Ok(store) = Store::open(path) {
            store.check().ok();
            store.open_referrals(|_| {}).ok();
            store.profiles().ok();
        }
    }

    /// Makes `file` the whole one with what the bytes tell written over it, piece by piece; what is left of them is its log. A piece is its place
    /// in three bytes, the low one first, its length in one, and what is to be there; a piece of no length cuts the file off there.
    pub fn damage<'a>(whole: &[u8], mut bytes: &'a [u8], file: &mut Vec<u8>) -> &'a [u8] {
        const MOST_PIECES: usize = 32;
        file.clear();
        file.extend_from_slice(whole);
        for _ in 0..MOST_PIECES {
            let Some(([low, middle, high, length], rest)) = bytes.split_first_chunk() else {
                return &[];
            };
            let at = u32::from_le_bytes([*low, *middle, *high, 0]) as usize % (file.len() + 1);
            let length = usize::from(*length).min(rest.len());
            let (piece, rest) = rest.split_at(length);
            bytes = rest;
            if piece.is_empty() {
                file.truncate(at);
            } else {
                for (slot, byte) in file.iter_mut().skip(at).zip(piece) {
                    *slot = *byte;
                }
            }
        }
        bytes
    }
}

impl Default for Reader {
    fn default() -> Self {
        Self::new()
    }
}

impl std::fmt::Debug for Reader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reader").finish_non_exhaustive()
    }
}

fn money(text: &str) {
    let (code, amount) = text.split_once(' ').unwrap_or(("", text));
    let currency = Currency::parse(code);
    for currency in [None, currency, Some(Currency::JPY)] {
        if let Ok(amount) = Amount::parse(amount, currency) {
            // What was read is written so that it reads the same again.
            let written = amount.to_string();
            debug_assert_eq!(Amount::parse(&written, currency).ok(), Some(amount));
        }
    }
}

/// Writes a file from its beginning on, over what is there: quicker than making room anew for each.
fn write_over(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut file = std::fs::OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(false)
        .open(path)?;
    file.write_all(bytes)?;
    file.set_len(bytes.len() as u64)
}

fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}
