//! Putting the board into bands: the longest that any one frame is held up, and how long until all cards are in them.

use super::data::{Files, SIZES};
use super::rung::Rung;
use super::table::{Line, Table};
use super::timing::Samples;
use leadline::desk::Swimlanes;
use std::time::{Duration, Instant};

const ROUNDS: usize = 8;

pub fn measure(files: &Files, table: &mut Table) {
    let mut longest: [Samples; 3] = Default::default();
    let mut whole: [Samples; 3] = Default::default();
    for size in 0..SIZES.len() {
        let path = files.copy(size, &format!("bands-{size}.db"));
        let mut board = Rung::open(&path, files.now);
        for _ in 0..ROUNDS {
            for by in [Swimlanes::Region, Swimlanes::Owner, Swimlanes::Off] {
                let (frame, all) = board.put_into(by);
                longest[size].add(frame);
                whole[size].add(all);
            }
        }
    }
    let share = longest[2].nineteen_of_twenty().as_secs_f64() * 60.0;
    table.add(
        Line::of(
            "Switch of bands, the longest that one frame is held up",
            &longest,
        )
        .judged(share, "a 60 Hz frame, 19 of 20", 1.0),
    );
    table.add(Line::of(
        "Switch of bands, until all cards are in them",
        &whole,
    ));
}

impl Rung {
    /// The longest part of the work, and all of it.
    fn put_into(&mut self, by: Swimlanes) -> (Duration, Duration) {
        let mut settings = self.session.settings().clone();
        settings.swimlanes = by;
        let start = Instant::now();
        self.session.save_settings(settings);
        let mut longest = start.elapsed();
        while self.session.is_busy() {
            let part = Instant::now();
            self.session.poll();
            longest = longest.max(part.elapsed());
            std::thread::yield_now();
        }
        (longest, start.elapsed())
    }
}
