# Addresses that lead nowhere now, or to several documents.

moved-several = 這裡的文字現在分在幾處
moved-document-gone = 這份文件已不再收錄
moved-clause-gone = 這一條已經沒有了
moved-choose = 這個網址以前的文字，現在可能在下面任何一處，請選擇：
moved-nearest = 現在最接近的條款
moved-newer = 現在收錄的同名或同文號文件
moved-words = 以前這裡寫著
moved-recorded = 這些文字在 { $day } 記錄，經過繁簡和全半角歸一；每條最多記錄一千字。
lookup-title = 選擇文件：{ $typed }
lookup-several = 「{ $typed }」對應多份文件
lookup-choose = 它們的標題或文號相同，從新到舊排列，請選擇：
