//! Searching the board: from a key or a filter until the lanes with what was found are there, and what the index costs.

use super::data::{Files, SIZES};
use super::rung::Rung;
use super::table::{Line, Table, duration};
use super::timing::Samples;
use leadline::desk::{BoardFilter, BoardQuery, SourceCode, UrgencyCode};
use leadline::domain::Currency;
use std::time::{Duration, Instant};

/// A frame of a screen at 60 Hz.
const FRAME: Duration = Duration::from_micros(16_667);
/// What is typed, letter by letter.
const TYPED: [&str; 5] = [
    "contoso 42",
    "クラウドへ移行",
    "as",
    "person7 example",
    "nobody has this",
];
const ROUNDS: usize = 5;

pub fn measure(files: &Files, table: &mut Table) {
    let mut first: [Samples; 3] = Default::default();
    let mut keys: [Samples; 3] = Default::default();
    let mut filters: [Samples; 3] = Default::default();
    let mut memory: [String; 3] = Default::default();
    for size in 0..SIZES.len() {
        let mut board = Rung::open(&files.paths[size], files.now);
        let before = resident_bytes();
        first[size].add(board.search(query("c", Vec::new())));
        memory[size] = format!("{:.1} MB", (resident_bytes() - before) as f64 / 1e6);
        for _ in 0..ROUNDS {
            for typed in TYPED {
                board.search(BoardQuery::default());
                for (end, letter) in typed.char_indices() {
                    let typed = &typed[..end + letter.len_utf8()];
                    keys[size].add(board.search(query(typed, Vec::new())));
                }
            }
            for filter in filters_set() {
                board.search(BoardQuery::default());
                filters[size].add(board.search(query("", vec![filter.clone()])));
                filters[size].add(board.search(query("o", vec![filter])));
            }
        }
    }
    // What other programs take of the processor shows in the slowest; nineteen of twenty tell the search's own.
    let share =
        |samples: &Samples| samples.nineteen_of_twenty().as_secs_f64() / FRAME.as_secs_f64();
    table.add(
        Line::of(
            "Search, from the key until the lanes found are there",
            &keys,
        )
        .judged(share(&keys[2]), "a 60 Hz frame, 19 of 20 keys", 1.0),
    );
    table.add(
        Line::of(
            "Filter, from its change until the lanes found are there",
            &filters,
        )
        .judged(share(&filters[2]), "a 60 Hz frame, 19 of 20", 1.0),
    );
    table.add(Line::texts(
        "The slowest key",
        [0, 1, 2].map(|size| duration(keys[size].longest())),
    ));
    table.add(Line::of("The first search, which makes the index", &first));
    table.add(Line::texts("Memory of the index", memory));
}

fn query(search: &str, filters: Vec<BoardFilter>) -> BoardQuery {
    BoardQuery {
        search: search.to_owned(),
        filters,
    }
}

fn filters_set() -> Vec<BoardFilter> {
    vec![
        BoardFilter::Region("JP".to_owned()),
        BoardFilter::Size("51to250employees".to_owned()),
        BoardFilter::Urgency(UrgencyCode::Soon),
        BoardFilter::Owner(None),
        BoardFilter::Fit(false),
        BoardFilter::ValueAtLeast(Currency::JPY, 1_500_000),
        BoardFilter::Source(SourceCode::Imported),
    ]
}

impl Rung {
    /// How long it takes from the question until the board shows the answer.
    fn search(&mut self, query: BoardQuery) -> Duration {
        let start = Instant::now();
        self.session.search(query);
        while self.session.is_searching() {
            self.rung.recv_timeout(Duration::from_secs(10)).ok();
            self.session.poll();
        }
        start.elapsed()
    }
}

/// What the process has in memory; 0 where the system does not tell.
fn resident_bytes() -> i64 {
    let Ok(statm) = std::fs::read_to_string("/proc/self/statm") else {
        return 0;
    };
    let pages: i64 = statm.split(' ').nth(1).unwrap().parse().unwrap();
    pages * 4_096
}
