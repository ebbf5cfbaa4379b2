//! The archive: a searchable, sortable table of every referral that ended.

mod columns;
mod filters;
mod head;
mod lines;
mod period;
mod table;

use super::theme::{Icon, Space};
use super::view::{Ask, Screen, View};
use super::widgets::{Emphasis, button, empty_state, icon_text_button};
use crate::desk::{ArchiveOrder, ArchiveQuery, ArchiveRow, DeskError, Event, Failing};
use egui::{ScrollArea, Sense, Ui, UiBuilder, Vec2};
use filters::Filters;
use std::sync::Arc;
use table::Table;

/// In a lower window the screen is scrolled, so that the table always shows some lines; in points.
const LEAST_HEIGHT: f32 = 360.0;

/// The screen of the archive. It asks for lines by [`Ask::SearchArchive`] and takes them from [`Event::Archive`].
#[derive(Default)]
pub struct ArchiveScreen {
    filters: Filters,
    order: ArchiveOrder,
    /// What was asked for last.
    asked: Option<ArchiveQuery>,
    /// The last query is still being answered. The next is asked for after it, so that fast typing leaves none waiting in a row.
    is_waiting: bool,
    /// The data changed since the last query.
    is_stale: bool,
    /// The last query came to nothing.
    has_failed: bool,
    /// The lines shown, of the query that was last answered; `None` before the first answer.
    shown: Option<Shown>,
    table: Table,
}

/// What is shown.
struct Shown {
    query: ArchiveQuery,
    rows: Arc<[ArchiveRow]>,
    regions: Vec<String>,
}

impl ArchiveScreen {
    /// Tells that the data changed: the lines are asked for anew when the screen is next drawn.
    pub const fn ask_again(&mut self) {
        self.is_stale = true;
    }

    /// Puts the keyboard into the search line when the screen is next drawn.
    pub const fn focus_search(&mut self) {
        self.filters.take_focus();
    }

    /// Searches for these words alone, and puts the keyboard behind them.
    pub fn search_for(&mut self, words: String) {
        self.filters.clear();
        self.filters.search_for(words);
        self.filters.take_focus();
    }

    /// Takes in what the threads tell.
    pub fn on_event(&mut self, event: &Event) {
        match event {
            Event::Archive {
                query,
                rows,
                regions,
            } if self.asked.as_ref() == Some(query) => {
                self.is_waiting = false;
                self.has_failed = false;
                let is_other_query = self
                    .shown
                    .as_ref()
                    .is_none_or(|shown| shown.query != **query);
                self.table.take_rows(rows, is_other_query);
                self.shown = Some(Shown {
                    query: (**query).clone(),
                    rows: rows.clone(),
                    regions: regions.clone(),
                });
            }
            Event::Failed {
                error: DeskError::Store(_),
                of: Failing::Reading,
                ..
            } if self.is_waiting => {
                self.is_waiting = false;
                self.has_failed = true;
            }
            _ => {}
        }
    }

    /// Draws the screen into all the room there is.
    pub fn ui(&mut self, ui: &mut Ui, view: &mut View<'_>) {
        let room = ui.available_size();
        if room.y >= LEAST_HEIGHT {
            return self.content(ui, view);
        }
        ScrollArea::vertical()
            .id_salt("archive-low")
            .show(ui, |ui| {
                let size = Vec2::new(room.x, LEAST_HEIGHT);
                let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
                let builder = UiBuilder::new().max_rect(rect);
                self.content(&mut ui.new_child(builder), view);
            });
    }

    fn content(&mut self, ui: &mut Ui, view: &mut View<'_>) {
        let regions = self.shown.as_ref().map_or(&[][..], |shown| &shown.regions);
        let counts = self.shown.as_ref().map(|shown| {
            let found = shown.rows.len();
            (found, view.session.overview().archived.max(found))
        });
        self.filters.ui(ui, view, regions, counts);
        self.ask_if_needed(view);
        ui.add_space(Space::M);
        if self.has_failed {
            self.failure(ui, view);
            return;
        }
        let Some(shown) = &self.shown else {
            return;
        };
        if shown.rows.is_empty() {
            self.nothing(ui, view);
        } else {
            self.table.ui(ui, view, &shown.rows, &mut self.order);
            // Another order counts from this frame on.
            self.ask_if_needed(view);
        }
    }

    fn ask_if_needed(&mut self, view: &mut View<'_>) {
        if self.is_waiting {
            // The filters are looked at again when the answer has come.
            return;
        }
        let wanted = self.filters.query(view.format, view.now, self.order);
        if self.is_stale || self.asked.as_ref() != Some(&wanted) {
            self.is_stale = false;
            self.has_failed = false;
            self.is_waiting = true;
            self.asked = Some(wanted.clone());
            view.ask(Ask::SearchArchive(Box::new(wanted)));
        }
    }

    /// Stands where no line does: the archive is empty, or nothing in it is what was asked for.
    fn nothing(&mut self, ui: &mut Ui, view: &mut View<'_>) {
        let is_archive_empty =
            view.session.overview().archived == 0 && !self.filters.is_narrowing();
        let (icon, title, body) = if is_archive_empty {
            (Icon::Archive, "archive-empty-title", "archive-empty-body")
        } else {
            (
                Icon::Search,
                "archive-no-match-title",
                "archive-no-match-body",
            )
        };
        empty_state(
            ui,
            view.tokens,
            icon,
            view.text(title),
            view.text(body),
            |ui| {
                let go = view.text("archive-empty-go");
                if is_archive_empty
                    && icon_text_button(ui, view.tokens, Emphasis::Normal, Icon::Board, go)
                        .clicked()
                {
                    view.ask(Ask::Go(Screen::Board));
                }
                if self.filters.is_narrowing()
                    && button(
                        ui,
                        view.tokens,
                        Emphasis::Primary,
                        view.text("archive-clear"),
                    )
                    .clicked()
                {
                    self.filters.clear();
                }
            },
        );
    }

    fn failure(&mut self, ui: &mut Ui, view: &mut View<'_>) {
        let (title, body) = ("archive-failed-title", "archive-failed-body");
        empty_state(
            ui,
            view.tokens,
            Icon::Warning,
            view.text(title),
            view.text(body),
            |ui| {
                let retry = view.text("common-retry");
                if icon_text_button(ui, view.tokens, Emphasis::Normal, Icon::Refresh, retry)
                    .clicked()
                {
                    self.is_stale = true;
                }
            },
        );
    }
}
