# What is said about a query: its meaning, what was not understood, what to try, why a clause matches.

# The meaning. The parts fit into each other: 同時包含「創新中心」和「補助」；地區為廣西.
query-word = 「{ $word }」
query-exact = 原文「{ $words }」
query-the-number = 文號「{ $number }」
query-group = （{ $what }）
query-both = { $first }和{ $last }
query-either = { $first }或{ $last }
query-beside = { $first }與{ $last }
query-further = { $first }；{ $last }
query-or-else = { $first }，或者{ $last }
query-holds = 包含{ $words }
query-holds-both = 同時包含{ $first }和{ $last }
query-holds-all = 同時包含{ $first }和{ $last }
query-without = 不含{ $words }
query-not = 排除{ $what }
query-in-sentence = { $words }在同一句
query-in-paragraph = { $words }在同一段
query-in-characters = { $words }相隔不超過 { $n } 個字
query-place = 地區為{ $places }
query-level = 級別為{ $levels }
query-authority = 發文機關含「{ $name }」
query-year = 年份為 { $year }
query-year-until = 年份不晚於 { $year }
query-year-from = 年份不早於 { $year }
query-years = 年份為 { $first } 至 { $last }
query-number = 文號為{ $number }
query-title = 標題含「{ $title }」
query-in-force = { $day }有效
query-topic = 主題為{ $topics }
query-cites = 引用{ $document }

# Tests of values: 有一個資助金額不低於 500萬元.
query-value = 數值
query-measured = 「{ $measure }」
query-of-role = { $role }{ $what }
query-says = 寫有{ $what }
query-equal = 有一個{ $what }為 { $value }
query-between = 有一個{ $what }在 { $first } 與 { $last } 之間
query-more = 有一個{ $what }高於 { $value }
query-at-least = 有一個{ $what }不低於 { $value }
query-less = 有一個{ $what }低於 { $value }
query-at-most = 有一個{ $what }不高於 { $value }
query-after = 有一個{ $what }晚於 { $value }
query-not-before = 有一個{ $what }不早於 { $value }
query-before = 有一個{ $what }早於 { $value }
query-not-after = 有一個{ $what }不晚於 { $value }

# Words in quotation marks, alone and in a row; names in a row, all and the first of many.
query-quoted = 「{ $part }」
query-quoted-next = { $first }{ $last }
query-names = { $names }
query-names-more = { $names }等

# What was not understood.
query-at = 第 { $at } 個字起：{ $what }
query-too-long = 查詢超過 { $most } 字，只用了前 { $most } 字
query-too-many = 查詢的詞和條件超過 { $most } 個，只用了前 { $most } 個
query-bracket-closed = 「）」前面沒有對應的「（」，已略去
query-bracket-open = 「（」沒有對應的「）」，已算到末尾
query-or-left = 「或」（OR）的左邊沒有詞，已略去；例如 補助 OR 獎勵
query-or-right = 「或」（OR）的右邊沒有詞，已略去；例如 補助 OR 獎勵
query-near-left = 「同句」符號的左邊沒有詞，已略去；例如 補助 /s 一次性
query-near-right = 「同句」符號的右邊沒有詞，已略去；例如 補助 /s 一次性
query-near-sides = 「同句」符號兩邊只能是詞或括號裡的幾個詞，已略去這個符號；例如 (補助 OR 獎勵) /s 一次性
query-minus-alone = 「-」後面沒有詞，已略去；例如 補助 -貸款
query-filter-empty = 「{ $typed }」後面沒有內容，已略去；{ $expected }
query-filter-misread = 看不懂「{ $typed }」，{ $expected }；已當作文字查找「{ $value }」
query-filter-unknown = 不認識篩選項「{ $key }」，可用的有 { $known }；已當作文字查找
query-amount-misread = 看不懂「{ $typed }」，{ $expected }；已當作文字查找
query-quote-open = 引號沒有配對，已把後面的文字都當作原文查找
query-quotes-all = 一句話裡四種引號都有，無法整句查找，已略去直引號
query-quote-empty = 引號裡沒有內容，已略去；例如 "一次性補助"
query-expected-value = 符號後面應為數值，例如 500萬元、30%、20家、2027-12-31、6個月
query-expected-money = 應為金額，例如 金額>=500萬元
query-expected-ratio = 應為百分數，例如 比例>=30%
query-expected-count = 應為數量，例如 數量>=20家
query-expected-date = 應為日期，例如 日期<=2027-12-31
query-expected-length = 應為一段時間，例如 期限<=6個月
query-expected-left = 符號前面應為 用途.類型.指標，各寫一次，例如 資助.比例>=30%
query-expected-place = 應為地區名，例如 地區:廣西
query-expected-level = 應為 國家、省、市 或 縣，例如 級別:省
query-expected-authority = 應為發文機關，例如 機關:工信廳
query-expected-year = 應為 2019 或 2019..2025
query-expected-number = 應為 工信部科〔2016〕273號 這樣的文號
query-expected-title = 應為標題裡的字，例如 標題:工作方案
query-expected-in-force = 應為一天，例如 有效:2025-06-01
query-expected-kind = 應為 金額、比例、數量、日期、截止、期限 或 週期，例如 類型:金額
query-expected-role = 應為 資助、股權、條件、目標、預算、基金、費用 或 限額，例如 用途:資助
query-expected-measure = 應為指標名，例如 指標:銷售收入
query-expected-topic = 應為對照表的主題，例如 主題:認定支持
query-expected-cites = 應為文號或《標題》，例如 引用:工信部科〔2016〕273號

