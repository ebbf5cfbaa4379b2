//! The program's words in each language, and how dates, times and money are written.

mod date_input;
mod format;
mod keys;
mod language;
pub mod light;
mod lines;
mod name_match;
mod region_names;
mod regions;
mod say;
mod say_refusal;
mod texts;
pub mod typefaces;
mod values;

pub use format::{Format, Zone};
pub use keys::{
    action_key, entry_key, field_key, outcome_key, policy_key, reason_key, stage_key, urgency_key,
};
pub use language::Language;
pub use lines::{about_line, deal_line, entry_details, entry_line, headline, shown_urgency};
pub use name_match::{NameMatch, NameMatcher};
pub use regions::{region, region_reading, region_sorting_key, regions, regions_named};
pub use say::{Say, outcome_with_certainty};
pub use texts::{Argument, Texts};
pub use values::{company_size, industry, product, service};
