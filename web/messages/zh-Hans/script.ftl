# What the script of all pages says; it reads these from its element.

script-copy = 复制
script-copied = 已复制
script-copy-failed = 请手动复制
script-suggestions = 输入提示
