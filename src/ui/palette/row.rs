//! A line of the palette: icon, name, and on the right its key or why it cannot be done now.

use super::super::actions::UiAction;
use super::super::theme::{Icon, Radius, Space, Tokens, Type};
use egui::text::{LayoutJob, TextWrapping};
use egui::{Color32, FontId, Galley, Pos2, Rect, Response, Role, Sense, Ui, Vec2, WidgetInfo};
use std::sync::Arc;

/// The height of a line, in points.
pub(super) const HEIGHT: f32 = 36.0;

/// An action that is offered.
pub(super) struct Row<'a> {
    pub(super) action: UiAction,
    pub(super) name: &'a str,
    /// Why it cannot be done now.
    pub(super) why_not: Option<String>,
}

impl Row<'_> {
    /// Draws the line at place `index` of `count`; `is_at` is the one that Enter takes.
    pub(super) fn ui(
        &self,
        ui: &mut Ui,
        tokens: &Tokens,
        is_at: bool,
        (index, count): (usize, usize),
    ) -> Response {
        let size = Vec2::new(ui.available_width(), HEIGHT);
        let (rect, response) = ui.allocate_exact_size(size, Sense::CLICK);
        let can = self.why_not.is_none();
        response.widget_info(|| {
            let name = match &self.why_not {
                Some(why) => format!("{}: {why}", self.name),
                None => self.name.to_owned(),
            };
            WidgetInfo::selected(Role::ListBoxOption, can, is_at, name)
        });
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_position_in_set(index + 1);
            node.set_size_of_set(count);
        });
        if !ui.is_rect_visible(rect) {
            return response;
        }
        if is_at {
            ui.painter()
                .rect_filled(rect, Radius::S, tokens.accent_soft);
        }
        let ink = if can { tokens.text } else { tokens.text_weak };
        let inner = rect.shrink2(Vec2::new(Space::M, 0.0));
        let icon = Rect::from_center_size(
            Pos2::new(inner.left() + Icon::SIZE / 2.0, inner.center().y),
            Vec2::splat(Icon::SIZE),
        );
        self.action.icon().paint(ui, icon, ink);
        let shortcut = self.action.shown_shortcut(ui.ctx());
        let beside = self.why_not.clone().or(shortcut).unwrap_or_default();
        let left = icon.right() + Space::M;
        let name = line(ui, self.name, Type::body(), ink, inner.right() - left);
        let room = inner.right() - left - name.size().x - Space::L;
        let beside = line(
            ui,
            &beside,
            Type::caption(),
            tokens.text_weak,
            room.max(1.0),
        );
        let at =
            |galley: &Galley, left: f32| Pos2::new(left, inner.center().y - galley.size().y / 2.0);
        let (name_at, beside_at) = (
            at(&name, left),
            at(&beside, inner.right() - beside.size().x),
        );
        ui.painter().galley(name_at, name, ink);
        if room > 24.0 {
            ui.painter().galley(beside_at, beside, tokens.text_weak);
        }
        response
    }
}

fn line(ui: &Ui, text: &str, font: FontId, ink: Color32, width: f32) -> Arc<Galley> {
    let mut job = LayoutJob::simple_singleline(text.to_owned(), font, ink);
    job.wrap = TextWrapping::truncate_at_width(width);
    ui.painter().layout_job(job)
}
