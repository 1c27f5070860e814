# The page of one clause.

clause-digest = <b>要點（非原文）</b>這是對公開材料的摘記，不是文件原文，不能當作原文引用。
clause-former-gone = 這個網址在 { $day } 還是另一段文字，現在沒有找到。
clause-former = 這個網址在 { $day } 還是另一段文字，它現在在
clause-former-show = 看以前的文字
clause-words = 條款正文
clause-cut = 這一條下面還有 { $n } 條沒有顯示，請逐級打開。
clause-in-document = 在全文中看
clause-side = 選來對比
clause-cite = 引用這一條
clause-facts = 數值
clause-head-clause = 條款
clause-head-role = 用途
clause-head-value = 數值
clause-head-details = 說明
clause-head-words = 原文
clause-head-rule = 識別規則
clause-citations = 引用的文件
clause-from = 見{ " " }
clause-cited-by = 引用了這一條的條款 { $n } 處
clause-decisions = 依據這一條的決定
clause-neighbours = 前後條款
clause-previous = 上一條
clause-next = 下一條
clause-data = 本條數據（JSON）

# Forms to cite in.
cite-others = 其他引用格式
cite-legal = 法學引注
cite-gbt = GB/T 7714
cite-bibtex = BibTeX
cite-markdown = Markdown
cite-url = 固定網址

# There is no such clause.
clause-whole-document = 文件全文：{ $title }
clause-above = 上一級：{ $clause }
clause-siblings = 這一級的條款從「{ $first }」到「{ $last }」，共 { $n } 條。
clause-only-sibling = 這一級只有「{ $only }」。
clause-nothing-below = 這一級下面沒有更細的條款。
clause-not-there = { $document }裡沒有「{ $typed }」。{ $range }
