//! Writing a sheet: to one PDF file, or to a PNG file for each page.

use super::board::{self, BoardSheet, Extent};
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
use std::ffi::OsString;
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
    /// The name of the Leadline file it is from.
    pub file_name: String,
}

/// What was written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Printed {
    /// The files, in the order of the pages they hold.
    pub files: Vec<PathBuf>,
    /// How many pages there are.
    pub pages: usize,
}

/// Why a sheet could not be written. What was in its file before is untouched.
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
    /// A file cannot be written.
    #[error(transparent)]
    Write(#[from] std::io::Error),
}

impl Printing {
    /// Writes `content` to `path`. Pictures of several pages go to `NAME-1.png`, `NAME-2.png` and so on; what is there under these names is
    /// replaced once all of them are whole.
    ///
    /// # Errors
    /// When a file cannot be made or written.
    pub fn print(
        &self,
        content: &Content,
        path: &Path,
        format: SheetFormat,
    ) -> Result<Printed, PrintError> {
        let faces = Faces::bundled(self.texts.language())?;
        let setting = Setting {
            faces: &faces,
            texts: &self.texts,
            format: Format::new(&self.texts),
            now: self.now,
            file_name: &self.file_name,
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
        let title = match content {
            Content::Board(_) => self.texts.get("sheet-board-title"),
            Content::Referral(sheet) => &sheet.detail.referral.customer,
        };
        let mut unfinished = Vec::new();
        match format {
            SheetFormat::Pdf => {
                let about = About {
                    title,
                    language: self.texts.language().code(),
                    made_at: self.now,
                };
                let bytes = pdf(&pages, &faces, &about)?;
                unfinished.push(Unfinished::holding(path, &bytes)?);
            }
            SheetFormat::Png => write_pictures(&pages, &faces, path, &mut unfinished)?,
        }
        let files = unfinished
            .into_iter()
            .map(Unfinished::finish)
            .collect::<Result<_, _>>()?;
        Ok(Printed {
            files,
            pages: pages.len(),
        })
    }
}

fn write_pictures(
    pages: &[Page],
    faces: &Faces,
    path: &Path,
    unfinished: &mut Vec<Unfinished>,
) -> Result<(), PrintError> {
    let mut painter = Painter::new(faces);
    for (index, page) in pages.iter().enumerate() {
        let bytes = painter.png(page)?;
        let path = if pages.len() == 1 {
            path.to_owned()
        } else {
            numbered(path, index + 1)
        };
        unfinished.push(Unfinished::holding(&path, &bytes)?);
    }
    Ok(())
}

/// `NAME.png` as `NAME-2.png`.
fn numbered(path: &Path, number: usize) -> PathBuf {
    let mut name: OsString = path.file_stem().unwrap_or_default().to_owned();
    name.push(format!("-{number}."));
    name.push(path.extension().unwrap_or_default());
    path.with_file_name(name)
}
