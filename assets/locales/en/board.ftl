# The board: lanes, cards, dragging.

board-reading = Reading the board…
board-first-title = Never miss a referral again
board-first-body = Leadline keeps your Partner Center referrals on a board, ordered by the time left to answer. Enter your first referral, import a file from Partner Center, or look around with sample referrals.
board-add-samples = Look around with samples
board-samples = You are looking at samples.
board-samples-close = Close this line
board-empty-new = No new referrals. Enter one, or import a file.
board-empty-evaluating = Nothing to evaluate. Drag a new referral here, or press { $key } on it: its contact and full request are shown then.
board-empty-negotiating = No negotiations. Drag a referral that you accept here, or press { $key } on it, and enter value and closing date.
board-empty-open-new = Open the most pressing new one
board-empty-open-evaluating = Open the most pressing one to accept
board-lane-spoken = { $stage }, { $count ->
    [one] 1 referral
   *[other] { $count } referrals
}
board-card-spoken = { $customer }, { $time }, { $stage }, { $index } of { $count }
board-card-menu = Actions for { $customer }
board-due-today = { $count } due within a day
board-closes = closing date
board-closes-on = closes { $date }
board-no-clock = No deadline
board-lands-below = Its place is further down
board-lands-above = Its place is further up
board-past-advice = { $mark } · past 24 h
board-found-out-of-sight = Found in its other texts
board-archive-rail = Archive, { $count ->
    [one] 1 referral
   *[other] { $count } referrals
}
board-open = Open
board-move-to = Move to
board-lane-collapse = Collapse { $stage }
board-open-lanes = Open all lanes
board-all-collapsed = All lanes are collapsed. Open one, or all of them.

board-due-next = Due next
board-due-spoken = { $customer }, { $time }, { $stage }
board-today = Today { $count }
board-today-spoken = { $count ->
    [0] Today: nothing left to answer
    [one] Today: 1 referral to answer
   *[other] Today: { $count } referrals to answer
}
board-today-help = What has to be answered before the end of your working day, with what falls due in the night or on the weekend after it
board-today-title = Today
board-today-until = { $count ->
    [one] 1 referral is to be answered in your working day: it falls due before { $at }, when the one after it begins.
   *[other] { $count } referrals are to be answered in your working day: they fall due before { $at }, when the one after it begins.
}
board-today-empty-title = Nothing left for today
board-today-open-next = Open what is due next
board-today-empty-body = What falls due before work begins again is listed here, the most pressing first.
board-search = Search referrals
board-search-key = /
board-search-clear = Clear search
board-searching = Searching…
board-found = { $all ->
    [one] { $shown } of 1 referral
   *[other] { $shown } of { $all } referrals
}
board-count-of-short = { $shown }/{ $all }
board-count-of = { $shown } of { $all }
board-lane-spoken-of = { $stage }, { $all ->
    [one] { $shown } of 1 referral
   *[other] { $shown } of { $all } referrals
}
board-no-match-lane = No match in this lane
board-no-match-title = No open referral matches
board-no-match-body = Every word must occur in a referral, as any part of a word. Search for fewer words, or look among those that have ended.
board-search-archive = Search the archive
board-no-match-body-filters = Remove a filter, search for fewer words, or look among the referrals that have ended.
board-no-match-clear-all = Clear search and filters
board-filter-clear = Clear filters
board-filter-remove = Remove filter { $filter }
board-filter-choice = { $name }, { $count ->
    [one] 1 referral
   *[other] { $count } referrals
}
board-filter-urgency = Urgency
board-filter-profile = Business profile
board-filter-no-profile = No profile for the region
board-filter-deleted-profile = Deleted profile
board-filter-fit = Fit
board-filter-fits = Fits a published profile
board-filter-fits-not = Fits no published profile
board-filter-source = Source
board-filter-entered = Entered by hand
board-filter-imported = Imported
board-filter-mine = Mine
board-filter-nobody = Nobody yet
board-filter-at-least = at least { $value }
board-views = Views
board-view-all = All open referrals
board-view-save = Save this view
board-view-hint = Search or filter the board, then save it here as a view.
board-view-name = Name of the view
board-view-needs-name = Enter a name first
board-view-rename = Rename { $name }
board-view-delete = Delete { $name }
board-view-name-is-taken = Another view has this name
board-view-replace = Replace

# The cards that are selected, and the bar of what can be done with them.

select-bar = What is selected
select-count = { $count } selected
select-action = { $action } ({ $count })
select-move = Move { $count } selected to
select-clear = Clear the selection
select-drop = { $action }: { $count } of { $total }
select-some-of = { $count } of { $total }
select-one-at-a-time = Each deal has a value and a closing date of its own. Accept them one at a time.

board-swimlanes = Swimlanes
board-band-spoken = { $band }, { $count ->
    [one] 1 referral
   *[other] { $count } referrals
}
board-band-lane-spoken = { $stage } – { $band }, { $count ->
    [one] 1 referral
   *[other] { $count } referrals
}
board-band-collapse = Collapse { $band }
board-band-open = Open { $band }
board-band-no-region = No region
board-band-no-size = No company size
board-band-no-owner = No owner

# The card of what is worth knowing, shown once.

tour-title = Five things worth knowing
tour-moves = Drag a card to its next lane, or press a number on it.
tour-palette = Finds any action, and any referral by its customer.
tour-search = Searches everything in the open referrals; Esc clears.
tour-keys = Shows every key.
tour-clocks = The time on a card runs to its next mark: first the 24 hours in which to answer, then the limit that archives it.
tour-done = Got it
