//! The search line above the lanes, and what stands over them where nothing was found.

use super::super::theme::{Icon, Radius, Space, Type};
use super::super::view::{Ask, View};
use super::super::widgets::{Emphasis, button, icon_text_button};
use super::filters::{FilterMenu, chips};
use super::swimlanes::choice;
use super::views::{ViewsMenu, follow_composition};
use crate::desk::{BoardQuery, Event as Told};
use egui::{
    Align, EventFilter, Frame, Id, Key, Label, Layout, Margin, Modifiers, Rect, Response, RichText,
    Role, Sense, Stroke, StrokeKind, TextEdit, Ui, UiBuilder, Vec2, WidgetInfo,
};

/// The height of the line, in points.
const HEIGHT: f32 = 32.0;
/// The widest search field, in points.
const FIELD_WIDTH: f32 = 300.0;

/// The search line's own state.
#[derive(Default)]
pub(super) struct SearchLine {
    text: String,
    wants_focus: bool,
    /// The keyboard goes to the first card once what was typed is found.
    goes_to_cards: bool,
    is_composing: bool,
    filters: FilterMenu,
    views: ViewsMenu,
}

/// Where the keyboard goes from the search line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Leave {
    /// To the first card found.
    ToFirst,
    /// Back to the card it was on.
    Back,
}

impl SearchLine {
    /// Puts the keyboard into the line with the next frame.
    pub(super) const fn take_focus(&mut self) {
        self.wants_focus = true;
    }

    /// Takes in what the threads tell.
    pub(super) fn on_event(&mut self, event: &Told) {
        match event {
            Told::FilterChoices(query, choices) => self.filters.take_choices(query, choices),
            Told::Counted(counts) => self.views.take_counts(counts),
            _ => {}
        }
    }

    /// Draws the line over the board's whole width, at the top of `area`, and takes its height away from that. Tells when the keyboard
    /// leaves it for the cards.
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        view: &mut View<'_>,
        area: &mut Rect,
    ) -> Option<Leave> {
        if view.session.query().search != self.text {
            self.text.clone_from(&view.session.query().search);
        }
        let mut leave = None;
        if self.goes_to_cards && !view.session.is_searching() {
            self.goes_to_cards = false;
            if view.session.board().shown() > 0 {
                leave = Some(Leave::ToFirst);
            } else {
                self.wants_focus = true;
            }
        }
        let line = Rect::from_min_size(area.min, Vec2::new(area.width(), HEIGHT));
        let builder = UiBuilder::new()
            .max_rect(line)
            .layout(Layout::left_to_right(Align::Center).with_main_wrap(true));
        let used = ui.scope_builder(builder, |ui| {
            ui.spacing_mut().item_spacing = Vec2::splat(Space::S);
            leave = leave.or(self.field(ui, view));
            self.filters.ui(ui, view);
            self.views.ui(ui, view);
            choice(ui, view);
            chips(ui, view);
            found_label(ui, view);
        });
        area.set_top(used.response.rect.bottom() + Space::M);
        leave
    }

    fn field(&mut self, ui: &mut Ui, view: &mut View<'_>) -> Option<Leave> {
        let tokens = view.tokens;
        let name = view.text("board-search");
        let id = Id::unique("board-search");
        let was_composing = follow_composition(ui, &mut self.is_composing);
        let had_focus = ui.memory(|memory| memory.has_focus(id));
        // Before the field takes them.
        let goes_down = had_focus
            && !was_composing
            && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::ArrowDown));
        let field = TextEdit::singleline(&mut self.text)
            .id(id)
            .hint_text(RichText::new(name).color(tokens.text_weak))
            .return_key(None)
            .event_filter(EventFilter {
                horizontal_arrows: true,
                vertical_arrows: true,
                escape: true,
                tab: false,
            })
            // In a narrow window the buttons beside it stay in its line.
            .desired_width((ui.available_width() / 2.0).min(FIELD_WIDTH))
            // The icon stands before what is typed, the clear button at the end.
            .margin(Margin {
                left: 32,
                right: 32,
                top: 6,
                bottom: 6,
            });
        let field = ui.add(field);
        let icon = Rect::from_center_size(
            field.rect.left_center() + Vec2::new(17.0, 0.0),
            Vec2::splat(Icon::SIZE),
        );
        Icon::Search.paint(ui, icon, tokens.text_weak);
        let value = self.text.clone();
        field.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::SearchInput, true, name);
            info.current_text_value = Some(value.clone());
            info
        });
        if std::mem::take(&mut self.wants_focus) {
            field.request_focus();
            select_all(ui, id, &self.text);
        }
        let mut changed = field.changed();
        if self.end_of_field(ui, view, &field) {
            self.text.clear();
            changed = true;
            field.request_focus();
        }
        let pressed = |key| {
            field.has_focus()
                && !was_composing
                && ui.input_mut(|input| input.consume_key(Modifiers::NONE, key))
        };
        let mut leave = None;
        if pressed(Key::Escape) {
            if self.text.is_empty() {
                field.surrender_focus();
                leave = Some(Leave::Back);
            } else {
                self.text.clear();
                changed = true;
            }
        }
        // Both may come in one frame, where frames are long: the key is about what was typed before it.
        let is_entered = goes_down || pressed(Key::Enter);
        if is_entered || field.changed() {
            self.goes_to_cards = is_entered;
            ui.ctx().request_repaint();
        }
        if changed {
            view.ask(Ask::SearchBoard(Box::new(BoardQuery {
                search: self.text.clone(),
                ..view.session.query().clone()
            })));
        }
        leave
    }

    /// What stands at the end of the field: the button that clears it, or the key that leads to it. True when it is to be cleared.
    fn end_of_field(&self, ui: &Ui, view: &View<'_>, field: &Response) -> bool {
        let tokens = view.tokens;
        let side = Vec2::splat(20.0);
        let centre = field.rect.right_center() - Vec2::new(18.0, 0.0);
        let rect = Rect::from_center_size(centre, side);
        if self.text.is_empty() {
            if !field.has_focus() {
                let line = Stroke::new(1.0, tokens.border);
                ui.painter()
                    .rect(rect, Radius::S, tokens.sunken, line, StrokeKind::Inside);
                let key = ui.painter().layout_no_wrap(
                    view.text("board-search-key").to_owned(),
                    Type::caption(),
                    tokens.text_weak,
                );
                let at = rect.center() - key.size() / 2.0;
                ui.painter().galley(at, key, tokens.text_weak);
            }
            return false;
        }
        let clear = ui.interact(rect, Id::unique("board-search-clear"), Sense::click());
        let name = view.text("board-search-clear");
        clear.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
        let ink = if clear.hovered() || clear.has_focus() {
            ui.painter()
                .rect_filled(rect, Radius::S, tokens.surface_hover);
            tokens.text
        } else {
            tokens.text_weak
        };
        if clear.has_focus() {
            let line = Stroke::new(2.0, tokens.accent);
            ui.painter()
                .rect_stroke(rect, Radius::S, line, StrokeKind::Inside);
        }
        Icon::Close.paint_with(ui.painter(), rect.shrink(2.0), ink);
        clear.on_hover_text(name).clicked()
    }
}

