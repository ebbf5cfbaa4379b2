//! What is only looked at: headings, badges, pills, and what stands where there is nothing yet.

use super::super::theme::{Icon, Radius, Space, Tokens, Type};
use egui::text::{LayoutJob, TextWrapping};
use egui::{
    Color32, Galley, Id, Label, Pos2, Rect, Response, RichText, Role, ScrollArea, Sense, Ui, Vec2,
    WidgetInfo,
};
use std::sync::Arc;

/// The headline of a screen or dialog.
pub fn heading(ui: &mut Ui, tokens: &Tokens, text: &str) -> Response {
    let response = ui.add(Label::new(
        RichText::new(text).font(Type::heading()).color(tokens.text),
    ));
    mark_heading(ui, &response, text, 1);
    response
}

/// Has assistive technology find a label among the headings, the more important the lower its `level`.
fn mark_heading(ui: &Ui, response: &Response, text: &str, level: usize) {
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(egui::accesskit::Role::Heading);
        // The name of a label is its value, which that of a heading is not.
        node.set_label(text);
        node.set_level(level);
    });
}

/// The name of a group of fields or lines.
pub fn section(ui: &mut Ui, tokens: &Tokens, text: &str) {
    ui.add_space(Space::S);
    let response = ui.label(
        RichText::new(text)
            .font(Type::caption_strong())
            .color(tokens.text_weak),
    );
    mark_heading(ui, &response, text, 2);
}

/// A line of second rank.
pub fn weak_label(ui: &mut Ui, tokens: &Tokens, text: &str) -> Response {
    ui.label(
        RichText::new(text)
            .font(Type::caption())
            .color(tokens.text_weak),
    )
}

/// A short word on a coloured ground, with an icon where it has one. In a wrapping row it wraps as a whole.
pub fn pill(ui: &mut Ui, icon: Option<Icon>, text: &str, colors: (Color32, Color32)) -> Response {
    let room = ui.max_rect().width();
    let pill = Pill::new(ui, icon, text, colors, room);
    let (rect, response) = ui.allocate_exact_size(pill.size(), Sense::hover());
    pill.paint(ui, rect);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    response
}

/// A [`pill`] outside any layout, left of a point and no wider than `room`.
pub fn pill_ending_at(
    ui: &Ui,
    id: Id,
    right_middle: Pos2,
    (icon, text): (Icon, &str),
    (room, colors): (f32, (Color32, Color32)),
) -> Response {
    let pill = Pill::new(ui, Some(icon), text, colors, room);
    let size = pill.size();
    let rect = Rect::from_min_size(right_middle - Vec2::new(size.x, size.y / 2.0), size);
    let response = ui.interact(rect, id, Sense::hover());
    pill.paint(ui, rect);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    response
}

/// A pill whose text is laid out.
struct Pill {
    icon: Option<Icon>,
    galley: Arc<Galley>,
    colors: (Color32, Color32),
}

impl Pill {
    const ICON_SIDE: f32 = 14.0;

    fn new(ui: &Ui, icon: Option<Icon>, text: &str, colors: (Color32, Color32), room: f32) -> Self {
        let room = room - 2.0 * Space::S - Self::before_text(icon);
        Self {
            icon,
            galley: one_line(ui, text, colors.0, room),
            colors,
        }
    }

    fn before_text(icon: Option<Icon>) -> f32 {
        icon.map_or(0.0, |_| Self::ICON_SIDE + Space::XS)
    }

    fn size(&self) -> Vec2 {
        let width = Self::before_text(self.icon) + self.galley.size().x + 2.0 * Space::S;
        Vec2::new(width, 26.0)
    }

    fn paint(self, ui: &Ui, rect: Rect) {
        if !ui.is_rect_visible(rect) {
            return;
        }
        let (ink, ground) = self.colors;
        ui.painter().rect_filled(rect, Radius::S, ground);
        let left = rect.left() + Space::S;
        if let Some(icon) = self.icon {
            let centre = Pos2::new(left + Self::ICON_SIDE / 2.0, rect.center().y);
            let side = Vec2::splat(Self::ICON_SIDE);
            icon.paint_with(ui.painter(), Rect::from_center_size(centre, side), ink);
        }
        let top = rect.center().y - self.galley.size().y / 2.0;
        let at = Pos2::new(left + Self::before_text(self.icon), top);
        ui.painter().galley(at, self.galley, ink);
    }
}

/// A count on a rounded ground, outside any layout, right of a point.
pub fn badge_at(
    ui: &Ui,
    id: Id,
    left_middle: Pos2,
    text: &str,
    (ink, ground): (Color32, Color32),
) -> Response {
    let galley = one_line(ui, text, ink, f32::INFINITY);
    let size = Vec2::new((galley.size().x + 14.0).max(22.0), 22.0);
    let rect = Rect::from_min_size(left_middle - Vec2::new(0.0, size.y / 2.0), size);
    let response = ui.interact(rect, id, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    ui.painter().rect_filled(rect, Radius::L, ground);
    let top_left = rect.center() - galley.size() / 2.0;
    ui.painter().galley(top_left, galley, ink);
    response
}

fn one_line(ui: &Ui, text: &str, ink: Color32, room: f32) -> Arc<Galley> {
    let mut job = LayoutJob::simple_singleline(text.to_owned(), Type::caption_strong(), ink);
    job.wrap = TextWrapping::truncate_at_width(room.max(40.0));
    ui.painter().layout_job(job)
}

/// The longest line that is easy to read, in points.
const READABLE_WIDTH: f32 = 520.0;

/// What stands where there is nothing yet: what would be here, and the next step below it.
pub fn empty_state(
    ui: &mut Ui,
    tokens: &Tokens,
    icon: Icon,
    title: &str,
    body: &str,
    next_steps: impl FnOnce(&mut Ui),
) {
    // In a low window the next steps are scrolled to.
    ScrollArea::vertical()
        .id_salt(title)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            ui.vertical_centered(|ui| {
                let above = (ui.ctx().content_rect().height() / 12.0).min(2.0 * Space::XL);
                ui.add_space(above);
                ui.add(
                    icon.image()
                        .tint(tokens.text_weak)
                        .fit_to_exact_size(Vec2::splat(40.0)),
                );
                ui.add_space(Space::S);
                heading(ui, tokens, title);
                let width = ui.available_width().min(READABLE_WIDTH);
                let layout = egui::Layout::top_down(egui::Align::Center);
                ui.allocate_ui_with_layout(Vec2::new(width, 0.0), layout, |ui| {
                    ui.label(
                        RichText::new(body)
                            .font(Type::body())
                            .color(tokens.text_weak),
                    );
                });
                ui.add_space(Space::M);
                next_steps(ui);
            });
        });
}
