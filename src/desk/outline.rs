//! The board as its first frame needs it: the lanes whole, of the cards those in sight.

use super::{Board, BoardBuilder};
use crate::domain::{Stage, Timestamp};
use crate::store::{Store, StoreError};

/// Smaller boards are read whole before an outline would be shown.
const OUTLINED_FROM: usize = 5_000;
/// No screen shows more cards of a lane at once.
const IN_SIGHT: usize = 60;

/// Reads the lanes with the order, counts and sums of every open referral, and the cards that are in sight: the others take most of the
/// time and the memory. `None` where the whole board is as quick to read.
pub(super) fn outline(store: &Store, now: Timestamp) -> Result<Option<Board>, StoreError> {
    if store.most_open()? < OUTLINED_FROM {
        return Ok(None);
    }
    let mut builder = BoardBuilder::new(Stage::OPEN.len() * IN_SIGHT, now);
    store.open_outlines(|referral| builder.add_to_lane(&referral))?;
    for id in builder.first_of_lanes(IN_SIGHT) {
        if let Some(referral) = store.referral(id)? {
            builder.complete(referral);
        }
    }
    Ok(Some(builder.build_outline()))
}
