# Pictures of comparisons and citations.

chart-place = 地區
chart-value = 數值
chart-clause = 條款
chart-when = 時間
chart-source = 來源
chart-full-text = 全文
chart-citing = 引用文件
chart-cited = 被引用文件
chart-outcome = 結果
chart-unknown = 未知

chart-exactly = 固定數額
chart-at-most = 最高不超過
chart-at-least = 不低於
chart-about = 約
chart-in-force = 文件有效期
chart-day = 條款寫明的日期
chart-arrow = 引用，箭頭指向被引用的文件
chart-document = 一份文件
chart-doubtful = 引用的文本已有新文本，或者沒有所引的條款

chart-money = 金額
chart-ratio = 比例
chart-count = 數量
chart-time = 時長
chart-days = { $n } 天
chart-logarithmic = 每一格是十倍（對數刻度）
chart-even = 等距刻度，從零開始
chart-values-desc = { $row }：{ $kind }，{ $scale }。每個條款的每個數值單獨畫出，不相加。
chart-without = 沒有這類數值：{ $places }。
chart-first-values = 只畫出前 { $most } 個數值，共 { $n } 個；全部見對照表。

chart-times = 有效期和目標日期
chart-times-desc = { $title }：從 { $from } 年到 { $to } 年，每份文件的有效期一行，條款寫明的日期各一行。
chart-first-times = 只畫出前 { $most } 項，共 { $n } 項。
chart-effective = { $day } 施行
chart-issued = { $day } 印發
chart-until = 至 { $day }
chart-open = 未寫失效日期
chart-term = { $since }，{ $until }
chart-computed = { $term }（推算）

chart-citations = 文件之間的引用
chart-citations-desc = { $documents } 份文件，按級別分層：{ $levels }；{ $pairs } 對引用關係，逐條列在下面的表裡。
chart-some-documents = 只畫出 { $most } 份文件，共 { $n } 份；{ $advice }。
chart-choose-places = 請先選地區
chart-no-citations = 這些文件沒有引用本庫收錄的其他文件。
