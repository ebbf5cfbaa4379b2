//! Putting the board or a referral on paper, off the window's thread.

use super::files::{Finished, Purpose, open};
use super::kinds::{there_already, with_kind};
use super::{App, Tokens, View, known_referral};
use crate::desk::DeskError;
use crate::domain::ReferralId;
use crate::exchange::{BoardSheet, Printing, SheetContent, SheetFormat, WholeExportError};
use crate::text::{Say, Texts};
use crate::ui::board::narrowed_words;
use std::path::{Path, PathBuf};

impl App {
    /// Asks where the board or a referral is to be saved.
    pub(super) fn choose_sheet(&mut self, purpose: Purpose) {
        let today = self.format.date_of(self.session.now()).to_string();
        let name = match purpose {
            Purpose::Referral(id) => {
                let known = known_referral(&self.session, &self.panel, id);
                let customer = known.map_or_else(String::new, |known| file_name(&known.customer));
                let arguments = [("customer", customer.into()), ("date", today.into())];
                self.texts.with("sheet-referral-file-name", &arguments)
            }
            _ => self
                .texts
                .with("sheet-board-file-name", &[("date", today.into())]),
        };
        let name = format!("{}.pdf", name.trim());
        self.files.choose_named(purpose, &self.texts, &name);
    }

    /// Saves the board as it is shown now.
    pub(super) fn print_board(&mut self, path: PathBuf) {
        let now = self.session.now();
        let narrowed_to = narrowed_words(&View {
            texts: &self.texts,
            format: &self.format,
            tokens: Tokens::of(egui::Theme::Light),
            session: &self.session,
            open: None,
            now,
            asks: &mut Vec::new(),
        });
        let sheet = BoardSheet::of(self.session.board(), narrowed_to, now);
        let print = self.printing(path, move |_| Ok(SheetContent::Board(sheet)));
        self.files.spawn("print", print);
    }

    /// Saves a referral as the file has it, once what was entered until now is in there.
    pub(super) fn print_referral(&mut self, id: ReferralId, path: PathBuf) {
        self.save_notes_now();
        let print = self.printing(path, move |file| {
            let desk = open(file).map_err(|error| match error {
                WholeExportError::Desk(error) => error,
                WholeExportError::Export(_) => DeskError::Ended,
            })?;
            SheetContent::of_referral(&desk, id)
        });
        self.files.spawn_when_saved("print", print);
    }

    /// What writes a sheet, for a thread.
    fn printing(
        &self,
        path: PathBuf,
        content: impl FnOnce(&Path) -> Result<SheetContent, DeskError> + Send + 'static,
    ) -> impl FnOnce() -> Finished + Send + 'static {
        let file = self.session.path().to_owned();
        let printing = Printing {
            texts: self.texts.clone(),
            now: self.session.now(),
            own_file: file.clone(),
        };
        move || {
            let texts = &printing.texts;
            let kinds = ("pdf", SheetFormat::Pdf, SheetFormat::from_path);
            let (path, format) = match with_kind(path, kinds) {
                Ok(found) => found,
                Err(other) => return Finished::Failed(there_already(texts, &other)),
            };
            let content = match content(&file) {
                Ok(content) => content,
                Err(error) => return Finished::Failed(error.say(texts)),
            };
            match printing.print(&content, &path, format) {
                Ok(printed) => {
                    let first = printed.files.first().cloned().unwrap_or(path);
                    Finished::Saved(saved_words(texts, &printed.files, &first), first)
                }
                Err(error) => Finished::Failed(error.say(texts)),
            }
        }
    }
}

fn saved_words(texts: &Texts, files: &[PathBuf], first: &Path) -> String {
    let first = first.display().to_string();
    match files {
        [_, .., last] => {
            let last = last.file_name().unwrap_or_default().to_string_lossy();
            let arguments = [
                ("count", files.len().into()),
                ("first", first.into()),
                ("last", last.into_owned().into()),
            ];
            texts.with("sheet-saved-several", &arguments)
        }
        _ => texts.with("sheet-saved", &[("file", first.into())]),
    }
}

/// A customer's name as part of a file's name: without what some system does not allow in one.
fn file_name(customer: &str) -> String {
    const MOST_CHARACTERS: usize = 60;
    let allowed = |c: char| {
        if c.is_control() || "\\/:*?\"<>|".contains(c) {
            ' '
        } else {
            c
        }
    };
    let name: String = customer
        .chars()
        .map(allowed)
        .take(MOST_CHARACTERS)
        .collect();
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    name.trim_start_matches(['.', ' ']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::super::test_window::{until, window};
    use super::*;
    use crate::desk::BoardQuery;
    use crate::domain::{Action, Command, ReferralEdit};
    use crate::ui::app::opening::Opener;
    use egui::accesskit::Role;
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable as _;

    #[test]
    fn a_customer_names_a_file_on_every_system() {
        assert_eq!(file_name("A/S \\ \"Søn\": <x>|?*"), "A S Søn x");
        assert_eq!(file_name("../株式会社\u{7}コントソ"), "株式会社 コントソ");
        assert_eq!(file_name(&"長".repeat(200)).chars().count(), 60);
    }

    #[test]
    fn the_board_is_saved_as_it_is_shown_and_opened_from_the_notice() {
        let folder = tempfile::tempdir().unwrap();
        let mut window = window(folder.path(), &["Contoso", "Fabrikam"]);
        window.state_mut().files.opener = Opener::by("/nowhere/opens");
        window.state_mut().search(BoardQuery {
            search: "contoso".to_owned(),
            ..BoardQuery::default()
        });
        until(&mut window, |window| {
            window.state().session.board().shown() == 1
        });
        let path = folder.path().join("the board.pdf");
        window.state_mut().print_board(path.clone());
        let open = |window: &Harness<'_, App>| {
            let open = window.query_by_role_and_label(Role::Button, "Open");
            open.is_some()
        };
        until(&mut window, open);
        let document = lopdf::Document::load(&path).unwrap();
        let text = document.extract_text(&[1]).unwrap();
        let text: String = text.split_whitespace().collect();
        assert!(
            text.contains("Contoso") && !text.contains("Fabrikam"),
            "{text}"
        );
        assert!(text.contains("1of2referrals") && text.contains("Shown:Search“contoso”"));
        window.get_by_role_and_label(Role::Button, "Open").click();
        // That it is handed over shows by what is told when nobody takes it.
        until(&mut window, |window| {
            let told = window.query_all_by_label_contains("the board.pdf could not be opened");
            told.count() > 0
        });
    }

    fn says(window: &Harness<'_, App>, words: &str) -> bool {
        window.query_all_by_label_contains(words).count() > 0
    }

    #[test]
    fn a_picture_that_is_there_already_is_told_by_its_name_in_the_window() {
        let folder = tempfile::tempdir().unwrap();
        let mut window = window(folder.path(), &["Contoso"]);
        let edit = ReferralEdit {
            notes: Some("a line of the notes\n".repeat(150)),
            ..ReferralEdit::default()
        };
        let command = Command::Act {
            id: ReferralId(1),
            revision: None,
            action: Action::Edit(Box::new(edit)),
        };
        window.state_mut().session.send(command).unwrap();
        let kept = folder.path().join("Contoso-2.png");
        std::fs::write(&kept, "kept").unwrap();
        let path = folder.path().join("Contoso.png");
        window
            .state_mut()
            .print_referral(ReferralId(1), path.clone());
        until(&mut window, |window| {
            says(window, "Contoso-2.png is there already")
        });
        assert_eq!(std::fs::read(&kept).unwrap(), b"kept");
        assert!(!path.exists());
    }
}
