//! Notices of what was done or refused, and the list of reminders.
