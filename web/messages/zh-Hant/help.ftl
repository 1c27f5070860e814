# The help page.

help-title = 使用說明
help-contents = 本頁目錄
help-read = 怎樣看條款
help-compare = 怎樣讀對照表
help-decisions = 怎樣登記決定
help-query-unit = 檢索的單位是條款。簡體、繁體、全角、半角都能用，結果一樣。
help-form = 寫法
help-meaning = 意思
help-values = 數值是整個匹配的：<code>資助&gt;=500萬</code> 找的是有一個資助數額達到 500 萬元的條款，同一條裡別的數額不算。同一個左邊寫兩次，說的是同一個數值：<code>資助&gt;=100萬 資助&lt;=500萬</code>。原文寫一個範圍（10%至30%），兩頭有一頭符合就算。原文寫「最高 1000 萬元」，按 1000 萬元比較。外幣單獨比較，要寫明幣種：<code>資助&gt;=100萬美元</code>。時間長短按一年 365.25 天折算。
help-left = 左邊可以寫三樣，用點隔開，次序不限：用途（資助、股權、條件、目標、預算、基金、費用、限額）、類型（金額、比例、數量、日期、截止、期限、週期）、指標（銷售收入、註冊資本、研發投入佔比等）。
help-part = 只看一部分文件或條款
help-also = 也可寫
help-not = 前面加 <code>-</code> 是排除：<code>補助 -地區:廣西</code>。沒讀懂的部分會指出是第幾個字、應該怎樣寫，並當作普通文字去查。結果旁邊的篩選和排序都寫在網址裡，網址可以收藏、轉發。
help-why = 查了近義詞時，結果上方會列出來，點「只查原詞」就不查。每一條結果的「為什麼有這一條」寫明每個詞、每個條件是在哪裡對上的。沒有結果時，會說明去掉哪個詞或哪個條件能查到多少條。
help-lookup = 知道文號或標題時，可以直接打開 <code>/r/文號</code>，例如 <code>/r/穗工信函〔2025〕36號</code>。
help-addresses = 每一條都有固定地址，點條款編號就能打開。地址按編號寫：<code>5/2/3</code> 是五、（二）3.，<code>art-12/p1/3</code> 是第十二條第一款第（三）項，<code>att1/2</code> 在附件1裡。也可以直接寫 <code>第五條第二款</code> 或 <code>五（二）3</code>。
help-marks = 原文裡<mark class="fact">有底色的字</mark>是識別出的數值，旁邊寫著它的用途和大小；<span class="cite found">有下劃線的</span>是引用，能找到的可以點開，找不到的寫明原因。正文以原文件的字形顯示，不作改動。
help-who-cites = 誰引用誰，見{ $graph }；引用了而沒有收錄的，見{ $missing }；引用以後廢止、更新、修改或到期的，見{ $radar }。
help-graph = 引用關係
help-missing = 被引用而沒有收錄的文件
help-radar = 依據變動
help-digest = 標有<span class="badge digest">要點（非原文）</span>的文件只是摘記，不能當原文引用。
help-cells = 每列一個地區，每行一個主題。格子裡先是數值，再是條款的原句，最後是條款鏈接。一個地區有幾條規定就列幾條，不合併，也不相加。
help-example = 例子
help-does = 做什麼
help-empty = 空著的格子有三種，意思不同：
help-silent = 未規定
help-silent-what = 收錄了這個地區的文件，文件沒有提到這件事。
help-unrecognised = 未識別
help-unrecognised-what = 文件提到了這件事，但沒有讀出具體數值；格子裡給出原句，請自己判斷。
help-not-held = 未收錄
help-not-held-what = 沒有這個地區的文件，不能說它有沒有規定。
help-topics = 自己常用的主題可以寫進 <code>topics.toml</code>：一個名稱加一句檢索，例如 <code>query = "人才 補貼"</code>。它在對照表裡是一行，在檢索裡是 <code>主題:名稱</code>，也出現在篩選裡。
help-decide = 在{ $decisions }裡寫批覆、決定等文書。正文裡的《標題》、發文字號和第幾條第幾款，保存後自動找出，連到條款，可以確認、更正、排除，也可以手工添加。
help-pinned = 連上的條款記住當時的文字。文件更新後，條款沒變、已變（標出不同）、移了位、有幾處相同或不在了，決定頁和條款頁都會說明；沒有人確認，不會自動改連。
help-history = 每次修改都記下時間、署名和當時的全文，只增不刪。兩個人同時改，後保存的人會看到雙方的文字。
help-rights = 在本機打開，誰都可以改；從別的機器打開，編輯要登錄，其他人只能看。備份用命令 <code>tiaoli decisions backup 文件</code>，不用停機。
help-add = 怎樣添加文件
help-add-folder = 在 <code>corpus</code> 文件夾裡為地區建一個子文件夾，例如 <code>corpus/guangxi</code>。
help-add-files = 把文件放進去：文本（.txt）或 Markdown（.md），編碼是 UTF-8 或 GB18030 都可以。文件名就是編號，例如 <code>pilot-plan.txt</code> 的網址是 <code>/p/guangxi/pilot-plan</code>。
help-add-manifest = 正文沒有寫明的內容（文號、日期、發文機關），可以寫在同名的 <code>.toml</code> 說明文件裡。
help-add-start = 重新啟動程序。沒有讀成的文件會列在{ $documents }頁，並寫明原因。
help-api = 所有內容都有 JSON，地址在 <code>/api/v1</code> 下；出錯時返回 <code>application/problem+json</code>。
help-api-address = 地址
help-api-what = 內容
help-api-search = 檢索；篩選參數與網頁相同（<code>place</code>、<code>level</code>、<code>authority</code>、<code>from</code>、<code>to</code>、<code>kind</code>、<code>role</code>、<code>min</code>、<code>max</code>、<code>topic</code>、<code>in_force</code>、<code>sort=relevance|date|amount</code>、<code>synonyms=off</code>），另有 <code>limit</code>、<code>offset</code>、<code>explain=1</code>（每條為什麼匹配）
help-api-policies = 全部文件，和沒有讀成的文件
help-api-policy = 一份文件的條款、數值、引用
help-api-clause = 一條
help-api-compare = 對照表
help-api-side = 兩到四條或兩到四份並排：文字的增刪，數值更嚴、更寬
help-api-lineage = 源流：誰的文字來自誰，照抄、收窄、擴展、改寫、刪去
help-api-topics = 對照的主題
help-api-resolve = 按文號或標題找文件
help-to-topic = 一個主題
help-to-topic-what = 各地怎樣規定認定支持；不選主題就列出全部主題
help-to-query = 一句檢索作一行
help-to-query-what = 任何檢索都能成為對照表的一行，網址裡寫 row=人才 補貼
help-to-value = 帶數值條件的一行
help-to-value-what = 各地資助達到 100 萬元的規定
help-to-sorted = 按數值排列地區
help-to-sorted-what = 按這一行的數額從大到小；沒有數額的排在最後
help-to-different = 只看不同
help-to-different-what = 各地說法都一樣的行不列
help-to-drawn = 畫成圖
help-to-drawn-what = 文件的引用圖；表裡「畫圖」把一行畫成點圖（上限與固定數額畫法不同），期限畫成時間軸
help-to-file = 下載表格
help-to-file-what = 也可下載 csv、docx、md、json；每個數值帶原句、條款地址、原文校驗碼和識別規則
help-to-side = 並排對照
help-to-side-what = 選兩到四條條款或文件，逐詞比較，數值說明更嚴還是更寬
help-to-lineage = 源流
help-to-lineage-what = 哪些條款照抄、收窄、擴展、刪去了別處的條款，一份文件有多少文字是借來的
