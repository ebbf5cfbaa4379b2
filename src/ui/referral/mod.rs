//! One referral: the panel beside the board.
