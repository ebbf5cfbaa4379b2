//! The timer thread and the notifications it raises.
