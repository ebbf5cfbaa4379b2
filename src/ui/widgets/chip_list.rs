//! A list of chips: short words in an order the person chooses.

use super::super::theme::{Icon, Radius, Space, Tokens, Type};
use super::chips::HEIGHT;
use super::toggles::focus_ring;
use egui::{
    Align2, Button, Color32, CornerRadius, CursorIcon, Galley, Id, Key, LayerId, Modifiers, Order,
    Popup, Pos2, Rect, Response, RichText, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo,
    WidgetText,
};
use std::sync::Arc;

/// The space before a chip's word, in points.
const PADDING: f32 = 10.0;
/// The width of the button that takes a chip away, in points.
const REMOVE_WIDTH: f32 = 26.0;
/// Longer words are cut to this width, in points.
const LONGEST: f32 = 300.0;

/// What a list of chips says.
#[derive(Clone, Copy, Debug)]
pub struct ChipWords<'a> {
    /// Move a chip to the front.
    pub move_first: &'a str,
    /// Move a chip one place towards the front.
    pub move_earlier: &'a str,
    /// Move a chip one place towards the end.
    pub move_later: &'a str,
    /// Take a chip away, in its menu.
    pub remove: &'a str,
}

/// What is to happen to a list of chips.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ChipChange {
    /// Take this one away.
    Remove(usize),
    /// Take the one at `from` out and put it in again so that it stands at `to`.
    Move {
        /// Where it stands.
        from: usize,
        /// Where it will stand.
        to: usize,
    },
}

impl ChipChange {
    /// Makes the change.
    pub fn apply<T>(self, list: &mut Vec<T>) {
        match self {
            Self::Remove(index) if index < list.len() => {
                list.remove(index);
            }
            Self::Move { from, to } if from < list.len() && to < list.len() => {
                let moved = list.remove(from);
                list.insert(to, moved);
            }
            Self::Remove(_) | Self::Move { .. } => {}
        }
    }
}

/// Words in an order the person chooses: by drag, by Alt with an arrow key, or from the menu that a press opens; Delete takes the
/// focused one away. `marked` stands out. `remove_name` is the accessible name of a chip's own remove button. No two labels may be equal.
pub fn chip_list(
    ui: &mut Ui,
    tokens: &Tokens,
    labels: &[String],
    marked: Option<usize>,
    words: &ChipWords<'_>,
    remove_name: impl Fn(&str) -> String,
) -> Option<ChipChange> {
    let base = ui.scope_id();
    let mut change = None;
    let mut rects = Vec::with_capacity(labels.len());
    let mut dragged = None;
    let mut dropped = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = Vec2::splat(Space::S);
        for (index, label) in labels.iter().enumerate() {
            let shown = chip(ui, tokens, base.with(label), label, marked == Some(index));
            rects.push(shown.rect);
            let response = &shown.response;
            ui.accesskit_node_builder(response.id, |node| {
                node.set_position_in_set(index + 1);
                node.set_size_of_set(labels.len());
            });
            if response.dragged() {
                dragged = Some((index, shown.galley.clone()));
            }
            if response.drag_stopped() {
                dropped = Some(index);
            }
            let asked = remove_button(ui, tokens, &shown, &remove_name(label))
                .then_some(ChipChange::Remove(index))
                .or_else(|| key_change(ui, response, index, labels.len()))
                .or_else(|| menu_change(response, words, index, labels.len()));
            change = change.or(asked);
        }
    });
    if let Some(ChipChange::Remove(index)) = change {
        focus_neighbour(ui, base, labels, index);
    }
    let pointer = ui.input(|input| input.pointer.latest_pos());
    if let Some(((index, galley), pointer)) = dragged.zip(pointer) {
        if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
            ui.stop_dragging();
        } else {
            paint_drag(ui, tokens, &rects, index, galley, pointer);
        }
    } else if let Some((from, pointer)) = dropped.zip(pointer)
        && ui.input(|input| input.pointer.any_released() && !input.key_pressed(Key::Escape))
    {
        let place = drop_place(&rects, pointer);
        let to = if place > from { place - 1 } else { place };
        if to != from {
            change = Some(ChipChange::Move { from, to });
        }
    }
    change
}

/// A chip as it was drawn.
struct Shown {
    rect: Rect,
    response: Response,
    galley: Arc<Galley>,
}

