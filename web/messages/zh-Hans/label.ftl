# Small words about values, citations and clauses.

label-dated = { $title }（{ $date }）
label-subject = 对象：{ $subject }
label-condition = 限于：{ $condition }
label-said-of = { $what }：{ $words }
label-itself = 即本文件
label-expired = 已失效，有效期至 { $day }
label-not-yet = 尚未施行，{ $day } 起
label-in-force = 有效，至 { $day }
label-open = { $day } 起施行，未写失效日期
label-computed = { $what }（推算）
label-supplied = 原文漏印的编号，按前后编号补上
label-permalink = { $place }的固定链接
figure-list = 图中内容的列表
figure-file = 图片文件（SVG）
figure-close = 收起图
