# The page that checks a text.

check-large = Text and file together are over 2 MB and were not checked. Go back and check them in parts; what you filled in is still there.
