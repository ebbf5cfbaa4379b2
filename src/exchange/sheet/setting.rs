//! What a page is set with: the faces, the words, the time, and the pieces that stand on every sheet.

use super::faces::Faces;
use super::ink::Ink;
use super::lines::{Line, Style, line};
use super::page::{Area, Mark, Page};
use crate::domain::{Timestamp, Urgency};
use crate::text::{Argument, Format, Texts};

/// Everything that every part of a sheet needs.
pub(super) struct Setting<'a> {
    pub faces: &'a Faces,
    pub texts: &'a Texts,
    pub format: Format,
    pub now: Timestamp,
    /// The Leadline file it is from.
    pub file_name: &'a str,
}

/// Labels and second-rank lines.
pub(super) const SMALL: Style = Style::regular(8.0);

impl Setting<'_> {
    /// A message of the language.
    pub(super) fn text<'t>(&'t self, key: &'t str) -> &'t str {
        self.texts.get(key)
    }

    /// A message with arguments.
    pub(super) fn with(&self, key: &str, arguments: &[(&str, Argument<'_>)]) -> String {
        self.texts.with(key, arguments)
    }

    /// A name and what belongs to it.
    pub(super) fn labelled(&self, label: &str, value: &str) -> String {
        let arguments = [("label", label.into()), ("value", value.into())];
        self.with("common-label-and-value", &arguments)
    }

    /// A moment with its weekday: paper does not tick.
    pub(super) fn moment(&self, at: Timestamp) -> String {
        let today = self.format.date_of(self.now);
        let date = self
            .format
            .date_with_weekday_short(self.format.date_of(at), today);
        let time = self.format.time(at);
        self.with(
            "format-date-time",
            &[("date", date.into()), ("time", time.into())],
        )
    }

    /// When the sheet was made.
    pub(super) fn printed_at(&self) -> String {
        let at = self.format.date_time(self.now);
        self.with("sheet-printed", &[("at", at.into())])
    }

    /// One line of text.
    pub(super) fn line(&self, text: &str, style: Style) -> Line {
        line(self.faces, text, style)
    }

    /// The foot of every page, so far from its right and its lower edge: the file's name and the page's number.
    pub(super) fn number_pages(&self, pages: &mut [Page], (right, below): (f32, f32)) {
        let count = pages.len();
        for (index, page) in pages.iter_mut().enumerate() {
            let number = [("number", (index + 1).into()), ("count", count.into())];
            let number = self.with("sheet-page", &number);
            let words = format!("{} · {number}", self.file_name);
            let line = self.line(&words, SMALL);
            let left = page.width - right - line.width;
            let top = page.height - below - SMALL.line_height();
            put(&mut page.marks, &line, SMALL, Ink::WEAK, (left, top));
        }
    }
}

/// Puts a line with its upper left corner at a point.
pub(super) fn put(
    marks: &mut Vec<Mark>,
    line: &Line,
    style: Style,
    ink: Ink,
    (left, top): (f32, f32),
) {
    if line.glyphs.is_empty() {
        return;
    }
    marks.push(Mark::Text {
        left,
        baseline: top + style.ascent(),
        size: style.size,
        ink,
        glyphs: line.glyphs.clone(),
    });
}

/// Puts lines one below the other; returns where they end.
pub(super) fn put_all(
    marks: &mut Vec<Mark>,
    lines: &[Line],
    style: Style,
    ink: Ink,
    (left, top): (f32, f32),
) -> f32 {
    let mut top = top;
    for line in lines {
        put(marks, line, style, ink, (left, top));
        top += style.line_height();
    }
    top
}

/// A short word on a coloured ground, with the sign of an urgency where it is one; returns how wide it is.
pub(super) fn pill(
    marks: &mut Vec<Mark>,
    line: &Line,
    style: Style,
    (sign, (ink, ground)): (Option<Urgency>, (Ink, Ink)),
    (left, top): (f32, f32),
) -> f32 {
    const PADDING: f32 = 7.0;
    let side = style.size * 1.2;
    let before = sign.map_or(0.0, |_| side + 4.0);
    let area = Area::new(
        left,
        top,
        line.width + before + 2.0 * PADDING,
        pill_height(style),
    );
    marks.push(Mark::block(area, 4.0, ground));
    if let Some(urgency) = sign {
        let middle = top + (area.height - side) / 2.0;
        marks.push(Mark::urgency(urgency, left + PADDING, middle, side));
    }
    let at = (left + PADDING + before, top + 3.0);
    put(marks, line, style, ink, at);
    area.width
}

/// How tall a [`pill`] is.
pub(super) fn pill_height(style: Style) -> f32 {
    style.line_height() + 6.0
}
