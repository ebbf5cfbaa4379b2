//! How long ahead of each mark people are reminded: lists of hours that are added to and removed from.

use super::super::theme::{Icon, Radius, Space, Type};
use super::super::view::View;
use super::super::widgets::{Emphasis, button, button_enabled, field_error};
use super::change;
use super::layout::{Room, line, tall_line};
use crate::domain::LeadTimes;
use crate::text::Argument;
use egui::{CornerRadius, Frame, Key, Margin, RichText, Role, TextEdit, Ui, WidgetInfo};
use unicode_normalization::UnicodeNormalization;

const HOUR: i64 = 3_600;

/// A clock with lead times of its own.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Clock {
    Answer,
    ShortLapse,
    LongLapse,
}

impl Clock {
    const ALL: [Self; 3] = [Self::Answer, Self::ShortLapse, Self::LongLapse];

    const fn title(self) -> &'static str {
        match self {
            Self::Answer => "settings-leads-answer",
            Self::ShortLapse => "settings-leads-short",
            Self::LongLapse => "settings-leads-long",
        }
    }

    const fn help(self) -> &'static str {
        match self {
            Self::Answer => "settings-leads-answer-help",
            Self::ShortLapse => "settings-leads-short-help",
            Self::LongLapse => "settings-leads-long-help",
        }
    }

    /// How long the clock runs: a lead time is shorter.
    const fn seconds(self) -> i64 {
        match self {
            Self::Answer => 24 * HOUR,
            Self::ShortLapse => 72 * HOUR,
            Self::LongLapse => 7 * 24 * HOUR,
        }
    }

    const fn of(self, leads: &LeadTimes) -> &Vec<i64> {
        match self {
            Self::Answer => &leads.answer_seconds,
            Self::ShortLapse => &leads.short_lapse_seconds,
            Self::LongLapse => &leads.long_lapse_seconds,
        }
    }

    const fn of_mut(self, leads: &mut LeadTimes) -> &mut Vec<i64> {
        match self {
            Self::Answer => &mut leads.answer_seconds,
            Self::ShortLapse => &mut leads.short_lapse_seconds,
            Self::LongLapse => &mut leads.long_lapse_seconds,
        }
    }
}

/// Why hours as typed are no lead time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum LeadError {
    NotHours,
    TooLong,
    TakenAlready,
}

/// What is typed for each clock, and what was wrong with it.
#[derive(Default)]
pub(super) struct LeadEditor {
    typed: [Draft; 3],
}

#[derive(Default)]
struct Draft {
    text: String,
    error: Option<LeadError>,
}

impl LeadEditor {
    /// Draws a line for each clock, and the way back to what the program ships with.
    pub(super) fn ui(&mut self, ui: &mut Ui, view: &mut View<'_>) {
        for (clock, draft) in Clock::ALL.into_iter().zip(&mut self.typed) {
            let (title, help) = (view.text(clock.title()), view.text(clock.help()));
            tall_line(ui, view.tokens, (Icon::Clock, title, help), |ui| {
                ui.horizontal_wrapped(|ui| {
                    chips(ui, view, clock);
                    draft.ui(ui, view, clock);
                });
                if let Some(error) = draft.error {
                    field_error(ui, view.tokens, &say(error, clock, view));
                }
            });
        }
        let title = view.text("settings-leads-reset");
        let help = view.text("settings-leads-reset-help");
        line(
            ui,
            view.tokens,
            (Icon::Undo, title, help),
            Room::Medium,
            |ui| {
                let is_default = view.session.settings().leads == LeadTimes::default();
                let why_not = is_default.then(|| view.text("settings-leads-reset-done"));
                let reset = view.text("settings-leads-reset-do");
                if button_enabled(ui, view.tokens, Emphasis::Normal, reset, why_not).clicked() {
                    self.typed = Default::default();
                    change(view, |settings| settings.leads = LeadTimes::default());
                }
            },
        );
    }
}

/// The lead times of a clock, each with a button that removes it.
fn chips(ui: &mut Ui, view: &mut View<'_>, clock: Clock) {
    let mut seconds = clock.of(&view.session.settings().leads).clone();
    seconds.sort_unstable_by(|a, b| b.cmp(a));
    if seconds.is_empty() {
        ui.label(
            RichText::new(view.text("settings-leads-none"))
                .font(Type::body())
                .color(view.tokens.text_weak),
        );
    }
    for lead in seconds {
        let name = view.format.lead(lead);
        let remove = view.text_with("settings-leads-remove", &[("lead", (&name).into())]);
        Frame::new()
            .fill(view.tokens.accent_soft)
            .corner_radius(CornerRadius::same(Radius::S))
            .inner_margin(Margin {
                left: 10,
                right: 2,
                top: 1,
                bottom: 1,
            })
            .show(ui, |ui| {
                ui.horizontal(|ui| {
                    ui.spacing_mut().item_spacing.x = Space::XS;
                    ui.label(
                        RichText::new(&name)
                            .font(Type::strong())
                            .color(view.tokens.text),
                    );
                    let cross = Icon::Close
                        .image()
                        .fit_to_exact_size(egui::Vec2::splat(14.0))
                        .alt_text(&remove);
                    let response = ui
                        .add(
                            egui::Button::image(cross)
                                .image_tint_follows_text_color(true)
                                .frame_when_inactive(false)
                                .corner_radius(Radius::S)
                                .min_size(egui::Vec2::splat(26.0)),
                        )
                        .on_hover_text(&remove);
                    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &remove));
                    if response.clicked() {
                        change(view, |settings| {
                            clock
                                .of_mut(&mut settings.leads)
                                .retain(|other| *other != lead);
                        });
                    }
                });
            });
    }
}

