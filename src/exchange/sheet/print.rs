//! Writing a sheet: to one PDF file, or to a PNG file for each page.

use super::board::{self, BoardSheet, Extent};
use super::destination::{further_page, is_same_file, names, put_in_place};
use super::face::FaceError;
use super::faces::Faces;
use super::page::Page;
use super::pdf::{About, PdfError, pdf};
use super::picture::{Painter, PictureError};
use super::referral::{self, ReferralSheet};
use super::setting::Setting;
use crate::desk::{Desk, DeskError};
use crate::domain::{ReferralId, Timestamp};
use crate::exchange::unfinished::Unfinished;
use crate::text::{Format, Texts};
use std::io::{Error, ErrorKind};
use std::path::{Path, PathBuf};

/// The kinds of file a sheet can be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SheetFormat {
    /// Pages with text that can be searched and copied.
    Pdf,
    /// Pictures.
    Png,
}

impl SheetFormat {
    /// The format a file name's extension asks for, `.pdf` or `.png` in either case.
    pub fn from_path(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?;
        if extension.eq_ignore_ascii_case("pdf") {
            Some(Self::Pdf)
        } else if extension.eq_ignore_ascii_case("png") {
            Some(Self::Png)
        } else {
            None
        }
    }
}

/// What is put on paper.
#[derive(Clone, PartialEq, Debug)]
pub enum Content {
    /// The board.
    Board(BoardSheet),
    /// One referral.
    Referral(Box<ReferralSheet>),
}

impl Content {
    /// One referral, as the desk's file has it.
    ///
    /// # Errors
    /// When there is no such referral, or the file cannot be read.
    pub fn of_referral(desk: &Desk, id: ReferralId) -> Result<Self, DeskError> {
        let detail = desk.detail(id)?;
        let profiles = desk.store().profiles()?;
        let profile = profiles
            .into_iter()
            .find(|profile| Some(profile.id) == detail.fit.profile);
        Ok(Self::Referral(Box::new(ReferralSheet { detail, profile })))
    }
}

/// What stands on every sheet.
#[derive(Clone, Debug)]
pub struct Printing {
    /// The words.
    pub texts: Texts,
    /// When it is made.
    pub now: Timestamp,
    /// The Leadline file it is from: named on every page, and never written over.
    pub own_file: PathBuf,
}

/// What was written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Printed {
    /// The files, in the order of the pages they hold.
    pub files: Vec<PathBuf>,
    /// How many pages there are.
    pub pages: usize,
}

/// Why a sheet could not be written. What was in its files before is untouched.
#[derive(Debug, thiserror::Error)]
pub enum PrintError {
    /// The typeface cannot be read.
    #[error(transparent)]
    Face(#[from] FaceError),
    /// The PDF file could not be made.
    #[error(transparent)]
    Pdf(#[from] PdfError),
    /// A picture could not be made.
    #[error(transparent)]
    Picture(#[from] PictureError),
    /// The sheet would take the place of the Leadline file it is from.
    #[error("{} is the Leadline file itself", .0.display())]
    OwnFile(PathBuf),
    /// Something stands under the name of a further page, which nobody chose.
    #[error("{} is there already", .0.display())]
    Exists(PathBuf),
    /// A file cannot be written.
    #[error("{} cannot be written: {error}", file.display())]
    Write {
        /// Which.
        file: PathBuf,
        /// Why.
        #[source]
        error: Error,
    },
}

impl PrintError {
    pub(super) fn write(file: &Path, error: Error) -> Self {
        Self::Write {
            file: file.to_owned(),
            error,
        }
    }

    /// Why nothing new can be written under this name.
    pub(super) fn new_file(file: &Path, error: Error) -> Self {
        match error.kind() {
            ErrorKind::AlreadyExists => Self::Exists(file.to_owned()),
            _ => Self::write(file, error),
        }
    }
}

impl Printing {
    /// Writes `content` to `path`, and replaces what is there once everything is whole. Pictures of several pages go to `NAME.png`,
    /// `NAME-2.png` and so on. Only `NAME.png` was chosen: the others take the place of nothing, and as long as there is any file beside it
    /// that is named as a further page, none is written.
    ///
    /// # Errors
    /// When a file cannot be made or written, is there already, or is the Leadline file itself. Nothing has changed then.
    pub fn print(
        &self,
        content: &Content,
        path: &Path,
        format: SheetFormat,
    ) -> Result<Printed, PrintError> {
        if is_same_file(path, &self.own_file) {
            return Err(PrintError::OwnFile(path.to_owned()));
        }
        let faces = Faces::bundled(self.texts.language())?;
        let file_name = self.own_file.file_name().unwrap_or_default();
        let setting = Setting {
            faces: &faces,
            texts: &self.texts,
            format: Format::new(&self.texts),
            now: self.now,
            file_name: &file_name.to_string_lossy(),
        };
        let pages = match content {
            Content::Board(sheet) => {
                let extent = match format {
                    SheetFormat::Pdf => Extent::Pages,
                    SheetFormat::Png => Extent::Picture,
                };
                board::pages(&setting, sheet, extent)
            }
            Content::Referral(sheet) => referral::pages(&setting, sheet),
        };
        let files = match format {
            SheetFormat::Pdf => {
                let title = match content {
                    Content::Board(_) => self.texts.get("sheet-board-title"),
                    Content::Referral(sheet) => &sheet.detail.referral.customer,
                };
                let about = About {
                    title,
                    language: self.texts.language().code(),
                    made_at: self.now,
                };
                vec![holding(path, &pdf(&pages, &faces, &about)?)?]
            }
            SheetFormat::Png => pictures(&pages, &faces, path)?,
        };
        put_in_place(&files)?;
        Ok(Printed {
            files: files.iter().map(|file| file.path().to_owned()).collect(),
            pages: pages.len(),
        })
    }
}

fn pictures(pages: &[Page], faces: &Faces, path: &Path) -> Result<Vec<Unfinished>, PrintError> {
    if pages.len() > 1
        && let Some(further) = further_page(path)
    {
        return Err(PrintError::Exists(further));
    }
    let mut painter = Painter::new(faces);
    let names = names(path, pages.len());
    let written = pages
        .iter()
        .zip(&names)
        .map(|(page, name)| holding(name, &painter.png(page)?));
    written.collect()
}

fn holding(path: &Path, bytes: &[u8]) -> Result<Unfinished, PrintError> {
    Unfinished::holding(path, bytes).map_err(|error| PrintError::write(path, error))
}
