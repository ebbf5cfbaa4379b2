//! The board on paper: its lanes side by side, its cards in order, over as many pages as they need.

use super::card::{Block, card};
use super::ink::Ink;
use super::lines::{Style, few_lines};
use super::page::{A4, Mark, Page};
use super::setting::{SMALL, Setting, put, put_all};
use crate::desk::Board;
use crate::domain::{Currency, Referral, ReferralId, Stage, Timestamp, Urgency};
use crate::text::Say;
use std::collections::BTreeMap;

/// So many cards are put on paper at most, as evenly from each lane as can be; of the others it says how many there are.
pub const MOST_CARDS: usize = 500;

/// What is put on paper of the board.
#[derive(Clone, PartialEq, Debug)]
pub struct BoardSheet {
    lanes: Vec<SheetLane>,
    narrowed_to: Option<String>,
}

/// A lane of it.
#[derive(Clone, PartialEq, Debug)]
struct SheetLane {
    stage: Stage,
    /// The first of its cards, in order.
    cards: Vec<Referral>,
    /// How many cards it shows.
    count: usize,
    /// Of how many, where the board is narrowed.
    all: Option<usize>,
    due_within_a_day: usize,
    sums: BTreeMap<Currency, i128>,
}

impl BoardSheet {
    /// The board as it is shown. `narrowed_to` says in words what it is narrowed to.
    pub fn of(board: &Board, narrowed_to: Option<String>, now: Timestamp) -> Self {
        let counts = Stage::OPEN.map(|stage| board.lane(stage).len());
        let most = even_share(counts, MOST_CARDS);
        let lanes = Stage::OPEN.map(|stage| {
            let lane = board.lane(stage);
            let whole = board.whole_lane(stage).len();
            // On paper there are no bands.
            let ids = lane.ids().take(most);
            SheetLane {
                stage,
                cards: ids.filter_map(|id| board.referral(id).cloned()).collect(),
                count: lane.len(),
                all: board.is_narrowed().then_some(whole),
                due_within_a_day: lane.due_within_a_day(now),
                sums: lane.sums().clone(),
            }
        });
        Self {
            lanes: lanes.into(),
            narrowed_to,
        }
    }

    /// The cards that are put on paper, lane by lane.
    pub fn ids(&self) -> impl Iterator<Item = ReferralId> {
        let cards = self.lanes.iter().flat_map(|lane| &lane.cards);
        cards.map(|referral| referral.id)
    }

    /// How many cards there are, on paper or not.
    fn count(&self) -> usize {
        self.lanes.iter().map(|lane| lane.count).sum()
    }

    /// How many there would be if the board were not narrowed.
    fn all(&self) -> usize {
        let all = |lane: &SheetLane| lane.all.unwrap_or(lane.count);
        self.lanes.iter().map(all).sum()
    }
}

/// So many of each may there be at most for all to be no more than `most`.
fn even_share<const LANES: usize>(counts: [usize; LANES], most: usize) -> usize {
    let mut sorted = counts;
    sorted.sort_unstable();
    let mut left = most;
    for (index, count) in sorted.into_iter().enumerate() {
        let share = left / (LANES - index);
        if count > share {
            return share;
        }
        left -= count;
    }
    most
}

const MARGIN: f32 = 30.0;
const COLUMNS: usize = 3;
const BETWEEN_COLUMNS: f32 = 16.0;
const BETWEEN_CARDS: f32 = 6.0;
const TITLE: Style = Style::bold(16.0).tight();
const LANE: Style = Style::bold(11.5).tight();
const DUE: Style = Style::bold(8.0).tight();
const LANE_HEIGHT: f32 = 34.0;
const FOOT_HEIGHT: f32 = 20.0;
/// A picture is at most so many times as tall as it is wide.
const TALLEST_PICTURE: f32 = 1.25;

/// How many pages a board is given.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Extent {
    /// As many as it needs.
    Pages,
    /// One, as tall as it needs within reason; it says how many more cards there are.
    Picture,
}

