//! The import preview: what a file holds, how its columns are understood, what taking it in would do, and which rows it cannot take.

mod bad_rows;
mod columns;
mod reading;

use super::super::theme::{Icon, Space, Type};
use super::super::view::View;
use super::super::widgets::{
    DialogAnswer, Emphasis, button, dialog, dialog_buttons, pill, weak_label,
};
use super::form::{Answer, Draw, banner};
use crate::desk::{DeskError, ImportReport};
use crate::domain::{Command, ImportRow};
use crate::exchange::{BadReason, BadRow, Field, FileError};
use crate::text::{Argument, Say, Texts};
use bad_rows::bad_rows_list;
use columns::columns_table;
use egui::{Align, Label, Layout, RichText, Spinner, Ui};
use reading::{Columns, Content, Progress, Reading};
use std::path::PathBuf;
use std::task::Waker;

/// A file on its way in.
pub(super) struct ImportDialog {
    file_name: String,
    waker: Waker,
    state: State,
    columns: Option<Columns>,
    leaves_out_bad: bool,
}

/// The height of what stands between the file's name and the buttons, where the window has room for it.
const CONTENT_HEIGHT: f32 = 500.0;
/// What the dialog takes up besides.
const AROUND_CONTENT: f32 = 220.0;

enum State {
    /// The thread reads.
    Reading(Reading),
    /// The desk works out what the rows would do. The bad rows are those of the file.
    Previewing(Vec<BadRow>),
    /// It can be answered.
    Ready(Box<Preview>),
    /// It is being written.
    Importing(usize),
    /// It came to nothing.
    Failed(Trouble),
}

/// Why it came to nothing.
enum Trouble {
    /// The file cannot be read.
    File(FileError),
    /// The thread that reads is gone.
    Stopped,
    /// The desk could not; in the person's language.
    Told(String),
}

struct Preview {
    rows: Vec<ImportRow>,
    report: ImportReport,
    /// Those of the file and those the desk found, by line.
    bad: Vec<BadRow>,
}

impl Preview {
    /// The referrals an import adds or changes.
    fn effective(&self) -> usize {
        self.report.new + self.report.changed
    }
}

impl ImportDialog {
    pub(super) fn new(path: PathBuf, waker: Waker) -> Self {
        let file_name = path
            .file_name()
            .unwrap_or(path.as_os_str())
            .to_string_lossy()
            .into_owned();
        Self {
            file_name,
            state: State::Reading(Reading::of_file(path, waker.clone())),
            waker,
            columns: None,
            leaves_out_bad: false,
        }
    }

    pub(super) const fn is_importing(&self) -> bool {
        matches!(self.state, State::Importing(_))
    }

    /// Takes in what the desk found the rows would do.
    pub(super) fn take_preview(
        &mut self,
        rows: Vec<ImportRow>,
        report: &mut Result<ImportReport, DeskError>,
        texts: &Texts,
    ) {
        let State::Previewing(bad) = &mut self.state else {
            return;
        };
        let mut bad = std::mem::take(bad);
        let report = match report {
            Ok(report) => std::mem::take(report),
            Err(error) => {
                self.take_failure(error, texts);
                return;
            }
        };
        bad.extend(report.nameless_lines.iter().map(|line| BadRow {
            line: *line,
            column: None,
            reason: BadReason::CustomerMissing,
        }));
        bad.sort_by_key(|row| row.line);
        self.state = State::Ready(Box::new(Preview { rows, report, bad }));
    }

    /// The import, or working out what it would do, came to nothing.
    pub(super) fn take_failure(&mut self, error: &DeskError, texts: &Texts) {
        self.state = State::Failed(Trouble::Told(error.say(texts)));
    }

    pub(super) fn ui(
        &mut self,
        ctx: &egui::Context,
        draw: Draw<'_>,
        view: &View<'_>,
        awaited_previews: &mut usize,
    ) -> Answer<Command> {
        self.take_progress(view, awaited_previews);
        let title = draw.text("import-title");
        let answer = dialog(ctx, draw.tokens, "import", title, 760.0, |ui| {
            self.file_line(ui, draw);
            // The same height from reading to the end, so that no button moves away under the pointer.
            let most = ui.ctx().content_rect().height() - AROUND_CONTENT;
            let size = egui::vec2(ui.available_width(), most.clamp(180.0, CONTENT_HEIGHT));
            ui.allocate_ui_with_layout(size, Layout::top_down(Align::Min), |ui| {
                ui.set_min_height(size.y);
                self.content(ui, draw);
            });
            match self.state {
                State::Failed(_) | State::Importing(_) => closing(ui, draw),
                _ => self.buttons(ui, draw),
            }
        });
        Answer::of(answer, || self.command())
    }

