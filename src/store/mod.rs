//! The SQLite file: the only module with SQL.
