# What assistants are told.

mcp-no-end-known = 已收录的文件中没有写明它在这一天之前失效
mcp-no-day = 文件没有写明何时施行、何时失效，已收录的文件中也没有说它已经失效
