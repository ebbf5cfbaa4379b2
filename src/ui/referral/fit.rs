//! How a referral fits the business profiles, and why.

use super::super::theme::{Icon, Space};
use super::super::view::View;
use super::super::widgets::{pill, section, weak_label};
use crate::domain::{Fit, RegionFit, SizeFit};
use crate::text::{Say, industry, region};
use egui::Ui;

/// Region, size, keywords and industries, each with its verdict.
pub(super) fn fit(ui: &mut Ui, view: &View<'_>, fit: &Fit) {
    let tokens = view.tokens;
    section(ui, tokens, view.text("panel-fit"));
    let good = (tokens.good, tokens.good_soft);
    let doubtful = (tokens.soon, tokens.soon_soft);
    let unknown = (tokens.text_weak, tokens.sunken);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::Vec2::splat(Space::XS);
        let (icon, colors) = match fit.region {
            RegionFit::Covered => (Icon::Check, good),
            RegionFit::Inactive | RegionFit::NoProfile => (Icon::Warning, doubtful),
            RegionFit::Unknown => (Icon::Info, unknown),
        };
        pill(ui, Some(icon), &region_words(view, fit), colors);
        if fit.profile.is_some() {
            let (icon, colors) = match fit.size {
                SizeFit::Wanted => (Icon::Check, good),
                SizeFit::OptedOut => (Icon::Warning, doubtful),
                SizeFit::Unknown => (Icon::Info, unknown),
            };
            pill(ui, Some(icon), &fit.size.say(view.texts), colors);
        }
        for keyword in &fit.keywords {
            pill(ui, Some(Icon::Tag), keyword, good);
        }
        for name in &fit.industries {
            pill(ui, Some(Icon::Building), industry(view.texts, name), good);
        }
    });
    if fit.profile.is_some() && fit.keywords.is_empty() {
        weak_label(ui, tokens, view.text("panel-no-keywords"));
    }
}

/// Which profile covers the region and whether it is published, or why none does.
fn region_words(view: &View<'_>, fit: &Fit) -> String {
    let profile = view
        .session
        .profiles()
        .iter()
        .find(|profile| Some(profile.id) == fit.profile);
    match profile {
        Some(profile) => {
            let key = if profile.active {
                "panel-fit-published"
            } else {
                "panel-fit-unpublished"
            };
            let region = region(view.texts, &profile.region);
            view.text_with(key, &[("region", region.into())])
        }
        None => fit.region.say(view.texts),
    }
}
