# Sentences that are kept in English and found again by it: why a file was not read, what a warning found.

told-unreadable = 讀不出來：{ $error }
told-binary = 這不是文本而是二進制文件（第 { $at } 個字節是 { $byte }）；應為 UTF-8、UTF-16、GB18030 或 Big5 編碼的文本
told-too-large = 文件有 { $bytes } 字節，最多讀 { $most } 字節
told-format = 還不能讀 { $ending } 格式；應為 { $expected }
told-no-ending = 還不能讀沒有擴展名的文件；應為 { $expected }
told-folder = 這是文件夾，應為文件
told-loop = 鏈接又指回 { $folder }；同一個文件夾只讀一次
told-device = 這不是普通文件（是設備或管道）
told-name-encoding = 文件名不是 UTF-8 編碼，請改名
told-name-signs = 文件名裡有「\」或控制字符，請改名
told-manifest-alone = 只有說明文件，沒有正文；旁邊應有 { $document } 或其他格式的文件
told-two-files = 兩個文件的編號都是 { $id }；讀的是 { $held }，請給這一個改名
told-stumbled = 程序處理這個文件時出錯，請連同文件一起告訴維護者
told-number-inferred = 缺編號 { $n }，把這一行當作它
told-number-first = 第一個編號是 { $n }，應為 { $expected }
told-number-follows = 編號 { $n } 接在 { $before } 之後，應為 { $expected }
told-bytes = 有些字節不是 { $encoding } 文本，已換成 U+FFFD
told-jurisdiction = 說明文件裡的地區 { $name } 不在 places.toml 裡
told-year = { $words }：沒有寫年份，也沒有規則能推定
told-manifest-encoding = 第 { $line } 行：不是 UTF-8 文本
told-manifest-field = { $file } 第 { $line } 行第 { $column } 個字：沒有 { $field } 這一項；可以寫 { $known }
told-manifest-date = { $file } 第 { $line } 行第 { $column } 個字：{ $typed } 不是日期；應寫成 2025-02-18，只知道年月的寫 2025-02 或 2025
told-manifest-inferred = { $file } 第 { $line } 行第 { $column } 個字：[inferred] 裡沒有 { $field } 這一項；可以寫 { $known }
told-manifest-wrong = { $file } 第 { $line } 行第 { $column } 個字：寫法不對（{ $error }）
