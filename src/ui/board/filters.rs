//! The filters of the board: the menu that sets them, with counts, and the chips that show and remove them.

use super::super::theme::{Icon, Radius, Space, Type};
use super::super::view::{Ask, View};
use super::super::widgets::{Emphasis, cut_galley, focus_ring, icon_text_button};
use crate::desk::{BoardFilter, BoardQuery, FilterChoices, FilterKind, SourceCode};
use crate::domain::Urgency;
use crate::text::{Say, company_size, region, region_sorting_key};
use egui::{
    Color32, Popup, PopupCloseBehavior, Rect, Response, Role, ScrollArea, Sense, Stroke,
    StrokeKind, Ui, Vec2, WidgetInfo, pos2,
};
use std::cmp::Reverse;

/// The height of a chip, in points.
const CHIP_HEIGHT: f32 = 28.0;
/// The widest chip, in points.
const CHIP_WIDTH: f32 = 260.0;
/// The width of the menu's two columns and the height of both, in points.
const KINDS_WIDTH: f32 = 150.0;
const VALUES_WIDTH: f32 = 250.0;
const MENU_HEIGHT: f32 = 300.0;
/// The height of a line of the menu, in points.
const LINE_HEIGHT: f32 = 32.0;

/// The menu's own state.
pub(super) struct FilterMenu {
    kind: FilterKind,
    /// What was counted, and for which query.
    counted: Option<(BoardQuery, FilterChoices)>,
    /// What was asked to be counted since the menu is open.
    asked: Option<BoardQuery>,
}

impl Default for FilterMenu {
    fn default() -> Self {
        Self {
            kind: FilterKind::Urgency,
            counted: None,
            asked: None,
        }
    }
}

impl FilterMenu {
    /// Takes in what was counted.
    pub(super) fn take_choices(&mut self, query: &BoardQuery, choices: &FilterChoices) {
        self.counted = Some((query.clone(), choices.clone()));
    }

    /// Draws the button, and the menu while it is open.
    pub(super) fn ui(&mut self, ui: &mut Ui, view: &mut View<'_>) {
        let word = view.text("common-filter");
        let button = icon_text_button(ui, view.tokens, Emphasis::Normal, Icon::Filter, word);
        let shown = Popup::menu(&button)
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
            .accessible_name(word)
            .show(|ui| self.menu(ui, view));
        if shown.is_none() {
            // Opened again, it counts again.
            self.asked = None;
        }
    }

    fn menu(&mut self, ui: &mut Ui, view: &mut View<'_>) {
        let query = view.session.query();
        if self.asked.as_ref() != Some(query) {
            self.asked = Some(query.clone());
            view.ask(Ask::CountFilters(Box::new(query.clone())));
        }
        let Some((_, FilterChoices { choices })) = &self.counted else {
            ui.set_min_size(Vec2::new(KINDS_WIDTH + VALUES_WIDTH, MENU_HEIGHT));
            ui.label(view.text("board-searching"));
            return;
        };
        let has_any = |kind| choices.iter().any(|(filter, _)| filter.kind() == kind);
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing = Vec2::new(Space::S, 0.0);
            ui.vertical(|ui| {
                ui.set_width(KINDS_WIDTH);
                for kind in FilterKind::ALL.into_iter().filter(|kind| has_any(*kind)) {
                    if kind_line(ui, view, kind, kind == self.kind).clicked() {
                        self.kind = kind;
                    }
                }
            });
            ui.separator();
            ui.vertical(|ui| {
                ui.set_width(VALUES_WIDTH);
                ScrollArea::vertical()
                    .id_salt(("filter-values", self.kind))
                    .max_height(MENU_HEIGHT)
                    .min_scrolled_height(MENU_HEIGHT)
                    .auto_shrink([false, false])
                    .show(ui, |ui| {
                        for (filter, count) in in_order(view, choices, self.kind) {
                            let is_set = query.filters.contains(filter);
                            if value_line(ui, view, (filter, *count), is_set).clicked() {
                                view.ask(Ask::SearchBoard(Box::new(query.toggled(filter))));
                            }
                        }
                    });
            });
        });
    }
}

/// The choices of a kind as they are listed: regions of which there are as many by the names shown, which depend on the language.
fn in_order<'c>(
    view: &View<'_>,
    choices: &'c [(BoardFilter, usize)],
    kind: FilterKind,
) -> Vec<&'c (BoardFilter, usize)> {
    let of_kind = choices.iter().filter(|(filter, _)| filter.kind() == kind);
    let mut of_kind: Vec<_> = of_kind.collect();
    if kind == FilterKind::Region {
        of_kind.sort_by_cached_key(|(filter, count)| {
            let name = match filter {
                BoardFilter::Region(code) => region_sorting_key(view.texts.language(), code),
                _ => String::new(),
            };
            (Reverse(*count), name)
        });
    }
    of_kind
}

