# How values of documents are said: amounts, dates, times, and what bounds them.

# Powers of ten by which large numbers are counted, and what stands between every three digits of others.
amount-steps = 12=万亿 8=亿 4=万
amount-thousands = { "" }

value-money = { AMOUNT($yuan, "元") }
value-money-of = { AMOUNT($amount, $currency) }
value-count = { $n } { $unit }

# What bounds a value: money and ratios, counts, times.
value-at-least = 不低于{ APART($value) }
value-at-least-count = 不少于{ APART($value) }
value-at-most = 不超过{ APART($value) }
value-at-most-time = 最长不超过{ APART($value) }
value-more-than = 超过{ APART($value) }
value-less-than = 低于{ APART($value) }
value-about = { $value }左右

value-equity = 股权投资{ APART($value) }
value-limit = 限{ APART($value) }
value-window = { $window }{ APART($value) }
value-once = 一次性{ APART($value, "，") }
value-yearly = 每年{ APART($value, "，") }
value-monthly = 每月{ APART($value, "，") }
value-cumulative = 累计{ APART($value, "，") }

# The years that a value looks back on.
window-plain = 近{ CHINESE($years) }年
window-average = 近{ CHINESE($years) }年平均
window-each = 近{ CHINESE($years) }年每年
window-total = 近{ CHINESE($years) }年累计

# Several values of one clause: a day with what is to be reached by then, a stage with its value, a value for some only.
value-of-stage = { $stage }：{ $value }
value-by-day = { $day }：{ $value }
value-for = { $value }（{ $subject }）
value-capped = { $first }，{ $then }
value-also = { $first }；{ $then }
value-or = { $first }；或{ $then }

day-full = { $year } 年 { $month } 月 { $day } 日
day-month = { $year } 年 { $month } 月
day-year = { $year } 年
day-year-end = 到 { $year } 年底
day-before = { $day }前
day-from = { $day }起
day-about = { $day }左右

time-half-year = 半年
time-years = { $n } 年
time-months = { $n } 个月
time-weeks = { $n } 周
time-days = { $n } 日
time-working-days = { $n } 个工作日
time-hours = { $n } 小时
time-minutes = { $n } 分钟
time-and = { $first } { $then }

every-year = 每年
every-half-year = 每半年
every-quarter = 每季度
every-month = 每月
every-week = 每周
every-day = 每日
every-time = 每{ APART($time) }
