//! The menu that puts a referral's reminders off.

use super::super::theme::Icon;
use super::super::view::View;
use super::{Emphasis, icon_text_button};
use crate::domain::{Action, Command, Referral, Refusal, SnoozeChoice, snooze};
use crate::text::Say;
use egui::{Button, Popup, Response, Role, Ui, WidgetInfo};

/// A button with a menu of the choices, each with the instant it comes to: where the deadline leaves less than asked for, it says so. Where
/// nothing can be put off the button is off, and says why under the pointer.
pub fn snooze_menu(ui: &mut Ui, view: &mut View<'_>, referral: &Referral) -> Response {
    let hours = &view.session.settings().hours;
    let zone = view.texts.zone();
    let choices: Result<Vec<_>, Refusal> = SnoozeChoice::ALL
        .into_iter()
        .map(|choice| Ok((choice, snooze(referral, choice, view.now, hours, &zone)?)))
        .collect();
    let word = view.text("reminder-snooze");
    let name = view.text_with(
        "reminder-snooze-for",
        &[("customer", referral.customer.as_str().into())],
    );
    let response = ui
        .add_enabled_ui(choices.is_ok(), |ui| {
            let button = icon_text_button(ui, view.tokens, Emphasis::Normal, Icon::Clock, word);
            button.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), &name));
            button
        })
        .inner;
    let choices = match choices {
        Ok(choices) => choices,
        Err(refusal) => return response.on_disabled_hover_text(refusal.say(view.texts)),
    };
    Popup::menu(&response).show(|ui| {
        ui.set_min_width(240.0);
        for (choice, until) in choices {
            let at = view.format.date_time_short(until.until, view.now);
            let key = if until.is_shortened {
                "reminder-snooze-entry-shortened"
            } else {
                "reminder-snooze-entry"
            };
            let words = view.text_with(
                key,
                &[("choice", choice.say(view.texts).into()), ("at", at.into())],
            );
            if ui.add(Button::new(words)).clicked() {
                view.command(Command::Act {
                    id: referral.id,
                    revision: Some(referral.revision),
                    action: Action::Snooze { until: until.until },
                });
                ui.close();
            }
        }
    });
    response
}
