# How times, dates and money are written. Names of months and weekdays stand in their order, parted by |.

format-left-days = { $days }日{ $hours }時間
format-left-hours = { $hours }時間{ $minutes }分
format-left-minutes = { $minutes }分
format-left-moment = 1分未満
format-overdue = −{ $left }

format-spoken-left = 残り{ $duration }
format-spoken-left-moment = 残り1分未満
format-spoken-overdue = { $duration }超過
format-spoken-overdue-moment = 期限ちょうど

format-days = { $count }日
format-hours = { $count }時間
format-minutes = { $count }分
format-two-units = { $larger }{ $smaller }

format-date = { $year }年{ $month }{ $day }日
format-date-short = { $month }{ $day }日
format-date-weekday = { $year }年{ $month }{ $day }日({ $weekday })
format-date-weekday-short = { $month }{ $day }日({ $weekday })
format-date-time = { $date } { $time }
format-month-title = { $year }年{ $month }
format-month-names = 1月|2月|3月|4月|5月|6月|7月|8月|9月|10月|11月|12月
format-month-names-short = 1月|2月|3月|4月|5月|6月|7月|8月|9月|10月|11月|12月
format-weekday-names = 日曜日|月曜日|火曜日|水曜日|木曜日|金曜日|土曜日
format-weekday-names-short = 日|月|火|水|木|金|土

format-money = { $currency } { $amount }
format-money-yen = { $amount }円
# Powers of ten that sums are shortened by, each with its sign.
format-large-units = 4 万|8 億|12 兆
