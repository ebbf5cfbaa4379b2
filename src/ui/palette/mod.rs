//! The palette: every action by a few of its letters, with its key, and why it cannot be done now.

mod row;
mod sheet;

pub use sheet::KeySheet;

use super::actions::{Situation, UiAction};
use super::theme::{Icon, Radius, Space, Tokens, Type};
use super::view::{Ask, View};
use super::widgets::is_composing;
use crate::domain::{ReferralId, fold};
use crate::text::{Language, Texts};
use code_fuzzy_match::FuzzyMatcher;
use egui::{
    Align2, Context, Frame, Id, Key, Margin, Modal, Modifiers, RichText, ScrollArea, Stroke,
    TextEdit, Ui, UiBuilder, Vec2,
};
use row::{HEIGHT, Row};
use std::cmp::Reverse;
use std::collections::VecDeque;

/// The lines seen at once.
const LINES: f32 = 9.0;
const WIDTH: f32 = 600.0;
/// So many of what was chosen last come first.
const RECENT: usize = 5;

/// The palette; it knows what was chosen last.
#[derive(Default)]
pub struct Palette {
    open: Option<Open>,
    recent: VecDeque<UiAction>,
}

/// The palette while it is open.
struct Open {
    text: String,
    /// The line that Enter takes.
    at: usize,
    /// The referral in hand when it was opened.
    referral: Option<ReferralId>,
    entries: Vec<Entry>,
    is_new: bool,
    /// Lines are walked by arrow keys, and nothing was typed since.
    is_walking: bool,
}

/// An action that is offered, and what it is found by.
struct Entry {
    action: UiAction,
    name: String,
    searched: Vec<String>,
}

impl Palette {
    /// Opens the palette; `referral` is the one in hand.
    pub fn open(&mut self, texts: &Texts, referral: Option<ReferralId>) {
        self.open = Some(Open {
            text: String::new(),
            at: 0,
            referral,
            entries: entries(texts),
            is_new: true,
            is_walking: false,
        });
    }

    /// Whether it is open.
    pub const fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// The referral in hand when it was opened.
    pub fn referral(&self) -> Option<ReferralId> {
        self.open.as_ref().and_then(|open| open.referral)
    }

    /// Draws it, when it is open, and asks for what is chosen.
    pub fn ui(&mut self, ctx: &Context, view: &mut View<'_>, situation: &Situation<'_>) {
        let Some(open) = &mut self.open else { return };
        let id = Id::unique("palette");
        let frame = Frame::new()
            .fill(view.tokens.surface)
            .stroke(Stroke::new(1.0, view.tokens.border))
            .corner_radius(Radius::L)
            .shadow(egui::Shadow {
                offset: [0, 12],
                blur: 32,
                spread: 0,
                color: view.tokens.shadow,
            })
            .inner_margin(Margin::same(Space::S as i8));
        let room = ctx.content_rect();
        let area = Modal::default_area(id)
            .accessible_name(view.text("keys-palette"))
            .anchor(Align2::CENTER_TOP, Vec2::new(0.0, room.height() * 0.12));
        let shown = Modal::new(id)
            .area(area)
            .frame(frame)
            .backdrop_color(view.tokens.backdrop)
            .show(ctx, |ui| {
                ui.set_width(WIDTH.min(room.width() - 2.0 * Space::XL));
                open.ui(ui, view, situation, &self.recent)
            });
        ctx.accesskit_node_builder(id, egui::accesskit::Node::set_modal);
        let chosen = shown.inner;
        // While the input method composes, Esc is its own.
        let closes = shown.backdrop_response.clicked()
            || !is_composing(ctx)
                && ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        if let Some(action) = chosen {
            self.recent.retain(|recent| *recent != action);
            self.recent.push_front(action);
            self.recent.truncate(RECENT);
            view.ask(Ask::Perform(action, open.referral));
        }
        if chosen.is_some() || closes {
            self.open = None;
        }
    }
}

