# How times, dates and money are written. Names of months and weekdays stand in their order, parted by |.

format-left-days = { $days } d { $hours } h
format-left-hours = { $hours } h { $minutes } m
format-left-minutes = { $minutes } m
format-left-moment = < 1 m
format-overdue = −{ $left }

format-spoken-left = { $duration } left
format-spoken-left-moment = less than a minute left
format-spoken-overdue = overdue by { $duration }
format-spoken-overdue-moment = due now

format-days =
    { $count ->
        [one] { $count } day
       *[other] { $count } days
    }
format-hours =
    { $count ->
        [one] { $count } hour
       *[other] { $count } hours
    }
format-minutes =
    { $count ->
        [one] { $count } minute
       *[other] { $count } minutes
    }
format-two-units = { $larger } { $smaller }

format-date = { $day } { $month } { $year }
format-date-short = { $day } { $month }
format-date-weekday = { $weekday } { $day } { $month } { $year }
format-date-weekday-short = { $weekday } { $day } { $month }
format-date-time = { $date }, { $time }
format-month-title = { $month } { $year }
format-month-names = January|February|March|April|May|June|July|August|September|October|November|December
format-month-names-short = Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec
format-weekday-names = Sunday|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday
format-weekday-names-short = Sun|Mon|Tue|Wed|Thu|Fri|Sat

format-money = { $currency } { $amount }
format-money-yen = ¥{ $amount }
# Powers of ten that sums are shortened by, each with its sign.
format-large-units = 3 K|6 M|9 B|12 T
