# Steps of an application, what is handed in, and the forms that are filled in.

procedure-title = 申報程序
procedure-heading = 申報程序和材料
procedure-lead = 各地文件寫明的步驟，按原文先後排列。原文沒有寫明誰辦、何時辦的，不作補充。
procedure-go = 查看
procedure-compare = 各地步驟對照
procedure-none = 已收錄的文件沒有寫申報程序。
procedure-drawing = { $what }的步驟圖：{ $steps }
procedure-steps-of = { $what }的申報步驟
procedure-count = 共 { $n } 份文件寫明了步驟或材料，這是第 { $page } 頁，共 { $pages } 頁。
procedure-by = { $step }（{ $who }）
procedure-nobody = 未寫明由誰辦理
procedure-words = 原文
procedure-forms = 要填寫的表格：
procedure-materials = 要交的材料
procedure-form = 表格
step-numbered = { $n }. { $step }
step-actors = { $actors }

form-docx = Word 文檔
form-xlsx = Excel 表格
form-json = 數據（JSON）
form-digest-means = 以下是對公開材料的摘記，不是文件原文，不能當作原文引用。
form-rebuilt = 本表由文件的文本重新排出，格式可能與原件不同，以原件為準。
form-original = 看原文
form-count = { $kind }，{ $n } 項要填寫。下載後填寫：
form-no-count = { $kind }。下載後填寫：
form-sheet = 表格
form-table = 表
form-blank = （待填）
form-origin = { $parts }。
form-source = 來源：{ $title }{ $attachment }
form-numbered = { $title }（{ $number }）
form-address = 條款地址 { $address }
form-hash = 文件 SHA-256 { $hash }
form-retrieved = 獲取日期 { $day }
form-open-document = 打開文件全文
form-bad-address = 「{ $typed }」不是附件的地址；附件的地址形如 att1。
form-none = 這份文件裡沒有認出要填寫的表格。
form-several = 這份文件有幾份要填寫的表格，請選擇一份。
form-not-this = { $attachment }不是要填寫的表格。

form-field-text = 文字
form-field-number = 數目
form-field-date = 日期
field-choice = 選項
field-sign = 蓋章或簽字
