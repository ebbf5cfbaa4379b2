# The backups: in the settings, in the dialog that restores one, on the command line and in warnings.

backups-title = Backups
backups-automatic = Automatic backups
backups-automatic-help = Made when something has changed, at most every half hour, and before each import, restore and update of the file. Each one is checked.
backups-now = Back up now
backups-show-folder = Show folder
backups-second = Second folder
backups-second-help = Every backup is kept there as well. Choose another drive or a server.
backups-second-at = Every backup is kept in { $folder } as well.
backups-second-choose = Choose folder…
backups-second-stop = Stop using it
backups-second-title = Choose a second folder for backups
backups-none = No backup yet
backups-none-help = The first one is made shortly after something is entered.
backups-looking = Looking for backups…
backups-what = { $why } · { $size }
backups-what-held = { $why } · { $size } · { $open } open, { $archived } archived
backups-show-all = Show all { $count }
backups-show-fewer = Show fewer
backups-restore = Restore…
backups-restore-named = Restore the backup of { $date }…
backups-restore-file = Restore from a file
backups-restore-file-help = A copy of the data file that was kept elsewhere.
backups-restore-file-do = Choose file…
backups-restore-file-title = Choose a backup to restore

backups-why-routine = Routine
backups-why-migration = Before an update
backups-why-import = Before an import
backups-why-restore = Before a restore
backups-why-purge = Before an erasure
backups-size-kilobytes = { $size } KB
backups-size-megabytes = { $size } MB

backups-dialog-title = Restore a backup
backups-dialog-of = The backup of { $date }
backups-dialog-comparing = It is being compared with the data file…
backups-dialog-holds = It holds { $open } open and { $archived } archived referrals and { $profiles } profiles. Its newest change is of { $newest }.
backups-dialog-holds-nothing = Nothing was entered in it yet.
backups-dialog-same = All referrals and profiles in it are as they are now.
backups-dialog-other-file = It is the backup of another data file. Everything in this one is replaced.
backups-dialog-added = { $count ->
    [one] 1 referral came in since. Restoring takes it away.
   *[other] { $count } referrals came in since. Restoring takes them away.
}
backups-dialog-changed = { $count ->
    [one] 1 referral has changed since. Restoring puts it back.
   *[other] { $count } referrals have changed since. Restoring puts them back.
}
backups-dialog-missing = { $count ->
    [one] 1 referral has gone since. Restoring brings it back.
   *[other] { $count } referrals have gone since. Restoring brings them back.
}
backups-dialog-profiles = { $count ->
    [one] 1 profile differs.
   *[other] { $count } profiles differ.
}
backups-dialog-more = and { $count } more
backups-dialog-named = { $customer }: { $fields }
backups-dialog-undo = What the file holds now is kept as a backup first, so this can be undone.
backups-dialog-restore = Restore
backups-dialog-wait = It can be restored once it is compared.
backups-dialog-cannot = It cannot be restored.

backups-field-status = Status
backups-field-deadline = Deadlines
backups-field-reminders = Reminders
backups-field-other = Other columns

backups-made = The backup is made: { $file }
backups-restored = The data is again as it was on { $date }.
backups-restored-file = { $file } was restored.
backups-undo = Undo restore
backups-first-import = A backup is made first, then the file is imported…
backups-first-restore = What the file holds now is backed up first, then the backup is restored…
backups-none-before = Nothing was changed, because the backup that comes first could not be made. { $why }
backups-outdated = What was changed since { $since } is in no backup. Look at the backups in the settings, and choose “Back up now”.
backups-gone = The folder with the backups has gone: { $folder }. A new one is made; look for the old one in the waste bin.
backups-failed = No backup could be made. { $why }
backups-second-missing = The second folder for backups is not there: { $folder }. Connect its drive, or choose another folder in the settings.
backups-second-failed = No backup could be kept in the second folder { $folder }. { $why }
backups-ended = Backups can no longer be listed. Start Leadline again.
backups-fault = A fault in Leadline keeps it from making backups. It tries again every minute; if this stays, start Leadline again.
backups-dialog-settings = Settings that come back as they were then: { $settings }. The second folder and the retention period stay as they are now.
backups-setting-policy = deadline policy
backups-setting-leads = reminder times
backups-setting-hours = working hours
backups-setting-views = saved views
backups-setting-notifications = notifications
backups-setting-appearance = appearance and language