    /// Goes on when the thread is done: the desk is asked what the rows would do.
    fn take_progress(&mut self, view: &View<'_>, awaited_previews: &mut usize) {
        let State::Reading(reading) = &self.state else {
            return;
        };
        self.state = match reading.progress() {
            Progress::Reading => return,
            Progress::Stopped => State::Failed(Trouble::Stopped),
            Progress::Failed(error) => State::Failed(Trouble::File(error)),
            Progress::Done(Content { table, rows, bad }) => {
                self.columns = table;
                view.session.preview_import(rows);
                *awaited_previews += 1;
                State::Previewing(bad)
            }
        };
    }

    /// The file's name, and as what it was recognised.
    fn file_line(&self, ui: &mut Ui, draw: Draw<'_>) {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            ui.spacing_mut().interact_size.y = 0.0;
            ui.add(Icon::File.image().tint(draw.tokens.text_weak));
            let name = RichText::new(&self.file_name)
                .font(Type::strong())
                .color(draw.tokens.text);
            let most = ui.available_width() * 0.6;
            ui.scope(|ui| {
                ui.set_max_width(most);
                ui.add(Label::new(name).truncate());
            });
            if let Some(recognised) = self.recognised(draw) {
                ui.add_space(Space::S);
                weak_label(ui, draw.tokens, &recognised);
            }
        });
    }

    fn recognised(&self, draw: Draw<'_>) -> Option<String> {
        let Some(columns) = &self.columns else {
            let is_read = matches!(self.state, State::Ready(_));
            return is_read.then(|| draw.text("import-layout-json").to_owned());
        };
        let delimiter = match columns.table.delimiter() {
            ';' => draw.text("import-by-semicolon"),
            '\t' => draw.text("import-by-tab"),
            _ => draw.text("import-by-comma"),
        };
        let layout = columns.mapping.layout().say(draw.texts);
        let encoding = columns.table.encoding().say(draw.texts);
        let separator = draw.text("common-list-separator");
        Some([layout, encoding, delimiter.to_owned()].join(separator))
    }

    fn content(&mut self, ui: &mut Ui, draw: Draw<'_>) {
        match &self.state {
            State::Reading(_) | State::Previewing(_) => {
                working(ui, draw, draw.text("import-reading"));
            }
            State::Failed(trouble) => {
                let colours = (draw.tokens.critical, draw.tokens.critical_soft);
                let message = trouble.say(draw.texts);
                banner(ui, Icon::Warning, &message, colours, draw.tokens);
            }
            State::Importing(count) => {
                let count = ("count", Argument::from(*count));
                let text = draw.texts.with("import-importing", &[count]);
                working(ui, draw, &text);
                return;
            }
            State::Ready(preview) => {
                counts(ui, draw, preview);
                let is_undated = self
                    .columns
                    .as_ref()
                    .is_some_and(|columns| !columns.mapping.has(Field::ReceivedAt));
                if is_undated && preview.report.new > 0 {
                    let colours = (draw.tokens.soon, draw.tokens.soon_soft);
                    let message = draw.text("import-undated");
                    banner(ui, Icon::Warning, message, colours, draw.tokens);
                }
                if preview.report.of_erased > 0 {
                    let colours = (draw.tokens.soon, draw.tokens.soon_soft);
                    let count = ("count", Argument::from(preview.report.of_erased));
                    let message = draw.texts.with("import-of-erased", &[count]);
                    banner(ui, Icon::Warning, &message, colours, draw.tokens);
                }
                if !preview.bad.is_empty() {
                    let bad = &preview.bad;
                    let most_height = ui.available_height() * 0.4;
                    bad_rows(ui, draw, bad, most_height, &mut self.leaves_out_bad);
                }
            }
        }
        self.assign_columns(ui, draw);
    }

    /// The table of columns, where the file has any. A column assigned anew has the rows read again.
    fn assign_columns(&mut self, ui: &mut Ui, draw: Draw<'_>) {
        let Some(columns) = &mut self.columns else {
            return;
        };
        ui.add_space(Space::XS);
        if let Some((column, field)) = columns_table(ui, draw, columns) {
            columns.mapping.set(column, field);
            let (table, mapping) = (columns.table.clone(), columns.mapping.clone());
            let reading = Reading::of_table(table, mapping, self.waker.clone());
            self.state = State::Reading(reading);
        }
    }

    fn buttons(&self, ui: &mut Ui, draw: Draw<'_>) -> DialogAnswer {
        let confirm = match &self.state {
            State::Ready(preview) => {
                let count = Argument::from(preview.effective());
                draw.texts.with("import-confirm", &[("count", count)])
            }
            _ => draw.text("common-import").to_owned(),
        };
        let cancel = draw.text("common-cancel");
        let why_not = self.why_not(draw);
        dialog_buttons(ui, draw.tokens, &confirm, cancel, why_not.as_deref(), true)
    }

    fn why_not(&self, draw: Draw<'_>) -> Option<String> {
        let key = match &self.state {
            State::Ready(preview) => {
                let is_named = self
                    .columns
                    .as_ref()
                    .is_none_or(|columns| columns.mapping.names_referrals());
                if !is_named {
                    let field = Argument::from(Field::Customer.say(draw.texts));
                    return Some(
                        draw.texts
                            .with("import-customer-unassigned", &[("field", field)]),
                    );
                }
                if !preview.bad.is_empty() && !self.leaves_out_bad {
                    "import-refused"
                } else if preview.effective() == 0 {
                    "import-nothing-new"
                } else {
                    return None;
                }
            }
            _ => "import-not-read-yet",
        };
        Some(draw.text(key).to_owned())
    }

    /// The import; its rows move into the command.
    fn command(&mut self) -> Option<Command> {
        let State::Ready(preview) = &mut self.state else {
            return None;
        };
        let count = preview.effective();
        let rows = std::mem::take(&mut preview.rows);
        self.state = State::Importing(count);
        Some(Command::Import {
            rows,
            skip_nameless: self.leaves_out_bad,
        })
    }
}

