# The board and referrals on paper: PDF and PNG.

sheet-board-title = Referral board
sheet-printed = As of { $at }
sheet-number = #{ $id }
sheet-page = page { $number } of { $count }
sheet-continued = { $what } (continued)
sheet-more = and { $count } more
sheet-narrowed-to = Shown: { $what }
sheet-lane-empty = No referrals
sheet-cut = The rest is left out here. Leadline has it in full.
sheet-view = View “{ $name }”
sheet-search = Search “{ $words }”

sheet-print-board = Save the board as PDF or PNG…
sheet-print-referral = Save this referral as PDF or PNG…
sheet-why-empty-board = The board shows no referrals
sheet-why-not-read = The board is still being read
sheet-pdf = PDF, to print or read
sheet-png = PNG, a picture
sheet-board-file-title = Save the board
sheet-referral-file-title = Save the referral
sheet-board-file-name = Referral board { $date }
sheet-referral-file-name = { $customer } { $date }
sheet-unknown-kind = { $file } cannot be written. Choose a name that ends in .pdf or .png.
sheet-own-file = { $file } is the Leadline file itself. Choose another name.
sheet-page-exists = Nothing was saved: the pages need several pictures, and { $file } is there already. Choose another name, or move that file away first.
sheet-pdf-failed = The PDF file could not be made: a typeface cannot be put into it. Save it as PNG instead.
sheet-failed = The pages could not be made. Choose the other kind of file, PDF or PNG.
sheet-cannot-open = { $file } could not be opened: { $why }. Open it from its folder.
sheet-saved = Saved to { $file }
sheet-saved-several = Saved { $count } pictures: { $first } to { $last }
sheet-open-file = Open
sheet-settings-title = Board on paper
sheet-settings-help = Saves the board, as it is shown now, to a PDF or PNG file to hand to a colleague.
sheet-settings-do = Save…
