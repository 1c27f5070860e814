# The page of one clause.

clause-digest = <b>要点（非原文）</b>这是对公开材料的摘记，不是文件原文，不能当作原文引用。
clause-former-gone = 这个网址在 { $day } 还是另一段文字，现在没有找到。
clause-former = 这个网址在 { $day } 还是另一段文字，它现在在
clause-former-show = 看以前的文字
clause-words = 条款正文
clause-cut = 这一条下面还有 { $n } 条没有显示，请逐级打开。
clause-in-document = 在全文中看
clause-side = 选来对比
clause-cite = 引用这一条
clause-facts = 数值
clause-head-clause = 条款
clause-head-role = 用途
clause-head-value = 数值
clause-head-details = 说明
clause-head-words = 原文
clause-head-rule = 识别规则
clause-citations = 引用的文件
clause-from = 见{ " " }
clause-cited-by = 引用了这一条的条款 { $n } 处
clause-decisions = 依据这一条的决定
clause-neighbours = 前后条款
clause-previous = 上一条
clause-next = 下一条
clause-data = 本条数据（JSON）

# Forms to cite in.
cite-others = 其他引用格式
cite-legal = 法学引注
cite-gbt = GB/T 7714
cite-bibtex = BibTeX
cite-markdown = Markdown
cite-url = 固定网址

# There is no such clause.
clause-whole-document = 文件全文：{ $title }
clause-above = 上一级：{ $clause }
clause-siblings = 这一级的条款从“{ $first }”到“{ $last }”，共 { $n } 条。
clause-only-sibling = 这一级只有“{ $only }”。
clause-nothing-below = 这一级下面没有更细的条款。
clause-not-there = { $document }里没有“{ $typed }”。{ $range }
