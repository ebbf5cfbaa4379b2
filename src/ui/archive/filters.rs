//! The archive's head: its name and count, the search, and the filters by outcome, region and period.

use super::super::theme::{Icon, Space, Type};
use super::super::view::View;
use super::super::widgets::{
    Emphasis, field_error, heading, icon_text_button, inline_choice, outcome_icon, search_field,
    toggle_chip,
};
use super::period::{Period, Typed, bounds, read_date};
use crate::desk::{ArchiveOrder, ArchiveQuery};
use crate::domain::{Outcome, Timestamp};
use crate::text::{Format, Say, region, regions};
use egui::{Align, Label, Layout, Margin, Rect, Response, RichText, TextEdit, Ui, pos2};

/// From this width on all filters stand in one line, in points; below it the choices stand under the outcomes.
const ONE_LINE_WIDTH: f32 = 980.0;

/// What the archive is narrowed to.
#[derive(Default)]
pub(super) struct Filters {
    search: String,
    /// Only these; all when empty.
    outcomes: Vec<Outcome>,
    region: Option<String>,
    period: Period,
    /// The first day of a period of one's own, as typed.
    first_day: String,
    /// Its last day, as typed.
    last_day: String,
    wants_focus: bool,
}

impl Filters {
    /// Puts the keyboard into the search line with the next frame.
    pub(super) const fn take_focus(&mut self) {
        self.wants_focus = true;
    }

    /// Searches for these words.
    pub(super) fn search_for(&mut self, words: String) {
        self.search = words;
    }

    /// Whether anything is left out.
    pub(super) fn is_narrowing(&self) -> bool {
        !self.search.trim().is_empty()
            || !self.outcomes.is_empty()
            || self.region.is_some()
            || self.period != Period::All
    }

    /// Leaves nothing out.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    /// What is asked for.
    pub(super) fn query(
        &self,
        format: &Format,
        now: Timestamp,
        order: ArchiveOrder,
    ) -> ArchiveQuery {
        let (from, until) = bounds(self.period, self.typed(format, now), format, now);
        ArchiveQuery {
            search: self.search.trim().to_owned(),
            outcomes: self.outcomes.clone(),
            region: self.region.clone(),
            from,
            until,
            order,
        }
    }

