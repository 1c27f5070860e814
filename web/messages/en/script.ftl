# What the script of all pages says; it reads these from its element.

script-copy = Copy
script-copied = Copied
script-copy-failed = Please copy by hand
script-suggestions = Suggestions
