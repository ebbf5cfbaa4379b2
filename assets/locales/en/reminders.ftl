# Reminders and the notification list.

reminder-list-title = Reminders
reminder-list-unshown-banner = This system shows no notifications, so Leadline lists them here.
reminder-list-empty-title = No reminders
reminder-list-empty-body = Leadline reminds you here ahead of each mark, and when time has run out.
reminder-list-ended = Ended: { $outcome }
reminder-list-unread = unread
reminder-list-raised = { $at }
reminder-list-raised-shown = { $at } · shown on the desktop
reminder-list-raised-unshown = { $at } · only listed here
