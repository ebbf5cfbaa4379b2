//! What is to be answered before the end of the working day, as the content of the drawer.

use super::super::notices::{Drawer, drawer_head};
use super::super::theme::{Icon, Radius, Space, Type};
use super::super::view::{Ask, View};
use super::super::widgets::{Emphasis, button, empty_state, focus_ring, weak_label};
use super::galley::galley;
use super::{card, words};
use crate::domain::{Referral, Timestamp};
use crate::text::Say;
use egui::{Id, Pos2, Rect, Role, ScrollArea, Sense, Ui, Vec2, WidgetInfo};

const ROW_HEIGHT: f32 = 64.0;
const GAP: f32 = Space::S;
/// More than anybody answers in a day; what is beyond is counted.
const MOST_LISTED: usize = 500;

/// Draws the list into all the room there is.
pub(in crate::ui) fn today(ui: &mut Ui, view: &mut View<'_>) {
    drawer_head(ui, view, Drawer::Today);
    let hours = &view.session.settings().hours;
    let until = hours.today_reaches_until(view.now, &view.texts.zone());
    let board = view.session.board();
    let ids: Vec<_> = board
        .deadlines()
        .take_while(|(due, _)| *due < until)
        .map(|(_, id)| id)
        .take(MOST_LISTED)
        .collect();
    let count = board.due_before(until);
    ui.add_space(Space::XS);
    let at = view.format.date_time_short(until, view.now);
    let arguments = [("count", count.into()), ("at", at.into())];
    weak_label(
        ui,
        view.tokens,
        &view.text_with("board-today-until", &arguments),
    );
    ui.add_space(Space::XS);
    if ids.is_empty() {
        let title = view.text("board-today-empty-title");
        let body = view.text("board-today-empty-body");
        let next = view.session.board().deadlines().next().map(|(_, id)| id);
        empty_state(ui, view.tokens, Icon::Check, title, body, |ui| {
            let words = view.text("board-today-open-next");
            if let Some(id) = next
                && button(ui, view.tokens, Emphasis::Normal, words).clicked()
            {
                view.ask(Ask::Open(id));
            }
        });
        return;
    }
    ui.spacing_mut().item_spacing.y = GAP;
    ScrollArea::vertical()
        .auto_shrink(false)
        .show_rows(ui, ROW_HEIGHT, ids.len(), |ui, rows| {
            for id in ids.get(rows).unwrap_or_default() {
                if let Some(referral) = view.session.board().referral(*id) {
                    row(ui, view, referral);
                }
            }
        });
}

fn row(ui: &mut Ui, view: &mut View<'_>, referral: &Referral) {
    let tokens = view.tokens;
    let size = Vec2::new(ui.available_width(), ROW_HEIGHT);
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    let id = Id::unique(("today", referral.id.0));
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| {
        let name = words::spoken_alone(view, referral);
        WidgetInfo::labeled(Role::Button, true, name)
    });
    let urgency = words::shown_urgency(view, referral);
    let (ink, _) = tokens.urgency(urgency);
    let fill = if response.hovered() {
        tokens.surface_hover
    } else {
        tokens.sunken
    };
    let painter = ui.painter();
    painter.rect_filled(rect, Radius::M, fill);
    let inner = rect.shrink2(Vec2::new(Space::M, Space::S));
    let icon = Rect::from_center_size(
        inner.min + Vec2::new(card::ICON_SIDE / 2.0, 11.0),
        Vec2::splat(card::ICON_SIDE),
    );
    words::urgency_icon(urgency).paint(ui, icon, ink);
    let left = icon.right() + Space::S;
    let (time, mark) = words::headline(view, referral);
    let width = inner.right() - left;
    let time = galley(painter, &time, Type::strong(), ink, width, 1);
    let after = left + time.size().x + Space::S;
    let room = inner.right() - after;
    let who = galley(
        painter,
        &referral.customer,
        Type::body(),
        tokens.text,
        room,
        1,
    );
    painter.galley(Pos2::new(left, inner.top()), time, ink);
    painter.galley(Pos2::new(after, inner.top()), who, tokens.text);
    let words = second_line(view, referral, &mark);
    let words = galley(painter, &words, Type::caption(), tokens.text_weak, width, 1);
    painter.galley(Pos2::new(left, inner.top() + 26.0), words, tokens.text_weak);
    focus_ring(ui, tokens, &response, rect, Radius::M);
    if response.clicked() {
        view.ask(Ask::Open(referral.id));
    }
}

/// The stage, the mark and when it falls.
fn second_line(view: &View<'_>, referral: &Referral, mark: &str) -> String {
    let due: Option<Timestamp> = referral.next_deadline(view.now).map(|next| next.due_at);
    let at = due.map(|due| view.format.date_time_short(due, view.now));
    [
        Some(referral.stage().say(view.texts)),
        Some(mark.to_owned()),
        at,
    ]
    .into_iter()
    .flatten()
    .collect::<Vec<_>>()
    .join(" · ")
}
