//! The locations: up to five places of business, each with whom to reach there.

use super::super::theme::{Icon, Radius, Space, Type};
use super::super::view::View;
use super::super::widgets::{
    Emphasis, button, button_enabled, card, field, icon_button, weak_label,
};
use super::draft::Draft;
use super::marks;
use crate::domain::{Finding, Location, Profile, ProfileField};
use crate::text::Say;
use egui::{Align, Frame, Layout, Margin, Response, RichText, Role, Ui, UiBuilder};

/// The locations' card; the responses of the card and of each location, to scroll to.
pub(super) fn show(
    ui: &mut Ui,
    view: &View<'_>,
    draft: &mut Draft,
    findings: &[Finding],
) -> (Response, Vec<Response>) {
    let texts = view.texts;
    let count = texts.with(
        "profiles-count-of",
        &[
            ("count", draft.profile.locations.len().into()),
            ("most", Profile::LOCATIONS.into()),
        ],
    );
    card(
        ui,
        view.tokens,
        texts.get("profile-field-locations"),
        Some(texts.get("profiles-locations-note")),
        Some(RichText::new(count).color(view.tokens.text_weak)),
        |ui| {
            marks::beside(ui, view, findings, ProfileField::Locations);
            let mut removed = None;
            let mut shown = Vec::new();
            for (index, location) in draft.profile.locations.iter_mut().enumerate() {
                let (response, remove) = ui
                    .push_id(("location", index), |ui| {
                        one(ui, view, index, location, findings)
                    })
                    .inner;
                shown.push(response);
                if remove {
                    removed = Some(index);
                }
            }
            if let Some(index) = removed {
                let location = draft.profile.locations.remove(index);
                draft.removed_location = Some((index, location));
            }
            foot(ui, view, draft);
            shown
        },
    )
}

/// In less than this the fields of a contact stand one below the other, in points.
const LEAST_WIDTH_FOR_COLUMNS: f32 = 400.0;

fn one(
    ui: &mut Ui,
    view: &View<'_>,
    index: usize,
    location: &mut Location,
    findings: &[Finding],
) -> (Response, bool) {
    let texts = view.texts;
    let name = ProfileField::Location(index).say(texts);
    let mut remove = false;
    let group = UiBuilder::new()
        .accessibility_role(Role::Group)
        .accessibility_label(name.clone());
    let shown = ui.scope_builder(group, |ui| {
        Frame::new()
            .fill(view.tokens.background)
            .corner_radius(Radius::M)
            .inner_margin(Margin::same(14))
            .show(ui, |ui| {
                ui.horizontal(|ui| {
                    ui.add(marks::small(Icon::Location, view.tokens.text_weak).alt_text(""));
                    ui.label(RichText::new(&name).font(Type::caption_strong()));
                    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                        let what = texts.with("profiles-remove-named", &[("name", name.into())]);
                        remove = icon_button(ui, Icon::Trash, &what).clicked();
                    });
                });
                let address = texts.get("profiles-location-address");
                field(ui, view.tokens, address, &mut location.address);
                let contact = &mut location.contact;
                let fields = [
                    ("profiles-contact-name", &mut contact.name),
                    ("common-mail", &mut contact.email),
                    ("common-phone", &mut contact.phone),
                ];
                let is_narrow = ui.available_width() < LEAST_WIDTH_FOR_COLUMNS;
                let count = if is_narrow { 1 } else { fields.len() };
                ui.columns(count, |columns| {
                    for (index, (label, text)) in fields.into_iter().enumerate() {
                        if let Some(ui) = columns.get_mut(index % count) {
                            field(ui, view.tokens, texts.get(label), text);
                        }
                    }
                });
                marks::beside(ui, view, findings, ProfileField::Location(index));
            });
    });
    (shown.response, remove)
}

fn foot(ui: &mut Ui, view: &View<'_>, draft: &mut Draft) {
    let texts = view.texts;
    ui.horizontal_wrapped(|ui| {
        let is_full = draft.profile.locations.len() >= Profile::LOCATIONS;
        let why_not = is_full.then(|| texts.get("profiles-locations-full"));
        let add = texts.get("profiles-location-add");
        if button_enabled(ui, view.tokens, Emphasis::Normal, add, why_not).clicked() {
            draft.profile.locations.push(Location::default());
            draft.removed_location = None;
        }
        if is_full || draft.removed_location.is_none() {
            return;
        }
        ui.add_space(Space::S);
        weak_label(ui, view.tokens, texts.get("profiles-location-removed"));
        let put_back = texts.get("profiles-location-put-back");
        if button(ui, view.tokens, Emphasis::Quiet, put_back).clicked()
            && let Some((index, location)) = draft.removed_location.take()
        {
            let locations = &mut draft.profile.locations;
            locations.insert(index.min(locations.len()), location);
        }
    });
}
