# Reminders and the notification list.

reminder-subject = Referral { $number }
reminder-answer = { $subject }: { $left } to answer
reminder-lapse-missed = { $subject }: { $left } before it counts as missed
reminder-lapse-expired = { $subject }: { $left } before it expires
reminder-lapsed = { $subject }: { $outcome }
reminder-body = { $mark }: { $at } – { $stage }
reminder-lapsed-body = { $mark }: ran out { $at }. Presumed until Partner Center confirms it.
reminder-digest = { $count ->
    [one] { $count } referral needs attention
   *[other] { $count } referrals need attention
}
reminder-digest-more = { $count ->
    [one] and { $count } more
   *[other] and { $count } more
}
reminder-button-snooze-1h = Snooze 1 hour
reminder-button-snooze-4h = Snooze 4 hours
reminder-button-snooze-tomorrow = Until next working day
reminder-snoozed = Referral { $number }: snoozed
reminder-snoozed-shortened = Until { $at } only: its deadline follows soon after.
reminder-not-done = Referral { $number }: not done
reminder-open = Open

reminder-no-service = This system shows no notifications. Reminders are listed in Leadline instead.
reminder-switched-off = Notifications are switched off for Leadline in the system’s settings. Reminders are listed in Leadline instead.
reminder-no-answer = The system’s notification service does not answer. Reminders are listed in Leadline instead.
reminder-refused = The system did not show a notification: { $why }. Reminders are listed in Leadline instead.

reminder-test-title = Leadline can reach you
reminder-test-body = Reminders will look like this.

service-ready = On, as far as the system tells.
service-held-back = Do not disturb is on, so notifications stay out of sight for now.
service-full-screen = Something fills the screen or a presentation is running, so notifications stay out of sight for now.
service-switched-off = Notifications are switched off for Leadline in the system’s settings.
service-missing = Nothing on this system shows notifications.
service-outside-bundle = macOS shows notifications only when Leadline is started from its application bundle.
service-no-answer = The system’s notification service does not answer.
service-refusing = The system refused the last notification.
service-unknown = The system does not tell. A test notification shows it.

reminder-list-title = Reminders
reminder-list-service = { $state } Every reminder is listed here.
reminder-list-empty-title = No reminders
reminder-list-empty-settings = When to be reminded…
reminder-list-empty-body = Leadline reminds you here ahead of each mark, and when time has run out.
reminder-list-ended = Ended: { $outcome }
reminder-list-unread = unread
reminder-list-raised = { $at }
reminder-list-raised-shown = { $at } · shown on the desktop
reminder-list-raised-unshown = { $at } · only listed here

reminder-snooze = Snooze
reminder-snooze-for = Snooze reminders of { $customer }
reminder-snooze-1h = 1 hour
reminder-snooze-4h = 4 hours
reminder-snooze-tomorrow = Next working day
reminder-snooze-entry = { $choice } · until { $at }
reminder-snooze-entry-shortened = { $choice } · only until { $at }, before the deadline
reminder-snoozed-until = Snoozed until { $at }

tray-open = Open Leadline
tray-due = { $count ->
    [0] Nothing due within a day
    [one] 1 referral due within a day
   *[other] { $count } referrals due within a day
}
tray-next = Next deadline: { $at }

login-error-path = Leadline cannot be started at login: the path { $path } holds characters that a login entry cannot. Move it and try again.
login-error-place = Leadline cannot be started at login: this account has no home folder.
login-error-entry = Starting at login could not be changed: { $entry }: { $why }
