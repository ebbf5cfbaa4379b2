//! How the width of the board is shared: lanes, rails of those that are collapsed or do not fit, and the archive.

use super::super::theme::Space;
use egui::{Pos2, Rect};

/// The width of a collapsed lane, in points.
pub(super) const RAIL_WIDTH: f32 = 44.0;
/// An open lane is no narrower than this, unless it is the only one, so that its name is not cut in any language; in points.
const LEAST_LANE_WIDTH: f32 = 200.0;

/// The three lanes and the rail of the archive and the outcomes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Columns {
    pub(super) lanes: [Rect; 3],
    /// Which of the lanes show their cards; the others are rails.
    pub(super) are_open: [bool; 3],
    /// What is free between the lanes and the archive while no lane is open.
    pub(super) free: Rect,
    pub(super) archive: Rect,
}

/// Shares out the board. Of the lanes that are not `collapsed` those stay open that fit, the ones used last: `recent` has them all, the
/// one used last first.
pub(super) fn columns(area: Rect, collapsed: [bool; 3], recent: [usize; 3]) -> Columns {
    // Beside an open panel the lanes need the room more.
    let archive_width = match area.width() {
        1000.0.. => 128.0,
        600.0.. => 92.0,
        _ => 56.0,
    };
    let gap = Space::M;
    let room = area.width() - archive_width - 3.0 * gap;
    let mut are_open = collapsed.map(|is_collapsed| !is_collapsed);
    for lane in recent.into_iter().rev() {
        let count = are_open.iter().filter(|is_open| **is_open).count();
        if count <= 1 || lane_width(room, count) >= LEAST_LANE_WIDTH {
            break;
        }
        if let Some(is_open) = are_open.get_mut(lane) {
            *is_open = false;
        }
    }
    let count = are_open.iter().filter(|is_open| **is_open).count();
    let open_width = lane_width(room, count.max(1));
    let mut left = area.left();
    let lanes = are_open.map(|is_open| {
        let width = if is_open { open_width } else { RAIL_WIDTH };
        let lane = Rect::from_min_max(
            Pos2::new(left, area.top()),
            Pos2::new(left + width, area.bottom()),
        );
        left += width + gap;
        lane
    });
    let archive = area.with_min_x(area.right() - archive_width);
    Columns {
        lanes,
        are_open,
        free: area.with_min_x(left).with_max_x(archive.left() - gap),
        archive,
    }
}

/// The width of each of so many open lanes, beside the rails of the others.
fn lane_width(room: f32, open: usize) -> f32 {
    let rails = 3_usize.saturating_sub(open) as f32 * RAIL_WIDTH;
    ((room - rails) / open as f32).floor()
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::Vec2;

    const RECENT: [usize; 3] = [1, 0, 2];

    fn of(width: f32, collapsed: [bool; 3]) -> Columns {
        let area = Rect::from_min_size(Pos2::new(12.0, 90.0), Vec2::new(width, 500.0));
        let columns = columns(area, collapsed, RECENT);
        for pair in columns.lanes.windows(2) {
            assert!(pair[0].right() < pair[1].left());
        }
        assert!(columns.lanes[2].right() < columns.archive.left(), "{width}");
        assert!((columns.archive.right() - area.right()).abs() < 0.5);
        columns
    }

    #[test]
    fn lanes_that_do_not_fit_are_rails_and_the_ones_used_last_stay_open() {
        assert_eq!(of(1000.0, [false; 3]).are_open, [true; 3]);
        assert_eq!(of(600.0, [false; 3]).are_open, [true, true, false]);
        assert_eq!(of(380.0, [false; 3]).are_open, [false, true, false]);
        assert_eq!(of(200.0, [false; 3]).are_open, [false, true, false]);
    }

    #[test]
    fn a_collapsed_lane_leaves_its_room_to_the_others() {
        let all = of(1000.0, [false; 3]);
        let two = of(1000.0, [true, false, false]);
        assert_eq!(two.are_open, [false, true, true]);
        assert!((two.lanes[0].width() - RAIL_WIDTH).abs() < 0.5);
        assert!(two.lanes[1].width() > all.lanes[1].width() + 50.0);
        let none = of(1000.0, [true; 3]);
        assert_eq!(none.are_open, [false; 3]);
        assert!(none.free.width() > 400.0);
    }
}
