//! Breaking text into lines that fit, by the widths of its glyphs and the rules of Latin and Japanese (JIS X 4051: which characters may
//! not begin or end a line).

use super::faces::{Faces, Glyph, Weight};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// How a text is set.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Style {
    pub weight: Weight,
    /// In points.
    pub size: f32,
    /// From one base line to the next, for a size of 1.
    leading: f32,
}

/// For text that is read line by line, and for short lines on a card.
const LEADING: f32 = 1.5;
const TIGHT_LEADING: f32 = 1.36;

impl Style {
    pub(super) const fn regular(size: f32) -> Self {
        Self {
            weight: Weight::Regular,
            size,
            leading: LEADING,
        }
    }

    pub(super) const fn bold(size: f32) -> Self {
        Self {
            weight: Weight::Bold,
            size,
            leading: LEADING,
        }
    }

    /// The same with its lines closer together.
    pub(super) const fn tight(self) -> Self {
        Self {
            leading: TIGHT_LEADING,
            ..self
        }
    }

    /// From one base line to the next, in points.
    pub(super) const fn line_height(self) -> f32 {
        self.size * self.leading
    }

    /// From the top of a line to its base line, in points: the letters stand in the middle of the line.
    pub(super) const fn ascent(self) -> f32 {
        /// From the base line to the middle of a capital letter, or of a Japanese one, for a size of 1.
        const MIDDLE: f32 = 0.37;
        self.size * (self.leading / 2.0 + MIDDLE)
    }
}

/// A line that fits.
#[derive(Clone, PartialEq, Debug, Default)]
pub(super) struct Line {
    pub glyphs: Vec<Glyph>,
    /// In points.
    pub width: f32,
}

impl Line {
    fn of(glyphs: &[Glyph], style: Style) -> Self {
        let seen = glyphs
            .iter()
            .rposition(|glyph| !glyph.character.is_whitespace());
        let end = seen.map_or(0, |at| at + 1);
        let glyphs = glyphs.get(..end).unwrap_or_default().to_vec();
        Self {
            width: width(&glyphs, style),
            glyphs,
        }
    }
}

/// At which no line ends.
const NO_BREAK_SPACE: char = '\u{A0}';

/// The text as it can be set: composed, with lines parted by line feeds, with the spaces that every face has, and without what steers a terminal or turns the direction of writing.
pub(super) fn settable(text: &str) -> String {
    let text = text
        .replace("\r\n", "\n")
        .replace(['\r', '\u{2028}', '\u{2029}'], "\n");
    let mut settable = String::with_capacity(text.len());
    for character in text.nfc() {
        match character {
            '\n' => settable.push('\n'),
            '\t' => settable.push_str("    "),
            // Spaces of other widths, which few faces have: those at which no line may end, and the others.
            '\u{2007}' | '\u{202F}' => settable.push(NO_BREAK_SPACE),
            NO_BREAK_SPACE | '\u{3000}' => settable.push(character),
            _ if character.is_whitespace() => settable.push(' '),
            _ if character.is_control() || is_invisible(character) => {}
            _ => settable.push(character),
        }
    }
    settable
}

/// Marks without a shape: joiners, direction marks, variation selectors, the byte order mark.
const fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{AD}' | '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
            | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}'
    )
}

/// One line of the text, however long.
pub(super) fn line(faces: &Faces, text: &str, style: Style) -> Line {
    let text = settable(text).replace('\n', " ");
    Line::of(&glyphs(faces, &text, style), style)
}

/// The text in lines no wider than `width` points, with its own line ends kept.
pub(super) fn lines(faces: &Faces, text: &str, style: Style, width: f32) -> Vec<Line> {
    let mut lines = Vec::new();
    for paragraph in settable(text).trim_end().split('\n') {
        break_paragraph(&glyphs(faces, paragraph, style), style, width, &mut lines);
    }
    lines
}

/// The text as running text in no more than so many lines, the last one cut with an ellipsis where there would be more.
pub(super) fn few_lines(
    faces: &Faces,
    text: &str,
    style: Style,
    width: f32,
    most: usize,
) -> Vec<Line> {
    let text = settable(text);
    // What is cut off need not be set: no glyph is narrower than a twentieth of its size.
    let room = (width / style.size * 20.0) as usize * most;
    let cut: String = text.chars().take(room.max(1)).collect();
    let words: Vec<&str> = cut.split_whitespace().collect();
    let mut lines = Vec::new();
    break_paragraph(
        &glyphs(faces, &words.join(" "), style),
        style,
        width,
        &mut lines,
    );
    let is_cut = lines.len() > most || cut.len() < text.len();
    lines.truncate(most);
    if is_cut && let Some(last) = lines.last_mut() {
        let ellipsis = faces.glyph(style.weight, '…');
        while last.width + ellipsis.advance * style.size > width && !last.glyphs.is_empty() {
            last.glyphs.pop();
            last.width = self::width(&last.glyphs, style);
        }
        last.glyphs.push(ellipsis);
        last.width = self::width(&last.glyphs, style);
    }
    lines
}

