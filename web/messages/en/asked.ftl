# What is wrong with a request, and what was expected.

asked-number = { $given } in the address is no whole number from 0 to { $most }.
asked-long = The query is too long: { $most } characters at most. Keep the words that matter.
asked-level = “{ $typed }” is no level. Use 国家, 省, 市 or 县 (national, provincial, municipal, county).
asked-sort = “{ $typed }” is no order. Use relevance, date or amount.
asked-range = The values from “{ $min }” to “{ $max }” were not understood: { $expected }.
asked-filter = “{ $typed }” was not understood: { $expected }.
asked-nothing = Say what to look for, or set a filter, for example ?q=补助.
asked-akn = Akoma Ntoso is made of whole documents only: { $address }
asked-address = “{ $typed }” is no address of a clause. Addresses look like 5/2/3, art-12/p1/3 or att1/2; 第五条第二款第（一）项 and 五（二）3 are understood too.
asked-whole-document = Open the whole document
asked-not-held = “{ $typed }” is not held. Use a document number (such as 穗工信函〔2025〕36号) or a complete title.
asked-no-page = There is no page here: { $path }
asked-no-document = There is no document “{ $typed }”. Addresses of documents look like /p/guangzhou/2025-36.
asked-no-file = There is no file “{ $name }”.
asked-bytes = The address holds bytes that are not understood; addresses are in UTF-8.
asked-form-old = The form has expired. Go back, reload the page and send it again; copy what you filled in first.
asked-no-cookie = The browser sent no cookie of this site, so the form cannot be known to come from here. Allow cookies for this site and send it again.
asked-other-site = This request came from another site and was not carried out.
