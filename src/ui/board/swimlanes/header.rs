//! A band's header: its name, how many cards it has, how many of them are due, and by which it is collapsed.

use super::super::super::actions::UiAction;
use super::super::super::theme::{Icon, Radius, Space, Type};
use super::super::super::view::View;
use super::super::super::widgets::{cut_galley, name_and_key};
use super::super::lane::Toggled;
use super::plan::HEADER;
use crate::desk::{BandName, Bands, Swimlanes};
use crate::domain::{Stage, Urgency};
use crate::text::{company_size, region};
use egui::{
    Color32, EventFilter, Id, Pos2, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2,
    WidgetInfo,
};

/// What a band is called, in the person's language.
pub(super) fn name(view: &View<'_>, by: Swimlanes, value: Option<&str>) -> String {
    match (by, value) {
        (Swimlanes::Region, Some(code)) => region(view.texts, code).to_owned(),
        (Swimlanes::CompanySize, Some(size)) => company_size(view.texts, size),
        (_, Some(owner)) => owner.to_owned(),
        (Swimlanes::Region, None) => view.text("board-band-no-region").to_owned(),
        (Swimlanes::CompanySize, None) => view.text("board-band-no-size").to_owned(),
        (_, None) => view.text("board-band-no-owner").to_owned(),
    }
}

/// The id of a band's header, the same wherever the band stands.
fn id_of(name: &BandName) -> Id {
    Id::unique(("band-header", name.by, &name.value))
}

/// A band as its header tells of it.
pub(super) struct Header {
    id: Id,
    name: String,
    /// In each lane, whether or not it is open.
    counts: [usize; 3],
    due: usize,
    is_folded: bool,
    is_last: bool,
}

/// How a header is drawn.
pub(super) struct Place {
    /// Neighbouring lanes that are open, with where each of them is.
    pub(super) runs: Vec<Vec<(usize, Rect)>>,
    pub(super) top: f32,
    /// Its lane's column would take the card that is held.
    pub(super) takes: Option<usize>,
    /// It gets the keyboard now.
    pub(super) takes_focus: bool,
    /// Tab reaches it.
    pub(super) is_tab_stop: bool,
}

impl Header {
    /// That of the band at this place.
    pub(super) fn of(view: &View<'_>, bands: &Bands, band: usize) -> Option<Self> {
        let board = view.session.board();
        let lanes = Stage::OPEN.map(|stage| board.lane(stage));
        let named = bands.name(band)?;
        Some(Self {
            id: id_of(&named),
            name: name(view, named.by, named.value.as_deref()),
            counts: lanes.map(|lane| lane.range(band).len()),
            due: lanes
                .iter()
                .map(|lane| lane.due_within_a_day_in(band, view.now))
                .sum(),
            is_folded: bands.is_folded(band),
            is_last: band + 1 == bands.len(),
        })
    }

