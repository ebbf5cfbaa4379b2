//! Where a card can be dropped: the lanes, and the rail on the right, which is the archive and, while dragging, the outcomes.

use super::super::theme::{Icon, Radius, Space, Type};
use super::super::view::{ActionKind, Ask, Screen, View};
use super::card;
use super::drag::Drag;
use super::selection::{Tally, possible_with_many};
use crate::domain::{Outcome, Referral, Refusal, Stage};
use crate::text::Say;
use egui::{
    Color32, FontId, Painter, Pos2, Rect, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo,
};

/// A place a card can be dropped on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Target {
    /// A lane.
    Lane(Stage),
    /// One of the outcomes a person can decide.
    Outcome(Outcome),
}

/// What dropping there means.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Drop {
    /// Everything is there already.
    Stays,
    /// So many move by this action.
    Move(ActionKind, usize),
    /// It is not possible, for this reason.
    Refused(String),
}

/// The outcomes a card can be dropped on; the clock alone decides the others.
pub(super) const OUTCOMES: [Outcome; 4] = [
    Outcome::Skipped,
    Outcome::Declined,
    Outcome::Won,
    Outcome::Lost,
];

/// The action by which a card comes to a place; `None` for places no action leads to.
const fn action_to(target: Target) -> Option<ActionKind> {
    match target {
        Target::Lane(Stage::Evaluating) => Some(ActionKind::Interested),
        Target::Lane(Stage::Negotiating) => Some(ActionKind::Accept),
        Target::Lane(Stage::New | Stage::Archived) => None,
        Target::Outcome(outcome) => outcome_action(outcome),
    }
}

/// What dropping `referral` on `target` means.
pub(super) fn drop_of(view: &View<'_>, referral: &Referral, target: Target) -> Drop {
    if target == Target::Lane(referral.stage()) {
        return Drop::Stays;
    }
    let refusal = match action_to(target).map(|kind| (kind, kind.refusal(referral, view.now))) {
        Some((kind, None)) => return Drop::Move(kind, 1),
        Some((_, Some(refusal))) => refusal,
        None => nothing_leads_there(referral),
    };
    Drop::Refused(refusal.say(view.texts))
}

/// What dropping several cards on `target` means; `first` is the one that is held.
pub(super) fn drop_of_many(
    view: &View<'_>,
    tally: &Tally,
    first: &Referral,
    target: Target,
) -> Drop {
    if let Target::Lane(stage) = target
        && tally.in_stage(stage) == tally.total()
    {
        return Drop::Stays;
    }
    let Some(kind) = action_to(target) else {
        return Drop::Refused(nothing_leads_there(first).say(view.texts));
    };
    match possible_with_many(view, tally, kind) {
        Ok(count) => Drop::Move(kind, count),
        Err(why) => Drop::Refused(why),
    }
}

fn nothing_leads_there(referral: &Referral) -> Refusal {
    Refusal::WrongStage {
        stage: referral.stage(),
        outcome: referral.outcome(),
    }
}

/// What is under the pointer.
pub(super) fn target_at(pointer: Pos2, lanes: &[Rect; 3], rail: Rect) -> Option<Target> {
    if let Some(outcome) = outcome_rects(rail)
        .into_iter()
        .zip(OUTCOMES)
        .find(|(rect, _)| rect.contains(pointer))
        .map(|(_, outcome)| outcome)
    {
        return Some(Target::Outcome(outcome));
    }
    Stage::OPEN
        .into_iter()
        .zip(lanes)
        .find(|(_, rect)| rect.contains(pointer))
        .map(|(stage, _)| Target::Lane(stage))
}

/// The four outcomes, one below the other over the whole rail.
fn outcome_rects(rail: Rect) -> [Rect; 4] {
    let height = (rail.height() - 3.0 * Space::S) / 4.0;
    std::array::from_fn(|index| {
        let top = rail.top() + index as f32 * (height + Space::S);
        Rect::from_min_size(Pos2::new(rail.left(), top), Vec2::new(rail.width(), height))
    })
}

