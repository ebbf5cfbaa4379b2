//! How what the checks point out is shown: a line beside a field, a count in the list, a summary on top.

use super::super::theme::{Icon, Radius, Space, Tokens, Type};
use super::super::view::View;
use crate::domain::{Finding, ProfileField, Severity};
use crate::text::Say;
use egui::{
    Color32, CornerRadius, Frame, Image, Label, Margin, RichText, Role, Sense, Stroke,
    TextWrapMode, Ui, Vec2, WidgetInfo, WidgetText,
};

/// The icon, the ink and the ground of a severity: shape and colour both tell.
pub(super) fn look(tokens: &Tokens, severity: Severity) -> (Icon, Color32, Color32) {
    match severity {
        Severity::Error => (Icon::Critical, tokens.critical, tokens.critical_soft),
        Severity::Warning => (Icon::Warning, tokens.soon, tokens.soon_soft),
    }
}

/// An icon of the size of a caption.
pub(super) fn small(icon: Icon, tint: Color32) -> Image<'static> {
    icon.image()
        .tint(tint)
        .fit_to_exact_size(Vec2::splat(Space::L))
}

/// What is to be said about one field, under it.
pub(super) fn beside(ui: &mut Ui, view: &View<'_>, findings: &[Finding], field: ProfileField) {
    for finding in findings.iter().filter(|finding| finding.field == field) {
        let (icon, ink, _) = look(view.tokens, finding.severity);
        line(ui, icon, ink, &finding.kind.say(view.texts));
    }
}

/// A caption behind an icon; it wraps beside it, not under it.
pub(super) fn line(ui: &mut Ui, icon: Icon, ink: Color32, text: &str) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        ui.add(small(icon, ink).alt_text(""));
        ui.add(Label::new(RichText::new(text).font(Type::caption()).color(ink)).wrap());
    });
}

/// How many errors and warnings there are.
pub(super) fn counts(findings: &[Finding]) -> (usize, usize) {
    let errors = findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .count();
    (errors, findings.len() - errors)
}

/// "1 error, 2 warnings"; `None` when there is neither.
pub(super) fn counts_in_words(
    view: &View<'_>,
    (errors, warnings): (usize, usize),
) -> Option<String> {
    let said: Vec<String> = [
        ("profiles-error-count", errors),
        ("profiles-warning-count", warnings),
    ]
    .into_iter()
    .filter(|(_, count)| *count > 0)
    .map(|(key, count)| view.text_with(key, &[("count", count.into())]))
    .collect();
    (!said.is_empty()).then(|| said.join(view.texts.get("common-list-separator")))
}

/// The fields with something to point out, each once, errors first.
fn fields(findings: &[Finding]) -> Vec<ProfileField> {
    let mut fields = Vec::new();
    for finding in findings {
        if !fields.contains(&finding.field) {
            fields.push(finding.field);
        }
    }
    fields
}

/// What keeps the profile from being saved, in a sentence; `None` when nothing does.
pub(super) fn why_not_saved(view: &View<'_>, findings: &[Finding]) -> Option<String> {
    let errors: Vec<Finding> = findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .copied()
        .collect();
    let names: Vec<String> = fields(&errors)
        .iter()
        .map(|field| field.say(view.texts))
        .collect();
    let names = names.join(view.texts.get("common-list-separator"));
    (!names.is_empty())
        .then(|| view.text_with("profiles-save-needs-mending", &[("fields", names.into())]))
}

/// The summary on top of the form; the field the person wants to be taken to.
pub(super) fn summary(ui: &mut Ui, view: &View<'_>, findings: &[Finding]) -> Option<ProfileField> {
    let worst = findings.iter().map(|finding| finding.severity).max()?;
    let (icon, ink, ground) = look(view.tokens, worst);
    let said = counts_in_words(view, counts(findings))?;
    let mut wanted = None;
    banner(ui, icon, (ink, ground), &said, |ui| {
        ui.spacing_mut().item_spacing.x = Space::L;
        for field in fields(findings) {
            let name = field.say(view.texts);
            if ui
                .link(RichText::new(name).color(ink).underline())
                .on_hover_text(view.texts.get("profiles-go-to-field"))
                .clicked()
            {
                wanted = Some(field);
            }
        }
    });
    wanted
}

/// The height of a [`banner`] of one row, in points.
pub(super) const BANNER_HEIGHT: f32 = 48.0;

/// A coloured strip: an icon, what it is about, and what can be done.
pub(super) fn banner(
    ui: &mut Ui,
    icon: Icon,
    (ink, ground): (Color32, Color32),
    text: &str,
    actions: impl FnOnce(&mut Ui),
) {
    Frame::new()
        .fill(ground)
        .stroke(Stroke::new(1.0, ink.gamma_multiply(0.35)))
        .corner_radius(Radius::M)
        .inner_margin(Margin::symmetric(14, 8))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = Vec2::new(6.0, 2.0);
                ui.add(small(icon, ink).alt_text(""));
                ui.label(RichText::new(text).font(Type::strong()).color(ink));
                ui.add_space(Space::S);
                actions(ui);
            });
        });
}

/// A short word on a coloured ground, in the middle of its row.
pub(super) fn tag(ui: &mut Ui, text: &str, (ink, ground): (Color32, Color32)) {
    let text = RichText::new(text).font(Type::caption_strong()).color(ink);
    let galley =
        WidgetText::from(text).into_galley(ui, Some(TextWrapMode::Extend), 0.0, Type::caption());
    let size = galley.size() + Vec2::new(2.0 * Space::S, Space::XS);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, galley.text()));
    ui.painter()
        .rect_filled(rect, CornerRadius::same(Radius::S), ground);
    let at = rect.center() - galley.size() / 2.0;
    ui.painter().galley(at, galley.clone(), ink);
}
