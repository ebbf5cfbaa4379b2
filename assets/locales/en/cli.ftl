# The command line: help, what is said of wrong usage, and results.

cli-about = A board for Microsoft Partner Center referrals and their clocks. Without a command it opens the window.
cli-exit-statuses = Exit status: 0 done (of several referrals at least one), 1 refused and nothing changed, 2 wrong usage, 3 the file cannot be used.
cli-heading-usage = Usage
cli-heading-commands = Commands
cli-heading-arguments = Arguments
cli-heading-options = Options

cli-about-import = Take in files of referrals, CSV or JSON, all of them or none
cli-about-add = Enter a referral
cli-about-list = List the referrals: the open ones in the board’s order, then the archive
cli-about-show = Show a referral with its history
cli-about-interested = Show interest: New becomes Evaluating
cli-about-skip = Not interested: New is archived as Skipped
cli-about-accept = Accept: Evaluating becomes Negotiating
cli-about-decline = Decline: Evaluating is archived as Declined
cli-about-won = Won: Negotiating is archived
cli-about-lost = Lost: Negotiating is archived
cli-about-correct = Bring an archived referral back to the stage before
cli-about-confirm = Confirm that the clock ended it, as Leadline presumed
cli-about-snooze = Put the reminders of a referral off: 1h, 4h or tomorrow, when work begins
cli-about-undo = Take back the last change
cli-about-profile = The business profiles, as JSON
cli-about-profile-list = Print every profile
cli-about-profile-show = Print the profile of a region
cli-about-profile-import = Create profiles, or replace those of the same region
cli-about-profile-export = Write every profile to a file, or print them
cli-about-remind = Plan and raise reminders without a window
cli-about-report = Report on a week: what came, was answered in time, was lost to the clock, and is due
cli-about-export = Write every referral to a .csv or .json file; one of that name is replaced once the new one is whole
cli-about-print = Save the board, or one referral, as PDF or PNG to hand on
cli-about-backup = Write a checked copy of the Leadline file; an earlier copy of that name is replaced once the new one is whole
cli-about-restore = Put a copy back in place of the Leadline file, which is kept among the backups
cli-about-check = Check the Leadline file for damage

cli-help-db = The Leadline file; otherwise LEADLINE_DB, otherwise the one in the system’s data folder
cli-help-lang = The language, en or ja; otherwise the one set in the file, otherwise the system’s
cli-help-background = Start without a window and raise reminders
cli-help-open = Show this referral
cli-help-help = Print this help
cli-help-version = Print the version
cli-help-json = Print JSON for scripts
cli-help-files = CSV files, or JSON exports of Leadline
cli-help-map = Which column fills a field where its name does not tell; may be repeated. FIELD is partner_center_id, customer, received_at, region, company_size, overview, details, contact_name, contact_email, contact_phone, deal_value, currency, close_on, status, substatus, owner or notes
cli-help-dry-run = Tell what would be done, and change nothing
cli-help-skip-bad-rows = Leave out rows that cannot be read, instead of refusing everything
cli-help-customer = The customer’s company name
cli-help-received-at = When Partner Center received it, such as 2026-11-22T09:00:00Z; now when left out
cli-help-region = Country or region, two letters such as JP
cli-help-size = Company size, such as 51to250employees
cli-help-overview = What is asked, in short
cli-help-contact-name = The contact’s name
cli-help-email = The contact’s mail address
cli-help-phone = The contact’s phone number
cli-help-stage = Only this stage: new, evaluating, negotiating or archived
cli-help-outcome = Only this outcome: won, lost, skipped, missed, declined or expired
cli-help-as-of = As it will stand at that instant if nobody acts; nothing is written
cli-help-id = The number of the referral
cli-help-ids = The numbers of the referrals. Several are done as one change, which one undo takes back; what is refused is left as it is and told
cli-help-erased-ids = The numbers of the referrals whose persons are erased; this cannot be undone
cli-help-printed-id = The number of the referral; the board when left out
cli-help-value = The deal’s value, such as 12000.50
cli-help-currency = Its currency, such as USD
cli-help-close = The estimated closing date, such as 2026-12-31
cli-help-reason = Why, by the code or number of Partner Center’s list: budget, no_response, other_vendor, requirement_not_met, not_a_customer, timeline_too_short, abuse or other
cli-help-note = In your own words
cli-help-choice = How long: 1h, 4h or tomorrow
cli-help-plan = Print what will be raised
cli-help-once = Raise what is due, and end
cli-help-watch = Raise what comes due until stopped
cli-help-until = How far to plan, such as 2026-11-30T00:00:00Z
cli-help-week = Of which week: this, last, or one such as 2026-W48; the running one when none is named
cli-help-file = The file to write or read

