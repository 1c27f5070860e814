# Sentences that are kept in English and found again by it: why a file was not read, what a warning found.

told-unreadable = cannot read it: { $error }
told-binary = this is not a text but a binary file (byte { $at } is { $byte }); expected UTF-8, UTF-16, GB18030 or Big5 text
told-too-large = the file has { $bytes } bytes; at most { $most } are read
told-format = the format { $ending } cannot be read yet; expected { $expected }
told-no-ending = a file without an ending cannot be read yet; expected { $expected }
told-folder = it is a folder; expected a file
told-loop = the link leads back to { $folder }; the folder is read once only
told-device = it is no ordinary file (a device or a pipe)
told-name-encoding = the file's name is not UTF-8; rename it
told-name-signs = the file's name holds '\' or a control character; rename it
told-manifest-alone = a manifest without its document; expected { $document } or another format beside it
told-two-files = two files have the id { $id }; { $held } is read, give this one another name
told-stumbled = the program stumbled over this file; please report it with the file
told-number-inferred = number { $n } is missing; the line was taken for it
told-number-first = number { $n } follows the beginning; expected { $expected }
told-number-follows = number { $n } follows { $before }; expected { $expected }
told-bytes = some bytes are no { $encoding } text and were replaced by U+FFFD
told-jurisdiction = the jurisdiction { $name } of the manifest is no place of places.toml
told-year = { $words }: no year is printed, and no rule tells it
told-manifest-encoding = line { $line }: this is not UTF-8 text
told-manifest-field = { $file }: line { $line }, column { $column }: unknown field { $field }, expected one of { $known }
told-manifest-date = { $file }: line { $line }, column { $column }: { $typed } is no date; expected YYYY-MM-DD, or YYYY-MM or YYYY where no more is known
told-manifest-inferred = { $file }: line { $line }, column { $column }: [inferred] names { $field }; expected one of { $known }
told-manifest-wrong = { $file }: line { $line }, column { $column }: { $error }
