//! The saved views of the board: a menu with what each shows now, and where they are named, renamed and deleted.

use super::super::theme::{Icon, Radius, Space, Type};
use super::super::view::{Ask, View};
use super::super::widgets::{Emphasis, button_enabled, cut_galley, icon_button, icon_text_button};
use super::search::select_all;
use crate::desk::{BoardQuery, SavedView, Settings};
use crate::domain::search_fold;
use egui::{
    Event, Frame, Id, ImeEvent, Key, Layout, Margin, Modifiers, Popup, PopupCloseBehavior,
    Response, RichText, Role, ScrollArea, Sense, Stroke, StrokeKind, TextEdit, Ui, Vec2,
    WidgetInfo, pos2,
};

const MENU_WIDTH: f32 = 320.0;
/// The height of a line of the menu, in points.
const LINE_HEIGHT: f32 = 34.0;
/// So many lines are seen at once.
const LINES: f32 = 8.0;
/// So many characters of a view's name stand on the button.
const SHOWN_CHARACTERS: usize = 22;

/// The menu's own state.
#[derive(Default)]
pub(super) struct ViewsMenu {
    /// How many open referrals each query shows, as counted last.
    counts: Vec<(BoardQuery, usize)>,
    /// What was asked to be counted since the menu is open.
    asked: Option<Vec<BoardQuery>>,
    naming: Option<Naming>,
}

/// A name that is being typed.
struct Naming {
    /// The view that gets another name; `None` for one that is new.
    of: Option<String>,
    text: String,
    wants_focus: bool,
    is_composing: bool,
}

impl Naming {
    fn new(of: Option<String>) -> Self {
        Self {
            text: of.clone().unwrap_or_default(),
            of,
            wants_focus: true,
            is_composing: false,
        }
    }
}

impl ViewsMenu {
    /// Takes in what was counted.
    pub(super) fn take_counts(&mut self, counts: &[(BoardQuery, usize)]) {
        self.counts = counts.to_vec();
    }

