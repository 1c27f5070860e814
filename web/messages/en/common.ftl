# What stands on every page, and words that several pages use.

site-name = Tiaoli
site-sub = Policy clauses
skip-to-text = Skip to the text
nav-main = Main
nav-search = Search
nav-compare = Compare
nav-apply = Apply
nav-documents = Documents
nav-decisions = Decisions
nav-check = Check
nav-help = Help
nav-languages = Language
search-clauses = Search clauses
search-go = Search
foot-rules = Every value leads back to its words. Clauses and values are found by rules, which can be wrong: check the original before you quote it.
foot-help = How to use
foot-holds = What is held
foot-api = API

# Between the parts of a list. The braces keep the space at the end.
list-joint = ,{ " " }

count-documents = { $n ->
    [one] { $n } document
   *[other] { $n } documents
}
count-clauses = { $n ->
    [one] { $n } clause
   *[other] { $n } clauses
}

level-unknown = unknown level

to-home = the start page
all-documents = all documents
