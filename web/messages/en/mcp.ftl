# What assistants are told.

mcp-no-end-known = No document that is held says that it ended before this day
mcp-no-day = The document names no day
