//! What moves in a lane: it makes room where a card that is held over it would land, and its cards glide to their places when one comes or goes.

use crate::desk::Lane;
use crate::domain::ReferralId;
use egui::Ui;

/// The gaps of one lane, and the cards it showed last.
#[derive(Default)]
pub(super) struct Room {
    /// Where the card that is held would land.
    landing: Option<usize>,
    /// How far the room for it is open, from 0 to 1.
    open: f32,
    glide: Option<Glide>,
    /// The cards that were in sight, from the place of the first on, and how many the lane had.
    seen: Vec<ReferralId>,
    first_seen: usize,
    count_seen: usize,
    /// How far the glide still has to go, from 1 to 0.
    left: f32,
}

/// A card came to its lane or went, and those after it are on their way.
#[derive(Clone, Copy, PartialEq, Debug)]
struct Glide {
    /// The place where it came or went.
    index: usize,
    has_come: bool,
    /// In seconds of the frames' clock.
    began: f64,
}

impl Room {
    /// Begins a frame: takes in what came or went among the cards in sight, and where the card that is held would land.
    pub(super) fn begin_frame(&mut self, ui: &Ui, lane: &Lane, landing: Option<usize>) {
        let (time, frame_seconds) = ui.input(|input| (input.time, input.stable_dt));
        let duration = ui.style().animation_time;
        if duration <= 0.0 {
            self.landing = landing;
            self.open = if landing.is_some() { 1.0 } else { 0.0 };
            self.glide = None;
            self.left = 0.0;
            return;
        }
        if self.landing.is_some() && landing.is_none() && lane.len() == self.count_seen + 1 {
            // The card is where the room was made for it.
            self.landing = None;
            self.open = 0.0;
        } else if let Some((index, has_come)) = self.what_changed(lane) {
            self.glide = Some(Glide {
                index,
                has_come,
                began: time,
            });
        }
        let step = frame_seconds / duration;
        match landing {
            Some(index) if self.landing == Some(index) || self.open <= 0.0 => {
                self.landing = landing;
                self.open = (self.open + step).min(1.0);
            }
            // Closed first where it was.
            _ => self.open = (self.open - step).max(0.0),
        }
        if self.open <= 0.0 {
            self.landing = None;
        }
        self.left = self.glide.map_or(0.0, |glide| {
            let gone_by = (time - glide.began) as f32 / duration;
            (1.0 - gone_by).clamp(0.0, 1.0)
        });
        if self.left <= 0.0 {
            self.glide = None;
        }
        if self.glide.is_some() || self.open > 0.0 && self.open < 1.0 {
            ui.ctx().request_repaint();
        }
    }

    /// Notes which cards are in sight.
    pub(super) fn end_frame(&mut self, lane: &Lane, first: usize, end: usize) {
        self.seen.clear();
        self.seen
            .extend((first..end).filter_map(|index| lane.id_at(index)));
        self.first_seen = first;
        self.count_seen = lane.len();
    }

    /// How many places below its own the card at `index` is drawn.
    pub(super) fn places_below(&self, index: usize) -> f32 {
        let mut places = 0.0;
        if self.landing.is_some_and(|landing| index >= landing) {
            places += eased(self.open);
        }
        if let Some(glide) = self.glide {
            // Slow at the end.
            let left = 1.0 - eased(1.0 - self.left);
            if glide.has_come && index > glide.index {
                places -= left;
            } else if !glide.has_come && index >= glide.index {
                places += left;
            }
        }
        places
    }

    /// Where the card that is held would land, and how far the room for it is open.
    pub(super) fn landing(&self) -> Option<(usize, f32)> {
        self.landing.map(|index| (index, eased(self.open)))
    }

    /// Whether cards are away from their places.
    pub(super) const fn is_moving(&self) -> bool {
        self.glide.is_some() || self.landing.is_some()
    }

    /// The place in sight where the one card came or went that makes the difference to the last frame; `None` where more than that is different.
    fn what_changed(&self, lane: &Lane) -> Option<(usize, bool)> {
        let has_come = match (self.count_seen.checked_sub(1), lane.len().checked_sub(1)) {
            (_, Some(before)) if before == self.count_seen => true,
            (Some(after), _) if after == lane.len() => false,
            _ => return None,
        };
        let now = |place: usize| lane.id_at(self.first_seen + place);
        let at = (0..self.seen.len()).find(|at| now(*at) != self.seen.get(*at).copied())?;
        let is_only_one = if has_come {
            now(at + 1) == self.seen.get(at).copied()
        } else {
            // The last in sight has none after it to compare with.
            self.seen
                .get(at + 1)
                .is_none_or(|after| now(at) == Some(*after))
        };
        is_only_one.then_some((self.first_seen + at, has_come))
    }
}

/// Fast at first and slow at the end.
fn eased(share: f32) -> f32 {
    1.0 - (1.0 - share).powi(3)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::Board;
    use crate::domain::{NewReferral, PolicyId, Referral, Stage, Timestamp, receive};

    fn board(ids: &[i64]) -> Board {
        let now = Timestamp::parse("2026-11-22T00:00:00Z").unwrap();
        let referrals = ids.iter().map(|id| {
            let new = NewReferral {
                customer: format!("Customer {id}"),
                received_at: Some(now.plus_seconds(*id)),
                ..NewReferral::default()
            };
            let (referral, ..) = receive(&new, PolicyId::default(), now).unwrap();
            Referral {
                id: ReferralId(*id),
                ..referral
            }
        });
        Board::of(referrals.collect(), now)
    }

    fn seen(ids: &[i64], first: usize, end: usize) -> Room {
        let mut room = Room::default();
        room.end_frame(board(ids).lane(Stage::New), first, end);
        room
    }

    fn change(room: &Room, ids: &[i64]) -> Option<(usize, bool)> {
        room.what_changed(board(ids).lane(Stage::New))
    }

    #[test]
    fn one_card_that_comes_or_goes_in_sight_is_noticed() {
        let room = seen(&[1, 2, 3, 5, 6, 7], 1, 4);
        assert_eq!(change(&room, &[1, 2, 3, 4, 5, 6, 7]), Some((3, true)));
        assert_eq!(change(&room, &[1, 2, 5, 6, 7]), Some((2, false)));
        assert_eq!(change(&room, &[1, 2, 3, 6, 7]), Some((3, false)));
    }

    #[test]
    fn nothing_glides_where_nothing_in_sight_or_more_than_one_card_changed() {
        let room = seen(&[1, 2, 3, 5, 6, 7], 1, 4);
        assert_eq!(change(&room, &[1, 2, 3, 5, 6, 7]), None);
        assert_eq!(change(&room, &[1, 2, 3, 5, 6]), None, "below what is seen");
        assert_eq!(change(&room, &[1, 2, 6, 7]), None);
        assert_eq!(change(&room, &[1, 4, 8, 9, 10, 11, 12]), None);
        assert_eq!(change(&Room::default(), &[1, 2, 3]), None);
    }

    #[test]
    fn cards_after_the_one_that_went_start_where_they_were() {
        let mut room = seen(&[1, 2, 3], 0, 3);
        room.glide = Some(Glide {
            index: 1,
            has_come: false,
            began: 0.0,
        });
        room.left = 1.0;
        let at = [0, 1, 2].map(|index| room.places_below(index));
        assert!(
            at.iter()
                .zip([0.0, 1.0, 1.0])
                .all(|(at, wanted): (&f32, f32)| (at - wanted).abs() < f32::EPSILON)
        );
        room.left = 0.0;
        assert!(room.places_below(2).abs() < f32::EPSILON);
    }
}
