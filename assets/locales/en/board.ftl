# The board: lanes, cards, dragging.

board-reading = Reading the board…
board-first-title = Never miss a referral again
board-first-body = Leadline keeps your Partner Center referrals on a board, ordered by the time left to answer. Enter your first referral, import a file from Partner Center, or look around with sample referrals.
board-add-samples = Look around with samples
board-empty-new = No new referrals. Enter one with “New referral”, or import a file.
board-empty-evaluating = Nothing to evaluate. Referrals you show interest in come here, with contact and full request.
board-empty-negotiating = No negotiations. Referrals you accept come here, with value and closing date.
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
board-past-advice = { $mark } · past 24 h
board-archive-rail = Archive, { $count ->
    [one] 1 referral
   *[other] { $count } referrals
}
board-open = Open
board-move-to = Move to