    /// Draws the button, which names the view that is shown, and the menu while it is open.
    pub(super) fn ui(&mut self, ui: &mut Ui, view: &mut View<'_>) {
        let settings = view.session.settings();
        let name = view.text("board-views");
        let shown = settings
            .views
            .iter()
            .find(|saved| saved.query == *view.session.query())
            .map_or_else(|| name.to_owned(), |saved| shortened(&saved.name));
        let button = icon_text_button(ui, view.tokens, Emphasis::Normal, Icon::Bookmark, &shown);
        button.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::Button, true, name);
            info.current_text_value = (shown != name).then(|| shown.clone());
            info
        });
        let opened = Popup::menu(&button)
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
            .accessible_name(name)
            .show(|ui| self.menu(ui, view));
        if opened.is_none() {
            self.asked = None;
            self.naming = None;
        }
    }

    fn menu(&mut self, ui: &mut Ui, view: &mut View<'_>) {
        ui.set_width(MENU_WIDTH);
        ui.spacing_mut().item_spacing = Vec2::new(Space::XS, 0.0);
        let views = view.session.settings().views.clone();
        let queries: Vec<BoardQuery> = views.iter().map(|saved| saved.query.clone()).collect();
        if self.asked.as_ref() != Some(&queries) {
            self.asked = Some(queries.clone());
            view.ask(Ask::CountQueries(queries));
        }
        let everything = BoardQuery::default();
        let all = view.text("board-view-all");
        let is_all = *view.session.query() == everything;
        let count = Some(view.session.board().len());
        if line(ui, view, (all, count), is_all, 0.0).clicked() {
            view.ask(Ask::SearchBoard(Box::new(everything)));
            ui.close();
        }
        ScrollArea::vertical()
            .max_height(LINE_HEIGHT * LINES)
            .auto_shrink([false, true])
            .show(ui, |ui| {
                for saved in &views {
                    let is_named = |naming: &Naming| naming.of.as_ref() == Some(&saved.name);
                    if self.naming.as_ref().is_some_and(is_named) {
                        self.name_line(ui, view);
                    } else {
                        self.view_line(ui, view, saved);
                    }
                }
            });
        let is_saved = |saved: &SavedView| saved.query == *view.session.query();
        if views.iter().any(is_saved) {
            return;
        }
        ui.add_space(Space::XS);
        ui.separator();
        ui.add_space(Space::XS);
        if self
            .naming
            .as_ref()
            .is_some_and(|naming| naming.of.is_none())
        {
            self.name_line(ui, view);
        } else if is_all {
            ui.label(
                RichText::new(view.text("board-view-hint"))
                    .font(Type::caption())
                    .color(view.tokens.text_weak),
            );
        } else {
            let save = view.text("board-view-save");
            if icon_text_button(ui, view.tokens, Emphasis::Quiet, Icon::Add, save).clicked() {
                self.naming = Some(Naming::new(None));
            }
        }
    }

    fn view_line(&mut self, ui: &mut Ui, view: &mut View<'_>, saved: &SavedView) {
        /// What an icon's button takes up in a menu.
        const BUTTON: f32 = 26.0;
        let count = self
            .counts
            .iter()
            .find(|(query, _)| *query == saved.query)
            .map(|(_, count)| *count);
        let is_shown = saved.query == *view.session.query();
        ui.horizontal(|ui| {
            let name = saved.name.as_str();
            if line(
                ui,
                view,
                (name, count),
                is_shown,
                2.0 * (BUTTON + Space::XS),
            )
            .clicked()
            {
                view.ask(Ask::SearchBoard(Box::new(saved.query.clone())));
                ui.close();
            }
            let named = |key| view.text_with(key, &[("name", name.into())]);
            if icon_button(ui, Icon::Edit, &named("board-view-rename")).clicked() {
                self.naming = Some(Naming::new(Some(saved.name.clone())));
            }
            if icon_button(ui, Icon::Trash, &named("board-view-delete")).clicked() {
                change_views(view, |views| views.retain(|other| other.name != saved.name));
            }
        });
    }

    /// The field for the name of a view.
    fn name_line(&mut self, ui: &mut Ui, view: &mut View<'_>) {
        let Some(naming) = &mut self.naming else {
            return;
        };
        let tokens = view.tokens;
        let label = view.text("board-view-name");
        let mut is_done = false;
        ui.horizontal(|ui| {
            ui.set_height(LINE_HEIGHT);
            ui.spacing_mut().item_spacing.x = Space::S;
            ui.spacing_mut().button_padding.x = Space::M;
            let layout = Layout::right_to_left(egui::Align::Center);
            ui.with_layout(layout, |ui| {
                let has_name = |saved: &&SavedView| is_called(saved, &naming.text);
                let other = view.session.settings().views.iter().find(has_name);
                let other = other.filter(|saved| naming.of.as_ref() != Some(&saved.name));
                let why_not = if naming.text.trim().is_empty() {
                    Some(view.text("board-view-needs-name"))
                } else if other.is_some() && naming.of.is_some() {
                    Some(view.text("board-view-name-is-taken"))
                } else {
                    None
                };
                let save = view.text(match other {
                    Some(_) if naming.of.is_none() => "board-view-replace",
                    _ => "common-save",
                });
                is_done = button_enabled(ui, tokens, Emphasis::Primary, save, why_not).clicked();
                let field = TextEdit::singleline(&mut naming.text)
                    .id(Id::unique("board-view-name"))
                    .hint_text(RichText::new(label).color(tokens.text_weak))
                    .return_key(None)
                    .desired_width(ui.available_width())
                    // A menu takes the frames from what stands in it.
                    .frame(
                        Frame::new()
                            .fill(tokens.field)
                            .stroke(Stroke::new(1.0, tokens.accent))
                            .corner_radius(Radius::S)
                            .inner_margin(Margin::symmetric(8, 5)),
                    );
                let field = ui.add(field).accessible_name(label);
                if std::mem::take(&mut naming.wants_focus) {
                    field.request_focus();
                    select_all(ui, field.id, &naming.text);
                }
                let was_composing = follow_composition(ui, &mut naming.is_composing);
                is_done |= field.has_focus()
                    && !was_composing
                    && why_not.is_none()
                    && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
            });
        });
        if is_done && let Some(naming) = self.naming.take() {
            keep(view, &naming);
        }
    }
}

