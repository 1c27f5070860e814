# Answers of an applicant held against conditions. What the script says as well has no forms for singular and plural.

eligibility-title = 申報條件自查
eligibility-lead = 填寫知道的情況，逐條對照各地文件裡的條件。沒有填寫的不會算作符合；不能自動判斷的條件都列出來，請對照原文。
eligibility-private = 啟用腳本時，對照在您的瀏覽器裡完成，填寫的內容不發送，只寫在網址的 # 之後，可以收藏，下次打開會再算。沒有腳本時，填寫的內容送到本站只用來算這一次，不記錄、不保存。
eligibility-paged = 共 { $n } 份文件寫明了條件，這是第 { $page } 頁，共 { $pages } 頁；下面的結果只算這一頁的文件。選好地區可以少翻幾頁。
eligibility-procedures = 各地申報程序和材料
eligibility-procedure-of = { $place }的申報程序和材料
eligibility-problems = 有幾項看不懂，當作沒有填寫：
eligibility-problem = { $label }：「{ $typed }」看不懂，請寫{ $expected }
eligibility-write = 請寫{ $expected }
eligibility-open = 未填寫
eligibility-mode = 建設模式
eligibility-none-is-all = 不選就是全部
eligibility-go = 對照條件
eligibility-results = 結果
eligibility-conditions = 各地的條件
eligibility-count = { $n } 項條件
eligibility-required = 要求：{ $value }
eligibility-given = 填寫：{ $value }
eligibility-how = 算法：{ $value }
eligibility-listed = { $all }

year-1 = 最近一年
year-2 = 前一年
year-3 = 再前一年
year-4 = 第四年
year-5 = 第五年
hint-money = 如 3000萬、1.2億元
hint-ratio = 如 30%
hint-count = 如 5
hint-place = 如 廣州市

eligibility-met = 符合
eligibility-failed = 不符合
eligibility-manual = 需人工判斷
eligibility-off = 不適用

# Why a verdict was given, and how it was computed.
eligibility-only-for = 只適用於{ $mode }
eligibility-not-this = 填寫的{ $label }是「{ $answer }」，這一條不適用
eligibility-excepted = 未達到，但條件裡寫有「{ $words }」
eligibility-unanswered = 未填寫：{ $what }
eligibility-unanswered-year = 未填寫：{ $what }（第 { $year } 年）
eligibility-year-missing = 需要近 { $wanted } 年的{ $label }，第 { $year } 年未填寫
eligibility-one-number = 條件看近 { $wanted } 年，填寫的只有一個數
eligibility-too-large = 數值太大，無法計算
eligibility-latest = 按最近一年
eligibility-average = { $n } 年合計 { $sum }，平均 { $mean }
eligibility-each = 每年都要達到
eligibility-sum = { $n } 年合計 { $sum }
eligibility-unsaid-each = 條件沒有寫怎樣計算；每年都比較過
eligibility-unsaid = 條件沒有寫按平均還是逐年計算
eligibility-reached = 要求{ $required }，已達到
eligibility-missed = 要求{ $required }，未達到
eligibility-zero = { $label }為零，無法計算比例
eligibility-quotient = { $top } ÷ { $bottom }：合計之比 { $whole }，各年平均 { $mean }
eligibility-two-ways = 按合計之比和按各年平均算，結論不同
eligibility-where = 請判斷註冊地是否在這個地區
eligibility-rest = 填寫的是「{ $given }」，符合其中一項要求；其餘請對照原文判斷
eligibility-fits = 填寫的是「{ $given }」，符合條件的說法
eligibility-fits-not = 填寫的是「{ $given }」，不符合條件的說法
eligibility-by-hand = 沒有可以自動判斷的項目，請對照原文判斷
eligibility-not-only-number = 條件不只看數目，請對照原文判斷
eligibility-foreign = 條件以外幣計，請按匯率判斷

# The result for a place.
eligibility-left = ，{ $n } 項需人工判斷
eligibility-left-open = ，{ $n } 項需人工判斷（其中 { $open } 項未填寫）
eligibility-some-failed = 有 { $failed } 項不符合，{ $met } 項符合{ $left }
eligibility-none-failed = 沒有發現不符合的條件；{ $met } 項符合{ $left }
eligibility-all-met = { $met } 項條件全部符合
eligibility-no-documents = 未收錄這個地區的文件
eligibility-no-conditions = 已收錄的文件沒有寫申報條件

# What is expected of an answer.
answer-unknown = 沒有這一項；可填：{ $known }
answer-fewer = 最多填 { $most } 個數
answer-long = 太長，最多 { $most } 個字
answer-money = 金額（人民幣），如 3000萬、3,000萬元、1.2億元 或 30000000
answer-ratio = 比例，如 30%、百分之三十 或 0.3
answer-count = 數目，如 5、5家、1,200 或 三十人
answer-one-of = 以下之一：{ $options }
answer-option = { $id }（{ $label }）
answer-place = 省、市、縣區的名稱，如 廣州市
