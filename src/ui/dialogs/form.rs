//! What the forms of the dialogs are made of.

use super::super::theme::{Icon, Radius, Space, Tokens, Type};
use super::super::view::View;
use super::super::widgets::{DialogAnswer, weak_label};
use crate::domain::{Date, Timestamp};
use crate::text::{Format, Texts};
use egui::{Color32, Frame, Label, Margin, RichText, Ui, Vec2};

/// What a form draws with.
#[derive(Clone, Copy)]
pub(super) struct Draw<'a> {
    pub texts: &'a Texts,
    pub format: &'a Format,
    pub tokens: &'static Tokens,
    pub now: Timestamp,
    pub today: Date,
}

impl<'a> Draw<'a> {
    pub(super) fn of(view: &View<'a>) -> Self {
        Self {
            texts: view.texts,
            format: view.format,
            tokens: view.tokens,
            now: view.now,
            today: view.format.date_of(view.now),
        }
    }

    pub(super) fn text(self, key: &'a str) -> &'a str {
        self.texts.get(key)
    }

    /// A label that says the field may stay empty.
    pub(super) fn optional(self, key: &'a str) -> String {
        self.texts
            .with("dialog-optional-field", &[("field", self.text(key).into())])
    }
}

/// How a form was left.
pub(super) enum Answer<T> {
    Open,
    Cancelled,
    Given(T),
}

impl<T> Answer<T> {
    pub(super) fn map<U>(self, change: impl FnOnce(T) -> U) -> Answer<U> {
        match self {
            Self::Open => Answer::Open,
            Self::Cancelled => Answer::Cancelled,
            Self::Given(value) => Answer::Given(change(value)),
        }
    }

    /// What the dialog's answer means, given what its form holds. A form that holds nothing valid stays open.
    pub(super) fn of(answer: DialogAnswer, value: impl FnOnce() -> Option<T>) -> Self {
        match answer {
            DialogAnswer::Open => Self::Open,
            DialogAnswer::Cancelled => Self::Cancelled,
            DialogAnswer::Confirmed => value().map_or(Self::Open, Self::Given),
        }
    }
}

/// The customer the dialog is about, below its headline.
pub(super) fn subject_line(ui: &mut Ui, tokens: &Tokens, customer: &str) {
    ui.spacing_mut().item_spacing.y = Space::M;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        ui.spacing_mut().interact_size.y = 0.0;
        ui.add(
            Icon::Building
                .image()
                .tint(tokens.text_weak)
                .fit_to_exact_size(Vec2::splat(16.0)),
        );
        ui.add(
            Label::new(
                RichText::new(customer)
                    .font(Type::strong())
                    .color(tokens.text),
            )
            .truncate(),
        );
    });
}

/// Two fields, or groups of them, beside each other.
pub(super) fn pair(ui: &mut Ui, left: impl FnOnce(&mut Ui), right: impl FnOnce(&mut Ui)) {
    in_columns(ui, Space::L, &mut (), |ui, ()| left(ui), |ui, ()| right(ui));
}

/// The two halves of a wide form that draw on the same `form`.
pub(super) fn halves<F>(
    ui: &mut Ui,
    form: &mut F,
    left: impl FnOnce(&mut Ui, &mut F),
    right: impl FnOnce(&mut Ui, &mut F),
) {
    in_columns(ui, Space::XL, form, left, right);
}

fn in_columns<F>(
    ui: &mut Ui,
    gap: f32,
    form: &mut F,
    left: impl FnOnce(&mut Ui, &mut F),
    right: impl FnOnce(&mut Ui, &mut F),
) {
    let spacing = ui.spacing().item_spacing;
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.x = gap;
        ui.columns_const(|[first, second]| {
            // Columns justify what is in them; sentences and buttons are not to be stretched.
            first.vertical(|ui| {
                ui.spacing_mut().item_spacing = spacing;
                left(ui, form);
            });
            second.vertical(|ui| {
                ui.spacing_mut().item_spacing = spacing;
                right(ui, form);
            });
        });
    });
}

/// A sentence the person should know before answering, on a ground of its own.
pub(in crate::ui) fn banner(
    ui: &mut Ui,
    icon: Icon,
    text: &str,
    (ink, ground): (Color32, Color32),
    tokens: &Tokens,
) {
    Frame::new()
        .fill(ground)
        .corner_radius(Radius::S)
        .inner_margin(Margin::symmetric(10, 8))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = Space::S;
                ui.spacing_mut().interact_size.y = 0.0;
                ui.add(icon.image().tint(ink));
                ui.add(
                    Label::new(RichText::new(text).font(Type::body()).color(tokens.text)).wrap(),
                );
            });
        });
}

/// What a dialog does when it is confirmed, in a sentence.
pub(super) fn consequence(ui: &mut Ui, tokens: &Tokens, text: &str) {
    weak_label(ui, tokens, text);
}

/// The text when there is any.
pub(super) fn present(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}