/// Whether a view is called so, however it is written.
fn is_called(saved: &SavedView, name: &str) -> bool {
    search_fold(&saved.name) == search_fold(name)
}

/// Keeps the present search under a name, in the place of what had the name before; or gives a view its new name.
fn keep(view: &mut View<'_>, naming: &Naming) {
    let name = naming.text.trim().to_owned();
    let query = view.session.query().clone();
    change_views(view, |views| match &naming.of {
        Some(before) => {
            if let Some(saved) = views.iter_mut().find(|saved| saved.name == *before) {
                saved.name = name;
            }
        }
        None => match views.iter_mut().find(|saved| is_called(saved, &name)) {
            Some(saved) => *saved = SavedView { name, query },
            None => views.push(SavedView { name, query }),
        },
    });
}

fn change_views(view: &mut View<'_>, change: impl FnOnce(&mut Vec<SavedView>)) {
    let mut settings: Settings = view.session.settings().clone();
    change(&mut settings.views);
    view.ask(Ask::SaveSettings(Box::new(settings)));
}

/// A view in the menu with the number of referrals it shows, leaving `room` for what follows it.
fn line(
    ui: &mut Ui,
    view: &View<'_>,
    (name, count): (&str, Option<usize>),
    is_shown: bool,
    room: f32,
) -> Response {
    let tokens = view.tokens;
    let size = Vec2::new(ui.available_width() - room, LINE_HEIGHT);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| {
        let spoken = match count {
            Some(count) => {
                let arguments = [("name", name.into()), ("count", count.into())];
                view.text_with("board-filter-choice", &arguments)
            }
            None => name.to_owned(),
        };
        WidgetInfo::selected(Role::Button, true, is_shown, spoken)
    });
    let fill = match (is_shown, response.hovered()) {
        (true, _) => tokens.accent_soft,
        (false, true) => tokens.surface_hover,
        (false, false) => egui::Color32::TRANSPARENT,
    };
    ui.painter().rect_filled(rect, Radius::S, fill);
    if response.has_focus() {
        let line = Stroke::new(2.0, tokens.accent);
        ui.painter()
            .rect_stroke(rect, Radius::S, line, StrokeKind::Inside);
    }
    let number = count.map_or_else(String::new, |count| {
        view.format.number(i64::try_from(count).unwrap_or(i64::MAX))
    });
    let number = cut_galley(ui, &number, Type::caption(), 90.0, tokens.text_weak);
    let font = if is_shown {
        Type::strong()
    } else {
        Type::body()
    };
    let right = rect.right() - Space::S - number.size().x;
    let left = rect.left() + Space::S;
    let words = cut_galley(ui, name, font, right - left - Space::S, tokens.text);
    let middle = rect.center().y;
    let is_cut = words.elided;
    ui.painter().galley(
        pos2(left, middle - words.size().y / 2.0),
        words,
        tokens.text,
    );
    ui.painter().galley(
        pos2(right, middle - number.size().y / 2.0),
        number,
        tokens.text_weak,
    );
    if is_cut {
        response.on_hover_text(name)
    } else {
        response
    }
}

/// Follows the input method; true when it had a hand in this frame, so that its keys are not taken for the field's.
pub(super) fn follow_composition(ui: &Ui, is_composing: &mut bool) -> bool {
    let mut had_a_hand = *is_composing;
    ui.input(|input| {
        for event in &input.events {
            let Event::Ime(event) = event else { continue };
            had_a_hand = true;
            match event {
                ImeEvent::Preedit { text, .. } => *is_composing = !text.is_empty(),
                ImeEvent::Commit(_) => *is_composing = false,
                _ => {}
            }
        }
    });
    had_a_hand
}

fn shortened(name: &str) -> String {
    match name.char_indices().nth(SHOWN_CHARACTERS) {
        Some((end, _)) => format!("{}…", name.get(..end).unwrap_or(name).trim_end()),
        None => name.to_owned(),
    }
}
