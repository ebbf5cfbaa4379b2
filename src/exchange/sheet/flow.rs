//! Running text over pages: each piece goes below the one before, and on to the next page where there is no room left.

use super::ink::Ink;
use super::lines::{Line, Style, lines};
use super::page::{A4, Mark, Page};
use super::setting::{SMALL, Setting, put};

/// The margins of a page with running text, in points.
pub(super) const MARGIN: f32 = 50.0;
/// Running text.
pub(super) const BODY: Style = Style::regular(9.5);
const HEADING: Style = Style::bold(9.5);
/// Kept for the page's number.
const FOOT_HEIGHT: f32 = 24.0;
/// Where the text begins on every page but the first, below the margin.
const HEAD_HEIGHT: f32 = 26.0;
/// The names on the left of a table, with the gap after them.
const NAMES_WIDTH: f32 = 140.0;

/// No more pages than these are made: what a person hands on is read, and a file of a megabyte of text is not.
pub const MOST_PAGES: usize = 100;

/// Pages that are filled from above.
pub(super) struct Flow<'a> {
    setting: &'a Setting<'a>,
    pages: Vec<Page>,
    /// What stands at the head of every page but the first, on the left and on the right.
    head: [Line; 2],
    top: f32,
    is_full: bool,
}

impl<'a> Flow<'a> {
    pub(super) fn new(setting: &'a Setting<'a>, head: [Line; 2]) -> Self {
        Self {
            setting,
            pages: vec![Page::new(A4)],
            head,
            top: MARGIN,
            is_full: false,
        }
    }

    /// From one margin to the other.
    pub(super) const fn width() -> f32 {
        A4.0 - 2.0 * MARGIN
    }

    /// The pages; the last line of one that is full says that there was more.
    pub(super) fn finish(mut self) -> Vec<Page> {
        if std::mem::take(&mut self.is_full) {
            let words = self.setting.text("sheet-cut").to_owned();
            let line = self.setting.line(&words, HEADING);
            let at = (MARGIN, self.bottom() + 4.0);
            self.put(&line, HEADING, Ink::TEXT, at);
        }
        self.setting
            .number_pages(&mut self.pages, (MARGIN, MARGIN - 10.0));
        self.pages
    }

    /// Leaves a gap.
    pub(super) fn space(&mut self, height: f32) {
        self.top += height;
    }

    /// Puts marks of this height, which stay together, with their upper left corner where the text goes on.
    pub(super) fn block(&mut self, marks: Vec<Mark>, height: f32) {
        self.make_room(height);
        let top = self.top;
        if let Some(page) = self.page() {
            let placed = marks.into_iter().map(|mark| mark.moved(MARGIN, top));
            page.marks.extend(placed);
        }
        self.top += height;
    }

    /// A text over the whole width.
    pub(super) fn text(&mut self, text: &str, style: Style, ink: Ink) {
        self.column(text, style, ink, 0.0);
    }

    /// The name of what comes below it, on the same page as its beginning.
    pub(super) fn heading(&mut self, name: &str) {
        self.space(11.0);
        self.make_room(HEADING.line_height() + 6.0 + 2.0 * BODY.line_height());
        let line = self.setting.line(name, HEADING);
        let top = self.top;
        self.put(&line, HEADING, Ink::TEXT, (MARGIN, top));
        self.top += HEADING.line_height() + 1.0;
        let (right, rule) = (MARGIN + Self::width(), self.top);
        if let Some(page) = self.page() {
            page.marks.push(Mark::rule(MARGIN, right, rule, Ink::LINE));
        }
        self.top += 5.0;
    }

    /// A name on the left and its value beside it.
    pub(super) fn row(&mut self, name: &str, value: &str) {
        let names = lines(self.setting.faces, name, SMALL, NAMES_WIDTH - 12.0);
        self.make_room(BODY.line_height() * names.len().clamp(1, 4) as f32);
        let (began, page) = (self.top, self.pages.len());
        let level = BODY.ascent() - SMALL.ascent();
        let mut top = began + level;
        for line in names.iter().take(4) {
            self.put(line, SMALL, Ink::WEAK, (MARGIN, top));
            top += SMALL.line_height();
        }
        self.column(value, BODY, Ink::TEXT, NAMES_WIDTH);
        if self.pages.len() == page {
            self.top = self.top.max(top);
        }
        self.top += 1.5;
    }

    /// A second line of a row.
    pub(super) fn beside(&mut self, text: &str) {
        self.top -= 1.5;
        self.column(text, SMALL, Ink::WEAK, NAMES_WIDTH);
        self.top += 1.5;
    }

    fn column(&mut self, text: &str, style: Style, ink: Ink, left: f32) {
        let faces = self.setting.faces;
        for line in lines(faces, text, style, Self::width() - left) {
            self.make_room(style.line_height());
            let top = self.top;
            self.put(&line, style, ink, (MARGIN + left, top));
            self.top += style.line_height();
        }
    }

    /// Where the text of a page ends at the latest; the last page keeps a line for saying that there was more.
    const fn bottom(&self) -> f32 {
        let kept = if self.pages.len() < MOST_PAGES {
            0.0
        } else {
            HEADING.line_height() + 4.0
        };
        A4.1 - MARGIN - FOOT_HEIGHT - kept
    }

    /// Begins another page where there is less room than this.
    fn make_room(&mut self, height: f32) {
        if self.top + height <= self.bottom() || self.is_full {
            return;
        }
        if self.pages.len() >= MOST_PAGES {
            self.is_full = true;
            return;
        }
        let mut page = Page::new(A4);
        let [left, right] = &self.head;
        let top = MARGIN - 10.0;
        let ending = A4.0 - MARGIN - right.width;
        put(&mut page.marks, left, SMALL, Ink::WEAK, (MARGIN, top));
        put(&mut page.marks, right, SMALL, Ink::WEAK, (ending, top));
        self.pages.push(page);
        self.top = MARGIN - 10.0 + HEAD_HEIGHT;
    }

    fn page(&mut self) -> Option<&mut Page> {
        self.pages.last_mut().filter(|_| !self.is_full)
    }

    fn put(&mut self, line: &Line, style: Style, ink: Ink, at: (f32, f32)) {
        if let Some(page) = self.page() {
            put(&mut page.marks, line, style, ink, at);
        }
    }
}
