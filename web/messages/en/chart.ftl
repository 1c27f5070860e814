# Pictures of comparisons and citations.

chart-place = Place
chart-value = Value
chart-clause = Clause
chart-when = When
chart-source = Source
chart-full-text = Full text
chart-citing = Citing document
chart-cited = Cited document
chart-outcome = Outcome
chart-unknown = unknown

chart-exactly = fixed amount
chart-at-most = up to
chart-at-least = at least
chart-about = about
chart-in-force = document in force
chart-day = day named by a clause
chart-arrow = citation; the arrow points to the cited document
chart-document = one document
chart-doubtful = a newer text of the cited one exists, or there is no such clause

chart-money = amounts
chart-ratio = ratios
chart-count = numbers
chart-time = lengths of time
chart-days = { $n ->
    [one] { $n } day
   *[other] { $n } days
}
chart-logarithmic = each step is ten times the one before (logarithmic scale)
chart-even = even scale from zero
chart-values-desc = { $row }: { $kind }, { $scale }. Every value of every clause is drawn by itself; nothing is added up.{ " " }
chart-without = No such value: { $places }.
chart-first-values = The first { $most } of { $n } values are drawn; all are in the table.{ " " }

chart-times = Time in force and target days
chart-times-desc = { $title }: from { $from } to { $to }; one line for each document in force and for each day that a clause names.
chart-first-times = The first { $most } of { $n } lines are drawn.
chart-effective = in force from { $day }
chart-issued = issued { $day }
chart-until = to { $day }
chart-open = no end named
chart-term = { $since }, { $until }
chart-computed = { $term } (computed)

chart-citations = Citations between documents
chart-citations-desc = { $documents ->
    [one] { $documents } document
   *[other] { $documents } documents
} in layers by level: { $levels }; { $pairs ->
    [one] { $pairs } pair of citing and cited document
   *[other] { $pairs } pairs of citing and cited documents
}, each listed in the table below.
chart-some-documents = { $most } of { $n } documents are drawn; { $advice }.
chart-choose-places = choose places first
chart-no-citations = None of these documents cites another one that is held.
