//! A line of the palette: icon, name, and on the right its key, why it cannot be done now, or how a referral stands.

use super::super::actions::{Situation, UiAction};
use super::super::board::{headline, shown_urgency, spoken_alone, urgency_icon};
use super::super::theme::{Icon, Radius, Space, Tokens, Type};
use super::super::view::View;
use crate::domain::{Referral, ReferralId};
use crate::text::Say;
use egui::text::{LayoutJob, TextWrapping};
use egui::{Color32, FontId, Galley, Pos2, Rect, Response, Role, Sense, Ui, Vec2, WidgetInfo};
use std::borrow::Cow;
use std::sync::Arc;

/// The height of a line, in points.
pub(super) const HEIGHT: f32 = 36.0;

/// What is offered.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Offer {
    /// To do this.
    Action(UiAction),
    /// To open this.
    Referral(ReferralId),
}

/// A line of what is offered.
pub(super) struct Row<'a> {
    pub(super) offer: Offer,
    name: Cow<'a, str>,
    icon: (Icon, Option<Color32>),
    /// Why it cannot be done now.
    pub(super) why_not: Option<String>,
    /// What stands at the right where it can: of a referral how it stands.
    beside: Option<String>,
    /// What assistive technology reads in place of the name.
    spoken: Option<String>,
}

impl<'a> Row<'a> {
    pub(super) fn of_action(action: UiAction, name: &'a str, situation: &Situation<'_>) -> Self {
        let count = situation.count_of(action).map(|count| {
            let arguments = [("action", name.into()), ("count", count.into())];
            situation.texts.with("select-action", &arguments)
        });
        Self {
            offer: Offer::Action(action),
            name: count.map_or(Cow::Borrowed(name), Cow::Owned),
            icon: (action.icon(), None),
            why_not: situation.why_not(action),
            beside: None,
            spoken: None,
        }
    }

    pub(super) fn of_referral(view: &View<'a>, referral: &'a Referral) -> Self {
        let urgency = shown_urgency(view, referral);
        let (ink, _) = view.tokens.urgency(urgency);
        let stage = referral.stage().say(view.texts);
        let (time, _) = headline(view, referral);
        Self {
            offer: Offer::Referral(referral.id),
            name: Cow::Borrowed(&referral.customer),
            icon: (urgency_icon(urgency), Some(ink)),
            why_not: None,
            beside: Some(format!("{stage} · {time}")),
            spoken: Some(spoken_alone(view, referral)),
        }
    }
}

impl Row<'_> {
    /// Draws the line at place `index` of `count`; `is_at` is the one that Enter takes.
    pub(super) fn ui(
        &self,
        ui: &mut Ui,
        tokens: &Tokens,
        is_at: bool,
        (index, count): (usize, usize),
    ) -> Response {
        let size = Vec2::new(ui.available_width(), HEIGHT);
        let (rect, response) = ui.allocate_exact_size(size, Sense::CLICK);
        let can = self.why_not.is_none();
        response.widget_info(|| {
            let name = match (&self.why_not, &self.spoken) {
                (Some(why), _) => format!("{}: {why}", self.name),
                (None, Some(spoken)) => spoken.clone(),
                (None, None) => self.name.clone().into_owned(),
            };
            WidgetInfo::selected(Role::ListBoxOption, can, is_at, name)
        });
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_position_in_set(index + 1);
            node.set_size_of_set(count);
        });
        if !ui.is_rect_visible(rect) {
            return response;
        }
        if is_at {
            ui.painter()
                .rect_filled(rect, Radius::S, tokens.accent_soft);
        }
        let ink = if can { tokens.text } else { tokens.text_weak };
        let inner = rect.shrink2(Vec2::new(Space::M, 0.0));
        let icon = Rect::from_center_size(
            Pos2::new(inner.left() + Icon::SIZE / 2.0, inner.center().y),
            Vec2::splat(Icon::SIZE),
        );
        let (picture, own_ink) = self.icon;
        picture.paint(ui, icon, own_ink.unwrap_or(ink));
        let beside = match self.offer {
            Offer::Action(action) => {
                (self.why_not.clone()).or_else(|| action.shown_shortcut(ui.ctx()))
            }
            Offer::Referral(_) => self.beside.clone(),
        };
        let beside = beside.unwrap_or_default();
        let left = icon.right() + Space::M;
        let name = line(ui, &self.name, Type::body(), ink, inner.right() - left);
        let room = inner.right() - left - name.size().x - Space::L;
        let beside = line(
            ui,
            &beside,
            Type::caption(),
            tokens.text_weak,
            room.max(1.0),
        );
        let at =
            |galley: &Galley, left: f32| Pos2::new(left, inner.center().y - galley.size().y / 2.0);
        let (name_at, beside_at) = (
            at(&name, left),
            at(&beside, inner.right() - beside.size().x),
        );
        ui.painter().galley(name_at, name, ink);
        if room > 24.0 {
            ui.painter().galley(beside_at, beside, tokens.text_weak);
        }
        response
    }
}

fn line(ui: &Ui, text: &str, font: FontId, ink: Color32, width: f32) -> Arc<Galley> {
    let mut job = LayoutJob::simple_singleline(text.to_owned(), font, ink);
    job.wrap = TextWrapping::truncate_at_width(width);
    ui.painter().layout_job(job)
}
