//! The palette: every action by a few of its letters, with its key, and why it cannot be done now; and the referrals by their customers.

mod row;
mod sheet;

pub use sheet::KeySheet;

use super::actions::{Situation, UiAction};
use super::theme::{Icon, Radius, Space, Tokens, Type};
use super::view::{Ask, View};
use super::widgets::is_composing;
use crate::desk::Event;
use crate::domain::{ReferralId, Stage, fold};
use crate::text::{Language, NameMatch, NameMatcher, Texts};
use egui::{
    Align2, Context, Frame, Id, Key, Margin, Modal, Modifiers, RichText, ScrollArea, Stroke,
    TextEdit, Ui, UiBuilder, Vec2,
};
use row::{HEIGHT, Offer, Row};
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

/// What actions are about: settled when the palette is opened. Where that is gone meanwhile they are about nothing, rather than about something
/// else.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Target {
    /// The referral in hand, where there is one.
    One(Option<ReferralId>),
    /// The selected cards, which are several.
    Selected,
}

/// The line that Enter takes.
#[derive(Clone, Copy)]
enum Mark {
    /// The first, whichever that is once all is found.
    First,
    /// That of this offer, wherever it stands, and none once it is gone.
    On(Offer),
}

/// The palette while it is open.
struct Open {
    text: String,
    mark: Mark,
    /// Where the marked line was last.
    at: usize,
    target: Target,
    entries: Vec<Entry>,
    is_new: bool,
    /// The referrals whose customers are called like what is typed, and what was typed then.
    named: (Box<str>, Vec<ReferralId>),
    /// Enter was pressed before it was known which referrals are called like what is typed.
    enter_waits: bool,
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
    /// Opens the palette.
    pub fn open(&mut self, texts: &Texts, target: Target) {
        self.open = Some(Open {
            text: String::new(),
            mark: Mark::First,
            at: 0,
            target,
            entries: entries(texts),
            is_new: true,
            named: Default::default(),
            enter_waits: false,
            is_walking: false,
        });
    }

    /// Whether it is open.
    pub const fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Takes in what the threads tell.
    pub fn on_event(&mut self, event: &Event) {
        if let (Event::Named { wanted, ids }, Some(open)) = (event, &mut self.open) {
            open.named = (wanted.clone(), ids.clone());
        }
    }

    /// The referral that its actions are about.
    pub fn referral(&self) -> Option<ReferralId> {
        self.open.as_ref().and_then(Open::referral)
    }

    /// Whether it is open, and its actions are about the selected cards.
    pub fn is_about_selected(&self) -> bool {
        let open = self.open.as_ref();
        open.is_some_and(|open| open.target == Target::Selected)
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
        match chosen {
            Some(Offer::Action(action)) => {
                self.recent.retain(|recent| *recent != action);
                self.recent.push_front(action);
                self.recent.truncate(RECENT);
                view.ask(match action {
                    UiAction::Referral(kind) if situation.many().is_some() => {
                        Ask::BeginWithSelected(kind)
                    }
                    UiAction::Snooze(choice) if situation.many().is_some() => {
                        Ask::SnoozeSelected(choice)
                    }
                    action => Ask::Perform(action, open.referral()),
                });
            }
            Some(Offer::Referral(id)) => view.ask(Ask::Open(id)),
            None => {}
        }
        if chosen.is_some() || closes {
            self.open = None;
        }
    }
}

impl Open {
    const fn referral(&self) -> Option<ReferralId> {
        match self.target {
            Target::One(referral) => referral,
            Target::Selected => None,
        }
    }

