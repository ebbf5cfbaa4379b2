//! The notices in sight: one over the other at the window's foot, and never over more of the work than they need.

use super::super::theme::{Icon, Radius, Space, Type};
use super::super::view::{Ask, View};
use super::super::widgets::{Emphasis, button, icon_button};
use super::{Drawer, Kind, MOST_SHOWN, Notice, Notices, SHOWN_MILLIS, way_back_key};
use egui::{Align2, Area, Frame, Id, Layout, Order, RichText, ScrollArea, Ui, Vec2};

/// What is taken for the height of a notice that was not drawn yet, in points.
const EXPECTED_HEIGHT: f32 = 44.0;
/// A notice is no wider than this where there is room, and its words; in points.
const MOST_WIDTH: f32 = 520.0;
const MOST_TEXT_WIDTH: f32 = 380.0;
/// What stands beside the words of a notice takes up so much, in points.
const AROUND_TEXT: f32 = 140.0;

impl Notices {
    /// Draws the notices over the window's foot, `above` what stands there.
    pub fn ui(&mut self, ctx: &egui::Context, view: &mut View<'_>, above: f32) {
        self.notices.retain(|notice| {
            notice.kind.stays() || view.now.millis_from(notice.shown_at) < SHOWN_MILLIS
        });
        if self.notices.is_empty() {
            return;
        }
        // In a low window, or with large text, the work keeps most of the height.
        let room = (ctx.content_rect().height() / 3.0).max(EXPECTED_HEIGHT);
        Area::new(Id::unique("notices"))
            .order(Order::Foreground)
            .anchor(Align2::LEFT_BOTTOM, Vec2::new(Space::L, -Space::L - above))
            .show(ctx, |ui| {
                let hidden = self.notices.len() - self.count_in(room);
                if hidden > 0 {
                    more(ui, view, hidden);
                }
                let tallest = self.notices.back().and_then(|newest| newest.height);
                if tallest.is_some_and(|height| height > room) {
                    ScrollArea::vertical()
                        .max_height(room)
                        .min_scrolled_height(room)
                        .show(ui, |ui| self.newest(ui, view, hidden));
                } else {
                    self.newest(ui, view, hidden);
                }
            });
        let next = self
            .notices
            .iter()
            .filter(|notice| !notice.kind.stays())
            .map(|notice| SHOWN_MILLIS - view.now.millis_from(notice.shown_at))
            .min();
        if let Some(millis) = next {
            let after = std::time::Duration::from_millis(millis.max(1).unsigned_abs());
            ctx.request_repaint_after(after);
        }
    }

    /// Draws all but so many of the oldest.
    fn newest(&mut self, ui: &mut Ui, view: &mut View<'_>, hidden: usize) {
        let mut closed = None;
        for notice in self.notices.iter_mut().skip(hidden) {
            let top = ui.cursor().top();
            if notice_ui(ui, view, notice) {
                closed = Some(notice.number);
            }
            let height = Some(ui.min_rect().bottom() - top);
            if notice.height != height {
                notice.height = height;
                ui.ctx().request_repaint();
            }
        }
        self.notices.retain(|notice| Some(notice.number) != closed);
    }

    /// How many of the newest are shown in this height. A problem stays until it is read; those that find no room are in the list.
    fn count_in(&self, room: f32) -> usize {
        let mut taken = 0.0;
        let fits = |notice: &&Notice| {
            let is_first = taken == 0.0;
            taken += notice.height.unwrap_or(EXPECTED_HEIGHT) + Space::S;
            is_first || taken <= room
        };
        let newest = self.notices.iter().rev().take(MOST_SHOWN);
        newest.take_while(fits).count()
    }
}

/// Says that there are more than are shown, and leads to the list of them.
fn more(ui: &mut Ui, view: &mut View<'_>, hidden: usize) {
    let words = view.text_with("notice-more", &[("count", hidden.into())]);
    if button(ui, view.tokens, Emphasis::Normal, &words).clicked() {
        view.ask(Ask::ShowDrawer(Some(Drawer::Notices)));
    }
}

