# Settings.

settings-saved-at-once = Every change is saved at once.
settings-general = General
settings-system = System
settings-language = Language
settings-language-help = Applies at once.
settings-theme = Theme
settings-theme-help = System follows light and dark as the desktop has it.
settings-theme-light = Light
settings-theme-dark = Dark
settings-text-size = Text size
settings-text-size-help = Everything grows with the text. Also Ctrl or ⌘ with + and −.
settings-text-size-percent = { $percent }%
settings-density = Density of the board
settings-density-help = How much of each request a card shows.
settings-density-compact = Compact
settings-density-normal = Normal
settings-density-roomy = Roomy
settings-swimlanes-help = Bands across the lanes of the board.
settings-swimlanes-off = Off
settings-motion = Motion
settings-motion-help = Reduced shows changes at once, without movement. System does as the desktop is set.
settings-motion-full = Full
settings-motion-reduced = Reduced
settings-own-name = Your name
settings-own-name-help = Written as the owner when you assign a referral to yourself.

settings-reminders = Reminders
settings-desktop = Desktop notifications
settings-desktop-help = Leadline’s own list has every reminder, whether this is on or off.
settings-service = This system’s notifications
settings-service-open = Open system settings
settings-service-no-page = No settings page for notifications was found on this desktop.
settings-name-customer = Name the customer
settings-name-customer-help = Notifications can be read on a lock screen by anyone nearby. When off, they give only the referral’s number.
settings-test = Test notification
settings-test-help = Shows whether the desktop displays notifications of Leadline.
settings-test-send = Send a test notification
settings-test-off = Turn desktop notifications on first.
settings-leads-answer = Before the 24-hour mark
settings-leads-answer-help = From receipt until you accept, decline or skip.
settings-leads-short = Before the 72-hour limit
settings-leads-short-help = When a new referral is archived as missed.
settings-leads-long = Before the 7-day limit
settings-leads-long-help = When a referral in Evaluating expires. Longer limits use these too.
settings-leads-none = No reminder ahead
settings-leads-hint = hours
settings-leads-hours = { $clock }: hours
settings-leads-add = { $clock }: add
settings-leads-remove = Remove { $lead }
settings-leads-error-number = Enter a number of hours above 0, such as 6 or 1.5.
settings-leads-error-long = This clock runs for { $hours } hours. Enter fewer.
settings-leads-error-taken = This reminder is in the list already.
settings-leads-reset = Reset reminder times
settings-leads-reset-help = 4 h and 1 h before 24 hours, 12 h and 2 h before 72 hours, 24 h and 4 h before 7 days.
settings-leads-reset-do = Reset
settings-leads-reset-done = The reminder times are those Leadline came with.

settings-hours = Working time
settings-hours-days = Working days
settings-hours-days-help = Snoozing until tomorrow ends when work begins on one of these days.
settings-hours-times = Working hours
settings-hours-times-help = By the clock on the wall, wherever this computer is.
settings-hours-from = From
settings-hours-to = To
settings-hours-hold = Remind in working hours only
settings-hours-hold-help = What can wait comes when work begins again. When the deadline would be too close by then, the reminder comes half an hour before you leave. The board is not held back.
settings-hours-error-time = Enter a time such as 9:00 or 17:30.
settings-hours-error-order = Work has to end after it begins.
settings-hours-last-day = At least one day has to be a working day.

settings-staying = When the window is closed
settings-keep-reminding = Keep reminding
settings-keep-reminding-help = Leadline goes on raising reminders. Start it again, or click a reminder, to bring the window back.
settings-login = Start at login
settings-login-help = Leadline then starts without a window, and reminds you.
settings-quit = Quit Leadline
settings-quit-help = Closes the window and ends the reminders until you start Leadline again.

settings-deadlines = Deadlines
settings-policy-help = Counts for referrals received from now on; earlier ones keep theirs.

settings-data = Data
settings-file = Data file
settings-file-help = Everything Leadline keeps is in this one file on this computer.
settings-file-copy = Copy path
settings-backup = Copy of the data file
settings-backup-help = Writes a complete copy to a place of your choice.
settings-backup-do = Save a copy…
settings-export-help = Writes the referrals to CSV or JSON, for Excel or other programs.
settings-export-do = Export…
settings-samples = Sample referrals
settings-samples-help = { $count ->
    [one] 1 sample referral is in the file. Undo brings it back.
   *[other] { $count } sample referrals are in the file. Undo brings them back.
}
settings-samples-do = Remove samples

settings-about = About
settings-version = Leadline { $version }
settings-licence = Licence: { $licence }
settings-fonts = Noto Sans JP
settings-fonts-help = The typeface, under the SIL Open Font License 1.1.
settings-fonts-show = Show licence
settings-fonts-hide = Hide licence