    pub(super) const fn id(&self) -> Id {
        self.id
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// How many cards of a lane the band has.
    pub(super) fn count(&self, lane: usize) -> usize {
        self.counts.get(lane).copied().unwrap_or_default()
    }

    pub(super) const fn is_folded(&self) -> bool {
        self.is_folded
    }

    /// What assistive technology calls the band.
    pub(super) fn spoken(&self, view: &View<'_>) -> String {
        let count: usize = self.counts.iter().sum();
        let band = self.name.as_str().into();
        let spoken = view.text_with(
            "board-band-spoken",
            &[("band", band), ("count", count.into())],
        );
        if self.due == 0 {
            return spoken;
        }
        let due = view.text_with("board-due-today", &[("count", self.due.into())]);
        [spoken, due].join(view.text("common-list-separator"))
    }

    /// Draws the header over every run of lanes, and tells when it was pressed and by what.
    pub(super) fn ui(
        &self,
        ui: &Ui,
        view: &View<'_>,
        place: &Place,
    ) -> (Response, Option<Toggled>) {
        let rects: Vec<Rect> = place
            .runs
            .iter()
            .map(|run| run_rect(run, place.top))
            .collect();
        let first = rects.first().copied().unwrap_or(Rect::NOTHING);
        let mut sense = Sense::CLICK;
        let is_asked_for = ui.input(|input| {
            input.has_accesskit_action_request(self.id, egui::accesskit::Action::Focus)
        });
        let has_keyboard =
            place.takes_focus || is_asked_for || ui.memory(|memory| memory.has_focus(self.id));
        if has_keyboard || place.is_tab_stop {
            sense |= Sense::FOCUSABLE;
        }
        let response = ui.interact(first, self.id, sense);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, self.spoken(view)));
        ui.ctx().accesskit_node_builder(self.id, |node| {
            node.set_expanded(!self.is_folded);
            node.add_action(egui::accesskit::Action::Focus);
        });
        if place.takes_focus || is_asked_for {
            response.request_focus();
        }
        if response.has_focus() {
            // They walk on from here, as from a card.
            let arrows = EventFilter {
                horizontal_arrows: true,
                vertical_arrows: true,
                ..EventFilter::default()
            };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(self.id, arrows));
        }
        let mut toggled = Toggled::by(&response);
        let mut is_hovered = response.hovered();
        for (index, rect) in rects.iter().enumerate().skip(1) {
            let more = ui.interact(*rect, self.id.with(index), Sense::CLICK);
            is_hovered |= more.hovered();
            toggled = toggled.or(more.clicked().then_some(Toggled::ByPointer));
        }
        if !ui.is_rect_visible(first) {
            return (response, toggled);
        }
        for rect in &rects {
            self.ground(ui, view, *rect, is_hovered);
        }
        self.words(ui, view, place, first);
        if response.has_focus() {
            let line = Stroke::new(2.0, view.tokens.accent);
            ui.painter()
                .rect_stroke(first.shrink(1.0), Radius::M, line, StrokeKind::Inside);
        }
        // Not wherever the pointer passes over the header: it would cover the cards below.
        let on_chevron = first.with_max_x(first.left() + 2.0 * Space::S + CHEVRON);
        let is_there = response
            .hover_pos()
            .is_some_and(|at| on_chevron.contains(at));
        if !is_there {
            return (response, toggled);
        }
        let response = response.on_hover_ui(|ui| {
            let key = if self.is_folded {
                "board-band-open"
            } else {
                "board-band-collapse"
            };
            let name = view.text_with(key, &[("band", self.name.as_str().into())]);
            let key = UiAction::TurnBand.shown_shortcut(ui.ctx());
            name_and_key(ui, &name, key.as_deref());
        });
        (response, toggled)
    }

    /// The page shows between the bands, so that they part the lanes from side to side.
    fn ground(&self, ui: &Ui, view: &View<'_>, rect: Rect, is_hovered: bool) {
        let tokens = view.tokens;
        let fill = if is_hovered {
            tokens.surface_hover
        } else {
            tokens.background
        };
        let painter = ui.painter();
        painter.rect_filled(rect, 0.0, fill);
        let line = Stroke::new(1.0, tokens.border);
        painter.hline(rect.x_range(), rect.top() + 0.5, line);
        // The line between two headers is drawn once.
        if !self.is_folded || self.is_last {
            painter.hline(rect.x_range(), rect.bottom() - 0.5, line);
        }
    }

    fn words(&self, ui: &Ui, view: &View<'_>, place: &Place, first: Rect) {
        let tokens = view.tokens;
        let middle = first.center().y;
        let number = |count: usize| view.format.number(i64::try_from(count).unwrap_or(i64::MAX));
        // Each lane's share is told where its cards are not to be seen.
        let mut right = first.right();
        for (lane, rect) in place.runs.iter().flatten() {
            if place.takes == Some(*lane) {
                let at = Rect::from_min_max(
                    Pos2::new(rect.left(), place.top + 2.0),
                    Pos2::new(rect.right(), place.top + HEADER - 2.0),
                );
                let line = Stroke::new(1.5, tokens.accent);
                ui.painter()
                    .rect(at, Radius::M, tokens.accent_soft, line, StrokeKind::Inside);
            }
            if !self.is_folded {
                continue;
            }
            let count = number(self.count(*lane));
            let end = Pos2::new(rect.right() - Space::M, middle);
            let left = badge_ending_at(ui, end, None, &count, (tokens.text_weak, tokens.sunken));
            if place
                .runs
                .first()
                .and_then(|run| run.first())
                .is_some_and(|(at, _)| at == lane)
            {
                right = left;
            }
        }
        if let Some((_, rect)) = place.runs.first().and_then(|run| run.first())
            && !self.is_folded
        {
            // The name may go on over the next lane, where nothing else stands.
            right = first.right().max(rect.right());
        }
        let mut left = first.left() + Space::S;
        let icon = if self.is_folded {
            Icon::ChevronRight
        } else {
            Icon::ChevronDown
        };
        let chevron = Rect::from_center_size(
            Pos2::new(left + CHEVRON / 2.0, middle),
            Vec2::splat(CHEVRON),
        );
        icon.paint(ui, chevron, tokens.text_weak);
        left = chevron.right() + Space::XS;
        let total = number(self.counts.iter().sum());
        let due = number(self.due);
        let pills = badge_width(ui, None, &total)
            + Space::S
            + if self.due > 0 {
                badge_width(ui, Some(Icon::Clock), &due) + Space::S
            } else {
                0.0
            };
        let room = right - left - pills - 2.0 * Space::S;
        let galley = cut_galley(ui, &self.name, Type::strong(), room, tokens.text);
        let at = Pos2::new(left, middle - galley.size().y / 2.0);
        left += galley.size().x + Space::S;
        ui.painter().galley(at, galley, tokens.text);
        let end = Pos2::new(left + badge_width(ui, None, &total), middle);
        badge_ending_at(ui, end, None, &total, (tokens.text_weak, tokens.sunken));
        if self.due > 0 {
            let end = Pos2::new(
                end.x + Space::S + badge_width(ui, Some(Icon::Clock), &due),
                middle,
            );
            badge_ending_at(
                ui,
                end,
                Some(Icon::Clock),
                &due,
                tokens.urgency(Urgency::Soon),
            );
        }
    }
}

