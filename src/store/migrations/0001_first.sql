-- Instants are UTC milliseconds. Codes are neutral; words come from the language files.
-- References that many rows are inserted with are checked at the commit: checked with each statement, they would make SQLite keep
-- copies of pages for taking a part of a statement back.
-- Checks name more than two values with OR: for IN, SQLite would build a table of them again with every write.

CREATE TABLE file (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    -- Tells this file's own exports from another file's.
    name TEXT NOT NULL
) STRICT;
INSERT INTO file VALUES (1, lower(hex(randomblob(8))));

CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- One row for each command that changed something.
CREATE TABLE change (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    origin TEXT NOT NULL CHECK (origin IN ('person', 'clock', 'import')),
    kind TEXT NOT NULL,
    -- The customer or region it is about, when it is about one; and how many it is about.
    subject TEXT,
    count INTEGER NOT NULL,
    -- The change this one took back.
    reverts INTEGER REFERENCES change (id),
    -- The change that took this one back; the change itself where undo or redo passes it over, because that can no longer be done.
    reverted_by INTEGER REFERENCES change (id)
) STRICT;
CREATE INDEX change_open ON change (id) WHERE reverted_by IS NULL AND origin <> 'clock';

CREATE TABLE referral (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    revision INTEGER NOT NULL,
    partner_center_id TEXT UNIQUE,
    -- What tells referrals without Partner Center's id apart when a file is read again.
    import_key TEXT,
    customer TEXT NOT NULL,
    region TEXT,
    company_size TEXT,
    overview TEXT NOT NULL,
    stage TEXT NOT NULL CHECK (stage = 'new' OR stage = 'evaluating' OR stage = 'negotiating' OR stage = 'archived'),
    outcome TEXT CHECK (outcome IS NULL OR outcome = 'won' OR outcome = 'lost' OR outcome = 'skipped' OR outcome = 'missed' OR outcome = 'declined' OR outcome = 'expired'),
    presumed INTEGER NOT NULL CHECK (presumed IN (0, 1)),
    archived_from TEXT CHECK (archived_from IS NULL OR archived_from = 'new' OR archived_from = 'evaluating' OR archived_from = 'negotiating'),
    archived_at INTEGER,
    received_at INTEGER NOT NULL,
    interested_at INTEGER,
    accepted_at INTEGER,
    policy TEXT NOT NULL,
    expires_at INTEGER,
    lapse_waived INTEGER NOT NULL CHECK (lapse_waived IN (0, 1)),
    deal_value TEXT,
    currency TEXT,
    close_on TEXT,
    owner TEXT,
    reason TEXT,
    sample INTEGER NOT NULL CHECK (sample IN (0, 1)),
    -- Derived by the domain with every write: when the clock ends it, and when its next reminder is due.
    lapse_at INTEGER,
    remind_at INTEGER,
    CHECK (
        CASE WHEN stage = 'archived' THEN outcome IS NOT NULL AND archived_at IS NOT NULL AND archived_from IS NOT NULL
        ELSE outcome IS NULL AND archived_at IS NULL AND archived_from IS NULL END
    )
) STRICT;
CREATE INDEX referral_import_key ON referral (import_key) WHERE import_key IS NOT NULL;
CREATE INDEX referral_lapse ON referral (lapse_at) WHERE lapse_at IS NOT NULL;
CREATE INDEX referral_remind ON referral (remind_at) WHERE remind_at IS NOT NULL;
CREATE INDEX referral_archived ON referral (archived_at) WHERE stage = 'archived';
CREATE INDEX referral_sample ON referral (id) WHERE sample = 1;

-- The long texts, apart from the rows the board reads.
CREATE TABLE referral_text (
    referral_id INTEGER PRIMARY KEY REFERENCES referral (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    details TEXT NOT NULL,
    contact_name TEXT NOT NULL,
    contact_email TEXT NOT NULL,
    contact_phone TEXT NOT NULL,
    notes TEXT NOT NULL,
    reported_status TEXT,
    reported_substatus TEXT,
    other_columns TEXT NOT NULL
) STRICT;

-- One row for each change of each referral. `before` is the whole referral as it was, which undo puts back;
-- it is NULL where the change created the referral.
CREATE TABLE history (
    referral_id INTEGER NOT NULL,
    change_id INTEGER NOT NULL REFERENCES change (id) DEFERRABLE INITIALLY DEFERRED,
    revision INTEGER NOT NULL,
    entry TEXT NOT NULL,
    before TEXT,
    PRIMARY KEY (referral_id, change_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX history_change ON history (change_id);

CREATE TABLE profile (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    region TEXT NOT NULL UNIQUE,
    revision INTEGER NOT NULL,
    body TEXT NOT NULL
) STRICT;

CREATE TABLE profile_history (
    profile_id INTEGER NOT NULL,
    change_id INTEGER NOT NULL REFERENCES change (id),
    revision INTEGER NOT NULL,
    before TEXT,
    PRIMARY KEY (profile_id, change_id)
) STRICT, WITHOUT ROWID;

-- The ledger: a reminder is recorded here before it is shown, and so is raised once.
CREATE TABLE reminder (
    -- No reference: a referral that undo takes away and redo brings back is not announced again.
    referral_id INTEGER NOT NULL,
    mark TEXT NOT NULL,
    lead_seconds INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    raise_at INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state = 'claimed' OR state = 'shown' OR state = 'unshown' OR state = 'superseded'),
    recorded_at INTEGER NOT NULL,
    -- When a person saw it in the program's own list.
    read_at INTEGER,
    PRIMARY KEY (referral_id, mark, lead_seconds, due_at)
) STRICT, WITHOUT ROWID;
CREATE INDEX reminder_recorded ON reminder (recorded_at);
CREATE INDEX reminder_claimed ON reminder (state) WHERE state = 'claimed';
