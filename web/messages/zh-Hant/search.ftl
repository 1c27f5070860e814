# The page of results, the files and the feed of a search.

search-title = 檢索
search-title-of = 檢索：{ $query }
search-what = 檢索詞
search-placeholder = 輸入詞語、「原文短句」或文號
search-how = 用空格隔開幾個詞，找同時包含它們的條款；加引號找一字不差的原句。簡體繁體都可以。{ $forms }
search-forms = 檢索寫法

# Filters.
search-filters = 篩選
search-filter-values = 按數值篩選
search-filter-years = 按年份範圍篩選
search-values = 數值
search-role = 用途
search-any = 不限
search-from = 從
search-to = 到
search-year-unit = 年
search-min-example = 100萬
search-max-example = 1億
search-units = 不寫單位按元算，也可以寫 30%、20家、6個月。
search-apply = 應用
search-by-place = 地區
search-by-level = 級別
search-by-year = 年份
search-by-authority = 發文機關
search-by-kind = 數值類型
search-by-role = 數值用途
search-by-topic = 主題
search-year = { $year } 年
search-set = { $name }：{ $value }
search-least = 數值不小於 { $value }
search-most = 數值不大於 { $value }
search-in-force = { $day } 有效
search-years = { $first }—{ $last }
search-years-from = { $first } 年起
search-years-to = 到 { $last } 年
search-chips = 已用的篩選
search-chip-off = 去掉這個篩選
search-chip-remove = （去掉）
search-chips-off = 全部去掉
search-order = 排序

# Above the hits.
search-nothing = 沒有找到條款
search-found = 找到 <b>{ $n }</b> 條
search-found-from = 找到 <b>{ $n }</b> 條，以下從第 { $first } 條起
search-synonym = { $word } → { $others }
search-synonyms = 同時查了近義詞：{ $words }。
search-synonyms-off = 只查原詞
search-no-synonyms = 沒有查近義詞。
search-synonyms-on = 連近義詞一起查
search-meant = 名稱相近
search-page-empty = 這一頁沒有內容，共 { $n } 條。
search-first-page = 回到第一頁
search-try = 可以試試
search-shorter = 換一個更短的詞，或去掉引號。
search-look = 看看{ $held }。
search-held = 收錄了哪些文件

# The hits.
search-digest = 要點（非原文）
search-full = 原文
search-facts = 這一條裡的數值
search-more-facts = 另 { $n } 個
search-words-beside = { $first }」「{ $last }
search-from-above = 「{ $words }」見於上級標題或文件信息
search-why = 為什麼有這一條
search-previous = 前一條
search-next = 後一條
search-pick = 選來對比
search-related = 只含部分詞語的條款
search-related-what = 沒有湊齊全部詞語，不計入上面的條數。

# Below the hits.
search-pages = 結果分頁
search-page = 第 { $n } 頁
search-canonical = 標準寫法：
search-all = 全部 { $n } 條：
search-as-table = 表格（CSV）
search-as-data = 數據（JSON）
search-as-feed = 訂閱（Atom）
search-page-data = 本頁數據（JSON）

# The table of all hits, and the feed.
search-column-order = 序號
search-column-place = 地區
search-column-level = 級別
search-column-title = 文件標題
search-column-number = 文號
search-column-date = 日期
search-column-clause = 條款
search-column-path = 所在標題
search-column-text = 條款原文
search-column-status = 文本性質
search-column-address = 條款編號
search-column-link = 網址
search-file-cut = 只列出前 { $shown } 條，共 { $n } 條；請加篩選後分次導出
search-feed = 條理：{ $query }
search-feed-digest = { $status }：{ $text }
