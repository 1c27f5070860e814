# What assistants are told.

mcp-no-end-known = No document that is held says that it ended before this day
mcp-no-day = The document says neither when it begins nor when it ends, and no document that is held says that it has ended
