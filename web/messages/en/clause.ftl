# The page of one clause.

clause-digest = <b>Digest, not the original</b>These are notes on published material, not the text of the document. Do not quote them as the original.
clause-former-gone = Until { $day } this address led to other words. They were not found any more.
clause-former = Until { $day } this address led to other words. They now stand in
clause-former-show = Show the former words
clause-words = Text of the clause
clause-cut = { $n ->
    [one] { $n } more clause below this one is not shown; open it level by level.
   *[other] { $n } more clauses below this one are not shown; open them level by level.
}
clause-in-document = See in the whole text
clause-side = Choose for comparison
clause-cite = Cite this clause
clause-facts = Values
clause-head-clause = Clause
clause-head-role = Purpose
clause-head-value = Value
clause-head-details = Notes
clause-head-words = Words
clause-head-rule = Rule
clause-citations = Documents cited
clause-from = from{ " " }
clause-cited-by = { $n ->
    [one] Cited by { $n } clause
   *[other] Cited by { $n } clauses
}
clause-decisions = Decisions that rely on this clause
clause-neighbours = Neighbouring clauses
clause-previous = Previous
clause-next = Next
clause-data = Data of this clause (JSON)

# Forms to cite in.
cite-others = Other forms to cite in
cite-legal = Chinese legal citation
cite-gbt = GB/T 7714
cite-bibtex = BibTeX
cite-markdown = Markdown
cite-url = Permanent address

# There is no such clause.
clause-whole-document = The whole document: { $title }
clause-above = One level up: { $clause }
clause-siblings = The clauses of this level run from “{ $first }” to “{ $last }”, { $n } in all.
clause-only-sibling = This level has only “{ $only }”.
clause-nothing-below = Nothing stands below this level.
clause-not-there = { $document } has no “{ $typed }”. { $range }
