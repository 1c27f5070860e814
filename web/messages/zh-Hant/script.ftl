# What the script of all pages says; it reads these from its element.

script-copy = 複製
script-copied = 已複製
script-copy-failed = 請手動複製
script-suggestions = 輸入提示
