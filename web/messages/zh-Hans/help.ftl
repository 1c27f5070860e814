# The help page.

help-title = 使用说明
help-contents = 本页目录
help-read = 怎样看条款
help-compare = 怎样读对照表
help-decisions = 怎样登记决定
help-query-unit = 检索的单位是条款。简体、繁体、全角、半角都能用，结果一样。
help-form = 写法
help-meaning = 意思
help-values = 数值是整个匹配的：<code>资助&gt;=500万</code> 找的是有一个资助数额达到 500 万元的条款，同一条里别的数额不算。同一个左边写两次，说的是同一个数值：<code>资助&gt;=100万 资助&lt;=500万</code>。原文写一个范围（10%至30%），两头有一头符合就算。原文写“最高 1000 万元”，按 1000 万元比较。外币单独比较，要写明币种：<code>资助&gt;=100万美元</code>。时间长短按一年 365.25 天折算。
help-left = 左边可以写三样，用点隔开，次序不限：用途（资助、股权、条件、目标、预算、基金、费用、限额）、类型（金额、比例、数量、日期、截止、期限、周期）、指标（销售收入、注册资本、研发投入占比等）。
help-part = 只看一部分文件或条款
help-also = 也可写
help-not = 前面加 <code>-</code> 是排除：<code>补助 -地区:广西</code>。没读懂的部分会指出是第几个字、应该怎样写，并当作普通文字去查。结果旁边的筛选和排序都写在网址里，网址可以收藏、转发。
help-why = 查了近义词时，结果上方会列出来，点“只查原词”就不查。每一条结果的“为什么有这一条”写明每个词、每个条件是在哪里对上的。没有结果时，会说明去掉哪个词或哪个条件能查到多少条。
help-lookup = 知道文号或标题时，可以直接打开 <code>/r/文号</code>，例如 <code>/r/穗工信函〔2025〕36号</code>。
help-addresses = 每一条都有固定地址，点条款编号就能打开。地址按编号写：<code>5/2/3</code> 是五、（二）3.，<code>art-12/p1/3</code> 是第十二条第一款第（三）项，<code>att1/2</code> 在附件1里。也可以直接写 <code>第五条第二款</code> 或 <code>五（二）3</code>。
help-marks = 原文里<mark class="fact">有底色的字</mark>是识别出的数值，旁边写着它的用途和大小；<span class="cite found">有下划线的</span>是引用，能找到的可以点开，找不到的写明原因。正文以原文件的字形显示，不作改动。
help-who-cites = 谁引用谁，见{ $graph }；引用了而没有收录的，见{ $missing }；引用以后废止、更新、修改或到期的，见{ $radar }。
help-graph = 引用关系
help-missing = 被引用而没有收录的文件
help-radar = 依据变动
help-digest = 标有<span class="badge digest">要点（非原文）</span>的文件只是摘记，不能当原文引用。
help-cells = 每列一个地区，每行一个主题。格子里先是数值，再是条款的原句，最后是条款链接。一个地区有几条规定就列几条，不合并，也不相加。
help-example = 例子
help-does = 做什么
help-empty = 空着的格子有三种，意思不同：
help-silent = 未规定
help-silent-what = 收录了这个地区的文件，文件没有提到这件事。
help-unrecognised = 未识别
help-unrecognised-what = 文件提到了这件事，但没有读出具体数值；格子里给出原句，请自己判断。
help-not-held = 未收录
help-not-held-what = 没有这个地区的文件，不能说它有没有规定。
help-topics = 自己常用的主题可以写进 <code>topics.toml</code>：一个名称加一句检索，例如 <code>query = "人才 补贴"</code>。它在对照表里是一行，在检索里是 <code>主题:名称</code>，也出现在筛选里。
help-decide = 在{ $decisions }里写批复、决定等文书。正文里的《标题》、发文字号和第几条第几款，保存后自动找出，连到条款，可以确认、更正、排除，也可以手工添加。
help-pinned = 连上的条款记住当时的文字。文件更新后，条款没变、已变（标出不同）、移了位、有几处相同或不在了，决定页和条款页都会说明；没有人确认，不会自动改连。
help-history = 每次修改都记下时间、署名和当时的全文，只增不删。两个人同时改，后保存的人会看到双方的文字。
help-rights = 在本机打开，谁都可以改；从别的机器打开，编辑要登录，其他人只能看。备份用命令 <code>tiaoli decisions backup 文件</code>，不用停机。
help-add = 怎样添加文件
help-add-folder = 在 <code>corpus</code> 文件夹里为地区建一个子文件夹，例如 <code>corpus/guangxi</code>。
help-add-files = 把文件放进去：文本（.txt）或 Markdown（.md），编码是 UTF-8 或 GB18030 都可以。文件名就是编号，例如 <code>pilot-plan.txt</code> 的网址是 <code>/p/guangxi/pilot-plan</code>。
help-add-manifest = 正文没有写明的内容（文号、日期、发文机关），可以写在同名的 <code>.toml</code> 说明文件里。
help-add-start = 重新启动程序。没有读成的文件会列在{ $documents }页，并写明原因。
help-api = 所有内容都有 JSON，地址在 <code>/api/v1</code> 下；出错时返回 <code>application/problem+json</code>。
help-api-address = 地址
help-api-what = 内容
help-api-search = 检索；筛选参数与网页相同（<code>place</code>、<code>level</code>、<code>authority</code>、<code>from</code>、<code>to</code>、<code>kind</code>、<code>role</code>、<code>min</code>、<code>max</code>、<code>topic</code>、<code>in_force</code>、<code>sort=relevance|date|amount</code>、<code>synonyms=off</code>），另有 <code>limit</code>、<code>offset</code>、<code>explain=1</code>（每条为什么匹配）
help-api-policies = 全部文件，和没有读成的文件
help-api-policy = 一份文件的条款、数值、引用
help-api-clause = 一条
help-api-compare = 对照表
help-api-side = 两到四条或两到四份并排：文字的增删，数值更严、更宽
help-api-lineage = 源流：谁的文字来自谁，照抄、收窄、扩展、改写、删去
help-api-topics = 对照的主题
help-api-resolve = 按文号或标题找文件
help-to-topic = 一个主题
help-to-topic-what = 各地怎样规定认定支持；不选主题就列出全部主题
help-to-query = 一句检索作一行
help-to-query-what = 任何检索都能成为对照表的一行，网址里写 row=人才 补贴
help-to-value = 带数值条件的一行
help-to-value-what = 各地资助达到 100 万元的规定
help-to-sorted = 按数值排列地区
help-to-sorted-what = 按这一行的数额从大到小；没有数额的排在最后
help-to-different = 只看不同
help-to-different-what = 各地说法都一样的行不列
help-to-drawn = 画成图
help-to-drawn-what = 文件的引用图；表里“画图”把一行画成点图（上限与固定数额画法不同），期限画成时间轴
help-to-file = 下载表格
help-to-file-what = 也可下载 csv、docx、md、json；每个数值带原句、条款地址、原文校验码和识别规则
help-to-side = 并排对照
help-to-side-what = 选两到四条条款或文件，逐词比较，数值说明更严还是更宽
help-to-lineage = 源流
help-to-lineage-what = 哪些条款照抄、收窄、扩展、删去了别处的条款，一份文件有多少文字是借来的
