//! The tour: one card over the board's corner with the few things worth knowing, until it is put away for good.

use super::super::actions::UiAction;
use super::super::theme::{Icon, Radius, Space, Type};
use super::super::view::{ActionKind, Ask, View};
use super::super::widgets::{Emphasis, button, heading, keycap};
use crate::desk::Session;
use egui::{
    Align, Align2, Area, Context, Frame, Id, Label, Layout, Margin, Order, Rect, RichText,
    ScrollArea, Stroke, Ui, Vec2,
};

const WIDTH: f32 = 380.0;
/// What the card takes up beside the five things, in points, and the least it leaves them.
const AROUND_THINGS: f32 = 140.0;
const LEAST_HEIGHT: f32 = 60.0;
/// The column of the keys, in points.
const KEY_COLUMN: f32 = 68.0;

/// Whether the card is to be shown: there is a referral to try things with, and it was not put away yet.
pub(super) fn is_due(session: &Session) -> bool {
    session.is_read() && !session.settings().has_seen_tour && !session.board().is_empty()
}

/// Draws the card into the lower right corner of `area`.
pub(super) fn tour(ui: &Ui, view: &mut View<'_>, area: Rect) {
    let tokens = view.tokens;
    let width = WIDTH.min(area.width() - 2.0 * Space::L);
    let title = view.text("tour-title");
    Area::new(Id::unique("tour"))
        .order(Order::Middle)
        .pivot(Align2::RIGHT_BOTTOM)
        .fixed_pos(area.max - Vec2::splat(Space::M))
        .constrain(false)
        .role(egui::accesskit::Role::Region)
        .accessible_name(title)
        .show(ui.ctx(), |ui| {
            Frame::new()
                .fill(tokens.surface)
                .stroke(Stroke::new(1.0, tokens.accent))
                .corner_radius(Radius::L)
                .shadow(egui::Shadow {
                    offset: [0, 8],
                    blur: 24,
                    spread: 0,
                    color: tokens.shadow,
                })
                .inner_margin(Margin::same(Space::L as i8))
                .show(ui, |ui| {
                    ui.set_width(width - 2.0 * Space::L);
                    ui.spacing_mut().item_spacing.y = Space::M;
                    heading(ui, tokens, title);
                    // In a low window, or with large text, the rest is scrolled to.
                    let room = area.height() - AROUND_THINGS;
                    ScrollArea::vertical()
                        .max_height(room.max(LEAST_HEIGHT))
                        .show(ui, |ui| things(ui, view));
                    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                        let done = view.text("tour-done");
                        if button(ui, tokens, Emphasis::Primary, done).clicked() {
                            view.ask(Ask::EndTour);
                        }
                    });
                });
        });
}

/// The five things, each beside its key.
fn things(ui: &mut Ui, view: &View<'_>) {
    let ctx = ui.ctx().clone();
    let key_of = |action: UiAction| action.shown_shortcut(&ctx).unwrap_or_default();
    let first = key_of(UiAction::Referral(ActionKind::Interested));
    let last = key_of(UiAction::Referral(ActionKind::Lost));
    let moves = format!("{first} … {last}");
    for (key, words) in [
        (Some(moves), "tour-moves"),
        (Some(key_of(UiAction::Palette)), "tour-palette"),
        (Some(key_of(UiAction::Search)), "tour-search"),
        (Some(key_of(UiAction::Shortcuts)), "tour-keys"),
        (None, "tour-clocks"),
    ] {
        thing(ui, view, &ctx, key.as_deref(), view.text(words));
    }
}

fn thing(ui: &mut Ui, view: &View<'_>, ctx: &Context, key: Option<&str>, words: &str) {
    let tokens = view.tokens;
    let words = RichText::new(words).font(Type::body()).color(tokens.text);
    let line = ctx.fonts_mut(|fonts| fonts.row_height(&Type::body()));
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let column = Vec2::new(KEY_COLUMN, line);
        ui.allocate_ui_with_layout(column, Layout::left_to_right(Align::Min), |ui| {
            ui.set_min_size(column);
            match key {
                Some(key) => keycap(ui, tokens, key),
                None => {
                    ui.add(Icon::Clock.image().tint(tokens.text_weak));
                }
            }
        });
        ui.vertical(|ui| ui.add(Label::new(words).wrap()));
    });
}