/// What a header covers of neighbouring lanes, the gaps between them included.
fn run_rect(run: &[(usize, Rect)], top: f32) -> Rect {
    let across = run.iter().map(|(_, rect)| *rect);
    let across = across.reduce(Rect::union).unwrap_or(Rect::NOTHING);
    Rect::from_min_max(
        Pos2::new(across.left(), top),
        Pos2::new(across.right(), top + HEADER),
    )
}

/// The side of the mark that tells whether a band is open.
const CHEVRON: f32 = 16.0;
const BADGE_HEIGHT: f32 = 22.0;
const BADGE_ICON: f32 = 14.0;

fn badge_width(ui: &Ui, icon: Option<Icon>, text: &str) -> f32 {
    let galley = cut_galley(
        ui,
        text,
        Type::caption_strong(),
        f32::INFINITY,
        Color32::PLACEHOLDER,
    );
    let icon = icon.map_or(0.0, |_| BADGE_ICON + Space::XS);
    (galley.size().x + icon + 14.0).max(BADGE_HEIGHT)
}

/// Draws a number on a ground, and returns where it begins.
fn badge_ending_at(
    ui: &Ui,
    right_middle: Pos2,
    icon: Option<Icon>,
    text: &str,
    (ink, ground): (Color32, Color32),
) -> f32 {
    let size = Vec2::new(badge_width(ui, icon, text), BADGE_HEIGHT);
    let rect = Rect::from_min_size(right_middle - Vec2::new(size.x, size.y / 2.0), size);
    ui.painter().rect_filled(rect, Radius::L, ground);
    let galley = cut_galley(ui, text, Type::caption_strong(), f32::INFINITY, ink);
    let icon_width = icon.map_or(0.0, |_| BADGE_ICON + Space::XS);
    let left = rect.center().x - f32::midpoint(galley.size().x, icon_width);
    if let Some(icon) = icon {
        let centre = Pos2::new(left + BADGE_ICON / 2.0, rect.center().y);
        icon.paint(
            ui,
            Rect::from_center_size(centre, Vec2::splat(BADGE_ICON)),
            ink,
        );
    }
    let at = Pos2::new(left + icon_width, rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, ink);
    rect.left()
}
