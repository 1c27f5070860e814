# Lineage: which clause was taken from which.

lineage-title = Lineage
lineage-title-of = Lineage: { $document }
lineage-lead = How much of each document comes from an earlier one or one of a higher level. Counted are runs of five and more characters that are the same; formulas that everybody uses are weighed down before clauses are called related.
lineage-empty = No document is held yet. { $add } first.
lineage-most = The { $shown } documents that borrow the most are listed; { $left } more can be reached from their clause pages.
lineage-table = Table of lineage
lineage-caption = One row for each document, one column for each source; a cell holds the share of the document that is borrowed
lineage-document = Document
lineage-total = Borrowed in all
lineage-from-document = From { $document }
lineage-sources = Sources
lineage-relations = Relations between clauses
lineage-note = Narrowed, extended and dropped speak of words, not of legal effect; “order unknown” means that neither level nor date says which came first.
lineage-full-text = Full text
lineage-borrowed = { $share } of the words also stand in a document that is earlier or of a higher level.
lineage-from = Taken from
lineage-lent = Taken by
lineage-unsure = ; order unknown
lineage-its = Its lineage
lineage-dropped = { $n ->
    [one] { $n } clause dropped
   *[other] { $n } clauses dropped
}
lineage-and-more = and more
lineage-left-documents = { $n ->
    [one] { $n } more document is not listed
   *[other] { $n } more documents are not listed
}; all are in the { $data }.
lineage-left-lines = { $n ->
    [one] { $n } more line is not listed
   *[other] { $n } more lines are not listed
}; all are in the { $data }.
lineage-data = data (JSON)
lineage-by-clause = Sources clause by clause
lineage-relation = Relation
lineage-source-clause = Source clause
lineage-remark = Remark
lineage-no-clauses = No clause shares enough words with a document that is earlier or of a higher level.
lineage-waiting = All clauses are being compared; reload this page in a while.
lineage-left-of = { $name }: { $n } more not listed.
lineage-dropped-by = Documents that dropped this clause:{ " " }
lineage-dropped-more = , and { $n } more
lineage-under-one = under 1%
lineage-shares = { $borrowed } of its words come from the source clause, { $kept } of which it has
lineage-count = { $kind } { $n }
lineage-counts = { $first }, { $then }
lineage-not-yet = All clauses are being compared, which takes some tens of seconds the first time and is kept. Reload this page in a while; other pages are not affected.
lineage-of-document = Lineage of this document
lineage-open-clause = Open this clause
lineage-only-documents = Nothing should stand behind “{ $policy }”, here “{ $rest }”; the lineage of a clause is on the page of the clause.

relation-copy = copied
relation-copy-means = the words are nearly the same, and so are the numbers
relation-narrow = narrowed
relation-narrow-means = most words come from the source clause, much of which is left out
relation-extend = extended
relation-extend-means = most of the source clause is kept, and much is added
relation-adapt = adapted
relation-adapt-means = part of the words come from the source clause, some are added, some left out; or the words are nearly the same, but a number changed, or a word such as “may” or “must not”
relation-drop = dropped
relation-drop-means = nothing in this document answers the source clause
