# What became of a citation, and why.

# Two remarks in one sentence.
said-also = { $first }；{ $then }
said-because = { $what }：{ $why }
said-quoted = “{ $words }”

resolve-found = 已收录
resolve-other-version = 有更新版本
resolve-ambiguous = 有多个可能
resolve-no-such-clause = 无此条款
resolve-not-in-corpus = 未收录
resolve-in-conflict = 标题与文号不符
resolve-not-checked = 未核对

resolve-within = 在本文件之内
resolve-itself = 引用本文件
resolve-by-title = 按标题找到
resolve-by-short = 按简称对应的全称找到
resolve-by-number = 按发文字号找到
resolve-by-title-attached = 按标题找到，是该文件的附件
resolve-by-number-attached = 按发文字号找到，是该文件的附件
resolve-newer = 有更新的同名文件
resolve-final = 已由正式文本代替
resolve-then = 引用时{ $what }
resolve-unnumbered = 收录的文本没有文号，文号未能核对

resolve-no-policy = 是表格、证照、合同或刊物，不是政策文件
resolve-no-such-attachment = 本文件没有收录这个附件
resolve-no-own-clause = 本文件中没有这一条款
resolve-nameless = 没有写明所引文件的标题或文号，无法核对
resolve-short-unknown = 文中没有说明这一简称的全称，无法核对
resolve-conflict = 文号与标题不一致：该文号的文件是《{ $held }》，引文写作《{ $written }》
resolve-number-shared = 有多个文件使用这一文号
resolve-other-number = 文号与标题不一致：收录的同名文件是另一个文号
resolve-other-year = 没有收录这一文号的文本；收录了其他年份的同名文件
resolve-not-held = 没有收录这一文件
resolve-revision-not-held = 没有收录这一修订文本；收录了同名文件
resolve-elsewhere-held = 没有收录这一文件；收录了其他地区或机关的同名文件
resolve-only-later = 没有收录引用时的文本；收录了之后的同名文件
resolve-several-bodies = 多个机关有同名文件，不能确定是哪一个
resolve-several-undated = 同名文件有多个版本，引用文件的日期不明
resolve-several-some-undated = 同名文件有多个版本，其中有的日期不明
resolve-same-day = 有多个同名同日的文件

# What is wrong with a clause.
resolve-here = 本文件{ $what }
resolve-clause-unchecked = 条款未能核对
resolve-clause-digest = 只收录了要点，条款无法核对
resolve-clause-unread = “{ $provision }”的写法未能识别，条款没有核对
resolve-clause-several = “{ $provision }”在 { $n } 个附件里都有，不能确定是哪一处
resolve-clause-not-in = { $where }里没有{ $provision }
resolve-attachments-end = 本文件没有附件{ $n }；附件到附件{ $last }为止
resolve-attachment-not-held = 附件没有随本文件收录
resolve-articles-end = 没有{ $wanted }；该文件的条文到{ $last }为止
resolve-parts-end = 没有“{ $wanted }”；该文件的正文到{ $last }为止
resolve-no-articles = 没有{ $wanted }；该文件不分条
resolve-no-such-place = 没有“{ $wanted }”

# What has ended or changed a document.
end-replaced = 已有新文本
end-repealed = 已废止
end-expired = 已过有效期
end-amended = 已修改
end-of-provision = { $provision }已废止或修改
end-on = { $what }（{ $on } 起）
end-computed = { $what }（{ $on } 起，推算）
