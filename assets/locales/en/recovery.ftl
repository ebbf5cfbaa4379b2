# What is said about a damaged file and what can be had back of it.

file-nothing-found = Nothing of Leadline’s was found in { $file }. It was left untouched. Use a backup, or choose another file.
file-cancelled = It was stopped before it was done. Nothing was changed.

recovery-holds-open =
    { $count ->
        [one] { $count } open referral
       *[other] { $count } open referrals
    }
recovery-holds-archived = { $count } archived
recovery-holds-profiles =
    { $count ->
        [one] { $count } profile
       *[other] { $count } profiles
    }
recovery-last-changed = last changed { $at }
recovery-never-changed = never changed

recovery-all-came-back = Everything in the file came back.
recovery-table-line = { $table }: { $what }
recovery-table-referral = Referrals
recovery-table-text = Details, contacts and notes
recovery-table-history = Lines of history
recovery-table-change = Changes
recovery-table-profile = Profiles
recovery-table-profile-history = Earlier states of profiles
recovery-table-reminder = Reminders
recovery-table-setting = Settings
recovery-table-screen-note = Notifications on the screen
recovery-table-file = The file’s own name
recovery-rows-found = { $count } came back
recovery-rows-doubtful = { $count } of them with values that are lost or may be wrong
recovery-rows-given-up = { $count } could not be used
recovery-rows-missing = { $count } known to be missing
recovery-rows-maybe-more = more may be missing
recovery-lost-referrals = Referrals known to be lost, by number: { $numbers }
recovery-log-unreadable = The log beside the file could not be read: what was changed last may be missing.
recovery-log-ignored =
    { $count ->
        [one] { $count } page of the log beside the file could not be used: what was changed last may be missing.
       *[other] { $count } pages of the log beside the file could not be used: what was changed last may be missing.
    }
recovery-undo-starts-anew = Changes made before cannot be undone any more.
recovery-report-head = What came back of { $file } on { $at }
recovery-report-damaged = The damaged file is kept in { $file }
recovery-no-backup = No good backup was found.

recovery-title = The data file is damaged
recovery-kept-note = Choose what is to take its place. Whatever you choose, the damaged file is kept.
recovery-backup-title = Newest good backup
recovery-backup-made = Made { $at }
recovery-looking-for-backups = Looking for backups…
recovery-use-backup = Use the backup
recovery-salvage-title = Left in the damaged file
recovery-looking = Looking through the damaged file…
recovery-use-salvage = Use what is left
recovery-another-backup = Choose another backup
recovery-working = The file is being put in place…
recovery-done-title = The data file can be used again
recovery-done-kept = The damaged file is kept in { $file }
recovery-done-report = What came back is written down in { $file }
recovery-open-board = Open the board
recovery-recover = Recover the file
recovery-leave-body = What you typed and did not save is kept until the file can be used again. It is lost when you leave now.
recovery-leave-discard = Leave and lose it
recovery-leave-stay = Stay
