# Reminders and the notification list.