fn chip(ui: &mut Ui, tokens: &Tokens, id: Id, label: &str, is_marked: bool) -> Shown {
    let longest = (ui.max_rect().width() - PADDING - REMOVE_WIDTH).min(LONGEST);
    let galley = WidgetText::from(RichText::new(label).color(tokens.text)).into_galley(
        ui,
        Some(egui::TextWrapMode::Truncate),
        longest,
        Type::body(),
    );
    let size = Vec2::new(PADDING + galley.size().x + REMOVE_WIDTH, HEIGHT);
    let (_, rect) = ui.allocate_space(size);
    let response = ui.interact(rect, id, Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), label));
    let (fill, border) = if is_marked {
        (tokens.soon_soft, tokens.soon)
    } else if response.hovered() || response.dragged() {
        (tokens.surface_hover, tokens.accent)
    } else {
        (tokens.sunken, tokens.border)
    };
    ui.painter().rect(
        rect,
        CornerRadius::same(Radius::S),
        fill,
        Stroke::new(1.0, border),
        StrokeKind::Inside,
    );
    let text_at = Align2::LEFT_CENTER.anchor_size(
        Pos2::new(rect.left() + PADDING, rect.center().y),
        galley.size(),
    );
    ui.painter()
        .galley(text_at.min, galley.clone(), tokens.text);
    focus_ring(ui, tokens, &response, rect.expand(2.0), Radius::M);
    let response = if galley.elided {
        response.on_hover_text(label)
    } else {
        response
    };
    Shown {
        rect,
        response: response.on_hover_cursor(CursorIcon::Grab),
        galley,
    }
}

/// The cross at the end of a chip. The keyboard has Delete for it, so that it takes no place among the stops of the Tab key.
fn remove_button(ui: &mut Ui, tokens: &Tokens, chip: &Shown, name: &str) -> bool {
    let rect = chip.rect.with_min_x(chip.rect.right() - REMOVE_WIDTH);
    let response = ui.interact(rect, chip.response.id.with("remove"), Sense::CLICK);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), name));
    let tint = if response.hovered() {
        tokens.critical
    } else {
        tokens.text_weak
    };
    let side = 14.0;
    Icon::Close.paint(
        ui,
        Rect::from_center_size(rect.center(), Vec2::splat(side)),
        tint,
    );
    response
        .on_hover_text(name)
        .on_hover_cursor(CursorIcon::PointingHand)
        .clicked()
}

fn key_change(ui: &Ui, response: &Response, index: usize, count: usize) -> Option<ChipChange> {
    if !response.has_focus() {
        return None;
    }
    ui.input_mut(|input| {
        let mut pressed = |modifiers, key| input.consume_key(modifiers, key);
        if pressed(Modifiers::NONE, Key::Delete) || pressed(Modifiers::NONE, Key::Backspace) {
            Some(ChipChange::Remove(index))
        } else if pressed(Modifiers::ALT, Key::ArrowLeft) {
            earlier(index)
        } else if pressed(Modifiers::ALT, Key::ArrowRight) {
            later(index, count)
        } else {
            None
        }
    })
}

fn menu_change(
    response: &Response,
    words: &ChipWords<'_>,
    index: usize,
    count: usize,
) -> Option<ChipChange> {
    let mut change = None;
    let mut content = |ui: &mut Ui| {
        for (word, asked) in [
            (words.move_first, earlier(index).map(|_| first(index))),
            (words.move_earlier, earlier(index)),
            (words.move_later, later(index, count)),
            (words.remove, Some(ChipChange::Remove(index))),
        ] {
            if ui.add_enabled(asked.is_some(), Button::new(word)).clicked() {
                change = asked;
            }
        }
    };
    Popup::menu(response).show(&mut content);
    Popup::context_menu(response)
        .id(response.id.with("context menu"))
        .show(&mut content);
    change
}

const fn first(from: usize) -> ChipChange {
    ChipChange::Move { from, to: 0 }
}

fn earlier(from: usize) -> Option<ChipChange> {
    let to = from.checked_sub(1)?;
    Some(ChipChange::Move { from, to })
}

fn later(from: usize, count: usize) -> Option<ChipChange> {
    (from + 1 < count).then_some(ChipChange::Move { from, to: from + 1 })
}

