# The page of results, the files and the feed of a search.

search-title = 检索
search-title-of = 检索：{ $query }
search-what = 检索词
search-placeholder = 输入词语、“原文短句”或文号
search-how = 用空格隔开几个词，找同时包含它们的条款；加引号找一字不差的原句。简体繁体都可以。{ $forms }
search-forms = 检索写法

# Filters.
search-filters = 筛选
search-filter-values = 按数值筛选
search-filter-years = 按年份范围筛选
search-values = 数值
search-role = 用途
search-any = 不限
search-from = 从
search-to = 到
search-year-unit = 年
search-min-example = 100万
search-max-example = 1亿
search-units = 不写单位按元算，也可以写 30%、20家、6个月。
search-apply = 应用
search-by-place = 地区
search-by-level = 级别
search-by-year = 年份
search-by-authority = 发文机关
search-by-kind = 数值类型
search-by-role = 数值用途
search-by-topic = 主题
search-year = { $year } 年
search-set = { $name }：{ $value }
search-least = 数值不小于 { $value }
search-most = 数值不大于 { $value }
search-in-force = { $day } 有效
search-years = { $first }—{ $last }
search-years-from = { $first } 年起
search-years-to = 到 { $last } 年
search-chips = 已用的筛选
search-chip-off = 去掉这个筛选
search-chip-remove = （去掉）
search-chips-off = 全部去掉
search-order = 排序

# Above the hits.
search-nothing = 没有找到条款
search-found = 找到 <b>{ $n }</b> 条
search-found-from = 找到 <b>{ $n }</b> 条，以下从第 { $first } 条起
search-synonym = { $word } → { $others }
search-synonyms = 同时查了近义词：{ $words }。
search-synonyms-off = 只查原词
search-no-synonyms = 没有查近义词。
search-synonyms-on = 连近义词一起查
search-meant = 名称相近
search-page-empty = 这一页没有内容，共 { $n } 条。
search-first-page = 回到第一页
search-try = 可以试试
search-shorter = 换一个更短的词，或去掉引号。
search-look = 看看{ $held }。
search-held = 收录了哪些文件

# The hits.
search-digest = 要点（非原文）
search-full = 原文
search-facts = 这一条里的数值
search-more-facts = 另 { $n } 个
search-words-beside = { $first }”“{ $last }
search-from-above = “{ $words }”见于上级标题或文件信息
search-why = 为什么有这一条
search-previous = 前一条
search-next = 后一条
search-pick = 选来对比
search-related = 只含部分词语的条款
search-related-what = 没有凑齐全部词语，不计入上面的条数。

# Below the hits.
search-pages = 结果分页
search-page = 第 { $n } 页
search-canonical = 标准写法：
search-all = 全部 { $n } 条：
search-as-table = 表格（CSV）
search-as-data = 数据（JSON）
search-as-feed = 订阅（Atom）
search-page-data = 本页数据（JSON）

# The table of all hits, and the feed.
search-column-order = 序号
search-column-place = 地区
search-column-level = 级别
search-column-title = 文件标题
search-column-number = 文号
search-column-date = 日期
search-column-clause = 条款
search-column-path = 所在标题
search-column-text = 条款原文
search-column-status = 文本性质
search-column-address = 条款编号
search-column-link = 网址
search-file-cut = 只列出前 { $shown } 条，共 { $n } 条；请加筛选后分次导出
search-feed = 条理：{ $query }
search-feed-digest = { $status }：{ $text }
