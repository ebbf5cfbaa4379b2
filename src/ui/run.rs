//! Starting the window.