cli-usage-unknown-argument = “{ $argument }” is not an argument of this command.
cli-usage-unknown-command = There is no command “{ $command }”.
cli-usage-missing-argument = Needed here: { $argument }.
cli-usage-missing-command = A command is needed here.
cli-usage-conflict = “{ $argument }” cannot be combined with { $other }.
cli-usage-missing-value = “{ $argument }” needs a value.
cli-usage-bad-value = “{ $value }” does not fit { $argument }.
cli-usage-window-only = --samples and --renderer are for the window. Leave them out, or leave out the command.
cli-usage-not-understood = The command line could not be understood.
cli-usage-value-of-many = --value is the final value of one referral. Name one, or leave it out: the estimates then stand.
cli-usage-see-help = Add --help to see how it is written.
cli-sentence-space = { " " }

cli-value-instant = Write a date and time such as 2026-11-22T09:00:00Z.
cli-value-date = Write a date such as 2026-12-31.
cli-value-week = Write this, last, or a week such as 2026-W48.
cli-value-amount = Write an amount such as 12000.50.
cli-value-negative = An amount cannot be negative. Write one such as 12000.50.
cli-value-region = Write a country or region by its two letters, such as JP, or by its name.
cli-value-email = Write a mail address such as aiko@contoso.example.
cli-value-currency = Write a currency code of ISO 4217 such as USD or JPY.
cli-value-assignment = Write FIELD=HEADER, such as customer=Company.
cli-value-listed = Choose one of: { $values }.

cli-no-such-file = There is no file { $file }. Check the name given with --db or LEADLINE_DB; a new file is made by add or import.
cli-close-date-past = The estimated closing date { $date } has passed. Nothing was changed. Give a date from today on.
cli-silent-instance = Another Leadline has this file open and does not answer. This window works all the same.
cli-no-data-folder = The system names no folder for data. Name the file with --db or LEADLINE_DB.
cli-output-failed = The results could not be written: { $why }. What was to be changed is changed.
cli-file-in-use = this is the Leadline file itself

cli-column-id = ID
cli-column-due = Due

cli-import-counts = New: { $new }, changed: { $changed }, unchanged: { $unchanged }, bad rows: { $bad }
cli-import-refused = { $count ->
    [one] Nothing was taken in, because 1 row cannot be read. Mend the row, or leave it out with --skip-bad-rows.
   *[other] Nothing was taken in, because { $count } rows cannot be read. Mend the rows, or leave them out with --skip-bad-rows.
}
cli-import-no-customer-column = No column of { $file } names the customer. Name it with --map customer=HEADER.
cli-import-no-receipt-column = No column of { $file } says when a referral was received, so the clocks of those that are new count from this import. Name it with --map received_at=HEADER.
cli-import-left-over = Columns of { $file } that fill no field, and are kept as they are with each referral: { $columns }
cli-import-no-column = No file has a column “{ $column }”. The columns are: { $columns }.

cli-export-unknown-kind = { $file } cannot be written: its name must end in .csv or .json.
cli-export-done = { $count ->
    [one] 1 referral written to { $file }
   *[other] { $count } referrals written to { $file }
}

cli-print-done = Written to { $file }

cli-profile-none = There is no profile for { $region }. List them with: profile list
cli-profile-not-json = { $file } does not hold profiles as JSON: { $why }. Write it as “profile export” does.
cli-profile-refused = Nothing was saved, because a profile has errors. Mend them, then import the file again.
cli-profile-file-empty = The file holds no profiles, so nothing was changed.
cli-profile-exported = { $count ->
    [one] 1 profile written to { $file }
   *[other] { $count } profiles written to { $file }
}

cli-remind-count = { $count ->
    [one] 1 reminder
   *[other] { $count } reminders
}

cli-backup-done = Copy written and checked: { $file }
cli-restore-done = { $file } was restored. What it held before is in { $kept }
cli-restore-done-new = { $file } was restored.
cli-fault = A fault in Leadline ended this. What was acknowledged before is saved.
cli-check-ok = The file is whole.
cli-snoozed-until = Snoozed until { $at }.
cli-snoozed-shortened = Snoozed until { $at } only: the deadline follows soon after.

