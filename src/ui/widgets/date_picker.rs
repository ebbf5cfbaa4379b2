//! A date field: dates as people type them, and a month's page to choose from, both in the person's language.

use super::super::theme::{Icon, Radius, Space, Tokens, Type};
use super::fields::{field_error, field_hint, labelled};
use super::{Emphasis, button, icon_button};
use crate::domain::Date;
use crate::text::{Format, Texts};
use chrono::{Datelike, Days, Months};
use egui::{
    Button, FocusDirection, Id, Key, Margin, Modifiers, Popup, PopupCloseBehavior, RectAlign,
    Response, RichText, Role, TextEdit, Ui, Vec2, WidgetInfo,
};

/// A date being entered.
#[derive(Clone, Debug, Default)]
pub struct DatePicker {
    /// As typed.
    text: String,
    /// The day the calendar is at; none while it is closed.
    cursor: Option<Date>,
    /// The calendar's day gets the keys in the next frame.
    moves_focus: bool,
}

/// A page has six weeks at most.
const WEEKS: u64 = 6;
const DAY_SIDE: f32 = 34.0;
/// What the calendar button takes up within the field.
const BUTTON_ROOM: i8 = 34;

impl DatePicker {
    /// A field that holds `date`.
    pub fn new(date: Option<Date>, format: &Format) -> Self {
        Self {
            text: date.map(|date| format.date(date)).unwrap_or_default(),
            ..Self::default()
        }
    }

    /// The date that is entered; `None` while the text names none.
    pub fn date(&self, format: &Format, today: Date) -> Option<Date> {
        format.parse_date(&self.text, today)
    }

    /// What is entered, as it was typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether nothing is entered.
    pub fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// The labelled field with its calendar button, and under it how the text was understood or what is wrong with it.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        tokens: &Tokens,
        texts: &Texts,
        format: &Format,
        label: &str,
        today: Date,
    ) -> Response {
        let response = ui
            .push_id(("date", label), |ui| {
                labelled(ui, tokens, label, |ui| {
                    self.field(ui, tokens, texts, format, label, today)
                })
            })
            .inner;
        match self.date(format, today) {
            None if self.is_empty() => {}
            None => field_error(ui, tokens, texts.get("date-unreadable")),
            Some(date) => field_hint(ui, tokens, &format.date_with_weekday(date)),
        }
        response
    }

    fn field(
        &mut self,
        ui: &mut Ui,
        tokens: &Tokens,
        texts: &Texts,
        format: &Format,
        label: &str,
        today: Date,
    ) -> Response {
        let edit = ui.add(
            TextEdit::singleline(&mut self.text)
                .hint_text(RichText::new(texts.get("date-hint")).color(tokens.text_weak))
                .desired_width(f32::INFINITY)
                .margin(Margin {
                    right: BUTTON_ROOM,
                    ..Margin::symmetric(8, 6)
                }),
        );
        let side = edit.rect.height() - 4.0;
        let button_rect = egui::Rect::from_min_size(
            edit.rect.right_top() + egui::vec2(-side - 2.0, 2.0),
            Vec2::splat(side),
        );
        let name = texts.with("date-open-calendar", &[("field", label.into())]);
        let button = ui
            .scope_builder(egui::UiBuilder::new().max_rect(button_rect), |ui| {
                ui.spacing_mut().button_padding = Vec2::splat(2.0);
                icon_button(ui, Icon::Calendar, &name)
            })
            .inner;
        let popup_id = ui.make_persistent_id(("calendar", label));
        if button.clicked() && !Popup::is_id_open(ui.ctx(), popup_id) {
            self.cursor = Some(self.date(format, today).unwrap_or(today));
            self.moves_focus = true;
        }
        if self.calendar(&button, popup_id, tokens, texts, format, today) {
            edit.request_focus();
        }
        edit
    }

    /// The month's page; true when a day was chosen.
    fn calendar(
        &mut self,
        button: &Response,
        popup_id: Id,
        tokens: &Tokens,
        texts: &Texts,
        format: &Format,
        today: Date,
    ) -> bool {
        let Some(cursor) = self.cursor else {
            return false;
        };
        let mut cursor = cursor;
        let mut chosen = None;
        let shown = Popup::from_toggle_button_response(button)
            .id(popup_id)
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
            .accessible_name(texts.get("date-calendar"))
            .align(RectAlign::BOTTOM_END)
            .gap(Space::S)
            .show(|ui| {
                ui.spacing_mut().item_spacing = Vec2::splat(2.0);
                ui.spacing_mut().button_padding = Vec2::ZERO;
                ui.set_width(DAY_SIDE * 7.0 + 12.0);
                page_head(ui, tokens, texts, format, &mut cursor);
                chosen = self.page(ui, tokens, texts, format, &mut cursor, today);
                ui.add_space(Space::XS);
                ui.vertical_centered(|ui| {
                    if button_today(ui, tokens, texts) {
                        chosen = Some(today);
                    }
                });
                if chosen.is_some() {
                    ui.close();
                }
            });
        self.cursor = (shown.is_some() && chosen.is_none()).then_some(cursor);
        if let Some(date) = chosen {
            self.text = format.date(date);
        }
        chosen.is_some()
    }

    /// The weeks around the month of `cursor`; returns the day that was pressed.
    fn page(
        &mut self,
        ui: &mut Ui,
        tokens: &Tokens,
        texts: &Texts,
        format: &Format,
        cursor: &mut Date,
        today: Date,
    ) -> Option<Date> {
        ui.horizontal(|ui| {
            for name in format.weekday_names_short() {
                ui.add_sized(
                    [DAY_SIDE, 20.0],
                    egui::Label::new(
                        RichText::new(name)
                            .font(Type::caption())
                            .color(tokens.text_weak),
                    ),
                );
            }
        });
        if let Some(moved) = moved_by_keys(ui, *cursor) {
            *cursor = moved;
            self.moves_focus = true;
        }
        let entered = self.date(format, today);
        let first = first_of_page(*cursor, format);
        let mut pressed = None;
        for week in 0..WEEKS {
            ui.horizontal(|ui| {
                for day in 0..7 {
                    let Some(date) = first.checked_add_days(Days::new(week * 7 + day)) else {
                        continue;
                    };
                    let look = DayLook {
                        is_of_month: date.month() == cursor.month(),
                        is_today: date == today,
                        is_entered: Some(date) == entered,
                    };
                    let name = day_name(texts, format, date, look);
                    let response = ui
                        .push_id(date, |ui| day_button(ui, tokens, date, look, &name))
                        .inner;
                    if date == *cursor && std::mem::take(&mut self.moves_focus) {
                        response.request_focus();
                    }
                    if response.clicked() {
                        pressed = Some(date);
                    }
                }
            });
        }
        pressed
    }
}

