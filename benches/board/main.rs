//! Measures the board with 100, 10,000 and 100,000 referrals, each ratio's two sides side by side in one run, and prints the
//! table. `scripts/bench` runs it; names of measures as arguments choose among them: `frames`, `moves`, `searches`, `bands`, `data`,
//! `checks`, `windows`, `reminders`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a benchmark fails by panicking"
)]

mod bands;
mod bare;
mod checks;
mod data;
mod frames;
mod imports;
mod moves;
mod reminders;
mod rung;
mod searches;
mod stage;
mod table;
mod timing;
mod windows;

use data::Files;
use std::io::Write;
use table::Table;

fn main() {
    let arguments: Vec<String> = std::env::args()
        .skip(1)
        // What cargo adds by itself.
        .filter(|argument| argument != "--bench")
        .collect();
    if windows::is_child(&arguments) {
        windows::child(&arguments);
        return;
    }
    let wants = |name: &str| arguments.is_empty() || arguments.iter().any(|wanted| wanted == name);
    let files = Files::prepare();
    let mut table = Table::default();
    if wants("frames") {
        frames::measure(&files, &mut table);
    }
    if wants("moves") {
        moves::measure(&files, &mut table);
    }
    if wants("searches") {
        searches::measure(&files, &mut table);
    }
    if wants("bands") {
        bands::measure(&files, &mut table);
    }
    if wants("data") {
        imports::measure(&files, &mut table);
    }
    if wants("checks") {
        checks::measure(&files, &mut table);
    }
    if wants("windows") {
        windows::measure(&files, &mut table);
    }
    if wants("reminders") {
        reminders::measure(&files, &mut table);
    }
    write!(std::io::stdout().lock(), "{table}").unwrap();
}
