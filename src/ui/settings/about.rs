//! What program this is, and under which licences it and its typeface are given.

use super::super::theme::{Icon, Radius, Type};
use super::super::view::View;
use super::super::widgets::{Emphasis, button};
use super::layout::{Room, line};
use egui::{CornerRadius, Frame, Margin, RichText, ScrollArea, Ui};

const FONT_LICENCE: &str = include_str!("../../../assets/fonts/OFL.txt");

/// The lines about the program.
pub(super) fn ui(ui: &mut Ui, view: &View<'_>, is_licence_open: &mut bool) {
    let version = view.text_with(
        "settings-version",
        &[("version", env!("CARGO_PKG_VERSION").into())],
    );
    let help = view.text_with(
        "settings-licence",
        &[("licence", env!("CARGO_PKG_LICENSE").into())],
    );
    line(
        ui,
        view.tokens,
        (Icon::Info, &version, &help),
        Room::Wide,
        |_| {},
    );
    let title = view.text("settings-fonts");
    let help = view.text("settings-fonts-help");
    line(
        ui,
        view.tokens,
        (Icon::File, title, help),
        Room::Wide,
        |ui| {
            let text = if *is_licence_open {
                "settings-fonts-hide"
            } else {
                "settings-fonts-show"
            };
            if button(ui, view.tokens, Emphasis::Normal, view.text(text)).clicked() {
                *is_licence_open = !*is_licence_open;
            }
        },
    );
    if *is_licence_open {
        Frame::new()
            .fill(view.tokens.sunken)
            .corner_radius(CornerRadius::same(Radius::S))
            .inner_margin(Margin::same(12))
            .outer_margin(Margin {
                bottom: 12,
                ..Margin::ZERO
            })
            .show(ui, |ui| {
                ScrollArea::vertical().max_height(260.0).show(ui, |ui| {
                    ui.set_width(ui.available_width());
                    ui.label(
                        RichText::new(FONT_LICENCE)
                            .font(Type::caption())
                            .color(view.tokens.text_weak),
                    );
                });
            });
    }
}
