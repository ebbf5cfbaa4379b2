//! One face: its measures and its glyphs.

use super::faces::Glyph;
use crate::text::typefaces::FaceBytes;
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::raw::TableProvider;
use skrifa::{FontRef, GlyphId, MetadataProvider, Tag};
use std::sync::Arc;
use subsetter::{GlyphRemapper, subset};

/// Why a face cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("the typeface cannot be read: {0}")]
pub struct FaceError(#[from] skrifa::raw::ReadError);

/// A font file, in the program or read from the system.
pub(super) enum FontFile {
    Bundled(FaceBytes),
    OfSystem(Arc<dyn AsRef<[u8]> + Send + Sync>),
}

impl FontFile {
    fn bytes(&self) -> &[u8] {
        match self {
            Self::Bundled(bytes) => bytes,
            Self::OfSystem(file) => (**file).as_ref(),
        }
    }
}

/// How a face describes its outlines.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Outlines {
    TrueType,
    PostScript,
}

/// A face.
pub(super) struct Face {
    /// For people who look into a file.
    pub name: &'static str,
    file: FontFile,
    /// Of the faces in its file.
    pub index: u32,
    pub outlines: Outlines,
    /// So many units of its outlines make up its size.
    pub units: f32,
    /// Of a line, for a size of 1: above and below the base line.
    pub ascent: f32,
    pub descent: f32,
    pub cap_height: f32,
    /// Of all its glyphs, for a size of 1: left, lowest, right, highest.
    pub bounds: [f32; 4],
}

impl Face {
    /// A face of the program.
    pub(super) fn bundled(name: &'static str, bytes: FaceBytes) -> Result<Self, FaceError> {
        Self::read(name, FontFile::Bundled(bytes), 0)
    }

    /// A face of the system. Its own name need not be one that a PDF file may use.
    pub(super) fn of_system(
        file: Arc<dyn AsRef<[u8]> + Send + Sync>,
        index: u32,
    ) -> Result<Self, FaceError> {
        Self::read("System", FontFile::OfSystem(file), index)
    }

    fn read(name: &'static str, file: FontFile, index: u32) -> Result<Self, FaceError> {
        let font = FontRef::from_index(file.bytes(), index)?;
        let metrics = font.metrics(Size::unscaled(), LocationRef::default());
        let head = font.head()?;
        let units = f32::from(head.units_per_em());
        let bounds = [head.x_min(), head.y_min(), head.x_max(), head.y_max()];
        // Where a face has both, the part of it that is put into files has the first.
        let is_true_type = font.table_data(Tag::new(b"glyf")).is_some();
        let outlines = if !is_true_type && font.table_data(Tag::new(b"CFF ")).is_some() {
            Outlines::PostScript
        } else {
            Outlines::TrueType
        };
        Ok(Self {
            name,
            index,
            outlines,
            units,
            ascent: metrics.ascent / units,
            descent: metrics.descent / units,
            cap_height: metrics.cap_height.unwrap_or(0.7 * units) / units,
            bounds: bounds.map(|bound| f32::from(bound) / units),
            file,
        })
    }

    /// The bytes of its file.
    pub(super) fn bytes(&self) -> &[u8] {
        self.file.bytes()
    }

    fn font(&self) -> Option<FontRef<'_>> {
        FontRef::from_index(self.bytes(), self.index).ok()
    }

    /// The glyph of a character, as face number `face`; `None` where it has none.
    pub(super) fn glyph(&self, face: usize, character: char) -> Option<Glyph> {
        let font = self.font()?;
        let id = font.charmap().map(character)?;
        let metrics = font.glyph_metrics(Size::unscaled(), LocationRef::default());
        Some(Glyph {
            face,
            id: u16::try_from(id.to_u32()).ok().filter(|id| *id != 0)?,
            advance: metrics.advance_width(id)? / self.units,
            character,
        })
    }

    /// Draws the outline of a glyph, in [`Self::units`] and upwards; nothing where it has none. Any other size would be rounded to 1/64.
    pub(super) fn draw(&self, id: u16, pen: &mut impl OutlinePen) {
        let Some(font) = self.font() else { return };
        let outline = font.outline_glyphs().get(GlyphId::from(id));
        let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
        if let Some(outline) = outline
            && let Err(error) = outline.draw(settings, pen)
        {
            tracing::warn!(%error, "a glyph cannot be drawn");
        }
    }

    /// Whether a glyph can be seen, and can be taken out of the face to be put into a file: neither holds for coloured pictures, and not the
    /// latter for some variable fonts (CFF2).
    pub(super) fn can_give(&self, id: u16) -> bool {
        let mut steps = Steps(0);
        self.draw(id, &mut steps);
        let mut glyphs = GlyphRemapper::new();
        glyphs.remap(id);
        steps.0 > 0 && subset(self.bytes(), self.index, &glyphs).is_ok()
    }

    /// Whether its maker lets a part of it be put into files (OpenType, OS/2, `fsType`): 2 in the lowest bits forbids it, bit 8 lets only the
    /// whole be put there, bit 9 only pictures of it.
    pub(super) fn may_be_embedded(&self) -> bool {
        const USAGE: u16 = 0xF;
        const RESTRICTED: u16 = 2;
        const WHOLE_OR_PICTURES_ONLY: u16 = 0x300;
        let os2 = self.font().and_then(|font| font.os2().ok());
        os2.is_none_or(|os2| {
            os2.fs_type() & USAGE != RESTRICTED && os2.fs_type() & WHOLE_OR_PICTURES_ONLY == 0
        })
    }
}

/// Counts the steps of an outline.
struct Steps(usize);

