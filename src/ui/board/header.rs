//! What stands above the cards of a lane.

use super::super::actions::UiAction;
use super::super::theme::{Icon, Radius, Space, Type};
use super::super::view::View;
use super::super::widgets::{badge_at, name_and_key, pill_ending_at, tooltip};
use super::galley::galley;
use crate::domain::{Currency, Stage, Urgency};
use crate::text::{Language, Say};
use egui::{Color32, FontId, Id, Pos2, Rect, Response, Role, Sense, Ui, Vec2, WidgetInfo};
use std::collections::BTreeMap;

/// How many cards a heading speaks of. While something is searched for, what is due and what it is worth is said of the cards shown, as
/// a heading of other cards than those below it would mislead.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Counts {
    shown: usize,
    /// Of how many, where only a part is shown.
    all: Option<usize>,
    due: usize,
}

/// What a lane's heading says, put together anew only when it says something else.
#[derive(Default)]
pub(super) struct Heading {
    said_of: Option<(Language, Counts, BTreeMap<Currency, i128>)>,
    spoken: String,
    count: String,
    /// The same for a narrow lane.
    short_count: String,
    due: String,
    due_words: String,
    sums: String,
}

impl Heading {
    /// What assistive technology calls the lane: its name and how many cards it has.
    pub(super) fn spoken(&self) -> &str {
        &self.spoken
    }

    /// Takes in what the lane holds now.
    pub(super) fn update(&mut self, view: &View<'_>, stage: Stage) {
        let board = view.session.board();
        let lane = board.lane(stage);
        let language = view.texts.language();
        let counts = Counts {
            shown: lane.len(),
            all: board.is_narrowed().then(|| board.whole_lane(stage).len()),
            due: lane.due_within_a_day(view.now),
        };
        let is_same = self.said_of.as_ref().is_some_and(|(said_in, said, sums)| {
            (*said_in, *said) == (language, counts) && sums == lane.sums()
        });
        if is_same {
            return;
        }
        let number = |count| view.format.number(i64::try_from(count).unwrap_or(i64::MAX));
        let Counts { shown, all, due } = counts;
        let stage = ("stage", stage.say(view.texts).into());
        (self.spoken, self.count, self.short_count) = match all {
            None => (
                view.text_with("board-lane-spoken", &[stage, ("count", shown.into())]),
                number(shown),
                number(shown),
            ),
            Some(all) => {
                let arguments = [stage, ("shown", shown.into()), ("all", all.into())];
                (
                    view.text_with("board-lane-spoken-of", &arguments),
                    view.text_with("board-count-of", &arguments),
                    view.text_with("board-count-of-short", &arguments),
                )
            }
        };
        self.due = if due > 0 { number(due) } else { String::new() };
        self.due_words = view.text_with("board-due-today", &[("count", due.into())]);
        self.sums = lane
            .sums()
            .iter()
            .map(|(currency, sum)| view.format.money_sum_short(*sum, *currency))
            .collect::<Vec<_>>()
            .join(" · ");
        self.said_of = Some((language, counts, lane.sums().clone()));
    }

    /// The same with how many are due within a day.
    pub(super) fn spoken_with_due(&self, view: &View<'_>) -> String {
        if self.due.is_empty() {
            return self.spoken.clone();
        }
        [&*self.spoken, &*self.due_words].join(view.text("common-list-separator"))
    }

    /// How many cards the lane has, as short as it can be said.
    pub(super) fn short_count(&self) -> &str {
        &self.short_count
    }

    /// How many are due within a day, where any is.
    pub(super) fn due(&self) -> Option<&str> {
        Some(self.due.as_str()).filter(|due| !due.is_empty())
    }