#[derive(Clone, Copy)]
struct DayLook {
    is_of_month: bool,
    is_today: bool,
    is_entered: bool,
}

/// The month's name between the buttons that turn the page.
fn page_head(ui: &mut Ui, tokens: &Tokens, texts: &Texts, format: &Format, cursor: &mut Date) {
    ui.horizontal(|ui| {
        turn(
            ui,
            Icon::ChevronLeft,
            texts.get("date-previous-month"),
            cursor,
            -1,
        );
        let title = format.month_title(cursor.year(), cursor.month());
        ui.add_sized(
            [ui.available_width() - 3.0 * 32.0, 30.0],
            egui::Label::new(RichText::new(title).font(Type::strong()).color(tokens.text)),
        );
        turn(
            ui,
            Icon::ChevronRight,
            texts.get("date-next-month"),
            cursor,
            1,
        );
        turn(
            ui,
            Icon::ChevronUp,
            texts.get("date-previous-year"),
            cursor,
            -12,
        );
        turn(
            ui,
            Icon::ChevronDown,
            texts.get("date-next-year"),
            cursor,
            12,
        );
    });
}

fn turn(ui: &mut Ui, icon: Icon, name: &str, cursor: &mut Date, months: i32) {
    if icon_button(ui, icon, name).clicked() {
        *cursor = plus_months(*cursor, months);
    }
}

/// The day as a screen reader says it: in full, with what is special about it.
fn day_name(texts: &Texts, format: &Format, date: Date, look: DayLook) -> String {
    let date = format.date_with_weekday(date);
    if look.is_today {
        texts.with("date-today-name", &[("date", date.into())])
    } else {
        date
    }
}

