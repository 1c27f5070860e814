# Sentences that are kept in English and found again by it: why a file was not read, what a warning found.

told-unreadable = 读不出来：{ $error }
told-binary = 这不是文本而是二进制文件（第 { $at } 个字节是 { $byte }）；应为 UTF-8、UTF-16、GB18030 或 Big5 编码的文本
told-too-large = 文件有 { $bytes } 字节，最多读 { $most } 字节
told-format = 还不能读 { $ending } 格式；应为 { $expected }
told-no-ending = 还不能读没有扩展名的文件；应为 { $expected }
told-folder = 这是文件夹，应为文件
told-loop = 链接又指回 { $folder }；同一个文件夹只读一次
told-device = 这不是普通文件（是设备或管道）
told-name-encoding = 文件名不是 UTF-8 编码，请改名
told-name-signs = 文件名里有“\”或控制字符，请改名
told-manifest-alone = 只有说明文件，没有正文；旁边应有 { $document } 或其他格式的文件
told-two-files = 两个文件的编号都是 { $id }；读的是 { $held }，请给这一个改名
told-stumbled = 程序处理这个文件时出错，请连同文件一起告诉维护者
told-number-inferred = 缺编号 { $n }，把这一行当作它
told-number-first = 第一个编号是 { $n }，应为 { $expected }
told-number-follows = 编号 { $n } 接在 { $before } 之后，应为 { $expected }
told-bytes = 有些字节不是 { $encoding } 文本，已换成 U+FFFD
told-jurisdiction = 说明文件里的地区 { $name } 不在 places.toml 里
told-year = { $words }：没有写年份，也没有规则能推定
told-manifest-encoding = 第 { $line } 行：不是 UTF-8 文本
told-manifest-field = { $file } 第 { $line } 行第 { $column } 个字：没有 { $field } 这一项；可以写 { $known }
told-manifest-date = { $file } 第 { $line } 行第 { $column } 个字：{ $typed } 不是日期；应写成 2025-02-18，只知道年月的写 2025-02 或 2025
told-manifest-inferred = { $file } 第 { $line } 行第 { $column } 个字：[inferred] 里没有 { $field } 这一项；可以写 { $known }
told-manifest-wrong = { $file } 第 { $line } 行第 { $column } 个字：写法不对（{ $error }）
