# Steps of an application, what is handed in, and the forms that are filled in.

procedure-title = 申报程序
procedure-heading = 申报程序和材料
procedure-lead = 各地文件写明的步骤，按原文先后排列。原文没有写明谁办、何时办的，不作补充。
procedure-go = 查看
procedure-compare = 各地步骤对照
procedure-none = 已收录的文件没有写申报程序。
procedure-drawing = { $what }的步骤图：{ $steps }
procedure-steps-of = { $what }的申报步骤
procedure-count = 共 { $n } 份文件写明了步骤或材料，这是第 { $page } 页，共 { $pages } 页。
procedure-by = { $step }（{ $who }）
procedure-nobody = 未写明由谁办理
procedure-words = 原文
procedure-forms = 要填写的表格：
procedure-materials = 要交的材料
procedure-form = 表格
step-numbered = { $n }. { $step }
step-actors = { $actors }

form-docx = Word 文档
form-xlsx = Excel 表格
form-json = 数据（JSON）
form-digest-means = 以下是对公开材料的摘记，不是文件原文，不能当作原文引用。
form-rebuilt = 本表由文件的文本重新排出，格式可能与原件不同，以原件为准。
form-original = 看原文
form-count = { $kind }，{ $n } 项要填写。下载后填写：
form-no-count = { $kind }。下载后填写：
form-sheet = 表格
form-table = 表
form-blank = （待填）
form-origin = { $parts }。
form-source = 来源：{ $title }{ $attachment }
form-numbered = { $title }（{ $number }）
form-address = 条款地址 { $address }
form-hash = 文件 SHA-256 { $hash }
form-retrieved = 获取日期 { $day }
form-open-document = 打开文件全文
form-bad-address = “{ $typed }”不是附件的地址；附件的地址形如 att1。
form-none = 这份文件里没有认出要填写的表格。
form-several = 这份文件有几份要填写的表格，请选择一份。
form-not-this = { $attachment }不是要填写的表格。

form-field-text = 文字
form-field-number = 数目
form-field-date = 日期
field-choice = 选项
field-sign = 盖章或签字
