# Who cites whom: the pages of citers, the graph, what is missing, what has changed.

citing-turn = 翻页
citing-back = 上一页
citing-on = 下一页
citing-json = 本页数据（JSON）
citing-csv = 表格文件（CSV）
citing-all = 全部
citing-place = 引用文件的地区
citing-show = 查看
citing-filter = 筛选
citing-date-wrong = 网址中的 date={ $date } 不是日期，应当写成 2025-06-30 这样。

cited-title = 谁引用了它
cited-of = 谁引用了{ $title }
cited-count = ，共 { $n } 处。
cited-count-paged = ，共 { $n } 处，第 { $page } 页，共 { $pages } 页。
cited-none = 收录的其他文件没有引用它。
cited-all = 全部 { $n } 处
cited-no-place = 地区不明
cited-clause = 引用{ $clause }

graph-title = 引用关系
graph-of = 引用的文件和引用它的文件。{ $all }
graph-see-all = 看全部
graph-lead = 收录的文件谁引用谁，上级在上。文件多的时候，只画被引用最多的文件和引用它们的一部分文件。
graph-topic = 主题
graph-depth = 范围
graph-direct = 直接引用
graph-two = 隔一份文件
graph-none = 没有可画的引用：收录的文件没有互相引用。被引用而没有收录的文件列在{ $missing }。
graph-none-here = 这里
graph-none-there = 没有可画的引用：这个范围里的文件没有引用收录的其他文件。{ $all }
graph-alone = 它没有引用收录的其他文件，也没有被引用。
graph-picture = 引用关系图
graph-left-out = 画出 { $n } 份；另有 { $more } 份有引用关系的文件没有画出，请选地区、主题，或者从下面选一份文件。
graph-deeper = 再看远一层
graph-most = 被引用的文件
graph-table = 图中的引用
graph-rows-left-out = 另有 { $n } 处没有列出，见本页数据。
graph-times = 被引用 { $n } 处
graph-advice = 请选地区、主题或一份文件

missing-title = 被引用而没有收录的文件
missing-lead = 收录的文件引用了、但库里没有的文件，引用它的文件多的排在前面。文号相同，或者标题相同而其中一处没有写文号的，算同一份。
missing-empty = 还没有收录文件。先{ $add }。
missing-add = 添加文件
missing-none = 没有：所有引用的文件都已收录，或者没有引用其他文件。
missing-none-of = 没有：{ $place }的文件引用的文件都已收录，或者没有引用其他文件。
missing-count = 共 { $n } 份。
missing-count-paged = 共 { $n } 份，第 { $page } 页，共 { $pages } 页。
missing-cited = { $n } 份文件引用 { $times } 次
missing-who = 谁引用
missing-more = 另有 { $n } 处，见本页的表格文件
missing-near = 库里相近的：

radar-title = 依据变动
radar-lead = 文件引用别的文件以后，被引用的文件废止了、有了新文本、修改了，或者过了有效期。只根据收录的文件判断：文件自己写的有效期、同名的新文本、其他文件里“同时废止”这样的话；没有收录的废止决定，这里看不到。自己已经失效的引用文件不列。
radar-until = 截至
radar-only-basis = 只看制定依据
radar-none = 截至 { $day } 没有发现变动：引用的文件都没有收录到废止、更新、修改或到期的信息。
radar-count = 共 { $n } 处，变动日期新的在前。
radar-count-paged = 共 { $n } 处，第 { $page } 页，共 { $pages } 页，变动日期新的在前。
radar-list = 变动列表
radar-citing = 引用的条款
radar-cited = 被引用的文件
radar-change = 变动
radar-basis = 制定依据
radar-see = 见
radar-own = 该文件自己的规定

remark-kind-missing-number = 编号跳号
remark-kind-duplicate-number = 编号重复
remark-kind-inferred-heading = 推断的标题
remark-kind-lossy-decoding = 有无法解码的字节
remark-kind-conversion = 繁简转换字数不符
remark-kind-manifest = 说明文件有误
remark-kind-limit = 超出处理上限
remark-kind-unknown-year = 日期未写年份

remark-dropped-blank = 空白
remark-dropped-navigation = 网页导航或按钮
remark-dropped-tail = 正文之后的广告、推荐或页脚
remark-dropped-metadata = 网页发布信息
remark-dropped-title = 与标题重复的网页标题
remark-dropped-number = 页码
remark-dropped-head = 页眉页脚
remark-dropped-contents = 目录
remark-dropped-markup = 排版标记

# What a warning means.
remark-missing-number = 原文编号在这里跳过了一个数，文字没有缺失。
remark-duplicate-number = 原文有两处用了同一个编号，两处都保留，第二处的地址带 ~2。
remark-inferred-heading = 原文这里漏了编号，按上下文补上。
remark-lossy-decoding = 文件里有无法识别的字节，显示为 �。
remark-conversion = 繁简转换后字数不同，这一行逐字转换。
remark-manifest = 说明文件里有一项没有读懂，已忽略。
remark-limit = 超出处理上限，其余按普通文字保留。
remark-unknown-year = 原文没有写这个日期的年份，也无法按规则推定，因此没有列为日期。
