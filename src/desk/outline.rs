//! The board as its first frame needs it: every card's place and value, the words of those in sight only.

use super::{Board, BoardBuilder};
use crate::domain::{Stage, Timestamp};
use crate::store::{Store, StoreError};

/// Smaller boards are read whole before an outline would be shown.
const OUTLINED_FROM: usize = 5_000;
/// No screen shows more cards of a lane at once.
const IN_SIGHT: usize = 60;

/// Reads lanes, order, counts and sums of every open referral, and all there is of the first ones in each lane: words take most of the
/// time, and most of them nobody sees. `None` where the whole board is as quick to read.
pub(super) fn outline(store: &Store, now: Timestamp) -> Result<Option<Board>, StoreError> {
    let most = store.most_open()?;
    if most < OUTLINED_FROM {
        return Ok(None);
    }
    let mut builder = BoardBuilder::new(most, now);
    store.open_outlines(|referral| builder.add(referral))?;
    let mut board = builder.build();
    for stage in Stage::OPEN {
        for index in 0..IN_SIGHT {
            let Some(id) = board.lane(stage).id_at(index) else {
                break;
            };
            if let Some(referral) = store.referral(id)? {
                board.complete(referral);
            }
        }
    }
    Ok(Some(board))
}
