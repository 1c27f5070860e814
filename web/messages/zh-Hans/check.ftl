# The page that checks a text.

check-large = 文字连同文件超过 2 MB，没有核对。请返回上一页，分几次核对；已填的内容还在那里。
