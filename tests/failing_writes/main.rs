//! Writes that fail: the disk is full, broken or closed for writing. The program stays up, says what happened, changes nothing by half, keeps
//! what was typed, and goes on when the disk is well again. Linux only.
//!
//! `LEADLINE_FAILING_EVERY` has only every so many steps of a command fail (5); 1 tries them all: see scripts/torture.
#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    missing_docs,
    reason = "a test fails by panicking"
)]

#[path = "../common/mod.rs"]
mod common;
#[path = "../crash/mod.rs"]
mod crash;
#[path = "../file_layer/mod.rs"]
mod file_layer;
#[path = "../support/mod.rs"]
mod support;

mod by_command_line;
mod by_session;
mod by_window;
mod erasing;
mod real_limits;
