# What is wrong with a request, and what was expected.

asked-number = 網址中的 { $given } 不是 0 到 { $most } 之間的整數。
asked-long = 檢索詞太長：最多 { $most } 個字。請只保留關鍵的詞句。
asked-level = 「{ $typed }」不是級別。可用：國家、省、市、縣（national、provincial、municipal、county）。
asked-sort = 「{ $typed }」不是排序方式。可用：relevance（相關）、date（日期）、amount（數值）。
asked-range = 看不懂數值「{ $min }」到「{ $max }」：{ $expected }。
asked-filter = 看不懂「{ $typed }」，{ $expected }。
asked-nothing = 請寫明檢索詞或篩選，例如 ?q=補助。
asked-akn = Akoma Ntoso 只有整份文件：{ $address }
asked-address = 「{ $typed }」不是條款地址。條款地址形如 5/2/3、art-12/p1/3、att1/2，也可以寫 第五條第二款第（一）項 或 五（二）3。
asked-whole-document = 打開文件全文
asked-not-held = 沒有收錄「{ $typed }」。可以寫發文字號（如 穗工信函〔2025〕36號）或完整標題。
asked-no-page = 這裡沒有網頁：{ $path }
asked-no-document = 沒有編號為「{ $typed }」的文件。文件的網址形如 /p/guangzhou/2025-36。
asked-no-file = 沒有名為「{ $name }」的靜態文件。
asked-bytes = 網址裡有不能識別的字節；網址應當是 UTF-8 編碼。
asked-form-old = 表單已經過期。請返回上一頁，刷新後再提交；已填的內容可以先複製下來。
asked-no-cookie = 瀏覽器沒有送來本站的 Cookie，不能確認表單來自本站。請允許本站的 Cookie 後再提交。
asked-other-site = 這個請求來自別的網站，沒有執行。