fn day_button(ui: &mut Ui, tokens: &Tokens, date: Date, look: DayLook, name: &str) -> Response {
    let ink = if look.is_entered {
        tokens.on_accent
    } else if look.is_today {
        tokens.accent
    } else if look.is_of_month {
        tokens.text
    } else {
        tokens.text_weak
    };
    let font = if look.is_today || look.is_entered {
        Type::strong()
    } else {
        Type::body()
    };
    let mut button = Button::new(RichText::new(date.day().to_string()).font(font).color(ink))
        .min_size(Vec2::splat(DAY_SIDE))
        .corner_radius(Radius::S)
        .frame_when_inactive(look.is_entered || look.is_today);
    if look.is_entered {
        button = button.fill(tokens.accent).stroke(egui::Stroke::NONE);
    } else if look.is_today {
        button = button
            .fill(tokens.surface)
            .stroke(egui::Stroke::new(1.0, tokens.accent));
    }
    let response = ui.add_sized([DAY_SIDE, DAY_SIDE], button);
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::Button, true, name);
        info.selected = Some(look.is_entered);
        info
    });
    response
}

fn button_today(ui: &mut Ui, tokens: &Tokens, texts: &Texts) -> bool {
    button(ui, tokens, Emphasis::Quiet, texts.get("common-today")).clicked()
}

/// From one day to another; `None` at the ends of the calendar.
type Step = fn(Date) -> Option<Date>;

/// The day the arrow and page keys lead to.
fn moved_by_keys(ui: &mut Ui, cursor: Date) -> Option<Date> {
    let steps: [(Key, Step); 8] = [
        (Key::ArrowLeft, |date| date.pred_opt()),
        (Key::ArrowRight, |date| date.succ_opt()),
        (Key::ArrowUp, |date| date.checked_sub_days(Days::new(7))),
        (Key::ArrowDown, |date| date.checked_add_days(Days::new(7))),
        (Key::PageUp, |date| Some(plus_months(date, -1))),
        (Key::PageDown, |date| Some(plus_months(date, 1))),
        (Key::Home, |date| date.with_day(1)),
        (Key::End, |date| {
            plus_months(date.with_day(1)?, 1).pred_opt()
        }),
    ];
    let mut moved = None;
    // First, for keys without Shift are also found while it is held.
    for (key, months) in [(Key::PageUp, -12), (Key::PageDown, 12)] {
        if ui.input_mut(|input| input.consume_key(Modifiers::SHIFT, key)) {
            moved = Some(plus_months(cursor, months));
        }
    }
    for (key, step) in steps {
        if ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
            moved = step(moved.unwrap_or(cursor));
        }
    }
    if moved.is_some() {
        // The arrows move through the days, not to the next control in their direction.
        ui.memory_mut(|memory| memory.move_focus(FocusDirection::None));
    }
    moved.filter(|date| (1..=9999).contains(&date.year()))
}

fn plus_months(date: Date, months: i32) -> Date {
    let count = Months::new(months.unsigned_abs());
    if months < 0 {
        date.checked_sub_months(count)
    } else {
        date.checked_add_months(count)
    }
    .filter(|date| (1..=9999).contains(&date.year()))
    .unwrap_or(date)
}

/// The first day on the page of the month of `date`, which may be of the month before.
fn first_of_page(date: Date, format: &Format) -> Date {
    let first = date.with_day(1).unwrap_or(date);
    let into_week = first.weekday().days_since(format.first_weekday());
    first
        .checked_sub_days(Days::new(u64::from(into_week)))
        .unwrap_or(first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Language, Zone};

    fn format(language: Language) -> Format {
        Format::new(&Texts::in_zone(language, Zone::fixed_hours(9)))
    }

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn a_page_begins_with_the_language_s_first_weekday() {
        let november = date("2026-11-22");
        assert_eq!(
            first_of_page(november, &format(Language::English)),
            date("2026-10-26")
        );
        assert_eq!(
            first_of_page(november, &format(Language::Japanese)),
            date("2026-11-01")
        );
    }

    #[test]
    fn turning_the_page_stays_within_the_month_and_the_calendar() {
        assert_eq!(plus_months(date("2026-01-31"), 1), date("2026-02-28"));
        assert_eq!(plus_months(date("2026-01-31"), -12), date("2025-01-31"));
        assert_eq!(plus_months(date("9999-12-31"), 1), date("9999-12-31"));
    }
}
