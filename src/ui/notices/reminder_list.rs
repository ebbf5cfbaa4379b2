//! The program's own list of reminders: every one that still matters, whether or not the system showed it.

use super::super::theme::{Icon, Radius, Space, Type};
use super::super::view::{Ask, Screen, View};
use super::super::widgets::{
    Emphasis, button, cut_galley, empty_state, focus_ring, service_face, snooze_menu, weak_label,
};
use super::drawer::{Drawer, head};
use crate::desk::{Event, LedgerState, ReminderNote};
use crate::domain::{Timestamp, Urgency};
use crate::remind::ServiceState;
use crate::text::{Say, outcome_with_certainty};
use egui::{
    Align, Color32, CornerRadius, FontId, Frame, Label, Layout, Margin, Rect, RichText, Role,
    ScrollArea, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};
use std::time::Duration;

const NOTE_HEIGHT: f32 = 124.0;
/// What the words take of it, above the button.
const WORDS_HEIGHT: f32 = 84.0;

/// The list of reminders, as the content of a drawer. It is fed by [`Event::Reminders`].
#[derive(Default)]
pub struct ReminderList {
    notes: Vec<ReminderNote>,
    /// How what shows notifications stands.
    service: ServiceState,
}

/// What a note says, in words.
struct Said {
    customer: String,
    mark: String,
    time: String,
    raised: String,
    urgency: Urgency,
    /// For a screen reader.
    spoken: String,
}

impl ReminderList {
    /// Tells how what shows notifications stands; where they stay out of sight, the list says so above.
    pub const fn set_service(&mut self, state: ServiceState) {
        self.service = state;
    }

    /// Takes in what the threads tell.
    pub fn on_event(&mut self, event: &Event) {
        if let Event::Reminders(notes) = event {
            self.notes.clone_from(notes);
        }
    }

    /// Draws the list into all the room there is.
    pub fn ui(&mut self, ui: &mut Ui, view: &mut View<'_>) {
        head(ui, view, Drawer::Reminders);
        ui.add_space(Space::S);
        if !self.service.may_show() && view.session.settings().desktop_notifications {
            banner(ui, view, self.service);
            ui.add_space(Space::S);
        }
        if self.notes.is_empty() {
            empty_state(
                ui,
                view.tokens,
                Icon::Bell,
                view.text("reminder-list-empty-title"),
                view.text("reminder-list-empty-body"),
                |ui| {
                    let words = view.text("reminder-list-empty-settings");
                    if button(ui, view.tokens, Emphasis::Normal, words).clicked() {
                        view.ask(Ask::Go(Screen::Settings));
                    }
                },
            );
            return;
        }
        ui.spacing_mut().item_spacing.y = Space::S;
        let count = self.notes.len();
        let mut next_change = None::<i64>;
        ScrollArea::vertical()
            .auto_shrink(false)
            .show_rows(ui, NOTE_HEIGHT, count, |ui, range| {
                for note in self.notes.get(range).unwrap_or_default() {
                    note_row(ui, view, note);
                    let left = note.row.key.due_at.millis_from(view.now);
                    if note.row.key.lead_seconds > 0 {
                        let change = view.format.next_change_millis(left);
                        next_change = Some(next_change.map_or(change, |next| next.min(change)));
                    }
                }
            });
        if let Some(millis) = next_change.and_then(|millis| u64::try_from(millis).ok()) {
            ui.ctx()
                .request_repaint_after(Duration::from_millis(millis));
        }
    }
}

/// Says why notifications stay out of sight, and leads to the settings.
fn banner(ui: &mut Ui, view: &mut View<'_>, service: ServiceState) {
    let face = service_face(view.tokens, service);
    let state = service.say(view.texts);
    let words = view.text_with("reminder-list-service", &[("state", state.into())]);
    Frame::new()
        .fill(face.soft)
        .corner_radius(CornerRadius::same(Radius::M))
        .inner_margin(Margin::symmetric(12, 8))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = Space::S;
                ui.add(face.icon.image().tint(face.ink));
                ui.vertical(|ui| {
                    let words = RichText::new(words).font(Type::caption()).color(face.ink);
                    ui.add(Label::new(words).wrap());
                    let settings = view.text("common-settings");
                    if button(ui, view.tokens, Emphasis::Normal, settings).clicked() {
                        view.ask(Ask::ToggleReminders);
                        view.ask(Ask::Go(Screen::Settings));
                    }
                });
            });
        });
}