impl Draft {
    /// The field that adds a lead time, and its button.
    fn ui(&mut self, ui: &mut Ui, view: &mut View<'_>, clock: Clock) {
        let title = Argument::from(view.text(clock.title()));
        let name = view.text_with("settings-leads-hours", &[("clock", title.clone())]);
        let response = ui.add(
            TextEdit::singleline(&mut self.text)
                .hint_text(
                    RichText::new(view.text("settings-leads-hint")).color(view.tokens.text_weak),
                )
                .desired_width(76.0)
                .margin(Margin::symmetric(8, 6)),
        );
        let value = self.text.clone();
        response.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::TextInput, true, &name);
            info.current_text_value = Some(value.clone());
            info
        });
        if response.changed() {
            self.error = None;
        }
        let add_name = view.text_with("settings-leads-add", &[("clock", title)]);
        let add = button(ui, view.tokens, Emphasis::Normal, view.text("common-add"));
        add.widget_info(|| WidgetInfo::labeled(Role::Button, true, &add_name));
        let is_left = response.lost_focus();
        if is_left && ui.input(|input| input.key_pressed(Key::Escape)) {
            *self = Self::default();
        } else if is_left || add.clicked() {
            self.add(view, clock);
        }
        if is_left && ui.input(|input| input.key_pressed(Key::Enter)) {
            // More than one can be typed in a row.
            response.request_focus();
        }
    }

    fn add(&mut self, view: &mut View<'_>, clock: Clock) {
        if self.text.trim().is_empty() {
            return;
        }
        match read_lead(&self.text, clock, clock.of(&view.session.settings().leads)) {
            Ok(lead) => {
                self.text.clear();
                self.error = None;
                change(view, |settings| {
                    let leads = clock.of_mut(&mut settings.leads);
                    leads.push(lead);
                    leads.sort_unstable_by(|a, b| b.cmp(a));
                });
            }
            Err(error) => self.error = Some(error),
        }
    }
}

/// The seconds of hours as typed, in half or full width: more than none, to the minute, shorter than the clock, and not there already.
fn read_lead(text: &str, clock: Clock, present: &[i64]) -> Result<i64, LeadError> {
    let plain: String = text.trim().nfkc().collect();
    let is_number = plain
        .chars()
        .all(|character| character.is_ascii_digit() || character == '.');
    let hours: f64 = plain.parse().map_err(|_| LeadError::NotHours)?;
    if !is_number {
        return Err(LeadError::NotHours);
    }
    if hours >= (clock.seconds() / HOUR) as f64 {
        return Err(LeadError::TooLong);
    }
    let seconds = (hours * 60.0).round() as i64 * 60;
    if seconds <= 0 {
        return Err(LeadError::NotHours);
    }
    if seconds >= clock.seconds() {
        return Err(LeadError::TooLong);
    }
    if present.contains(&seconds) {
        return Err(LeadError::TakenAlready);
    }
    Ok(seconds)
}

fn say(error: LeadError, clock: Clock, view: &View<'_>) -> String {
    match error {
        LeadError::NotHours => view.text("settings-leads-error-number").to_owned(),
        LeadError::TooLong => view.text_with(
            "settings-leads-error-long",
            &[("hours", (clock.seconds() / HOUR).into())],
        ),
        LeadError::TakenAlready => view.text("settings-leads-error-taken").to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_read_in_half_and_full_width() {
        let read = |text| read_lead(text, Clock::ShortLapse, &[]);
        assert_eq!(read(" 6 "), Ok(6 * HOUR));
        assert_eq!(read("1.5"), Ok(HOUR + HOUR / 2));
        assert_eq!(read("１２"), Ok(12 * HOUR));
        assert_eq!(read("0.01"), Ok(60));
    }

    #[test]
    fn a_lead_time_is_more_than_none_and_shorter_than_its_clock() {
        for text in ["0", "-3", "", "x", "1e3", "inf", "NaN", "0.001", "+4"] {
            assert_eq!(
                read_lead(text, Clock::LongLapse, &[]),
                Err(LeadError::NotHours),
                "{text}"
            );
        }
        for (clock, hours) in [
            (Clock::Answer, 24),
            (Clock::ShortLapse, 72),
            (Clock::LongLapse, 168),
        ] {
            let read = |hours: i64| read_lead(&hours.to_string(), clock, &[]);
            assert_eq!(read(hours), Err(LeadError::TooLong));
            assert_eq!(read(hours - 1), Ok((hours - 1) * HOUR));
        }
        assert_eq!(
            read_lead("23.9999", Clock::Answer, &[]),
            Err(LeadError::TooLong)
        );
        assert_eq!(
            read_lead("4", Clock::Answer, &[4 * HOUR]),
            Err(LeadError::TakenAlready)
        );
    }
}
