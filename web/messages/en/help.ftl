# The help page.

help-title = How to use
help-contents = Contents
help-read = Reading clauses
help-compare = Reading the comparison
help-decisions = Recording decisions
help-query-unit = Searches find clauses. Simplified and traditional characters, full and half width find the same.
help-form = What to type
help-meaning = What it means
help-values = A value is matched as a whole: <code>support&gt;=500万</code> finds clauses in which one amount of support reaches CNY 5 million; other amounts of the clause do not count. The same left side twice means the same value: <code>support&gt;=100万 support&lt;=500万</code>. Where a document gives a range (10%至30%), one end that fits is enough. “最高 1000 万元” (up to CNY 10 million) is compared as CNY 10 million. Other currencies are compared by themselves and must be named: <code>support&gt;=100万美元</code>. Lengths of time are converted with 365.25 days to a year.
help-left = Three things can stand on the left, in any order and divided by points: a role (support, equity, threshold, target, budget, fund, fee, limit), a kind (money, ratio, count, date, deadline, duration, recurring) and a measure (sales, registered_capital, rd_ratio and others).
help-part = Only some documents or clauses
help-also = Also
help-not = A <code>-</code> in front excludes: <code>补助 -place:广西</code>. What is not understood is named with its place and with what was expected, and is searched as text. The filters and orders beside the results stand in the address, which can be kept and passed on.
help-why = Synonyms that were searched are listed above the results; “Only the words typed” switches them off. “Why this clause” says for each word and each condition where it was found. When nothing is found, the page says how many clauses there are without one of the words or conditions.
help-lookup = A document whose number or title you know opens at <code>/r/</code> with the number behind it, for example <code>/r/穗工信函〔2025〕36号</code>.
help-addresses = Every clause has a lasting address, which its number leads to. Addresses are written by numbers: <code>5/2/3</code> is 五、（二）3., <code>art-12/p1/3</code> is article 12, paragraph 1, item 3, and <code>att1/2</code> is in attachment 1. <code>第五条第二款</code> and <code>五（二）3</code> can be written as well.
help-marks = In a document, <mark class="fact">coloured words</mark> are values that were recognised; their role and size stand beside them. <span class="cite found">Underlined words</span> are citations; those that were found can be opened, the others say why not. The text is shown in the characters of the source and is not changed.
help-who-cites = Who cites whom: see { $graph }. What is cited and not held: see { $missing }. What was repealed, replaced, amended or ended after it was cited: see { $radar }.
help-graph = the map of citations
help-missing = documents that are cited and not held
help-radar = changes of what documents rest on
help-digest = A document marked <span class="badge digest">Digest, not the official text</span> is a summary only and must not be quoted as the official text.
help-cells = Each column is a place, each row a topic. A cell has the value, then the sentence of the clause, then the link to it. If a place has several provisions, all are listed; they are neither merged nor added up.
help-example = Example
help-does = What it does
help-empty = Empty cells are of three kinds, which mean different things:
help-silent = Silent
help-silent-what = Documents of the place are held, and they say nothing of this.
help-unrecognised = Not recognised
help-unrecognised-what = Documents speak of it, but no value was recognised; the cell shows the sentence, judge for yourself.
help-not-held = Not held
help-not-held-what = No document of the place is held; whether it provides anything cannot be said.
help-topics = Topics of your own can be written into <code>topics.toml</code>: a name and a search, for example <code>query = "人才 补贴"</code>. It becomes a row of the comparison, <code>topic:name</code> in a search, and one of the filters.
help-decide = Replies, decisions and the like are written under { $decisions }. When you save, titles in 《》, document numbers and articles in the text are found and linked to clauses; links can be confirmed, corrected, excluded, or added by hand.
help-pinned = A link remembers the words of its clause. When a document is updated, the pages of the decision and of the clause say whether the clause is unchanged, changed (with the differences), moved, found in several places, or gone. No link is changed unless somebody confirms it.
help-history = Every change is recorded with time, name and the whole text, and nothing is ever deleted. If two people edit at once, the one who saves later sees both texts.
help-rights = On this machine everybody may edit; from other machines, editing needs a login and others may read. The command <code>tiaoli decisions backup FILE</code> makes a backup while the site runs.
help-add = Adding documents
help-add-folder = In the folder <code>corpus</code>, make a folder for the place, for example <code>corpus/guangxi</code>.
help-add-files = Put the documents into it: text (.txt) or Markdown (.md), in UTF-8 or GB18030. The file name becomes the address: <code>pilot-plan.txt</code> is found at <code>/p/guangxi/pilot-plan</code>.
help-add-manifest = What the text does not say (document number, dates, issuing authority) can be written into a <code>.toml</code> file of the same name, the manifest.
help-add-start = Start the program again. Files that could not be read are listed with the reason on the page { $documents }.
help-api = Everything is there as JSON, under <code>/api/v1</code>; errors are answered as <code>application/problem+json</code>.
help-api-address = Address
help-api-what = What it answers
help-api-search = a search, with the parameters of the page (<code>place</code>, <code>level</code>, <code>authority</code>, <code>from</code>, <code>to</code>, <code>kind</code>, <code>role</code>, <code>min</code>, <code>max</code>, <code>topic</code>, <code>in_force</code>, <code>sort=relevance|date|amount</code>, <code>synonyms=off</code>) and <code>limit</code>, <code>offset</code>, <code>explain=1</code> (why each clause matches)
help-api-policies = all documents, and the files that could not be read
help-api-policy = clauses, values and citations of a document
help-api-clause = one clause
help-api-compare = the comparison
help-api-side = two to four clauses or documents side by side: words added and dropped, values stricter and wider
help-api-lineage = lineage: whose words come from whom, copied, narrowed, extended, rewritten, dropped
help-api-topics = the topics of the comparison
help-api-resolve = documents by number or title
help-to-topic = One topic
help-to-topic-what = What each place provides for recognised centres; without a topic, all topics are listed
help-to-query = A search as a row
help-to-query-what = Any search can be a row of the comparison; in the address write row=人才 补贴
help-to-value = A row with a condition
help-to-value-what = Where support reaches CNY 1 million
help-to-sorted = Places by value
help-to-sorted-what = By the amounts of this row, the greatest first; places without an amount come last
help-to-different = Only differences
help-to-different-what = Rows in which all places say the same are left out
help-to-drawn = As a picture
help-to-drawn-what = A map of citations between documents; in the table, a row is drawn as dots (a cap is drawn otherwise than a fixed amount) and periods as a time line
help-to-file = As a workbook
help-to-file-what = Also as csv, docx, md and json; every value has its sentence, the address of its clause, a checksum of the source and the rule that found it
help-to-side = Side by side
help-to-side-what = Two to four clauses or documents word by word; values are said to be stricter or wider
help-to-lineage = Lineage
help-to-lineage-what = Which clauses copy, narrow, extend or drop clauses of other documents, and how much of a document is borrowed