/// Whoever comes to the line anew types over what stands there.
pub(super) fn select_all(ui: &Ui, id: Id, text: &str) {
    let mut state = TextEdit::load_state(ui.ctx(), id).unwrap_or_default();
    let range = egui::text::CCursorRange::two(
        egui::text::CCursor::new(0),
        egui::text::CCursor::new(text.chars().count()),
    );
    state.cursor.set_char_range(Some(range));
    state.store(ui.ctx(), id);
}

/// How many of all are shown, told as it changes.
fn found_label(ui: &mut Ui, view: &View<'_>) {
    let board = view.session.board();
    if !board.is_narrowed() || view.session.is_searching() && board.shown() == 0 {
        return;
    }
    let arguments = [("shown", board.shown().into()), ("all", board.len().into())];
    let words = view.text_with("board-found", &arguments);
    let label = ui.add(Label::new(
        RichText::new(words)
            .font(Type::caption())
            .color(view.tokens.text_weak),
    ));
    ui.ctx().accesskit_node_builder(label.id, |node| {
        node.set_live(egui::accesskit::Live::Polite);
    });
}

/// Stands over the lanes when no card of any is what was searched for.
pub(super) fn nothing_found(ui: &mut Ui, view: &mut View<'_>, lanes: Rect) {
    const WIDTH: f32 = 420.0;
    let board = view.session.board();
    if !board.is_narrowed() || board.shown() > 0 || board.is_empty() || view.session.is_searching()
    {
        return;
    }
    let tokens = view.tokens;
    let width = WIDTH.min(lanes.width() - 2.0 * Space::L);
    let top = lanes.top() + (lanes.height() * 0.24).max(72.0);
    let at = Rect::from_min_max(
        egui::pos2(lanes.center().x - width / 2.0, top),
        egui::pos2(lanes.center().x + width / 2.0, lanes.bottom()),
    );
    ui.scope_builder(UiBuilder::new().max_rect(at), |ui| {
        Frame::new()
            .fill(tokens.surface)
            .stroke(Stroke::new(1.0, tokens.border))
            .corner_radius(Radius::L)
            .inner_margin(Margin::same(Space::XL as i8))
            .show(ui, |ui| {
                ui.set_width(width - 2.0 * Space::XL);
                ui.vertical_centered(|ui| nothing_found_words(ui, view));
            });
    });
}

fn nothing_found_words(ui: &mut Ui, view: &mut View<'_>) {
    let tokens = view.tokens;
    let icon = Icon::Search.image().tint(tokens.text_weak);
    ui.add(icon.fit_to_exact_size(Vec2::splat(28.0)));
    ui.add_space(Space::XS);
    let has_filters = !view.session.query().filters.is_empty();
    let (body, clear) = if has_filters {
        ("board-no-match-body-filters", "board-no-match-clear-all")
    } else {
        ("board-no-match-body", "board-search-clear")
    };
    for (key, font, ink) in [
        ("board-no-match-title", Type::heading(), tokens.text),
        (body, Type::body(), tokens.text_weak),
    ] {
        ui.label(RichText::new(view.text(key)).font(font).color(ink));
    }
    ui.add_space(Space::S);
    let clear = view.text(clear);
    if button(ui, tokens, Emphasis::Primary, clear).clicked() {
        view.ask(Ask::SearchBoard(Box::default()));
    }
    let search = view.session.query().search.trim().to_owned();
    let archive = view.text("board-search-archive");
    if !search.is_empty()
        && icon_text_button(ui, tokens, Emphasis::Quiet, Icon::Archive, archive).clicked()
    {
        view.ask(Ask::SearchArchiveFor(search));
    }
}
