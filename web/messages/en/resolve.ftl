# What became of a citation, and why.

# Two remarks in one sentence.
said-also = { $first }; { $then }
said-because = { $what }: { $why }
said-quoted = “{ $words }”

resolve-found = held
resolve-other-version = newer version exists
resolve-ambiguous = several possible
resolve-no-such-clause = no such clause
resolve-not-in-corpus = not held
resolve-in-conflict = title and number disagree
resolve-not-checked = not checked

resolve-within = Within this document
resolve-itself = Cites this document itself
resolve-by-title = Found by title
resolve-by-short = Found by the full title behind the short form
resolve-by-number = Found by document number
resolve-by-title-attached = Found by title, as an attachment of this document
resolve-by-number-attached = Found by document number, as an attachment of this document
resolve-newer = a newer document of the same title exists
resolve-final = the final text has replaced it
resolve-then = when it was cited: { $what }
resolve-unnumbered = the text held prints no document number, so the number was not checked

resolve-no-policy = A form, certificate, contract or periodical, not a policy document
resolve-no-such-attachment = This attachment is not held with the document
resolve-no-own-clause = This document has no such clause
resolve-nameless = Neither title nor document number is given, so it cannot be checked
resolve-short-unknown = The text does not say what this short form stands for, so it cannot be checked
resolve-conflict = Number and title disagree: the document with this number is 《{ $held }》, the citation says 《{ $written }》
resolve-number-shared = Several documents bear this number
resolve-other-number = Number and title disagree: the document held under this title bears another number
resolve-other-year = No text with this number is held; documents of the same title from other years are
resolve-not-held = This document is not held
resolve-revision-not-held = This revised text is not held; a document of the same title is
resolve-elsewhere-held = This document is not held; one of the same title from another place or authority is
resolve-only-later = The text of that time is not held; a later document of the same title is
resolve-several-bodies = Several authorities issued documents of this title; which one is meant is not certain
resolve-several-undated = There are several versions of this title, and the date of the citing document is not known
resolve-several-some-undated = There are several versions of this title, and the date of some is not known
resolve-same-day = Several documents have this title and date

# What is wrong with a clause.
resolve-here = In this document: { $what }
resolve-clause-unchecked = the clause could not be checked
resolve-clause-digest = only a digest is held, so the clause cannot be checked
resolve-clause-unread = “{ $provision }” could not be read, so the clause was not checked
resolve-clause-several = { $n } attachments have “{ $provision }”; which is meant is not certain
resolve-clause-not-in = { $where } has no { $provision }
resolve-attachments-end = This document has no attachment { $n }; the last is attachment { $last }
resolve-attachment-not-held = The attachment is not held with the document
resolve-articles-end = there is no { $wanted }; the articles of that document end with { $last }
resolve-parts-end = there is no “{ $wanted }”; the text of that document ends with { $last }
resolve-no-articles = there is no { $wanted }; that document has no articles
resolve-no-such-place = there is no “{ $wanted }”

# What has ended or changed a document.
end-replaced = newer text
end-repealed = repealed
end-expired = expired
end-amended = amended
end-of-provision = { $provision } repealed or amended
end-on = { $what } (from { $on })
end-computed = { $what } (from { $on }, computed)
