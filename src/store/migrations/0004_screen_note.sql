-- Notifications that may still be on the screen, where the desktop knows one by a number that a later run of the program cannot ask for:
-- by it that run takes them back, or puts others in their place.
CREATE TABLE screen_note (
    name TEXT PRIMARY KEY,
    -- As the desktop's notifier wrote it; only it reads it again.
    place TEXT NOT NULL
) STRICT, WITHOUT ROWID;
