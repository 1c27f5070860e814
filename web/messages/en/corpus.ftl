# The list of documents.

corpus-title = Documents
corpus-empty = No documents yet. See { $how }.
corpus-how = how to add documents
corpus-lead = { $n ->
    [one] { $n } document
   *[other] { $n } documents
}. “Left out” is the share of the text that is not part of the document (web navigation, page numbers); open a document to see what was left out.
corpus-count = { $n ->
    [one] { $n } document
   *[other] { $n } documents
}.
corpus-count-paged = { $n } documents, page { $page } of { $pages }.
corpus-show-all = Show all
corpus-list = List of documents
corpus-place = Place
corpus-level = Level
corpus-year = Year
corpus-validity = Validity
corpus-sort = Order
corpus-by-place = by place
corpus-by-date = newest first
corpus-by-clauses = most clauses first
corpus-by-facts = most values first
corpus-by-warnings = most warnings first
corpus-by-dropped = most left out first
corpus-col-title = Title
corpus-col-date = Date
corpus-col-clauses = Clauses
corpus-col-facts = Values
corpus-col-citations = Citations
corpus-col-warnings = Warnings
corpus-col-dropped = Left out
corpus-digest = digest, not the original
corpus-no-date = not stated
corpus-failures = Files that could not be read
corpus-failures-what = These files are in the folder corpus but are not held; the others are not affected.
corpus-more = More
corpus-with-warning = Documents with the warning “{ $kind }”.
corpus-without = Documents: { $what }.
corpus-wrong = { $name }={ $typed } in the address is not known.

standing-in-force = in force
standing-ended = ended
corpus-standing-not-yet = not yet in force
corpus-standing-unknown = unknown

lack-number = no document number
lack-date = no date
lack-authority = no issuing authority
lack-place = no place
