//! What end-to-end tests stand on: a desktop of their own, with what a person's would have.
#![allow(dead_code, reason = "each test uses what it needs of it")]
#![allow(
    clippy::print_stdout,
    reason = "what a test prints is shown when it fails"
)]

pub mod accessibility;
pub mod board;
pub mod desktop;
pub mod input;
pub mod notifications;
pub mod process;
pub mod service;
