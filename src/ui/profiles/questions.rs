//! The questions asked before something is lost: unsaved edits, or a whole profile.

use super::super::theme::Space;
use super::super::view::View;
use super::super::widgets::{
    DialogAnswer, Emphasis, button, button_enabled, dialog, dialog_buttons,
};
use egui::{Align, Label, Layout, Ui};

/// The width of a question, in points.
const WIDTH: f32 = 460.0;

/// What to do with unsaved edits.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Edits {
    Save,
    Discard,
    Keep,
}

/// Asks what to do with unsaved edits; `why_not` says why they cannot be saved.
pub(super) fn about_edits(
    ctx: &egui::Context,
    view: &View<'_>,
    region: &str,
    why_not: Option<&str>,
) -> Option<Edits> {
    let texts = view.texts;
    let tokens = view.tokens;
    let mut answer = None;
    let title = texts.get("profiles-leave-title");
    let left = dialog(ctx, tokens, "leave-profile", title, WIDTH, |ui| {
        let body = texts.with("profiles-leave-body", &[("region", region.into())]);
        paragraph(ui, &body);
        if let Some(why_not) = why_not {
            let ink = tokens.critical;
            super::marks::line(ui, super::super::theme::Icon::Critical, ink, why_not);
        }
        ui.add_space(Space::XS);
        ui.horizontal(|ui| {
            let discard = texts.get("profiles-discard-edits");
            if button(ui, tokens, Emphasis::Danger, discard).clicked() {
                answer = Some(Edits::Discard);
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let save = texts.get("common-save");
                if button_enabled(ui, tokens, Emphasis::Primary, save, why_not).clicked() {
                    answer = Some(Edits::Save);
                }
                let keep = texts.get("profiles-keep-editing");
                if button(ui, tokens, Emphasis::Normal, keep).clicked() {
                    answer = Some(Edits::Keep);
                }
            });
        });
        DialogAnswer::Open
    });
    answer.or((left == DialogAnswer::Cancelled).then_some(Edits::Keep))
}

/// Asks whether to delete the profile of `region`.
pub(super) fn about_deleting(ctx: &egui::Context, view: &View<'_>, region: &str) -> DialogAnswer {
    let texts = view.texts;
    let tokens = view.tokens;
    let title = texts.with("profiles-delete-title", &[("region", region.into())]);
    dialog(ctx, tokens, "delete-profile", &title, WIDTH, |ui| {
        paragraph(ui, texts.get("profiles-delete-body"));
        dialog_buttons(
            ui,
            tokens,
            texts.get("common-delete"),
            texts.get("common-cancel"),
            None,
            false,
        )
    })
}

fn paragraph(ui: &mut Ui, text: &str) {
    ui.add(Label::new(text).wrap());
}
