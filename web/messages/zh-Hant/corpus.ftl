# The list of documents.

corpus-title = 文件
corpus-empty = 還沒有文件。做法見{ $how }。
corpus-how = 怎樣添加文件
corpus-lead = 共 { $n } 份。「略去」是未計入正文的文字（網頁導航、頁碼等）所佔的比例，打開文件可以看到略去了什麼。
corpus-count = 共 { $n } 份。
corpus-count-paged = 共 { $n } 份，第 { $page } 頁，共 { $pages } 頁。
corpus-show-all = 顯示全部
corpus-list = 文件列表
corpus-place = 地區
corpus-level = 級別
corpus-year = 年份
corpus-validity = 效力
corpus-sort = 排序
corpus-by-place = 按地區
corpus-by-date = 日期新的在前
corpus-by-clauses = 條款多的在前
corpus-by-facts = 數值多的在前
corpus-by-warnings = 提示多的在前
corpus-by-dropped = 略去多的在前
corpus-col-title = 標題
corpus-col-date = 日期
corpus-col-clauses = 條款
corpus-col-facts = 數值
corpus-col-citations = 引用
corpus-col-warnings = 提示
corpus-col-dropped = 略去
corpus-digest = 要點（非原文）
corpus-no-date = 未載明
corpus-failures = 沒有讀成的文件
corpus-failures-what = 這些文件在 corpus 文件夾裡，但沒有收錄；其他文件不受影響。
corpus-more = 相關
corpus-with-warning = 有「{ $kind }」提示的文件。
corpus-without = { $what }的文件。
corpus-wrong = 網址中的 { $name }={ $typed } 不能識別。

standing-in-force = 有效
standing-ended = 已失效
corpus-standing-not-yet = 尚未施行
corpus-standing-unknown = 不明

lack-number = 沒有文號
lack-date = 沒有日期
lack-authority = 沒有發文機關
lack-place = 地區不明
