//! The table: a head that orders, rows that are drawn only where they are seen, and one place for the keyboard among them.

use super::super::actions::UiAction;
use super::super::theme::{Icon, Radius, Type};
use super::super::view::{ActionKind, Ask, View};
use super::super::widgets::{cut_galley, icon_button, paint_outcome_pill};
use super::columns::{self, Column, inner};
use super::head::head_cell;
use super::lines::{Line, Lines};
use crate::desk::{ArchiveOrder, ArchiveRow};
use crate::domain::ReferralId;
use crate::text::Argument;
use egui::accesskit::{Rect as AccessRect, Role as AccessRole};
use egui::{
    Align, CornerRadius, EventFilter, Frame, Id, Key, Layout, Modifiers, Popup, Rect, Response,
    Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};
use egui_extras::{Column as Width, TableBuilder};
use std::sync::Arc;

const HEAD_HEIGHT: f32 = 38.0;
const ROW_HEIGHT: f32 = 42.0;

/// What of the table outlasts a frame.
#[derive(Default)]
pub(super) struct Table {
    lines: Lines,
    /// The row the keyboard is on, or was last.
    cursor: Option<ReferralId>,
    /// Its place among the rows.
    cursor_index: Option<usize>,
    /// Bring the cursor into sight with the next frame.
    follows_cursor: bool,
    /// Show the first rows with the next frame.
    goes_to_top: bool,
    /// The row whose menu is open.
    menu_of: Option<ReferralId>,
    /// How many rows the table last had room for.
    rows_in_sight: usize,
}

/// What one frame of the table draws from.
struct Scene<'a> {
    rows: &'a [ArchiveRow],
    /// Where the rows are seen.
    clip: Rect,
    /// The row with the one place for Tab, whether or not it is in sight.
    tab_stop: usize,
}

impl Table {
    /// Takes other rows in. Those of another query are shown from the top; the cursor stays on its referral.
    pub(super) fn take_rows(&mut self, rows: &Arc<[ArchiveRow]>, is_other_query: bool) {
        self.lines.clear();
        self.goes_to_top |= is_other_query;
        self.cursor_index = self
            .cursor
            .and_then(|cursor| rows.iter().position(|row| row.id == cursor));
        if self.cursor_index.is_none() {
            self.cursor = None;
        }
    }

