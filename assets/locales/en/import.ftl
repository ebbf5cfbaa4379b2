# The import preview, and what is wrong with files and rows.

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

import-bad-in-column = { $column }: { $reason }
import-bad-customer = The customer’s name is missing.
import-bad-date = “{ $value }” is not a date.
import-bad-amount = “{ $value }”: { $problem }
import-bad-currency = “{ $value }” is not a currency code such as USD or JPY.
import-bad-too-few = The row has { $found } fields; the table has { $expected } columns.
import-bad-too-many = The row has { $found } fields; the table only has { $expected } columns.
import-bad-too-long = A field holds { $bytes } bytes; at most { $most } are taken.
import-bad-quote = A quotation mark is opened and never closed.
import-bad-object = The entry is not a JSON object.
import-bad-type = The value is of the wrong type.

import-file-unreadable = { $file } cannot be read: { $why }. Check the file and its permissions, then import it again.
import-file-too-large = { $file } is larger than { $megabytes } MB. Split it and import the parts.
import-file-json = { $file } is not a JSON export of Leadline: { $why }.
import-file-empty = { $file } is empty. Choose another file.
import-file-no-header = The first line of { $file } holds no column names. Add a line of column names, then import it again.
import-file-too-many-columns = { $file } has { $count } columns, far more than a table of referrals. Choose another file.
import-file-workbook = { $file } is an Excel workbook. In Excel, save it as CSV UTF-8 and import that file.
import-file-not-text = { $file } is not a text file in UTF-8, UTF-16 or Shift_JIS. Save it as CSV UTF-8 and import that file.
