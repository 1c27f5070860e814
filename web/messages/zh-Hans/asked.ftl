# What is wrong with a request, and what was expected.

asked-number = 网址中的 { $given } 不是 0 到 { $most } 之间的整数。
asked-long = 检索词太长：最多 { $most } 个字。请只保留关键的词句。
asked-level = “{ $typed }”不是级别。可用：国家、省、市、县（national、provincial、municipal、county）。
asked-sort = “{ $typed }”不是排序方式。可用：relevance（相关）、date（日期）、amount（数值）。
asked-range = 看不懂数值“{ $min }”到“{ $max }”：{ $expected }。
asked-filter = 看不懂“{ $typed }”，{ $expected }。
asked-nothing = 请写明检索词或筛选，例如 ?q=补助。
asked-akn = Akoma Ntoso 只有整份文件：{ $address }
asked-address = “{ $typed }”不是条款地址。条款地址形如 5/2/3、art-12/p1/3、att1/2，也可以写 第五条第二款第（一）项 或 五（二）3。
asked-whole-document = 打开文件全文
asked-not-held = 没有收录“{ $typed }”。可以写发文字号（如 穗工信函〔2025〕36号）或完整标题。
asked-no-page = 这里没有网页：{ $path }
asked-no-document = 没有编号为“{ $typed }”的文件。文件的网址形如 /p/guangzhou/2025-36。
asked-no-file = 没有名为“{ $name }”的静态文件。
asked-bytes = 网址里有不能识别的字节；网址应当是 UTF-8 编码。
asked-form-old = 表单已经过期。请返回上一页，刷新后再提交；已填的内容可以先复制下来。
asked-no-cookie = 浏览器没有送来本站的 Cookie，不能确认表单来自本站。请允许本站的 Cookie 后再提交。
asked-other-site = 这个请求来自别的网站，没有执行。
