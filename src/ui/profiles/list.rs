//! The list of profiles: a line for each region, with whether it is published and what is to be looked at.

use super::super::theme::{Radius, Space, Type};
use super::super::view::View;
use super::super::widgets::{Emphasis, heading, icon_text_button};
use super::draft::Draft;
use super::facts::Facts;
use super::marks;
use crate::domain::{Finding, Profile, ProfileId, Severity};
use crate::text::region;
use egui::{
    Align2, Color32, CornerRadius, Rect, RichText, Role, ScrollArea, Sense, Stroke, StrokeKind,
    TextWrapMode, Ui, Vec2, WidgetInfo, WidgetText,
};

/// The height of a line, in points.
const LINE_HEIGHT: f32 = 56.0;

/// What is wanted from the list.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Wanted {
    New,
    Open(ProfileId),
}

/// One line as it is to be drawn.
struct Line {
    name: String,
    status: String,
    is_active: bool,
    is_chosen: bool,
    is_edited: bool,
    /// How many findings, of what worst severity, and in words.
    findings: Option<(usize, Severity, String)>,
}

/// The list; `order` holds indexes into `profiles`.
pub(super) fn show(
    ui: &mut Ui,
    view: &View<'_>,
    profiles: &[Profile],
    order: &[usize],
    draft: Option<&Draft>,
    facts: &Facts,
) -> Option<Wanted> {
    let mut wanted = None;
    let texts = view.texts;
    heading(ui, view.tokens, texts.get("profiles-title"));
    ui.add_space(Space::XS);
    let add = texts.get("profiles-new");
    let emphasis = Emphasis::Normal;
    if icon_text_button(
        ui,
        view.tokens,
        emphasis,
        super::super::theme::Icon::Add,
        add,
    )
    .clicked()
    {
        wanted = Some(Wanted::New);
    }
    ui.add_space(Space::S);
    let new = draft.filter(|draft| draft.is_new());
    let lines = order.len() + usize::from(new.is_some());
    ui.spacing_mut().item_spacing.y = Space::XS;
    ScrollArea::vertical()
        .id_salt("profiles")
        .auto_shrink([false, false])
        .show_rows(ui, LINE_HEIGHT, lines, |ui, rows| {
            for row in rows {
                let index = if new.is_some() {
                    row.checked_sub(1)
                } else {
                    Some(row)
                };
                let Some(index) = index else {
                    if let Some(new) = new {
                        line(ui, view, &new_line(view, new));
                    }
                    continue;
                };
                let Some(profile) = order.get(index).and_then(|at| profiles.get(*at)) else {
                    continue;
                };
                let chosen = draft.filter(|draft| draft.id() == profile.id);
                let findings = match chosen {
                    Some(draft) => facts.findings(&draft.profile, profiles),
                    None => facts.findings(profile, profiles),
                };
                if line(ui, view, &kept_line(view, profile, chosen, &findings)) {
                    wanted = Some(Wanted::Open(profile.id));
                }
            }
        });
    wanted
}

fn kept_line(
    view: &View<'_>,
    profile: &Profile,
    chosen: Option<&Draft>,
    findings: &[Finding],
) -> Line {
    let worst = findings.iter().map(|finding| finding.severity).max();
    let said = marks::counts_in_words(view, marks::counts(findings));
    Line {
        name: region(view.texts, &profile.region).to_owned(),
        status: status(view, profile.active).to_owned(),
        is_active: profile.active,
        is_chosen: chosen.is_some(),
        is_edited: chosen.is_some_and(Draft::has_unsaved_edits),
        findings: worst
            .zip(said)
            .map(|(worst, said)| (findings.len(), worst, said)),
    }
}

fn new_line(view: &View<'_>, new: &Draft) -> Line {
    let code = new.known_region();
    Line {
        name: if code.is_empty() {
            view.texts.get("profiles-new").to_owned()
        } else {
            region(view.texts, code).to_owned()
        },
        status: view.texts.get("profiles-not-saved-yet").to_owned(),
        is_active: false,
        is_chosen: true,
        is_edited: new.has_unsaved_edits(),
        findings: None,
    }
}

/// Whether a profile is published, in words.
pub(super) fn status<'v>(view: &View<'v>, is_active: bool) -> &'v str {
    view.texts.get(if is_active {
        "profiles-published"
    } else {
        "profiles-not-published"
    })
}

