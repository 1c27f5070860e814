# What assistants are told.

mcp-no-end-known = 已收錄的文件中沒有寫明它在這一天之前失效
mcp-no-day = 文件沒有寫明日期
