//! The bar across the top: the screens, undo and redo, reminders, and the ways to bring in a referral.

use super::super::actions::UiAction;
use super::super::theme::{Icon, Space, Type};
use super::super::widgets::{
    Emphasis, icon_button, icon_button_named, icon_text_button, name_and_key, tab, tooltip,
};
use super::{Ask, Screen, View};
use crate::desk::change_name;
use crate::domain::Command;
use crate::text::Language;
use egui::{Context, Layout, Response, Ui, Vec2};

const NEW: &str = "app-new-referral";
const IMPORT: &str = "app-import";

/// The bar; keeps how wide its words are.
#[derive(Default)]
pub(super) struct TopBar {
    widths: Option<Widths>,
}

/// How wide the words of the bar are in one language at one zoom, each with the gap before it.
#[derive(Clone, Copy)]
struct Widths {
    language: Language,
    pixels_per_point: f32,
    tabs: f32,
    new: f32,
    import: f32,
}

impl Widths {
    fn measure(ui: &Ui, view: &View<'_>) -> Self {
        let word = |key| {
            let text = view.text(key).to_owned();
            let galley = ui
                .painter()
                .layout_no_wrap(text, Type::strong(), view.tokens.text);
            galley.size().x + Space::M
        };
        Self {
            language: view.texts.language(),
            pixels_per_point: ui.pixels_per_point(),
            tabs: Screen::ALL.map(|screen| word(screen.key())).iter().sum(),
            new: word(NEW),
            import: word(IMPORT),
        }
    }

    fn are_of(&self, ui: &Ui, view: &View<'_>) -> bool {
        self.language == view.texts.language()
            && self.pixels_per_point.to_bits() == ui.pixels_per_point().to_bits()
    }
}

/// Which buttons of the bar have room for their word; the others show their icon alone.
#[derive(Clone, Copy)]
struct Words {
    on_new: bool,
    on_tabs: bool,
    on_import: bool,
    /// Not even the icons have room unless they stand closer.
    are_icons_close: bool,
}

impl Words {
    /// Takes the words away from what is needed least until the rest fits.
    fn that_fit(ui: &Ui, widths: &Widths) -> Self {
        /// What an icon takes up with the space around it.
        const ICON: f32 = 50.0;
        let icons = Screen::ALL.len() + 5;
        let mut left = ui.available_width() - icons as f32 * ICON;
        let are_icons_close = left < 0.0;
        let mut fits = |width: f32| {
            let fits = width <= left;
            left -= if fits { width } else { left.max(0.0) };
            fits
        };
        Self {
            on_new: fits(widths.new),
            on_tabs: fits(widths.tabs),
            on_import: fits(widths.import),
            are_icons_close,
        }
    }
}

impl TopBar {
    /// Draws the bar.
    pub(super) fn ui(&mut self, ui: &mut Ui, view: &mut View<'_>, screen: Screen) {
        let widths = match self.widths {
            Some(widths) if widths.are_of(ui, view) => widths,
            _ => Widths::measure(ui, view),
        };
        self.widths = Some(widths);
        ui.horizontal(|ui| {
            ui.set_height(36.0);
            let words = Words::that_fit(ui, &widths);
            if words.are_icons_close {
                ui.spacing_mut().button_padding.x = Space::XS + 1.0;
                ui.spacing_mut().item_spacing.x = Space::XS;
            }
            for target in Screen::ALL {
                screen_tab(ui, view, target == screen, target, words.on_tabs);
            }
            ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
                tools(ui, view, words);
            });
        });
    }
}

/// The buttons on the right, the rightmost first.
fn tools(ui: &mut Ui, view: &mut View<'_>, words: Words) {
    let (new, import) = (view.text(NEW), view.text(IMPORT));
    let button = tool(ui, view, Emphasis::Primary, (Icon::Add, new), words.on_new);
    if with_key(button, UiAction::NewReferral, new).clicked() {
        view.ask(Ask::NewReferral);
    }
    let wordy = words.on_import;
    let button = tool(ui, view, Emphasis::Normal, (Icon::Import, import), wordy);
    if with_key(button, UiAction::Import, import).clicked() {
        view.ask(Ask::ChooseImport);
    }
    ui.add_space(Space::S);
    reminders_button(ui, view);
    undo_buttons(ui, view);
}

/// Says under the pointer which key does the same.
fn with_key(button: Response, action: UiAction, name: &str) -> Response {
    tooltip(button, |ui| {
        let key = action.shown_shortcut(ui.ctx());
        name_and_key(ui, name, key.as_deref());
    })
}

/// A button with its word where there is room for it.
fn tool(
    ui: &mut Ui,
    view: &View<'_>,
    emphasis: Emphasis,
    (icon, name): (Icon, &str),
    wordy: bool,
) -> Response {
    if wordy {
        icon_text_button(ui, view.tokens, emphasis, icon, name)
    } else {
        icon_button(ui, icon, name)
    }
}

fn screen_tab(ui: &mut Ui, view: &mut View<'_>, is_current: bool, target: Screen, wordy: bool) {
    let go = UiAction::Go(target);
    let face = (go.icon(), view.texts.get(target.key()));
    let key = |ctx: &Context| go.shown_shortcut(ctx);
    if tab(ui, view.tokens, face, is_current, wordy, key).clicked() {
        view.ask(Ask::Go(target));
    }
}

/// The bell, with the number of reminders nobody has seen yet.
fn reminders_button(ui: &mut Ui, view: &mut View<'_>) {
    let unread = view.session.overview().unread_reminders;
    let key = |ctx: &Context| UiAction::Reminders.shown_shortcut(ctx);
    let response = icon_button_named(ui, Icon::Bell, key, || {
        view.text_with("app-reminders", &[("count", unread.into())])
    });
    if unread > 0 {
        let centre = response.rect.right_top() + Vec2::new(-7.0, 8.0);
        let painter = ui.painter();
        painter.circle_filled(centre, 8.0, view.tokens.critical);
        let shown = if unread > 9 {
            "9+".to_owned()
        } else {
            unread.to_string()
        };
        painter.text(
            centre,
            egui::Align2::CENTER_CENTER,
            shown,
            Type::badge(),
            view.tokens.surface,
        );
    }
    if response.clicked() {
        view.ask(Ask::ToggleReminders);
    }
}

fn undo_buttons(ui: &mut Ui, view: &mut View<'_>) {
    let overview = view.session.overview();
    for (action, label, key, none_key, command) in [
        (
            UiAction::Redo,
            &overview.redoable,
            "app-redo",
            "common-redo",
            Command::Redo,
        ),
        (
            UiAction::Undo,
            &overview.undoable,
            "app-undo",
            "common-undo",
            Command::Undo,
        ),
    ] {
        let name = || match label {
            Some(label) => view.text_with(key, &[("what", change_name(view.texts, label).into())]),
            None => view.texts.get(none_key).to_owned(),
        };
        let shortcut = |ctx: &Context| action.shown_shortcut(ctx);
        let button = |ui: &mut Ui| icon_button_named(ui, action.icon(), shortcut, name);
        if ui.add_enabled(label.is_some(), button).clicked() {
            view.command(command);
        }
    }
}