/// Draws the rail: the folded archive, or the outcomes while a card is dragged.
pub(super) fn rail(
    ui: &mut Ui,
    view: &mut View<'_>,
    rail: Rect,
    drag: Option<&Drag>,
    pointer: Option<Pos2>,
) {
    match drag.and_then(|drag| view.session.board().referral(drag.id)) {
        Some(referral) => {
            let carried = drag.map_or(1, Drag::count);
            for (rect, outcome) in outcome_rects(rail).into_iter().zip(OUTCOMES) {
                let target = Target::Outcome(outcome);
                let drop = drag.map_or(Drop::Stays, |drag| drag.drop_on(view, referral, target));
                let is_under = pointer.is_some_and(|pointer| rect.contains(pointer));
                outcome_target(ui, view, rect, outcome, (&drop, carried), is_under);
            }
        }
        None => archive_rail(ui, view, rail),
    }
}

/// A lower place to drop on shows its name alone; in points.
const LEAST_HEIGHT_WITH_ICON: f32 = 72.0;

fn outcome_target(
    ui: &mut Ui,
    view: &View<'_>,
    rect: Rect,
    outcome: Outcome,
    (drop, carried): (&Drop, usize),
    is_under: bool,
) {
    let tokens = view.tokens;
    let legal = matches!(drop, Drop::Move(..));
    let (fill, line, ink) = match (legal, is_under) {
        (true, true) => (tokens.accent, tokens.accent, tokens.on_accent),
        (true, false) => (tokens.accent_soft, tokens.accent, tokens.text),
        (false, _) => (tokens.sunken, tokens.border, tokens.text_weak),
    };
    let name =
        outcome_action(outcome).map_or_else(String::new, |kind| view.text(kind.key()).to_owned());
    let id = egui::Id::unique(("outcome-target", outcome.code()));
    let response = ui.interact(rect, id, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::ListItem, legal, &name));
    let ink = if legal { ink } else { ink.gamma_multiply(0.6) };
    let painter = ui.painter();
    painter.rect(
        rect,
        Radius::L,
        fill,
        Stroke::new(1.5, line),
        StrokeKind::Inside,
    );
    if rect.height() < LEAST_HEIGHT_WITH_ICON {
        let top = rect.center() - Vec2::new(0.0, 15.0);
        let font = Type::caption_strong();
        centred(painter, top, &name, font, ink, rect.width());
        return;
    }
    let icon = Rect::from_center_size(rect.center() - Vec2::new(0.0, 14.0), Vec2::splat(22.0));
    outcome_icon(outcome).paint(ui, icon, ink);
    centred(
        painter,
        rect.center() + Vec2::new(0.0, 6.0),
        &name,
        Type::strong(),
        ink,
        rect.width(),
    );
    if carried > 1
        && let Drop::Move(_, count) = drop
    {
        let words = view.text_with(
            "select-some-of",
            &[("count", (*count).into()), ("total", carried.into())],
        );
        let below = rect.center() + Vec2::new(0.0, 28.0);
        centred(painter, below, &words, Type::caption(), ink, rect.width());
    }
}

/// Paints a text below `top`, in two rows at most and no wider than the rail.
fn centred(painter: &Painter, top: Pos2, text: &str, font: FontId, ink: Color32, rail_width: f32) {
    let galley = card::galley(painter, text, font, ink, rail_width - Space::XS, 2);
    let left = top.x - galley.size().x / 2.0;
    painter.galley(Pos2::new(left, top.y), galley, ink);
}

/// The action that leads to an outcome.
pub(super) const fn outcome_action(outcome: Outcome) -> Option<ActionKind> {
    match outcome {
        Outcome::Skipped => Some(ActionKind::Skip),
        Outcome::Declined => Some(ActionKind::Decline),
        Outcome::Won => Some(ActionKind::Won),
        Outcome::Lost => Some(ActionKind::Lost),
        Outcome::Missed | Outcome::Expired => None,
    }
}

