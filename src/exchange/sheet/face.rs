//! One face: its measures and its glyphs.

use super::faces::Glyph;
use crate::text::typefaces::FaceBytes;
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::raw::TableProvider;
use skrifa::{FontRef, GlyphId, MetadataProvider, Tag};
use std::sync::Arc;

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
        let outlines = if font.table_data(Tag::new(b"CFF ")).is_some() {
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

    /// Whether its maker lets it be put into files (OpenType, OS/2: 2 in the lowest bits of `fsType` does not).
    pub(super) fn may_be_embedded(&self) -> bool {
        const USAGE: u16 = 0xF;
        const RESTRICTED: u16 = 2;
        let os2 = self.font().and_then(|font| font.os2().ok());
        os2.is_none_or(|os2| os2.fs_type() & USAGE != RESTRICTED)
    }
}
