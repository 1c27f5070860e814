# The start page.

home-welcome = Find the clause, not just the document
home-placeholder = Words, “a phrase as printed”, or a document number
home-for-example = For example
home-empty = No documents yet
home-empty-do = Put documents into the folder corpus (one folder for each place) and start again. See { $how }.
home-how-to-add = how to add documents
home-holds = What is held
home-levels = Documents by level and place
home-unread = { $n ->
    [one] { $n } file could not be read
   *[other] { $n } files could not be read
}
home-compare = Places side by side
home-compare-what = What each place provides on the same matter: how much support, what is asked of the lead unit, how often it is reviewed. Every cell has the value, the sentence and a link to the clause; an empty cell says whether the documents are silent, no value was recognised, or no document is held.
home-compare-open = Open the comparison
home-newest = Newest documents
home-documents = { $n ->
    [one] <b>{ $n }</b> document
   *[other] <b>{ $n }</b> documents
}
home-clauses = { $n ->
    [one] <b>{ $n }</b> clause
   *[other] <b>{ $n }</b> clauses
}
home-facts = { $n ->
    [one] <b>{ $n }</b> value
   *[other] <b>{ $n }</b> values
}
