//! The controls every screen is made of: each has an accessible name and takes its looks from the tokens.

mod buttons;
mod date_picker;
mod dialog;
mod fields;
mod marks;

pub use buttons::{Emphasis, button, button_enabled, icon_button, icon_text_button};
pub use date_picker::DatePicker;
pub use dialog::{DialogAnswer, dialog, dialog_body, dialog_buttons};
pub use fields::{
    choice, field, field_error, field_hint, field_warning, labelled, long_text_field,
    multiline_field, search_field,
};
pub use marks::{badge, empty_state, heading, pill, section, weak_label};
