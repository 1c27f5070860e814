# What is said about a query: its meaning, what was not understood, what to try, why a clause matches.

# The meaning. The parts fit into each other: contains both “创新中心” and “补助”; place: Guangxi.
query-word = “{ $word }”
query-exact = exactly “{ $words }”
query-the-number = the document number “{ $number }”
query-group = ({ $what })
query-both = { $first } and { $last }
query-either = { $first } or { $last }
query-beside = { $first } together with { $last }
query-further = { $first }; { $last }
query-or-else = { $first }, or { $last }
query-holds = contains { $words }
query-holds-both = contains both { $first } and { $last }
query-holds-all = contains { $first } and { $last }
query-without = without { $words }
query-not = not { $what }
query-in-sentence = { $words } in one sentence
query-in-paragraph = { $words } in one paragraph
query-in-characters = { $n ->
    [one] { $words } at most { $n } character apart
   *[other] { $words } at most { $n } characters apart
}
query-place = place: { $places }
query-level = level: { $levels }
query-authority = issuing authority with “{ $name }” in its name
query-year = year: { $year }
query-year-until = year: up to { $year }
query-year-from = year: from { $year } on
query-years = year: { $first } to { $last }
query-number = document number: { $number }
query-title = title with “{ $title }”
query-in-force = in force on { $day }
query-topic = topic: { $topics }
query-cites = cites { $document }

# Tests of values: one support amount of at least CNY 5 million.
query-value = value
query-measured = “{ $measure }”
query-of-role = { $role } { $what }
query-says = states a value: { $what }
query-equal = one { $what } of { $value }
query-between = one { $what } between { $first } and { $last }
query-more = one { $what } of more than { $value }
query-at-least = one { $what } of at least { $value }
query-less = one { $what } of less than { $value }
query-at-most = one { $what } of at most { $value }
query-after = one { $what } after { $value }
query-not-before = one { $what } not before { $value }
query-before = one { $what } before { $value }
query-not-after = one { $what } not after { $value }

# Words in quotation marks, alone and in a row; names in a row, all and the first of many.
query-quoted = “{ $part }”
query-quoted-next = { $first }, { $last }
query-names = { $names }
query-names-more = { $names } and others