    /// How its parts fit beside its name in a heading of this width.
    fn fit(&self, ui: &Ui, view: &View<'_>, stage: Stage, width: f32) -> Fit {
        let text_width = |text: &str, font| {
            let galley = ui
                .painter()
                .layout_no_wrap(text.to_owned(), font, view.tokens.text);
            galley.size().x
        };
        let bold = |text: &str| text_width(text, Type::caption_strong());
        let name = text_width(&stage.say(view.texts), Type::strong());
        let due = if self.due.is_empty() {
            0.0
        } else {
            bold(&self.due) + DUE_PADDING
        };
        let long = bold(&self.count) + COUNT_PADDING;
        let short = bold(&self.short_count) + COUNT_PADDING;
        // Beside so much for what is due and the count.
        let room_for_name = |due: f32, count: f32| width - BUTTON_SIDE - due - count - Space::S;
        let fits = |due, count| Space::XS + name <= room_for_name(due, count);
        // A narrow lane says less with its count, and what is due in the line below.
        let is_due_below = !self.due.is_empty() && !fits(due, short);
        let due = if is_due_below { 0.0 } else { due };
        let is_count_long = fits(due, long);
        let count = if is_count_long { long } else { short };
        let sums = text_width(&self.sums, Type::caption()) + Space::M;
        Fit {
            is_due_below,
            is_count_long,
            are_sums_beside: !self.sums.is_empty() && fits(due, count + sums),
            name_end: room_for_name(due, count).max(Space::XS + LEAST_NAME_WIDTH),
        }
    }

    /// Whether something of it stands in a line below its name, in a heading of this width.
    pub(super) fn has_line_below(
        &self,
        ui: &Ui,
        view: &View<'_>,
        stage: Stage,
        width: f32,
    ) -> bool {
        let fit = self.fit(ui, view, stage, width);
        fit.is_due_below || !self.sums.is_empty() && !fit.are_sums_beside
    }

    /// Draws name, count, how many are due within a day, and the sum of values, at one height in every lane: with a line below the name
    /// where any lane needs it. Returns the button by which the lane is collapsed.
    pub(super) fn ui(
        &self,
        ui: &mut Ui,
        view: &View<'_>,
        stage: Stage,
        has_line_below: bool,
    ) -> Response {
        let tokens = view.tokens;
        let line_below = if has_line_below { SUMS_HEIGHT } else { 0.0 };
        let size = Vec2::new(ui.available_width(), NAME_HEIGHT + line_below);
        let (area, _) = ui.allocate_exact_size(size, Sense::hover());
        let fit = self.fit(ui, view, stage, area.width());
        let middle = area.top() + NAME_HEIGHT / 2.0;
        let left = area.left() + Space::XS;
        let button = collapse_button(ui, view, stage, Pos2::new(area.right(), middle));
        let lane_end = area.right();
        let name_end = area.left() + fit.name_end;
        let area = area.with_max_x(button.rect.left());
        let id = |part| Id::unique(("lane-heading", stage.code(), part));
        let name = Line {
            text: &stage.say(view.texts),
            font: Type::strong(),
            ink: tokens.text,
        };
        let count = if fit.is_count_long {
            &self.count
        } else {
            &self.short_count
        };
        let name = name.ui(ui, id("name"), Pos2::new(left, middle), name_end);
        let after_name = Pos2::new(name.rect.right() + Space::S, middle);
        let colors = (tokens.text_weak, tokens.surface);
        let count = badge_at(ui, id("count"), after_name, count, colors);
        let below = area.top() + NAME_HEIGHT + SUMS_HEIGHT / 2.0;
        let (sums_at, mut sums_end) = if fit.are_sums_beside {
            let after_count = Pos2::new(count.rect.right() + Space::S, middle);
            (after_count, area.right() - Space::XS)
        } else {
            (Pos2::new(left, below), lane_end)
        };
        if !self.due.is_empty() {
            let (at, room) = if fit.is_due_below {
                // Flush with the cards, which leave the scroll bar its room.
                let end = Pos2::new(lane_end - Space::XS, below - Space::XS);
                (end, lane_end - left)
            } else {
                let room = area.right() - count.rect.right() - Space::M;
                (Pos2::new(area.right() - Space::XS, middle), room)
            };
            let colors = tokens.urgency(Urgency::Soon);
            if !fit.is_due_below && !fit.are_sums_beside && room >= ROOM_FOR_DUE_WORDS {
                let words = &self.due_words;
                pill_ending_at(ui, id("due"), at, (Icon::Clock, words), (room, colors));
            } else {
                let number = &self.due;
                let pill = pill_ending_at(ui, id("due"), at, (Icon::Clock, number), (room, colors));
                if fit.is_due_below || fit.are_sums_beside {
                    sums_end = pill.rect.left() - Space::S;
                }
                pill.on_hover_text(&self.due_words);
            }
        }
        if !self.sums.is_empty() {
            let sums = Line {
                text: &self.sums,
                font: Type::caption(),
                ink: tokens.text_weak,
            };
            sums.ui(ui, id("sums"), sums_at, sums_end)
                .on_hover_ui(|ui| {
                    ui.label(full_sums(view, stage));
                });
        }
        ui.add_space(Space::XS);
        button
    }
}

