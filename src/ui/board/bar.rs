//! The bar below the lanes while cards are selected: what can be done with them together, with how many, and why not.

use super::super::theme::{Icon, Radius, Space, Type};
use super::super::view::{ActionKind, Ask, View};
use super::super::widgets::{Emphasis, button_enabled, icon_button};
use super::selection::{Tally, possible_with_many, with_count};
use crate::domain::SnoozeChoice;
use crate::text::Say;
use egui::{
    Button, Frame, Id, Margin, Popup, Rect, Response, RichText, Role, Sense, Stroke, Ui, UiBuilder,
    Vec2, WidgetInfo,
};

/// The height kept free for it before it was first drawn.
pub(super) const USUAL_HEIGHT: f32 = 50.0;

/// Draws the bar into the foot of `area`, and returns its height.
pub(super) fn bar(ui: &mut Ui, view: &mut View<'_>, area: Rect, tally: &Tally) -> f32 {
    let tokens = view.tokens;
    let words = view.text_with("select-count", &[("count", tally.total().into())]);
    let builder = UiBuilder::new()
        .max_rect(area)
        .id_salt("selection-bar")
        .accessibility_role(egui::accesskit::Role::Toolbar)
        .accessibility_label(view.text("select-bar"));
    let frame = Frame::new()
        .fill(tokens.surface)
        .stroke(Stroke::new(1.0, tokens.accent))
        .corner_radius(Radius::L)
        .inner_margin(Margin::symmetric(12, 8));
    let drawn = ui.scope_builder(builder, |ui| {
        ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
            node.set_bounds(egui::accesskit::Rect {
                x0: area.left().into(),
                y0: area.top().into(),
                x1: area.right().into(),
                y1: area.bottom().into(),
            });
        });
        frame
            .show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.horizontal_wrapped(|ui| {
                    ui.spacing_mut().item_spacing = Vec2::splat(Space::S);
                    if icon_button(ui, Icon::Close, view.text("select-clear")).clicked() {
                        view.ask(Ask::ClearSelection);
                    }
                    count(ui, view, &words);
                    for kind in ActionKind::MOVES {
                        move_button(ui, view, tally, kind);
                    }
                    snooze_button(ui, view, tally);
                });
            })
            .response
            .rect
    });
    drawn.inner.height()
}

/// How many are selected; told to assistive technology as it changes.
fn count(ui: &mut Ui, view: &View<'_>, words: &str) {
    let text = RichText::new(words)
        .font(Type::strong())
        .color(view.tokens.text);
    let galley = egui::WidgetText::from(text).into_galley(
        ui,
        Some(egui::TextWrapMode::Extend),
        f32::INFINITY,
        Type::strong(),
    );
    let size = Vec2::new(galley.size().x + Space::S, 32.0);
    let (_, rect) = ui.allocate_space(size);
    let id = Id::unique("selection-count");
    let response = ui.interact(rect, id, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Status, true, words));
    ui.ctx().accesskit_node_builder(id, |node| {
        node.set_live(egui::accesskit::Live::Polite);
    });
    let at = egui::pos2(rect.left(), rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, view.tokens.text);
}

fn move_button(ui: &mut Ui, view: &mut View<'_>, tally: &Tally, kind: ActionKind) {
    let possible = possible_with_many(view, tally, kind);
    let name = kind.label(view.texts);
    let label = with_count(view, name, possible.as_ref().ok());
    let why = possible.err();
    let button = button_enabled(ui, view.tokens, Emphasis::Normal, &label, why.as_deref());
    describe(ui, &button, why.as_deref());
    if button.clicked() {
        view.ask(Ask::BeginWithSelected(kind));
    }
}

/// Tells assistive technology what the pointer is told.
fn describe(ui: &Ui, button: &Response, why: Option<&str>) {
    if let Some(why) = why {
        ui.ctx()
            .accesskit_node_builder(button.id, |node| node.set_description(why));
    }
}

fn snooze_button(ui: &mut Ui, view: &mut View<'_>, tally: &Tally) {
    let possible = tally.snoozable();
    let word = view.text("reminder-snooze");
    let label = with_count(view, word.to_owned(), possible.as_ref().ok());
    let why = possible.err().map(|refusal| refusal.say(view.texts));
    // A button of its own, not one in an area that is switched off: that would not wrap.
    let button = button_enabled(ui, view.tokens, Emphasis::Normal, &label, why.as_deref());
    describe(ui, &button, why.as_deref());
    Popup::menu(&button).show(|ui| {
        ui.set_min_width(180.0);
        for choice in SnoozeChoice::ALL {
            if ui.add(Button::new(choice.say(view.texts))).clicked() {
                view.ask(Ask::SnoozeSelected(choice));
                ui.close();
            }
        }
    });
}
