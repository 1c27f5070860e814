# What became of a citation, and why.

# Two remarks in one sentence.
said-also = { $first }；{ $then }
said-because = { $what }：{ $why }
said-quoted = 「{ $words }」

resolve-found = 已收錄
resolve-other-version = 有更新版本
resolve-ambiguous = 有多個可能
resolve-no-such-clause = 無此條款
resolve-not-in-corpus = 未收錄
resolve-in-conflict = 標題與文號不符
resolve-not-checked = 未核對

resolve-within = 在本文件之內
resolve-itself = 引用本文件
resolve-by-title = 按標題找到
resolve-by-short = 按簡稱對應的全稱找到
resolve-by-number = 按發文字號找到
resolve-by-title-attached = 按標題找到，是該文件的附件
resolve-by-number-attached = 按發文字號找到，是該文件的附件
resolve-newer = 有更新的同名文件
resolve-final = 已由正式文本代替
resolve-then = 引用時{ $what }
resolve-unnumbered = 收錄的文本沒有文號，文號未能核對

resolve-no-policy = 是表格、證照、合同或刊物，不是政策文件
resolve-no-such-attachment = 本文件沒有收錄這個附件
resolve-no-own-clause = 本文件中沒有這一條款
resolve-nameless = 沒有寫明所引文件的標題或文號，無法核對
resolve-short-unknown = 文中沒有說明這一簡稱的全稱，無法核對
resolve-conflict = 文號與標題不一致：該文號的文件是《{ $held }》，引文寫作《{ $written }》
resolve-number-shared = 有多個文件使用這一文號
resolve-other-number = 文號與標題不一致：收錄的同名文件是另一個文號
resolve-other-year = 沒有收錄這一文號的文本；收錄了其他年份的同名文件
resolve-not-held = 沒有收錄這一文件
resolve-revision-not-held = 沒有收錄這一修訂文本；收錄了同名文件
resolve-elsewhere-held = 沒有收錄這一文件；收錄了其他地區或機關的同名文件
resolve-only-later = 沒有收錄引用時的文本；收錄了之後的同名文件
resolve-several-bodies = 多個機關有同名文件，不能確定是哪一個
resolve-several-undated = 同名文件有多個版本，引用文件的日期不明
resolve-several-some-undated = 同名文件有多個版本，其中有的日期不明
resolve-same-day = 有多個同名同日的文件

# What is wrong with a clause.
resolve-here = 本文件{ $what }
resolve-clause-unchecked = 條款未能核對
resolve-clause-digest = 只收錄了要點，條款無法核對
resolve-clause-unread = 「{ $provision }」的寫法未能識別，條款沒有核對
resolve-clause-several = 「{ $provision }」在 { $n } 個附件裡都有，不能確定是哪一處
resolve-clause-not-in = { $where }裡沒有{ $provision }
resolve-attachments-end = 本文件沒有附件{ $n }；附件到附件{ $last }為止
resolve-attachment-not-held = 附件沒有隨本文件收錄
resolve-articles-end = 沒有{ $wanted }；該文件的條文到{ $last }為止
resolve-parts-end = 沒有「{ $wanted }」；該文件的正文到{ $last }為止
resolve-no-articles = 沒有{ $wanted }；該文件不分條
resolve-no-such-place = 沒有「{ $wanted }」

# What has ended or changed a document.
end-replaced = 已有新文本
end-repealed = 已廢止
end-expired = 已過有效期
end-amended = 已修改
end-of-provision = { $provision }已廢止或修改
end-on = { $what }（{ $on } 起）
end-computed = { $what }（{ $on } 起，推算）
