# The import: what is wrong with rows and files, and the preview.

import-bad-customer-missing = The customer’s name is missing. Fill it in, or leave the row out.
import-bad-date = “{ $value }” is not a date that can be read. Write it as 2026-11-22T09:00:00Z or 2026-11-22.
import-bad-amount = “{ $value }”: { $why }
import-bad-currency = “{ $value }” is not a currency code. Write one of three letters, such as USD or JPY.
import-bad-field-count = The row has { $found } fields where the table has { $expected } columns. Check for a delimiter or quotation mark too many or too few.
import-bad-too-many-rows = The file holds more than { $most } rows. None of them was taken in. Divide the file and import one part after the other.
import-bad-field-too-long = A field is longer than { $most } bytes. Shorten it.
import-bad-quote-left-open = A quotation mark is opened and never closed. Close it; everything after it was read as one field.
import-bad-not-an-object = The entry is not a JSON object. Write it as one in braces.
import-bad-wrong-type = The value has the wrong type. Write it as the export does.

import-file-too-large = { $file } is larger than { $megabytes } MB. Split it into several files.
import-file-not-json = { $file } cannot be read ({ $why }). Choose a CSV file, or a JSON export of Leadline.
import-file-too-many-columns = { $file } has { $found } columns, which no table of referrals has. Choose another file.
import-file-empty = { $file } is empty. Choose another file.
import-file-no-header = The first line of { $file } holds no column names. Add them, or choose another file.
import-file-workbook = { $file } is a workbook. Save it as CSV first, then import that file.
import-file-not-text = { $file } is not a text file in UTF-8, UTF-16 or Shift_JIS. Save it as CSV in UTF-8 first.

import-title = Import referrals
import-reading = Reading the file…
import-not-read-yet = The file is still being read.
import-stopped = Reading the file was broken off. Close this window and import the file again.
import-importing = { $count ->
    [one] Importing 1 referral…
   *[other] Importing { $count } referrals…
}

import-layout-leads = Partner Center leads download
import-layout-cosell = Partner Center co-sell bulk file
import-layout-leadline = Leadline export
import-layout-json = Leadline export, JSON
import-layout-other = Other table
import-by-comma = comma-separated
import-by-semicolon = semicolon-separated
import-by-tab = tab-separated

import-new = { $count } new
import-changed = { $count } changed
import-unchanged = { $count } unchanged
import-bad-rows = { $count ->
    [one] 1 row cannot be imported
   *[other] { $count } rows cannot be imported
}
import-line = Line { $line }
import-leave-out = { $count ->
    [one] Leave out the bad row
   *[other] Leave out the { $count } bad rows
}
import-refused = Nothing is imported while rows are bad. Mend them in the file, or leave them out.
import-nothing-new = The file says nothing that is not known already.
import-of-erased = { $count ->
    [one] 1 row is about a person who was erased. Nothing of the person is taken in, and no new referral is made of it.
   *[other] { $count } rows are about persons who were erased. Nothing of the persons is taken in, and no new referrals are made of them.
}
import-undated = No column says when a referral was received, so the clocks of the new ones count from this import. Assign the column that fills “Received” below, if there is one.
import-customer-unassigned = Choose the column that fills “{ $field }”.
import-confirm = { $count ->
    [0] Import
    [one] Import 1 referral
   *[other] Import { $count } referrals
}

import-column = Column in the file
import-example = Example
import-fills = Fills
import-fills-of = { $column }: fills
import-kept-aside = Kept as an extra column
import-field-ignore = Left out
import-field-contact-name = Contact: name
import-field-contact-mail = Contact: mail
import-field-contact-phone = Contact: phone
import-field-first-name = Contact: given name
import-field-last-name = Contact: family name
import-field-deal-value = Deal value
import-field-status = Status in Partner Center
import-field-substatus = Status detail in Partner Center
import-field-updated = Last changed
import-field-expiry = Expiry
import-field-offer = Request: offer
import-field-call-to-action = Request: call to action
import-field-lead-type = Request: kind of lead
import-field-leadline-id = Leadline ID
import-field-interested = Interest shown on
import-field-accepted = Accepted on
import-field-archived-from = Stage before the archive
import-field-presumed = Outcome presumed
import-field-lapse-waived = Lapse waived
import-field-other-columns = Extra columns

