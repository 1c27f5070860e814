# Addresses that lead nowhere now, or to several documents.

moved-several = The text is now in several places
moved-document-gone = This document is no longer held
moved-clause-gone = This clause is no longer there
moved-choose = What stood at this address may now be in any of these places. Please choose:
moved-nearest = The nearest clauses today
moved-newer = Documents held today with the same title or number
moved-words = What stood here
moved-recorded = These words were recorded on { $day }, in simplified characters and one width; at most a thousand characters of a clause are recorded.
lookup-title = Choose a document: { $typed }
lookup-several = “{ $typed }” fits several documents
lookup-choose = They have the same title or number. The newest is first; please choose:
