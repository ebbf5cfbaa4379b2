//! A company size as it is chosen: Partner Center's values, and whatever an import brought.

use super::super::widgets::choice;
use super::form::Draw;
use crate::domain::COMPANY_SIZES;
use crate::text::company_size;
use egui::Ui;

/// A choice of the company size; a value that is not documented stays on offer while it is chosen.
pub(super) fn size_field(ui: &mut Ui, draw: Draw<'_>, size: &mut Option<String>) {
    let mut options: Vec<(Option<String>, String)> =
        vec![(None, draw.text("common-unknown").to_owned())];
    options.extend(
        COMPANY_SIZES
            .iter()
            .map(|value| (Some((*value).to_owned()), company_size(draw.texts, value))),
    );
    if let Some(other) = size
        && !COMPANY_SIZES.contains(&other.as_str())
    {
        options.push((Some(other.clone()), other.clone()));
    }
    choice(
        ui,
        draw.tokens,
        draw.text("common-company-size"),
        size,
        &options,
    );
}