/// How the parts of a heading fit beside its name.
#[derive(Clone, Copy)]
struct Fit {
    is_due_below: bool,
    is_count_long: bool,
    are_sums_beside: bool,
    /// Where the name ends at the latest, from the heading's left.
    name_end: f32,
}

/// The button at a heading's end that collapses the lane.
fn collapse_button(ui: &Ui, view: &View<'_>, stage: Stage, right_middle: Pos2) -> Response {
    let side = Vec2::splat(BUTTON_SIDE);
    let rect = Rect::from_min_size(right_middle - Vec2::new(side.x, side.y / 2.0), side);
    // Not a stop for Tab: a key collapses the lane from any of its cards.
    let button = ui.interact(rect, button_id(stage), Sense::CLICK);
    let name = || {
        view.text_with(
            "board-lane-collapse",
            &[("stage", stage.say(view.texts).into())],
        )
    };
    button.widget_info(|| WidgetInfo::labeled(Role::Button, true, name()));
    ui.ctx()
        .accesskit_node_builder(button.id, |node| node.set_expanded(true));
    let tokens = view.tokens;
    let ink = if button.hovered() {
        ui.painter()
            .rect_filled(rect, Radius::S, tokens.surface_hover);
        tokens.text
    } else {
        tokens.text_weak
    };
    let place = Rect::from_center_size(rect.center(), Vec2::splat(16.0));
    Icon::LaneCollapse.paint(ui, place, ink);
    tooltip(button, |ui| {
        let key = UiAction::CollapseLane.shown_shortcut(ui.ctx());
        name_and_key(ui, &name(), key.as_deref());
    })
}

/// The id of the button by which a lane is collapsed, and of the rail by which it is opened.
pub(super) fn button_id(stage: Stage) -> Id {
    Id::unique(("lane-button", stage.code()))
}

/// The side of the button, in points.
const BUTTON_SIDE: f32 = 26.0;

const NAME_HEIGHT: f32 = 32.0;
const SUMS_HEIGHT: f32 = 18.0 + Space::S;
/// Where the middle of the sums is, below the heading's top.
pub(super) const SUMS_MIDDLE: f32 = NAME_HEIGHT + SUMS_HEIGHT / 2.0;

/// What a count and a number of what is due take up beside their digits, with the gap before them, in points.
const COUNT_PADDING: f32 = 14.0 + Space::S;
const DUE_PADDING: f32 = 14.0 + Space::XS + 2.0 * Space::S + Space::S;
/// In a lane narrower than its numbers so much of the name stays, in points.
const LEAST_NAME_WIDTH: f32 = 28.0;

/// The width that "12 due within a day" takes, in points.
const ROOM_FOR_DUE_WORDS: f32 = 170.0;

fn full_sums(view: &View<'_>, stage: Stage) -> String {
    let lane = view.session.board().lane(stage);
    lane.sums()
        .iter()
        .map(|(currency, sum)| view.format.money_sum(*sum, *currency))
        .collect::<Vec<_>>()
        .join("\n")
}

/// A line of text.
struct Line<'a> {
    text: &'a str,
    font: FontId,
    ink: Color32,
}

impl Line<'_> {
    /// Paints it beside a point, no further than `right`, and names it.
    fn ui(self, ui: &Ui, id: Id, left_middle: Pos2, right: f32) -> Response {
        let galley = galley(
            ui.painter(),
            self.text,
            self.font,
            self.ink,
            right - left_middle.x,
            1,
        );
        let at = left_middle - Vec2::new(0.0, galley.size().y / 2.0);
        let response = ui.interact(Rect::from_min_size(at, galley.size()), id, Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, self.text));
        ui.painter().galley(at, galley, self.ink);
        response
    }
}
