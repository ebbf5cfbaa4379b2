//! The use cases: takes commands, keeps the board, undoes; the only module that changes data.
