# The list of documents.

corpus-title = 文件
corpus-empty = 还没有文件。做法见{ $how }。
corpus-how = 怎样添加文件
corpus-lead = 共 { $n } 份。“略去”是未计入正文的文字（网页导航、页码等）所占的比例，打开文件可以看到略去了什么。
corpus-count = 共 { $n } 份。
corpus-count-paged = 共 { $n } 份，第 { $page } 页，共 { $pages } 页。
corpus-show-all = 显示全部
corpus-list = 文件列表
corpus-place = 地区
corpus-level = 级别
corpus-year = 年份
corpus-validity = 效力
corpus-sort = 排序
corpus-by-place = 按地区
corpus-by-date = 日期新的在前
corpus-by-clauses = 条款多的在前
corpus-by-facts = 数值多的在前
corpus-by-warnings = 提示多的在前
corpus-by-dropped = 略去多的在前
corpus-col-title = 标题
corpus-col-date = 日期
corpus-col-clauses = 条款
corpus-col-facts = 数值
corpus-col-citations = 引用
corpus-col-warnings = 提示
corpus-col-dropped = 略去
corpus-digest = 要点（非原文）
corpus-no-date = 未载明
corpus-failures = 没有读成的文件
corpus-failures-what = 这些文件在 corpus 文件夹里，但没有收录；其他文件不受影响。
corpus-more = 相关
corpus-with-warning = 有“{ $kind }”提示的文件。
corpus-without = { $what }的文件。
corpus-wrong = 网址中的 { $name }={ $typed } 不能识别。

standing-in-force = 有效
standing-ended = 已失效
corpus-standing-not-yet = 尚未施行
corpus-standing-unknown = 不明

lack-number = 没有文号
lack-date = 没有日期
lack-authority = 没有发文机关
lack-place = 地区不明