fn glyphs(faces: &Faces, text: &str, style: Style) -> Vec<Glyph> {
    let characters = text.chars();
    characters
        .map(|character| faces.glyph(style.weight, character))
        .collect()
}

fn width(glyphs: &[Glyph], style: Style) -> f32 {
    glyphs.iter().map(|glyph| glyph.advance).sum::<f32>() * style.size
}

fn break_paragraph(glyphs: &[Glyph], style: Style, width: f32, lines: &mut Vec<Line>) {
    let room = width / style.size;
    let (mut start, mut used, mut at) = (0, 0.0, 0);
    // Where the line may end, at the latest.
    let mut end = None;
    while let Some(glyph) = glyphs.get(at) {
        let before = at.checked_sub(1).and_then(|before| glyphs.get(before));
        if at > start
            && let Some(before) = before
            && may_part(before.character, glyph.character)
        {
            end = Some(at);
        }
        let fits = used + glyph.advance <= room + 0.001;
        // A space at the end of a line needs no room.
        if fits || glyph.character == ' ' || at == start {
            used += glyph.advance;
            at += 1;
            continue;
        }
        // A word longer than a line is broken anywhere.
        let break_at = end.unwrap_or_else(|| before_marks(glyphs, start, at));
        lines.push(Line::of(
            glyphs.get(start..break_at).unwrap_or_default(),
            style,
        ));
        (start, used, at, end) = (break_at, 0.0, break_at, None);
    }
    lines.push(Line::of(glyphs.get(start..).unwrap_or_default(), style));
}

/// The last place in the line at which a word may be broken: not before a mark that belongs to the letter before it.
fn before_marks(glyphs: &[Glyph], start: usize, at: usize) -> usize {
    let is_mark = |at: &usize| {
        let glyph = glyphs.get(*at);
        glyph.is_some_and(|glyph| is_combining_mark(glyph.character))
    };
    (start + 1..=at).rev().find(|at| !is_mark(at)).unwrap_or(at)
}

/// Whether a line may end between two characters.
fn may_part(before: char, after: char) -> bool {
    if after == ' ' || before == NO_BREAK_SPACE || after == NO_BREAK_SPACE {
        return false;
    }
    if before == ' ' {
        return true;
    }
    if is_combining_mark(after) || may_not_begin(after) || may_not_end(before) {
        return false;
    }
    match before {
        _ if is_ideographic(before) || is_ideographic(after) => true,
        '-' => !after.is_ascii_digit(),
        '/' | '–' | '—' | '?' | '&' | '|' => after.is_alphanumeric(),
        _ => false,
    }
}

/// Whether a character is set one by one, without spaces between words: Japanese and what is written like it.
const fn is_ideographic(character: char) -> bool {
    matches!(
        character,
        '\u{2E80}'..='\u{2FFF}' | '\u{3000}'..='\u{30FF}' | '\u{3100}'..='\u{33FF}' | '\u{3400}'..='\u{9FFF}'
            | '\u{AC00}'..='\u{D7A3}' | '\u{F900}'..='\u{FAFF}' | '\u{FE30}'..='\u{FE4F}' | '\u{FF00}'..='\u{FFEF}'
            | '\u{20000}'..='\u{3FFFF}' | '\u{1F000}'..='\u{1FAFF}'
    )
}

/// 行頭禁則: closing brackets, full stops and commas, small kana, marks of length and repetition.
const fn may_not_begin(character: char) -> bool {
    matches!(
        character,
        ')' | ']'
            | '}'
            | '.'
            | ','
            | ':'
            | ';'
            | '!'
            | '?'
            | '%'
            | '’'
            | '”'
            | '»'
            | '…'
            | '‥'
            | '·'
            | '、'
            | '。'
            | '，'
            | '．'
            | '・'
            | '：'
            | '；'
            | '？'
            | '！'
            | '％'
            | '゛'
            | '゜'
            | 'ヽ'
            | 'ヾ'
            | 'ゝ'
            | 'ゞ'
            | '々'
            | '〻'
            | '‐'
            | '゠'
            | '–'
            | '〜'
            | '～'
            | 'ー'
            | '）'
            | '］'
            | '｝'
            | '〕'
            | '〉'
            | '》'
            | '」'
            | '』'
            | '】'
            | '〙'
            | '〗'
            | '〟'
            | '｠'
            | '｡'
            | '､'
            | '･'
            | '｣'
            | 'ｰ'
            | 'ﾞ'
            | 'ﾟ'
            | '°'
            | '′'
            | '″'
            | '℃'
            | '円'
            | 'ぁ'
            | 'ぃ'
            | 'ぅ'
            | 'ぇ'
            | 'ぉ'
            | 'っ'
            | 'ゃ'
            | 'ゅ'
            | 'ょ'
            | 'ゎ'
            | 'ゕ'
            | 'ゖ'
            | 'ァ'
            | 'ィ'
            | 'ゥ'
            | 'ェ'
            | 'ォ'
            | 'ッ'
            | 'ャ'
            | 'ュ'
            | 'ョ'
            | 'ヮ'
            | 'ヵ'
            | 'ヶ'
            | 'ｧ'
            | 'ｨ'
            | 'ｩ'
            | 'ｪ'
            | 'ｫ'
            | 'ｬ'
            | 'ｭ'
            | 'ｮ'
            | 'ｯ'
            | '\u{31F0}'..='\u{31FF}'
    )
}

