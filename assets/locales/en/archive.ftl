# The archive table.

archive-search = Search the archive
archive-count = { $shown } of { $all }
archive-all-regions = All regions
archive-period = Period
archive-period-all = Any time
archive-period-days = Last { $days } days
archive-period-this-year = This year
archive-period-custom = From … to …
archive-first-day = From
archive-last-day = To
archive-date-hint = 2026-11-30
archive-date-error = This is not a date. Enter one such as 2026-11-30 or 11/30.
archive-period-reversed = The first day comes after the last, so nothing can match. Swap the two dates.
archive-clear = Clear filters
archive-table = Archived referrals
archive-sort-none = { $column }, not sorted
archive-sort-ascending = { $column }, sorted ascending
archive-sort-descending = { $column }, sorted descending
archive-actions = Actions for { $customer }
archive-empty-title = Nothing is archived yet
archive-empty-go = Go to the board
archive-empty-body = Referrals come here when they are won, lost, declined or skipped, and when their time runs out.
archive-no-match-title = No archived referral matches
archive-no-match-body = Search for fewer words, or show more outcomes, regions or a longer period.
archive-failed-title = The archive could not be read
archive-failed-body = Nothing was changed. Try again; if it stays so, restart Leadline.
