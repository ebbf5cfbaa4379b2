//! The strip across the top of the board: the next deadlines of all lanes, and how much is to be answered today.

use super::super::notices::Drawer;
use super::super::theme::{Icon, Radius, Space, Tokens, Type};
use super::super::view::{Ask, View};
use super::super::widgets::tooltip;
use super::galley::galley;
use super::words;
use crate::domain::{Referral, ReferralId, Urgency};
use crate::text::{Language, Say, Zone};
use egui::epaint::RectShape;
use egui::{
    Color32, Galley, Id, Painter, Pos2, Rect, Response, Role, Sense, Shape, Stroke, StrokeKind, Ui,
    Vec2, WidgetInfo,
};
use std::sync::Arc;

/// The height of the strip, in points.
pub(super) const HEIGHT: f32 = 34.0;
/// No chip is wider or narrower than these.
const WIDEST: f32 = 240.0;
const NARROWEST: f32 = 132.0;
const MOST_CHIPS: usize = 8;
const ICON_SIDE: f32 = 14.0;

/// The strip as it was last laid out: while nothing about it changes, a frame repeats its shapes.
#[derive(Default)]
pub(super) struct DueStrip(Option<Laid>);

struct Laid {
    key: Key,
    shapes: Vec<Shape>,
    chips: Vec<(ReferralId, Rect)>,
    today: Rect,
}

/// What the strip depends on.
#[derive(PartialEq)]
struct Key {
    tokens: *const Tokens,
    language: Language,
    zone: Zone,
    /// Times are shown by the minute.
    minute: i64,
    rect: Rect,
    pixels_per_point: f32,
    cards: Vec<(ReferralId, i64)>,
    today: usize,
    probe: Probe,
}

/// A text that is laid out anew whenever the fonts are: every other text must then be too.
struct Probe(Arc<Galley>);

impl PartialEq for Probe {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl DueStrip {
    /// Draws the strip into `rect`.
    pub(super) fn ui(&mut self, ui: &mut Ui, view: &mut View<'_>, rect: Rect) {
        let key = Key::now(ui, view, rect);
        let laid = match self.0.take() {
            Some(laid) if laid.key == key => laid,
            _ => lay_out(ui.painter(), view, key),
        };
        ui.painter().extend(laid.shapes.iter().cloned());
        for (id, rect) in &laid.chips {
            let Some(referral) = view.session.board().referral(*id) else {
                continue;
            };
            let response = ui.interact(*rect, Id::unique(("due-next", id.0)), Sense::click());
            response.widget_info(|| {
                let name = words::spoken_alone(view, referral);
                WidgetInfo::labeled(Role::Button, true, name)
            });
            touched(ui, view.tokens, &response);
            let about = |ui: &mut Ui| {
                let stage = referral.stage().say(view.texts);
                ui.label(format!("{stage}\n{}", referral.overview));
            };
            if tooltip(response, about).clicked() {
                view.ask(Ask::Open(*id));
            }
        }
        let today = ui.interact(laid.today, Id::unique("due-today"), Sense::click());
        let name = || view.text_with("board-today-spoken", &[("count", laid.key.today.into())]);
        today.widget_info(|| WidgetInfo::labeled(Role::Button, true, name()));
        ui.ctx().accesskit_node_builder(today.id, |node| {
            node.set_description(view.text("board-today-help"));
        });
        touched(ui, view.tokens, &today);
        let help = |ui: &mut Ui| {
            ui.label(view.text("board-today-help"));
        };
        if tooltip(today, help).clicked() {
            view.ask(Ask::ShowDrawer(Some(Drawer::Today)));
        }
        self.0 = Some(laid);
    }
}

impl Key {
    fn now(ui: &Ui, view: &View<'_>, rect: Rect) -> Self {
        const MINUTE_MILLIS: i64 = 60_000;
        let board = view.session.board();
        let hours = &view.session.settings().hours;
        let cards = board
            .deadlines()
            .filter_map(|(_, id)| Some((id, board.referral(id)?.revision)))
            .take(MOST_CHIPS)
            .collect();
        Self {
            tokens: view.tokens,
            language: view.texts.language(),
            zone: view.format.zone(),
            minute: view.now.millis().div_euclid(MINUTE_MILLIS),
            rect,
            pixels_per_point: ui.pixels_per_point(),
            cards,
            today: board.due_before(hours.today_reaches_until(view.now, &view.texts.zone())),
            probe: Probe(ui.painter().layout_no_wrap(
                "0".to_owned(),
                Type::body(),
                view.tokens.text,
            )),
        }
    }
}

/// The line around what the pointer or the keyboard is on.
fn touched(ui: &Ui, tokens: &Tokens, response: &Response) {
    if response.hovered() || response.has_focus() {
        let width = if response.has_focus() { 2.0 } else { 1.0 };
        let line = Stroke::new(width, tokens.accent);
        ui.painter()
            .rect_stroke(response.rect, Radius::S, line, StrokeKind::Inside);
    }
}

fn lay_out(painter: &Painter, view: &View<'_>, key: Key) -> Laid {
    let (rect, tokens) = (key.rect, view.tokens);
    let mut sheet = Sheet {
        painter,
        shapes: Vec::new(),
        icons: Vec::new(),
        is_complete: true,
    };
    let today = today_button(&mut sheet, view, rect, key.today);
    let title = view.text("board-due-next");
    let title = galley(
        painter,
        title,
        Type::caption_strong(),
        tokens.text_weak,
        160.0,
        1,
    );
    let mut left = rect.left() + Space::S + title.size().x + Space::M;
    let at = Pos2::new(
        rect.left() + Space::S,
        rect.center().y - title.size().y / 2.0,
    );
    sheet
        .shapes
        .push(Shape::galley(at, title, tokens.text_weak));
    let right = today.left() - Space::M;
    let mut chips = Vec::new();
    for (id, _) in &key.cards {
        let Some(referral) = view.session.board().referral(*id) else {
            continue;
        };
        let room = (right - left).min(WIDEST);
        if room < NARROWEST {
            break;
        }
        let place = Rect::from_min_max(
            Pos2::new(left, rect.top() + 3.0),
            Pos2::new(left + room, rect.bottom() - 3.0),
        );
        let chip = chip(&mut sheet, view, referral, place);
        left = chip.right() + Space::S;
        chips.push((*id, chip));
    }
    let key = if sheet.is_complete {
        key
    } else {
        // A picture is still in the making: it is laid out again.
        painter.ctx().request_repaint();
        Key {
            minute: i64::MIN,
            ..key
        }
    };
    sheet.icons.sort_by_key(RectShape::fill_texture_id);
    let icons = sheet.icons.into_iter().map(Shape::from);
    Laid {
        key,
        shapes: sheet.shapes.into_iter().chain(icons).collect(),
        chips,
        today,
    }
}

/// What is being laid out.
struct Sheet<'p> {
    painter: &'p Painter,
    shapes: Vec<Shape>,
    /// Above all others, those of a texture together: each change of texture begins another mesh.
    icons: Vec<RectShape>,
    is_complete: bool,
}

