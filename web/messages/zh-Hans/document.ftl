# Reading a document; some of it stands on the page of a clause as well.

document-crumb = 文件
document-digest = <b>要点（非原文）</b>以下是对公开材料的摘记，不是文件原文，不能当作原文引用。
document-open = 打开文件全文

# The card.
document-card = 出处与文件
document-number = 发文字号
document-issuers = 发文机关
document-issued = 成文日期
document-published = 公布日期
document-effective = 施行日期
document-expires = 有效期至
document-reason = 推算依据
document-place = 适用地区
document-place-level = { $place }（{ $level }）
document-genre = 文种
document-text = 正文
document-full-hans = 全文，简体
document-full-hant = 全文，繁体
document-digest-hans = 要点（非原文），简体
document-digest-hant = 要点（非原文），繁体
document-source = 来源
document-retrieved = 取得日期
document-file = 文件
document-hash = SHA-256
document-hash-what = 下载的文件与建立索引时读到的逐字节相同；可以用这个值核对。
document-download = 下载原文件
document-not-said = 未载明
document-inferred = 推断：{ $reason }
document-from-manifest = 正文未载明，来自说明文件
document-computed = 推算

# Whether it is in force.
standing-today = 今天看
standing-unknown = 正文和说明文件都没有写明施行和失效日期
standing-expired = 已失效：有效期到{ $day }
standing-not-yet = 尚未施行：{ $day }起施行
standing-until = 现行有效：有效期到{ $day }
standing-open = { $day }起施行，没有写明失效日期
standing-repealed = 已废止：{ $day }起
standing-replaced = 已被新文本取代：{ $day }起
standing-printed = 依据正文写明的日期
standing-by-manifest = 日期来自说明文件
standing-computed = 日期由正文推算
standing-by-rule = 正文没有写明失效日期，按一般规定推算
standing-by-other = 依据收录的另一份文件
standing-see = 见 { $clause }

document-ends-see = ，见{ " " }
document-forms = 要填写的表格：
document-graph = 引用关系图
document-cited-by = 被其他文件引用 { $n } 处
document-decisions = 依据本文件的决定 { $n } 份
document-cite = 引用本文件
document-warnings = 阅读提示 { $n } 处
document-line = 第 { $n } 行
document-lines = 第 { $first }—{ $last } 行
document-report = 报告问题
document-tools = 阅读方式

# Script.
document-to-hant = 转换成繁体阅读
document-to-hans = 转换成简体阅读
document-as-printed = 看原文
document-in-hant = <b>繁体（由程序转换）</b>正文由简体转换而来，不是原文；引用和复制请用原文。
document-in-hans = <b>简体（由程序转换）</b>正文由繁体转换而来，不是原文；引用和复制请用原文。
document-bad-script = 网址中的 script={ $script } 不能识别。可用：hans（简体）、hant（繁体）、source（原文）。
document-bad-show = 网址中的 show={ $show } 不能识别。可用：dropped（显示未计入正文的文字）。

# Contents and parts.
document-contents = 目录
document-text-of = 正文
document-part = 第 { $part } 部分，共 { $parts } 部分
document-part-long = 文件很长，分成几页。目录里可以打开其他部分。
document-previous = 上一部分
document-next = 下一部分
document-parts = 前后部分

# Terms.
document-terms = 简称和术语 { $n } 个
document-terms-from = 出自{ " " }
document-term = “{ $term }”指：{ $meaning }

# Text that was left out.
document-dropped = 未计入正文的文字 { $n } 处
document-dropped-what = 这些文字在文件里，但不属于政策正文（网页导航、页码、广告等），检索和对照都不用它们。
document-dropped-show = 在原处显示
document-dropped-hide = 不再显示
document-dropped-shown = 已在原处显示，本页 { $n } 处。
document-dropped-more = …（另有 { $n } 字）

# Beside a clause.
document-notes = { $clause }的数值与引用
document-notes-count = 数值与引用 { $n } 处
document-report-fact = 这个数值有误
document-report-clause = 报告{ $clause }的问题
document-short-for = 即 { $title }
document-see-also = 另见{ " " }
document-quoted = 所引原文
document-quoted-document = 所引文件
document-quoted-above = 原文见上
document-quoted-digest = 要点（非原文）
document-supplied = 补上的编号
document-supplied-what = 原文在这里漏印了“{ $label }”，按前后编号补上；文字未作改动。
document-cut = 这一条很长，此处略去后面 { $n } 个字；全文见数据接口。
document-table = 表格，可以左右滚动

document-data = 本文件数据（JSON）
document-akn = Akoma Ntoso（XML）

# The file itself.
original-no-corpus = 这个站点没有文件夹可供下载原文件。
original-gone = 原文件已经不在文件夹里，不能下载。页面上的文字是建立索引时读到的；重新运行 tiaoli ingest 后会更新。
original-unreadable = 原文件现在读不出来，请稍后再试，或告诉维护者。
original-changed-title = 原文件已经改动
original-changed = 文件夹里的文件和建立索引时读到的不同，所以没有给出。索引记录的 SHA-256 是 { $held }，现在是 { $now }。重新运行 tiaoli ingest 后，页面和文件会一致。
