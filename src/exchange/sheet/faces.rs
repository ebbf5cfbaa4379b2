//! The faces a page is set in, and the glyphs of their characters with their widths. They are read while a page is set, and no longer.

use super::face::{Face, FaceError};
use super::system_faces::SystemFaces;
use crate::text::{Language, typefaces};
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

/// How heavy a text is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) enum Weight {
    Regular,
    Bold,
}

/// A character as a face shows it.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Glyph {
    /// Which of [`Faces::all`].
    pub face: usize,
    pub id: u16,
    /// How far the next one is, for a size of 1.
    pub advance: f32,
    pub character: char,
}

/// Stands where no face has a letter, as Japanese printers mark one that is missing. It copies as what it stands for.
const MISSING: char = '〓';

/// The faces: the bundled ones, and the system's for letters they lack.
pub(super) struct Faces {
    faces: RefCell<Vec<Rc<Face>>>,
    /// Those of each weight; the first that has a character is taken.
    regular: Vec<usize>,
    bold: Vec<usize>,
    /// Looked for once a letter is missing.
    of_system: RefCell<Option<SystemFaces>>,
    known: RefCell<HashMap<(Weight, char), Glyph>>,
}

impl Faces {
    /// The faces, as `language` sets them.
    ///
    /// # Errors
    /// When the bundled ones are damaged.
    pub(super) fn bundled(language: Language) -> Result<Self, FaceError> {
        let faces = [
            ("NotoSansJP-Regular", typefaces::REGULAR),
            ("NotoSansJP-Bold", typefaces::BOLD),
            ("NotoSansJP-Ellipsis-Regular", typefaces::ELLIPSIS_REGULAR),
            ("NotoSansJP-Ellipsis-Bold", typefaces::ELLIPSIS_BOLD),
        ]
        .into_iter()
        .map(|(name, bytes)| Face::bundled(name, bytes).map(Rc::new))
        .collect::<Result<_, _>>()?;
        let (regular, bold) = match language {
            Language::English => (vec![2, 0], vec![3, 1]),
            Language::Japanese => (vec![0], vec![1]),
        };
        Ok(Self {
            faces: RefCell::new(faces),
            regular,
            bold,
            of_system: RefCell::default(),
            known: RefCell::default(),
        })
    }

    /// Every face that is in use.
    pub(super) fn all(&self) -> Vec<Rc<Face>> {
        self.faces.borrow().clone()
    }

    /// The glyph of a character.
    pub(super) fn glyph(&self, weight: Weight, character: char) -> Glyph {
        let key = (weight, character);
        if let Some(glyph) = self.known.borrow().get(&key) {
            return *glyph;
        }
        let found = self
            .bundled_glyph(weight, character)
            .or_else(|| self.glyph_of_system(character))
            .or_else(|| self.bundled_glyph(weight, MISSING));
        let glyph = Glyph {
            character,
            ..found.unwrap_or(Glyph {
                face: 0,
                id: 0,
                advance: 1.0,
                character,
            })
        };
        self.known.borrow_mut().insert(key, glyph);
        glyph
    }

    fn bundled_glyph(&self, weight: Weight, character: char) -> Option<Glyph> {
        let mut indices = match weight {
            Weight::Regular => self.regular.iter(),
            Weight::Bold => self.bold.iter(),
        };
        let faces = self.faces.borrow();
        indices.find_map(|index| faces.get(*index)?.glyph(*index, character))
    }

    /// A glyph of one of the system's faces, of those first that are in use already.
    fn glyph_of_system(&self, character: char) -> Option<Glyph> {
        const BUNDLED: usize = 4;
        let mut faces = self.faces.borrow_mut();
        let mut used = faces.iter().enumerate().skip(BUNDLED);
        let of_used = used.find_map(|(index, face)| {
            let glyph = face.glyph(index, character)?;
            face.can_give(glyph.id).then_some(glyph)
        });
        if of_used.is_some() {
            return of_used;
        }
        let mut of_system = self.of_system.borrow_mut();
        let of_system = of_system.get_or_insert_with(SystemFaces::default);
        let face = of_system.face_with(character)?;
        let glyph = face.glyph(faces.len(), character)?;
        faces.push(Rc::new(face));
        Some(glyph)
    }
}
