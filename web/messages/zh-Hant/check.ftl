# The page that checks a text.

check-large = 文字連同文件超過 2 MB，沒有核對。請返回上一頁，分幾次核對；已填的內容還在那裡。
