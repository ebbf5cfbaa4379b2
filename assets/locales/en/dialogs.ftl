# Dialogs that ask before a move, the form for a new referral, and the date field.

dialog-optional-field = { $field } (optional)
dialog-reading = Reading the referral…

dialog-accept-title = Accept this referral
dialog-accept-consequence = It moves to Negotiating. Partner Center asks for the same two estimates.
dialog-estimated-value = Estimated value
dialog-estimated-close = Estimated closing date
dialog-value-missing = Enter the value.
dialog-value-unreadable = Check the value.
dialog-other-currency = Another…
dialog-currency-code = Currency code
dialog-currency-missing = Enter the currency’s code.
dialog-currency-unreadable = There is no such currency. Write its three-letter code, such as SEK.
dialog-close-date-missing = Enter the closing date.
dialog-close-date-unreadable = Check the closing date.
dialog-close-date-past = This date has passed. It is kept as entered.

dialog-decline-title = Decline this referral
dialog-decline-consequence = It is archived as Declined.
dialog-lost-title = Mark as lost
dialog-lost-consequence = It is archived as Lost.
dialog-reason-missing = Choose a reason.

dialog-won-title = Mark as won
dialog-won-many = { $count ->
    [one] 1 referral is won at its estimated value. Change the value of another one by itself.
   *[other] { $count } referrals are won, each at its estimated value. Where a final value is another, close that one by itself.
}
dialog-won-consequence = It is archived as Won.
dialog-final-value = Final value
dialog-final-value-in = Final value ({ $currency })
dialog-estimate-stands = The estimate stands: { $estimate }
dialog-estimate-was = The estimate was { $estimate }

dialog-correct-title = Bring back from the archive
dialog-correct-warning = Partner Center has no way back: there, the referral stays as it is.
dialog-correct-reason = Reason
dialog-correct-reason-missing = Write a reason.
dialog-correct-consequence = It returns to { $stage }. The reason is kept in its history.

dialog-edit-title = Edit referral
dialog-nothing-changed = Nothing has been changed yet.
dialog-customer-missing = Enter the customer’s name.
dialog-mail-malformed = This does not look like a mail address.

dialog-new-title = New referral
dialog-new-save = Add referral
dialog-received-on = Received on
dialog-received-time = Time
dialog-received-unreadable = Check when it was received.
dialog-time-unreadable = This is not a time. Enter one such as 18:00.
dialog-received-in-future = This is in the future. Its clocks start then.
dialog-received-lapsed = Its time to answer ran out on { $at }: it will go straight to the archive.
dialog-region-hint = Name or code
dialog-region-unknown = No known country or region; it is kept as written.
dialog-read-mail = Fill in from the mail
dialog-read-mail-explained = Finds the subject, company, name, mail address and phone number in the pasted text. Only empty fields are filled.
dialog-read-mail-filled = Filled in: { $fields }. Please check.
dialog-read-mail-nothing = Nothing was found for the fields that are still empty.
dialog-read-mail-pasted = The text that was pasted has several lines, so it is kept here in full. Press the button to fill in the form from it.

dialog-file-problem-title = The data file cannot be opened
dialog-choose-another-file = Choose another file
dialog-open-backup = Open a backup
dialog-stay-title = Keep reminding you?
dialog-stay-body = Leadline can go on raising reminders while its window is closed. Start it again, or click a reminder, to bring the window back. You can change this in Settings.
dialog-stay-keep = Keep reminding

dialog-close-title = Discard what you entered?
dialog-close-body = A form is open whose content is not saved. If you close the window, it is lost.
dialog-close-discard = Discard and close
dialog-keep-editing = Keep editing
dialog-quit = Quit

date-hint = 2026-12-01, 12/1, +3d
date-unreadable = This is not a date. Enter one such as 2026-12-01, 12/1, tomorrow or +3d.
date-calendar = Calendar
date-open-calendar = { $field }: open calendar
date-today-name = { $date }, today
date-previous-month = Previous month
date-next-month = Next month
date-previous-year = Previous year
date-next-year = Next year
dialog-quit-title = Quit Leadline
dialog-quit-body = Without Leadline nobody reminds you until you start it again. Closing the window alone lets the reminders go on.