/// The filters that are set, each removed by a click, and the button that removes all.
pub(super) fn chips(ui: &mut Ui, view: &mut View<'_>) {
    let query = view.session.query();
    for filter in &query.filters {
        if chip(ui, view, filter).clicked() {
            view.ask(Ask::SearchBoard(Box::new(query.toggled(filter))));
        }
    }
    let clear = view.text("board-filter-clear");
    if query.filters.len() > 1
        && icon_text_button(ui, view.tokens, Emphasis::Quiet, Icon::Close, clear).clicked()
    {
        view.ask(Ask::SearchBoard(Box::new(BoardQuery {
            filters: Vec::new(),
            ..query.clone()
        })));
    }
}

fn chip(ui: &mut Ui, view: &View<'_>, filter: &BoardFilter) -> Response {
    const CROSS: f32 = 14.0;
    let tokens = view.tokens;
    let words = chip_words(view, filter);
    let room = CHIP_WIDTH - 2.0 * Space::M - CROSS - Space::XS;
    let galley = cut_galley(ui, &words, Type::caption_strong(), room, tokens.text);
    let width = galley.size().x + 2.0 * Space::M + Space::XS + CROSS;
    let (rect, response) =
        ui.allocate_exact_size(Vec2::new(width.ceil(), CHIP_HEIGHT), Sense::click());
    let name = view.text_with("board-filter-remove", &[("filter", words.as_str().into())]);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    let line = Stroke::new(1.0, tokens.accent);
    ui.painter().rect(
        rect,
        Radius::L,
        tokens.accent_soft,
        line,
        StrokeKind::Inside,
    );
    focus_ring(ui, tokens, &response, rect, Radius::L);
    let at = pos2(
        rect.left() + Space::M,
        rect.center().y - galley.size().y / 2.0,
    );
    let cross = Rect::from_center_size(
        pos2(rect.right() - Space::M - CROSS / 2.0 + 2.0, rect.center().y),
        Vec2::splat(CROSS),
    );
    ui.painter().galley(at, galley, tokens.text);
    let ink = if response.hovered() {
        tokens.text
    } else {
        tokens.accent
    };
    Icon::Close.paint_with(ui.painter(), cross, ink);
    response.on_hover_text(name)
}

/// A kind in the menu, with how many filters of it are set.
fn kind_line(ui: &mut Ui, view: &View<'_>, kind: FilterKind, is_shown: bool) -> Response {
    let name = view.text(kind_key(kind));
    let filters = &view.session.query().filters;
    let set = filters
        .iter()
        .filter(|filter| filter.kind() == kind)
        .count();
    let set = if set > 0 {
        set.to_string()
    } else {
        String::new()
    };
    let line = Line {
        name,
        remark: &set,
        is_marked: is_shown,
        shows_check: None,
    };
    let response = line.ui(ui, view, KINDS_WIDTH);
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, is_shown, name));
    response
}

/// A filter in the menu, with how many referrals it would show.
fn value_line(
    ui: &mut Ui,
    view: &View<'_>,
    (filter, count): (&BoardFilter, usize),
    is_set: bool,
) -> Response {
    let name = value_words(view, filter);
    let number = view.format.number(i64::try_from(count).unwrap_or(i64::MAX));
    let line = Line {
        name: &name,
        remark: &number,
        is_marked: false,
        shows_check: Some(is_set),
    };
    let response = line.ui(ui, view, ui.available_width() - Space::S);
    response.widget_info(|| {
        let arguments = [("name", name.as_str().into()), ("count", count.into())];
        let spoken = view.text_with("board-filter-choice", &arguments);
        WidgetInfo::selected(Role::CheckBox, true, is_set, spoken)
    });
    response
}

/// A line of the menu.
struct Line<'a> {
    name: &'a str,
    /// On the right, in second rank.
    remark: &'a str,
    is_marked: bool,
    /// Whether it has a box that is checked or not.
    shows_check: Option<bool>,
}

