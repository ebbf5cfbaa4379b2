//! A card of the board on paper.

use super::ink::Ink;
use super::lines::{Style, few_lines};
use super::page::{Area, Mark};
use super::setting::{Setting, put, put_all};
use crate::domain::{Referral, Stage};
use crate::text::{about_line, deal_line, headline, shown_urgency};

/// A piece of a column, with its marks counted from its own upper left corner.
pub(super) struct Block {
    pub marks: Vec<Mark>,
    pub height: f32,
}

const TIME: Style = Style::bold(11.0).tight();
const NAME: Style = Style::bold(9.5).tight();
const BODY: Style = Style::regular(8.5).tight();
const DEAL: Style = Style::bold(8.5).tight();
const SMALL: Style = super::setting::SMALL.tight();
const PADDING: f32 = 6.0;
/// The room for what shows the urgency on the left edge.
const EDGE: f32 = 10.0;
/// The side of an urgency's sign.
const SIGN: f32 = 11.0;
/// A request is told in so many lines: the referral's own sheet has it whole.
const REQUEST_LINES: usize = 4;

/// Sets a card.
pub(super) fn card(setting: &Setting<'_>, referral: &Referral, width: f32) -> Block {
    let (texts, format, now) = (setting.texts, &setting.format, setting.now);
    let mut marks = Vec::new();
    let room = width - EDGE - PADDING;
    let urgency = shown_urgency(format, referral, now);
    let (ink, _) = Ink::of_urgency(urgency);
    let (time, mark) = headline(texts, format, referral, now);
    let mut top = PADDING - 1.0;
    let middle = top + (TIME.line_height() - SIGN) / 2.0;
    marks.push(Mark::urgency(urgency, EDGE - 1.0, middle, SIGN));
    let number = setting.with("sheet-number", &[("id", referral.id.to_string().into())]);
    let number = setting.line(&number, SMALL);
    let number_left = width - PADDING - number.width;
    let time_left = EDGE + SIGN + 3.0;
    let time = few_lines(setting.faces, &time, TIME, number_left - time_left - 6.0, 1);
    put_all(&mut marks, &time, TIME, ink, (time_left, top));
    let number_top = top + TIME.ascent() - SMALL.ascent();
    put(
        &mut marks,
        &number,
        SMALL,
        Ink::WEAK,
        (number_left, number_top),
    );
    top += TIME.line_height();
    let (due, due_ink) = due(setting, referral, mark);
    let due = few_lines(setting.faces, &due, SMALL, room, 2);
    top = put_all(&mut marks, &due, SMALL, due_ink, (EDGE, top)) + 1.0;
    let name = few_lines(setting.faces, &referral.customer, NAME, room, 2);
    top = put_all(&mut marks, &name, NAME, Ink::TEXT, (EDGE, top));
    let about = about_line(texts, referral, referral.owner.as_deref());
    if !about.is_empty() {
        let about = few_lines(setting.faces, &about, SMALL, room, 2);
        top = put_all(&mut marks, &about, SMALL, Ink::WEAK, (EDGE, top));
    }
    if !referral.overview.trim().is_empty() {
        let request = few_lines(setting.faces, &referral.overview, BODY, room, REQUEST_LINES);
        top = put_all(&mut marks, &request, BODY, Ink::TEXT, (EDGE, top + 1.0));
    }
    if referral.stage() == Stage::Negotiating && !referral.deal.is_empty() {
        let deal = deal_line(texts, format, referral, now);
        let deal = few_lines(setting.faces, &deal, DEAL, room, 1);
        top = put_all(&mut marks, &deal, DEAL, Ink::TEXT, (EDGE, top + 1.0));
    }
    let height = top + PADDING - 2.0;
    let area = Area::new(0.0, 0.0, width, height);
    marks.insert(0, Mark::frame(area, 5.0, Ink::LINE, 0.7));
    let edge = Area::new(1.5, PADDING, 2.6, height - 2.0 * PADDING);
    if urgency != crate::domain::Urgency::Calm {
        marks.insert(1, Mark::block(edge, 1.3, ink));
    }
    Block { marks, height }
}

/// The mark that the time counts to, and the moment it falls on.
fn due(setting: &Setting<'_>, referral: &Referral, mark: String) -> (String, Ink) {
    let Some(deadline) = referral.next_deadline(setting.now) else {
        return (mark, Ink::WEAK);
    };
    let (mark, ink) = if referral.is_past_advice(setting.now) {
        let long = setting.with("board-past-advice", &[("mark", mark.into())]);
        (long, Ink::SOON)
    } else {
        (mark, Ink::WEAK)
    };
    (
        setting.labelled(&mark, &setting.moment(deadline.due_at)),
        ink,
    )
}
