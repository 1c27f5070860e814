# What stands on every page, and words that several pages use.

site-name = 条理
site-sub = 政策条款库
skip-to-text = 跳到正文
nav-main = 主导航
nav-search = 检索
nav-compare = 对照
nav-apply = 申报
nav-documents = 文件
nav-decisions = 决定
nav-check = 核对
nav-help = 帮助
nav-languages = 语言
search-clauses = 检索条款
search-go = 检索
foot-rules = 每个数值都可点回原文。条款识别与数值提取由规则完成，可能有误，引用前请核对原文。
foot-help = 使用说明
foot-holds = 收录范围
foot-api = 数据接口

# Between the parts of a list.
list-joint = 、

count-documents = { $n } 份文件
count-clauses = { $n } 条条款

level-unknown = 未知级别

to-home = 首页
all-documents = 全部文件
