# The start page.

home-welcome = 查政策，查到那一条
home-placeholder = 输入词语、“原文短句”或文号
home-for-example = 例如
home-empty = 还没有文件
home-empty-do = 把文件放进 corpus 文件夹（每个地区一个子文件夹），重新启动即可。做法见{ $how }。
home-how-to-add = 怎样添加文件
home-holds = 收录范围
home-levels = 按级别和地区列出文件数
home-unread = { $n } 个文件没有读成
home-compare = 各地对照
home-compare-what = 同一件事各地怎么规定：资助多少、对牵头单位有什么要求、多久考核一次。每格都有数值、原句和条款链接；没有的格子说明是未规定、未识别还是未收录。
home-compare-open = 打开对照表
home-newest = 最近的文件
home-documents = <b>{ $n }</b> 份文件
home-clauses = <b>{ $n }</b> 条条款
home-facts = <b>{ $n }</b> 个数值
