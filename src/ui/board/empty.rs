//! What stands where there are no cards.

use super::super::actions::UiAction;
use super::super::theme::{Icon, Space, Type};
use super::super::view::{ActionKind, Ask, View};
use super::super::widgets::{Emphasis, empty_state, icon_text_button};
use crate::domain::Stage;
use egui::{RichText, Ui};

/// What would be in a lane that has no card, and how something gets there.
pub(super) fn empty_lane(ui: &mut Ui, view: &mut View<'_>, stage: Stage) {
    let board = view.session.board();
    let is_hidden = board.is_narrowed() && !board.whole_lane(stage).is_empty();
    let key_of = |kind| {
        let shortcut = UiAction::Referral(kind).shown_shortcut(ui.ctx());
        shortcut.unwrap_or_default()
    };
    let (words, key) = match stage {
        _ if is_hidden && view.session.is_searching() => ("board-searching", String::new()),
        // Over all lanes it is said once.
        _ if board.is_narrowed() && board.shown() == 0 && !board.is_empty() => return,
        _ if is_hidden => ("board-no-match-lane", String::new()),
        Stage::New => ("board-empty-new", String::new()),
        Stage::Evaluating => ("board-empty-evaluating", key_of(ActionKind::Interested)),
        Stage::Negotiating | Stage::Archived => {
            ("board-empty-negotiating", key_of(ActionKind::Accept))
        }
    };
    let words = view.text_with(words, &[("key", key.into())]);
    ui.vertical_centered(|ui| {
        ui.add_space(Space::XL);
        ui.set_max_width(ui.available_width() - Space::XL);
        ui.label(
            RichText::new(words)
                .font(Type::body())
                .color(view.tokens.text_weak),
        );
        if !is_hidden {
            ui.add_space(Space::S);
            next_steps(ui, view, stage);
        }
    });
}

/// What brings something into an empty lane.
fn next_steps(ui: &mut Ui, view: &mut View<'_>, stage: Stage) {
    // Of all bands, where there are any.
    let first_in = |view: &View<'_>, stage| view.session.board().lane(stage).ids().next();
    let steps: Vec<(Icon, &'static str, Ask)> = match stage {
        Stage::New => vec![
            (Icon::Add, "app-new-referral", Ask::NewReferral),
            (Icon::Import, "app-import", Ask::ChooseImport),
        ],
        Stage::Evaluating => first_in(view, Stage::New)
            .map(|id| (Icon::Info, "board-empty-open-new", Ask::Open(id)))
            .into_iter()
            .collect(),
        Stage::Negotiating | Stage::Archived => first_in(view, Stage::Evaluating)
            .map(|id| (Icon::Info, "board-empty-open-evaluating", Ask::Open(id)))
            .into_iter()
            .collect(),
    };
    for (icon, key, ask) in steps {
        let word = view.text(key);
        if icon_text_button(ui, view.tokens, Emphasis::Normal, icon, word).clicked() {
            view.ask(ask);
        }
    }
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
