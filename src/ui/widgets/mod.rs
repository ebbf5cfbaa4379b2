//! The controls every screen is made of: each has an accessible name and takes its looks from the tokens.

mod buttons;
mod cards;
mod chips;
mod dialog;
mod fields;
mod marks;
mod search_choice;

pub use buttons::{Emphasis, button, button_enabled, icon_button, icon_text_button};
pub use cards::card;
pub use chips::{ChipChange, ChipWords, chip_list, toggle_chip};
pub use dialog::{DialogAnswer, dialog, dialog_buttons};
pub use fields::{choice, field, field_error, multiline_field, search_field};
pub use marks::{badge, empty_state, heading, pill, section, weak_label};
pub use search_choice::{SearchOption, SearchWords, search_choice};