impl Open {
    fn ui(
        &mut self,
        ui: &mut Ui,
        view: &View<'_>,
        situation: &Situation<'_>,
        recent: &VecDeque<UiAction>,
    ) -> Option<UiAction> {
        let (mut up, mut down, mut enter) = (false, false, false);
        if !is_composing(ui.ctx()) {
            ui.input_mut(|input| {
                up = input.consume_key(Modifiers::NONE, Key::ArrowUp);
                down = input.consume_key(Modifiers::NONE, Key::ArrowDown);
                enter = input.consume_key(Modifiers::NONE, Key::Enter);
            });
        }
        let is_changed = self.field(ui, view);
        if let Some(referral) = situation.referral {
            let words = view.text_with(
                "keys-palette-about",
                &[("customer", referral.customer.as_str().into())],
            );
            ui.add_space(Space::XS);
            ui.horizontal(|ui| {
                ui.add_space(Space::S);
                ui.add(egui::Label::new(weak(view.tokens, &words)).truncate());
            });
        }
        let found = found(&self.entries, &self.text, situation, recent);
        let last = found.len().saturating_sub(1);
        if down {
            self.at = if self.at >= last { 0 } else { self.at + 1 };
        }
        if up {
            self.at = if self.at == 0 { last } else { self.at - 1 };
        }
        self.at = self.at.min(last);
        self.is_walking = !is_changed && (self.is_walking || up || down);
        ui.add_space(Space::XS);
        if found.is_empty() {
            ui.add_space(Space::S);
            ui.vertical_centered(|ui| {
                ui.label(weak(view.tokens, view.text("keys-palette-nothing")))
            });
            ui.add_space(Space::S);
            return None;
        }
        let mut chosen = enter
            .then(|| found.get(self.at))
            .flatten()
            .filter(|row| row.why_not.is_none())
            .map(|row| row.action);
        let room = ui.ctx().content_rect().bottom() - ui.cursor().top() - Space::XL;
        let mut area = ScrollArea::vertical()
            .max_height((HEIGHT * LINES).min(room).max(HEIGHT))
            .auto_shrink([false, true]);
        if up || down || is_changed {
            let shown = LINES.min(room / HEIGHT);
            let top = (self.at as f32 - shown / 2.0).max(0.0) * HEIGHT;
            area = area.vertical_scroll_offset(top);
        }
        let mut pointed_at = None;
        let list = UiBuilder::new()
            .accessibility_role(egui::accesskit::Role::ListBox)
            .accessibility_label(view.text("keys-palette"));
        ui.scope_builder(list, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            area.show_rows(ui, HEIGHT, found.len(), |ui, rows| {
                for index in rows {
                    let Some(row) = found.get(index) else {
                        continue;
                    };
                    let response = row.ui(ui, view.tokens, index == self.at, (index, found.len()));
                    if index == self.at && self.is_walking {
                        // The keyboard stays in the line above; this is what it is about now.
                        ui.ctx().accesskit_node_builder(field_id(), |node| {
                            node.set_active_descendant(response.id.accesskit_id());
                        });
                    }
                    let has_moved = ui.input(|input| input.pointer.delta() != Vec2::ZERO);
                    if response.hovered() && has_moved {
                        pointed_at = Some(index);
                    }
                    if response.clicked() && row.why_not.is_none() {
                        chosen = Some(row.action);
                    }
                }
            });
        });
        if let Some(index) = pointed_at {
            self.at = index;
        }
        chosen
    }

    /// The line that is typed into; true when it was changed.
    fn field(&mut self, ui: &mut Ui, view: &View<'_>) -> bool {
        let field = ui.add(
            TextEdit::singleline(&mut self.text)
                .id(field_id())
                .hint_text(weak_body(view.tokens, view.text("keys-palette-hint")))
                .prefix(Icon::Search.image().tint(view.tokens.text_weak))
                .font(Type::body())
                .desired_width(f32::INFINITY)
                .frame(
                    Frame::new()
                        .fill(view.tokens.field)
                        .stroke(Stroke::new(1.0, view.tokens.accent))
                        .corner_radius(Radius::M)
                        .inner_margin(Margin::symmetric(10, 9)),
                ),
        );
        let field = field.accessible_name(view.text("keys-palette-hint"));
        if std::mem::take(&mut self.is_new) || !field.has_focus() {
            field.request_focus();
        }
        if field.changed() {
            self.at = 0;
        }
        field.changed()
    }
}

fn field_id() -> Id {
    Id::unique("palette field")
}

/// What is offered for what is typed: the best first; with nothing typed what was chosen last, then all in their order, and what cannot be done
/// now after what can.
fn found<'e>(
    entries: &'e [Entry],
    text: &str,
    situation: &Situation<'_>,
    recent: &VecDeque<UiAction>,
) -> Vec<Row<'e>> {
    let wanted = fold(text.trim());
    let mut matcher = FuzzyMatcher::new();
    let mut score = |entry: &Entry| {
        if wanted.is_empty() {
            return Some(0);
        }
        let names = entry.searched.iter();
        names
            .filter_map(|name| matcher.fuzzy_match(name, &wanted))
            .max()
    };
    let rank = |action| {
        let place = recent.iter().position(|recent| *recent == action);
        place.unwrap_or(RECENT)
    };
    let mut found: Vec<(usize, Row<'_>)> = entries
        .iter()
        .filter_map(|entry| {
            let row = Row {
                action: entry.action,
                name: &entry.name,
                why_not: situation.why_not(entry.action),
            };
            Some((score(entry)?, row))
        })
        .collect();
    // Once something is typed the name counts most: Enter must never do something else than what was meant.
    found.sort_by_key(|(score, row)| {
        let cannot = row.why_not.is_some();
        (Reverse(*score), cannot, rank(row.action))
    });
    found.into_iter().map(|(_, row)| row).collect()
}

/// Every action that is offered. In Japanese it is found by its English name too, which needs no input method.
fn entries(texts: &Texts) -> Vec<Entry> {
    let english = (texts.language() != Language::English).then(|| Texts::new(Language::English));
    let searched = |action: UiAction| {
        [Some(texts), english.as_ref()]
            .into_iter()
            .flatten()
            .map(|texts| fold(&action.name(texts)))
            .collect()
    };
    UiAction::ALL
        .into_iter()
        .filter(|action| action.is_in_palette())
        .map(|action| Entry {
            action,
            name: action.name(texts),
            searched: searched(action),
        })
        .collect()
}

fn weak(tokens: &Tokens, text: &str) -> RichText {
    RichText::new(text)
        .font(Type::caption())
        .color(tokens.text_weak)
}

fn weak_body(tokens: &Tokens, text: &str) -> RichText {
    RichText::new(text).color(tokens.text_weak)
}
