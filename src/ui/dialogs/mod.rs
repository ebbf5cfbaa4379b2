//! The dialogs: each asks for what an action needs before anything is changed.
