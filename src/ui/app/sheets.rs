//! Putting the board or a referral on paper, off the window's thread.

use super::files::{Finished, Purpose, open, with_extension};
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
        self.print(path, move |_| Ok(SheetContent::Board(sheet)));
    }

    /// Saves a referral as the file has it.
    pub(super) fn print_referral(&mut self, id: ReferralId, path: PathBuf) {
        self.save_notes_now();
        self.print(path, move |file| {
            let desk = open(file).map_err(|error| match error {
                WholeExportError::Desk(error) => error,
                WholeExportError::Export(_) => DeskError::Ended,
            })?;
            SheetContent::of_referral(&desk, id)
        });
    }

    fn print(
        &mut self,
        path: PathBuf,
        content: impl FnOnce(&Path) -> Result<SheetContent, DeskError> + Send + 'static,
    ) {
        let path = with_extension(path, "pdf");
        let file = self.session.path().to_owned();
        let printing = Printing {
            texts: self.texts.clone(),
            now: self.session.now(),
            own_file: file.clone(),
        };
        self.files.spawn("print", move || {
            let texts = &printing.texts;
            let Some(format) = SheetFormat::from_path(&path) else {
                let name = path.display().to_string();
                return Finished::Failed(
                    texts.with("sheet-unknown-kind", &[("file", name.into())]),
                );
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
        });
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

/// Opens a file with the program that the system has for it.
pub(super) fn open_file(ctx: &egui::Context, path: &Path) {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    ctx.open_url(egui::OpenUrl::new_tab(file_url(&path.to_string_lossy())));
}

/// The URL of a file (RFC 8089).
fn file_url(path: &str) -> String {
    let path = if cfg!(windows) {
        path.replace('\\', "/")
    } else {
        path.to_owned()
    };
    let mut url = String::from(if path.starts_with('/') {
        "file://"
    } else {
        "file:///"
    });
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' | b':' => {
                url.push(char::from(byte));
            }
            _ => {
                let digits = [byte >> 4, byte & 0xF].map(|half| char::from_digit(half.into(), 16));
                url.push('%');
                url.extend(
                    digits
                        .into_iter()
                        .flatten()
                        .map(|digit| digit.to_ascii_uppercase()),
                );
            }
        }
    }
    url
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::{BoardQuery, ManualClock, Session};
    use crate::domain::{Command, NewReferral, Timestamp};
    use crate::text::Language;
    use crate::ui::app::{AppOptions, install_fonts, install_styles};
    use egui::accesskit::Role;
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable as _;
    use std::sync::Arc;

    #[test]
    fn a_customer_names_a_file_on_every_system() {
        assert_eq!(file_name("A/S \\ \"Søn\": <x>|?*"), "A S Søn x");
        assert_eq!(file_name("../株式会社\u{7}コントソ"), "株式会社 コントソ");
        assert_eq!(file_name(&"長".repeat(200)).chars().count(), 60);
    }

    #[test]
    fn a_file_is_opened_by_its_url() {
        assert_eq!(file_url("/tmp/a b#1%.pdf"), "file:///tmp/a%20b%231%25.pdf");
        assert_eq!(file_url("/tmp/盤.pdf"), "file:///tmp/%E7%9B%A4.pdf");
    }

    /// A window on a file with these customers' referrals.
    fn window(folder: &Path, customers: &[&str]) -> Harness<'static, App> {
        let now = Timestamp::parse("2026-11-22T09:00:00Z").unwrap();
        let mut desk = open(&folder.join("board.leadline")).unwrap();
        for customer in customers {
            let new = NewReferral {
                customer: (*customer).to_owned(),
                received_at: Some(now),
                ..NewReferral::default()
            };
            desk.execute(Command::Add(Box::new(new)), now).unwrap();
        }
        let clock = Arc::new(ManualClock::new(now));
        let session = Session::start(desk, clock, std::task::Waker::noop().clone()).unwrap();
        let options = AppOptions {
            language: Some(Language::English),
            ..AppOptions::default()
        };
        let app = App::new(&egui::Context::default(), session, None, options);
        Harness::builder()
            .with_size(egui::Vec2::new(1280.0, 800.0))
            .with_context_setup(|ctx| {
                install_fonts(ctx, Language::English);
                install_styles(ctx);
                egui_extras::install_image_loaders(ctx);
            })
            .build_ui_state(
                |ui, app: &mut App| {
                    app.logic(ui.ctx());
                    app.ui(ui);
                    for finished in app.files.finished() {
                        app.take_in_file(finished);
                    }
                },
                app,
            )
    }

    fn until(window: &mut Harness<'_, App>, reached: impl Fn(&Harness<'_, App>) -> bool) {
        for _ in 0..2_000 {
            window.step();
            if reached(window) {
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        panic!("it was never reached");
    }

    #[test]
    fn the_board_is_saved_as_it_is_shown_and_opened_from_the_notice() {
        let folder = tempfile::tempdir().unwrap();
        let mut window = window(folder.path(), &["Contoso", "Fabrikam"]);
        until(&mut window, |window| {
            window.state().session.board().shown() == 2
        });
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
        window.step();
        let opened = window
            .output()
            .platform_output
            .commands
            .iter()
            .any(|command| {
                let egui::OutputCommand::OpenUrl(opened) = command else {
                    return false;
                };
                opened.url.starts_with("file://") && opened.url.ends_with("the%20board.pdf")
            });
        assert!(opened);
    }
}
