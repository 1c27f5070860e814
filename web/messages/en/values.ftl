# How values of documents are said: amounts, dates, times, and what bounds them.

# Powers of ten by which large numbers are counted, and what stands between every three digits of others.
amount-steps = 12=trillion 9=billion 6=million
amount-thousands = ,

value-money = CNY { AMOUNT($yuan) }
value-money-of = { $currency } { AMOUNT($amount) }
value-count = { $n } { $unit }

# What bounds a value: money and ratios, counts, times.
value-at-least = at least { $value }
value-at-least-count = at least { $value }
value-at-most = up to { $value }
value-at-most-time = at most { $value }
value-more-than = more than { $value }
value-less-than = less than { $value }
value-about = about { $value }

value-equity = equity investment: { $value }
value-limit = limited to { $value }
value-window = { $value } ({ $window })
value-once = { $value }, one-off
value-yearly = { $value } a year
value-monthly = { $value } a month
value-cumulative = { $value } in total

# The years that a value looks back on.
window-plain = { $years ->
    [one] in the last year
   *[other] in the last { $years } years
}
window-average = average of the last { $years } years
window-each = in each of the last { $years } years
window-total = sum of the last { $years } years

# Several values of one clause: a day with what is to be reached by then, a stage with its value, a value for some only.
value-of-stage = { $stage }: { $value }
value-by-day = { $day }: { $value }
value-for = { $value } ({ $subject })
value-capped = { $first }, { $then }
value-also = { $first }; { $then }
value-or = { $first }; or { $then }

day-full = { $year }-{ TWO($month) }-{ TWO($day) }
day-month = { $year }-{ TWO($month) }
day-year = { $year }
day-year-end = by the end of { $year }
day-before = by { $day }
day-from = from { $day }
day-about = about { $day }

time-half-year = half a year
time-years = { $n ->
    [one] { $n } year
   *[other] { $n } years
}
time-months = { $n ->
    [one] { $n } month
   *[other] { $n } months
}
time-weeks = { $n ->
    [one] { $n } week
   *[other] { $n } weeks
}
time-days = { $n ->
    [one] { $n } day
   *[other] { $n } days
}
time-working-days = { $n ->
    [one] { $n } working day
   *[other] { $n } working days
}
time-hours = { $n ->
    [one] { $n } hour
   *[other] { $n } hours
}
time-minutes = { $n ->
    [one] { $n } minute
   *[other] { $n } minutes
}
time-and = { $first } { $then }

every-year = every year
every-half-year = every half year
every-quarter = every quarter
every-month = every month
every-week = every week
every-day = every day
every-time = every { $time }
