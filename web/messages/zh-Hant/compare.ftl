# The comparison of places.

compare-title = 對照
compare-heading = 各地對照
compare-choose = 選擇主題和地區
compare-now = 現在是 { $topics } 個主題、{ $places } 個地區
compare-places = 地區
compare-topics = 主題
compare-add-row = 加一行檢索：
compare-add-row-plain = 加一行檢索
compare-row-example = 人才 補貼 kind:money
compare-row-help = 寫法同檢索框；加 kind:money（金額）、ratio（比例）、count（數量）、date（日期）、duration（期限）就列出數值
compare-only-different = 只看不同的主題
compare-show-all = 顯示全部主題
compare-go = 對照
compare-everything = 全部主題和地區
compare-nothing = 沒有可以對照的內容。先{ $add }，或看{ $held }。
compare-add-documents = 添加文件
compare-what-is-held = 收錄了哪些文件
compare-silences = 空格的三種情況
compare-picture = 圖：{ $what }
compare-equal = { $n } 個主題各地說法相同，沒有列出：{ $topics }
compare-listed = { $all }
compare-all-equal = 各地在這些主題上的說法都相同。
compare-place-pages = 地區分頁
compare-topic-pages = 主題分頁
compare-places-all = 地區（共 { $n } 個）：
compare-topics-all = 主題（共 { $n } 個）：
compare-table = 對照表
compare-caption = 各地政策對照：每行一個主題，每列一個地區
compare-does = { $what }：{ $words }
compare-only-this = 只看這個主題
compare-hits = 檢索結果
compare-draw = 畫成圖
compare-draw-row = { $row }：畫成圖
compare-chart = 圖
compare-more = 另 { $n } 條
compare-side = 逐條並排對照
compare-lineage = 文件源流
compare-take = 帶走：
compare-xlsx = Excel 表格
compare-docx = Word 文檔
compare-csv = CSV
compare-md = Markdown
compare-json = JSON
compare-how = 怎樣讀這張表
compare-data = 本表數據（JSON）
compare-digest = 要點（非原文）
compare-pick = 選來對比
compare-pick-what = ：{ $what }{ $place }
compare-column = { $place } { $document }
compare-search-row = 檢索：{ $query }
compare-sorted-up = 各列按「{ $row }」從小到大排列，沒有數值的在最後。
compare-sorted-down = 各列按「{ $row }」從大到小排列，沒有數值的在最後。
compare-unsorted = 恢復原來的次序

# The three silences: the name of each, and what it means in the legend and in a cell.
state-silent = 未規定
state-silent-means = 收錄了這個地區的文件，文件沒有提到
state-unrecognised = 未識別
state-unrecognised-means = 原文提到了，沒有讀出具體數值，給出原句
state-not-held = 未收錄
cell-silent = 已收錄的文件沒有提到
cell-unrecognised = 原文提到了，沒有讀出具體數值，請看原文
cell-not-held = 本庫沒有這個地區的文件
cell-digest = 只收錄了要點，要點沒有提到；全文尚未收錄
cell-filtered = 這一行的檢索帶有篩選，這裡沒有符合的條款
cell-nearest = 共 { $total } 條，這裡是最相近的 { $shown } 條

move-left = 左移
move-right = 右移
move-up = 上移
move-down = 下移
move-no-column = 去掉這一列
move-no-row = 去掉這一行
sort-up = 小→大
sort-down = 大→小
sort-up-means = 各列按這一行從小到大排列
sort-down-means = 各列按這一行從大到小排列

# What is wrong with a request.
compare-wrong = { $error }。
compare-no-topic = 沒有名為「{ $name }」的主題；最接近的是：{ $nearest }
compare-no-sort = 不能按「{ $name }」排序：沒有這個主題；最接近的是：{ $nearest }
compare-no-place = 沒有名為「{ $name }」的地區；最接近的是：{ $nearest }
compare-needs-index = 「{ $name }」是檢索行，要有索引才能對照
compare-too-many = 最多對照 { $most } 行，現在要求 { $asked } 行；請分幾次對照
compare-bad-differences = 網址中的 differences={ $typed } 看不懂；應為 only（只看不同）或 all。
compare-bad-order = 網址中的 order={ $typed } 看不懂；應為 asc（從小到大）或 desc（從大到小）。
compare-use-topic = 改用主題「{ $other }」
compare-use-place = 改用地區「{ $other }」
compare-use-all = 對照全部主題和地區
compare-all-places = 全部地區
compare-back = 回到對照表
compare-nothing-to-draw = 「{ $row }」沒有可以畫成圖的數值或日期。
compare-draw-what = 缺少參數：要畫哪一行，例如 ?topic=support_upgrade；或 ?of=times（時間）、?of=citations（引用關係）。