/// A note as a card: how pressing, whose, which mark, the time left, when it was raised and whether the system showed it.
fn note_row(ui: &mut Ui, view: &mut View<'_>, note: &ReminderNote) {
    let said = say(note, view);
    let tokens = view.tokens;
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), NOTE_HEIGHT), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &said.spoken));
    if response.clicked() {
        view.ask(Ask::Open(note.referral.id));
    }
    if !ui.is_rect_visible(rect) {
        return;
    }
    let fill = if response.hovered() {
        tokens.surface_hover
    } else {
        tokens.surface
    };
    let radius = CornerRadius::same(Radius::M);
    ui.painter().rect(
        rect,
        radius,
        fill,
        Stroke::new(1.0, tokens.border),
        StrokeKind::Inside,
    );
    focus_ring(ui, tokens, &response, rect.shrink(2.0), radius);
    let inner = rect.shrink(Space::M);
    snooze_line(ui, view, note, rect);
    let (ink, _) = tokens.urgency(said.urgency);
    let icon = match said.urgency {
        Urgency::Calm => Icon::Calm,
        Urgency::Soon => Icon::Soon,
        Urgency::Critical => Icon::Critical,
    };
    let icon_place = Rect::from_min_size(inner.min, vec2(Icon::SIZE, Icon::SIZE));
    icon.paint(ui, icon_place, ink);
    let words = inner.with_min_x(icon_place.right() + Space::S);
    let is_unread = note.row.read_at.is_none();
    let customer_width = words.width() - if is_unread { Space::L } else { 0.0 };
    if is_unread {
        let at = pos2(words.right() - Space::XS, icon_place.center().y);
        ui.painter().circle_filled(at, Space::XS, tokens.accent);
    }
    let first_middle = icon_place.center().y;
    let is_cut = paint_line(
        ui,
        &said.customer,
        (Type::strong(), tokens.text),
        words.left(),
        first_middle,
        customer_width,
    );
    let second_middle = first_middle + 22.0;
    let time = cut_galley(ui, &said.time, Type::caption_strong(), words.width(), ink);
    let time_width = time.size().x;
    let at = pos2(
        words.right() - time_width,
        second_middle - time.size().y / 2.0,
    );
    ui.painter().galley(at, time, ink);
    paint_line(
        ui,
        &said.mark,
        (Type::body(), tokens.text),
        words.left(),
        second_middle,
        words.width() - time_width - Space::S,
    );
    paint_line(
        ui,
        &said.raised,
        (Type::caption(), tokens.text_weak),
        words.left(),
        second_middle + 20.0,
        words.width(),
    );
    if is_cut {
        response.on_hover_text(&said.customer);
    }
}

/// Below the words: the menu that puts the referral's reminders off, and until when they are.
fn snooze_line(ui: &mut Ui, view: &mut View<'_>, note: &ReminderNote, card: Rect) {
    // The board is ahead of the list by what is not written yet.
    let on_board = view.session.board().referral(note.referral.id).cloned();
    let referral = on_board.as_ref().unwrap_or(&note.referral);
    let place = Rect::from_min_max(
        pos2(
            card.left() + Space::M,
            card.top() + WORDS_HEIGHT - Space::XS,
        ),
        card.right_bottom() - vec2(Space::M, Space::S),
    );
    let builder = UiBuilder::new()
        .id_salt(("snooze", note.row.key))
        .max_rect(place)
        .layout(Layout::left_to_right(Align::Center));
    let mut line = ui.new_child(builder);
    snooze_menu(&mut line, view, referral);
    if let Some(until) = referral.snoozed_at(view.now) {
        let at = view.format.date_time_short(until, view.now);
        let words = view.text_with("reminder-snoozed-until", &[("at", at.into())]);
        weak_label(&mut line, view.tokens, &words);
    }
}

/// Paints one line; true when it was cut.
fn paint_line(
    ui: &Ui,
    text: &str,
    (font, ink): (FontId, Color32),
    left: f32,
    middle: f32,
    width: f32,
) -> bool {
    let galley = cut_galley(ui, text, font, width, ink);
    let is_cut = galley.elided;
    let at = pos2(left, middle - galley.size().y / 2.0);
    ui.painter().galley(at, galley, ink);
    is_cut
}

fn say(note: &ReminderNote, view: &View<'_>) -> Said {
    let referral = &note.referral;
    let key = &note.row.key;
    let has_ended = key.lead_seconds == 0;
    let left = key.due_at.millis_from(view.now);
    let (time, spoken_time) = if has_ended {
        let outcome = referral.outcome().map_or_else(String::new, |outcome| {
            outcome_with_certainty(view.texts, outcome, referral.is_presumed())
        });
        let ended = view.text_with("reminder-list-ended", &[("outcome", outcome.into())]);
        (ended.clone(), ended)
    } else {
        (
            view.format.time_left(left),
            view.format.time_left_spoken(left),
        )
    };
    let urgency = if has_ended {
        Urgency::Critical
    } else {
        referral.urgency(view.now)
    };
    let mark = key.mark.say(view.texts);
    let raised = raised(note, view, note.row.recorded_at);
    let unread = note
        .row
        .read_at
        .is_none()
        .then(|| view.text("reminder-list-unread"));
    let parts: Vec<&str> = [
        referral.customer.as_str(),
        &mark,
        &spoken_time,
        &raised,
        unread.unwrap_or_default(),
    ]
    .into_iter()
    .filter(|part| !part.is_empty())
    .collect();
    Said {
        spoken: parts.join(view.text("common-list-separator")),
        customer: referral.customer.clone(),
        mark,
        time,
        raised,
        urgency,
    }
}

/// When it was raised, and whether the system showed it.
fn raised(note: &ReminderNote, view: &View<'_>, at: Timestamp) -> String {
    let key = match note.row.state {
        LedgerState::Shown => "reminder-list-raised-shown",
        LedgerState::Claimed => "reminder-list-raised",
        LedgerState::Unshown | LedgerState::Superseded => "reminder-list-raised-unshown",
    };
    let at = view.format.date_time_short(at, view.now);
    view.text_with(key, &[("at", at.into())])
}
