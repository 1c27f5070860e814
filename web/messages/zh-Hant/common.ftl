# What stands on every page, and words that several pages use.

site-name = 條理
site-sub = 政策條款庫
skip-to-text = 跳到正文
nav-main = 主導航
nav-search = 檢索
nav-compare = 對照
nav-apply = 申報
nav-documents = 文件
nav-decisions = 決定
nav-check = 核對
nav-help = 幫助
nav-languages = 語言
search-clauses = 檢索條款
search-go = 檢索
foot-rules = 每個數值都可點回原文。條款識別與數值提取由規則完成，可能有誤，引用前請核對原文。
foot-help = 使用說明
foot-holds = 收錄範圍
foot-api = 數據接口

# Between the parts of a list.
list-joint = 、

count-documents = { $n } 份文件
count-clauses = { $n } 條條款

level-unknown = 未知級別

to-home = 首頁
all-documents = 全部文件
