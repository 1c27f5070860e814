# The register of decisions.

# Two remarks side by side.
said-and = { $first }, { $then }

decisions-title = Decisions
decisions-lead = Replies, decisions and the like, with the clauses they rest on. Where a clause has changed, moved or gone, it is said here.
decisions-new = New decision
decisions-edit = Change decision
decisions-editing = Change: { $title }
decisions-change = Change
decisions-check = Check citations and quotations
decisions-all = All decisions
decisions-any = any
decisions-filter-words = Contains
decisions-filter-doubtful = only with doubtful citations
decisions-filter = Filter
decisions-count = { $n ->
    [one] { $n } decision
   *[other] { $n } decisions
}
decisions-count-of = { $n } of { $all } decisions. { $show }
decisions-show-all = Show all
decisions-empty = There are no decisions yet.{ " " }
decisions-empty-do = When one is made, the documents and clauses it cites are found and linked.
decisions-none = No decision fits.
decisions-links = { $n ->
    [one] { $n } citation
   *[other] { $n } citations
}
decisions-links-open = { $n ->
    [one] { $n } citation
   *[other] { $n } citations
}, { $open } to confirm
decisions-doubtful = { $n } doubtful
decisions-data = Decisions as data (JSON)
decisions-data-one = This decision as data (JSON)
decisions-data-history = History (JSON)

decisions-version = Version { $version }
decisions-of-version = { $title } (version { $version })
decisions-changed = <b>{ $n ->
    [one] { $n } cited clause is not what it was when it was cited.
   *[other] { $n } cited clauses are not what they were when they were cited.
}</b> { $see }
decisions-see-links = See citations
decisions-no-text = No text yet.
decisions-citations = Citations
decisions-no-citations = No citations were found in the text.
decisions-in-name = Changes are recorded under the name “{ $name }”.
decisions-in-name-local = Changes are recorded under the name “{ $name }”; it can be altered on the page “Change”.
decisions-add = Add a citation
decisions-quote = Words of the text
decisions-target = Leads to
decisions-target-example = 粤科规〔2024〕3号第三条
decisions-target-hint = 《title》 or document number, then the clause; or the address of a clause's page
decisions-rejected = { $n } rejected
decisions-history = History
decisions-col-version = Version
decisions-col-at = Time
decisions-col-what = What was done
decisions-old = This is an earlier text from the history, not necessarily what the decision says now. { $now }
decisions-see-now = See it as it is now
decisions-difference = How the text differs from the version before
decisions-neighbours = Versions before and after
decisions-previous = Earlier version
decisions-next = Later version

decisions-errors = { $n ->
    [one] { $n } field needs a change
   *[other] { $n } fields need a change
}; nothing has been saved yet.
decisions-theirs = { $editor } has just saved version { $version }
decisions-theirs-do = What you wrote is not lost: it is in the form below, but not saved yet. Compare it with theirs, mend it and save. Saving again goes over their version (which stays in the history).
decisions-field = Field
decisions-theirs-short = Theirs
decisions-yours-short = Yours
decisions-text-difference = Difference of the texts (<del>struck out</del> is theirs, <ins>marked</ins> is yours)
decisions-their-text = Their text
decisions-number = Document number
decisions-number-example = 桂工信函〔2026〕1号
decisions-date-hint = Citations are checked against the texts in force on this day
decisions-text-hint = Markdown may be used: an empty line between paragraphs, <code># heading</code>, <code>**bold**</code>, <code>- list</code>. Give documents by full title or document number and clauses by their numbers; they are linked when you save.
decisions-editor = Name
decisions-editor-hint = For the history
decisions-save = Save
decisions-save-over = Save over their version
decisions-back = Back without saving

decisions-log-in = Log in
decisions-log-out = Log out
decisions-logged-in = Logged in: { $name }
decisions-logged-in-already = You can edit already; there is no need to log in. { $all }
decisions-wrong-secret = The password is wrong.
decisions-secret = Editing password
decisions-secret-hint = The administrator sets it when the site is started.
decisions-reading = You can only read now. To edit, { $login }.
decisions-to-log-in = log in
decisions-reading-only = This site can only be read.
decisions-local = this machine
decisions-whole = whole document
decisions-place-state = { $place } ({ $state })