/// 行末禁則: opening brackets and signs that stand before a number.
const fn may_not_end(character: char) -> bool {
    matches!(
        character,
        '(' | '['
            | '{'
            | '‘'
            | '“'
            | '«'
            | '$'
            | '£'
            | '€'
            | '¥'
            | '（'
            | '［'
            | '｛'
            | '〔'
            | '〈'
            | '《'
            | '「'
            | '『'
            | '【'
            | '〘'
            | '〖'
            | '〝'
            | '｟'
            | '｢'
            | '￥'
            | '＄'
            | '№'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Language;

    fn faces() -> Faces {
        Faces::bundled(Language::Japanese).unwrap()
    }

    fn written(lines: &[Line]) -> Vec<String> {
        let text = |line: &Line| line.glyphs.iter().map(|glyph| glyph.character).collect();
        lines.iter().map(text).collect()
    }

    /// `text` in lines of so many full-width characters.
    fn broken(text: &str, characters: f32) -> Vec<String> {
        written(&lines(
            &faces(),
            text,
            Style::regular(10.0),
            characters * 10.0,
        ))
    }

    #[test]
    fn words_stay_whole_where_they_fit() {
        let shown = broken("Move forty servers to the cloud before spring", 9.0);
        assert!(shown.len() > 2);
        let words: Vec<&str> = shown.iter().flat_map(|line| line.split(' ')).collect();
        assert_eq!(
            words.join(" "),
            "Move forty servers to the cloud before spring"
        );
        assert!(shown.iter().all(|line| !line.ends_with(' ')));
    }

    #[test]
    fn no_line_begins_or_ends_as_japanese_forbids() {
        assert_eq!(
            broken("あいうえお。かきく", 5.0),
            ["あいうえ", "お。かきく"]
        );
        assert_eq!(
            broken("あいうえ「かきく」", 5.0),
            ["あいうえ", "「かきく」"]
        );
        assert_eq!(
            broken("サーバーを移行する", 3.0),
            ["サー", "バーを", "移行す", "る"]
        );
        assert_eq!(broken("東京とＡＷＳ", 3.0), ["東京と", "ＡＷＳ"]);
    }

    #[test]
    fn a_word_longer_than_a_line_is_broken_and_loses_nothing() {
        let address = "https://contoso.example/".to_owned() + &"a".repeat(200);
        assert_eq!(broken(&address, 9.0).concat(), address);
        let brackets = "）".repeat(40);
        assert_eq!(broken(&brackets, 5.0).concat(), brackets);
    }

    #[test]
    fn nothing_is_wider_than_the_line_and_every_character_is_kept() {
        let text = "弊社では現在 Azure への移行を検討しており、40台のサーバーと「ファイル共有」の構成について、ご相談したいです。Thank you.";
        for characters in 3..30 {
            let room = f32::from(u8::try_from(characters).unwrap());
            let set = lines(&faces(), text, Style::regular(10.0), room * 10.0);
            assert!(set.iter().all(|line| line.width <= room * 10.0 + 0.01));
            let kept: String = written(&set).concat().split_whitespace().collect();
            assert_eq!(kept, text.split_whitespace().collect::<String>());
        }
    }

    #[test]
    fn line_ends_are_kept_and_what_steers_is_left_out() {
        assert_eq!(
            broken("一行目\r\n\r\n三行目\n", 9.0),
            ["一行目", "", "三行目"]
        );
        assert_eq!(
            settable("a\u{1b}[31m\u{202e}b\0\u{7f}c\u{2028}d"),
            "a[31mbc\nd"
        );
        assert_eq!(settable("か\u{3099}"), "が");
    }

    #[test]
    fn a_space_of_any_width_is_a_space() {
        for wide in ('\u{2000}'..='\u{200A}').chain(['\u{1680}', '\u{205F}', '\u{B}', '\u{85}']) {
            let expected = if wide == '\u{2007}' {
                "1\u{A0}000"
            } else {
                "1 000"
            };
            assert_eq!(settable(&format!("1{wide}000")), expected, "{wide:?}");
        }
        assert_eq!(
            settable("1\u{202F}000\u{A0}円\u{3000}他"),
            "1\u{A0}000\u{A0}円\u{3000}他"
        );
        let faces = faces();
        let set = line(
            &faces,
            "1\u{202F}000\u{2009}km\u{3000}",
            Style::regular(10.0),
        );
        let missing = faces.glyph(Weight::Regular, '〓');
        assert!(set.glyphs.iter().all(|glyph| glyph.id != missing.id));
    }

    #[test]
    fn a_text_that_is_cut_says_so() {
        let style = Style::regular(10.0);
        let cut = written(&few_lines(&faces(), &"移行".repeat(400), style, 50.0, 2));
        assert_eq!(cut, ["移行移行移", "行移行移…"]);
        let whole = written(&few_lines(&faces(), "移行\nする", style, 50.0, 2));
        assert_eq!(whole, ["移行 する"]);
    }
}
