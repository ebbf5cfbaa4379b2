//! Searching the board: a thread of its own with an index in memory, which tells the lanes of what was found, ready made.

mod bands;
mod bits;
mod choices;
mod index;
mod names;
mod query;
mod sieve;
mod terms;
mod thread;

pub use choices::FilterChoices;
pub(super) use choices::size_rank;
pub(super) use query::Question;
pub use query::{BoardFilter, BoardQuery, FilterKind, SourceCode, UrgencyCode};
pub use thread::Found;
pub(super) use thread::{SearchHandle, SearchWork, search};
