//! Texts of the board laid out: cut with an ellipsis where they end, and with a ground behind what was searched for.

use crate::domain::search_matches;
use egui::text::{ByteIndex, LayoutJob, LayoutSection, TextFormat, TextWrapping};
use egui::{Color32, FontId, Galley, Painter};
use std::ops::Range;
use std::sync::Arc;

/// Lays out a text, cut with an ellipsis after `rows` rows.
pub(super) fn galley(
    painter: &Painter,
    text: &str,
    font: FontId,
    color: Color32,
    width: f32,
    rows: usize,
) -> Arc<Galley> {
    let unmarked = (&[][..], Color32::TRANSPARENT);
    marked_galley(painter, text, font, color, width, (rows, unmarked))
}

/// [`galley`], with a ground behind the words that are searched for.
pub(super) fn marked_galley(
    painter: &Painter,
    text: &str,
    font: FontId,
    color: Color32,
    width: f32,
    (rows, (marked, ground)): (usize, (&[String], Color32)),
) -> Arc<Galley> {
    // What is cut off need not be laid out: a card never shows this many characters.
    const MOST_CHARACTERS: usize = 240;
    let end = text
        .char_indices()
        .nth(MOST_CHARACTERS)
        .map_or(text.len(), |(at, _)| at);
    let shown = text.get(..end).unwrap_or(text).replace(['\n', '\r'], " ");
    let matches = search_matches(&shown, marked);
    let mut job = LayoutJob::simple(shown, font.clone(), color, width);
    if !matches.is_empty() {
        job.sections = marked_sections(
            job.text.len(),
            &matches,
            &TextFormat::simple(font, color),
            ground,
        );
    }
    job.wrap = TextWrapping {
        max_width: width.max(1.0).floor(),
        max_rows: rows,
        break_anywhere: rows == 1,
        ..TextWrapping::default()
    };
    painter.layout_job(job)
}

/// A text of this many bytes in sections, those of `matches` on a ground of their own.
fn marked_sections(
    length: usize,
    matches: &[Range<usize>],
    plain: &TextFormat,
    ground: Color32,
) -> Vec<LayoutSection> {
    let section = |range: Range<usize>, is_marked: bool| LayoutSection {
        leading_space: 0.0,
        byte_range: ByteIndex(range.start)..ByteIndex(range.end),
        format: TextFormat {
            // Marks on neighbouring lines do not touch.
            expand_bg: -1.0,
            background: if is_marked {
                ground
            } else {
                Color32::TRANSPARENT
            },
            ..plain.clone()
        },
    };
    let mut sections = Vec::with_capacity(matches.len() * 2 + 1);
    let mut end = 0;
    for found in matches {
        if found.start > end {
            sections.push(section(end..found.start, false));
        }
        sections.push(section(found.clone(), true));
        end = found.end;
    }
    if end < length {
        sections.push(section(end..length, false));
    }
    sections
}
