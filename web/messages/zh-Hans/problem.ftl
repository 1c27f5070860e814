# Pages that say what is wrong. The lines in -detail say what to do.

page-not-made = 程序出错：页面无法生成。
problem-request = 请求有误
problem-forbidden = 不能这样做
problem-large = 内容太长
problem-large-detail = 提交的内容太长，没有保存。请返回上一页，删减后再提交；已填的内容还在那里。
problem-host = 域名不对
problem-host-detail = 本站只在本机使用，请用 http://127.0.0.1 或 http://localhost 打开。经代理访问时，启动时用 --host 写明域名。
problem-conflict = 已被他人修改
problem-unavailable = 暂时不能用
problem-not-found = 没有找到
problem-method = 不支持这种请求
problem-method-detail = 这里只能读取（GET 或 HEAD），不接受提交。
problem-internal = 程序出错
problem-internal-detail = 处理这个请求时程序出错，其他页面不受影响。请记下网址告诉维护者；运行窗口里有详细原因。
problem-timeout = 处理超时
problem-timeout-detail = 这个请求用时太长，已经停止。请缩小范围再试。
problem-search = 检索“{ $typed }”
problem-go-here = 可以去这里
problem-lead-on = 回到{ $home }，或看{ $documents }。
problem-status = 状态码 { $status }
