//! Leadline: a board for Microsoft Partner Center referrals and their clocks. Imports point one way: a module uses only
//! those above it.

/// The same desk from a terminal.
pub mod cli;
/// The use cases: takes commands, keeps the board, undoes; the only one that changes data.
pub mod desk;
/// What a referral is and what may happen to it. Pure: no clock, no input or output, no egui, no SQL.
pub mod domain;
/// Files in and out: CSV and JSON; and out alone, PDF and PNG.
pub mod exchange;
/// The timer thread and the notifications it raises.
pub mod remind;
/// What keeps the program at hand for one file, with or without a window.
pub mod resident;
/// The SQLite file: the only module with SQL.
pub mod store;
/// The program's words in each language, and how dates, times and money are written.
pub mod text;
/// The window.
pub mod ui;
/// Everything that reads what comes from outside, for those who try to make it fall.
#[doc(hidden)]
pub mod untrusted;