    fn ui(
        &mut self,
        ui: &mut Ui,
        view: &mut View<'_>,
        situation: &Situation<'_>,
        recent: &VecDeque<UiAction>,
    ) -> Option<Offer> {
        let (mut up, mut down, mut enter) = (false, false, false);
        if !is_composing(ui.ctx()) {
            ui.input_mut(|input| {
                up = input.consume_key(Modifiers::NONE, Key::ArrowUp);
                down = input.consume_key(Modifiers::NONE, Key::ArrowDown);
                enter = input.consume_key(Modifiers::NONE, Key::Enter);
            });
        }
        let is_changed = self.field(ui, view);
        if is_changed && !self.text.trim().is_empty() {
            view.ask(Ask::FindNamed(self.text.clone()));
        }
        if let Some(words) = about(view, situation) {
            ui.add_space(Space::XS);
            ui.horizontal(|ui| {
                ui.add_space(Space::S);
                ui.add(egui::Label::new(weak(view.tokens, &words)).truncate());
            });
        }
        let (mut found, scattered) = found(&self.entries, &self.text, situation, recent);
        // An action that cannot be done now stands behind whatever else is called so.
        let is_sure = found.iter().any(|row| row.why_not.is_none());
        let referrals = self.referrals(view);
        let at = if is_sure { found.len() } else { 0 };
        found.splice(at..at, referrals);
        found.extend(scattered);
        // What Enter means is settled only once all that may be meant is there.
        let is_waiting = view.session.can_search()
            && !self.text.trim().is_empty()
            && *self.named.0 != *self.text;
        enter |= std::mem::take(&mut self.enter_waits) && !is_changed;
        let marked = match self.mark {
            Mark::First => Some(0).filter(|_| !found.is_empty()),
            Mark::On(offer) => found.iter().position(|row| row.offer == offer),
        };
        let is_settled = !is_waiting || is_sure && marked == Some(0);
        if enter && !is_settled {
            (enter, self.enter_waits) = (false, true);
        }
        let marked = walked(marked, self.at, found.len(), (up, down));
        self.at = marked.unwrap_or(self.at);
        // Whatever comes or goes from now on, it is this that was seen to be chosen.
        if let Some(row) = marked.and_then(|at| found.get(at))
            && (is_settled || up || down)
        {
            self.mark = Mark::On(row.offer);
        }
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
            .then(|| found.get(marked?))
            .flatten()
            .filter(|row| row.why_not.is_none())
            .map(|row| row.offer);
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
                    let response =
                        row.ui(ui, view.tokens, marked == Some(index), (index, found.len()));
                    if marked == Some(index) && self.is_walking {
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
                        chosen = Some(row.offer);
                    }
                }
            });
        });
        if let Some(row) = pointed_at.and_then(|index| found.get(index)) {
            self.mark = Mark::On(row.offer);
        }
        chosen
    }

    /// The referrals whose customers are called like what is typed; those it was asked for last stand until the answer comes.
    fn referrals<'a>(&self, view: &View<'a>) -> Vec<Row<'a>> {
        let (_, ids) = &self.named;
        if self.text.trim().is_empty() {
            return Vec::new();
        }
        let board = view.session.board();
        let referrals = ids.iter().filter_map(|id| board.referral(*id));
        referrals
            .filter(|referral| referral.stage() != Stage::Archived)
            .map(|referral| Row::of_referral(view, referral))
            .collect()
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
            (self.mark, self.at) = (Mark::First, 0);
        }
        field.changed()
    }
}

/// The line that the arrow keys lead to from the marked one; where that is gone, from where it `was`.
fn walked(
    marked: Option<usize>,
    was: usize,
    count: usize,
    (up, down): (bool, bool),
) -> Option<usize> {
    let last = count.checked_sub(1)?;
    let before = |at: usize| at.checked_sub(1).unwrap_or(last).min(last);
    match marked {
        Some(at) if down => Some(if at >= last { 0 } else { at + 1 }),
        Some(at) if up => Some(before(at)),
        None if down => Some(was.min(last)),
        None if up => Some(before(was)),
        marked => marked,
    }
}

fn field_id() -> Id {
    Id::unique("palette field")
}

/// What the actions are about: the selected cards, or the referral in hand.
fn about(view: &View<'_>, situation: &Situation<'_>) -> Option<String> {
    if let Some(tally) = situation.many() {
        let count = [("count", tally.total().into())];
        return Some(view.text_with("keys-palette-about-selected", &count));
    }
    let customer = situation.referral?.customer.as_str();
    Some(view.text_with("keys-palette-about", &[("customer", customer.into())]))
}

/// What is offered for what is typed: the best first; with nothing typed what was chosen last, then all in their order, and what cannot be done
/// now after what can. By themselves, what only has its letters somewhere.
fn found<'e>(
    entries: &'e [Entry],
    text: &str,
    situation: &Situation<'_>,
    recent: &VecDeque<UiAction>,
) -> (Vec<Row<'e>>, Vec<Row<'e>>) {
    let wanted = fold(text.trim());
    let mut matcher = NameMatcher::default();
    let mut matched = |entry: &Entry| {
        if wanted.is_empty() {
            return Some(NameMatch::Beginning);
        }
        let names = entry.searched.iter();
        names
            .filter_map(|name| matcher.matches(name, &wanted, true))
            .min()
    };
    let rank = |action| {
        let place = recent.iter().position(|recent| *recent == action);
        place.unwrap_or(RECENT)
    };
    let mut found: Vec<(NameMatch, Row<'_>)> = entries
        .iter()
        .filter_map(|entry| {
            let matched = matched(entry)?;
            Some((
                matched,
                Row::of_action(entry.action, &entry.name, situation),
            ))
        })
        .collect();
    // Once something is typed the name counts most: Enter must never do something else than what was meant.
    found.sort_by_key(|(matched, row)| {
        let cannot = row.why_not.is_some();
        let rank = match row.offer {
            Offer::Action(action) => rank(action),
            Offer::Referral(_) => RECENT,
        };
        (*matched, cannot, rank)
    });
    let sure =
        found.partition_point(|(matched, _)| *matched < NameMatch::Letters(Reverse(usize::MAX)));
    let scattered = found.split_off(sure);
    let rows = |found: Vec<(NameMatch, Row<'e>)>| found.into_iter().map(|(_, row)| row).collect();
    (rows(found), rows(scattered))
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
