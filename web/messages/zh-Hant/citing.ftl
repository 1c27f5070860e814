# Who cites whom: the pages of citers, the graph, what is missing, what has changed.

citing-turn = 翻頁
citing-back = 上一頁
citing-on = 下一頁
citing-json = 本頁數據（JSON）
citing-csv = 表格文件（CSV）
citing-all = 全部
citing-place = 引用文件的地區
citing-show = 查看
citing-filter = 篩選
citing-date-wrong = 網址中的 date={ $date } 不是日期，應當寫成 2025-06-30 這樣。

cited-title = 誰引用了它
cited-of = 誰引用了{ $title }
cited-count = ，共 { $n } 處。
cited-count-paged = ，共 { $n } 處，第 { $page } 頁，共 { $pages } 頁。
cited-none = 收錄的其他文件沒有引用它。
cited-all = 全部 { $n } 處
cited-no-place = 地區不明
cited-clause = 引用{ $clause }

graph-title = 引用關係
graph-of = 引用的文件和引用它的文件。{ $all }
graph-see-all = 看全部
graph-lead = 收錄的文件誰引用誰，上級在上。文件多的時候，只畫被引用最多的文件和引用它們的一部分文件。
graph-topic = 主題
graph-depth = 範圍
graph-direct = 直接引用
graph-two = 隔一份文件
graph-none = 沒有可畫的引用：收錄的文件沒有互相引用。被引用而沒有收錄的文件列在{ $missing }。
graph-none-here = 這裡
graph-none-there = 沒有可畫的引用：這個範圍裡的文件沒有引用收錄的其他文件。{ $all }
graph-alone = 它沒有引用收錄的其他文件，也沒有被引用。
graph-picture = 引用關係圖
graph-left-out = 畫出 { $n } 份；另有 { $more } 份有引用關係的文件沒有畫出，請選地區、主題，或者從下面選一份文件。
graph-deeper = 再看遠一層
graph-most = 被引用的文件
graph-table = 圖中的引用
graph-rows-left-out = 另有 { $n } 處沒有列出，見本頁數據。
graph-times = 被引用 { $n } 處
graph-advice = 請選地區、主題或一份文件

missing-title = 被引用而沒有收錄的文件
missing-lead = 收錄的文件引用了、但庫裡沒有的文件，引用它的文件多的排在前面。文號相同，或者標題相同而其中一處沒有寫文號的，算同一份。
missing-empty = 還沒有收錄文件。先{ $add }。
missing-add = 添加文件
missing-none = 沒有：所有引用的文件都已收錄，或者沒有引用其他文件。
missing-none-of = 沒有：{ $place }的文件引用的文件都已收錄，或者沒有引用其他文件。
missing-count = 共 { $n } 份。
missing-count-paged = 共 { $n } 份，第 { $page } 頁，共 { $pages } 頁。
missing-cited = { $n } 份文件引用 { $times } 次
missing-who = 誰引用
missing-more = 另有 { $n } 處，見本頁的表格文件
missing-near = 庫裡相近的：

radar-title = 依據變動
radar-lead = 文件引用別的文件以後，被引用的文件廢止了、有了新文本、修改了，或者過了有效期。只根據收錄的文件判斷：文件自己寫的有效期、同名的新文本、其他文件裡「同時廢止」這樣的話；沒有收錄的廢止決定，這裡看不到。自己已經失效的引用文件不列。
radar-until = 截至
radar-only-basis = 只看制定依據
radar-none = 截至 { $day } 沒有發現變動：引用的文件都沒有收錄到廢止、更新、修改或到期的信息。
radar-count = 共 { $n } 處，變動日期新的在前。
radar-count-paged = 共 { $n } 處，第 { $page } 頁，共 { $pages } 頁，變動日期新的在前。
radar-list = 變動列表
radar-citing = 引用的條款
radar-cited = 被引用的文件
radar-change = 變動
radar-basis = 制定依據
radar-see = 見
radar-own = 該文件自己的規定

remark-kind-missing-number = 編號跳號
remark-kind-duplicate-number = 編號重複
remark-kind-inferred-heading = 推斷的標題
remark-kind-lossy-decoding = 有無法解碼的字節
remark-kind-conversion = 繁簡轉換字數不符
remark-kind-manifest = 說明文件有誤
remark-kind-limit = 超出處理上限
remark-kind-unknown-year = 日期未寫年份

remark-dropped-blank = 空白
remark-dropped-navigation = 網頁導航或按鈕
remark-dropped-tail = 正文之後的廣告、推薦或頁腳
remark-dropped-metadata = 網頁發佈信息
remark-dropped-title = 與標題重複的網頁標題
remark-dropped-number = 頁碼
remark-dropped-head = 頁眉頁腳
remark-dropped-contents = 目錄
remark-dropped-markup = 排版標記

# What a warning means.
remark-missing-number = 原文編號在這裡跳過了一個數，文字沒有缺失。
remark-duplicate-number = 原文有兩處用了同一個編號，兩處都保留，第二處的地址帶 ~2。
remark-inferred-heading = 原文這裡漏了編號，按上下文補上。
remark-lossy-decoding = 文件裡有無法識別的字節，顯示為 �。
remark-conversion = 繁簡轉換後字數不同，這一行逐字轉換。
remark-manifest = 說明文件裡有一項沒有讀懂，已忽略。
remark-limit = 超出處理上限，其餘按普通文字保留。
remark-unknown-year = 原文沒有寫這個日期的年份，也無法按規則推定，因此沒有列為日期。
