//! The archive's columns: which fit, how wide each is, and what each is ordered by.

use super::super::theme::Space;
use crate::desk::{ArchiveOrder, SortColumn};
use egui::{Rect, vec2};

/// A column of the table.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Column {
    /// How it ended.
    Outcome,
    /// The customer's name.
    Customer,
    /// The country or region.
    Region,
    /// The company size.
    Size,
    /// The deal's value.
    Value,
    /// The day it was received.
    Received,
    /// When it ended.
    Archived,
    /// Who worked on it.
    Owner,
    /// What can be done with it.
    Actions,
}

/// A column and its width, in points.
pub(super) type Placed = (Column, f32);

/// Every column with its least width and its share of the room that is left.
const COLUMNS: [(Column, f32, f32); 9] = [
    (Column::Outcome, 176.0, 0.0),
    (Column::Customer, 168.0, 4.0),
    (Column::Region, 120.0, 1.0),
    (Column::Size, 184.0, 1.0),
    (Column::Value, 128.0, 1.0),
    (Column::Received, 124.0, 0.5),
    (Column::Archived, 164.0, 0.5),
    (Column::Owner, 88.0, 1.5),
    (Column::Actions, 44.0, 0.0),
];

/// Columns that give way, the first of them first, where there is too little room for all.
const GIVING_WAY: [Column; 5] = [
    Column::Size,
    Column::Received,
    Column::Owner,
    Column::Region,
    Column::Value,
];

impl Column {
    /// The message that names it; `None` for the column of actions.
    pub(super) const fn key(self) -> Option<&'static str> {
        Some(match self {
            Self::Outcome => "common-outcome",
            Self::Customer => "common-customer",
            Self::Region => "common-region",
            Self::Size => "common-company-size",
            Self::Value => "common-value",
            Self::Received => "common-received",
            Self::Archived => "common-archived",
            Self::Owner => "common-owner",
            Self::Actions => return None,
        })
    }

    /// What it is ordered by; `None` where it has no order.
    pub(super) const fn sort(self) -> Option<SortColumn> {
        Some(match self {
            Self::Outcome => SortColumn::Outcome,
            Self::Customer => SortColumn::Customer,
            Self::Region => SortColumn::Region,
            Self::Value => SortColumn::Value,
            Self::Received => SortColumn::ReceivedAt,
            Self::Archived => SortColumn::ArchivedAt,
            Self::Owner => SortColumn::Owner,
            Self::Size | Self::Actions => return None,
        })
    }

    /// Whether its texts stand at the right.
    pub(super) const fn is_number(self) -> bool {
        matches!(self, Self::Value)
    }
}

/// The order after a press on the head of `column`: the other way round where it is ordered by already, otherwise from A, or from the
/// largest and newest.
pub(super) fn next_order(order: ArchiveOrder, column: SortColumn) -> ArchiveOrder {
    let descending = if order.column == column {
        !order.descending
    } else {
        matches!(
            column,
            SortColumn::Value | SortColumn::ReceivedAt | SortColumn::ArchivedAt
        )
    };
    ArchiveOrder { column, descending }
}

/// A cell without the room around its content. The first starts where a card's content would; numbers stand well apart from what follows.
pub(super) fn inner(cell: Rect, column: Column) -> Rect {
    let mut inner = cell.shrink2(vec2(Space::S, 0.0));
    if column == Column::Outcome {
        inner.min.x += Space::XS;
    }
    if column.is_number() {
        inner.max.x -= Space::S;
    }
    inner
}

/// The columns that fit into `width`, and how wide each is.
pub(super) fn place(width: f32) -> Vec<Placed> {
    let mut columns = COLUMNS.to_vec();
    for giving_way in GIVING_WAY {
        if least_width(&columns) <= width {
            break;
        }
        columns.retain(|(column, ..)| *column != giving_way);
    }
    let least = least_width(&columns);
    let room = (width - least).max(0.0);
    // Where even those that stay have too little room, all are narrower alike.
    let narrowing = (width / least).min(1.0);
    let shares: f32 = columns.iter().map(|(.., share)| share).sum();
    columns
        .into_iter()
        .map(|(column, least, share)| {
            let width = least * narrowing + room * share / shares;
            (column, width.floor())
        })
        .collect()
}

fn least_width(columns: &[(Column, f32, f32)]) -> f32 {
    columns.iter().map(|(_, least, _)| least).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_columns_fill_the_room_and_never_leave_it() {
        for width in [500, 640, 760, 960, 1_100, 1_232, 1_480, 1_872] {
            let width = width as f32;
            let placed = place(width);
            let used: f32 = placed.iter().map(|(_, width)| width).sum();
            assert!(used <= width && used > width - 10.0, "{used} of {width}");
        }
    }

    #[test]
    fn where_there_is_little_room_the_less_important_give_way() {
        let has =
            |width: f32, column: Column| place(width).iter().any(|(other, _)| *other == column);
        assert_eq!(place(1_400.0).len(), COLUMNS.len());
        assert!(!has(1_100.0, Column::Size) && has(1_100.0, Column::Received));
        assert!(!has(640.0, Column::Owner));
        for column in [Column::Outcome, Column::Customer, Column::Archived] {
            assert!(has(500.0, column));
        }
    }

    #[test]
    fn a_second_press_turns_the_order_round() {
        let first = next_order(ArchiveOrder::default(), SortColumn::Customer);
        assert!(!first.descending);
        let second = next_order(first, SortColumn::Customer);
        assert!(second.descending);
        assert!(next_order(second, SortColumn::ReceivedAt).descending);
    }
}
