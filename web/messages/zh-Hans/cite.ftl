# What is said of the citations and quotations of a checked text.

outcome-found = 一致
outcome-punctuation = 只有标点不同
outcome-version = 有其他版本
outcome-ambiguous = 不能确定是哪个文件
outcome-no-clause = 没有这一条款
outcome-differ = 文字不同
outcome-elsewhere = 文字在另一条款
outcome-nowhere = 所引文件中没有这段文字
outcome-expired = 已失效
outcome-not-yet = 尚未发布或施行
outcome-conflict = 标题与文号不符
outcome-not-held = 没有收录，未核对
outcome-unchecked = 未核对

means-found = 引用：库中有这一文件和条款，在所定日期没有失效。引文：与原文逐字一致（繁简、全半角、空格、换行不计）。
means-punctuation = 文字相同，只有标点与原文不同。
means-version = 引用时的文本已找到，另有更新的同名文件；或引文见于同名文件的另一版本。
means-ambiguous = 不止一个文件符合，请写明文号或发文机关。
means-no-clause = 文件已找到，但没有所写的条、款、项；旁边写有该文件的条款范围。
means-differ = 与原文相近但不相同，列出改动之处。
means-elsewhere = 原文有这段文字，但不在所写的条款，或在另一个文件。
means-nowhere = 所引文件已收录全文，其中没有这段文字。
means-expired = 按文件自己写明的期限，在所定日期已经失效。
means-not-yet = 文件的发布或施行日期晚于所定日期。
means-conflict = 所写标题与所写文号属于不同的文件。
means-not-held = 库中没有这一文件，无从核对。
means-unchecked = 没有核对，原因写在旁边。

judge-within = 指本文之内
judge-attachment-not-here = 所指的附件不在这份文字里
judge-no-own-clause = 本文之内没有这一条款
judge-issued-later = { $issued } 发布，晚于 { $date }
judge-in-force-later = { $from } 起施行，晚于 { $date }
judge-expired = 有效期到 { $last }，{ $date } 时已失效
judge-perhaps-expired = 文件没有写有效期；按一般规定推算到 { $last }，请查是否继续有效
judge-range = { $first }至{ $last }
judge-one-paragraph = { $name }只有一款
judge-no-items = { $name }之下没有分项

cite-state-not-held = 没有收录
state-not-checked = 没有核对
state-digest = 只收录了要点（非原文）
state-held = 已收录，没有写明失效

aside-name = 引号内是名称或简短用语，不作引文核对
unread-quotes = 引号没有配对，引文从哪里到哪里无法确定
unread-whose = 没有写明是哪个文件的条款，无法核对
unread-number = 文号的写法未能识别，无法核对
unread-title = 书名号内的名称未能识别为引用，无法核对
unread-provision = 条款的写法未能识别，无法核对

cut-number-before = 原文的数字在引文之前还有，被截断了
cut-number-behind = 原文的数字在引文之后还有，被截断了
cut-negation = 原文在引文之前有否定的词，没有引进来
cut-exception = 原文在引文之后还有“除外”，没有引进来

words-none = 引号内没有文字
words-perhaps-name = 所引文件中没有这几个字；引号内可能是名称，不是引文
words-elsewhere = { $cited }没有这段文字；原文在{ $place }
words-near-elsewhere = 所引条款没有这段文字；最接近的在{ $place }，文字不同
words-near = 与{ $place }的文字不同
words-too-many = 引文太多，没有在全库中查找
words-places = { $place }等 { $n } 处
words-unsourced = 没有写明出处；原文见于{ $place }
words-unsourced-near = 没有写明出处；与{ $place }最接近，文字不同
words-unsourced-nowhere = 没有写明出处，库中也没有这段文字
words-digest = 所引文件只收录了要点（非原文），引文不能核对
words-digest-seen = 所引文件只收录了要点（非原文），不能核对；同样的文字见于{ $place }
words-version = 所引文本没有这段文字；见于同名文件的另一版本{ $place }
words-other-document = 所引文件没有这段文字；原文在{ $place }
words-not-held = 所引文件没有收录或不能确定，引文不能核对
words-not-held-seen = 所引文件没有收录或不能确定；同样的文字见于{ $place }
words-not-held-near = 所引文件没有收录或不能确定；相近的文字见于{ $place }
words-nowhere = { $cited }收录了全文，其中没有这段文字，也没有相近的文字
words-within = 引的是本文之内的文字，没有核对
words-same = 与原文逐字一致
words-punctuation = 文字相同，标点与原文不同
words-proviso = 原文在引文之后还有“但”书，请看是否应当一并引用
