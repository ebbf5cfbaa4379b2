//! A collapsed lane: a rail that tells how many cards it has and how many of them are due, opens it again, and takes cards.

use super::super::theme::{Icon, Radius, Space, Tokens, Type};
use super::super::view::View;
use super::super::widgets::{Emphasis, button, focus_ring, name_and_key};
use super::galley::galley;
use super::header::{Heading, button_id};
use crate::domain::{Stage, Urgency};
use crate::text::{Language, Say};
use egui::epaint::TextShape;
use egui::{
    Color32, FontId, Galley, Pos2, Rect, Response, RichText, Role, Sense, Stroke, StrokeKind, Ui,
    UiBuilder, Vec2, WidgetInfo,
};
use std::f32::consts::FRAC_PI_2;
use std::sync::Arc;

/// Draws the rail and returns it: it is one button over its whole height.
pub(super) fn rail(
    ui: &Ui,
    view: &View<'_>,
    heading: &Heading,
    stage: Stage,
    rect: Rect,
) -> Response {
    let tokens = view.tokens;
    let response = ui.interact(rect, button_id(stage), Sense::click());
    let name = || heading.spoken_with_due(view);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name()));
    ui.ctx()
        .accesskit_node_builder(response.id, |node| node.set_expanded(false));
    let (fill, ink) = if response.hovered() {
        (tokens.surface_hover, tokens.text)
    } else {
        (tokens.sunken, tokens.text_weak)
    };
    let line = Stroke::new(1.0, tokens.border);
    ui.painter()
        .rect(rect, Radius::L, fill, line, StrokeKind::Inside);
    focus_ring(ui, tokens, &response, rect, Radius::L);
    let mut column = Column {
        ui,
        centre: rect.center().x,
        width: rect.width() - 2.0 * Space::XS,
        y: rect.top() + Space::M,
        bottom: rect.bottom() - Space::M,
    };
    column.icon(Icon::LaneOpen, 16.0, ink);
    column.y += Space::S;
    let count = heading.short_count();
    column.badge(None, count, (tokens.text_weak, tokens.surface));
    if let Some(due) = heading.due() {
        column.badge(Some(Icon::Clock), due, tokens.urgency(Urgency::Soon));
    }
    column.y += Space::XS;
    column.name(&stage.say(view.texts), view.texts.language(), tokens);
    response.on_hover_ui(|ui| name_and_key(ui, &name(), None))
}

/// What is painted on a rail, one below the other.
struct Column<'u> {
    ui: &'u Ui,
    centre: f32,
    width: f32,
    y: f32,
    bottom: f32,
}

