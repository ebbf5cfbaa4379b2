# Notices and undo.

notice-add = { $subject }: entered
notice-interested = { $subject }: interest shown
notice-skip = { $subject }: skipped
notice-accept = { $subject }: accepted
notice-decline = { $subject }: declined
notice-won = { $subject }: won
notice-lost = { $subject }: lost
notice-correct = { $subject }: brought back from the archive
notice-confirm = { $subject }: outcome confirmed
notice-snooze = { $subject }: reminders snoozed
notice-edit = { $subject }: edited
notice-interested-many = { $count ->
    [one] 1 referral: interest shown
   *[other] { $count } referrals: interest shown
}
notice-skip-many = { $count ->
    [one] 1 referral: skipped
   *[other] { $count } referrals: skipped
}
notice-accept-many = { $count ->
    [one] 1 referral: accepted
   *[other] { $count } referrals: accepted
}
notice-decline-many = { $count ->
    [one] 1 referral: declined
   *[other] { $count } referrals: declined
}
notice-won-many = { $count ->
    [one] 1 referral: won
   *[other] { $count } referrals: won
}
notice-lost-many = { $count ->
    [one] 1 referral: lost
   *[other] { $count } referrals: lost
}
notice-correct-many = { $count ->
    [one] 1 referral: brought back from the archive
   *[other] { $count } referrals: brought back from the archive
}
notice-confirm-many = { $count ->
    [one] 1 referral: outcome confirmed
   *[other] { $count } referrals: outcome confirmed
}
notice-snooze-many = { $count ->
    [one] 1 referral: reminders snoozed
   *[other] { $count } referrals: reminders snoozed
}
notice-edit-many = { $count ->
    [one] 1 referral: edited
   *[other] { $count } referrals: edited
}
# What was left out of a change of many, after what was done: how many, and for each reason who.
notice-with-refused = { $what }. { $refused }
notice-refused = { $count } refused. { $why }
notice-refused-why = { $names }: { $why }
notice-refused-stage = not possible in { $stage }.
notice-refused-more = { $count } more
notice-refused-reasons-more = { $count ->
    [one] And 1 more reason.
   *[other] And { $count } more reasons.
}
notice-import = { $count ->
    [one] 1 referral imported
   *[other] { $count } referrals imported
}
notice-add-samples = Sample referrals added
notice-remove-samples = Sample referrals removed
notice-save-profile = Business profile for { $subject } saved
notice-save-profiles = { $count ->
    [one] 1 business profile saved
   *[other] { $count } business profiles saved
}
notice-delete-profile = Business profile for { $subject } deleted
notice-lapse = { $subject }: ended by the clock
notice-lapses = { $count ->
    [one] 1 referral ended by the clock
   *[other] { $count } referrals ended by the clock
}
notice-reopen = { $subject }: open again, because the clock had been ahead
notice-reopens = { $count ->
    [one] 1 referral open again, because the clock had been ahead
   *[other] { $count } referrals open again, because the clock had been ahead
}
notice-undone = Undone – { $what }
notice-redone = Redone – { $what }

# What a screen reader says beyond the text, where the board shows it.
notice-with-aside = { $what }. { $aside }
notice-aside-moved = Moved to { $stage }.
notice-aside-back = Back in { $stage }.
notice-aside-filtered = The search or the filters hide it.
notice-show = Show

notice-drawer = What the drawer shows
notice-log-title = Notices
notice-log-empty-title = Nothing yet
notice-log-empty-body = What is done, refused or told while this window is open is listed here.
notice-log-not-next = What came after it is taken back first
notice-more = { $count ->
    [one] And 1 more notice
   *[other] And { $count } more notices
}

notice-close = Close notice
notice-import-nothing = Nothing new in the file: every referral was known already.
notice-closing = Leadline closes as soon as everything is saved.
notice-cannot-save = Nothing can be saved any more, because a part of Leadline has stopped. What was saved before is safe. Close Leadline and start it again.
notice-fault = A fault in Leadline stopped this. What was saved before is safe, and what is shown is what the file holds. Please try again.
notice-fault-reminders = A fault in Leadline interrupted the reminders. They go on by themselves; look at the board in the meantime.
notice-fault-window = A fault in Leadline stopped the window, and it was opened again. Everything that was saved is here; what was being typed is not.
notice-place-synchronised = This file is in a folder of { $whose }, which copies it to other computers while Leadline writes to it. That can damage it, or put an older state in its place. Close Leadline, move the file to a folder of this computer alone, and open it there. Copies of it are safe in { $whose }.
notice-place-network = This file is on a disk of another computer. If two programs use it there, or the connection breaks, it can be damaged. Close Leadline, move the file to a folder of this computer, and open it there. Copies of it are safe on the other computer.
notice-cannot-read = What is shown is not kept up to date any more, because a part of Leadline has stopped. Close Leadline and start it again.
notice-cannot-search = The board cannot be searched any more, because a part of Leadline has stopped. Close Leadline and start it again.
notice-samples-unreadable = The sample referrals cannot be read. Install Leadline again.
notice-interested-elsewhere = Referral { $number }: interest shown from the notification.
notice-snoozed-elsewhere = Referral { $number }: snoozed until { $at } from the notification.
notice-test-held-back = The system took the test notification, but do not disturb is on: notifications come up once it is off.
notice-test-full-screen = The system took the test notification, but something fills the screen or a presentation is running: notifications come up once that is over.
notice-test-raised = The system took the test notification. If you do not see it, look into the system’s notification settings.
notice-settings-page-failed = The system’s settings could not be opened: { $why }. Open them from the desktop’s own menu.
notice-notes-both = The notes were changed elsewhere while you were writing. Both are kept, one below the other.
notice-notes-unsaved = The notes you wrote for { $customer } could not be saved. You wrote: { $notes }
notice-not-checked = A fault kept Leadline from looking whether the data file is damaged. It looks again at the next start.
