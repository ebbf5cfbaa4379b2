//! The board: lanes of cards, moved by drag, menu and key.
