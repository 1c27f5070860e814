# Reading a document; some of it stands on the page of a clause as well.

document-crumb = Documents
document-digest = <b>Digest, not the original</b>These are notes on published material, not the text of the document. Do not quote them as the original.
document-open = Open the whole document

# The card.
document-card = Source and file
document-number = Document number
document-issuers = Issued by
document-issued = Date of signing
document-published = Published
document-effective = In force from
document-expires = In force until
document-reason = Computed from
document-place = Applies to
document-place-level = { $place } ({ $level })
document-genre = Kind
document-text = Text
document-full-hans = full text, simplified characters
document-full-hant = full text, traditional characters
document-digest-hans = digest (not the original), simplified characters
document-digest-hant = digest (not the original), traditional characters
document-source = Source
document-retrieved = Retrieved
document-file = File
document-hash = SHA-256
document-hash-what = The download is byte for byte the file that was indexed; this value lets you check it.
document-download = Download the original file
document-not-said = not stated
document-inferred = inferred: { $reason }
document-from-manifest = not in the text; from the manifest
document-computed = computed

# Whether it is in force.
standing-today = Today
standing-unknown = Neither the text nor the manifest says when it takes effect or ends
standing-expired = No longer in force: it ended on { $day }
standing-not-yet = Not yet in force: it takes effect on { $day }
standing-until = In force until { $day }
standing-open = In force since { $day }; no end is stated
standing-repealed = Repealed as of { $day }
standing-replaced = Replaced by a newer text as of { $day }
standing-printed = The dates are printed in the text
standing-by-manifest = The dates come from the manifest
standing-computed = The dates are computed from the text
standing-by-rule = The text states no end; it is computed from a general rule
standing-by-other = Another document that is held says so
standing-see = see { $clause }

document-ends-see = , see{ " " }
document-forms = Forms to fill in:
document-graph = Citation map
document-cited-by = { $n ->
    [one] Cited by other documents { $n } time
   *[other] Cited by other documents { $n } times
}
document-decisions = { $n ->
    [one] { $n } decision relies on this document
   *[other] { $n } decisions rely on this document
}
document-cite = Cite this document
document-warnings = { $n ->
    [one] { $n } thing to know when reading
   *[other] { $n } things to know when reading
}
document-line = line { $n }
document-lines = lines { $first }–{ $last }
document-report = Report a problem
document-tools = Ways to read

# Script.
document-to-hant = Read in traditional characters
document-to-hans = Read in simplified characters
document-as-printed = Show the original
document-in-hant = <b>Traditional characters (converted)</b>The text was converted from simplified characters by the program. Quote and copy from the original.
document-in-hans = <b>Simplified characters (converted)</b>The text was converted from traditional characters by the program. Quote and copy from the original.
document-bad-script = script={ $script } in the address is not known. It can be hans (simplified), hant (traditional) or source (as printed).
document-bad-show = show={ $show } in the address is not known. It can be dropped (show the text that was left out).

# Contents and parts.
document-contents = Contents
document-text-of = Text
document-part = Part { $part } of { $parts }
document-part-long = The document is long and stands on several pages. The contents lead to the other parts.
document-previous = Previous part
document-next = Next part
document-parts = Neighbouring parts

# Terms.
document-terms = { $n ->
    [one] { $n } short form or term
   *[other] { $n } short forms and terms
}
document-terms-from = from{ " " }
document-term = “{ $term }” means: { $meaning }

# Text that was left out.
document-dropped = { $n ->
    [one] { $n } piece of text left out
   *[other] { $n } pieces of text left out
}
document-dropped-what = This text is in the file but is no part of the policy (page navigation, page numbers, advertisements). Search and comparison do not use it.
document-dropped-show = Show it in its place
document-dropped-hide = Hide it again
document-dropped-shown = { $n ->
    [one] { $n } piece is shown in its place on this page.
   *[other] { $n } pieces are shown in their places on this page.
}
document-dropped-more = { $n ->
    [one] … ({ $n } more character)
   *[other] … ({ $n } more characters)
}

# Beside a clause.
document-notes = Values and citations of { $clause }
document-notes-count = { $n ->
    [one] { $n } value or citation
   *[other] { $n } values and citations
}
document-report-fact = This value is wrong
document-report-clause = Report a problem in { $clause }
document-short-for = short for { $title }
document-see-also = see also{ " " }
document-quoted = Cited words
document-quoted-document = Cited document
document-quoted-above = quoted above
document-quoted-digest = digest, not the original
document-supplied = Number supplied
document-supplied-what = The original leaves out “{ $label }” here. It was supplied from the numbers around it; the words are unchanged.
document-cut = { $n ->
    [one] This clause is long; { $n } character at its end is not shown. The API has all of it.
   *[other] This clause is long; { $n } characters at its end are not shown. The API has all of it.
}
document-table = Table, scrolls sideways

document-data = Data of this document (JSON)
document-akn = Akoma Ntoso (XML)

# The file itself.
original-no-corpus = This site has no folder from which the file could be downloaded.
original-gone = The file is no longer in the folder and cannot be downloaded. The page shows what was read when the index was made; tiaoli ingest brings it up to date.
original-unreadable = The file cannot be read now. Try again later, or tell whoever runs the site.
original-changed-title = The file has changed
original-changed = The file in the folder is not the one that was indexed, so it is not handed out. The index has SHA-256 { $held }; the file now has { $now }. After tiaoli ingest, page and file agree again.
