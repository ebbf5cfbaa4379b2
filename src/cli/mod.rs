//! The same desk from a terminal: what is asked on the command line, done and answered.

mod act;
mod arguments;
mod backups;
mod encryption;
mod erase;
mod export;
mod failure;
mod help;
mod import;
mod link;
mod list;
mod location;
mod parse;
mod plain_text;
mod print;
mod profile;
mod recover;
mod referral_json;
mod remind;
mod report;
mod report_json;
mod run;
mod selftest;
mod session;
mod show;
mod upkeep;
mod usage;
mod values;

pub use arguments::Renderer;
pub use failure::Exit;
pub use link::{Followed, LinkRequest, follow_link};
pub(crate) use parse::WordReader;
pub use parse::{Parsed, Request, WindowArguments, parse};
pub use run::run;
