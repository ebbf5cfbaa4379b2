//! Notices of what was done or refused, and the list of reminders.

mod reminder_list;

pub use reminder_list::ReminderList;
