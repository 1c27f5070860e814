# Answers of an applicant held against conditions. What the script says as well has no forms for singular and plural.

eligibility-title = Check eligibility
eligibility-lead = Fill in what you know; it is held against the conditions in the documents of each place. What is left out never counts as met; conditions that cannot be decided are listed for you to judge by the text.
eligibility-private = With script, everything is decided in your browser: what you fill in is not sent, it only stands behind the # of the address, so that you can keep it as a bookmark. Without script, it is sent to this site for this one answer, and neither logged nor stored.{ " " }
eligibility-paged = { $n } documents state conditions; page { $page } of { $pages }. The results below are those of the documents on this page. Choosing places makes fewer pages.
eligibility-procedures = Procedure and materials of each place
eligibility-procedure-of = Procedure and materials of { $place }
eligibility-problems = Some answers are not understood and count as left out:
eligibility-problem = { $label }: “{ $typed }” is not understood; write { $expected }
eligibility-write = Write { $expected }
eligibility-open = not filled in
eligibility-mode = Form of building
eligibility-none-is-all = none chosen means all
eligibility-go = Check conditions
eligibility-results = Result
eligibility-conditions = Conditions of each place
eligibility-count = { $n ->
    [one] { $n } condition
   *[other] { $n } conditions
}
eligibility-required = Required: { $value }
eligibility-given = Your answer: { $value }
eligibility-how = Computed: { $value }
eligibility-listed = { $all }

year-1 = Last year
year-2 = The year before
year-3 = Two years before
year-4 = Three years before
year-5 = Four years before
hint-money = such as 3000万, 1.2亿元 or 30000000
hint-ratio = such as 30%
hint-count = such as 5
hint-place = such as 广州市

eligibility-met = met
eligibility-failed = not met
eligibility-manual = judge by hand
eligibility-off = does not apply

# Why a verdict was given, and how it was computed.
eligibility-only-for = only for { $mode }
eligibility-not-this = your answer for “{ $label }” is “{ $answer }”; this condition does not apply
eligibility-excepted = not reached, but the condition says “{ $words }”
eligibility-unanswered = not filled in: { $what }
eligibility-unanswered-year = not filled in: { $what } (year { $year })
eligibility-year-missing = “{ $label }” is needed for the last { $wanted } years; year { $year } is not filled in
eligibility-one-number = the condition looks at the last { $wanted } years; only one number is filled in
eligibility-too-large = the values are too large to be computed
eligibility-latest = by the last year
eligibility-average = sum of { $n } years { $sum }, average { $mean }
eligibility-each = to be reached in every year
eligibility-sum = sum of { $n } years { $sum }
eligibility-unsaid-each = the condition does not say how to compute; every year was compared
eligibility-unsaid = the condition does not say whether the average or each year counts
eligibility-reached = required: { $required }; reached
eligibility-missed = required: { $required }; not reached
eligibility-zero = “{ $label }” is zero, so there is no ratio
eligibility-quotient = { $top } ÷ { $bottom }: ratio of the sums { $whole }, average of the years { $mean }
eligibility-two-ways = the ratio of the sums and the average of the years give different results
eligibility-where = judge whether the place of registration lies in this place
eligibility-rest = your answer “{ $given }” meets one part of it; judge the rest by the text
eligibility-fits = your answer “{ $given }” meets it
eligibility-fits-not = your answer “{ $given }” does not meet it
eligibility-by-hand = nothing in it can be decided by an answer; judge by the text
eligibility-not-only-number = the condition is not about the number alone; judge by the text
eligibility-foreign = the condition is in a foreign currency; judge by the exchange rate

# The result for a place.
eligibility-left = , to judge by hand: { $n }
eligibility-left-open = , to judge by hand: { $n } (not filled in: { $open })
eligibility-some-failed = Not met: { $failed }, met: { $met }{ $left }
eligibility-none-failed = No condition found that is not met; met: { $met }{ $left }
eligibility-all-met = All conditions are met ({ $met })
eligibility-no-documents = No document of this place is held
eligibility-no-conditions = The documents held state no conditions

# What is expected of an answer.
answer-unknown = one of the known entries: { $known }
answer-fewer = at most { $most } numbers
answer-long = at most { $most } characters
answer-money = an amount in yuan, such as 30000000, 3,000万元 or 1.2亿元
answer-ratio = a ratio, such as 30% or 0.3
answer-count = a number, such as 5 or 1,200
answer-one-of = one of: { $options }
answer-option = { $id } ({ $label })
answer-place = the name of a province, city or county, such as 广州市