impl Line<'_> {
    fn ui(&self, ui: &mut Ui, view: &View<'_>, width: f32) -> Response {
        const BOX: f32 = 16.0;
        let tokens = view.tokens;
        let (rect, response) =
            ui.allocate_exact_size(Vec2::new(width, LINE_HEIGHT), Sense::click());
        let fill = match (self.is_marked, response.hovered()) {
            (true, _) => tokens.accent_soft,
            (false, true) => tokens.surface_hover,
            (false, false) => Color32::TRANSPARENT,
        };
        let painter = ui.painter();
        painter.rect_filled(rect, Radius::S, fill);
        if response.has_focus() {
            let line = Stroke::new(2.0, tokens.accent);
            painter.rect_stroke(rect, Radius::S, line, StrokeKind::Inside);
        }
        let middle = rect.center().y;
        let mut left = rect.left() + Space::S;
        if let Some(is_checked) = self.shows_check {
            let centre = pos2(left + BOX / 2.0, middle);
            let place = Rect::from_center_size(centre, Vec2::splat(BOX));
            let (fill, line) = if is_checked {
                (tokens.accent, tokens.accent)
            } else {
                (tokens.field, tokens.border_strong)
            };
            let line = Stroke::new(1.0, line);
            painter.rect(place, 4, fill, line, StrokeKind::Inside);
            if is_checked {
                Icon::Check.paint_with(painter, place.shrink(2.0), tokens.on_accent);
            }
            left = place.right() + Space::S;
        }
        let remark = cut_galley(ui, self.remark, Type::caption(), 90.0, tokens.text_weak);
        let right = rect.right() - Space::S - remark.size().x;
        let font = if self.is_marked {
            Type::strong()
        } else {
            Type::body()
        };
        let name = cut_galley(ui, self.name, font, right - left - Space::S, tokens.text);
        let painter = ui.painter();
        let name_at = pos2(left, middle - name.size().y / 2.0);
        let remark_at = pos2(right, middle - remark.size().y / 2.0);
        painter.galley(name_at, name, tokens.text);
        painter.galley(remark_at, remark, tokens.text_weak);
        response
    }
}

const fn kind_key(kind: FilterKind) -> &'static str {
    match kind {
        FilterKind::Urgency => "board-filter-urgency",
        FilterKind::Owner => "common-owner",
        FilterKind::Region => "common-region",
        FilterKind::Size => "common-company-size",
        FilterKind::Value => "common-value",
        FilterKind::Profile => "board-filter-profile",
        FilterKind::Fit => "board-filter-fit",
        FilterKind::Source => "board-filter-source",
    }
}

/// What a filter lets through, without its kind.
fn value_words(view: &View<'_>, filter: &BoardFilter) -> String {
    match filter {
        BoardFilter::Region(code) => region(view.texts, code).to_owned(),
        BoardFilter::Profile(None) => view.text("board-filter-no-profile").to_owned(),
        BoardFilter::Profile(Some(id)) => view
            .session
            .profiles()
            .iter()
            .find(|profile| profile.id == *id)
            .map_or_else(
                || view.text("board-filter-deleted-profile").to_owned(),
                |profile| region(view.texts, &profile.region).to_owned(),
            ),
        BoardFilter::Size(size) => company_size(view.texts, size),
        BoardFilter::Mine => view.text("board-filter-mine").to_owned(),
        BoardFilter::Owner(Some(owner)) => owner.clone(),
        BoardFilter::Owner(None) => view.text("board-filter-nobody").to_owned(),
        BoardFilter::Urgency(urgency) => Urgency::from(*urgency).say(view.texts),
        BoardFilter::Fit(true) => view.text("board-filter-fits").to_owned(),
        BoardFilter::Fit(false) => view.text("board-filter-fits-not").to_owned(),
        BoardFilter::ValueAtLeast(currency, units) => {
            let value = view.format.money_sum_short(i128::from(*units), *currency);
            view.text_with("board-filter-at-least", &[("value", value.into())])
        }
        BoardFilter::Source(source) => {
            let key = match source {
                SourceCode::Entered => "board-filter-entered",
                SourceCode::Imported => "board-filter-imported",
                SourceCode::Sample => "common-sample",
            };
            view.text(key).to_owned()
        }
    }
}

/// What stands on a filter's chip: its kind and what it lets through.
fn chip_words(view: &View<'_>, filter: &BoardFilter) -> String {
    let value = value_words(view, filter);
    let says_it_all = matches!(
        filter,
        BoardFilter::Mine | BoardFilter::Fit(_) | BoardFilter::Urgency(_)
    );
    if says_it_all {
        return value;
    }
    let label = view.text(kind_key(filter.kind()));
    view.text_with(
        "common-label-and-value",
        &[("label", label.into()), ("value", value.into())],
    )
}

/// What the board is narrowed to, in words; `None` when it shows everything.
pub(in crate::ui) fn narrowed_words(view: &View<'_>) -> Option<String> {
    let query = view.session.query();
    if query.is_open() {
        return None;
    }
    let views = &view.session.settings().views;
    let saved = views.iter().find(|saved| saved.query == *query);
    let saved = saved.map(|saved| {
        let name = saved.name.as_str().into();
        view.text_with("sheet-view", &[("name", name)])
    });
    let search = query.search.trim();
    let search =
        (!search.is_empty()).then(|| view.text_with("sheet-search", &[("words", search.into())]));
    let filters = query.filters.iter().map(|filter| chip_words(view, filter));
    let parts: Vec<String> = saved.into_iter().chain(search).chain(filters).collect();
    Some(parts.join(" · "))
}
