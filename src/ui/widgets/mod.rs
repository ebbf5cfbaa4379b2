//! The controls every screen is made of: each has an accessible name and takes its looks from the tokens.

mod buttons;
mod cards;
mod chip_list;
mod chips;
mod date_picker;
mod dialog;
mod fields;
mod keycap;
mod lines;
mod marks;
mod outcomes;
mod radio_list;
mod search_choice;
mod service;
mod snooze;
mod toggles;

pub use buttons::{
    Emphasis, button, button_enabled, icon_button, icon_button_named, icon_text_button,
    name_and_key, tab, tooltip,
};
pub use cards::card;
pub use chip_list::{ChipWords, chip_list};
pub use chips::check_chip;
pub use date_picker::DatePicker;
pub use dialog::{DialogAnswer, dialog, dialog_body, dialog_buttons, is_composing};
pub use fields::{
    choice, field, field_error, field_hint, field_warning, labelled, long_text_field,
    multiline_field, passphrase_field, search_field,
};
pub use keycap::keycap;
pub use lines::{cut_galley, inline_choice};
pub use marks::{badge_at, empty_state, heading, pill, pill_ending_at, section, weak_label};
pub use outcomes::{outcome_icon, paint_outcome_pill};
pub use radio_list::radio_list;
pub use search_choice::{SearchOption, SearchWords, search_choice};
pub use service::service_face;
pub use snooze::snooze_menu;
pub use toggles::{focus_ring, segmented, switch, toggle_chip};