# What was not understood.
query-at = From character { $at } on: { $what }
query-too-long = The query is longer than { $most } characters; only the first { $most } were used
query-too-many = The query has more than { $most } words and conditions; only the first { $most } were used
query-bracket-closed = “)” has no “(” before it and was left out
query-bracket-open = “(” has no “)” and was taken to reach to the end
query-or-left = OR has no word on its left and was left out; for example 补助 OR 奖励
query-or-right = OR has no word on its right and was left out; for example 补助 OR 奖励
query-near-left = the sign of nearness has no word on its left and was left out; for example 补助 /s 一次性
query-near-right = the sign of nearness has no word on its right and was left out; for example 补助 /s 一次性
query-near-sides = a sign of nearness stands between words, or words in brackets, and was left out here; for example (补助 OR 奖励) /s 一次性
query-minus-alone = “-” has no word behind it and was left out; for example 补助 -贷款
query-filter-empty = nothing stands behind “{ $typed }”, so it was left out; { $expected }
query-filter-misread = “{ $typed }” was not understood: { $expected }; “{ $value }” was searched as text
query-filter-unknown = there is no filter “{ $key }”, only { $known }; it was searched as text
query-amount-misread = “{ $typed }” was not understood: { $expected }; it was searched as text
query-quote-open = the quotation mark has no partner; everything behind it was searched as printed
query-quotes-all = all four kinds of quotation marks stand in one quotation; the straight ones were left out
query-quote-empty = nothing stands between the quotation marks, so they were left out; for example "一次性补助"
query-expected-value = a value is expected behind the sign, for example 500万元, 30%, 20家, 2027-12-31 or 6个月
query-expected-money = an amount of money is expected, for example money>=500万元
query-expected-ratio = a percentage is expected, for example ratio>=30%
query-expected-count = a number is expected, for example count>=20家
query-expected-date = a date is expected, for example date<=2027-12-31
query-expected-length = a length of time is expected, for example duration<=6个月
query-expected-left = before the sign stand role, kind and measure, each once and divided by points, for example support.ratio>=30%
query-expected-place = a place is expected, for example place:广西
query-expected-level = national, provincial, municipal or county is expected, for example level:省
query-expected-authority = an issuing authority is expected, for example authority:工信厅
query-expected-year = 2019 or 2019..2025 is expected
query-expected-number = a document number such as 工信部科〔2016〕273号 is expected
query-expected-title = words of a title are expected, for example title:工作方案
query-expected-in-force = a day is expected, for example in_force:2025-06-01
query-expected-kind = money, ratio, count, date, deadline, duration or recurring is expected, for example kind:money
query-expected-role = support, equity, threshold, target, budget, fund, fee or limit is expected, for example role:support
query-expected-measure = a measure is expected, for example measure:sales
query-expected-topic = a topic of the comparison is expected, for example topic:support_recognition
query-expected-cites = a document number or a title in 《》 is expected, for example cites:工信部科〔2016〕273号

# What the answer rests on.
query-empty = Type what to look for, or choose a place, level or year
query-index-broken = The index could not be read; build it again (tiaoli ingest): { $error }
query-cut = “{ $word }” as { $pieces }
query-loosened = No clause holds the whole word; searched instead: { $cuts }
query-place-unknown = No document of “{ $place }” is held; places held: { $held }
query-authority-unknown = No document is held whose issuing authority has “{ $name }” in its name; authorities held: { $held }
query-measure-unknown = There is no measure “{ $name }”; known: { $known }
query-topic-unknown = There is no topic “{ $topic }”; known: { $known }
query-undated = { $n ->
    [one] { $n } document has no known date; whether it is in force cannot be told, and it is not listed
   *[other] { $n } documents have no known date; whether they are in force cannot be told, and they are not listed
}
query-not-held = { $document } is not held, and no document held cites it
query-not-held-cited = { $document } is not held; these are the clauses that cite it
query-nowhere = No document held contains “{ $word }”

# What to try.
query-hint-without = { $n ->
    [one] Without { $parts }: { $n } clause
   *[other] Without { $parts }: { $n } clauses
}
query-hint-only = { $n ->
    [one] Only “{ $part }”: { $n } clause
   *[other] Only “{ $part }”: { $n } clauses
}
query-hint-unquoted = { $n ->
    [one] Without quotation marks: { $n } clause
   *[other] Without quotation marks: { $n } clauses
}
query-hint-apart = { $n ->
    [one] Not only in one sentence or paragraph: { $n } clause
   *[other] Not only in one sentence or paragraph: { $n } clauses
}
query-hint-synonyms = { $n ->
    [one] With synonyms: { $n } clause
   *[other] With synonyms: { $n } clauses
}
query-hint-near = { $n ->
    [one] Did you mean “{ $word }”? { $n } clause
   *[other] Did you mean “{ $word }”? { $n } clauses
}
query-hint-number = The nearest document number is { $number }
query-hint-greatest = The greatest value that meets the other conditions is { $value }
query-hint-least = The least value that meets the other conditions is { $value }
query-hint-cited = { $n ->
    [one] { $document } is not held, but { $n } clause cites it
   *[other] { $document } is not held, but { $n } clauses cite it
}

# Why a clause matches.
query-why-heading = “{ $word }”: in the heading of this clause
query-why-text = “{ $word }”: in the text of this clause
query-why-synonym = “{ $word }”: this clause has the synonym { $synonyms }
query-why-cited = “{ $word }”: this clause cites the document by its title
query-why-number = “{ $word }”: is the number of this document
query-why-above = “{ $word }”: in a heading above or in what is known of the document
query-why-fact = { $test }: { $words }
query-why-cites = this clause { $what }
query-why-topic = this clause, { $what }
query-why-policy = { $what }. This document: { $value }
query-why-since = from { $first } on
query-why-since-until = from { $first } to { $last }

# Orders of the hits, and kinds of suggestions.
query-sort-relevance = Best match first
query-sort-date = Newest first
query-sort-amount = Greatest value first
query-kind-number = Document number
query-kind-title = Document
query-kind-topic = Topic of the comparison
query-kind-authority = Issuing authority
query-kind-place = Place
query-kind-term = Word

# Every way to write a query.
query-form-all = all words, or synonyms (补贴, 资助); 補助 finds the same
query-form-exact = exactly these characters, no synonyms
query-form-or = one of the two; | means the same
query-form-without = the first and not the second
query-form-brackets = what stands in brackets is read first
query-form-sentence = in one sentence; also NEAR or ~同句
query-form-paragraph = in one paragraph; also ~同段
query-form-apart = at most 5 characters apart, in any order
query-form-number = the document of this number, and the clauses that mention it
query-form-amount = one support of CNY 5 million or more; also >, <=, <, = and support>=500万
query-form-share = a share of support of 30% or more; also support.ratio>=30%
query-form-threshold = a threshold of sales of at most CNY 100 million; also threshold.sales<=1亿
query-form-count = a number of members; also count.members>=20
query-form-range = a support in this range
query-form-deadline = due by this day; also deadline<=2027-12-31; date<=2027: any date
query-filter-place = only documents of these places, by short or full name; several are divided by commas
query-filter-level = only documents of one level: national, provincial, municipal or county
query-filter-authority = only documents whose issuing authority has these words in its name; full and short names mean the same
query-filter-year = only documents of these years; 2019.. is from 2019 on, ..2025 up to 2025
query-filter-number = only the document of this number, with any kind of brackets
query-filter-title = only documents with these words in the title
query-filter-in-force = only documents in force on this day: issued or effective by then and not expired
query-filter-kind = only clauses with such a value: money, ratio, count, date, deadline, duration or recurring
query-filter-role = only clauses whose value has this role: support, equity, threshold, target, budget, fund, fee or limit
query-filter-measure = only clauses that ask for this measure, such as sales, registered_capital or rd_ratio
query-filter-topic = only clauses that speak of this topic; the topics are the rows of the comparison
query-filter-cites = only clauses that cite this document, by its number or its title in 《》
