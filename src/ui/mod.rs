//! The window: draws what the desk holds and sends commands; it never writes.
