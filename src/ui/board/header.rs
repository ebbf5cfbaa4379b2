//! What stands above the cards, and what stands where there are none.

use super::super::theme::{Icon, Space, Type};
use super::super::view::{Ask, View};
use super::super::widgets::{Emphasis, badge, empty_state, icon_text_button, pill};
use crate::domain::{Stage, Urgency};
use crate::text::Say;
use egui::{Layout, RichText, Ui};

/// What assistive technology calls a lane: its name and how many cards it has.
pub(super) fn lane_name(view: &View<'_>, stage: Stage) -> String {
    let count = view.session.board().lane(stage).len();
    view.text_with(
        "board-lane-spoken",
        &[
            ("stage", stage.say(view.texts).into()),
            ("count", count.into()),
        ],
    )
}

/// Name, count, how many are due within a day, and the sum of values.
pub(super) fn lane_header(ui: &mut Ui, view: &View<'_>, stage: Stage) {
    let tokens = view.tokens;
    let lane = view.session.board().lane(stage);
    let count = i64::try_from(lane.len()).unwrap_or(i64::MAX);
    row(ui, 32.0, |ui| {
        ui.label(
            RichText::new(stage.say(view.texts))
                .font(Type::strong())
                .color(tokens.text),
        );
        badge(
            ui,
            &view.format.number(count),
            (tokens.text_weak, tokens.surface),
        );
        ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
            let due = lane.due_within_a_day(view.now);
            if due > 0 {
                let words = view.text_with("board-due-today", &[("count", due.into())]);
                let colors = tokens.urgency(Urgency::Soon);
                // A narrow lane shows the number alone.
                if ui.available_width() >= ROOM_FOR_DUE_WORDS {
                    pill(ui, Some(Icon::Clock), &words, colors);
                } else {
                    let number = view.format.number(i64::try_from(due).unwrap_or(i64::MAX));
                    pill(ui, Some(Icon::Clock), &number, colors).on_hover_text(words);
                }
            }
        });
    });
    let sums = lane
        .sums()
        .iter()
        .map(|(currency, sum)| view.format.money_sum_short(*sum, *currency))
        .collect::<Vec<_>>()
        .join(" · ");
    row(ui, 18.0, |ui| {
        let full = lane
            .sums()
            .iter()
            .map(|(currency, sum)| view.format.money_sum(*sum, *currency))
            .collect::<Vec<_>>()
            .join("\n");
        let label = egui::Label::new(
            RichText::new(&sums)
                .font(Type::caption())
                .color(tokens.text_weak),
        )
        .truncate();
        if !sums.is_empty() {
            ui.add(label).on_hover_text(full);
        }
    });
    ui.add_space(Space::XS);
}

/// The width that "12 due within a day" takes, in points.
const ROOM_FOR_DUE_WORDS: f32 = 170.0;

/// A row of exactly this height, so that the cards of every lane start at one height.
fn row(ui: &mut Ui, height: f32, content: impl FnOnce(&mut Ui)) {
    let size = egui::vec2(ui.available_width(), height);
    ui.allocate_ui_with_layout(size, Layout::left_to_right(egui::Align::Center), |ui| {
        ui.set_min_size(size);
        ui.add_space(Space::XS);
        content(ui);
    });
}

/// What would be in a lane that has no card.
pub(super) fn empty_lane(ui: &mut Ui, view: &View<'_>, stage: Stage) {
    let key = match stage {
        Stage::New => "board-empty-new",
        Stage::Evaluating => "board-empty-evaluating",
        Stage::Negotiating | Stage::Archived => "board-empty-negotiating",
    };
    ui.vertical_centered(|ui| {
        ui.add_space(Space::XL);
        ui.set_max_width(ui.available_width() - Space::XL);
        ui.label(
            RichText::new(view.text(key))
                .font(Type::body())
                .color(view.tokens.text_weak),
        );
    });
}

/// The first start: what the program is for, and three ways to begin.
pub(super) fn first_run(ui: &mut Ui, view: &mut View<'_>) {
    let tokens = view.tokens;
    let (title, body) = (
        view.text("board-first-title"),
        view.text("board-first-body"),
    );
    empty_state(ui, tokens, Icon::Board, title, body, |ui| {
        ui.add_space(Space::S);
        for (emphasis, icon, key, ask) in [
            (
                Emphasis::Primary,
                Icon::Add,
                "app-new-referral",
                Ask::NewReferral,
            ),
            (
                Emphasis::Normal,
                Icon::Import,
                "app-import",
                Ask::ChooseImport,
            ),
            (
                Emphasis::Normal,
                Icon::Board,
                "board-add-samples",
                Ask::AddSamples,
            ),
        ] {
            if icon_text_button(ui, tokens, emphasis, icon, view.text(key)).clicked() {
                view.ask(ask);
            }
        }
    });
}
