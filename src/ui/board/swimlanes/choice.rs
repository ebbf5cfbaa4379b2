//! The control in the search line by which the board is put into bands.

use super::super::super::actions::{UiAction, swimlanes_key};
use super::super::super::theme::{Icon, Space, Type};
use super::super::super::view::{Ask, View};
use super::super::super::widgets::{Emphasis, icon_button, icon_text_button};
use crate::desk::Swimlanes;
use egui::{Popup, Role, Ui, Vec2, WidgetInfo};

/// Between the icon and the word, with some room to spare, in points.
const GAP: f32 = 10.0;

/// While there are no bands its word stands there only where it leaves the count of what is found so much, in points.
const ROOM_BESIDE: f32 = 160.0;

/// Draws the button, which tells what the bands are made by, and its menu while that is open.
pub(in crate::ui::board) fn choice(ui: &mut Ui, view: &mut View<'_>) {
    let name = view.text("board-swimlanes");
    let by = view.session.settings().swimlanes;
    let shown = if by == Swimlanes::Off {
        name
    } else {
        view.text(swimlanes_key(by))
    };
    // It never makes the line another row, which the cards would miss more: Settings and the palette have the choice too.
    let room = ui.available_size_before_wrap().x;
    let icon_width = Icon::SIZE + 2.0 * ui.spacing().button_padding.x;
    let word = (ui.painter()).layout_no_wrap(shown.to_owned(), Type::body(), view.tokens.text);
    let beside = if by == Swimlanes::Off {
        ROOM_BESIDE
    } else {
        0.0
    };
    let button = if icon_width + GAP + word.size().x + beside <= room {
        icon_text_button(ui, view.tokens, Emphasis::Normal, Icon::Swimlanes, shown)
    } else if icon_width <= room {
        icon_button(ui, Icon::Swimlanes, name)
    } else {
        return;
    };
    button.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::Button, true, name);
        info.current_text_value = (shown != name).then(|| shown.to_owned());
        info
    });
    Popup::menu(&button).accessible_name(name).show(|ui| {
        ui.spacing_mut().item_spacing = Vec2::new(Space::XS, Space::XS);
        for choice in Swimlanes::ALL {
            let line = ui.selectable_label(choice == by, view.text(swimlanes_key(choice)));
            if line.clicked() && choice != by {
                view.ask(Ask::Perform(UiAction::Swimlanes(choice), None));
            }
        }
        if by == Swimlanes::Off {
            return;
        }
        ui.separator();
        for action in [UiAction::CollapseBands, UiAction::OpenBands] {
            if ui.button(action.name(view.texts)).clicked() {
                view.ask(Ask::Perform(action, None));
            }
        }
    });
}
