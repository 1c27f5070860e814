# Addresses that lead nowhere now, or to several documents.

moved-several = 这里的文字现在分在几处
moved-document-gone = 这份文件已不再收录
moved-clause-gone = 这一条已经没有了
moved-choose = 这个网址以前的文字，现在可能在下面任何一处，请选择：
moved-nearest = 现在最接近的条款
moved-newer = 现在收录的同名或同文号文件
moved-words = 以前这里写着
moved-recorded = 这些文字在 { $day } 记录，经过繁简和全半角归一；每条最多记录一千字。
lookup-title = 选择文件：{ $typed }
lookup-several = “{ $typed }”对应多份文件
lookup-choose = 它们的标题或文号相同，从新到旧排列，请选择：