impl OutlinePen for Steps {
    fn move_to(&mut self, _: f32, _: f32) {}

    fn line_to(&mut self, _: f32, _: f32) {
        self.0 += 1;
    }

    fn quad_to(&mut self, _: f32, _: f32, _: f32, _: f32) {
        self.0 += 1;
    }

    fn curve_to(&mut self, _: f32, _: f32, _: f32, _: f32, _: f32, _: f32) {
        self.0 += 1;
    }

    fn close(&mut self) {}
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::typefaces;

    /// The bundled face, as a font file with some of its tables changed or left out.
    fn changed(change: impl Fn(&str, &[u8]) -> Option<Vec<u8>>, added: &[(&str, &[u8])]) -> Face {
        let font = FontRef::new(typefaces::REGULAR).unwrap();
        let mut tables: Vec<(String, Vec<u8>)> = font
            .table_directory()
            .table_records()
            .iter()
            .filter_map(|record| {
                let tag = record.tag();
                let data = font.table_data(tag).unwrap();
                let tag = tag.to_string();
                Some((tag.clone(), change(&tag, data.as_bytes())?))
            })
            .collect();
        let added = added.iter();
        tables.extend(added.map(|(tag, data)| ((*tag).to_owned(), data.to_vec())));
        tables.sort();
        let count = u16::try_from(tables.len()).unwrap();
        let mut file = b"OTTO".to_vec();
        file.extend(count.to_be_bytes());
        file.extend([0; 6]);
        let mut at = u32::from(count) * 16 + 12;
        for (tag, data) in &tables {
            let length = u32::try_from(data.len()).unwrap();
            file.extend(tag.as_bytes());
            for number in [0, at, length] {
                file.extend(number.to_be_bytes());
            }
            at += length.next_multiple_of(4);
        }
        for (_, data) in &tables {
            file.extend(data);
            file.resize(file.len().next_multiple_of(4), 0);
        }
        Face::of_system(Arc::new(file), 0).unwrap()
    }

    fn with_rights(fs_type: u16) -> Face {
        let change = |tag: &str, data: &[u8]| {
            let mut data = data.to_vec();
            if tag == "OS/2" {
                data[8..10].copy_from_slice(&fs_type.to_be_bytes());
            }
            Some(data)
        };
        changed(change, &[])
    }

    #[test]
    fn a_face_whose_maker_forbids_it_is_not_put_into_files() {
        for allowed in [0, 4, 8] {
            assert!(with_rights(allowed).may_be_embedded(), "{allowed:#x}");
        }
        for forbidden in [2, 0x100, 0x104, 0x200, 0x208, 0x302] {
            assert!(!with_rights(forbidden).may_be_embedded(), "{forbidden:#x}");
        }
    }

    /// A table of CFF2 outlines in which the last of so many glyphs is a triangle, and so are the others.
    fn triangles(glyphs: u16) -> Vec<u8> {
        const HEADER: u16 = 5;
        const OFFSETS: u8 = 4;
        // 0 0 rmoveto, 100 0 rlineto, 0 100 rlineto.
        const TRIANGLE: [u8; 9] = [139, 139, 21, 239, 139, 5, 139, 239, 5];
        let integer = |number: usize| {
            let mut bytes = vec![29];
            bytes.extend(u32::try_from(number).unwrap().to_be_bytes());
            bytes
        };
        let index = |entries: &[&[u8]]| {
            let mut bytes = u32::try_from(entries.len()).unwrap().to_be_bytes().to_vec();
            bytes.push(OFFSETS);
            let mut offset = 1;
            bytes.extend(1_u32.to_be_bytes());
            for entry in entries {
                offset += u32::try_from(entry.len()).unwrap();
                bytes.extend(offset.to_be_bytes());
            }
            bytes.extend(entries.concat());
            bytes
        };
        let outlines = index(&vec![&TRIANGLE[..]; usize::from(glyphs)]);
        // Both dictionaries have numbers of a fixed width: their lengths are known before what they say.
        let top_length = 13;
        let outlines_at = usize::from(HEADER) + top_length + 4;
        let fonts_at = outlines_at + outlines.len();
        let top = [
            integer(outlines_at),
            vec![17],
            integer(fonts_at),
            vec![12, 36],
        ]
        .concat();
        assert_eq!(top.len(), top_length);
        let private = [integer(0), integer(0), vec![18]].concat();
        let mut table = vec![2, 0, 5];
        table.extend(u16::try_from(top_length).unwrap().to_be_bytes());
        table.extend(top);
        table.extend(0_u32.to_be_bytes());
        table.extend(outlines);
        table.extend(index(&[&private]));
        table
    }

    #[test]
    fn a_variable_font_that_no_glyph_can_be_taken_out_of_is_passed_over() {
        let bundled = Face::bundled("bundled", typefaces::REGULAR).unwrap();
        let glyph = bundled.glyph(0, 'A').unwrap();
        assert!(bundled.can_give(glyph.id));
        let space = bundled.glyph(0, ' ').unwrap();
        assert!(!bundled.can_give(space.id));
        let table = triangles(glyph.id + 1);
        let without = |tag: &str, data: &[u8]| {
            let is_outlines = matches!(tag, "glyf" | "loca" | "gvar" | "CFF ");
            (!is_outlines).then(|| data.to_vec())
        };
        let variable = changed(without, &[("CFF2", &table)]);
        let glyph = variable.glyph(0, 'A').unwrap();
        let mut steps = Steps(0);
        variable.draw(glyph.id, &mut steps);
        assert!(steps.0 > 0, "it can be seen");
        assert!(!variable.can_give(glyph.id));
    }
}
