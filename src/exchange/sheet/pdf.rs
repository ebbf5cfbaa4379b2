//! Pages as a PDF file, whose text can be searched and copied.

use super::faces::Faces;
use super::ink::Ink;
use super::page::{Mark, Page, Step};
use super::pdf_font::UsedFont;
use crate::domain::Timestamp;
use chrono::{Datelike, Timelike};
use flate2::Compression;
use flate2::write::ZlibEncoder;
use pdf_writer::types::LineCapStyle;
use pdf_writer::{Content, Date, Filter, Finish, Name, Pdf, Rect, Ref, Str, TextStr};
use std::io::Write;

/// What a PDF file says of itself.
pub(super) struct About<'a> {
    pub title: &'a str,
    /// A language code such as `ja`.
    pub language: &'a str,
    pub made_at: Timestamp,
}

/// Why a PDF file could not be made.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// The glyphs that are used could not be taken out of a face.
    #[error("the typeface cannot be embedded: {0}")]
    Typeface(#[from] subsetter::Error),
    /// They could not be read again.
    #[error("the typeface cannot be embedded: {0}")]
    Glyphs(#[from] skrifa::raw::ReadError),
    /// What is in it could not be compressed.
    #[error("the pages cannot be compressed: {0}")]
    Compress(#[from] std::io::Error),
}

/// Numbers the objects of a file.
pub(super) struct Numbers(i32);

impl Numbers {
    pub(super) const fn next(&mut self) -> Ref {
        self.0 += 1;
        Ref::new(self.0)
    }
}

/// The pages as the bytes of a file.
///
/// # Errors
/// When the faces cannot be embedded.
pub(super) fn pdf(pages: &[Page], faces: &Faces, about: &About<'_>) -> Result<Vec<u8>, PdfError> {
    let faces = faces.all();
    let mut fonts: Vec<UsedFont<'_>> = faces.iter().map(|face| UsedFont::new(face)).collect();
    let mut pdf = Pdf::new();
    let mut numbers = Numbers(0);
    let (catalog, tree, info) = (numbers.next(), numbers.next(), numbers.next());
    let font_numbers: Vec<Ref> = fonts.iter().map(|_| numbers.next()).collect();
    let page_numbers: Vec<Ref> = pages.iter().map(|_| numbers.next()).collect();
    for (page, number) in pages.iter().zip(&page_numbers) {
        let content_number = numbers.next();
        let content = compressed(&content(page, &mut fonts))?;
        pdf.stream(content_number, &content)
            .filter(Filter::FlateDecode);
        let mut written = pdf.page(*number);
        written
            .parent(tree)
            .media_box(Rect::new(0.0, 0.0, page.width, page.height))
            .contents(content_number);
        let mut resources = written.resources();
        let mut named = resources.fonts();
        for (index, font) in font_numbers.iter().enumerate() {
            named.pair(Name(font_name(index).as_bytes()), *font);
        }
        named.finish();
        resources.finish();
        written.finish();
    }
    for (font, number) in fonts.iter().zip(&font_numbers) {
        font.write(&mut pdf, *number, &mut numbers)?;
    }
    let count = i32::try_from(pages.len()).unwrap_or(i32::MAX);
    pdf.pages(tree).kids(page_numbers).count(count);
    let mut root = pdf.catalog(catalog);
    root.pages(tree).lang(TextStr(about.language));
    root.viewer_preferences().display_doc_title(true);
    root.finish();
    pdf.document_info(info)
        .title(TextStr(about.title))
        .creator(TextStr("Leadline"))
        .creation_date(date(about.made_at));
    Ok(pdf.finish())
}

/// Compresses what goes into a stream.
pub(super) fn compressed(bytes: &[u8]) -> Result<Vec<u8>, std::io::Error> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes)?;
    encoder.finish()
}

fn font_name(index: usize) -> String {
    format!("F{index}")
}

fn date(at: Timestamp) -> Date {
    let at = at.to_utc();
    let small = |number: u32| u8::try_from(number).unwrap_or_default();
    Date::new(u16::try_from(at.year()).unwrap_or_default())
        .month(small(at.month()))
        .day(small(at.day()))
        .hour(small(at.hour()))
        .minute(small(at.minute()))
        .second(small(at.second()))
        .utc_offset_hour(0)
        .utc_offset_minute(0)
}

/// What is drawn on a page. A PDF page counts upwards from its lower edge.
fn content(page: &Page, fonts: &mut [UsedFont<'_>]) -> Vec<u8> {
    let mut content = Content::new();
    content.set_line_cap(LineCapStyle::RoundCap);
    for mark in &page.marks {
        match mark {
            Mark::Text {
                left,
                baseline,
                size,
                ink,
                glyphs,
            } => {
                let mut left = *left;
                for run in glyphs.chunk_by(|one, next| one.face == next.face) {
                    let Some(index) = run.first().map(|glyph| glyph.face) else {
                        continue;
                    };
                    let Some(font) = fonts.get_mut(index) else {
                        continue;
                    };
                    let mut codes = Vec::with_capacity(run.len() * 2);
                    for glyph in run {
                        codes.extend(font.code(*glyph).to_be_bytes());
                    }
                    fill_with(&mut content, *ink);
                    content
                        .begin_text()
                        .set_font(Name(font_name(index).as_bytes()), *size)
                        .set_text_matrix([1.0, 0.0, 0.0, 1.0, left, page.height - baseline])
                        .show(Str(&codes))
                        .end_text();
                    left += run.iter().map(|glyph| glyph.advance).sum::<f32>() * size;
                }
            }
            Mark::Filled { outline, ink } => {
                fill_with(&mut content, *ink);
                draw(&mut content, outline, page.height);
                content.fill_even_odd();
            }
            Mark::Drawn {
                outline,
                ink,
                width,
            } => {
                let [red, green, blue] = parts(*ink);
                content
                    .set_stroke_rgb(red, green, blue)
                    .set_line_width(*width);
                draw(&mut content, outline, page.height);
                content.stroke();
            }
        }
    }
    content.finish().to_vec()
}

fn draw(content: &mut Content, outline: &[Step], height: f32) {
    for step in outline {
        match step.at(|x, y| (x, height - y)) {
            Step::Move(x, y) => content.move_to(x, y),
            Step::Line(x, y) => content.line_to(x, y),
            Step::Curve([x1, y1, x2, y2, x, y]) => content.cubic_to(x1, y1, x2, y2, x, y),
            Step::Close => content.close_path(),
        };
    }
}

fn fill_with(content: &mut Content, ink: Ink) {
    let [red, green, blue] = parts(ink);
    content.set_fill_rgb(red, green, blue);
}

fn parts(Ink(parts): Ink) -> [f32; 3] {
    parts.map(|part| f32::from(part) / 255.0)
}
