# The workflow: stages, outcomes, actions, urgency, marks, policies, history, reasons, refusals, fit with the profiles.

stage-new = New
stage-evaluating = Evaluating
stage-negotiating = Negotiating
stage-archived = Archived

outcome-won = Won
outcome-lost = Lost
outcome-skipped = Skipped
outcome-missed = Missed
outcome-declined = Declined
outcome-expired = Expired
outcome-presumed = { $outcome } (presumed)

action-interested = I’m interested
action-skip = Not interested
action-accept = Accept
action-decline = Decline
action-won = Won
action-lost = Lost
action-correct = Correct
action-confirm = Confirm
action-snooze = Snooze
action-edit = Edit

urgency-calm = On time
urgency-soon = Answer soon
urgency-critical = About to lapse

mark-answer-hours = { $hours }-hour mark
mark-answer-days = { $days }-day mark
mark-lapse-hours = { $hours }-hour limit
mark-lapse-days = { $days }-day limit

policy-classic = Classic (24 h, 72 h, 7 days)
policy-since2019 = 2019 and later (24 h, 14 days)
policy-joint-planning = Joint Planning (24 h, 14 days, 60 days)

origin-person = By a person
origin-clock = By the clock
origin-import = By an import

entry-received = Received
entry-imported = Imported
entry-updated = Updated by an import
entry-interested = Interest shown
entry-skipped = Skipped
entry-accepted = Accepted
entry-declined = Declined
entry-won = Won
entry-lost = Lost
entry-lapsed = Time ran out
entry-reopened = Open again: the clock had been ahead
entry-corrected = Corrected
entry-confirmed = Outcome confirmed
entry-snoozed = Reminders snoozed
entry-edited = Edited
entry-undone = Change undone
entry-redone = Change redone

field-customer = Customer
field-region = Region
field-company-size = Company size
field-overview = Request
field-owner = Owner
field-deal = Deal
field-details = Full request
field-contact = Contact
field-notes = Notes
field-partner-center-id = Partner Center ID
field-expires-at = Expiry
field-reason = Reason
field-received-at = Received
field-stage = Stage
field-text = Texts

reason-budget = The project budget is not adequate
reason-no-response = The customer did not respond
reason-other-vendor = The customer chose another vendor
reason-requirement-not-met = The customer’s requirements were not met
reason-not-a-customer = Not a customer
reason-timeline-too-short = The proposed timeline was too short
reason-abuse = Abuse, spam or phishing
reason-other = Other

refusal-wrong-stage = { $code ->
    [new] A referral in { $stage } first needs “I’m interested” or “Not interested”. Nothing was changed.
    [evaluating] A referral in { $stage } can be accepted or declined, nothing else. Nothing was changed.
   *[negotiating] A referral in { $stage } can be won or lost, nothing else. Nothing was changed.
}
refusal-wrong-stage-archived = This referral is archived as { $outcome }, so it can no longer be changed. To bring it back, use Correct and give a reason.
refusal-lapsed = The time for this referral ran out on { $at }, so it is archived as { $outcome }. Nothing else was changed. If Partner Center still shows it as open, use Correct and give a reason.
refusal-changed-meanwhile = This referral was changed elsewhere meanwhile and is now in { $stage }. Nothing was overwritten. Look at it again, then repeat what is still needed.
refusal-changed-meanwhile-archived = This referral was changed elsewhere meanwhile and is now archived as { $outcome }. Nothing was overwritten. To bring it back, use Correct and give a reason.
refusal-note-required = Correcting an archived referral needs a written reason, because it is kept in the history. Write a reason, then correct it again.
refusal-customer-required = A referral needs the customer’s company name. Enter the name, then save again.
refusal-deal-outside-negotiating = The deal can be changed only while a referral is in Negotiating. Accept the referral first.
refusal-amount-unfit = The amount does not have the decimal places of its currency. Enter it as the currency writes it, such as 12000.50 for USD or 1200000 for JPY.
refusal-nothing-presumed = The outcome of this referral is not presumed, so there is nothing to confirm.
refusal-nothing-to-snooze = No deadline lies ahead that there is time to snooze a reminder of, so nothing was changed.
refusal-text-too-long = A text is longer than a million bytes, so nothing was changed. Shorten it, or keep it in a file of its own.
refusal-receipt-told = Partner Center has told when this referral was received, and its clocks count from then. That cannot be changed here.
refusal-receipt-too-late = A referral cannot have been received in the future, nor after interest was shown in it. Enter an earlier time.
refusal-nothing-to-change = Nothing differs from what is saved already, so nothing was changed.
refusal-not-found = There is no such referral. It may have been removed elsewhere. Choose another one from the list.
refusal-nothing-to-undo = There is no change that could be undone or redone.
refusal-changed-since = That change cannot be undone, because the same item was changed again since. Change it by hand instead.
refusal-time-ran-out = That change cannot be undone, because the time of the stage before has run out meanwhile. Use Correct with a reason instead.
refusal-not-redone = That change cannot be made again, because the same item was changed since, or its time ran out. Change it by hand instead.
refusal-passed-over = { $what } – { $why }
refusal-next-undo = { $refused } Undo now takes back the change before it: { $next }.
refusal-next-redo = { $refused } Redo now makes the change after it: { $next }.
refusal-not-newest = Another change was made meanwhile, so nothing was undone or redone. The last change is now: { $newest }.
refusal-none-newest = The changes are not the ones shown here any more, so nothing was undone or redone.
refusal-region-taken = Another profile covers this country or region already, and each may have only one. Edit that profile, or choose another region.
refusal-profile-invalid = The profile was not saved, because it has errors. Mend the marked fields, then save again.

region-fit-covered = A published profile covers the region
region-fit-inactive = The profile of the region is not published
region-fit-no-profile = No profile covers the region
region-fit-unknown = The referral names no region

size-fit-wanted = The company size is wanted
size-fit-opted-out = The profile opts out of the company size
size-fit-unknown = The company size is not known

amount-error-not-a-number = This is not an amount. Enter digits such as 12000.50.
amount-error-too-precise = { $currency } has fewer decimal places than this amount. Enter it with { $places ->
        [0] no decimal places
        [one] at most { $places } decimal place
       *[other] at most { $places } decimal places
    }.
amount-error-too-large = This amount is too large to be kept. Check for extra digits.

timestamp-error = This is not a date and time. Enter one such as 2026-11-22T09:00:00Z.
