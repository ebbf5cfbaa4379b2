# The weekly review on the command line.

report-title = Week { $week }, { $from } to { $until }
report-so-far = So far, against the week before up to the same moment
report-whole = Against the week before
report-samples = These are the sample referrals, not your own.
report-no-referrals = There are no referrals yet, so there is nothing to report.
report-nothing-came-nor-ended = No referral came in this week, and none ended.
report-nothing-came = No referral came in this week.
report-not-begun = { $week } has not begun.
report-received = Received
report-open = Still open
report-answered-in-time = Answered within 24 h
report-decided-in-time = Decided within 24 h
report-answer-time = Time to first answer
report-accepted = Accepted
report-ended-won = Won
report-ended-lost-to-clock = Lost to the clock
report-share = { $part } of { $of }
report-share-percent = { $part } of { $of } ({ $percent } %)
report-median = half within { $median }, 9 of 10 within { $most }
report-too-few = too few to tell ({ $count })
report-count-worth = { $count } ({ $worth })
report-worth = { $sum } of { $deals }
report-without-value = { $count } without a value
report-presumed =
    { $count ->
        [one] 1 outcome of this week is presumed: Partner Center’s clock is the one that counts.
       *[other] { $count } outcomes of this week are presumed: Partner Center’s clock is the one that counts.
    }
report-due = Due in the next 7 days: { $count }
report-past-closing = Closing date past, outcome not entered: { $count }
report-near-closing = To close in the next 7 days: { $count }
report-more = and { $count } more
