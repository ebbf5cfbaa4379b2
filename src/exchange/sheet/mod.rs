//! Paper: the board or one referral as PDF or PNG, set from data, for a person to hand to a colleague.
//!
//! [`BoardSheet`] and [`ReferralSheet`] say what is put on paper. They are set as pages of marks in points, which are written as a PDF file with
//! the typefaces in it, or painted as pictures. Fonts are read while that is done, and no longer.

mod board;
mod card;
mod destination;
mod face;
mod faces;
mod flow;
mod ink;
mod lines;
mod page;
mod pdf;
mod pdf_font;
mod picture;
mod print;
mod referral;
mod setting;
mod system_faces;
mod words;

pub use board::{BoardSheet, MOST_CARDS};
pub use destination::is_same_file;
pub use flow::MOST_PAGES;
pub use print::{Content, PrintError, Printed, Printing, SheetFormat};
pub use referral::ReferralSheet;