fn outcome_icon(outcome: Outcome) -> Icon {
    match outcome {
        Outcome::Won => Icon::Check,
        Outcome::Skipped => Icon::ChevronRight,
        _ => Icon::Cross,
    }
}

fn archive_rail(ui: &mut Ui, view: &mut View<'_>, rail: Rect) {
    let tokens = view.tokens;
    let response = ui.interact(rail, egui::Id::unique("archive-rail"), Sense::click());
    let count = view.session.overview().archived;
    response.widget_info(|| {
        let name = view.text_with("board-archive-rail", &[("count", count.into())]);
        WidgetInfo::labeled(Role::Button, true, name)
    });
    let fill = if response.hovered() {
        tokens.surface_hover
    } else {
        tokens.sunken
    };
    let line = if response.has_focus() {
        Stroke::new(2.0, tokens.accent)
    } else {
        Stroke::new(1.0, tokens.border)
    };
    let painter = ui.painter();
    painter.rect(rail, Radius::L, fill, line, StrokeKind::Inside);
    let centre = Pos2::new(rail.center().x, rail.top() + 36.0);
    Icon::Archive.paint(
        ui,
        Rect::from_center_size(centre, Vec2::splat(24.0)),
        tokens.text_weak,
    );
    let name = view.text("app-archive");
    let number = view.format.number(i64::try_from(count).unwrap_or(i64::MAX));
    let width = rail.width();
    let below = |points| centre + Vec2::new(0.0, points);
    centred(
        painter,
        below(18.0),
        name,
        Type::strong(),
        tokens.text,
        width,
    );
    let ink = tokens.text_weak;
    centred(painter, below(56.0), &number, Type::caption(), ink, width);
    if response.clicked() {
        view.ask(Ask::Go(Screen::Archive));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{NewReferral, PolicyId, Timestamp, receive};

    #[test]
    fn a_card_goes_only_where_the_workflow_leads() {
        let now = Timestamp::parse("2026-11-22T00:00:00Z").unwrap();
        let new = NewReferral {
            customer: "Contoso".into(),
            ..NewReferral::default()
        };
        let (mut referral, ..) = receive(&new, PolicyId::Classic, now).unwrap();
        let reachable = |referral: &Referral| {
            let lanes = Stage::OPEN.into_iter().map(Target::Lane);
            lanes
                .chain(OUTCOMES.into_iter().map(Target::Outcome))
                .filter(|target| *target != Target::Lane(referral.stage()))
                .filter_map(action_to)
                .filter(|kind| kind.refusal(referral, now).is_none())
                .collect::<Vec<_>>()
        };
        assert_eq!(
            reachable(&referral),
            [ActionKind::Interested, ActionKind::Skip]
        );
        referral.state = crate::domain::State::Evaluating;
        referral.interested_at = Some(now);
        assert_eq!(
            reachable(&referral),
            [ActionKind::Accept, ActionKind::Decline]
        );
        referral.state = crate::domain::State::Negotiating;
        assert_eq!(reachable(&referral), [ActionKind::Won, ActionKind::Lost]);
    }

    #[test]
    fn the_pointer_finds_lanes_and_outcomes() {
        let area = Rect::from_min_size(Pos2::ZERO, Vec2::new(1200.0, 700.0));
        let shared = super::super::columns(area, [false; 3], [0, 1, 2]);
        let (lanes, rail) = (shared.lanes, shared.archive);
        assert_eq!(
            target_at(Pos2::new(20.0, 300.0), &lanes, rail),
            Some(Target::Lane(Stage::New))
        );
        assert_eq!(
            target_at(rail.left_top() + Vec2::splat(5.0), &lanes, rail),
            Some(Target::Outcome(Outcome::Skipped))
        );
        assert_eq!(
            target_at(rail.right_bottom() - Vec2::splat(5.0), &lanes, rail),
            Some(Target::Outcome(Outcome::Lost))
        );
        assert_eq!(target_at(Pos2::new(-5.0, -5.0), &lanes, rail), None);
    }
}
