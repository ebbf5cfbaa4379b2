//! A page as a picture.

use super::face::Face;
use super::faces::Faces;
use super::ink::Ink;
use super::page::{Mark, Page, Step};
use skrifa::outline::OutlinePen;
use std::collections::HashMap;
use std::rc::Rc;
use tiny_skia::{
    Color, FillRule, LineCap, LineJoin, Paint, Path, PathBuilder, Pixmap, Stroke, Transform,
};

/// So many dots stand for a point on paper.
const DOTS_PER_POINT: f32 = 2.0;

/// Why a picture could not be made.
#[derive(Debug, thiserror::Error)]
pub enum PictureError {
    /// There is not that much room.
    #[error("the picture is too large")]
    TooLarge,
    /// It cannot be written as PNG.
    #[error("the picture cannot be written as PNG: {0}")]
    Png(String),
}

/// Paints pages, and keeps the outlines of the glyphs in between.
pub(super) struct Painter {
    faces: Vec<Rc<Face>>,
    outlines: HashMap<(usize, u16), Option<Path>>,
}

impl Painter {
    /// For pages that are set already.
    pub(super) fn new(faces: &Faces) -> Self {
        Self {
            faces: faces.all(),
            outlines: HashMap::new(),
        }
    }

    /// The page as a PNG file.
    ///
    /// # Errors
    /// When there is not enough room for the picture.
    pub(super) fn png(&mut self, page: &Page) -> Result<Vec<u8>, PictureError> {
        let dots = |points: f32| (points * DOTS_PER_POINT).ceil() as u32;
        let mut picture =
            Pixmap::new(dots(page.width), dots(page.height)).ok_or(PictureError::TooLarge)?;
        picture.fill(color(Ink::PAPER));
        for mark in &page.marks {
            self.paint(&mut picture, mark);
        }
        picture
            .encode_png()
            .map_err(|error| PictureError::Png(error.to_string()))
    }

    fn paint(&mut self, picture: &mut Pixmap, mark: &Mark) {
        let scale = Transform::from_scale(DOTS_PER_POINT, DOTS_PER_POINT);
        match mark {
            Mark::Text {
                left,
                baseline,
                size,
                ink,
                glyphs,
            } => {
                let (paint, mut left) = (paint(*ink), *left);
                for glyph in glyphs {
                    let face = self.faces.get(glyph.face);
                    let units = face.map_or(1.0, |face| face.units);
                    // Outlines count upwards.
                    let unit = size / units;
                    let place = Transform::from_row(unit, 0.0, 0.0, -unit, left, *baseline);
                    if let Some(outline) = self.outline(glyph.face, glyph.id) {
                        let place = place.post_concat(scale);
                        picture.fill_path(outline, &paint, FillRule::Winding, place, None);
                    }
                    left += glyph.advance * size;
                }
            }
            Mark::Filled { outline, ink } => {
                if let Some(path) = path(outline) {
                    picture.fill_path(&path, &paint(*ink), FillRule::EvenOdd, scale, None);
                }
            }
            Mark::Drawn {
                outline,
                ink,
                width,
            } => {
                let stroke = Stroke {
                    width: *width,
                    line_cap: LineCap::Round,
                    line_join: LineJoin::Round,
                    ..Stroke::default()
                };
                if let Some(path) = path(outline) {
                    picture.stroke_path(&path, &paint(*ink), &stroke, scale, None);
                }
            }
        }
    }

    fn outline(&mut self, face: usize, id: u16) -> Option<&Path> {
        let faces = &self.faces;
        let outline = self.outlines.entry((face, id)).or_insert_with(|| {
            let mut pen = Pen(PathBuilder::new());
            faces.get(face)?.draw(id, &mut pen);
            pen.0.finish()
        });
        outline.as_ref()
    }
}

fn color(Ink([red, green, blue]): Ink) -> Color {
    Color::from_rgba8(red, green, blue, u8::MAX)
}

fn paint(ink: Ink) -> Paint<'static> {
    let mut paint = Paint::default();
    paint.set_color(color(ink));
    paint
}

fn path(outline: &[Step]) -> Option<Path> {
    let mut path = PathBuilder::new();
    for step in outline {
        match *step {
            Step::Move(x, y) => path.move_to(x, y),
            Step::Line(x, y) => path.line_to(x, y),
            Step::Curve([x1, y1, x2, y2, x, y]) => path.cubic_to(x1, y1, x2, y2, x, y),
            Step::Close => path.close(),
        }
    }
    path.finish()
}

struct Pen(PathBuilder);

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.0.line_to(x, y);
    }

    fn quad_to(&mut self, cx0: f32, cy0: f32, x: f32, y: f32) {
        self.0.quad_to(cx0, cy0, x, y);
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        self.0.cubic_to(cx0, cy0, cx1, cy1, x, y);
    }

    fn close(&mut self) {
        self.0.close();
    }
}
