//! A page before it is a file: what stands where on it, in points from its upper left corner.

use super::faces::Glyph;
use super::ink::Ink;
use crate::domain::Urgency;

/// The sides of an A4 page, in points (ISO 216: 210 mm × 297 mm).
pub(super) const A4: (f32, f32) = (595.28, 841.89);

/// A page.
#[derive(Clone, Debug)]
pub(super) struct Page {
    pub width: f32,
    pub height: f32,
    pub marks: Vec<Mark>,
}

/// Something on a page.
#[derive(Clone, Debug)]
pub(super) enum Mark {
    /// Part of a line.
    Text {
        left: f32,
        baseline: f32,
        size: f32,
        ink: Ink,
        glyphs: Vec<Glyph>,
    },
    /// A filled shape; what lies within another part of it is a hole.
    Filled { outline: Vec<Step>, ink: Ink },
    /// A line of this width.
    Drawn {
        outline: Vec<Step>,
        ink: Ink,
        width: f32,
    },
}

/// A step along an outline.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Step {
    Move(f32, f32),
    Line(f32, f32),
    Curve([f32; 6]),
    Close,
}

/// A rectangle.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Area {
    pub left: f32,
    pub top: f32,
    pub width: f32,
    pub height: f32,
}

impl Area {
    pub(super) const fn new(left: f32, top: f32, width: f32, height: f32) -> Self {
        Self {
            left,
            top,
            width,
            height,
        }
    }

    pub(super) fn right(self) -> f32 {
        self.left + self.width
    }

    pub(super) fn bottom(self) -> f32 {
        self.top + self.height
    }
}

impl Page {
    pub(super) const fn new((width, height): (f32, f32)) -> Self {
        Self {
            width,
            height,
            marks: Vec::new(),
        }
    }
}

impl Mark {
    /// The same elsewhere.
    pub(super) fn moved(mut self, right: f32, down: f32) -> Self {
        match &mut self {
            Self::Text { left, baseline, .. } => {
                *left += right;
                *baseline += down;
            }
            Self::Filled { outline, .. } | Self::Drawn { outline, .. } => {
                for step in outline {
                    *step = step.at(|x, y| (x + right, y + down));
                }
            }
        }
        self
    }

    /// A rectangle with round corners.
    pub(super) fn block(area: Area, radius: f32, ink: Ink) -> Self {
        let outline = rounded(area, radius);
        Self::Filled { outline, ink }
    }

    /// Its edge alone.
    pub(super) fn frame(area: Area, radius: f32, ink: Ink, width: f32) -> Self {
        let outline = rounded(area, radius);
        Self::Drawn {
            outline,
            ink,
            width,
        }
    }

    /// A level line.
    pub(super) fn rule(left: f32, right: f32, y: f32, ink: Ink) -> Self {
        let outline = vec![Step::Move(left, y), Step::Line(right, y)];
        Self::Drawn {
            outline,
            ink,
            width: 0.7,
        }
    }

    /// The sign of an urgency, told by shape as well as by colour: a ring, a half filled lozenge, an octagon with a call in it.
    pub(super) fn urgency(urgency: Urgency, left: f32, top: f32, side: f32) -> Self {
        /// The side of the square the signs are drawn in.
        const UNITS: f32 = 20.0;
        let scale = side / UNITS;
        let place = |steps: Vec<Step>| {
            let placed = steps
                .into_iter()
                .map(|step| step.at(|x, y| (left + x * scale, top + y * scale)));
            placed.collect()
        };
        let (ink, _) = Ink::of_urgency(urgency);
        match urgency {
            Urgency::Calm => Self::Drawn {
                outline: place(circle(10.0, 10.0, 5.4)),
                ink,
                width: 1.6 * scale,
            },
            Urgency::Soon => {
                let mut outline = polygon(&[(10.0, 2.0), (18.0, 10.0), (10.0, 18.0), (2.0, 10.0)]);
                outline.extend(polygon(&[(10.0, 5.6), (5.6, 10.0), (10.0, 14.4)]));
                Self::Filled {
                    outline: place(outline),
                    ink,
                }
            }
            Urgency::Critical => {
                let mut outline = polygon(&[
                    (6.7, 2.2),
                    (13.3, 2.2),
                    (17.8, 6.7),
                    (17.8, 13.3),
                    (13.3, 17.8),
                    (6.7, 17.8),
                    (2.2, 13.3),
                    (2.2, 6.7),
                ]);
                outline.extend(polygon(&[
                    (8.9, 5.4),
                    (9.3, 11.4),
                    (10.7, 11.4),
                    (11.1, 5.4),
                ]));
                outline.extend(circle(10.0, 13.9, 1.2));
                Self::Filled {
                    outline: place(outline),
                    ink,
                }
            }
        }
    }
}

impl Step {
    /// The same with every point put where `place` says.
    pub(super) fn at(self, place: impl Fn(f32, f32) -> (f32, f32)) -> Self {
        match self {
            Self::Move(x, y) => {
                let (x, y) = place(x, y);
                Self::Move(x, y)
            }
            Self::Line(x, y) => {
                let (x, y) = place(x, y);
                Self::Line(x, y)
            }
            Self::Curve([x1, y1, x2, y2, x, y]) => {
                let ((x1, y1), (x2, y2), (x, y)) = (place(x1, y1), place(x2, y2), place(x, y));
                Self::Curve([x1, y1, x2, y2, x, y])
            }
            Self::Close => Self::Close,
        }
    }
}

/// How far a curve's handle is from the end of a quarter circle, for a radius of 1, so that the curve comes closest to the circle.
const ROUND: f32 = 0.552_28;

fn polygon(corners: &[(f32, f32)]) -> Vec<Step> {
    let mut steps: Vec<Step> = corners.iter().map(|(x, y)| Step::Line(*x, *y)).collect();
    if let (Some(first), Some((x, y))) = (steps.first_mut(), corners.first()) {
        *first = Step::Move(*x, *y);
    }
    steps.push(Step::Close);
    steps
}

fn circle(x: f32, y: f32, radius: f32) -> Vec<Step> {
    let side = 2.0 * radius;
    rounded(Area::new(x - radius, y - radius, side, side), radius)
}

fn rounded(area: Area, radius: f32) -> Vec<Step> {
    let radius = radius.min(area.width / 2.0).min(area.height / 2.0);
    let (left, top, right, bottom) = (area.left, area.top, area.right(), area.bottom());
    // From the end of a round corner to its tip.
    let rest = radius * (1.0 - ROUND);
    vec![
        Step::Move(left + radius, top),
        Step::Line(right - radius, top),
        Step::Curve([right - rest, top, right, top + rest, right, top + radius]),
        Step::Line(right, bottom - radius),
        Step::Curve([
            right,
            bottom - rest,
            right - rest,
            bottom,
            right - radius,
            bottom,
        ]),
        Step::Line(left + radius, bottom),
        Step::Curve([
            left + rest,
            bottom,
            left,
            bottom - rest,
            left,
            bottom - radius,
        ]),
        Step::Line(left, top + radius),
        Step::Curve([left, top + rest, left + rest, top, left + radius, top]),
        Step::Close,
    ]
}