cli-about-selftest = Try out what depends on the system
cli-about-selftest-notifications = Raise a notification and tell what becomes of it
cli-help-wait = How many seconds a click or a button is waited for
cli-selftest-taken = The system took the notification.
cli-selftest-held-back = Do not disturb is on: the notification comes up once it is off.
cli-selftest-windows = Click it, or press its button: Windows then starts Leadline, also when the banner has gone into the notification centre.
cli-selftest-macos = macOS tells of clicks only while the window is open: use “Send a test notification” in Settings to try them.
cli-selftest-waiting = Click it or press its button within { $seconds } seconds.
cli-selftest-clicked = It was clicked.
cli-selftest-pressed = Its button was pressed.
cli-selftest-nothing = Nothing was pressed.
cli-link-unknown = The link is not of this file, or means nothing to Leadline.

cli-about-backups = List the backups that are made automatically
cli-help-preview = Tell what restoring would change, and change nothing
cli-help-now = Make a backup first
cli-help-second-folder = Keep every backup in this folder as well, from now on
cli-help-single-folder = Keep backups in their own folder only, from now on
cli-about-recover = Show what can be had back of a damaged Leadline file, or have it back
cli-help-from-backup = Put this backup in the place of the damaged file, which is kept beside it
cli-help-salvage = Put what is left of the damaged file in its place; the damaged file is kept beside it
cli-recover-whole = { $file } is whole: there is nothing to recover.
cli-recover-backup = Backup { $file }, made { $at }: { $what }
cli-recover-salvage = Left of the damaged file: { $what }
cli-recover-choose = Nothing was changed. To go on: leadline --db { $file } recover --from-backup { $backup }, or: leadline --db { $file } recover --salvage
cli-recover-done = { $file } can be used again.
cli-recover-kept = The damaged file is kept in { $file }
cli-recover-report = What came back is written down in { $file }
cli-recover-hint = If it is damaged, “leadline recover” shows what can be had back.

cli-about-encryption = Protect the file and its backups with a passphrase
cli-about-encryption-status = Tell whether the file is encrypted
cli-about-encryption-on = Encrypt the file and its backups
cli-about-encryption-change = Encrypt the file and its backups with another passphrase
cli-about-encryption-off = Have the file and its backups without a passphrase again
cli-about-encryption-remember = Have the system remember the passphrase for whoever is logged in
cli-about-encryption-forget = Have the system forget the passphrase
cli-help-passphrase-file = The file whose first line is the passphrase of an encrypted file; also LEADLINE_PASSPHRASE_FILE
cli-help-new-passphrase-file = The file whose first line is the new passphrase; it is asked for otherwise
cli-help-generate = Make a passphrase that nobody can guess, and print it
cli-help-remember = Have the system remember the passphrase for whoever is logged in
cli-encrypted-hint = Name a file with the passphrase with --passphrase-file or LEADLINE_PASSPHRASE_FILE, or run the command on a terminal to be asked for it.
cli-passphrase-prompt = Passphrase of { $file }:
cli-new-passphrase-prompt = New passphrase:
cli-new-passphrase-again = The new passphrase again:
cli-new-passphrase-missing = The new passphrase is missing. Name a file with it with --new-passphrase-file, have one made with --generate, or run the command on a terminal.
cli-encryption-is-on = The file is encrypted already. To change the passphrase, use: leadline encryption change
cli-encryption-is-off = The file is not encrypted. To encrypt it, use: leadline encryption on
cli-encryption-generated = Passphrase: { $passphrase }
cli-encryption-on-done = { $backups ->
        [0] { $file } is encrypted. Without the passphrase nobody can open it, and nobody can tell it to you.
        [one] { $file } and one backup are encrypted. Without the passphrase nobody can open them, and nobody can tell it to you.
       *[other] { $file } and { $backups } backups are encrypted. Without the passphrase nobody can open them, and nobody can tell it to you.
    }
cli-encryption-change-done = { $backups ->
        [0] The passphrase of { $file } was changed. The old one no longer opens it.
        [one] The passphrase of { $file } and one backup was changed. The old one no longer opens them.
       *[other] The passphrase of { $file } and { $backups } backups was changed. The old one no longer opens them.
    }
cli-encryption-off-done = { $backups ->
        [0] { $file } is no longer encrypted.
        [one] { $file } and one backup are no longer encrypted.
       *[other] { $file } and { $backups } backups are no longer encrypted.
    }