impl Trouble {
    fn say(&self, texts: &Texts) -> String {
        match self {
            Self::File(error) => error.say(texts),
            Self::Stopped => texts.get("import-stopped").to_owned(),
            Self::Told(message) => message.clone(),
        }
    }
}

/// How many are new, changed, unchanged.
fn counts(ui: &mut Ui, draw: Draw<'_>, preview: &Preview) {
    let tokens = draw.tokens;
    let report = &preview.report;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = Space::S;
        for (key, count, colours) in [
            ("import-new", report.new, (tokens.good, tokens.good_soft)),
            (
                "import-changed",
                report.changed,
                (tokens.accent, tokens.accent_soft),
            ),
            (
                "import-unchanged",
                report.unchanged,
                (tokens.text_weak, tokens.sunken),
            ),
        ] {
            let text = draw.texts.with(key, &[("count", count.into())]);
            pill(ui, None, &text, colours);
        }
    });
}

/// The rows that cannot be taken in, and the choice to leave them out.
fn bad_rows(
    ui: &mut Ui,
    draw: Draw<'_>,
    bad: &[BadRow],
    most_height: f32,
    leaves_out_bad: &mut bool,
) {
    let text = |key: &str| draw.texts.with(key, &[("count", bad.len().into())]);
    let heading = RichText::new(text("import-bad-rows"))
        .font(Type::strong())
        .color(draw.tokens.critical);
    ui.label(heading);
    bad_rows_list(ui, draw, bad, most_height);
    ui.checkbox(leaves_out_bad, text("import-leave-out"));
}

fn working(ui: &mut Ui, draw: Draw<'_>, text: &str) {
    ui.horizontal(|ui| {
        ui.add(Spinner::new().size(18.0).color(draw.tokens.accent));
        ui.label(RichText::new(text).color(draw.tokens.text_weak));
    });
}

/// The foot of a dialog that only can be closed.
fn closing(ui: &mut Ui, draw: Draw<'_>) -> DialogAnswer {
    let row = egui::vec2(ui.available_width(), 32.0);
    let layout = Layout::right_to_left(Align::Center);
    ui.allocate_ui_with_layout(row, layout, |ui| {
        let close = draw.text("common-close");
        if button(ui, draw.tokens, Emphasis::Normal, close).clicked() {
            DialogAnswer::Cancelled
        } else {
            DialogAnswer::Open
        }
    })
    .inner
}
