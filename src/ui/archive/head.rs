//! The head of the archive's table: buttons that order by a column.

use super::super::theme::{Icon, Radius, Type};
use super::super::view::View;
use super::super::widgets::cut_galley;
use super::columns::{Column, inner, next_order};
use crate::desk::ArchiveOrder;
use egui::accesskit::SortDirection;
use egui::{
    CornerRadius, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

/// The head of a column: a button where it can be ordered by.
pub(super) fn head_cell(ui: &mut Ui, view: &View<'_>, column: Column, order: &mut ArchiveOrder) {
    const ARROW_SIZE: f32 = 16.0;
    let Some(key) = column.key() else {
        return;
    };
    let name = view.texts.get(key);
    let tokens = view.tokens;
    let rect = ui.max_rect();
    let id = ui.unique_id().with("head");
    let sort = column.sort();
    let sense = sort.map_or(Sense::hover(), |_| Sense::click());
    let response = ui.interact(rect, id, sense);
    let descending = (sort == Some(order.column)).then_some(order.descending);
    if sort.is_some() {
        describe_head(&response, view, name, descending);
    } else {
        response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, name));
    }
    let (font, ink) = if descending.is_some() {
        (Type::caption_strong(), tokens.text)
    } else if response.hovered() && sort.is_some() {
        (Type::caption(), tokens.text)
    } else {
        (Type::caption(), tokens.text_weak)
    };
    let cell = inner(rect, column);
    let arrow_width = descending.map_or(0.0, |_| ARROW_SIZE + 2.0);
    let galley = cut_galley(ui, name, font, cell.width() - arrow_width, ink);
    let x = if column.is_number() {
        cell.right() - galley.size().x - arrow_width
    } else {
        cell.left()
    };
    let end = x + galley.size().x;
    let at = pos2(x, cell.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, ink);
    if let Some(descending) = descending {
        let icon = if descending {
            Icon::ChevronDown
        } else {
            Icon::ChevronUp
        };
        let place = Rect::from_center_size(
            pos2(end + 2.0 + ARROW_SIZE / 2.0, cell.center().y),
            vec2(ARROW_SIZE, ARROW_SIZE),
        );
        icon.paint(ui, place, tokens.accent);
    }
    if response.has_focus() {
        ui.painter().rect_stroke(
            rect.shrink(3.0),
            CornerRadius::same(Radius::S),
            Stroke::new(2.0, tokens.accent),
            StrokeKind::Inside,
        );
    }
    if let Some(sort) = sort
        && response.clicked()
    {
        *order = next_order(*order, sort);
    }
}

fn describe_head(response: &Response, view: &View<'_>, name: &str, descending: Option<bool>) {
    let key = match descending {
        None => "archive-sort-none",
        Some(false) => "archive-sort-ascending",
        Some(true) => "archive-sort-descending",
    };
    let spoken = view.text_with(key, &[("column", name.into())]);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &spoken));
    if let Some(descending) = descending {
        response.ctx.accesskit_node_builder(response.id, |node| {
            node.set_sort_direction(if descending {
                SortDirection::Descending
            } else {
                SortDirection::Ascending
            });
        });
    }
}
