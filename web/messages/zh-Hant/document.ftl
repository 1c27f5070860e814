# Reading a document; some of it stands on the page of a clause as well.

document-crumb = 文件
document-digest = <b>要點（非原文）</b>以下是對公開材料的摘記，不是文件原文，不能當作原文引用。
document-open = 打開文件全文

# The card.
document-card = 出處與文件
document-number = 發文字號
document-issuers = 發文機關
document-issued = 成文日期
document-published = 公布日期
document-effective = 施行日期
document-expires = 有效期至
document-reason = 推算依據
document-place = 適用地區
document-place-level = { $place }（{ $level }）
document-genre = 文種
document-text = 正文
document-full-hans = 全文，簡體
document-full-hant = 全文，繁體
document-digest-hans = 要點（非原文），簡體
document-digest-hant = 要點（非原文），繁體
document-source = 來源
document-retrieved = 取得日期
document-file = 文件
document-hash = SHA-256
document-hash-what = 下載的文件與建立索引時讀到的逐字節相同；可以用這個值核對。
document-download = 下載原文件
document-not-said = 未載明
document-inferred = 推斷：{ $reason }
document-from-manifest = 正文未載明，來自說明文件
document-computed = 推算

# Whether it is in force.
standing-today = 今天看
standing-unknown = 正文和說明文件都沒有寫明施行和失效日期
standing-expired = 已失效：有效期到{ $day }
standing-not-yet = 尚未施行：{ $day }起施行
standing-until = 現行有效：有效期到{ $day }
standing-open = { $day }起施行，沒有寫明失效日期
standing-repealed = 已廢止：{ $day }起
standing-replaced = 已被新文本取代：{ $day }起
standing-printed = 依據正文寫明的日期
standing-by-manifest = 日期來自說明文件
standing-computed = 日期由正文推算
standing-by-rule = 正文沒有寫明失效日期，按一般規定推算
standing-by-other = 依據收錄的另一份文件
standing-see = 見 { $clause }

document-ends-see = ，見{ " " }
document-forms = 要填寫的表格：
document-graph = 引用關係圖
document-cited-by = 被其他文件引用 { $n } 處
document-decisions = 依據本文件的決定 { $n } 份
document-cite = 引用本文件
document-warnings = 閱讀提示 { $n } 處
document-line = 第 { $n } 行
document-lines = 第 { $first }—{ $last } 行
document-report = 報告問題
document-tools = 閱讀方式

# Script.
document-to-hant = 轉換成繁體閱讀
document-to-hans = 轉換成簡體閱讀
document-as-printed = 看原文
document-in-hant = <b>繁體（由程序轉換）</b>正文由簡體轉換而來，不是原文；引用和複製請用原文。
document-in-hans = <b>簡體（由程序轉換）</b>正文由繁體轉換而來，不是原文；引用和複製請用原文。
document-bad-script = 網址中的 script={ $script } 不能識別。可用：hans（簡體）、hant（繁體）、source（原文）。
document-bad-show = 網址中的 show={ $show } 不能識別。可用：dropped（顯示未計入正文的文字）。

# Contents and parts.
document-contents = 目錄
document-text-of = 正文
document-part = 第 { $part } 部分，共 { $parts } 部分
document-part-long = 文件很長，分成幾頁。目錄裡可以打開其他部分。
document-previous = 上一部分
document-next = 下一部分
document-parts = 前後部分

# Terms.
document-terms = 簡稱和術語 { $n } 個
document-terms-from = 出自{ " " }
document-term = 「{ $term }」指：{ $meaning }

# Text that was left out.
document-dropped = 未計入正文的文字 { $n } 處
document-dropped-what = 這些文字在文件裡，但不屬於政策正文（網頁導航、頁碼、廣告等），檢索和對照都不用它們。
document-dropped-show = 在原處顯示
document-dropped-hide = 不再顯示
document-dropped-shown = 已在原處顯示，本頁 { $n } 處。
document-dropped-more = …（另有 { $n } 字）

# Beside a clause.
document-notes = { $clause }的數值與引用
document-notes-count = 數值與引用 { $n } 處
document-report-fact = 這個數值有誤
document-report-clause = 報告{ $clause }的問題
document-short-for = 即 { $title }
document-see-also = 另見{ " " }
document-quoted = 所引原文
document-quoted-document = 所引文件
document-quoted-above = 原文見上
document-quoted-digest = 要點（非原文）
document-supplied = 補上的編號
document-supplied-what = 原文在這裡漏印了「{ $label }」，按前後編號補上；文字未作改動。
document-cut = 這一條很長，此處略去後面 { $n } 個字；全文見數據接口。
document-table = 表格，可以左右滾動

document-data = 本文件數據（JSON）
document-akn = Akoma Ntoso（XML）

# The file itself.
original-no-corpus = 這個站點沒有文件夾可供下載原文件。
original-gone = 原文件已經不在文件夾裡，不能下載。頁面上的文字是建立索引時讀到的；重新運行 tiaoli ingest 後會更新。
original-unreadable = 原文件現在讀不出來，請稍後再試，或告訴維護者。
original-changed-title = 原文件已經改動
original-changed = 文件夾裡的文件和建立索引時讀到的不同，所以沒有給出。索引記錄的 SHA-256 是 { $held }，現在是 { $now }。重新運行 tiaoli ingest 後，頁面和文件會一致。
