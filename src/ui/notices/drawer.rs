//! The drawer on the right: what was reminded of, and what was told.

use super::super::theme::Icon;
use super::super::view::{Ask, View};
use super::super::widgets::{icon_button, segmented};
use egui::{Align, Layout, Ui};

/// What the drawer shows.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Drawer {
    /// What is to be answered before the end of the working day.
    Today,
    /// The reminders that still matter.
    Reminders,
    /// What was done, refused or told since the window was opened.
    Notices,
}

impl Drawer {
    const ALL: [Self; 3] = [Self::Today, Self::Reminders, Self::Notices];

    const fn key(self) -> &'static str {
        match self {
            Self::Today => "board-today-title",
            Self::Reminders => "reminder-list-title",
            Self::Notices => "notice-log-title",
        }
    }
}

/// The drawer's head: what it shows, the other thing it could show, and the way out.
pub fn head(ui: &mut Ui, view: &mut View<'_>, drawer: Drawer) {
    ui.horizontal(|ui| {
        let options = Drawer::ALL.map(|one| (one, view.text(one.key()).to_owned()));
        let mut chosen = drawer;
        if segmented(
            ui,
            view.tokens,
            view.text("notice-drawer"),
            &mut chosen,
            &options,
        ) {
            view.ask(Ask::ShowDrawer(Some(chosen)));
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if icon_button(ui, Icon::Close, view.text("common-close")).clicked() {
                view.ask(Ask::ShowDrawer(None));
            }
        });
    });
}
