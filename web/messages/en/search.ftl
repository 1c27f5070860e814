# The page of results, the files and the feed of a search.

search-title = Search
search-title-of = Search: { $query }
search-what = What to look for
search-placeholder = Words, “a phrase as printed”, or a document number
search-how = Words divided by spaces find the clauses that hold all of them; quotation marks find exactly what stands between them. Simplified and traditional characters find the same. { $forms }
search-forms = How to write a query

# Filters.
search-filters = Filters
search-filter-values = Filter by value
search-filter-years = Filter by years
search-values = Values
search-role = Role
search-any = any
search-from = From
search-to = to
search-year-unit = (years)
search-min-example = 1000000
search-max-example = 100000000
search-units = A number without a unit is in yuan; 100万, 30%, 20家 or 6个月 can be typed too.
search-apply = Apply
search-by-place = Place
search-by-level = Level
search-by-year = Year
search-by-authority = Issuing authority
search-by-kind = Kind of value
search-by-role = Role of value
search-by-topic = Topic
search-year = { $year }
search-set = { $name }: { $value }
search-least = Value of at least { $value }
search-most = Value of at most { $value }
search-in-force = In force on { $day }
search-years = { $first }–{ $last }
search-years-from = from { $first } on
search-years-to = up to { $last }
search-chips = Filters in use
search-chip-off = Remove this filter
search-chip-remove = (remove)
search-chips-off = Remove all
search-order = Order

# Above the hits.
search-nothing = No clause found
search-found = { $n ->
    [one] <b>{ $n }</b> clause found
   *[other] <b>{ $n }</b> clauses found
}
search-found-from = { $n ->
    [one] <b>{ $n }</b> clause found; shown from number { $first } on
   *[other] <b>{ $n }</b> clauses found; shown from number { $first } on
}
search-synonym = { $word } → { $others }
search-synonyms = Synonyms were searched too: { $words }.
search-synonyms-off = Only the words typed
search-no-synonyms = Synonyms were not searched.
search-synonyms-on = Search synonyms too
search-meant = Similar names
search-page-empty = { $n ->
    [one] Nothing is on this page; there is { $n } clause in all.
   *[other] Nothing is on this page; there are { $n } clauses in all.
}
search-first-page = Back to the first page
search-try = You could try
search-shorter = Use a shorter word, or leave out the quotation marks.
search-look = See { $held }.
search-held = which documents are held

# The hits.
search-digest = Digest, not the official text
search-full = official text
search-facts = Values in this clause
search-more-facts = { $n } more
search-words-beside = { $first }”, “{ $last }
search-from-above = “{ $words }” stands in a heading above or in what is known of the document
search-why = Why this clause
search-previous = Previous clause
search-next = Next clause
search-pick = Compare
search-related = Clauses with some of the words
search-related-what = They do not hold all the words and are not counted above.

# Below the hits.
search-pages = Pages of results
search-page = Page { $n }
search-canonical = Standard form:
search-all = { $n ->
    [one] The one clause:
   *[other] All { $n } clauses:
}
search-as-table = Table (CSV)
search-as-data = Data (JSON)
search-as-feed = Feed (Atom)
search-page-data = Data of this page (JSON)

# The table of all hits, and the feed.
search-column-order = No.
search-column-place = Place
search-column-level = Level
search-column-title = Document
search-column-number = Document number
search-column-date = Date
search-column-clause = Clause
search-column-path = Headings above
search-column-text = Text of the clause
search-column-status = Kind of text
search-column-address = Address
search-column-link = Link
search-file-cut = { $n ->
    [one] Only the first { $shown } of { $n } clause; set filters and export in parts
   *[other] Only the first { $shown } of { $n } clauses; set filters and export in parts
}
search-feed = Tiaoli: { $query }
search-feed-digest = { $status }: { $text }
