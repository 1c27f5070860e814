# The comparison of places.

compare-title = Compare
compare-heading = Places side by side
compare-choose = Choose topics and places
compare-now = now { $topics ->
    [one] { $topics } topic
   *[other] { $topics } topics
}, { $places ->
    [one] { $places } place
   *[other] { $places } places
}
compare-places = Places
compare-topics = Topics
compare-add-row = Add a search as a row:
compare-add-row-plain = Add a search as a row
compare-row-example = 人才 补贴 kind:money
compare-row-help = Written as in the search box; with kind:money (or ratio, count, date, duration) the values are listed
compare-only-different = Only topics that differ
compare-show-all = Show all topics
compare-go = Compare
compare-everything = All topics and places
compare-nothing = There is nothing to compare. { $add } first, or see { $held }.
compare-add-documents = Add documents
compare-what-is-held = what is held
compare-silences = Three kinds of empty cells
compare-picture = Chart: { $what }
compare-equal = { $n ->
    [one] { $n } topic on which all places say the same is not listed: { $topics }
   *[other] { $n } topics on which all places say the same are not listed: { $topics }
}
compare-listed = { $all }
compare-all-equal = All places say the same on these topics.{ " " }
compare-place-pages = Pages of places
compare-topic-pages = Pages of topics
compare-places-all = Places ({ $n } in all):
compare-topics-all = Topics ({ $n } in all):
compare-table = Comparison
compare-caption = Policies compared: one row for each topic, one column for each place
compare-does = { $what }: { $words }
compare-only-this = Only this topic
compare-hits = Search results
compare-draw = Draw a chart
compare-draw-row = { $row }: draw a chart
compare-chart = Chart
compare-more = { $n } more
compare-side = Clauses side by side
compare-lineage = Lineage of documents
compare-take = Take away:
compare-xlsx = Excel workbook
compare-docx = Word document
compare-csv = CSV
compare-md = Markdown
compare-json = JSON
compare-how = How to read this table
compare-data = Data of this table (JSON)
compare-digest = Digest, not the text
compare-pick = Pick to compare
compare-pick-what = : { $what } { $place }
compare-column = { $place } { $document }
compare-search-row = Search: { $query }
compare-sorted-up = Columns sorted by “{ $row }”, smallest first; those without a value last.{ " " }
compare-sorted-down = Columns sorted by “{ $row }”, largest first; those without a value last.{ " " }
compare-unsorted = Back to the usual order

# The three silences: the name of each, and what it means in the legend and in a cell.
state-silent = Silent
state-silent-means = documents of this place are held, and they do not mention it
state-unrecognised = No value
state-unrecognised-means = the text mentions it, no value was recognised; the sentence is quoted
state-not-held = Not held
cell-silent = the documents held do not mention it
cell-unrecognised = the text mentions it, no value was recognised; see the text
cell-not-held = no document of this place is held
cell-digest = only a digest is held, and it does not mention it; the full text is not held yet
cell-filtered = the search of this row has filters, and no clause here meets them
cell-nearest = the { $shown } nearest of { $total } clauses

move-left = move left
move-right = move right
move-up = move up
move-down = move down
move-no-column = remove this column
move-no-row = remove this row
sort-up = 1→9
sort-down = 9→1
sort-up-means = sort columns by this row, smallest first
sort-down-means = sort columns by this row, largest first

# What is wrong with a request.
compare-wrong = { $error }.
compare-no-topic = There is no topic “{ $name }”; the nearest are: { $nearest }
compare-no-sort = Columns cannot be sorted by “{ $name }”: there is no such topic; the nearest are: { $nearest }
compare-no-place = There is no place “{ $name }”; the nearest are: { $nearest }
compare-needs-index = “{ $name }” is a search, which needs the index
compare-too-many = At most { $most } rows can be compared, and { $asked } were asked for; compare them in parts
compare-bad-differences = differences={ $typed } in the address is not understood; it should be only (topics that differ) or all.
compare-bad-order = order={ $typed } in the address is not understood; it should be asc (smallest first) or desc (largest first).
compare-use-topic = Use the topic “{ $other }”
compare-use-place = Use the place “{ $other }”
compare-use-all = Compare all topics and places
compare-all-places = All places
compare-back = Back to the table
compare-nothing-to-draw = “{ $row }” has no values or days that can be drawn.
compare-draw-what = A parameter is missing: which row is drawn, such as ?topic=support_upgrade; or ?of=times, ?of=citations.
