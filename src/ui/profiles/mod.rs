//! The business profiles: a list by region and an editor.
