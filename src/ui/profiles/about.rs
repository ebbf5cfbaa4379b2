//! The first cards: where the profile counts, whether it is published, and what customers read.

use super::super::theme::Space;
use super::super::view::View;
use super::super::widgets::{SearchWords, card, field, multiline_field, search_choice, weak_label};
use super::marks;
use super::regions::{Regions, searched};
use crate::domain::{Finding, Profile, ProfileField};
use crate::text::region;
use egui::{Response, RichText, Ui};

/// The rows of the description's field while it is short.
const DESCRIPTION_ROWS: usize = 6;
/// The field of the region is no wider than this, in points.
const WIDEST_REGION: f32 = 420.0;

/// The region and the published switch.
pub(super) fn place(
    ui: &mut Ui,
    view: &View<'_>,
    regions: &Regions,
    profile: &mut Profile,
    findings: &[Finding],
) -> Response {
    let texts = view.texts;
    let title = texts.get("profiles-place");
    card(ui, view.tokens, title, None, None, |ui| {
        let words = SearchWords {
            label: texts.get("profile-field-region"),
            placeholder: texts.get("profiles-region-choose"),
            search: texts.get("profiles-region-search"),
            nothing_found: texts.get("profiles-region-none"),
        };
        let shown = (!profile.region.is_empty()).then(|| region(texts, &profile.region));
        let options = regions.options();
        let chosen = ui.scope(|ui| {
            ui.set_max_width(ui.available_width().min(WIDEST_REGION));
            search_choice(ui, view.tokens, &words, shown, options, searched)
        });
        if let Some(code) = chosen.inner {
            code.clone_into(&mut profile.region);
        }
        marks::beside(ui, view, findings, ProfileField::Region);
        ui.add_space(Space::XS);
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            ui.checkbox(&mut profile.active, texts.get("profile-field-active"));
            weak_label(ui, view.tokens, texts.get("profiles-active-note"));
        });
        marks::beside(ui, view, findings, ProfileField::Active);
    })
    .0
}

/// The description and the website.
pub(super) fn description(
    ui: &mut Ui,
    view: &View<'_>,
    profile: &mut Profile,
    findings: &[Finding],
) -> Response {
    let texts = view.texts;
    let characters = profile.description.chars().count();
    let count = texts.with(
        "profiles-characters",
        &[
            ("count", characters.into()),
            ("most", Profile::DESCRIPTION_CHARACTERS.into()),
        ],
    );
    let ink = if characters > Profile::DESCRIPTION_CHARACTERS {
        view.tokens.critical
    } else {
        view.tokens.text_weak
    };
    let count = RichText::new(count).color(ink);
    let title = texts.get("profiles-about");
    card(ui, view.tokens, title, None, Some(count), |ui| {
        let label = texts.get("profile-field-description");
        let text = &mut profile.description;
        multiline_field(ui, view.tokens, label, text, DESCRIPTION_ROWS);
        marks::beside(ui, view, findings, ProfileField::Description);
        let label = texts.get("profile-field-website");
        field(ui, view.tokens, label, &mut profile.website);
        marks::beside(ui, view, findings, ProfileField::Website);
    })
    .0
}
