# The import: what is wrong with rows and files, and the preview.

import-bad-customer-missing = The customer’s name is missing. Fill it in, or leave the row out.
import-bad-date = “{ $value }” is not a date that can be read. Write it as 2026-11-22T09:00:00Z or 2026-11-22.
import-bad-amount = “{ $value }”: { $why }
import-bad-currency = “{ $value }” is not a currency code. Write one of three letters, such as USD or JPY.
import-bad-field-count = The row has { $found } fields where the table has { $expected } columns. Check for a delimiter or quotation mark too many or too few.
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
