//! What the profile is about, from Partner Center's lists: industries, services, products, and the company sizes opted out of.

use super::super::theme::Space;
use super::super::view::View;
use super::super::widgets::{card, check_chip};
use super::marks;
use crate::domain::{
    COMPANY_SIZES, Finding, INDUSTRIES, PRODUCTS, Profile, ProfileField, SERVICES, size_covers,
};
use crate::text::{Texts, company_size, industry, product, service};
use egui::{Response, RichText, Ui, Vec2};

/// In less than this the company sizes stand in one column, in points.
const LEAST_WIDTH_FOR_COLUMNS: f32 = 400.0;

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
        let columns = if ui.available_width() < LEAST_WIDTH_FOR_COLUMNS {
            1
        } else {
            2
        };
        ui.columns(columns, |columns| {
            // The narrow bands in ascending order, and beside or below them the wide ones that cover several of those.
            let (wide, narrow) = offered(&COMPANY_SIZES, out).into_iter().partition(is_wide);
            let bands: [Vec<String>; 2] = [narrow, wide];
            let count = columns.len();
            for (index, sizes) in bands.iter().enumerate() {
                if let Some(ui) = columns.get_mut(index % count) {
                    for size in sizes {
                        size_line(ui, view, out, size);
                    }
                }
            }
        });
    })
    .0
}

/// Whether it stands beside the documented sizes that divide all companies: it covers one of those, or nobody documented it.
fn is_wide(size: &String) -> bool {
    let mut documented = COMPANY_SIZES.iter();
    !COMPANY_SIZES.contains(&size.as_str())
        || documented.any(|other| *other != size && size_covers(size, other))
}

fn size_line(ui: &mut Ui, view: &View<'_>, out: &mut Vec<String>, size: &str) {
    let is_out = out.iter().any(|known| known == size);
    let mut checked = is_out;
    ui.spacing_mut().item_spacing.y = Space::XS;
    ui.checkbox(&mut checked, size_label(view, size, is_out));
    if checked != is_out {
        switch(out, size);
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn narrow_and_wide_bands_stand_apart_each_in_ascending_order() {
        let sizes = COMPANY_SIZES.iter().map(|size| (*size).to_owned());
        let (wide, narrow): (Vec<String>, Vec<String>) = sizes.partition(is_wide);
        assert_eq!(
            wide,
            ["1to50employees", "51to500employees", "Morethan500employees"]
        );
        assert_eq!(narrow.first().unwrap(), "1to9employees");
        assert_eq!(narrow.last().unwrap(), "Morethan20000employees");
        for (one, other) in narrow.iter().zip(narrow.iter().skip(1)) {
            assert!(!size_covers(one, other) && !size_covers(other, one));
        }
    }
}