impl Sheet<'_> {
    fn ground(&mut self, rect: Rect, fill: Color32, line: Color32) -> usize {
        let line = Stroke::new(1.0, line);
        self.shapes
            .push(RectShape::new(rect, Radius::S, fill, line, StrokeKind::Inside).into());
        self.shapes.len() - 1
    }

    fn icon(&mut self, icon: Icon, left_middle: Pos2, ink: Color32) {
        let centre = left_middle + Vec2::new(ICON_SIDE / 2.0, 0.0);
        let rect = Rect::from_center_size(centre, Vec2::splat(ICON_SIDE));
        match icon.shape(self.painter.ctx(), rect, ink) {
            Some(shape) => self.icons.push(shape),
            None => self.is_complete = false,
        }
    }
}

/// Lays out one deadline in `place`, as narrow as it may be; where it is.
fn chip(sheet: &mut Sheet<'_>, view: &View<'_>, referral: &Referral, place: Rect) -> Rect {
    let tokens = view.tokens;
    let urgency = words::shown_urgency(view, referral);
    let (ink, _) = tokens.urgency(urgency);
    let middle = place.center().y;
    let (time, _) = words::headline(view, referral);
    let time = galley(sheet.painter, &time, Type::strong(), ink, place.width(), 1);
    let left = place.left() + Space::S;
    let after_icon = left + ICON_SIDE + Space::XS;
    let after_time = after_icon + time.size().x + Space::S;
    let room = place.right() - Space::S - after_time;
    let who = &referral.customer;
    let who = galley(sheet.painter, who, Type::caption(), tokens.text, room, 1);
    let right = (after_time + who.size().x + Space::S).min(place.right());
    let chip = Rect::from_min_max(place.min, Pos2::new(right, place.bottom()));
    sheet.ground(chip, tokens.surface, tokens.border);
    sheet.icon(words::urgency_icon(urgency), Pos2::new(left, middle), ink);
    let at = |left: f32, height: f32| Pos2::new(left, middle - height / 2.0);
    let (time_at, who_at) = (at(after_icon, time.size().y), at(after_time, who.size().y));
    sheet.shapes.push(Shape::galley(time_at, time, ink));
    sheet.shapes.push(Shape::galley(who_at, who, tokens.text));
    chip
}

/// Lays out the button on the right that leads to what is to be answered today; where it is.
fn today_button(sheet: &mut Sheet<'_>, view: &View<'_>, strip: Rect, count: usize) -> Rect {
    let tokens = view.tokens;
    let (ink, fill) = if count > 0 {
        tokens.urgency(Urgency::Soon)
    } else {
        (tokens.text_weak, tokens.sunken)
    };
    let words = view.text_with("board-today", &[("count", count.into())]);
    let words = galley(sheet.painter, &words, Type::caption_strong(), ink, 200.0, 1);
    let width = words.size().x + ICON_SIDE + Space::XS + 2.0 * Space::M;
    let rect = Rect::from_min_max(
        Pos2::new(strip.right() - width, strip.top() + 3.0),
        Pos2::new(strip.right(), strip.bottom() - 3.0),
    );
    sheet.ground(rect, fill, fill);
    let left = rect.left() + Space::M;
    sheet.icon(Icon::Calendar, Pos2::new(left, rect.center().y), ink);
    let at = Pos2::new(
        left + ICON_SIDE + Space::XS,
        rect.center().y - words.size().y / 2.0,
    );
    sheet.shapes.push(Shape::galley(at, words, ink));
    rect
}
