//! A face within a PDF file: the glyphs that are used and nothing more, with the characters they stand for.

use super::face::{Face, Outlines};
use super::faces::Glyph;
use super::pdf::{Numbers, PdfError, compressed};
use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, UnicodeCmap};
use pdf_writer::{Filter, Finish, Name, Pdf, Rect, Ref, Str};
use skrifa::{FontRef, Tag};
use std::collections::HashMap;
use subsetter::{GlyphRemapper, subset};

/// What the codes of the text are numbered by: the file's own order, not a registered one.
const SYSTEM: SystemInfo<'static> = SystemInfo {
    registry: Str(b"Adobe"),
    ordering: Str(b"Identity"),
    supplement: 0,
};

/// A face and what is used of it. Each character has a code of its own, even where two look the same, so that text copies as it was written;
/// PostScript outlines are found by the code itself, so there each glyph has one.
pub(super) struct UsedFont<'f> {
    face: &'f Face,
    codes: HashMap<char, u16>,
    /// By their code, counted from 1: 0 is for what is unknown.
    used: Vec<Glyph>,
    /// By the code they share, for PostScript outlines.
    glyphs: GlyphRemapper,
}

impl<'f> UsedFont<'f> {
    pub(super) fn new(face: &'f Face) -> Self {
        Self {
            face,
            codes: HashMap::new(),
            used: Vec::new(),
            glyphs: GlyphRemapper::new(),
        }
    }

    /// The code of a glyph in the text; 0 once there are more than codes.
    pub(super) fn code(&mut self, glyph: Glyph) -> u16 {
        if let Some(code) = self.codes.get(&glyph.character) {
            return *code;
        }
        let Ok(code) = u16::try_from(self.used.len() + 1) else {
            return 0;
        };
        let code = match self.face.outlines {
            Outlines::TrueType => code,
            Outlines::PostScript => self.glyphs.remap(glyph.id),
        };
        if usize::from(code) > self.used.len() {
            self.used.push(glyph);
        }
        self.codes.insert(glyph.character, code);
        code
    }

    /// Writes the font as object `number`.
    pub(super) fn write(
        &self,
        pdf: &mut Pdf,
        number: Ref,
        numbers: &mut Numbers,
    ) -> Result<(), PdfError> {
        let [descendant, descriptor, file, map, to_unicode] = [(); 5].map(|()| numbers.next());
        let name = self.name(number);
        pdf.type0_font(number)
            .base_font(Name(name.as_bytes()))
            .encoding_predefined(Name(b"Identity-H"))
            .descendant_font(descendant)
            .to_unicode(to_unicode);
        let is_true_type = self.face.outlines == Outlines::TrueType;
        let mut font = pdf.cid_font(descendant);
        font.subtype(if is_true_type {
            CidFontType::Type2
        } else {
            CidFontType::Type0
        })
        .base_font(Name(name.as_bytes()))
        .system_info(SYSTEM)
        .font_descriptor(descriptor)
        .default_width(1_000.0);
        if is_true_type {
            font.cid_to_gid_map_stream(map);
        }
        let widths = self.used.iter().map(|glyph| glyph.advance * 1_000.0);
        font.widths().consecutive(1, widths);
        font.finish();
        let [left, lowest, right, highest] = self.face.bounds.map(|bound| bound * 1_000.0);
        let mut written = pdf.font_descriptor(descriptor);
        written
            .name(Name(name.as_bytes()))
            .flags(FontFlags::SYMBOLIC)
            .bbox(Rect::new(left, lowest, right, highest))
            .italic_angle(0.0)
            .ascent(self.face.ascent * 1_000.0)
            .descent(self.face.descent * 1_000.0)
            .cap_height(self.face.cap_height * 1_000.0)
            .stem_v(80.0);
        if is_true_type {
            written.font_file2(file);
        } else {
            written.font_file3(file);
        }
        written.finish();
        if is_true_type {
            self.write_true_type(pdf, file, map)?;
        } else {
            self.write_post_script(pdf, file)?;
        }
        let mut characters = UnicodeCmap::<u16>::new(Name(b"Leadline"), SYSTEM);
        for (code, glyph) in (1..).zip(&self.used) {
            characters.pair(code, glyph.character);
        }
        pdf.cmap(to_unicode, &compressed(&characters.finish())?)
            .filter(Filter::FlateDecode);
        Ok(())
    }

    /// The glyphs, and which of them each code stands for.
    fn write_true_type(&self, pdf: &mut Pdf, file: Ref, map: Ref) -> Result<(), PdfError> {
        let mut glyphs = GlyphRemapper::new();
        let used: Vec<u16> = self
            .used
            .iter()
            .map(|glyph| glyphs.remap(glyph.id))
            .collect();
        let ids = std::iter::once(0).chain(used);
        let ids: Vec<u8> = ids.flat_map(u16::to_be_bytes).collect();
        let program = subset(self.face.bytes(), self.face.index, &glyphs)?;
        pdf.stream(file, &compressed(&program)?)
            .filter(Filter::FlateDecode);
        pdf.stream(map, &compressed(&ids)?)
            .filter(Filter::FlateDecode);
        Ok(())
    }

    fn write_post_script(&self, pdf: &mut Pdf, file: Ref) -> Result<(), PdfError> {
        let program = subset(self.face.bytes(), self.face.index, &self.glyphs)?;
        let font = FontRef::new(&program)?;
        let outlines = font.table_data(Tag::new(b"CFF ")).unwrap_or_default();
        let outlines = compressed(outlines.as_bytes())?;
        let mut stream = pdf.stream(file, &outlines);
        stream.filter(Filter::FlateDecode);
        stream.pair(Name(b"Subtype"), Name(b"CIDFontType0C"));
        Ok(())
    }

    /// A name with the six letters that mark a part of a font, different for every font of the file.
    fn name(&self, number: Ref) -> String {
        let letter = |place: u32| {
            let number = number.get().unsigned_abs() / 26_u32.pow(place) % 26;
            char::from(b'A' + u8::try_from(number).unwrap_or_default())
        };
        let tag: String = (0..6).map(letter).collect();
        format!("{tag}+{}", self.face.name)
    }
}
