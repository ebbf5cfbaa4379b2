//! What the profile is about, from Partner Center's lists: industries, services, products, and the company sizes opted out of.

use super::super::theme::Space;
use super::super::view::View;
use super::super::widgets::{card, check_chip};
use super::marks;
use crate::domain::{
    COMPANY_SIZES, Finding, INDUSTRIES, PRODUCTS, Profile, ProfileField, SERVICES,
};
use crate::text::{Texts, company_size, industry, product, service};
use egui::{Grid, Response, RichText, Ui, Vec2};

/// How many columns the company sizes stand in.
const SIZE_COLUMNS: usize = 2;

/// The industries' card: five at most.
pub(super) fn industries(
    ui: &mut Ui,
    view: &View<'_>,
    profile: &mut Profile,
    findings: &[Finding],
) -> Response {
    let texts = view.texts;
    let count = texts.with(
        "profiles-count-of",
        &[
            ("count", profile.industries.len().into()),
            ("most", Profile::INDUSTRIES.into()),
        ],
    );
    let count = RichText::new(count).color(view.tokens.text_weak);
    let title = texts.get("profile-field-industries");
    let full = (profile.industries.len() >= Profile::INDUSTRIES)
        .then(|| texts.get("profiles-industries-full"));
    card(ui, view.tokens, title, None, Some(count), |ui| {
        chips(
            ui,
            view,
            &INDUSTRIES,
            &mut profile.industries,
            full,
            industry,
        );
        marks::beside(ui, view, findings, ProfileField::Industries);
    })
    .0
}

/// The cards of services and products.
pub(super) fn services_and_products(ui: &mut Ui, view: &View<'_>, profile: &mut Profile) {
    let texts = view.texts;
    let title = texts.get("profiles-services");
    card(ui, view.tokens, title, None, None, |ui| {
        chips(ui, view, &SERVICES, &mut profile.services, None, service);
    });
    let title = texts.get("profiles-products");
    card(ui, view.tokens, title, None, None, |ui| {
        chips(ui, view, &PRODUCTS, &mut profile.products, None, product);
    });
}

/// The company sizes' card.
pub(super) fn sizes(
    ui: &mut Ui,
    view: &View<'_>,
    profile: &mut Profile,
    findings: &[Finding],
) -> Response {
    let texts = view.texts;
    let title = texts.get("profile-field-sizes");
    let note = texts.get("profiles-sizes-note");
    card(ui, view.tokens, title, Some(note), None, |ui| {
        marks::beside(ui, view, findings, ProfileField::Sizes);
        let out = &mut profile.opted_out_sizes;
        Grid::new("sizes")
            .num_columns(SIZE_COLUMNS)
            .spacing(Vec2::new(Space::XL, Space::XS))
            .min_col_width(ui.available_width() / SIZE_COLUMNS as f32 - Space::XL)
            .show(ui, |ui| {
                for (index, value) in offered(&COMPANY_SIZES, out).iter().enumerate() {
                    let is_out = out.contains(value);
                    let mut checked = is_out;
                    ui.checkbox(&mut checked, size_label(view, value, is_out));
                    if checked != is_out {
                        switch(out, value);
                    }
                    if index % SIZE_COLUMNS == SIZE_COLUMNS - 1 {
                        ui.end_row();
                    }
                }
            });
    })
    .0
}

fn size_label(view: &View<'_>, value: &str, is_out: bool) -> RichText {
    let name = company_size(view.texts, value);
    if is_out {
        let text = view.text_with("profiles-size-opted-out", &[("size", name.into())]);
        RichText::new(text).color(view.tokens.soon)
    } else {
        RichText::new(name)
    }
}

/// A chip for every offered value; once the list is `full`, only the chosen ones can be switched.
fn chips(
    ui: &mut Ui,
    view: &View<'_>,
    documented: &[&str],
    chosen: &mut Vec<String>,
    full: Option<&str>,
    name: for<'t> fn(&'t Texts, &'t str) -> &'t str,
) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = Vec2::splat(Space::S);
        for value in offered(documented, chosen) {
            let is_on = chosen.contains(&value);
            let why_not = if is_on { None } else { full };
            let label = name(view.texts, &value);
            if check_chip(ui, view.tokens, label, is_on, why_not).clicked() {
                switch(chosen, &value);
            }
        }
    });
}

/// The documented values, and those that are chosen though nobody documented them: they came with an import.
fn offered(documented: &[&str], chosen: &[String]) -> Vec<String> {
    let undocumented = chosen
        .iter()
        .filter(|value| !documented.contains(&value.as_str()));
    documented
        .iter()
        .map(|value| (*value).to_owned())
        .chain(undocumented.cloned())
        .collect()
}

fn switch(chosen: &mut Vec<String>, value: &str) {
    match chosen.iter().position(|known| known == value) {
        Some(index) => {
            chosen.remove(index);
        }
        None => chosen.push(value.to_owned()),
    }
}
