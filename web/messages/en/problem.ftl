# Pages that say what is wrong. The lines in -detail say what to do.

page-not-made = Something went wrong: the page could not be made.
problem-request = The request is not right
problem-forbidden = This is not allowed
problem-large = Too long
problem-large-detail = What you sent is too long and was not saved. Go back, shorten it and send it again; what you filled in is still there.
problem-host = Wrong host name
problem-host-detail = This site is for this machine only: open it as http://127.0.0.1 or http://localhost. Behind a proxy, name the host with --host when you start it.
problem-conflict = Changed by somebody else
problem-unavailable = Not available now
problem-not-found = Not found
problem-method = This kind of request is not answered
problem-method-detail = This address can only be read (GET or HEAD); it takes no submissions.
problem-internal = Something went wrong
problem-internal-detail = The program failed on this request; other pages are not affected. Please tell whoever runs the site the address; the window it runs in shows the cause.
problem-timeout = Took too long
problem-timeout-detail = This request took too long and was stopped. Ask for less and try again.
problem-search = Search for “{ $typed }”
problem-go-here = You could go here
problem-lead-on = Go back to { $home }, or see { $documents }.
problem-status = Status { $status }
