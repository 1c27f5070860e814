# What is said of the citations and quotations of a checked text.

outcome-found = matches
outcome-punctuation = only punctuation differs
outcome-version = other version exists
outcome-ambiguous = several documents possible
outcome-no-clause = no such clause
outcome-differ = words differ
outcome-elsewhere = words are in another clause
outcome-nowhere = words not in the cited document
outcome-expired = no longer in force
outcome-not-yet = not yet issued or in force
outcome-conflict = title and number disagree
outcome-not-held = not held, not checked
outcome-unchecked = not checked

means-found = Citation: the document and the clause are held and had not ended on the given date. Quotation: word for word as in the source (script, width, spaces and line breaks do not count).
means-punctuation = The words are the same; only punctuation differs from the source.
means-version = The text of that time was found and a newer document of the same title exists; or the words stand in another version of it.
means-ambiguous = More than one document fits. Give the document number or the issuing authority.
means-no-clause = The document was found but has no such article, paragraph or item; which it has is said beside it.
means-differ = Close to the source but not the same; the changes are listed.
means-elsewhere = The source has these words, but not in the clause named, or in another document.
means-nowhere = The full text of the cited document is held and does not contain these words.
means-expired = By its own dates the document had ended on the given date.
means-not-yet = The document was issued or came into force after the given date.
means-conflict = The title and the document number belong to different documents.
means-not-held = The document is not held, so there is nothing to check against.
means-unchecked = Not checked; the reason is given beside it.

judge-within = Refers to this text itself
judge-attachment-not-here = The attachment meant is not in this text
judge-no-own-clause = This text has no such clause
judge-issued-later = issued on { $issued }, after { $date }
judge-in-force-later = in force from { $from }, after { $date }
judge-expired = in force until { $last }, so ended on { $date }
judge-perhaps-expired = the document gives no last day; by the general rule it would be { $last }, so check whether it is still in force
judge-range = { $first } to { $last }
judge-one-paragraph = { $name } has only one paragraph
judge-no-items = { $name } has no items

cite-state-not-held = not held
state-not-checked = not checked
state-digest = only a digest is held
state-held = held; no end stated

aside-name = a name or short expression in quotation marks, not checked as a quotation
unread-quotes = Unpaired quotation marks: where the quotation begins and ends is not certain
unread-whose = It is not said which document this clause belongs to, so it cannot be checked
unread-number = The document number could not be read, so it cannot be checked
unread-title = The name in title marks was not read as a citation, so it cannot be checked
unread-provision = The clause could not be read, so it cannot be checked

cut-number-before = The number in the source begins before the quotation and was cut
cut-number-behind = The number in the source goes on after the quotation and was cut
cut-negation = The source has a negation just before the quotation, which was left out
cut-exception = The source has “除外” (except) just after the quotation, which was left out

words-none = Nothing between the quotation marks
words-perhaps-name = The cited document does not have these words; they may be a name and no quotation
words-elsewhere = { $cited } does not have these words; they stand in { $place }
words-near-elsewhere = The cited clause does not have these words; the nearest are in { $place } and differ
words-near = Differs from the words of { $place }
words-too-many = Too many quotations: not looked up in the whole library
words-places = { $place } and elsewhere, { $n } places in all
words-unsourced = No source given; the words stand in { $place }
words-unsourced-near = No source given; nearest to { $place }, but the words differ
words-unsourced-nowhere = No source given, and the library does not have these words
words-digest = Only a digest of the cited document is held, so the quotation cannot be checked
words-digest-seen = Only a digest of the cited document is held, so it cannot be checked; the same words stand in { $place }
words-version = The cited text does not have these words; they stand in another version of it, { $place }
words-other-document = The cited document does not have these words; they stand in { $place }
words-not-held = The cited document is not held or not certain, so the quotation cannot be checked
words-not-held-seen = The cited document is not held or not certain; the same words stand in { $place }
words-not-held-near = The cited document is not held or not certain; similar words stand in { $place }
words-nowhere = The full text of { $cited } is held and has neither these words nor similar ones
words-within = Quotes this text itself; not checked
words-same = Word for word as in the source
words-punctuation = The words are the same, the punctuation differs
words-proviso = in the source a proviso (但……) follows the quotation; see whether it should be quoted too
