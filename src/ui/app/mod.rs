//! The app: takes in events, lays out the window, does what screens ask for.
