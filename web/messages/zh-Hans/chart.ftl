# Pictures of comparisons and citations.

chart-place = 地区
chart-value = 数值
chart-clause = 条款
chart-when = 时间
chart-source = 来源
chart-full-text = 全文
chart-citing = 引用文件
chart-cited = 被引用文件
chart-outcome = 结果
chart-unknown = 未知

chart-exactly = 固定数额
chart-at-most = 最高不超过
chart-at-least = 不低于
chart-about = 约
chart-in-force = 文件有效期
chart-day = 条款写明的日期
chart-arrow = 引用，箭头指向被引用的文件
chart-document = 一份文件
chart-doubtful = 引用的文本已有新文本，或者没有所引的条款

chart-money = 金额
chart-ratio = 比例
chart-count = 数量
chart-time = 时长
chart-days = { $n } 天
chart-logarithmic = 每一格是十倍（对数刻度）
chart-even = 等距刻度，从零开始
chart-values-desc = { $row }：{ $kind }，{ $scale }。每个条款的每个数值单独画出，不相加。
chart-without = 没有这类数值：{ $places }。
chart-first-values = 只画出前 { $most } 个数值，共 { $n } 个；全部见对照表。

chart-times = 有效期和目标日期
chart-times-desc = { $title }：从 { $from } 年到 { $to } 年，每份文件的有效期一行，条款写明的日期各一行。
chart-first-times = 只画出前 { $most } 项，共 { $n } 项。
chart-effective = { $day } 施行
chart-issued = { $day } 印发
chart-until = 至 { $day }
chart-open = 未写失效日期
chart-term = { $since }，{ $until }
chart-computed = { $term }（推算）

chart-citations = 文件之间的引用
chart-citations-desc = { $documents } 份文件，按级别分层：{ $levels }；{ $pairs } 对引用关系，逐条列在下面的表里。
chart-some-documents = 只画出 { $most } 份文件，共 { $n } 份；{ $advice }。
chart-choose-places = 请先选地区
chart-no-citations = 这些文件没有引用本库收录的其他文件。
