//! Notices of what was done or refused.

mod drawer;
mod log;
mod reminder_list;

use super::theme::{Icon, Radius, Space, Tokens, Type};
use super::view::{Ask, View};
use super::widgets::{Emphasis, button, icon_button};
use crate::domain::{Command, Timestamp};
use egui::{Align2, Area, Color32, Frame, Id, Layout, Order, RichText, Ui, Vec2};
use std::collections::VecDeque;
use std::path::PathBuf;

pub use drawer::{Drawer, head as drawer_head};
use log::Log;
pub use reminder_list::ReminderList;

/// What a notice is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    /// Something was done.
    Done,
    /// Something was done, and some of it refused; stays until it is closed.
    Partly,
    /// A backup was put in the file's place; stays until it is closed.
    Restored,
    /// Something to know.
    Info,
    /// Something was refused or failed; stays until it is closed.
    Problem,
    /// Nothing works as it should until the program is started again; stays.
    Lasting,
}

impl Kind {
    const fn stays(self) -> bool {
        matches!(
            self,
            Self::Restored | Self::Partly | Self::Problem | Self::Lasting
        )
    }

    /// Its icon and the colour of that.
    const fn face(self, tokens: &Tokens) -> (Icon, Color32) {
        match self {
            Self::Done | Self::Restored => (Icon::Check, tokens.good),
            Self::Partly => (Icon::Warning, tokens.soon),
            Self::Info => (Icon::Info, tokens.accent),
            Self::Problem | Self::Lasting => (Icon::Warning, tokens.critical),
        }
    }
}

/// What takes back something done.
#[derive(Clone, PartialEq, Debug)]
pub struct WayBack {
    /// The command.
    pub command: Command,
    /// Whether it makes something again that was undone.
    pub is_redo: bool,
}

struct Notice {
    number: u64,
    kind: Kind,
    text: String,
    /// What assistive technology is told beyond the text, such as where a card went.
    aside: Option<String>,
    /// For something done: what takes it back, while nothing else was done since.
    way_back: Option<WayBack>,
    /// A file that was written, to be opened from here.
    file: Option<PathBuf>,
    /// The backup that takes a restore back.
    kept: Option<PathBuf>,
    shown_at: Timestamp,
}

/// The notices in sight.
#[derive(Default)]
pub struct Notices {
    notices: VecDeque<Notice>,
    count: u64,
    log: Log,
}

/// How long a notice stays that is not about a problem.
const SHOWN_MILLIS: i64 = 8_000;
/// More than these would cover the board.
const MOST_SHOWN: usize = 4;

impl Notices {
    /// Tells that something was done, and offers `way_back`: undo, or redo after an undo.
    pub fn done(&mut self, text: String, way_back: Option<WayBack>, now: Timestamp) {
        self.forget_ways_back();
        self.push(Kind::Done, text, way_back, now);
    }

    /// Has assistive technology told this too with the newest notice: what a person sees on the board.
    pub fn add_aside(&mut self, aside: String) {
        if let Some(newest) = self.notices.back_mut() {
            newest.aside = Some(aside);
        }
    }

    /// Tells something worth knowing.
    pub fn info(&mut self, text: String, now: Timestamp) {
        self.push(Kind::Info, text, None, now);
    }

    /// Tells that a file was written, and offers to open it.
    pub fn saved(&mut self, text: String, file: PathBuf, now: Timestamp) {
        self.push(Kind::Info, text, None, now);
        if let Some(notice) = self.notices.back_mut() {
            notice.file = Some(file);
        }
    }

    /// Tells that a backup was put in the file's place, and offers to put back what was there, which `kept` holds.
    pub fn restored(&mut self, text: String, kept: PathBuf, now: Timestamp) {
        // What was done before is not in the file any more, and an earlier restore is taken back from the list of backups.
        self.forget_ways_back();
        self.notices.retain(|notice| notice.kind != Kind::Restored);
        self.push(Kind::Restored, text, None, now);
        if let Some(notice) = self.notices.back_mut() {
            notice.kept = Some(kept);
        }
    }

    /// Tells that something was refused or failed.
    pub fn problem(&mut self, text: String, now: Timestamp) {
        let lasts = |notice: &Notice| notice.kind == Kind::Lasting && notice.text == text;
        if self.notices.iter().any(lasts) {
            return;
        }
        self.notices.retain(|notice| notice.text != text);
        self.push(Kind::Problem, text, None, now);
    }