/// After a chip is gone the one in its place has the focus, else the one before.
fn focus_neighbour(ui: &Ui, base: Id, labels: &[String], gone: usize) {
    let neighbour = labels
        .get(gone + 1)
        .or_else(|| labels.get(gone.checked_sub(1)?));
    let had_focus = labels
        .get(gone)
        .is_some_and(|label| ui.memory(|memory| memory.has_focus(base.with(label))));
    if let Some(neighbour) = neighbour
        && had_focus
    {
        ui.memory_mut(|memory| memory.request_focus(base.with(neighbour)));
    }
}

/// Before which chip one dropped at `pointer` comes to stand; the number of chips for the end. Chips run in rows, left to right.
fn drop_place(rects: &[Rect], pointer: Pos2) -> usize {
    let half_gap = Space::S / 2.0;
    rects
        .iter()
        .position(|rect| {
            pointer.y < rect.top() - half_gap
                || (pointer.y <= rect.bottom() + half_gap && pointer.x < rect.center().x)
        })
        .unwrap_or(rects.len())
}

/// Shows where the dragged chip would come to stand, and the chip at the pointer.
fn paint_drag(
    ui: &Ui,
    tokens: &Tokens,
    rects: &[Rect],
    index: usize,
    galley: Arc<Galley>,
    pointer: Pos2,
) {
    ui.set_cursor_icon(CursorIcon::Grabbing);
    let place = drop_place(rects, pointer);
    let before = place.checked_sub(1).and_then(|last| rects.get(last));
    let half_gap = Space::S / 2.0;
    let line_at = match (before, rects.get(place)) {
        // At the end of a row the line stands there, not at the start of the next.
        (Some(before), Some(after)) if pointer.y < after.top() - half_gap => {
            Some((before.right() + half_gap, before.y_range()))
        }
        (_, Some(after)) => Some((after.left() - half_gap, after.y_range())),
        (Some(before), None) => Some((before.right() + half_gap, before.y_range())),
        (None, None) => None,
    };
    if let Some((x, y_range)) = line_at
        && place != index
        && place != index + 1
    {
        ui.painter()
            .vline(x, y_range, Stroke::new(2.0, tokens.accent));
    }
    let layer = LayerId::new(Order::Tooltip, ui.scope_id().with("dragged chip"));
    let overlay = ui.layer_painter(layer);
    let size = Vec2::new(galley.size().x + PADDING * 2.0, HEIGHT);
    // Beside the pointer, so that the line stays in sight.
    let rect = Rect::from_min_size(pointer + Vec2::splat(PADDING), size);
    overlay.rect(
        rect,
        CornerRadius::same(Radius::S),
        tokens.accent_soft,
        Stroke::new(1.0, tokens.accent),
        StrokeKind::Inside,
    );
    let text_at = Pos2::new(
        rect.left() + PADDING,
        rect.center().y - galley.size().y / 2.0,
    );
    overlay.galley(text_at, galley, Color32::PLACEHOLDER);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows() -> Vec<Rect> {
        [(0.0, 0.0), (60.0, 0.0), (0.0, 38.0)]
            .map(|(x, y)| Rect::from_min_size(Pos2::new(x, y), Vec2::new(50.0, HEIGHT)))
            .to_vec()
    }

    #[test]
    fn a_chip_lands_where_the_line_shows() {
        let place = |x, y| drop_place(&rows(), Pos2::new(x, y));
        assert_eq!(place(10.0, 10.0), 0);
        assert_eq!(place(40.0, 10.0), 1);
        assert_eq!(place(200.0, 10.0), 2);
        assert_eq!(place(10.0, 50.0), 2);
        assert_eq!(place(45.0, 50.0), 3);
        assert_eq!(place(10.0, 500.0), 3);
        assert_eq!(place(10.0, -50.0), 0);
        assert_eq!(drop_place(&[], Pos2::ZERO), 0);
    }

    #[test]
    fn a_change_keeps_every_other_word_in_its_order() {
        let changed = |change: ChipChange| {
            let mut list = vec!["a", "b", "c"];
            change.apply(&mut list);
            list.concat()
        };
        assert_eq!(changed(ChipChange::Move { from: 0, to: 2 }), "bca");
        assert_eq!(changed(ChipChange::Move { from: 2, to: 0 }), "cab");
        assert_eq!(changed(ChipChange::Remove(1)), "ac");
        assert_eq!(changed(ChipChange::Remove(7)), "abc");
    }
}