/// Draws a line; true when it was chosen.
fn line(ui: &mut Ui, view: &View<'_>, line: &Line) -> bool {
    let tokens = view.tokens;
    let size = Vec2::new(ui.available_width(), LINE_HEIGHT);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| {
        let separator = view.texts.get("common-list-separator");
        let mut said = vec![line.name.as_str(), line.status.as_str()];
        if let Some((_, _, findings)) = &line.findings {
            said.push(findings);
        }
        if line.is_edited {
            said.push(view.texts.get("profiles-unsaved"));
        }
        let said = said.join(separator);
        WidgetInfo::selected(Role::ListBoxOption, true, line.is_chosen, said)
    });
    if !ui.is_rect_visible(rect) {
        return response.clicked();
    }
    let (fill, border) = if line.is_chosen {
        (tokens.surface, tokens.accent)
    } else if response.hovered() {
        (tokens.surface_hover, tokens.border)
    } else {
        (Color32::TRANSPARENT, Color32::TRANSPARENT)
    };
    let radius = CornerRadius::same(Radius::M);
    ui.painter().rect(
        rect,
        radius,
        fill,
        Stroke::new(1.0, border),
        StrokeKind::Inside,
    );
    if response.has_focus() {
        let ring = Stroke::new(2.0, tokens.accent);
        ui.painter()
            .rect_stroke(rect, radius, ring, StrokeKind::Inside);
    }
    let inner = rect.shrink2(Vec2::new(Space::M, Space::S));
    let text_end = mark(ui, view, inner, line);
    let name_rect = inner.with_max_x(text_end);
    let name = RichText::new(&line.name)
        .font(Type::strong())
        .color(tokens.text);
    text(ui, name, name_rect, Align2::LEFT_TOP);
    status_line(ui, view, inner, line);
    let clicked = response.clicked();
    if let Some((_, _, findings)) = &line.findings {
        response.on_hover_text(findings);
    }
    clicked
}

/// Draws the count of findings at the right; where the space for the name ends.
fn mark(ui: &Ui, view: &View<'_>, inner: Rect, line: &Line) -> f32 {
    let Some((count, worst, _)) = &line.findings else {
        return inner.right();
    };
    let (icon, ink, _) = marks::look(view.tokens, *worst);
    let count = RichText::new(count.to_string())
        .font(Type::caption_strong())
        .color(ink);
    let count_rect = text(ui, count, inner, Align2::RIGHT_CENTER);
    let icon_rect = Rect::from_min_size(
        egui::pos2(
            count_rect.left() - Space::L - Space::XS,
            inner.center().y - Space::L / 2.0,
        ),
        Vec2::splat(Space::L),
    );
    icon.paint(ui, icon_rect, ink);
    icon_rect.left() - Space::S
}

/// Draws a dot, filled where the profile is published, and the status behind it.
fn status_line(ui: &Ui, view: &View<'_>, inner: Rect, line: &Line) {
    let tokens = view.tokens;
    let mut words = line.status.clone();
    let mut ink = tokens.text_weak;
    if line.is_edited {
        view.texts.get("profiles-unsaved").clone_into(&mut words);
        ink = tokens.accent;
    }
    let words = RichText::new(words).font(Type::caption()).color(ink);
    let words_rect = text(
        ui,
        words,
        inner.with_min_x(inner.left() + Space::L),
        Align2::LEFT_BOTTOM,
    );
    let dot = egui::pos2(inner.left() + 5.0, words_rect.center().y);
    if line.is_active {
        ui.painter().circle_filled(dot, 4.0, tokens.good);
    } else {
        ui.painter()
            .circle_stroke(dot, 3.5, Stroke::new(1.5, tokens.text_weak));
    }
}

/// Draws a text, cut to the rectangle's width.
fn text(ui: &Ui, text: RichText, rect: Rect, align: Align2) -> Rect {
    let galley = WidgetText::from(text).into_galley(
        ui,
        Some(TextWrapMode::Truncate),
        rect.width(),
        Type::body(),
    );
    let at = align.align_size_within_rect(galley.size(), rect);
    ui.painter().galley(at.min, galley, Color32::PLACEHOLDER);
    at
}
