# What is said of the citations and quotations of a checked text.

outcome-found = 一致
outcome-punctuation = 只有標點不同
outcome-version = 有其他版本
outcome-ambiguous = 不能確定是哪個文件
outcome-no-clause = 沒有這一條款
outcome-differ = 文字不同
outcome-elsewhere = 文字在另一條款
outcome-nowhere = 所引文件中沒有這段文字
outcome-expired = 已失效
outcome-not-yet = 尚未發佈或施行
outcome-conflict = 標題與文號不符
outcome-not-held = 沒有收錄，未核對
outcome-unchecked = 未核對

means-found = 引用：庫中有這一文件和條款，在所定日期沒有失效。引文：與原文逐字一致（繁簡、全半角、空格、換行不計）。
means-punctuation = 文字相同，只有標點與原文不同。
means-version = 引用時的文本已找到，另有更新的同名文件；或引文見於同名文件的另一版本。
means-ambiguous = 不止一個文件符合，請寫明文號或發文機關。
means-no-clause = 文件已找到，但沒有所寫的條、款、項；旁邊寫有該文件的條款範圍。
means-differ = 與原文相近但不相同，列出改動之處。
means-elsewhere = 原文有這段文字，但不在所寫的條款，或在另一個文件。
means-nowhere = 所引文件已收錄全文，其中沒有這段文字。
means-expired = 按文件自己寫明的期限，在所定日期已經失效。
means-not-yet = 文件的發佈或施行日期晚於所定日期。
means-conflict = 所寫標題與所寫文號屬於不同的文件。
means-not-held = 庫中沒有這一文件，無從核對。
means-unchecked = 沒有核對，原因寫在旁邊。

judge-within = 指本文之內
judge-attachment-not-here = 所指的附件不在這份文字裡
judge-no-own-clause = 本文之內沒有這一條款
judge-issued-later = { $issued } 發佈，晚於 { $date }
judge-in-force-later = { $from } 起施行，晚於 { $date }
judge-expired = 有效期到 { $last }，{ $date } 時已失效
judge-perhaps-expired = 文件沒有寫有效期；按一般規定推算到 { $last }，請查是否繼續有效
judge-range = { $first }至{ $last }
judge-one-paragraph = { $name }只有一款
judge-no-items = { $name }之下沒有分項

cite-state-not-held = 沒有收錄
state-not-checked = 沒有核對
state-digest = 只收錄了要點（非原文）
state-held = 已收錄，沒有寫明失效

aside-name = 引號內是名稱或簡短用語，不作引文核對
unread-quotes = 引號沒有配對，引文從哪裡到哪裡無法確定
unread-whose = 沒有寫明是哪個文件的條款，無法核對
unread-number = 文號的寫法未能識別，無法核對
unread-title = 書名號內的名稱未能識別為引用，無法核對
unread-provision = 條款的寫法未能識別，無法核對

cut-number-before = 原文的數字在引文之前還有，被截斷了
cut-number-behind = 原文的數字在引文之後還有，被截斷了
cut-negation = 原文在引文之前有否定的詞，沒有引進來
cut-exception = 原文在引文之後還有「除外」，沒有引進來

words-none = 引號內沒有文字
words-perhaps-name = 所引文件中沒有這幾個字；引號內可能是名稱，不是引文
words-elsewhere = { $cited }沒有這段文字；原文在{ $place }
words-near-elsewhere = 所引條款沒有這段文字；最接近的在{ $place }，文字不同
words-near = 與{ $place }的文字不同
words-too-many = 引文太多，沒有在全庫中查找
words-places = { $place }等 { $n } 處
words-unsourced = 沒有寫明出處；原文見於{ $place }
words-unsourced-near = 沒有寫明出處；與{ $place }最接近，文字不同
words-unsourced-nowhere = 沒有寫明出處，庫中也沒有這段文字
words-digest = 所引文件只收錄了要點（非原文），引文不能核對
words-digest-seen = 所引文件只收錄了要點（非原文），不能核對；同樣的文字見於{ $place }
words-version = 所引文本沒有這段文字；見於同名文件的另一版本{ $place }
words-other-document = 所引文件沒有這段文字；原文在{ $place }
words-not-held = 所引文件沒有收錄或不能確定，引文不能核對
words-not-held-seen = 所引文件沒有收錄或不能確定；同樣的文字見於{ $place }
words-not-held-near = 所引文件沒有收錄或不能確定；相近的文字見於{ $place }
words-nowhere = { $cited }收錄了全文，其中沒有這段文字，也沒有相近的文字
words-within = 引的是本文之內的文字，沒有核對
words-same = 與原文逐字一致
words-punctuation = 文字相同，標點與原文不同
words-proviso = 原文在引文之後還有「但」書，請看是否應當一併引用
