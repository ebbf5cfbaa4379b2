//! When the person works, and whether reminders keep to it.

use super::super::theme::{Icon, Type};
use super::super::view::View;
use super::super::widgets::{field_error, toggle_chip};
use super::change;
use super::layout::{switch_line, tall_line};
use chrono::Weekday;
use egui::{Key, Margin, RichText, Role, TextEdit, Ui, WidgetInfo};
use unicode_normalization::UnicodeNormalization;

/// Monday first, as [`crate::domain::WorkingHours::days`].
const DAYS: [Weekday; 7] = [
    Weekday::Mon,
    Weekday::Tue,
    Weekday::Wed,
    Weekday::Thu,
    Weekday::Fri,
    Weekday::Sat,
    Weekday::Sun,
];

/// Why a time as typed cannot be kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum TimeError {
    NoTime,
    EndsBeforeItBegins,
}

/// One of the two ends of the day's work.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum End {
    From,
    To,
}

/// What is typed for the two times, and what was wrong with it.
#[derive(Default)]
pub(super) struct HoursEditor {
    from: Option<String>,
    to: Option<String>,
    error: Option<TimeError>,
}

impl HoursEditor {
    /// Draws the lines.
    pub(super) fn ui(&mut self, ui: &mut Ui, view: &mut View<'_>) {
        let (title, help) = (
            view.text("settings-hours-days"),
            view.text("settings-hours-days-help"),
        );
        tall_line(ui, view.tokens, (Icon::Clock, title, help), |ui| {
            ui.horizontal_wrapped(|ui| days(ui, view));
        });
        let (title, help) = (
            view.text("settings-hours-times"),
            view.text("settings-hours-times-help"),
        );
        tall_line(ui, view.tokens, (Icon::Clock, title, help), |ui| {
            ui.horizontal_wrapped(|ui| {
                self.time(ui, view, End::From);
                self.time(ui, view, End::To);
            });
            if let Some(error) = self.error {
                let key = match error {
                    TimeError::NoTime => "settings-hours-error-time",
                    TimeError::EndsBeforeItBegins => "settings-hours-error-order",
                };
                field_error(ui, view.tokens, view.text(key));
            }
        });
        let title = view.text("settings-hours-hold");
        let help = view.text("settings-hours-hold-help");
        let is_on = view.session.settings().hours.holds_reminders;
        if switch_line(ui, view.tokens, (Icon::Bell, title, help), is_on) {
            change(view, |settings| settings.hours.holds_reminders = !is_on);
        }
    }

    /// The field of one end, with its name before it. What was typed is kept when the field is left.
    fn time(&mut self, ui: &mut Ui, view: &mut View<'_>, end: End) {
        let hours = &view.session.settings().hours;
        let (key, saved, draft) = match end {
            End::From => ("settings-hours-from", hours.from_minutes, &mut self.from),
            End::To => ("settings-hours-to", hours.to_minutes, &mut self.to),
        };
        let name = view.text(key);
        ui.label(
            RichText::new(name)
                .font(Type::body())
                .color(view.tokens.text_weak),
        );
        let mut text = draft.clone().unwrap_or_else(|| written(saved));
        let response = ui.add(
            TextEdit::singleline(&mut text)
                .desired_width(64.0)
                .margin(Margin::symmetric(8, 6)),
        );
        let value = text.clone();
        response.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::TextInput, true, name);
            info.current_text_value = Some(value.clone());
            info
        });
        if response.changed() {
            *draft = Some(text);
            self.error = None;
        }
        if response.lost_focus() {
            if ui.input(|input| input.key_pressed(Key::Escape)) {
                *self = Self::default();
            } else {
                self.keep(view);
            }
        }
    }

    /// Keeps what is typed, if both ends together make sense; otherwise it stays in the fields, to be mended.
    fn keep(&mut self, view: &mut View<'_>) {
        if self.from.is_none() && self.to.is_none() {
            return;
        }
        let hours = &view.session.settings().hours;
        let read = |draft: &Option<String>, saved| match draft {
            Some(text) => read_time(text).ok_or(TimeError::NoTime),
            None => Ok(saved),
        };
        let ends = read(&self.from, hours.from_minutes)
            .and_then(|from| Ok((from, read(&self.to, hours.to_minutes)?)));
        match ends {
            Ok((from, to)) if from < to => {
                *self = Self::default();
                change(view, |settings| {
                    settings.hours.from_minutes = from;
                    settings.hours.to_minutes = to;
                });
            }
            Ok(_) => self.error = Some(TimeError::EndsBeforeItBegins),
            Err(error) => self.error = Some(error),
        }
    }
}

/// A chip for each day; the last working day stays one.
fn days(ui: &mut Ui, view: &mut View<'_>) {
    let hours = view.session.settings().hours.clone();
    let count = hours.days.iter().filter(|works| **works).count();
    for (index, day) in DAYS.into_iter().enumerate() {
        let is_on = hours.includes(day);
        let is_last = is_on && count == 1;
        let name = view.format.weekday_name(day);
        let response = ui
            .add_enabled_ui(!is_last, |ui| {
                toggle_chip(ui, view.tokens, None, &name, is_on)
            })
            .inner;
        if is_last {
            response.on_disabled_hover_text(view.text("settings-hours-last-day"));
        } else if response.clicked() {
            change(view, |settings| {
                if let Some(works) = settings.hours.days.get_mut(index) {
                    *works = !is_on;
                }
            });
        }
    }
}

/// Minutes after midnight as a time of day; the midnight at its end is 24:00.
fn written(minutes: u16) -> String {
    format!("{}:{:02}", minutes / 60, minutes % 60)
}

/// The minutes after midnight of a time as typed, in half or full width: `9:00`, `0900`, `9`, `24:00`.
fn read_time(text: &str) -> Option<u16> {
    let plain: String = text.trim().nfkc().collect();
    let (hours, minutes) = match plain.split_once(':') {
        Some((hours, minutes)) if minutes.len() == 2 => (hours, minutes),
        Some(_) => return None,
        None if plain.len() > 2 && plain.is_ascii() => plain.split_at(plain.len() - 2),
        None => (plain.as_str(), "0"),
    };
    let number = |text: &str| -> Option<u16> {
        let is_number = !text.is_empty() && text.len() <= 2;
        let is_digits = text.bytes().all(|byte| byte.is_ascii_digit());
        (is_number && is_digits).then(|| text.parse().ok())?
    };
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    let total = hours * 60 + minutes;
    (minutes < 60 && total <= 24 * 60).then_some(total)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_people_write_them() {
        for (text, minutes) in [
            ("9:00", 540),
            (" 09:30 ", 570),
            ("９：００", 540),
            ("9", 540),
            ("1730", 1_050),
            ("24:00", 1_440),
            ("0:00", 0),
        ] {
            assert_eq!(read_time(text), Some(minutes), "{text}");
        }
        for text in [
            "", ":", "9:", "9:5", "25:00", "24:01", "9:60", "-1:00", "9.5", "now", "12345",
        ] {
            assert_eq!(read_time(text), None, "{text}");
        }
    }

    #[test]
    fn a_time_is_written_as_it_is_read() {
        for minutes in [0, 5, 540, 1_439, 1_440] {
            assert_eq!(read_time(&written(minutes)), Some(minutes));
        }
    }
}
