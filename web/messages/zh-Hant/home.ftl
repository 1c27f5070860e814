# The start page.

home-welcome = 查政策，查到那一條
home-placeholder = 輸入詞語、「原文短句」或文號
home-for-example = 例如
home-empty = 還沒有文件
home-empty-do = 把文件放進 corpus 文件夾（每個地區一個子文件夾），重新啟動即可。做法見{ $how }。
home-how-to-add = 怎樣添加文件
home-holds = 收錄範圍
home-levels = 按級別和地區列出文件數
home-unread = { $n } 個文件沒有讀成
home-compare = 各地對照
home-compare-what = 同一件事各地怎麼規定：資助多少、對牽頭單位有什麼要求、多久考核一次。每格都有數值、原句和條款鏈接；沒有的格子說明是未規定、未識別還是未收錄。
home-compare-open = 打開對照表
home-newest = 最近的文件
home-documents = <b>{ $n }</b> 份文件
home-clauses = <b>{ $n }</b> 條條款
home-facts = <b>{ $n }</b> 個數值