/// Sets the board.
pub(super) fn pages(setting: &Setting<'_>, sheet: &BoardSheet, extent: Extent) -> Vec<Page> {
    let size = (A4.1, A4.0);
    let column_width =
        (size.0 - 2.0 * MARGIN - (COLUMNS - 1) as f32 * BETWEEN_COLUMNS) / COLUMNS as f32;
    let mut lanes: Vec<Remaining<'_>> = sheet
        .lanes
        .iter()
        .map(|lane| {
            let cards = lane.cards.iter();
            let blocks: Vec<Block> = cards.map(|one| card(setting, one, column_width)).collect();
            Remaining {
                lane,
                blocks: blocks.into_iter().collect(),
                is_begun: false,
                is_over: false,
            }
        })
        .collect();
    let mut pages = Vec::new();
    loop {
        let mut page = Page::new(size);
        let top = head(setting, sheet, &mut page);
        if extent == Extent::Picture {
            let tallest = lanes.iter().map(Remaining::height).fold(0.0, f32::max);
            let needed = top + LANE_HEIGHT + tallest + FOOT_HEIGHT + MARGIN;
            page.height = needed.clamp(size.1, size.0 * TALLEST_PICTURE);
        }
        let column = Column {
            setting,
            width: column_width,
            top,
            bottom: page.height - MARGIN - FOOT_HEIGHT,
            is_last_page: extent == Extent::Picture,
        };
        for (index, lane) in dealt(&lanes).into_iter().enumerate() {
            let left = MARGIN + index as f32 * (column_width + BETWEEN_COLUMNS);
            if let Some(lane) = lanes.get_mut(lane) {
                column.fill(&mut page.marks, lane, left);
            }
        }
        legend(setting, &mut page);
        pages.push(page);
        if column.is_last_page || lanes.iter().all(|lane| lane.is_over) {
            break;
        }
    }
    setting.number_pages(&mut pages, (MARGIN, MARGIN));
    pages
}

/// What of a lane is still to be put on paper.
struct Remaining<'a> {
    lane: &'a SheetLane,
    blocks: std::collections::VecDeque<Block>,
    is_begun: bool,
    is_over: bool,
}

impl Remaining<'_> {
    fn height(&self) -> f32 {
        let heights = self.blocks.iter().map(|block| block.height + BETWEEN_CARDS);
        heights.sum()
    }

    /// How many of the lane's cards are not put on paper after those that remain.
    fn left_out(&self) -> usize {
        self.lane.count.saturating_sub(self.lane.cards.len())
    }
}

/// Which lane each column of the next page is for: on the first one each has its own, then those that go on share what the others leave, by how
/// much each still needs.
fn dealt(lanes: &[Remaining<'_>]) -> Vec<usize> {
    let going_on = |(index, lane): (usize, &Remaining<'_>)| (!lane.is_over).then_some(index);
    let mut columns: Vec<usize> = lanes.iter().enumerate().filter_map(going_on).collect();
    while columns.len() < COLUMNS {
        let need = |index: &usize| {
            let has = columns.iter().filter(|column| *column == index).count();
            lanes.get(*index).map_or(0.0, Remaining::height) / has.max(1) as f32
        };
        let neediest = columns
            .iter()
            .copied()
            .max_by(|one, other| need(one).total_cmp(&need(other)));
        let Some(neediest) = neediest else { break };
        let after = columns.iter().rposition(|column| *column == neediest);
        columns.insert(after.map_or(0, |at| at + 1), neediest);
    }
    columns
}

/// The columns of a page.
struct Column<'a> {
    setting: &'a Setting<'a>,
    width: f32,
    top: f32,
    bottom: f32,
    /// What finds no room here is only counted.
    is_last_page: bool,
}

impl Column<'_> {
    /// Puts as much of a lane as there is room for.
    fn fill(&self, marks: &mut Vec<Mark>, lane: &mut Remaining<'_>, left: f32) {
        if lane.is_over {
            return;
        }
        let setting = self.setting;
        self.lane_head(marks, lane, left);
        lane.is_begun = true;
        let mut top = self.top + LANE_HEIGHT;
        if lane.blocks.is_empty() && lane.left_out() == 0 {
            let words = setting.line(setting.text("sheet-lane-empty"), SMALL);
            put(marks, &words, SMALL, Ink::WEAK, (left, top + 2.0));
            lane.is_over = true;
            return;
        }
        let more_height = SMALL.line_height() + 4.0;
        while let Some(block) = lane.blocks.front() {
            let is_last = lane.blocks.len() == 1 && lane.left_out() == 0;
            let below = if self.is_last_page && !is_last {
                more_height
            } else {
                0.0
            };
            // A card taller than a column would find no room on any page.
            let is_first = top <= self.top + LANE_HEIGHT;
            if top + block.height + below > self.bottom && !is_first {
                break;
            }
            let Some(block) = lane.blocks.pop_front() else {
                break;
            };
            let placed = block.marks.into_iter().map(|mark| mark.moved(left, top));
            marks.extend(placed);
            top += block.height + BETWEEN_CARDS;
        }
        if !lane.blocks.is_empty() && !self.is_last_page {
            return;
        }
        let more = lane.blocks.len() + lane.left_out();
        if more > 0 && top + more_height > self.bottom + BETWEEN_CARDS && !self.is_last_page {
            return;
        }
        if more > 0 {
            let words = setting.with("sheet-more", &[("count", more.into())]);
            let line = setting.line(&words, DUE);
            put(marks, &line, DUE, Ink::WEAK, (left + 2.0, top - 2.0));
        }
        lane.is_over = true;
    }

    /// The lane's name, how many cards it has, how many of them are due soon, and the sums.
    fn lane_head(&self, marks: &mut Vec<Mark>, remaining: &Remaining<'_>, left: f32) {
        let (setting, lane) = (self.setting, remaining.lane);
        let name = lane.stage.say(setting.texts);
        let name = if remaining.is_begun {
            setting.with("sheet-continued", &[("what", name.into())])
        } else {
            name
        };
        let right = left + self.width;
        let count = match lane.all {
            Some(all) => {
                let arguments = [("shown", lane.count.into()), ("all", all.into())];
                setting.with("board-count-of", &arguments)
            }
            None => setting
                .format
                .number(i64::try_from(lane.count).unwrap_or(i64::MAX)),
        };
        let count = setting.line(&count, Style::regular(9.5));
        let name = few_lines(
            setting.faces,
            &name,
            LANE,
            self.width - count.width - 8.0,
            1,
        );
        put_all(marks, &name, LANE, Ink::TEXT, (left, self.top));
        let after = left + name.first().map_or(0.0, |line| line.width) + 6.0;
        let style = Style::regular(9.5);
        let level = self.top + LANE.ascent() - style.ascent();
        put(marks, &count, style, Ink::WEAK, (after, level));
        let below = self.top + LANE.line_height();
        let mut room = self.width;
        if lane.due_within_a_day > 0 {
            let due = [("count", lane.due_within_a_day.into())];
            let due = setting.line(&setting.with("board-due-today", &due), DUE);
            put(marks, &due, DUE, Ink::SOON, (right - due.width, below));
            room -= due.width + 8.0;
        }
        let sums = lane.sums.iter();
        let sums = sums.map(|(currency, sum)| setting.format.money_sum(*sum, *currency));
        let sums: Vec<String> = sums.collect();
        let sums = few_lines(setting.faces, &sums.join(" · "), SMALL, room, 1);
        put_all(marks, &sums, SMALL, Ink::WEAK, (left, below));
        let rule = self.top + LANE_HEIGHT - 5.0;
        marks.push(Mark::rule(left, right, rule, Ink::TEXT));
    }
}

