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
    ui.horizontal(|ui| {
        ui.set_height(28.0);
        ui.add_space(Space::XS);
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
                pill(ui, Some(Icon::Clock), &words, tokens.urgency(Urgency::Soon));
            }
        });
    });
    // Every lane has the line, so that their cards start at one height.
    let sums = lane
        .sums()
        .iter()
        .map(|(currency, sum)| view.format.money_sum_short(*sum, *currency))
        .collect::<Vec<_>>()
        .join(" · ");
    ui.horizontal(|ui| {
        ui.set_height(16.0);
        ui.add_space(Space::XS);
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
