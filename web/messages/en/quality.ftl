# What is held and how well it was read.

quality-title = Holdings and quality
quality-lead = What is held and how well it was read. The figures are counted when documents are read; validity is judged on { $date }. Each figure can be followed up. What was not read is not necessarily absent from the text.
quality-texts = Full texts: { $full }; digests, which are not the original text: { $digests }.
quality-share = Share
quality-documents = Documents
quality-digests = Digests
quality-bar = Documents as a bar
quality-bar-citations = Of all citations
quality-bar-documents = Of all documents
quality-total = Total
quality-places = By place and year
quality-places-what = Columns of years: documents / clauses, by the date of the document. “Values per 100” is how many values were read in a hundred clauses: where it is much lower than elsewhere, the documents may be of another kind, or values may have been missed.
quality-facts-per = Values per 100
quality-earlier = earlier
quality-undated = undated
quality-more-places = { $n } more places with fewer documents are in the data of this page.
quality-validity = Validity
quality-validity-what = Judged on { $date } from documents that are held only: the days a document prints, newer texts of the same title, repeals in other documents. Repeals in documents that are not held cannot be seen, so “in force” is no guarantee.
quality-rests-on = Rests on
quality-ground = { $ground }: { $n }
quality-grounds = { $all }
ground-printed = a day printed in the document
ground-manifest = a day in the manifest
ground-computed = computed from its words or a general rule
ground-no-last-day = began, no last day printed
ground-newer-text = a newer text of the same title is held
ground-repealed = repealed by another document
ground-nothing = nothing
quality-lacking = What could not be read of documents
quality-lacking-what = The text does not say it, or it was not recognised. A manifest can supply it.
quality-lack = What is missing
quality-facts = Values
quality-facts-what = By kind and use. “Undecided” are values that were read but whose use no rule tells.
quality-kind = Kind
quality-money = money
quality-ratio = ratio
quality-count = count
quality-date = date
quality-duration = duration
quality-recurring = recurring
quality-support = support
quality-equity = equity
quality-threshold = condition
quality-target = target
quality-budget = budget
quality-fund = fund
quality-fee = fee
quality-limit = limit
quality-no-role = undecided
quality-citations = Citations
quality-citations-what = All citations in the documents held, those within a document included.
quality-no-citations = No citations were read.
quality-outcome = Outcome
quality-times = Times
quality-missing = Cited but not held: { $n ->
    [one] { $n } document
   *[other] { $n } documents
}
quality-warnings = Warnings
quality-warnings-what = Places that a reader should look at; no text was lost.
quality-no-warnings = None.
quality-meaning = Meaning
quality-in-documents = In { $n ->
    [one] { $n } document
   *[other] { $n } documents
}. { $meaning }
quality-of-documents = { $n ->
    [one] { $n } document
   *[other] { $n } documents
}
quality-dropped = Text left out
quality-dropped-what = { $bytes } of { $all } bytes were left out. The page of each document shows what was left out of it.
quality-reason = Reason
quality-in = In
quality-bytes = Bytes
quality-most-dropped = Documents of which most was left out
quality-all-dropped = All documents by the share left out
quality-measured = How well it reads: measured
quality-measured-what = { $documents } documents were read by hand and { $rows } findings written down; then the program read the same documents and both were compared. Recall: how many of the findings the program made. Precision: how much of what it reported is right.
quality-measured-not = What these figures do not say: the developers chose and read the documents themselves, and the rules were made with these and other examples in view. On other documents the results will be lower; by how much has not been measured. Check the original before you quote it.
quality-measured-how = Documents: { $documents }. Fingerprint of the answers: { $fingerprint }. The tests of the program measure again after every change and fail when the figures differ; tiaoli eval measures them for you.
quality-rows = Findings
quality-recall = Recall
quality-precision = Precision
measured-document = title, number, authority, dates
measured-part = parts of the document
measured-clause = clause
measured-citation = citation
measured-department = department
measured-other = other