    /// Draws the table into all the room there is.
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        view: &mut View<'_>,
        rows: &[ArchiveRow],
        order: &mut ArchiveOrder,
    ) {
        self.lines.begin(view.texts);
        self.take_keys(ui, rows);
        let radius = CornerRadius::same(Radius::M);
        Frame::new()
            .fill(view.tokens.surface)
            .stroke(Stroke::new(1.0, view.tokens.border))
            .corner_radius(radius)
            .show(ui, |ui| {
                ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
                let bounds = ui.max_rect();
                ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
                    node.set_role(AccessRole::Table);
                    node.set_bounds(AccessRect {
                        x0: bounds.min.x.into(),
                        y0: bounds.min.y.into(),
                        x1: bounds.max.x.into(),
                        y1: bounds.max.y.into(),
                    });
                    node.set_label(view.text("archive-table"));
                    node.set_row_count(rows.len());
                });
                let head =
                    Rect::from_min_size(ui.max_rect().min, vec2(ui.available_width(), HEAD_HEIGHT));
                let head_radius = CornerRadius {
                    nw: Radius::M,
                    ne: Radius::M,
                    sw: 0,
                    se: 0,
                };
                ui.painter()
                    .rect_filled(head, head_radius, view.tokens.sunken);
                self.grid(ui, view, rows, order);
            });
    }

    fn grid(
        &mut self,
        ui: &mut Ui,
        view: &mut View<'_>,
        rows: &[ArchiveRow],
        order: &mut ArchiveOrder,
    ) {
        let across = ui.max_rect().x_range();
        let room = ui.available_width() - ui.spacing().scroll.allocated_width();
        let columns = columns::place(room);
        let mut builder = TableBuilder::new(ui)
            .id_salt(("archive", columns.len()))
            .auto_shrink(false)
            .animate_scrolling(false)
            .cell_layout(Layout::left_to_right(Align::Center));
        for (_, width) in &columns {
            builder = builder.column(Width::exact(*width));
        }
        if std::mem::take(&mut self.goes_to_top) {
            builder = builder.vertical_scroll_offset(0.0);
        }
        if std::mem::take(&mut self.follows_cursor)
            && let Some(index) = self.cursor_index
        {
            builder = builder.scroll_to_row(index, None);
        }
        let table = builder.header(HEAD_HEIGHT, |mut head| {
            for (column, _) in &columns {
                head.col(|ui| head_cell(ui, view, *column, order));
            }
        });
        table.body(|mut body| {
            let clip = body.ui_mut().clip_rect();
            let clip = clip.intersect(Rect::from_x_y_ranges(across, clip.y_range()));
            self.rows_in_sight = (clip.height() / ROW_HEIGHT) as usize;
            let scene = Scene {
                rows,
                clip,
                tab_stop: self.cursor_index.unwrap_or_default(),
            };
            if let Some(row) = rows.get(scene.tab_stop) {
                self.keep_out_of_sight(body.ui_mut(), view, &scene, row);
            }
            body.rows(ROW_HEIGHT, rows.len(), |mut row| {
                let index = row.index();
                let Some(referral) = rows.get(index) else {
                    return;
                };
                let mut response = None;
                for (column, _) in &columns {
                    row.col(|ui| {
                        let response = response
                            .get_or_insert_with(|| self.row(ui, view, &scene, index, referral));
                        self.cell(ui, view, index, referral, *column, response);
                    });
                }
            });
        });
    }

    /// Keeps the row that has the keyboard alive while it is scrolled out of sight, and the table within reach of Tab.
    fn keep_out_of_sight(
        &mut self,
        ui: &mut Ui,
        view: &View<'_>,
        scene: &Scene<'_>,
        referral: &ArchiveRow,
    ) {
        let top = ui.max_rect().top() + scene.tab_stop as f32 * ROW_HEIGHT;
        let is_in_sight = top < scene.clip.bottom() + ROW_HEIGHT
            && top + ROW_HEIGHT >= scene.clip.top() - ROW_HEIGHT;
        if is_in_sight {
            return;
        }
        let rect = Rect::from_min_size(
            pos2(scene.clip.left(), top),
            vec2(scene.clip.width(), ROW_HEIGHT),
        );
        let response = ui.interact(rect, row_id(referral.id), Sense::click());
        let line = self
            .lines
            .line(scene.tab_stop, referral, view.texts, view.format);
        describe_row(&response, line, scene.tab_stop, true);
        if response.gained_focus() {
            self.move_cursor(scene.tab_stop, referral.id);
        }
    }

    /// The row as a whole: what is under all its cells, and what a press or a key does.
    fn row(
        &mut self,
        ui: &mut Ui,
        view: &mut View<'_>,
        scene: &Scene<'_>,
        index: usize,
        referral: &ArchiveRow,
    ) -> Response {
        let rect = Rect::from_x_y_ranges(scene.clip.x_range(), ui.max_rect().y_range());
        let cell_clip = ui.clip_rect();
        ui.set_clip_rect(scene.clip);
        let sense = if index == scene.tab_stop {
            Sense::click()
        } else {
            // Tab goes past the table in one step; arrows move within it.
            Sense::CLICK
        };
        let response = ui.interact(rect, row_id(referral.id), sense);
        let is_cursor = self.cursor == Some(referral.id);
        let line = self.lines.line(index, referral, view.texts, view.format);
        describe_row(&response, line, index, is_cursor);
        if response.clicked() {
            self.cursor = Some(referral.id);
            self.cursor_index = Some(index);
            response.request_focus();
            view.ask(Ask::Open(referral.id));
        }
        if response.gained_focus() || response.secondary_clicked() {
            self.cursor = Some(referral.id);
            self.cursor_index = Some(index);
        }
        response.context_menu(|ui| menu(ui, view, referral));
        let is_last = index + 1 == scene.rows.len();
        let is_chosen = is_cursor || view.open == Some(referral.id);
        paint_row(ui, view, &response, rect, is_chosen, is_last);
        ui.set_clip_rect(cell_clip);
        response
    }

    fn cell(
        &mut self,
        ui: &mut Ui,
        view: &mut View<'_>,
        index: usize,
        referral: &ArchiveRow,
        column: Column,
        row: &Response,
    ) {
        if column == Column::Actions {
            let is_shown = row.contains_pointer()
                || self.cursor == Some(referral.id)
                || self.menu_of == Some(referral.id);
            if is_shown {
                self.actions(ui, view, referral, row);
            }
            return;
        }
        let line = self.lines.line(index, referral, view.texts, view.format);
        let text = line.text(column);
        let cell = inner(ui.max_rect(), column);
        let is_cut = if column == Column::Outcome {
            paint_outcome_pill(ui, view.tokens, cell, line.outcome, text)
        } else {
            paint_text(ui, view, cell, column, text)
        };
        let is_under_pointer = ui
            .ctx()
            .pointer_hover_pos()
            .is_some_and(|at| ui.max_rect().contains(at));
        if is_cut && is_under_pointer {
            row.clone().on_hover_text_at_pointer(text);
        }
    }

    /// The button that opens the row's menu, on the row under the pointer and the one with the keyboard.
    fn actions(&mut self, ui: &mut Ui, view: &mut View<'_>, referral: &ArchiveRow, row: &Response) {
        let customer = Argument::from(&referral.customer);
        let name = view.text_with("archive-actions", &[("customer", customer)]);
        let button = icon_button(ui, Icon::More, &name);
        let popup_id = Popup::default_response_id(&button);
        let asks_by_key =
            row.has_focus() && ui.input_mut(|input| input.consume_key(Modifiers::SHIFT, Key::F10));
        if asks_by_key {
            Popup::open_id(ui.ctx(), popup_id);
        }
        let is_open = Popup::menu(&button)
            .show(|ui| menu(ui, view, referral))
            .is_some();
        if is_open {
            self.menu_of = Some(referral.id);
        } else if self.menu_of == Some(referral.id) {
            self.menu_of = None;
        }
    }

    fn move_cursor(&mut self, index: usize, id: ReferralId) {
        self.cursor = Some(id);
        self.cursor_index = Some(index);
        self.follows_cursor = true;
    }

    /// Moves the cursor by the keys that move within a table, while it has the keyboard.
    fn take_keys(&mut self, ui: &Ui, rows: &[ArchiveRow]) {
        let (Some(index), Some(id)) = (self.cursor_index, self.cursor.map(row_id)) else {
            return;
        };
        if !ui.memory(|memory| memory.has_focus(id)) || Popup::is_any_open(ui.ctx()) {
            return;
        }
        ui.memory_mut(|memory| {
            let filter = EventFilter {
                vertical_arrows: true,
                ..EventFilter::default()
            };
            memory.set_focus_lock_filter(id, filter);
        });
        let page = self.rows_in_sight.saturating_sub(1).max(1);
        let pressed = |key| ui.input_mut(|input| input.count_and_consume_key(Modifiers::NONE, key));
        let mut next = index
            .saturating_add(pressed(Key::ArrowDown))
            .saturating_add(pressed(Key::PageDown).saturating_mul(page))
            .saturating_sub(pressed(Key::ArrowUp))
            .saturating_sub(pressed(Key::PageUp).saturating_mul(page));
        if pressed(Key::Home) > 0 {
            next = 0;
        }
        if pressed(Key::End) > 0 {
            next = usize::MAX;
        }
        let next = next.min(rows.len().saturating_sub(1));
        if next != index
            && let Some(row) = rows.get(next)
        {
            self.move_cursor(next, row.id);
            ui.memory_mut(|memory| memory.request_focus(row_id(row.id)));
        }
    }
}