decisions-no-register = This site has no register of decisions.
decisions-needs-login = Changing decisions needs the editing password. Log in first; go back to copy what you filled in.
decisions-read-only = This site can only be read. To change decisions, open it on the machine itself, or ask the administrator to name editors with --editor when starting it.
decisions-changed-by = { $editor } has just changed this decision; it is now version { $version }. Open it and look before you change it.
decisions-busy = Another program is writing to the register of decisions. Try again in a moment.
decisions-trouble = The register of decisions cannot be read or written; the file has not been changed. The reason is in the window the program runs in: tell whoever maintains it. Other pages work.
decisions-no-such = There is no decision with the number “{ $typed }”.
decisions-no-status = “{ $name }” is no status of a decision. There are draft, issued and withdrawn.
decisions-no-version = This decision has the versions 1 to { $last }, but no “{ $typed }”.
decisions-title-missing = Give a title.
decisions-too-long = Too long: { $max } characters at most.
decisions-form-version = The form is incomplete: the version is missing. Go back and reload.
decisions-form-act = The form is incomplete: it does not say what to do.
decisions-not-done = { $editor } has just saved version { $version }, and your step was not done. Below is the newest content: look at it and do it again.
decisions-json-conflict = { $editor } has saved version { $version }; read it before you change it.
decisions-arrived = The library now holds this document; when confirmed, it leads to:
decisions-digest = { " " }Only a digest of this document is held, not its original text.
decisions-noted = Noted when it was saved: { $reason }

target-empty = Name the document and the clause, for example 《管理办法》第三条, or paste the address of the clause's page.
target-because = “{ $typed }”: { $reason }.
target-several-citations = “{ $typed }” holds { $n } citations; give only one.
target-none = “{ $typed }” was not found. Give the document number or the full title, then the clause, for example 粤科规〔2024〕3号第三条.
target-several-documents = { $n } documents are called “{ $typed }”. Give the document number, or paste the address of the clause's page.
target-no-clause = 《{ $title }》 has no “{ $clause }”.

refused-gone = This citation is no longer there. Reload the page.
refused-not-held = The library does not hold { $place }.
refused-no-words = Give the words to link, as they stand in the text.
refused-not-in-text = The text does not have “{ $words }”, or each place already leads to this clause. Copy the words from the text exactly.
refused-which = The same words stand in several places. Use “Correct” to say which is meant.
refused-found = A citation that was found by the rules cannot be removed; if it is none, choose “Not a citation”.

field-title = Title
field-number = Document number
field-date = Date
field-organisation = Authority
field-text = Text
field-status = Status
field-other = other

status-draft = draft
status-issued = issued
status-withdrawn = withdrawn

state-same = unchanged
state-changed = words changed
state-moved = moved
state-ambiguous = in several places
state-gone = gone
state-changed-whole = The text is not what it was when it was cited. The whole document or a long clause is cited, so the words are not compared here.
state-changed-words = The words of this clause are not what they were when it was cited:
state-moved-words = The same words now stand in:
state-ambiguous-words = The same words now stand in several places. Use “Correct” to say which is meant:
state-gone-words = The document is still held, but has neither this clause nor the same words.
state-gone-document = The document is no longer held.

review-added = added by hand
review-open = to confirm
review-confirmed = confirmed
review-corrected = corrected
review-rejected = rejected

act-reopen = Restore
act-confirm = Confirm
act-confirm-now = Confirm with the present words
act-remove = Remove
act-reject = Not a citation
act-correct = Correct
act-add = Add

change-create = Made; { $n ->
    [one] { $n } citation found
   *[other] { $n } citations found
}
change-edit = Changed: { $fields }
change-came = { $n ->
    [one] { $n } citation came
   *[other] { $n } citations came
}: { $quotes }
change-went = { $n ->
    [one] { $n } citation went
   *[other] { $n } citations went
}: { $quotes }
change-confirm = Confirmed { $quote }
change-confirm-to = Confirmed { $quote }, now leads to { $to }
change-correct = Corrected { $quote }, leads to { $to }
change-reject = Rejected { $quote }: not a citation
change-reopen = Restored { $quote }, to confirm
change-add = Added { $quote }, leads to { $to }
change-remove = Removed { $quote }, which had been added
