# What is said about a query: its meaning, what was not understood, what to try, why a clause matches.

# The meaning. The parts fit into each other: 同时包含“创新中心”和“补助”；地区为广西.
query-word = “{ $word }”
query-exact = 原文“{ $words }”
query-the-number = 文号“{ $number }”
query-group = （{ $what }）
query-both = { $first }和{ $last }
query-either = { $first }或{ $last }
query-beside = { $first }与{ $last }
query-further = { $first }；{ $last }
query-or-else = { $first }，或者{ $last }
query-holds = 包含{ $words }
query-holds-both = 同时包含{ $first }和{ $last }
query-holds-all = 同时包含{ $first }和{ $last }
query-without = 不含{ $words }
query-not = 排除{ $what }
query-in-sentence = { $words }在同一句
query-in-paragraph = { $words }在同一段
query-in-characters = { $words }相隔不超过 { $n } 个字
query-place = 地区为{ $places }
query-level = 级别为{ $levels }
query-authority = 发文机关含“{ $name }”
query-year = 年份为 { $year }
query-year-until = 年份不晚于 { $year }
query-year-from = 年份不早于 { $year }
query-years = 年份为 { $first } 至 { $last }
query-number = 文号为{ $number }
query-title = 标题含“{ $title }”
query-in-force = { $day }有效
query-topic = 主题为{ $topics }
query-cites = 引用{ $document }

# Tests of values: 有一个资助金额不低于 500万元.
query-value = 数值
query-measured = “{ $measure }”
query-of-role = { $role }{ $what }
query-says = 写有{ $what }
query-equal = 有一个{ $what }为 { $value }
query-between = 有一个{ $what }在 { $first } 与 { $last } 之间
query-more = 有一个{ $what }高于 { $value }
query-at-least = 有一个{ $what }不低于 { $value }
query-less = 有一个{ $what }低于 { $value }
query-at-most = 有一个{ $what }不高于 { $value }
query-after = 有一个{ $what }晚于 { $value }
query-not-before = 有一个{ $what }不早于 { $value }
query-before = 有一个{ $what }早于 { $value }
query-not-after = 有一个{ $what }不晚于 { $value }

# Words in quotation marks, alone and in a row; names in a row, all and the first of many.
query-quoted = “{ $part }”
query-quoted-next = { $first }{ $last }
query-names = { $names }
query-names-more = { $names }等

# What was not understood.
query-at = 第 { $at } 个字起：{ $what }
query-too-long = 查询超过 { $most } 字，只用了前 { $most } 字
query-too-many = 查询的词和条件超过 { $most } 个，只用了前 { $most } 个
query-bracket-closed = “）”前面没有对应的“（”，已略去
query-bracket-open = “（”没有对应的“）”，已算到末尾
query-or-left = “或”（OR）的左边没有词，已略去；例如 补助 OR 奖励
query-or-right = “或”（OR）的右边没有词，已略去；例如 补助 OR 奖励
query-near-left = “同句”符号的左边没有词，已略去；例如 补助 /s 一次性
query-near-right = “同句”符号的右边没有词，已略去；例如 补助 /s 一次性
query-near-sides = “同句”符号两边只能是词或括号里的几个词，已略去这个符号；例如 (补助 OR 奖励) /s 一次性
query-minus-alone = “-”后面没有词，已略去；例如 补助 -贷款
query-filter-empty = “{ $typed }”后面没有内容，已略去；{ $expected }
query-filter-misread = 看不懂“{ $typed }”，{ $expected }；已当作文字查找“{ $value }”
query-filter-unknown = 不认识筛选项“{ $key }”，可用的有 { $known }；已当作文字查找
query-amount-misread = 看不懂“{ $typed }”，{ $expected }；已当作文字查找
query-quote-open = 引号没有配对，已把后面的文字都当作原文查找
query-quotes-all = 一句话里四种引号都有，无法整句查找，已略去直引号
query-quote-empty = 引号里没有内容，已略去；例如 "一次性补助"
query-expected-value = 符号后面应为数值，例如 500万元、30%、20家、2027-12-31、6个月
query-expected-money = 应为金额，例如 金额>=500万元
query-expected-ratio = 应为百分数，例如 比例>=30%
query-expected-count = 应为数量，例如 数量>=20家
query-expected-date = 应为日期，例如 日期<=2027-12-31
query-expected-length = 应为一段时间，例如 期限<=6个月
query-expected-left = 符号前面应为 用途.类型.指标，各写一次，例如 资助.比例>=30%
query-expected-place = 应为地区名，例如 地区:广西
query-expected-level = 应为 国家、省、市 或 县，例如 级别:省
query-expected-authority = 应为发文机关，例如 机关:工信厅
query-expected-year = 应为 2019 或 2019..2025
query-expected-number = 应为 工信部科〔2016〕273号 这样的文号
query-expected-title = 应为标题里的字，例如 标题:工作方案
query-expected-in-force = 应为一天，例如 有效:2025-06-01
query-expected-kind = 应为 金额、比例、数量、日期、截止、期限 或 周期，例如 类型:金额
query-expected-role = 应为 资助、股权、条件、目标、预算、基金、费用 或 限额，例如 用途:资助
query-expected-measure = 应为指标名，例如 指标:销售收入
query-expected-topic = 应为对照表的主题，例如 主题:认定支持
query-expected-cites = 应为文号或《标题》，例如 引用:工信部科〔2016〕273号

