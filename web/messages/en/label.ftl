# Small words about values, citations and clauses.

label-dated = { $title } ({ $date })
label-subject = for: { $subject }
label-condition = only: { $condition }
label-said-of = { $what }: { $words }
label-itself = this document itself
label-expired = no longer in force, ended on { $day }
label-not-yet = not yet in force, from { $day } on
label-in-force = in force until { $day }
label-open = in force from { $day } on, no end is printed
label-computed = { $what } (computed)
label-supplied = The number is missing in the source and was supplied from its neighbours
label-permalink = Permanent link to { $place }
figure-list = What the picture shows, as a list
figure-file = Picture (SVG)
figure-close = Close the picture
