# What assistants are told.

mcp-no-end-known = 已收錄的文件中沒有寫明它在這一天之前失效
mcp-no-day = 文件沒有寫明何時施行、何時失效，已收錄的文件中也沒有說它已經失效