# What the answer rests on.
query-empty = 请输入要查找的词，或选择地区、级别、年份
query-index-broken = 索引读取失败，请重新建立索引（tiaoli ingest）：{ $error }
query-cut = “{ $word }”拆成{ $pieces }
query-loosened = 没有条款含有整个词，已把{ $cuts }查找
query-place-unknown = 未收录“{ $place }”的文件；已收录的地区有：{ $held }
query-authority-unknown = 没有发文机关名称含“{ $name }”的文件；已收录的机关有：{ $held }
query-measure-unknown = 不认识指标“{ $name }”；可用的有：{ $known }
query-topic-unknown = 没有主题“{ $topic }”；可用的有：{ $known }
query-undated = 有 { $n } 份文件日期不明，不能判断是否有效，没有列入
query-not-held = { $document }没有收录，收录的文件也没有引用它
query-not-held-cited = { $document }没有收录；这里是引用它的条款
query-nowhere = 收录的文件里没有“{ $word }”

# What to try.
query-hint-without = 去掉{ $parts }可得 { $n } 条
query-hint-only = 只查“{ $part }”可得 { $n } 条
query-hint-unquoted = 去掉引号可得 { $n } 条
query-hint-apart = 不限同一句、同一段可得 { $n } 条
query-hint-synonyms = 同时查找近义词可得 { $n } 条
query-hint-near = 您要找的是不是“{ $word }”？可得 { $n } 条
query-hint-number = 最接近的文号是 { $number }
query-hint-greatest = 符合其他条件的数值里，最大的是 { $value }
query-hint-least = 符合其他条件的数值里，最小的是 { $value }
query-hint-cited = { $document }没有收录，但被以下 { $n } 条引用

# Why a clause matches.
query-why-heading = “{ $word }”：在这一条的标题里
query-why-text = “{ $word }”：在这一条的文字里
query-why-synonym = “{ $word }”：这一条里有近义词{ $synonyms }
query-why-cited = “{ $word }”：这一条按标题引用了这份文件
query-why-number = “{ $word }”：是这份文件的文号
query-why-above = “{ $word }”：在上级标题或文件信息里
query-why-fact = { $test }：{ $words }
query-why-cites = 这一条{ $what }
query-why-topic = 这一条的{ $what }
query-why-policy = { $what }：这份文件是 { $value }
query-why-since = { $first } 起
query-why-since-until = { $first } 起，{ $last } 止

# Orders of the hits, and kinds of suggestions.
query-sort-relevance = 最相关的在前
query-sort-date = 日期新的在前
query-sort-amount = 数值大的在前
query-kind-number = 文号
query-kind-title = 文件
query-kind-topic = 对照主题
query-kind-authority = 发文机关
query-kind-place = 地区
query-kind-term = 词语

# Every way to write a query.
query-form-all = 同时有这几个词，意思相近的词（补贴、资助）也算
query-form-exact = 一字不差的原句，不查近义词
query-form-or = 有其中一个；OR 也可以写“或”或者 |
query-form-without = 有前者，没有后者
query-form-brackets = 括号里的先算
query-form-sentence = 在同一句话里；也可以写 ~同句 或 NEAR
query-form-paragraph = 在同一段里；也可以写 ~同段
query-form-apart = 中间最多隔 5 个字，先后不论
query-form-number = 这个文号的文件，和提到它的条款
query-form-amount = 有一个资助数额不低于 500 万元；>、<=、<、= 都可以
query-form-share = 资助按比例，不低于 30%
query-form-threshold = 申报条件里的销售收入要求不高于 1 亿元
query-form-count = 成员单位数，或写 count.members>=20
query-form-range = 数额在这个范围里
query-form-deadline = 要在这一天以前完成；日期<=2027 是提到的任何日期
query-filter-place = 只看这些地区的文件；简称、全称都可以，多个地区用顿号或逗号隔开
query-filter-level = 只看一级的文件：国家、省、市、县
query-filter-authority = 只看发文机关名称里有这几个字的文件；工信厅、工业和信息化厅算同一个
query-filter-year = 只看这些年份的文件；2019.. 是 2019 年起，..2025 是到 2025 年
query-filter-number = 只看这个文号的文件；括号用哪种都行
query-filter-title = 只看标题里有这几个字的文件
query-filter-in-force = 只看这一天有效的文件：这一天以前发布或施行，并且没有过期
query-filter-kind = 只看写有这种数值的条款：金额、比例、数量、日期、截止、期限、周期
query-filter-role = 只看数值作这种用途的条款：资助、股权、条件、目标、预算、基金、费用、限额
query-filter-measure = 只看规定这项指标的条款，例如销售收入、注册资本、研发投入占比
query-filter-topic = 只看讲这个主题的条款；主题就是对照表的各行
query-filter-cites = 只看引用了这份文件的条款；写文号或《标题》
