//! What was told since the window was opened, the newest first, so that nothing is missed that faded too soon.

use super::super::theme::{Icon, Radius, Space, Type};
use super::super::view::View;
use super::super::widgets::{Emphasis, button_enabled, empty_state};
use super::drawer::{Drawer, head};
use super::{Kind, Notices, WayBack, way_back_key};
use crate::domain::{Command, Timestamp};
use egui::{Frame, Label, Layout, Margin, RichText, ScrollArea, Ui};
use std::collections::VecDeque;

/// So many are remembered.
const MOST_KEPT: usize = 200;

/// What was told.
#[derive(Default)]
pub(super) struct Log(VecDeque<Told>);

struct Told {
    kind: Kind,
    text: String,
    way_back: Option<WayBack>,
    at: Timestamp,
}

impl Log {
    pub(super) fn add(
        &mut self,
        kind: Kind,
        text: &str,
        way_back: Option<&WayBack>,
        at: Timestamp,
    ) {
        self.0.push_front(Told {
            kind,
            text: text.to_owned(),
            way_back: way_back.cloned(),
            at,
        });
        self.0.truncate(MOST_KEPT);
    }
}

impl Notices {
    /// Draws what was told, as the content of the drawer. What is read there need not stand over the window too.
    pub fn log_ui(&mut self, ui: &mut Ui, view: &mut View<'_>) {
        self.notices.retain(|notice| notice.kind == Kind::Lasting);
        head(ui, view, Drawer::Notices);
        ui.add_space(Space::S);
        let Log(all) = &self.log;
        if all.is_empty() {
            let (title, body) = ("notice-log-empty-title", "notice-log-empty-body");
            let (title, body) = (view.text(title), view.text(body));
            empty_state(ui, view.tokens, Icon::History, title, body, |_| {});
            return;
        }
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = Space::S;
            for told in all {
                told_ui(ui, view, told);
            }
        });
    }
}

fn told_ui(ui: &mut Ui, view: &mut View<'_>, told: &Told) {
    let tokens = view.tokens;
    let (icon, ink) = told.kind.face(tokens);
    Frame::new()
        .fill(tokens.sunken)
        .corner_radius(Radius::M)
        .inner_margin(Margin::symmetric(12, 8))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal_top(|ui| {
                ui.add(icon.image().tint(ink));
                ui.vertical(|ui| {
                    let words = RichText::new(&told.text)
                        .font(Type::body())
                        .color(tokens.text);
                    ui.add(Label::new(words).wrap());
                    ui.horizontal(|ui| {
                        let at = view.format.date_time_short(told.at, view.now);
                        let at = RichText::new(at)
                            .font(Type::caption())
                            .color(tokens.text_weak);
                        ui.label(at);
                        ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
                            take_back(ui, view, told);
                        });
                    });
                });
            });
        });
}

/// The button that takes it back; where something else is to be taken back before it, it says so.
fn take_back(ui: &mut Ui, view: &mut View<'_>, told: &Told) {
    let Some(way_back) = &told.way_back else {
        return;
    };
    let overview = view.session.overview();
    let is_next = |change| [overview.undoes, overview.redoes].contains(&Some(change));
    let can = match way_back.command {
        Command::Revert(change) => is_next(change),
        _ => true,
    };
    let why_not = (!can).then(|| view.text("notice-log-not-next"));
    let word = view.text(way_back_key(way_back));
    if button_enabled(ui, view.tokens, Emphasis::Quiet, word, why_not).clicked() {
        view.command(way_back.command.clone());
    }
}