/// The head of a page; returns where it ends.
fn head(setting: &Setting<'_>, sheet: &BoardSheet, page: &mut Page) -> f32 {
    let right = page.width - MARGIN;
    let printed = setting.line(&setting.printed_at(), SMALL);
    let title = setting.line(setting.text("sheet-board-title"), TITLE);
    let marks = &mut page.marks;
    put(marks, &title, TITLE, Ink::TEXT, (MARGIN, MARGIN - 4.0));
    let level = MARGIN - 4.0 + TITLE.ascent() - SMALL.ascent();
    put(
        marks,
        &printed,
        SMALL,
        Ink::WEAK,
        (right - printed.width, level),
    );
    let count = if sheet.narrowed_to.is_some() {
        let arguments = [("shown", sheet.count().into()), ("all", sheet.all().into())];
        setting.with("board-found", &arguments)
    } else {
        setting.with("common-referral-count", &[("count", sheet.count().into())])
    };
    let count_style = Style::regular(9.5);
    let count = setting.line(&count, count_style);
    let after = MARGIN + title.width + 10.0;
    let count_level = MARGIN - 4.0 + TITLE.ascent() - count_style.ascent();
    put(marks, &count, count_style, Ink::WEAK, (after, count_level));
    let mut top = MARGIN + TITLE.line_height();
    if let Some(narrowed_to) = &sheet.narrowed_to {
        let words = setting.with("sheet-narrowed-to", &[("what", narrowed_to.into())]);
        let style = Style::regular(9.0);
        let lines = few_lines(setting.faces, &words, style, right - MARGIN, 2);
        top = put_all(marks, &lines, style, Ink::TEXT, (MARGIN, top - 2.0)) + 4.0;
    }
    top + 1.0
}

/// What the signs mean, at the foot.
fn legend(setting: &Setting<'_>, page: &mut Page) {
    const SIGN: f32 = 9.0;
    let top = page.height - MARGIN - SMALL.line_height();
    let mut left = MARGIN;
    for urgency in [Urgency::Critical, Urgency::Soon, Urgency::Calm] {
        let sign_top = top + (SMALL.line_height() - SIGN) / 2.0;
        page.marks
            .push(Mark::urgency(urgency, left, sign_top, SIGN));
        let word = setting.line(&urgency.say(setting.texts), SMALL);
        put(
            &mut page.marks,
            &word,
            SMALL,
            Ink::WEAK,
            (left + SIGN + 3.0, top),
        );
        left += SIGN + 3.0 + word.width + 12.0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_lane_leaves_room_to_the_others() {
        assert_eq!(even_share([3, 4, 5], 500), 500);
        assert_eq!(even_share([1_000, 4, 6], 500), 490);
        assert_eq!(even_share([1_000, 1_000, 1_000], 500), 166);
        assert_eq!(even_share([1_000, 100, 1_000], 500), 200);
        assert_eq!(even_share([0, 0, 0], 500), 500);
    }
}
