# Who cites whom: the pages of citers, the graph, what is missing, what has changed.

citing-turn = Pages
citing-back = Previous
citing-on = Next
citing-json = Data of this page (JSON)
citing-csv = Table (CSV)
citing-all = all
citing-place = Place of the citing document
citing-show = Show
citing-filter = Filter
citing-date-wrong = date={ $date } in the address is no date; it should look like 2025-06-30.

cited-title = Who cites it
cited-of = Who cites { $title }
cited-count = : { $n ->
    [one] { $n } citation
   *[other] { $n } citations
}.
cited-count-paged = : { $n } citations, page { $page } of { $pages }.
cited-none = No other document that is held cites it.
cited-all = All { $n }
cited-no-place = Place unknown
cited-clause = cites { $clause }

graph-title = Who cites whom
graph-of = : what it cites and what cites it. { $all }
graph-see-all = Show all
graph-lead = Which of the documents held cites which, higher levels on top. Of many documents only the most cited are drawn, with some of those that cite them.
graph-topic = Topic
graph-depth = How far
graph-direct = direct citations
graph-two = one document in between
graph-none = Nothing to draw: the documents held do not cite each other. Documents that are cited and not held are listed { $missing }.
graph-none-here = here
graph-none-there = Nothing to draw: the documents chosen cite no other document that is held. { $all }
graph-alone = It cites no other document that is held, and none cites it.
graph-picture = Picture of the citations
graph-left-out = { $n } documents are drawn; { $more } more that cite or are cited are not. Choose a place, a topic, or a document below.
graph-deeper = One step further
graph-most = Cited documents
graph-table = The citations of the picture
graph-rows-left-out = { $n } more are not listed; see the data of this page.
graph-times = { $n ->
    [one] cited once
   *[other] cited { $n } times
}
graph-advice = choose a place, a topic or a document

missing-title = Cited but not held
missing-lead = Documents that the library's documents cite and that it does not hold, those cited by most documents first. Citations count as one document when their numbers agree, or when their titles agree and one gives no number.
missing-empty = Nothing is held yet. First { $add }.
missing-add = add documents
missing-none = None: all cited documents are held, or no other documents are cited.
missing-none-of = None: all documents cited by those of { $place } are held, or they cite no others.
missing-count = { $n ->
    [one] { $n } document
   *[other] { $n } documents
}.
missing-count-paged = { $n } documents, page { $page } of { $pages }.
missing-cited = cited { $times }× by { $n ->
    [one] { $n } document
   *[other] { $n } documents
}
missing-who = Cited by
missing-more = { $n } more in the table of this page
missing-near = Near to it in the library:{ " " }

radar-title = Changes of cited documents
radar-lead = Documents that were repealed, replaced, amended or expired after another document had cited them. Judged only from documents that are held: the dates a document gives for itself, newer texts of the same title, and what other documents say (“同时废止”). Repeals in documents that are not held cannot be seen here. Citing documents that have themselves ended are left out.
radar-until = Until
radar-only-basis = only what a document rests on
radar-none = No changes until { $day }: nothing that is held says that a cited document was repealed, replaced, amended or expired.
radar-count = { $n ->
    [one] { $n } citation
   *[other] { $n } citations
}, the latest change first.
radar-count-paged = { $n } citations, page { $page } of { $pages }, the latest change first.
radar-list = List of changes
radar-citing = Citing clause
radar-cited = Cited document
radar-change = Change
radar-basis = basis
radar-see = see
radar-own = its own provision

remark-kind-missing-number = number skipped
remark-kind-duplicate-number = number used twice
remark-kind-inferred-heading = number filled in
remark-kind-lossy-decoding = bytes that could not be read
remark-kind-conversion = conversion changed the length
remark-kind-manifest = manifest not understood
remark-kind-limit = limit reached
remark-kind-unknown-year = date without a year

remark-dropped-blank = white space
remark-dropped-navigation = navigation or buttons of a web page
remark-dropped-tail = adverts, related items or footer after the text
remark-dropped-metadata = publishing data of a web page
remark-dropped-title = page title that repeats the title
remark-dropped-number = page number
remark-dropped-head = running head or foot
remark-dropped-contents = table of contents
remark-dropped-markup = marks of layout

# What a warning means.
remark-missing-number = The numbering of the source skips a number here; no text is missing.
remark-duplicate-number = The source uses one number twice; both are kept, and the address of the second ends in ~2.
remark-inferred-heading = The source leaves out a number here; it was filled in from the context.
remark-lossy-decoding = The file has bytes that could not be read; they are shown as �.
remark-conversion = Conversion of the script changed the number of characters; this line was converted one by one.
remark-manifest = A row of the manifest could not be read and was ignored.
remark-limit = A limit was reached; the rest is kept as plain text.
remark-unknown-year = The source prints no year for this date and no rule gives one, so it is not listed as a date.
