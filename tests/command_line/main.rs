//! The program as scripts and people use it from a terminal: the built binary on real files.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

#[cfg(target_os = "linux")]
mod any_clock;
mod erase;
mod exchange;
mod files;
mod listing;
mod profiles;
mod recover;
mod reminders;
mod report;
mod support;
mod together;
mod usage;
mod workflow;
