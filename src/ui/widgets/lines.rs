//! Text laid out by hand in one line, and a choice that stands in a line of controls.

use super::super::theme::Icon;
use egui::text::{LayoutJob, TextWrapping};
use egui::{Color32, ComboBox, FontId, Galley, Rect, Role, Ui, Vec2, WidgetInfo};
use std::sync::Arc;

/// One line of text, cut with an ellipsis where it is wider than `width`.
pub fn cut_galley(ui: &Ui, text: &str, font: FontId, width: f32, ink: Color32) -> Arc<Galley> {
    let mut job = LayoutJob::simple_singleline(text.to_owned(), font, ink);
    job.wrap = TextWrapping::truncate_at_width(width.max(0.0));
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

/// A choice between `options` in a line of controls; `name` is its accessible name. True when another was chosen.
pub fn inline_choice<T: PartialEq + Clone>(
    ui: &mut Ui,
    name: &str,
    width: f32,
    chosen: &mut T,
    options: &[(T, String)],
) -> bool {
    let mut changed = false;
    let shown = options
        .iter()
        .find(|(value, _)| value == chosen)
        .map(|(_, name)| name.clone())
        .unwrap_or_default();
    let response = ComboBox::from_id_salt(name)
        .selected_text(shown.clone())
        .width(width)
        .truncate()
        .icon(|ui, rect, visuals, _| {
            let place = Rect::from_center_size(rect.center(), Vec2::splat(16.0));
            Icon::ChevronDown.paint(ui, place, visuals.fg_stroke.color);
        })
        .show_ui(ui, |ui| {
            for (value, name) in options {
                if ui.selectable_label(value == chosen, name).clicked() {
                    changed = value != chosen;
                    *chosen = value.clone();
                }
            }
        })
        .response;
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::ComboBox, ui.is_enabled(), name);
        info.current_text_value = Some(shown.clone());
        info
    });
    changed
}
