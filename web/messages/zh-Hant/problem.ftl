# Pages that say what is wrong. The lines in -detail say what to do.

page-not-made = 程序出錯：頁面無法生成。
problem-request = 請求有誤
problem-forbidden = 不能這樣做
problem-large = 內容太長
problem-large-detail = 提交的內容太長，沒有保存。請返回上一頁，刪減後再提交；已填的內容還在那裡。
problem-host = 域名不對
problem-host-detail = 本站只在本機使用，請用 http://127.0.0.1 或 http://localhost 打開。經代理訪問時，啟動時用 --host 寫明域名。
problem-conflict = 已被他人修改
problem-unavailable = 暫時不能用
problem-not-found = 沒有找到
problem-method = 不支持這種請求
problem-method-detail = 這裡只能讀取（GET 或 HEAD），不接受提交。
problem-internal = 程序出錯
problem-internal-detail = 處理這個請求時程序出錯，其他頁面不受影響。請記下網址告訴維護者；運行窗口裡有詳細原因。
problem-timeout = 處理超時
problem-timeout-detail = 這個請求用時太長，已經停止。請縮小範圍再試。
problem-search = 檢索「{ $typed }」
problem-go-here = 可以去這裡
problem-lead-on = 回到{ $home }，或看{ $documents }。
problem-status = 狀態碼 { $status }