# What the answer rests on.
query-empty = 請輸入要查找的詞，或選擇地區、級別、年份
query-index-broken = 索引讀取失敗，請重新建立索引（tiaoli ingest）：{ $error }
query-cut = 「{ $word }」拆成{ $pieces }
query-loosened = 沒有條款含有整個詞，已把{ $cuts }查找
query-place-unknown = 未收錄「{ $place }」的文件；已收錄的地區有：{ $held }
query-authority-unknown = 沒有發文機關名稱含「{ $name }」的文件；已收錄的機關有：{ $held }
query-measure-unknown = 不認識指標「{ $name }」；可用的有：{ $known }
query-topic-unknown = 沒有主題「{ $topic }」；可用的有：{ $known }
query-undated = 有 { $n } 份文件日期不明，不能判斷是否有效，沒有列入
query-not-held = { $document }沒有收錄，收錄的文件也沒有引用它
query-not-held-cited = { $document }沒有收錄；這裡是引用它的條款
query-nowhere = 收錄的文件裡沒有「{ $word }」

# What to try.
query-hint-without = 去掉{ $parts }可得 { $n } 條
query-hint-only = 只查「{ $part }」可得 { $n } 條
query-hint-unquoted = 去掉引號可得 { $n } 條
query-hint-apart = 不限同一句、同一段可得 { $n } 條
query-hint-synonyms = 同時查找近義詞可得 { $n } 條
query-hint-near = 您要找的是不是「{ $word }」？可得 { $n } 條
query-hint-number = 最接近的文號是 { $number }
query-hint-greatest = 符合其他條件的數值裡，最大的是 { $value }
query-hint-least = 符合其他條件的數值裡，最小的是 { $value }
query-hint-cited = { $document }沒有收錄，但被以下 { $n } 條引用

# Why a clause matches.
query-why-heading = 「{ $word }」：在這一條的標題裡
query-why-text = 「{ $word }」：在這一條的文字裡
query-why-synonym = 「{ $word }」：這一條裡有近義詞{ $synonyms }
query-why-cited = 「{ $word }」：這一條按標題引用了這份文件
query-why-number = 「{ $word }」：是這份文件的文號
query-why-above = 「{ $word }」：在上級標題或文件信息裡
query-why-fact = { $test }：{ $words }
query-why-cites = 這一條{ $what }
query-why-topic = 這一條的{ $what }
query-why-policy = { $what }：這份文件是 { $value }
query-why-since = { $first } 起
query-why-since-until = { $first } 起，{ $last } 止

# Orders of the hits, and kinds of suggestions.
query-sort-relevance = 最相關的在前
query-sort-date = 日期新的在前
query-sort-amount = 數值大的在前
query-kind-number = 文號
query-kind-title = 文件
query-kind-topic = 對照主題
query-kind-authority = 發文機關
query-kind-place = 地區
query-kind-term = 詞語

# Every way to write a query.
query-form-all = 同時有這幾個詞，意思相近的詞（補貼、資助）也算
query-form-exact = 一字不差的原句，不查近義詞
query-form-or = 有其中一個；OR 也可以寫「或」或者 |
query-form-without = 有前者，沒有後者
query-form-brackets = 括號裡的先算
query-form-sentence = 在同一句話裡；也可以寫 ~同句 或 NEAR
query-form-paragraph = 在同一段裡；也可以寫 ~同段
query-form-apart = 中間最多隔 5 個字，先後不論
query-form-number = 這個文號的文件，和提到它的條款
query-form-amount = 有一個資助數額不低於 500 萬元；>、<=、<、= 都可以
query-form-share = 資助按比例，不低於 30%
query-form-threshold = 申報條件裡的銷售收入要求不高於 1 億元
query-form-count = 成員單位數，或寫 count.members>=20
query-form-range = 數額在這個範圍裡
query-form-deadline = 要在這一天以前完成；日期<=2027 是提到的任何日期
query-filter-place = 只看這些地區的文件；簡稱、全稱都可以，多個地區用頓號或逗號隔開
query-filter-level = 只看一級的文件：國家、省、市、縣
query-filter-authority = 只看發文機關名稱裡有這幾個字的文件；工信廳、工業和信息化廳算同一個
query-filter-year = 只看這些年份的文件；2019.. 是 2019 年起，..2025 是到 2025 年
query-filter-number = 只看這個文號的文件；括號用哪種都行
query-filter-title = 只看標題裡有這幾個字的文件
query-filter-in-force = 只看這一天有效的文件：這一天以前發布或施行，並且沒有過期
query-filter-kind = 只看寫有這種數值的條款：金額、比例、數量、日期、截止、期限、週期
query-filter-role = 只看數值作這種用途的條款：資助、股權、條件、目標、預算、基金、費用、限額
query-filter-measure = 只看規定這項指標的條款，例如銷售收入、註冊資本、研發投入佔比
query-filter-topic = 只看講這個主題的條款；主題就是對照表的各行
query-filter-cites = 只看引用了這份文件的條款；寫文號或《標題》