impl Column<'_> {
    /// Takes up the place of something that is painted next.
    fn take(&mut self, size: Vec2) -> Rect {
        let top = Pos2::new(self.centre - size.x / 2.0, self.y);
        self.y += size.y;
        Rect::from_min_size(top, size)
    }

    fn icon(&mut self, icon: Icon, side: f32, ink: Color32) {
        let place = self.take(Vec2::splat(side));
        icon.paint(self.ui, place, ink);
    }

    /// A number on a ground; one that is wider than the rail is turned.
    fn badge(&mut self, icon: Option<Icon>, number: &str, (ink, ground): (Color32, Color32)) {
        const ICON_SIDE: f32 = 14.0;
        let galley = self.line(number, Type::caption_strong(), ink, f32::INFINITY);
        let is_turned = galley.size().x + Space::S > self.width;
        let text = if is_turned {
            galley.size().yx()
        } else {
            galley.size()
        };
        let icon_height = icon.map_or(0.0, |_| ICON_SIDE + 1.0);
        let size = Vec2::new(
            (text.x + Space::S).max(26.0),
            text.y + icon_height + 2.0 * Space::XS,
        );
        let place = self.take(size);
        self.ui.painter().rect_filled(place, Radius::S, ground);
        if let Some(icon) = icon {
            let centre = place.center_top() + Vec2::new(0.0, Space::XS + ICON_SIDE / 2.0);
            icon.paint(
                self.ui,
                Rect::from_center_size(centre, Vec2::splat(ICON_SIDE)),
                ink,
            );
        }
        let text_place = place.with_min_y(place.bottom() - Space::XS - text.y);
        let text_place = text_place.with_max_y(place.bottom() - Space::XS);
        let at = Pos2::new(place.center().x - text.x / 2.0, text_place.top());
        if is_turned {
            self.turned(at, galley, ink);
        } else {
            self.ui.painter().galley(at, galley, ink);
        }
        self.y += Space::XS;
    }

    /// The lane's name: turned, or in Japanese one character below the other.
    fn name(&mut self, name: &str, language: Language, tokens: &Tokens) {
        let room = self.bottom - self.y;
        let font = Type::strong();
        if language == Language::Japanese {
            for character in name.chars() {
                let character = self.line(&character.to_string(), font.clone(), tokens.text, 40.0);
                let size = character.size() - Vec2::new(0.0, 2.0);
                if self.y + size.y > self.bottom {
                    break;
                }
                let at = self.take(size).min;
                self.ui.painter().galley(at, character, tokens.text);
            }
        } else if room >= font.size * 2.0 {
            let galley = self.line(name, font, tokens.text, room);
            let at = self.take(galley.size().yx()).min;
            self.turned(at, galley, tokens.text);
        }
    }

    fn line(&self, text: &str, font: FontId, ink: Color32, width: f32) -> Arc<Galley> {
        galley(self.ui.painter(), text, font, ink, width, 1)
    }

    /// Paints a text that reads downwards, with its upper end at `at`.
    fn turned(&self, at: Pos2, galley: Arc<Galley>, ink: Color32) {
        let top_right = at + Vec2::new(galley.size().y, 0.0);
        let text = TextShape::new(top_right, galley, ink).with_angle(FRAC_PI_2);
        self.ui.painter().add(text);
    }
}

/// Says at a rail's head how many of the cards that are dragged may go there.
pub(super) fn how_many(
    ui: &Ui,
    view: &View<'_>,
    rail: Rect,
    (count, total): (usize, usize),
    is_under: bool,
) {
    let tokens = view.tokens;
    let words = view.text_with(
        "board-count-of-short",
        &[("shown", count.into()), ("all", total.into())],
    );
    let (ink, ground) = if is_under {
        (tokens.on_accent, tokens.accent)
    } else {
        (tokens.accent, tokens.accent_soft)
    };
    let font = Type::caption_strong();
    let galley = galley(ui.painter(), &words, font, ink, rail.width() - Space::S, 1);
    let centre = rail.center_top() + Vec2::new(0.0, Space::L + Space::XS);
    let place = Rect::from_center_size(centre, Vec2::new(rail.width() - Space::XS, 24.0));
    ui.painter().rect(
        place,
        Radius::S,
        ground,
        Stroke::new(1.0, tokens.accent),
        StrokeKind::Inside,
    );
    ui.painter()
        .galley(place.center() - galley.size() / 2.0, galley, ink);
}

/// What stands where the lanes would be when all of them are collapsed; true when they are all to be opened.
pub(super) fn all_collapsed(ui: &mut Ui, view: &View<'_>, free: Rect) -> bool {
    let builder = UiBuilder::new().max_rect(free.shrink(Space::XL));
    ui.scope_builder(builder, |ui| {
        ui.vertical_centered(|ui| {
            ui.add_space((ui.available_height() / 2.0 - 60.0).max(0.0));
            ui.label(
                RichText::new(view.text("board-all-collapsed"))
                    .font(Type::body())
                    .color(view.tokens.text_weak),
            );
            ui.add_space(Space::S);
            let open = view.text("board-open-lanes");
            button(ui, view.tokens, Emphasis::Normal, open).clicked()
        })
        .inner
    })
    .inner
}
