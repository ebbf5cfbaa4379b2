//! The program's words in each language, and how dates, times and money are written.
