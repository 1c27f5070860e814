# Answers of an applicant held against conditions. What the script says as well has no forms for singular and plural.

eligibility-title = 申报条件自查
eligibility-lead = 填写知道的情况，逐条对照各地文件里的条件。没有填写的不会算作符合；不能自动判断的条件都列出来，请对照原文。
eligibility-private = 启用脚本时，对照在您的浏览器里完成，填写的内容不发送，只写在网址的 # 之后，可以收藏，下次打开会再算。没有脚本时，填写的内容送到本站只用来算这一次，不记录、不保存。
eligibility-paged = 共 { $n } 份文件写明了条件，这是第 { $page } 页，共 { $pages } 页；下面的结果只算这一页的文件。选好地区可以少翻几页。
eligibility-procedures = 各地申报程序和材料
eligibility-procedure-of = { $place }的申报程序和材料
eligibility-problems = 有几项看不懂，当作没有填写：
eligibility-problem = { $label }：“{ $typed }”看不懂，请写{ $expected }
eligibility-write = 请写{ $expected }
eligibility-open = 未填写
eligibility-mode = 建设模式
eligibility-none-is-all = 不选就是全部
eligibility-go = 对照条件
eligibility-results = 结果
eligibility-conditions = 各地的条件
eligibility-count = { $n } 项条件
eligibility-required = 要求：{ $value }
eligibility-given = 填写：{ $value }
eligibility-how = 算法：{ $value }
eligibility-listed = { $all }

year-1 = 最近一年
year-2 = 前一年
year-3 = 再前一年
year-4 = 第四年
year-5 = 第五年
hint-money = 如 3000万、1.2亿元
hint-ratio = 如 30%
hint-count = 如 5
hint-place = 如 广州市

eligibility-met = 符合
eligibility-failed = 不符合
eligibility-manual = 需人工判断
eligibility-off = 不适用

# Why a verdict was given, and how it was computed.
eligibility-only-for = 只适用于{ $mode }
eligibility-not-this = 填写的{ $label }是“{ $answer }”，这一条不适用
eligibility-excepted = 未达到，但条件里写有“{ $words }”
eligibility-unanswered = 未填写：{ $what }
eligibility-unanswered-year = 未填写：{ $what }（第 { $year } 年）
eligibility-year-missing = 需要近 { $wanted } 年的{ $label }，第 { $year } 年未填写
eligibility-one-number = 条件看近 { $wanted } 年，填写的只有一个数
eligibility-too-large = 数值太大，无法计算
eligibility-latest = 按最近一年
eligibility-average = { $n } 年合计 { $sum }，平均 { $mean }
eligibility-each = 每年都要达到
eligibility-sum = { $n } 年合计 { $sum }
eligibility-unsaid-each = 条件没有写怎样计算；每年都比较过
eligibility-unsaid = 条件没有写按平均还是逐年计算
eligibility-reached = 要求{ $required }，已达到
eligibility-missed = 要求{ $required }，未达到
eligibility-zero = { $label }为零，无法计算比例
eligibility-quotient = { $top } ÷ { $bottom }：合计之比 { $whole }，各年平均 { $mean }
eligibility-two-ways = 按合计之比和按各年平均算，结论不同
eligibility-where = 请判断注册地是否在这个地区
eligibility-rest = 填写的是“{ $given }”，符合其中一项要求；其余请对照原文判断
eligibility-fits = 填写的是“{ $given }”，符合条件的说法
eligibility-fits-not = 填写的是“{ $given }”，不符合条件的说法
eligibility-by-hand = 没有可以自动判断的项目，请对照原文判断
eligibility-not-only-number = 条件不只看数目，请对照原文判断
eligibility-foreign = 条件以外币计，请按汇率判断

# The result for a place.
eligibility-left = ，{ $n } 项需人工判断
eligibility-left-open = ，{ $n } 项需人工判断（其中 { $open } 项未填写）
eligibility-some-failed = 有 { $failed } 项不符合，{ $met } 项符合{ $left }
eligibility-none-failed = 没有发现不符合的条件；{ $met } 项符合{ $left }
eligibility-all-met = { $met } 项条件全部符合
eligibility-no-documents = 未收录这个地区的文件
eligibility-no-conditions = 已收录的文件没有写申报条件

# What is expected of an answer.
answer-unknown = 没有这一项；可填：{ $known }
answer-fewer = 最多填 { $most } 个数
answer-long = 太长，最多 { $most } 个字
answer-money = 金额（人民币），如 3000万、3,000万元、1.2亿元 或 30000000
answer-ratio = 比例，如 30%、百分之三十 或 0.3
answer-count = 数目，如 5、5家、1,200 或 三十人
answer-one-of = 以下之一：{ $options }
answer-option = { $id }（{ $label }）
answer-place = 省、市、县区的名称，如 广州市
