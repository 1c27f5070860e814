# The comparison of places.

compare-title = 对照
compare-heading = 各地对照
compare-choose = 选择主题和地区
compare-now = 现在是 { $topics } 个主题、{ $places } 个地区
compare-places = 地区
compare-topics = 主题
compare-add-row = 加一行检索：
compare-add-row-plain = 加一行检索
compare-row-example = 人才 补贴 kind:money
compare-row-help = 写法同检索框；加 kind:money（金额）、ratio（比例）、count（数量）、date（日期）、duration（期限）就列出数值
compare-only-different = 只看不同的主题
compare-show-all = 显示全部主题
compare-go = 对照
compare-everything = 全部主题和地区
compare-nothing = 没有可以对照的内容。先{ $add }，或看{ $held }。
compare-add-documents = 添加文件
compare-what-is-held = 收录了哪些文件
compare-silences = 空格的三种情况
compare-picture = 图：{ $what }
compare-equal = { $n } 个主题各地说法相同，没有列出：{ $topics }
compare-listed = { $all }
compare-all-equal = 各地在这些主题上的说法都相同。
compare-place-pages = 地区分页
compare-topic-pages = 主题分页
compare-places-all = 地区（共 { $n } 个）：
compare-topics-all = 主题（共 { $n } 个）：
compare-table = 对照表
compare-caption = 各地政策对照：每行一个主题，每列一个地区
compare-does = { $what }：{ $words }
compare-only-this = 只看这个主题
compare-hits = 检索结果
compare-draw = 画成图
compare-draw-row = { $row }：画成图
compare-chart = 图
compare-more = 另 { $n } 条
compare-side = 逐条并排对照
compare-lineage = 文件源流
compare-take = 带走：
compare-xlsx = Excel 表格
compare-docx = Word 文档
compare-csv = CSV
compare-md = Markdown
compare-json = JSON
compare-how = 怎样读这张表
compare-data = 本表数据（JSON）
compare-digest = 要点（非原文）
compare-pick = 选来对比
compare-pick-what = ：{ $what }{ $place }
compare-column = { $place } { $document }
compare-search-row = 检索：{ $query }
compare-sorted-up = 各列按“{ $row }”从小到大排列，没有数值的在最后。
compare-sorted-down = 各列按“{ $row }”从大到小排列，没有数值的在最后。
compare-unsorted = 恢复原来的次序

# The three silences: the name of each, and what it means in the legend and in a cell.
state-silent = 未规定
state-silent-means = 收录了这个地区的文件，文件没有提到
state-unrecognised = 未识别
state-unrecognised-means = 原文提到了，没有读出具体数值，给出原句
state-not-held = 未收录
cell-silent = 已收录的文件没有提到
cell-unrecognised = 原文提到了，没有读出具体数值，请看原文
cell-not-held = 本库没有这个地区的文件
cell-digest = 只收录了要点，要点没有提到；全文尚未收录
cell-filtered = 这一行的检索带有筛选，这里没有符合的条款
cell-nearest = 共 { $total } 条，这里是最相近的 { $shown } 条

move-left = 左移
move-right = 右移
move-up = 上移
move-down = 下移
move-no-column = 去掉这一列
move-no-row = 去掉这一行
sort-up = 小→大
sort-down = 大→小
sort-up-means = 各列按这一行从小到大排列
sort-down-means = 各列按这一行从大到小排列

# What is wrong with a request.
compare-wrong = { $error }。
compare-no-topic = 没有名为“{ $name }”的主题；最接近的是：{ $nearest }
compare-no-sort = 不能按“{ $name }”排序：没有这个主题；最接近的是：{ $nearest }
compare-no-place = 没有名为“{ $name }”的地区；最接近的是：{ $nearest }
compare-needs-index = “{ $name }”是检索行，要有索引才能对照
compare-too-many = 最多对照 { $most } 行，现在要求 { $asked } 行；请分几次对照
compare-bad-differences = 网址中的 differences={ $typed } 看不懂；应为 only（只看不同）或 all。
compare-bad-order = 网址中的 order={ $typed } 看不懂；应为 asc（从小到大）或 desc（从大到小）。
compare-use-topic = 改用主题“{ $other }”
compare-use-place = 改用地区“{ $other }”
compare-use-all = 对照全部主题和地区
compare-all-places = 全部地区
compare-back = 回到对照表
compare-nothing-to-draw = “{ $row }”没有可以画成图的数值或日期。
compare-draw-what = 缺少参数：要画哪一行，例如 ?topic=support_upgrade；或 ?of=times（时间）、?of=citations（引用关系）。