    /// Tells what stays true until the program is started again.
    pub fn lasting(&mut self, text: String, now: Timestamp) {
        self.notices.retain(|notice| notice.text != text);
        self.push(Kind::Lasting, text, None, now);
    }

    /// Tells that something was done, but not all of it; stays until it is closed.
    pub fn partly_done(&mut self, text: String, way_back: Option<WayBack>, now: Timestamp) {
        self.forget_ways_back();
        self.push(Kind::Partly, text, way_back, now);
    }

    /// Only the newest change can be undone, so those before need no notice any more; what they left undone is still to be read.
    fn forget_ways_back(&mut self) {
        self.notices.retain(|notice| notice.kind != Kind::Done);
        for notice in &mut self.notices {
            notice.way_back = None;
        }
    }

    /// Draws the notices over the window's foot, `above` what stands there.
    pub fn ui(&mut self, ctx: &egui::Context, view: &mut View<'_>, above: f32) {
        self.notices.retain(|notice| {
            notice.kind.stays() || view.now.millis_from(notice.shown_at) < SHOWN_MILLIS
        });
        if self.notices.is_empty() {
            return;
        }
        Area::new(Id::unique("notices"))
            .order(Order::Foreground)
            .anchor(Align2::LEFT_BOTTOM, Vec2::new(Space::L, -Space::L - above))
            .show(ctx, |ui| {
                let mut closed = None;
                // A problem stays until it is read; those that find no room are in the list.
                let hidden = self.notices.len().saturating_sub(MOST_SHOWN);
                if hidden > 0 {
                    more(ui, view, hidden);
                }
                for notice in self.notices.iter().skip(hidden) {
                    if notice_ui(ui, view, notice) {
                        closed = Some(notice.number);
                    }
                }
                self.notices.retain(|notice| Some(notice.number) != closed);
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

    fn push(&mut self, kind: Kind, text: String, way_back: Option<WayBack>, now: Timestamp) {
        self.count += 1;
        self.log.add(kind, &text, way_back.as_ref(), now);
        self.notices.push_back(Notice {
            number: self.count,
            kind,
            text,
            aside: None,
            way_back,
            file: None,
            kept: None,
            shown_at: now,
        });
        while self.notices.len() > MOST_SHOWN
            && let Some(oldest) = self.notices.iter().position(|notice| !notice.kind.stays())
        {
            self.notices.remove(oldest);
        }
    }
}

/// Says that there are more than are shown, and leads to the list of them.
fn more(ui: &mut Ui, view: &mut View<'_>, hidden: usize) {
    let words = view.text_with("notice-more", &[("count", hidden.into())]);
    if button(ui, view.tokens, Emphasis::Normal, &words).clicked() {
        view.ask(Ask::ShowDrawer(Some(Drawer::Notices)));
    }
}

const fn way_back_key(way_back: &WayBack) -> &'static str {
    if way_back.is_redo {
        "common-redo"
    } else {
        "common-undo"
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
            ui.set_max_width(520.0);
            ui.horizontal(|ui| {
                ui.add(icon.image().tint(ink));
                ui.scope(|ui| {
                    ui.set_max_width(380.0);
                    ui.add(
                        egui::Label::new(
                            RichText::new(&notice.text)
                                .font(Type::body())
                                .color(tokens.text),
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
        let words = match &notice.aside {
            Some(aside) => view.text_with(
                "notice-with-aside",
                &[
                    ("what", notice.text.as_str().into()),
                    ("aside", aside.as_str().into()),
                ],
            ),
            None => notice.text.clone(),
        };
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_nobody_has_read_gives_way_to_nothing() {
        let mut notices = Notices::default();
        let now = Timestamp::from_millis(0);
        for number in 0..MOST_SHOWN + 3 {
            notices.problem(format!("problem {number}"), now);
            notices.info(format!("info {number}"), now);
        }
        let problems = notices.notices.iter();
        let problems = problems.filter(|notice| notice.kind == Kind::Problem);
        assert_eq!(problems.count(), MOST_SHOWN + 3);
        assert_eq!(notices.notices.len(), MOST_SHOWN + 3);
    }
}
