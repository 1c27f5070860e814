# The page that checks a text.

check-large = Text and file together are over 2 MB and were not checked. Go back and check them in parts; what you filled in is still there.
check-title = Check citations
check-lead = Paste a draft. Each citation is checked: is the document and the clause there, was it in force then, and do the words in quotation marks match the source? Only citations and quotations are checked; paraphrase without quotation marks is not judged.
check-from = Text taken from the decision:{ " " }
check-result = Result
check-count-unchecked = <b>{ $n }</b> not checked
check-count-wrong = <b>{ $n }</b> wrong
check-counted = Citations: { $citations }; quotations: { $quotations }. Versions and validity are judged on { $date } ({ $basis }).
check-basis-given = the date you gave
check-basis-text = the date in the text
check-basis-today = today
check-take = Take the result away (nothing is kept here):{ " " }
check-nothing = No citations or quotations were found.
check-legend = What the results mean
check-times = { $n }×
check-what-quotes = When words in quotation marks count as a quotation: right after a citation or a word such as 规定 or 明确, with their source in brackets, or when they are long or hold whole sentences; paragraphs that begin with > always count. Short names (“双创”), short forms and names of programmes do not count and are listed last.
check-text = Text
check-findings = Findings
check-worst-first = worst first
check-citation = Citation { $n }
check-quotation = Quotation { $n }
check-in-brackets = { " " }({ $words })
check-valid = That document has: { $range }
check-difference = How the quotation differs from the source:
check-see-also = See also:{ " " }
check-authorities = Documents cited
check-col-document = Document
check-col-number = Document number
check-col-times = Times
check-col-clauses = Clauses cited
check-col-state = State
check-whole = whole document
check-asides = { $n ->
    [one] { $n } name that was not checked
   *[other] { $n } names that were not checked
}
check-again = Change the text and check again
check-form = Text to check
check-draft = Draft
check-file = Or upload a text file
check-file-hint = .txt or .md, up to 2 MB together with the text; if a file is chosen, the file is checked
check-date = Judge on which day
check-date-hint = If left empty: the date of the draft, else today
check-go = Check
check-private = The text is used for this answer only; it is neither logged nor kept.
check-file-kind = Only text files (.txt or .md) can be uploaded. Open Word and PDF files, copy the text and paste it above.
check-file-unread = This file is no text, or its encoding is not known. Save it as UTF-8 text and upload it again.
check-form-broken = The form was incomplete and nothing was checked. Go back and try again; what you filled in is still there.
check-date-wrong = That is no date. Write it as 2026-03-01 or 2026年3月1日.
check-text-missing = Paste the text to check, or choose a text file.

link-added = Added by an editor
