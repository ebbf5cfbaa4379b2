//! The cards as they were last laid out: while nothing about a card changes, a frame repeats its shapes instead of making them anew.

use super::super::theme::{Tokens, Type};
use super::super::view::View;
use super::card::{self, Drawn, Guise};
use crate::domain::{Deadline, Referral, ReferralId, Urgency};
use crate::text::{Language, Zone};
use egui::epaint::RectShape;
use egui::{Galley, Painter, Pos2, Rect, Shape};
use std::collections::HashMap;
use std::sync::Arc;

/// The faces of the cards that a lane showed in its last frame.
#[derive(Default)]
pub(super) struct Faces {
    ground: Option<Ground>,
    faces: HashMap<ReferralId, Face>,
    /// The icons of the cards painted so far in this frame.
    icons: Vec<RectShape>,
    frame: u64,
}

/// What every face depends on.
struct Ground {
    tokens: &'static Tokens,
    language: Language,
    zone: Zone,
    /// Times are shown by the minute.
    minute: i64,
    width: f32,
    /// What is marked in the texts.
    marked: Arc<[String]>,
    /// Laid out anew whenever the fonts are, and every other text with it.
    probe: Arc<Galley>,
}

/// One card's shapes, and what they were made from.
struct Face {
    referral: Referral,
    deadline: Option<Deadline>,
    urgency: Urgency,
    guise: Guise,
    /// As in a rectangle at the origin.
    drawn: Drawn,
    last_shown_in: u64,
}

impl Faces {
    /// Begins a frame in which the cards are of this width. Faces that the frame before did not show are forgotten.
    pub(super) fn begin_frame(&mut self, painter: &Painter, view: &View<'_>, width: f32) {
        const MINUTE_MILLIS: i64 = 60_000;
        let ground = Ground {
            tokens: view.tokens,
            language: view.texts.language(),
            zone: view.format.zone(),
            minute: view.now.millis().div_euclid(MINUTE_MILLIS),
            width,
            marked: view.session.marked_words().clone(),
            probe: painter.layout_no_wrap("0".to_owned(), Type::body(), view.tokens.text),
        };
        let before = self.frame;
        self.frame += 1;
        if self.ground.as_ref().is_some_and(|old| old.is_like(&ground)) {
            self.faces.retain(|_, face| face.last_shown_in == before);
        } else {
            self.faces.clear();
        }
        self.ground = Some(ground);
    }

    /// Paints a card.
    pub(super) fn paint(
        &mut self,
        painter: &Painter,
        view: &View<'_>,
        referral: &Referral,
        rect: Rect,
        guise: Guise,
    ) {
        let deadline = referral.next_deadline(view.now);
        let urgency = referral.urgency(view.now);
        let known = self.faces.get_mut(&referral.id).filter(|face| {
            face.guise == guise
                && face.deadline == deadline
                && face.urgency == urgency
                && face.referral == *referral
        });
        if let Some(face) = known {
            face.last_shown_in = self.frame;
            painter.extend(placed(&face.drawn.shapes, rect.min));
            self.icons.extend(icons_placed(&face.drawn, rect.min));
            return;
        }
        let at_origin = Rect::from_min_size(Pos2::ZERO, rect.size());
        let drawn = card::draw(painter, view, referral, at_origin, guise);
        painter.extend(placed(&drawn.shapes, rect.min));
        self.icons.extend(icons_placed(&drawn, rect.min));
        if drawn.is_complete {
            let face = Face {
                referral: referral.clone(),
                deadline,
                urgency,
                guise,
                drawn,
                last_shown_in: self.frame,
            };
            self.faces.insert(referral.id, face);
        } else {
            self.faces.remove(&referral.id);
        }
    }

    /// Paints the icons of the cards, those of a texture together, because each change of texture begins another mesh.
    pub(super) fn end_frame(&mut self, painter: &Painter) {
        self.icons.sort_by_key(RectShape::fill_texture_id);
        painter.extend(self.icons.drain(..).map(Shape::from));
    }
}

fn icons_placed(drawn: &Drawn, at: Pos2) -> impl Iterator<Item = RectShape> {
    drawn.icons.iter().cloned().map(move |mut icon| {
        icon.rect = icon.rect.translate(at.to_vec2());
        icon
    })
}

/// The shapes moved to where the card is. Not by [`Shape::translate`]: that copies every text whole.
fn placed(shapes: &[Shape], at: Pos2) -> impl Iterator<Item = Shape> {
    let offset = at.to_vec2();
    shapes.iter().map(move |shape| match shape.clone() {
        Shape::Text(mut text) => {
            text.pos += offset;
            Shape::Text(text)
        }
        Shape::Rect(mut rect) => {
            rect.rect = rect.rect.translate(offset);
            Shape::Rect(rect)
        }
        mut other => {
            other.translate(offset);
            other
        }
    })
}

impl Ground {
    fn is_like(&self, other: &Self) -> bool {
        std::ptr::eq(self.tokens, other.tokens)
            && self.language == other.language
            && self.zone == other.zone
            && self.minute == other.minute
            && self.width.to_bits() == other.width.to_bits()
            && Arc::ptr_eq(&self.marked, &other.marked)
            && Arc::ptr_eq(&self.probe, &other.probe)
    }
}
