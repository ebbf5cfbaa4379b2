//! The sheet of keys, made from the list of actions.

use super::super::actions::{Group, UiAction, take};
use super::super::theme::{Space, Type};
use super::super::view::View;
use super::super::widgets::{DialogAnswer, Emphasis, button, dialog, dialog_body, keycap, section};
use egui::{Align, Context, Layout, RichText, Ui, vec2};

const WIDTH: f32 = 760.0;
const COLUMNS: usize = 2;
/// Two columns of names and keys fit into this width, in points.
const ROOM_FOR_COLUMNS: f32 = 620.0;
const LINE_HEIGHT: f32 = 24.0;
const BUTTON_HEIGHT: f32 = 32.0;

/// The sheet of keys.
#[derive(Default)]
pub struct KeySheet {
    is_open: bool,
}

impl KeySheet {
    /// Opens it.
    pub const fn open(&mut self) {
        self.is_open = true;
    }

    /// Whether it is open.
    pub const fn is_open(&self) -> bool {
        self.is_open
    }

    /// Draws it, when it is open.
    pub fn ui(&mut self, ctx: &Context, view: &View<'_>) {
        if !self.is_open {
            return;
        }
        let title = view.text("keys-shortcuts");
        let answer = dialog(ctx, view.tokens, "keys", title, WIDTH, |ui| {
            dialog_body(ui, "keys-body", |ui| groups(ui, view));
            // A row of its own height: in what is left of a dialog that was higher before, the button would keep it that high.
            let row = vec2(ui.available_width(), BUTTON_HEIGHT);
            let layout = Layout::right_to_left(Align::Center);
            let close = ui.allocate_ui_with_layout(row, layout, |ui| {
                button(
                    ui,
                    view.tokens,
                    Emphasis::Primary,
                    view.text("common-close"),
                )
            });
            let is_toggled = take(ui.ctx(), UiAction::Shortcuts)
                || ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, egui::Key::Enter));
            if close.inner.clicked() || is_toggled {
                DialogAnswer::Confirmed
            } else {
                DialogAnswer::Open
            }
        });
        self.is_open = answer == DialogAnswer::Open;
    }
}

/// The groups in columns, each as high as what is in it.
fn groups(ui: &mut Ui, view: &View<'_>) {
    ui.spacing_mut().item_spacing.x = Space::XL;
    // At a large text size one column after the other.
    let count = if ui.available_width() < ROOM_FOR_COLUMNS {
        1
    } else {
        COLUMNS
    };
    ui.columns(count, |columns| {
        for (index, group) in Group::ALL.into_iter().enumerate() {
            let Some(ui) = columns.get_mut(index % count) else {
                continue;
            };
            ui.spacing_mut().item_spacing.y = 2.0;
            ui.spacing_mut().interact_size.y = LINE_HEIGHT;
            section(ui, view.tokens, view.text(group.key()));
            for action in UiAction::ALL.into_iter().filter(|one| one.group() == group) {
                line(ui, view, action);
            }
            ui.add_space(Space::M);
        }
    });
}

fn line(ui: &mut Ui, view: &View<'_>, action: UiAction) {
    let keys = action.written_shortcuts(ui.ctx());
    if keys.is_empty() {
        return;
    }
    ui.horizontal(|ui| {
        let name = action.name(view.texts);
        ui.label(
            RichText::new(name)
                .font(Type::body())
                .color(view.tokens.text),
        );
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = Space::XS;
            for key in keys.iter().rev() {
                keycap(ui, view.tokens, key);
            }
        });
    });
}
