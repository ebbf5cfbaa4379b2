//! The form of one profile: its head with what can be done, then a card for each group of fields.

use super::super::theme::{Icon, Space, Tokens};
use super::super::view::View;
use super::super::widgets::{Emphasis, button, button_enabled, heading, icon_button, weak_label};
use super::draft::{Draft, Elsewhere};
use super::list::status;
use super::regions::Regions;
use super::{about, keywords, locations, marks, targets};
use crate::domain::{Finding, ProfileField};
use crate::text::region;
use egui::{Align, Frame, Margin, Response, ScrollArea, Sides, Ui, UiBuilder, Vec2};

/// Lines longer than this are hard to read, in points.
const WIDEST: f32 = 760.0;

/// What is wanted of the profile in the form.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Wanted {
    Save,
    Discard,
    Delete,
    /// Give up the edits for what is kept now.
    Reload,
    /// Keep the edits, whatever is kept now.
    KeepOwn,
}

/// Why the profile cannot be saved now; `None` when it can.
pub(super) fn why_not_saved(
    view: &View<'_>,
    draft: &Draft,
    findings: &[Finding],
) -> Option<String> {
    let texts = view.texts;
    if draft.elsewhere.is_some() {
        return Some(texts.get("profiles-save-needs-choice").to_owned());
    }
    if draft.is_being_saved() {
        return Some(texts.get("profiles-saving").to_owned());
    }
    if !draft.is_edited() {
        return Some(texts.get("profiles-nothing-to-save").to_owned());
    }
    marks::why_not_saved(view, findings)
}

/// The form.
pub(super) fn show(
    ui: &mut Ui,
    view: &View<'_>,
    regions: &Regions,
    draft: &mut Draft,
    findings: &[Finding],
) -> Option<Wanted> {
    let (mut wanted, mut target) = (None, None);
    // An untouched form has nothing wrong with it yet.
    let is_blank = draft.is_new() && !draft.is_edited();
    let shown: &[Finding] = if is_blank { &[] } else { findings };
    let why_not = why_not_saved(view, draft, findings);
    let frame = Frame::new().inner_margin(Margin {
        left: 0,
        right: 0,
        top: Space::L as i8,
        bottom: Space::M as i8,
    });
    frame.show(ui, |ui| {
        // The form below gives this much away to its scroll bar.
        let bar = ui.spacing().scroll.allocated_width();
        column(ui, bar, |ui| {
            wanted = head(ui, view, draft, why_not.as_deref());
            // That it is being saved is said beside its name.
            let why_not = why_not.as_deref().filter(|_| !draft.is_being_saved());
            target = standing(ui, view, shown, why_not);
        });
    });
    ui.painter().hline(
        ui.max_rect().x_range(),
        ui.cursor().top() - ui.spacing().item_spacing.y,
        egui::Stroke::new(1.0, view.tokens.border),
    );
    ScrollArea::vertical()
        .id_salt(("profile", draft.serial))
        .auto_shrink([false, false])
        .show(ui, |ui| {
            column(ui, 0.0, |ui| {
                ui.push_id(draft.serial, |ui| {
                    ui.spacing_mut().item_spacing.y = Space::M;
                    ui.add_space(Space::XS);
                    let asked = conflict(ui, view, draft);
                    wanted = wanted.or(asked);
                    cards(ui, view, regions, draft, shown, target);
                    ui.add_space(Space::XL);
                });
            });
        });
    wanted
}

/// A column of readable width in the middle of what is left beside `kept_free` points at the right.
fn column<R>(ui: &mut Ui, kept_free: f32, content: impl FnOnce(&mut Ui) -> R) -> R {
    let mut room = ui.available_rect_before_wrap();
    room.max.x -= kept_free;
    let width = (room.width() - 2.0 * Space::XL).min(WIDEST);
    let left = room.left() + ((room.width() - width) / 2.0).max(Space::XL).floor();
    let rect = room.with_min_x(left).with_max_x(left + width);
    let column = UiBuilder::new()
        .max_rect(rect)
        .layout(egui::Layout::top_down(Align::Min));
    ui.scope_builder(column, |ui| {
        ui.set_width(width);
        content(ui)
    })
    .inner
}

/// The name of the profile, how it stands, and the buttons; in a narrow column the buttons stand below.
fn head(ui: &mut Ui, view: &View<'_>, draft: &Draft, why_not: Option<&str>) -> Option<Wanted> {
    const LEAST_WIDTH_FOR_ONE_LINE: f32 = 480.0;
    let mut wanted = None;
    let name = |ui: &mut Ui| {
        let code = draft.known_region();
        let name = if code.is_empty() {
            view.texts.get("profiles-new")
        } else {
            region(view.texts, code)
        };
        heading(ui, view.tokens, name).on_hover_text(name);
        state_pill(ui, view, draft);
    };
    let buttons = |ui: &mut Ui| wanted = head_buttons(ui, view, draft, why_not);
    let sides = Sides::new().shrink_left().truncate().height(34.0);
    if ui.available_width() >= LEAST_WIDTH_FOR_ONE_LINE {
        sides.show(ui, name, buttons);
    } else {
        ui.horizontal_wrapped(name);
        sides.show(ui, |_| {}, buttons);
    }
    wanted
}