fn row_id(id: ReferralId) -> Id {
    Id::unique(("archive-row", id.0))
}

fn describe_row(response: &Response, line: &Line, index: usize, is_cursor: bool) {
    response.widget_info(|| WidgetInfo::labeled(Role::Row, true, &line.spoken));
    response.ctx.accesskit_node_builder(response.id, |node| {
        node.set_row_index(index);
        node.set_selected(is_cursor);
    });
}

fn paint_row(
    ui: &Ui,
    view: &View<'_>,
    response: &Response,
    rect: Rect,
    is_chosen: bool,
    is_last: bool,
) {
    let tokens = view.tokens;
    if is_chosen {
        ui.painter().rect_filled(rect, 0.0, tokens.accent_soft);
    } else if response.contains_pointer() {
        ui.painter().rect_filled(rect, 0.0, tokens.surface_hover);
    }
    if !is_last {
        let line = Stroke::new(1.0, tokens.border);
        ui.painter()
            .hline(rect.x_range(), rect.bottom() - 0.5, line);
    }
    if response.has_focus() {
        ui.painter().rect_stroke(
            rect.shrink(1.0),
            CornerRadius::same(Radius::S),
            Stroke::new(2.0, tokens.accent),
            StrokeKind::Inside,
        );
    }
}

/// Paints a text into its cell; true when it was cut.
fn paint_text(ui: &Ui, view: &View<'_>, cell: Rect, column: Column, text: &str) -> bool {
    let (font, ink) = match column {
        Column::Customer => (Type::strong(), view.tokens.text),
        Column::Value | Column::Archived => (Type::body(), view.tokens.text),
        _ => (Type::body(), view.tokens.text_weak),
    };
    let galley = cut_galley(ui, text, font, cell.width(), ink);
    let x = if column.is_number() {
        cell.right() - galley.size().x
    } else {
        cell.left()
    };
    let is_cut = galley.elided;
    let at = pos2(x, cell.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, ink);
    is_cut
}

/// What can be done with an archived referral: it is read-only but for a correction and the confirmation of what was presumed.
fn menu(ui: &mut Ui, view: &mut View<'_>, referral: &ArchiveRow) {
    ui.set_min_width(160.0);
    if ui.button(view.texts.get("common-open")).clicked() {
        view.ask(Ask::Open(referral.id));
        ui.close();
    }
    let correct = view.texts.get(ActionKind::Correct.key());
    let correct = view.text_with("common-with-dialog", &[("label", correct.into())]);
    if ui.button(correct).clicked() {
        view.ask(Ask::Begin(referral.id, ActionKind::Correct));
        ui.close();
    }
    if ui.button(UiAction::Erase.name(view.texts)).clicked() {
        view.ask(Ask::BeginErasing(referral.id));
        ui.close();
    }
    if referral.is_presumed()
        && ui
            .button(view.texts.get(ActionKind::Confirm.key()))
            .clicked()
    {
        view.ask(Ask::Begin(referral.id, ActionKind::Confirm));
        ui.close();
    }
}