    /// Draws the head. `occurring` are the regions that occur; `counts` are those shown and all. Over an empty archive there is nothing to filter.
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        view: &View<'_>,
        occurring: &[String],
        counts: Option<(usize, usize)>,
    ) {
        let is_empty = counts.is_some_and(|(_, all)| all == 0) && !self.is_narrowing();
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = Space::M;
            let headline = heading(ui, view.tokens, view.text("common-archive"));
            if let Some((shown, all)) = counts.filter(|_| !is_empty) {
                let arguments = [("shown", shown.into()), ("all", all.into())];
                let text = view.text_with("archive-count", &arguments);
                count_label(ui, view, &text, headline.rect.bottom());
            }
            if is_empty {
                return;
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let name = view.text("archive-search");
                let response = search_field(ui, view.tokens, name, &mut self.search);
                if std::mem::take(&mut self.wants_focus) {
                    response.request_focus();
                }
            });
        });
        if is_empty {
            return;
        }
        ui.add_space(Space::XS);
        ui.horizontal_wrapped(|ui| {
            let has_room = ui.available_width() >= ONE_LINE_WIDTH;
            self.outcome_chips(ui, view);
            if has_room {
                ui.add_space(Space::S);
            } else {
                ui.end_row();
            }
            self.region_choice(ui, view, occurring);
            self.period_choice(ui, view);
            let clear = view.text("archive-clear");
            if self.is_narrowing()
                && icon_text_button(ui, view.tokens, Emphasis::Quiet, Icon::Close, clear).clicked()
            {
                self.clear();
            }
        });
        if self.period == Period::Custom {
            self.own_period(ui, view);
        }
    }

    fn outcome_chips(&mut self, ui: &mut Ui, view: &View<'_>) {
        for outcome in Outcome::ALL {
            let is_on = self.outcomes.contains(&outcome);
            let icon = (outcome_icon(outcome), view.tokens.outcome(outcome).0);
            let name = outcome.say(view.texts);
            if toggle_chip(ui, view.tokens, Some(icon), &name, is_on).clicked() {
                if is_on {
                    self.outcomes.retain(|other| *other != outcome);
                } else {
                    self.outcomes.push(outcome);
                    self.outcomes.sort_by_key(|chosen| place(*chosen));
                }
            }
        }
    }

    fn region_choice(&mut self, ui: &mut Ui, view: &View<'_>, occurring: &[String]) {
        let mut options = vec![(None, view.text("archive-all-regions").to_owned())];
        // A region stays chosen when its last line has gone.
        let mut codes: Vec<&str> = occurring.iter().map(String::as_str).collect();
        if let Some(chosen) = self.region.as_deref().filter(|code| !codes.contains(code)) {
            codes.push(chosen);
        }
        if codes.len() > 1 {
            let order = regions(view.texts);
            codes.sort_by_key(|code| {
                order
                    .iter()
                    .position(|(other, _)| other == code)
                    .unwrap_or(usize::MAX)
            });
        }
        options.extend(
            codes
                .into_iter()
                .map(|code| (Some(code.to_owned()), region(view.texts, code).to_owned())),
        );
        inline_choice(
            ui,
            view.text("common-region"),
            150.0,
            &mut self.region,
            &options,
        );
    }

    fn period_choice(&mut self, ui: &mut Ui, view: &View<'_>) {
        let options = Period::ALL.map(|period| {
            let name = match period {
                Period::All => view.text("archive-period-all").to_owned(),
                Period::LastDays(days) => {
                    view.text_with("archive-period-days", &[("days", i64::from(days).into())])
                }
                Period::ThisYear => view.text("archive-period-this-year").to_owned(),
                Period::Custom => view.text("archive-period-custom").to_owned(),
            };
            (period, name)
        });
        inline_choice(
            ui,
            view.text("archive-period"),
            130.0,
            &mut self.period,
            &options,
        );
    }

    /// The two dates of a period of one's own, and what is wrong with them.
    fn own_period(&mut self, ui: &mut Ui, view: &View<'_>) {
        ui.add_space(Space::XS);
        let mut error = None;
        ui.horizontal(|ui| {
            date_line(ui, view, "archive-first-day", &mut self.first_day);
            ui.add_space(Space::S);
            date_line(ui, view, "archive-last-day", &mut self.last_day);
            error = match self.typed(view.format, view.now) {
                (Typed::Unread, _) | (_, Typed::Unread) => Some("archive-date-error"),
                (Typed::Date(first), Typed::Date(last)) if first > last => {
                    Some("archive-period-reversed")
                }
                _ => None,
            };
        });
        if let Some(key) = error {
            field_error(ui, view.tokens, view.text(key));
        }
    }

    fn typed(&self, format: &Format, now: Timestamp) -> (Typed, Typed) {
        if self.period != Period::Custom {
            return (Typed::Blank, Typed::Blank);
        }
        let today = format.date_of(now);
        (
            read_date(format, &self.first_day, today),
            read_date(format, &self.last_day, today),
        )
    }
}

/// Says how many of all are shown, on the line the headline stands on.
fn count_label(ui: &mut Ui, view: &View<'_>, text: &str, headline_bottom: f32) {
    /// How far below the line of writing the typeface reaches, of its size.
    const DESCENT: f32 = 0.288;
    let galley = ui
        .painter()
        .layout_no_wrap(text.to_owned(), Type::body(), view.tokens.text_weak);
    let bottom = headline_bottom - DESCENT * (Type::HEADING_SIZE - Type::BODY_SIZE);
    let at = pos2(ui.cursor().left(), bottom - galley.size().y);
    let rect = Rect::from_min_size(at, galley.size());
    ui.put(rect, Label::new(galley));
}

/// The order the outcomes are always asked for in, so that the same choice is the same query.
fn place(outcome: Outcome) -> usize {
    Outcome::ALL
        .iter()
        .position(|other| *other == outcome)
        .unwrap_or_default()
}

fn date_line(ui: &mut Ui, view: &View<'_>, label: &'static str, text: &mut String) -> Response {
    let label = ui.label(RichText::new(view.texts.get(label)).color(view.tokens.text_weak));
    let hint = RichText::new(view.texts.get("archive-date-hint")).color(view.tokens.text_weak);
    ui.add(
        TextEdit::singleline(text)
            .hint_text(hint)
            .desired_width(130.0)
            .margin(Margin::symmetric(8, 6)),
    )
    .labelled_by(label.id)
}