/// The buttons of the head, the rightmost first.
fn head_buttons(
    ui: &mut Ui,
    view: &View<'_>,
    draft: &Draft,
    why_not: Option<&str>,
) -> Option<Wanted> {
    let (tokens, texts) = (view.tokens, view.texts);
    let mut wanted = None;
    let save = texts.get("common-save");
    let response = button_enabled(ui, tokens, Emphasis::Primary, save, why_not);
    let shortcut = ui.format_shortcut(&super::SAVE);
    if response.on_hover_text(shortcut).clicked() {
        wanted = Some(Wanted::Save);
    }
    let nothing = (!draft.has_unsaved_edits() && !draft.is_new())
        .then(|| texts.get("profiles-nothing-to-discard"));
    let discard = texts.get("profiles-discard");
    if button_enabled(ui, tokens, Emphasis::Normal, discard, nothing).clicked() {
        wanted = Some(Wanted::Discard);
    }
    if !draft.is_new() {
        let delete = texts.get("profiles-delete");
        if icon_button(ui, Icon::Trash, delete).clicked() {
            wanted = Some(Wanted::Delete);
        }
    }
    wanted
}

/// What there is to mend, or else why there is nothing to save, in a row of its own: the form below stays where it is when that changes.
/// The field the person wants to be taken to.
fn standing(
    ui: &mut Ui,
    view: &View<'_>,
    findings: &[Finding],
    why_not: Option<&str>,
) -> Option<ProfileField> {
    ui.add_space(Space::S);
    let row = Vec2::new(ui.available_width(), marks::BANNER_HEIGHT);
    ui.allocate_ui(row, |ui| {
        ui.set_min_height(marks::BANNER_HEIGHT);
        if !findings.is_empty() {
            return marks::summary(ui, view, findings);
        }
        ui.horizontal_centered(|ui| {
            weak_label(ui, view.tokens, why_not.unwrap_or_default());
        });
        None
    })
    .inner
}

/// Whether it is published, and whether it is saved as it stands.
fn state_pill(ui: &mut Ui, view: &View<'_>, draft: &Draft) {
    let tokens = view.tokens;
    let is_active = draft.profile.active;
    if !draft.is_new() {
        let colors = if is_active {
            (tokens.good, tokens.good_soft)
        } else {
            (tokens.text_weak, tokens.sunken)
        };
        marks::tag(ui, status(view, is_active), colors);
    }
    if draft.has_unsaved_edits() {
        let colors = (tokens.accent, tokens.accent_soft);
        marks::tag(ui, view.texts.get("profiles-unsaved"), colors);
    } else if draft.is_being_saved() {
        weak_label(ui, tokens, view.texts.get("profiles-saving"));
    }
}

/// Says that the kept profile changed meanwhile, and offers both ways out.
fn conflict(ui: &mut Ui, view: &View<'_>, draft: &Draft) -> Option<Wanted> {
    let texts = view.texts;
    let (text, reload, own) = match draft.elsewhere.as_ref()? {
        Elsewhere::Changed(_) => (
            "profiles-changed-elsewhere",
            "profiles-reload",
            "profiles-keep-own",
        ),
        Elsewhere::Deleted => (
            "profiles-deleted-elsewhere",
            "profiles-discard-edits",
            "profiles-save-as-new",
        ),
    };
    let mut wanted = None;
    let Tokens {
        accent,
        accent_soft,
        ..
    } = view.tokens;
    let colors = (*accent, *accent_soft);
    marks::banner(ui, Icon::Refresh, colors, texts.get(text), |ui| {
        if button(ui, view.tokens, Emphasis::Normal, texts.get(reload)).clicked() {
            wanted = Some(Wanted::Reload);
        }
        if button(ui, view.tokens, Emphasis::Normal, texts.get(own)).clicked() {
            wanted = Some(Wanted::KeepOwn);
        }
    });
    wanted
}

/// Every card, and the way to the one with the `target` field.
fn cards(
    ui: &mut Ui,
    view: &View<'_>,
    regions: &Regions,
    draft: &mut Draft,
    findings: &[Finding],
    target: Option<ProfileField>,
) {
    let go = |response: &Response, fields: &[ProfileField]| {
        if target.is_some_and(|target| fields.contains(&target)) {
            response.scroll_to_me(Some(Align::Min));
        }
    };
    ui.spacing_mut().item_spacing = Vec2::new(Space::S, Space::M);
    let profile = &mut draft.profile;
    let response = about::place(ui, view, regions, profile, findings);
    go(&response, &[ProfileField::Region, ProfileField::Active]);
    let response = about::description(ui, view, profile, findings);
    go(
        &response,
        &[ProfileField::Description, ProfileField::Website],
    );
    let (response, each) = locations::show(ui, view, draft, findings);
    go(&response, &[ProfileField::Locations]);
    for (index, response) in each.iter().enumerate() {
        go(response, &[ProfileField::Location(index)]);
    }
    let response = keywords::show(ui, view, draft, findings);
    go(&response, &[ProfileField::Keywords]);
    let profile = &mut draft.profile;
    let response = targets::industries(ui, view, profile, findings);
    go(&response, &[ProfileField::Industries]);
    targets::services_and_products(ui, view, profile);
    let response = targets::sizes(ui, view, profile, findings);
    go(&response, &[ProfileField::Sizes]);
}