/// What is told, and what comes after it.
fn words(view: &View<'_>, what: &str, aside: Option<&str>) -> String {
    match aside {
        Some(aside) => {
            let arguments = [("what", what.into()), ("aside", aside.into())];
            view.text_with("notice-with-aside", &arguments)
        }
        None => what.to_owned(),
    }
}

/// Draws one notice; true when it was closed.
fn notice_ui(ui: &mut Ui, view: &mut View<'_>, notice: &Notice) -> bool {
    let tokens = view.tokens;
    let (icon, ink) = notice.kind.face(tokens);
    let line = match notice.kind {
        Kind::Done | Kind::Restored | Kind::Info => tokens.border_strong,
        Kind::Partly => tokens.soon,
        Kind::Problem | Kind::Lasting => tokens.critical,
    };
    let told = words(view, &notice.text, notice.why_not_shown.as_deref());
    let mut closed = false;
    let frame = Frame::new()
        .fill(tokens.surface)
        .stroke(egui::Stroke::new(1.0, line))
        .corner_radius(Radius::M)
        .shadow(egui::Shadow {
            offset: [0, 4],
            blur: 14,
            spread: 0,
            color: tokens.shadow,
        })
        .inner_margin(egui::Margin::symmetric(12, 8))
        .show(ui, |ui| {
            let outside = ui.ctx().content_rect().width() - 2.0 * Space::L - 24.0;
            let width = MOST_WIDTH.min(outside);
            ui.set_max_width(width);
            ui.horizontal(|ui| {
                ui.add(icon.image().tint(ink));
                ui.scope(|ui| {
                    ui.set_max_width(MOST_TEXT_WIDTH.min(width - AROUND_TEXT));
                    ui.add(
                        egui::Label::new(
                            RichText::new(&told).font(Type::body()).color(tokens.text),
                        )
                        .wrap(),
                    );
                });
                ui.with_layout(Layout::left_to_right(egui::Align::Center), |ui| {
                    if let Some(way_back) = &notice.way_back
                        && button(
                            ui,
                            tokens,
                            Emphasis::Quiet,
                            view.text(way_back_key(way_back)),
                        )
                        .clicked()
                    {
                        view.command(way_back.command.clone());
                        closed = true;
                    }
                    if let Some(id) = notice.shows {
                        let show = view.text("notice-show");
                        if button(ui, tokens, Emphasis::Quiet, show).clicked() {
                            view.ask(Ask::Open(id));
                            closed = true;
                        }
                    }
                    if let Some(file) = &notice.file {
                        let open = view.text("sheet-open-file");
                        if button(ui, tokens, Emphasis::Quiet, open).clicked() {
                            view.ask(Ask::OpenFile(file.clone()));
                            closed = true;
                        }
                    }
                    if let Some(kept) = &notice.kept {
                        let undo = view.text("backups-undo");
                        if button(ui, tokens, Emphasis::Quiet, undo).clicked() {
                            view.ask(Ask::Restore(kept.clone()));
                            closed = true;
                        }
                    }
                    if notice.kind != Kind::Lasting
                        && icon_button(ui, Icon::Close, view.text("notice-close")).clicked()
                    {
                        closed = true;
                    }
                });
            });
        });
    // Read out without taking the focus.
    let id = Id::unique(("notice", notice.number));
    let response = ui.interact(frame.response.rect, id, egui::Sense::hover());
    let is_problem = matches!(notice.kind, Kind::Problem | Kind::Lasting);
    let role = if is_problem {
        egui::Role::Alert
    } else {
        egui::Role::Status
    };
    response.widget_info(|| {
        let words = words(view, &told, notice.aside.as_deref());
        egui::WidgetInfo::labeled(role, true, words)
    });
    ui.ctx().accesskit_node_builder(id, |node| {
        // What was refused or failed interrupts whatever is being read.
        node.set_live(if is_problem {
            egui::accesskit::Live::Assertive
        } else {
            egui::accesskit::Live::Polite
        });
    });
    closed
}
